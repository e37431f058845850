//! A copy of all that concerns a member, and the pages about their data, are theirs alone.

use crate::support::Site;
use service::testing::everything::PASSWORD;
use store::Db;

store::both_engines!(a_copy_opens_for_its_member_alone, |db: Db| async move {
    let site = Site::over(db);
    let test = &site.test;
    let life = test.everything().await;
    let copy = service::exports::list(&test.ctx, &life.member).await.expect("a copy")[0].id;
    let door = format!("/exports/{copy}");
    let owner = Some(life.session.as_str());
    let anne = site.session(&life.anne).await;
    for (who, session) in [("a visitor", None), ("another member", anne.as_deref()), ("nobody who proved it", owner)] {
        let answer = site.get(session, &door).await;
        assert!(matches!(answer.status.as_u16(), 401 | 404), "{who}: {}", answer.status);
        assert!(!answer.text.starts_with("PK"), "{who}");
    }
    test.clock.advance(601);
    let late = site.submit(owner, "exports.open", &[]).await;
    assert!(late.status == 403 && late.text.contains("ProofNeeded"), "{}", late.text);
    let wrong = site.submit(owner, "exports.open", &[("password_proof", "pas le bon du tout")]).await;
    assert_eq!(wrong.status, 422, "{}", wrong.text);
    assert_eq!(site.get(owner, &door).await.status, 404);
    let right = site.submit(owner, "exports.open", &[("password_proof", PASSWORD)]).await;
    assert!(right.status.is_success(), "{}", right.text);
    let renewed = right.renewed();
    let owner = renewed.as_deref();
    let answer = site.get(owner, &door).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/zip"));
    assert!(answer.text.starts_with("PK") && answer.header("content-disposition").starts_with("attachment"));
    assert!(answer.header("cache-control").contains("no-store"));
    assert_eq!(site.get(anne.as_deref(), &door).await.status, 404, "opened for one is opened for nobody else");
    let token = test.token(&life.member, &[domain::tokens::Scope::Read]).await;
    let program = http::Request::builder().uri(&door).header("authorization", format!("Bearer {token}"));
    let program = site.send(program.body(axum::body::Body::empty()).expect("a request")).await;
    assert_eq!(program.status, 401, "a program does not fetch it");
    // The pages are one's own too.
    for page in ["/settings/data", "/settings/erase", "/api/members/data"] {
        assert_eq!(site.get(None, page).await.status, 401, "{page}");
        assert!(site.get(owner, page).await.status.is_success(), "{page}");
    }
    for command in ["exports.ask", "erasures.request", "erasures.cancel", "members.withdraw"] {
        assert_eq!(site.submit(None, command, &[]).await.status, 401, "{command}");
    }
});
