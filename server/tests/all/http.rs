//! What every answer carries, and what the server refuses before anything reads it.

use crate::support::{Site, request};
use axum::body::Body;
use domain::communities::Visibility;
use domain::threads::{Circle, Kind};
use domain::tokens::Scope;
use domain::{MemberId, ThreadId};
use http::{Request, header};
use service::Context;
use store::Db;

store::both_engines!(headers_of_a_page, |db: Db| async move {
    let site = Site::over(db);
    let page = site.get(None, "/").await;
    assert_eq!(page.status, 200);
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains("'nonce-") && !policy.contains("unsafe-inline") && policy.contains("frame-ancestors 'none'"),
        "{policy}"
    );
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
    assert!(page.text.contains(&format!("nonce=\"{nonce}\"")), "the script carries the nonce");
    assert_ne!(site.get(None, "/").await.header("content-security-policy"), policy, "each answer has its own");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cache-control", "private, no-store"),
    ] {
        assert_eq!(page.header(name), value);
    }
    assert!(page.header("permissions-policy").contains("camera=()"));
    assert_eq!(page.header("set-cookie"), "", "a visitor gets no cookie");
    assert!(!page.text.contains(" style="), "no style attribute");
});

store::both_engines!(pages_say_what_went_wrong_and_offer_a_way_on, |db: Db| async move {
    let site = Site::over(db);
    for (path, status) in
        [("/nulle-part", 404), ("/t/abc", 404), ("/settings", 401), ("/ask", 401), ("/admin/claims", 401)]
    {
        let page = site.get(None, path).await;
        assert_eq!(page.status, status, "{path}");
        assert!(page.text.contains("data-error"), "{path}");
        assert!(page.text.contains("class=\"btn"), "{path}");
    }
    let patient = site.test.patient("Malade").await;
    let session = site.session(&patient).await;
    assert_eq!(site.get(session.as_deref(), "/admin/claims").await.status, 403);
});

store::both_engines!(what_cannot_be_read_is_the_askers_mistake, |db: Db| async move {
    let site = Site::over(db);
    for path in ["/api/threads/page", "/api/threads/page?id=1", "/api/communities/page?order=9"] {
        assert_eq!(site.get(None, path).await.status, 400, "{path}");
    }
    for body in ["", "{", "[[[[", "{\"command\":1}"] {
        let request = Request::builder()
            .method("POST")
            .uri("/api/forms/submit")
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body))
            .unwrap();
        assert_eq!(site.send(request).await.status, 400, "{body}");
    }
});

store::both_engines!(writes_from_other_sites_are_refused, |db: Db| async move {
    let site = Site::over(db);
    let patient = site.test.patient("Malade").await;
    let session = site.session(&patient).await.unwrap();
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://ailleurs.example")] {
        for path in ["/", "/api/forms/submit"] {
            let request = Request::builder()
                .method("POST")
                .uri(path)
                .header(header::COOKIE, format!("__Host-vecu={session}"))
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header(name, value)
                .body(Body::from("_form=members.sign_out"))
                .unwrap();
            assert_eq!(site.send(request).await.status, 403, "{path}");
        }
    }
    assert_eq!(site.get(Some(&session), "/feed").await.status, 200, "still signed in");
});

store::both_engines!(a_refused_form_comes_back_with_what_was_typed, |db: Db| async move {
    let site = Site::over(db);
    let patient = site.test.patient("Malade").await;
    site.test.community("reins", Visibility::Open, &patient).await;
    let session = site.session(&patient).await;
    let id: domain::ThreadId = site.test.ctx.new_id();
    let long = "Un texte assez long pour qu’on tienne à ne pas le perdre.</textarea><script>alert(1)</script>";
    let fields = [
        ("_form", "threads.ask"),
        ("id", &id.to_string()),
        ("kind", "question"),
        ("community", "reins"),
        ("title", "A"),
        ("body", long),
    ];
    let page = site.post(session.as_deref(), "/ask", &fields).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("Un texte assez long"), "what was typed is still there");
    assert!(!page.text.contains("</textarea><script>"), "and escaped");
    assert!(page.text.contains("id=\"threads-ask-title-error\""), "{}", page.text);
    assert!(page.text.contains("id=\"threads-ask-circle-error\""));
    // The same through the door of hydrated pages.
    let answer = site.submit(session.as_deref(), "threads.ask", &fields[1..]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("TooShort"), "{}", answer.text);
});

store::both_engines!(a_form_sent_twice_posts_once, |db: Db| async move {
    let site = Site::over(db);
    let patient = site.test.patient("Malade").await;
    site.test.community("reins", Visibility::Open, &patient).await;
    let session = site.session(&patient).await;
    let id: domain::ThreadId = site.test.ctx.new_id();
    let id = id.to_string();
    let fields = [
        ("_form", "threads.ask"),
        ("id", id.as_str()),
        ("kind", "discussion"),
        ("community", "reins"),
        ("title", "Une seule fois"),
        ("body", "Bonjour à toutes et tous."),
        ("circle", "members"),
    ];
    for _ in 0..2 {
        let answer = site.post(session.as_deref(), "/ask", &fields).await;
        assert_eq!(answer.status, 303);
        assert_eq!(answer.header("location"), format!("/t/{id}?done=posted#content"));
    }
    let list = site.get(session.as_deref(), "/c/reins").await.text;
    assert_eq!(list.matches(&format!("href=\"/t/{id}\"")).count(), 1);
    // Somebody else under the same id is refused.
    let other = site.test.patient("Autre").await;
    let other = site.session(&other).await;
    assert_eq!(site.submit(other.as_deref(), "threads.ask", &fields[1..]).await.status, 400);
});

store::both_engines!(too_large_a_request_is_refused, |db: Db| async move {
    let site = Site::over(db);
    let huge = "a".repeat(3 << 20);
    let answer = site.post(None, "/sign-in", &[("_form", "members.sign_in"), ("email", &huge)]).await;
    assert_eq!(answer.status, 413);
});

store::both_engines!(the_language_follows_the_reader, |db: Db| async move {
    let site = Site::over(db);
    for (header_value, lang) in [("en-GB,en;q=0.9", "en"), ("fr", "fr"), ("de", "fr")] {
        let request =
            Request::builder().uri("/").header(header::ACCEPT_LANGUAGE, header_value).body(Body::empty()).unwrap();
        assert!(site.send(request).await.text.contains(&format!("<html lang=\"{lang}\"")), "{header_value}");
    }
    let chosen =
        site.post(None, "/", &[("_form", "members.language"), ("locale", "en"), ("_back", "/communities")]).await;
    assert_eq!(chosen.status, 303);
    assert!(chosen.header("set-cookie").starts_with("vecu_locale=en"), "{}", chosen.header("set-cookie"));
});

store::both_engines!(a_voice_that_is_not_verified_is_refused, |db: Db| async move {
    let site = Site::over(db);
    let patient = site.test.patient("Malade").await;
    let community = site.test.community("reins", Visibility::Open, &patient).await;
    let thread = site.test.thread(&patient, "reins", Kind::Question, Circle::Public, "Une question").await;
    let pending = site.test.member("En attente", domain::members::Role::Professional, None).await;
    site.test.place(&pending, community, domain::policy::Place::Member).await;
    for actor in [&patient, &pending] {
        let session = site.session(actor).await;
        let id: domain::ReplyId = site.test.ctx.new_id();
        let fields = [
            ("id", id.to_string()),
            ("thread", thread.to_string()),
            ("voice", "professional".into()),
            ("body", "Oui.".into()),
            ("no_source", "1".into()),
        ];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = site.submit(session.as_deref(), "threads.reply", &fields).await;
        assert_eq!(answer.status, 422, "{}", answer.text);
        assert!(answer.text.contains("voice"));
    }
});

/// A body that arrives once something has happened.
fn late(happens: impl Future<Output = ()> + Send + 'static, body: String) -> Body {
    Body::from_stream(futures::stream::once(async move {
        happens.await;
        Ok::<_, std::io::Error>(body)
    }))
}

/// Ends a member's sessions and tokens.
async fn ended(ctx: Context, member: MemberId) {
    let mut tx = ctx.store.begin().await.expect("a transaction");
    store::members::delete_sessions(&mut tx.conn(), member, None).await.expect("ended");
    store::tokens::delete_all(&mut tx.conn(), member).await.expect("ended");
    tx.commit().await.expect("committed");
}

/// Takes a professional's badge away.
async fn unverified(ctx: Context, member: MemberId) {
    let mut tx = ctx.store.begin().await.expect("a transaction");
    store::testing::unverify(&mut tx.conn(), member).await.expect("taken away");
    tx.commit().await.expect("committed");
}

/// Where a command is sent, as what, and its body around an id.
type Way = (&'static str, &'static str, fn(&str) -> String);

store::both_engines!(a_command_has_the_rights_of_when_it_has_come, |db: Db| async move {
    let site = Site::over(db);
    let (test, ctx) = (&site.test, &site.test.ctx);
    let anne = test.patient("Anne").await;
    let community = test.community("reins", Visibility::Open, &anne).await;
    let member = anne.me.as_ref().expect("a member").id;
    let ways: [Way; 2] = [
        ("/ask", "application/x-www-form-urlencoded", |id| {
            format!(
                "_form=threads.ask&id={id}&kind=discussion&community=reins&circle=members&title=Trop+tard&body=Bonjour+tous."
            )
        }),
        ("/api/forms/submit", "application/json", |id| {
            serde_json::json!({ "command": "threads.ask", "fields": [
                ["id", id], ["kind", "discussion"], ["community", "reins"], ["circle", "members"],
                ["title", "Trop tard"], ["body", "Bonjour tous."],
            ] })
            .to_string()
        }),
    ];
    for (path, kind, body) in ways {
        for (ends, statuses) in [(true, [401, 401]), (false, [200, 303])] {
            let session = site.session(&anne).await;
            let id: ThreadId = ctx.new_id();
            let body = body(&id.to_string());
            let body = if ends { late(ended(ctx.clone(), member), body) } else { late(async {}, body) };
            let request = request("POST", session.as_deref(), path)
                .header(header::CONTENT_TYPE, kind)
                .header("sec-fetch-site", "same-origin")
                .body(body)
                .expect("a request");
            let answer = site.send(request).await;
            assert!(statuses.contains(&answer.status.as_u16()), "{path}: {}", answer.status);
            let there = service::threads::read(ctx, &anne, id, None, None).await.is_ok();
            assert_eq!(there, !ends, "{path}");
        }
    }

    let token = test.token(&anne, &[Scope::Read, Scope::Write]).await;
    let thread = serde_json::json!({
        "community": "reins", "kind": "discussion", "circle": "members", "title": "Trop tard", "body": "Bonjour tous.",
    });
    let start = |token: &str, body: Body| {
        Request::builder()
            .method("POST")
            .uri("/api/v1/threads")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json")
            .body(body)
            .expect("a request")
    };
    let answer = site.send(start(&token, late(ended(ctx.clone(), member), thread.to_string()))).await;
    assert!(answer.status == 401 && answer.text.contains("token-refused"), "{} {}", answer.status, answer.text);
    let token = test.token(&anne, &[Scope::Read, Scope::Write]).await;
    assert_eq!(site.send(start(&token, late(async {}, thread.to_string()))).await.status, 201);

    // A badge that is lost meanwhile gives no professional voice any more.
    let claire = test.professional("Claire").await;
    test.place(&claire, community, domain::policy::Place::Member).await;
    let question = test.thread(&anne, "reins", Kind::Question, Circle::Public, "Une question").await;
    let id: domain::ReplyId = ctx.new_id();
    let body = format!("_form=threads.reply&id={id}&thread={question}&voice=professional&body=Oui.&no_source=1");
    let lost = unverified(ctx.clone(), claire.me.as_ref().expect("a member").id);
    let request = request("POST", site.session(&claire).await.as_deref(), &format!("/t/{question}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .body(late(lost, body))
        .expect("a request");
    assert_eq!(site.send(request).await.status, 422);
});

store::both_engines!(a_file_has_the_rights_of_when_it_has_come, |db: Db| async move {
    const PIXEL: &str = "GIF89a\u{1}\0\u{1}\0";
    let site = Site::over(db);
    let (test, ctx) = (&site.test, &site.test.ctx);
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    let member = anne.me.as_ref().expect("a member").id;
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"picture_file\"; filename=\"a.gif\"\r\n\r\n{PIXEL}\r\n--x--\r\n"
    );
    let send = |session: Option<String>, body: Body| {
        let request = request("POST", session.as_deref(), "/api/pictures/bring")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
            .header("sec-fetch-site", "same-origin")
            .body(body)
            .expect("a request");
        site.send(request)
    };
    // A damaged file: whoever may bring one is told about the file, whoever may not about themselves.
    let session = site.session(&anne).await;
    assert_eq!(send(session, late(async {}, body.clone())).await.status, 422);
    let session = site.session(&anne).await;
    assert_eq!(send(session, late(ended(ctx.clone(), member), body)).await.status, 401);
});
