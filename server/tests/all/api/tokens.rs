//! Whose token it is, and what it opens.

use super::*;
use domain::time::DAY;

store::both_engines!(scopes_narrow_and_nothing_else_opens, |db: Db| async move {
    let World { site, ana, yves, .. } = world(db).await;
    let reads = site.test.token(&ana, &[Scope::Read]).await;
    let writes = site.test.token(&ana, &[Scope::Write]).await;
    let thread = site.test.thread(&ana, "reins", Kind::Discussion, Circle::Members, "Entre nous").await;
    let theirs = site.test.thread(&yves, "reins", Kind::Discussion, Circle::Members, "Chez lui").await;
    let body = json!({ "body": "Une réponse." });
    let new = json!({ "community": "reins", "kind": "discussion", "circle": "members", "title": "Un titre", "body": "Un corps." });
    let read = [format!("/threads/{thread}"), "/me".into(), "/notices".into(), "/feed".into(), "/communities".into()];
    let write = [
        ("POST", "/threads".to_owned(), Some(new)),
        ("PATCH", format!("/threads/{thread}"), Some(json!({}))),
        ("POST", format!("/threads/{thread}/replies"), Some(body)),
        ("PUT", format!("/threads/{theirs}/reactions/thanks"), None),
        ("DELETE", format!("/threads/{theirs}/reactions/thanks"), None),
        ("POST", "/notices/seen".to_owned(), Some(json!({}))),
        ("DELETE", format!("/threads/{thread}"), None),
    ];
    for path in &read {
        assert_eq!(get(&site, Some(&reads), path).await.answer.status, 200, "{path}");
        let told = get(&site, Some(&writes), path).await;
        refused(&told, 403, "scope-missing");
        assert!(told.answer.header("www-authenticate").contains("insufficient_scope"));
    }
    for (method, path, body) in &write {
        refused(&ask(&site, None, method, path, body.clone()).await, 401, "token-needed");
        refused(&ask(&site, Some(&reads), method, path, body.clone()).await, 403, "scope-missing");
    }
    for (method, path, body) in &write {
        let told = ask(&site, Some(&writes), method, path, body.clone()).await;
        assert!(told.answer.status.is_success(), "{method} {path}: {}", told.answer.text);
    }
    // A token is no session: pages, server functions and streams do not know it.
    for path in ["/settings", "/api/members/account", "/api/notices/list", "/settings/tokens", "/api/tokens/list"] {
        let request = Request::get(path).header(header::AUTHORIZATION, format!("Bearer {reads}"));
        assert_eq!(site.send(request.body(Body::empty()).expect("a request")).await.status, 401, "{path}");
    }
    let cookie = format!("__Host-vecu={}", &reads["vecu_".len()..]);
    let request = Request::get("/settings").header(header::COOKIE, cookie);
    assert_eq!(site.send(request.body(Body::empty()).expect("a request")).await.status, 401);
});

store::both_engines!(cookies_are_not_looked_at, |db: Db| async move {
    let World { site, ana, .. } = world(db).await;
    let thread = site.test.thread(&ana, "reins", Kind::Discussion, Circle::Members, "Entre nous").await;
    let session = site.session(&ana).await;
    for path in ["/api/v1/me".to_owned(), format!("/api/v1/threads/{thread}")] {
        let answer = site.get(session.as_deref(), &path).await;
        assert!(matches!(answer.status.as_u16(), 401 | 404), "{path}: {}", answer.status);
        assert!(!answer.text.contains("Entre nous"));
    }
});

store::both_engines!(a_token_that_ended_opens_nothing, |db: Db| async move {
    let World { site, ana, hers, his, .. } = world(db).await;
    let id = service::tokens::list(&site.test.ctx, &ana, None).await.expect("a list").tokens[0].id;
    assert_eq!(get(&site, Some(&hers), "/me").await.answer.status, 200);
    service::tokens::revoke(&site.test.ctx, &ana, id).await.expect("revoked");
    for path in ["/me", "/communities", "/feed"] {
        let told = get(&site, Some(&hers), path).await;
        refused(&told, 401, "token-refused");
        assert!(told.answer.header("www-authenticate").contains("invalid_token"));
    }
    assert_eq!(get(&site, Some(&his), "/me").await.answer.status, 200, "the other one holds");
    site.test.clock.advance(31 * DAY / 1_000_000);
    refused(&get(&site, Some(&his), "/me").await, 401, "token-refused");
    for wrong in ["Basic YTpi", "Bearer", "Bearer ", "Bearer vecu_é", "vecu_x", "Bearer a b"] {
        let mut request = Request::get("/api/v1/communities").body(Body::empty()).expect("a request");
        let value = http::HeaderValue::from_bytes(wrong.as_bytes()).expect("a value");
        request.headers_mut().insert(header::AUTHORIZATION, value);
        assert_eq!(site.send(request).await.status, 401, "{wrong}");
    }
});

store::both_engines!(too_many_requests_are_told_when_to_come_back, |db: Db| async move {
    let mut site = Site::over(db);
    site.limit(1);
    let ana = site.test.patient("Ana").await;
    let token = site.test.token(&ana, &[Scope::Read]).await;
    let mut last = None;
    for _ in 0..400 {
        let told = get(&site, Some(&token), "/communities").await;
        if told.answer.status != 200 {
            last = Some(told);
            break;
        }
    }
    let told = last.expect("an end");
    refused(&told, 429, "too-many");
    assert!(told.answer.header("retry-after").parse::<u32>().expect("seconds") >= 1);
    // The token is at its end, the address is not.
    assert_eq!(get(&site, None, "/communities").await.answer.status, 200);
    let mut refusals = 0;
    for _ in 0..1_300 {
        refusals += u32::from(get(&site, Some("vecu_x"), "/communities").await.answer.status == 429);
    }
    assert!(refusals > 0, "guessing is counted");
});

store::both_engines!(made_and_shown_once_without_javascript, |db: Db| async move {
    let site = Site::over(db);
    let ana = site.test.with_address("Ana", "ana@exemple.fr").await;
    site.test.set_password(&ana, "théière octobre vélo").await;
    let session = site.session(&ana).await;
    let session = session.as_deref();
    let form = [("_form", "tokens.make"), ("name", "Robot"), ("scopes", "read"), ("lasts", "90")];
    let without = site.post(session, "/settings/tokens", &form).await;
    assert_eq!(without.status, 422);
    assert!(without.text.contains("value=\"Robot\""), "what was typed stays");
    let with = [&form[..], &[("password_current", "théière octobre vélo")]].concat();
    let made = site.post(session, "/settings/tokens", &with).await;
    assert_eq!((made.status.as_u16(), made.header("location")), (303, "/settings/tokens?done=token#made"));
    let cookie = made.header("set-cookie").to_owned();
    assert!(cookie.starts_with("vecu_made=vecu_") && cookie.contains("HttpOnly") && cookie.contains("Max-Age=90"));
    let secret = cookie["vecu_made=".len()..].split(';').next().expect("a value").to_owned();
    let cookies = format!("__Host-vecu={}; vecu_made={secret}", session.expect("a session"));
    let request = Request::get("/settings/tokens?done=token").header(header::COOKIE, cookies);
    let shown = site.send(request.body(Body::empty()).expect("a request")).await;
    assert!(shown.text.contains(&secret), "shown");
    assert!(shown.header("set-cookie").starts_with("vecu_made=; "), "and gone: {}", shown.header("set-cookie"));
    assert_eq!(shown.header("cache-control"), "private, no-store");
    let after = site.get(session, "/settings/tokens").await;
    assert!(after.text.contains("Robot") && !after.text.contains(&secret));
    assert_eq!(get(&site, Some(&secret), "/me").await.json["pseudonym"], "Ana");
    let id = service::tokens::list(&site.test.ctx, &ana, None).await.expect("a list").tokens[0].id.to_string();
    let gone = site.post(session, "/settings/tokens", &[("_form", "tokens.revoke"), ("token", &id)]).await;
    assert_eq!(gone.status, 303);
    refused(&get(&site, Some(&secret), "/me").await, 401, "token-refused");
});
