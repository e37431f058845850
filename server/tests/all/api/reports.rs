//! Reporting: anybody what they can read, and nothing else.

use super::*;
use domain::moderation::Tab;

/// A report of something for its danger, with more or other fields.
fn about(subject: &str, id: &impl ToString, more: Value) -> Value {
    let mut body = json!({ "subject": subject, "id": id.to_string(), "reason": "danger" });
    for (name, value) in more.as_object().expect("an object") {
        body[name] = value.clone();
    }
    body
}

async fn report(site: &Site, token: Option<&str>, body: Value) -> Told {
    ask(site, token, "POST", "/reports", Some(body)).await
}

store::both_engines!(anybody_reports_what_they_can_read, |db: Db| async move {
    let World { site, ana, yves, .. } = world(db).await;
    let zoe = site.test.with_address("Zoé", "zoe@exemple.fr").await;
    let hers = site.test.token(&zoe, &[Scope::Read, Scope::Write]).await;
    let thread = site.test.thread(&yves, "reins", Kind::Discussion, Circle::Public, "Chez lui").await;
    let reply = site.test.reply(&yves, thread, "Bonne nuit à tous.").await;
    let with_address = about("reply", &reply, json!({ "text": "C’est dangereux.", "email": "jo@exemple.fr" }));
    let told = report(&site, None, with_address).await;
    assert_eq!((told.answer.status.as_u16(), told.answer.text.as_str()), (204, ""), "{}", told.answer.text);
    let mails = site.test.ctx.mailer.kept().await.expect("kept");
    assert_eq!(mails.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["jo@exemple.fr"], "a receipt");
    // In a member's name; sent again it is the same report. An address beside a token is not written to.
    for _ in 0..2 {
        let body = about("reply", &reply, json!({ "email": "jo@exemple.fr" }));
        assert_eq!(report(&site, Some(&hers), body).await.answer.status, 204);
    }
    let mails = site.test.ctx.mailer.kept().await.expect("kept");
    assert_eq!(mails.iter().filter(|mail| mail.to == "jo@exemple.fr").count(), 1);
    assert!(mails.iter().any(|mail| mail.to == "zoe@exemple.fr"));
    let waiting = service::moderation::queue(&site.test.ctx, &ana, Tab::Waiting).await.expect("a queue").waiting;
    assert_eq!(waiting.len(), 1, "one case");
    let case = service::moderation::case(&site.test.ctx, &ana, waiting[0].id).await.expect("a case");
    assert_eq!(case.reports.len(), 2);

    let member = yves.me.as_ref().expect("a member").id;
    for (token, body) in [
        (None, about("thread", &thread, json!({}))),
        (None, about("community", &"reins", json!({}))),
        (None, about("member", &member, json!({}))),
        (Some(hers.as_str()), about("member", &member, json!({ "reason": "untrue" }))),
    ] {
        let told = report(&site, token, body.clone()).await;
        assert_eq!(told.answer.status, 204, "{body}: {}", told.answer.text);
    }
});

store::both_engines!(nobody_reports_what_they_cannot_read, |db: Db| async move {
    let World { site, ana, yves, his, .. } = world(db).await;
    let stranger = site.test.patient("Inconnue").await;
    let theirs = site.test.token(&stranger, &[Scope::Read, Scope::Write]).await;
    let reads = site.test.token(&ana, &[Scope::Read]).await;
    let thread = site.test.thread(&ana, "reins", Kind::Discussion, Circle::Patients, "Entre nous").await;
    let reply = site.test.reply(&ana, thread, "Rien que pour nous.").await;
    let nothing: domain::ThreadId = site.test.ctx.new_id();
    for token in [None, Some(theirs.as_str()), Some(his.as_str())] {
        for body in [
            about("thread", &thread, json!({})),
            about("reply", &reply, json!({})),
            about("thread", &reply, json!({})),
            about("reply", &thread, json!({})),
            about("thread", &nothing, json!({})),
            about("community", &"nulle-part", json!({})),
            about("member", &nothing, json!({})),
        ] {
            refused(&report(&site, token, body).await, 404, "not-found");
        }
    }
    let own = site.test.thread(&yves, "reins", Kind::Discussion, Circle::Public, "Chez lui").await;
    refused(&report(&site, Some(&his), about("thread", &own, json!({}))).await, 403, "forbidden");
    refused(&report(&site, Some(&reads), about("thread", &own, json!({}))).await, 403, "scope-missing");
    refused(&report(&site, Some("vecu_x"), about("thread", &own, json!({}))).await, 401, "token-refused");
    let waiting = service::moderation::queue(&site.test.ctx, &ana, Tab::Waiting).await.expect("a queue").waiting;
    assert!(waiting.is_empty());
});

store::both_engines!(a_report_says_what_is_wrong_with_it, |db: Db| async move {
    let World { site, yves, .. } = world(db).await;
    let thread = site.test.thread(&yves, "reins", Kind::Discussion, Circle::Public, "Chez lui").await;
    for (more, status, field, code) in [
        (json!({ "reason": "other" }), 422, "text", "missing"),
        (json!({ "text": "a".repeat(4_001) }), 422, "text", "too_long"),
        (json!({ "email": "jo" }), 422, "email", "not_an_email"),
        (json!({ "id": "pas un identifiant" }), 422, "id", "not_a_choice"),
        (json!({ "subject": "community", "id": "É\u{0}" }), 422, "id", "not_a_choice"),
        // What only an automatic look notices.
        (json!({ "reason": "links" }), 400, "reason", "unreadable"),
        (json!({ "subject": "letter" }), 400, "subject", "unreadable"),
        (json!({ "urgent": true }), 400, "urgent", "unknown"),
    ] {
        let told = report(&site, None, about("thread", &thread, more.clone())).await;
        refused(&told, status, if status == 422 { "invalid" } else { "unreadable" });
        assert_eq!(wrong(&told), [(field.to_owned(), code.to_owned())], "{more}");
    }
});

store::both_engines!(reports_are_held_back_by_address, |db: Db| async move {
    let mut site = Site::over(db);
    site.limit(1);
    let ana = site.test.patient("Ana").await;
    site.test.community("reins", Visibility::Open, &ana).await;
    let thread = site.test.thread(&ana, "reins", Kind::Discussion, Circle::Public, "Chez elle").await;
    let mut last = None;
    for _ in 0..30 {
        let told = report(&site, None, about("thread", &thread, json!({}))).await;
        if told.answer.status != 204 {
            last = Some(told);
            break;
        }
    }
    let told = last.expect("an end");
    refused(&told, 429, "too-many");
    assert!(told.answer.header("retry-after").parse::<u32>().expect("seconds") >= 1);
});
