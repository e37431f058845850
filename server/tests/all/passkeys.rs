//! Passkeys and proofs through the server's doors: what a form without JavaScript gets, which cookie goes out, and
//! what nobody else learns.

use crate::support::Site;
use domain::passkeys::Ceremony;
use service::testing::TestContext;
use store::Db;

/// A password nobody guesses.
const PASSWORD: &str = "théière octobre vélo cuivre";
const QUESTION: &str = "Confirmez que c’est bien vous";

async fn member(test: &TestContext) -> service::Actor {
    let member = test.with_address("Maryvonne", "m@exemple.fr").await;
    test.set_password(&member, PASSWORD).await;
    member
}

store::both_engines!(a_proof_goes_with_the_form_and_nothing_is_lost, |db: Db| async move {
    let site = Site::over(db);
    let me = member(&site.test).await;
    let session = site.session(&me).await;
    site.test.clock.advance(601);
    let post = async |session: &Option<String>, more: &[(&str, &str)]| {
        let form = [&[("_form", "members.email")], more].concat();
        site.post(session.as_deref(), "/settings", &form).await
    };
    let fresh = ("email", "fresh@exemple.fr");
    let asked = post(&session, &[fresh]).await;
    assert_eq!(asked.status, 403);
    assert!(asked.text.contains(QUESTION) && asked.text.contains("value=\"fresh@exemple.fr\""), "{}", asked.text);
    assert_eq!(asked.renewed(), None);
    let wrong = post(&session, &[fresh, ("password_proof", "pas le bon")]).await;
    assert_eq!((wrong.status.as_u16(), wrong.renewed()), (422, None));
    assert!(wrong.text.contains(QUESTION) && wrong.text.contains("value=\"fresh@exemple.fr\""), "{}", wrong.text);

    assert!(wrong.text.contains("Ce n’est pas votre mot de passe actuel."), "{}", wrong.text);

    // Proved, and refused for another reason: the cookie comes along, and it is not asked again.
    let typo = post(&session, &[("email", "fresh"), ("password_proof", PASSWORD)]).await;
    assert_eq!(typo.status, 422);
    assert!(!typo.text.contains(QUESTION) && typo.text.contains("value=\"fresh\""), "{}", typo.text);
    assert!(!typo.text.contains(PASSWORD));
    let next = typo.renewed();
    assert!(next.is_some() && next != session);
    assert_eq!(post(&session, &[fresh]).await.status, 401, "the secret before is worth nothing");
    let done = post(&next, &[fresh]).await;
    assert_eq!((done.status.as_u16(), done.header("location")), (303, "/settings?done=email_sent"));
    site.test.clock.advance(601);
    let done = post(&next, &[fresh, ("password_proof", PASSWORD)]).await;
    assert_eq!((done.status.as_u16(), done.renewed().is_some()), (303, true));
});

store::both_engines!(a_hydrated_form_is_asked_the_same, |db: Db| async move {
    let site = Site::over(db);
    let me = member(&site.test).await;
    let session = site.session(&me).await;
    site.test.clock.advance(601);
    let fresh = ("email", "fresh@exemple.fr");
    let asked = site.submit(session.as_deref(), "members.email", &[fresh]).await;
    assert_eq!(asked.status, 403);
    assert!(asked.text.contains("\"ProofNeeded\":{\"passkey\":false}"), "{}", asked.text);
    let wrong = site.submit(session.as_deref(), "members.email", &[fresh, ("password_proof", "faux")]).await;
    assert!(wrong.status == 422 && wrong.text.contains("WrongPassword"), "{}", wrong.text);
    let typo = site.submit(session.as_deref(), "members.email", &[("email", ""), ("password_proof", PASSWORD)]).await;
    let next = typo.renewed();
    assert!(typo.status == 422 && next.is_some(), "{}", typo.text);
    let done = site.submit(next.as_deref(), "members.email", &[fresh]).await;
    assert!(done.status.is_success() && done.text.contains("email_sent"), "{}", done.text);
    // Nobody proves anything without a session.
    let visitor = site.submit(None, "members.email", &[fresh, ("password_proof", PASSWORD)]).await;
    assert_eq!((visitor.status.as_u16(), visitor.renewed()), (401, None));
});

store::both_engines!(a_page_of_administration_asks_and_leads_back, |db: Db| async move {
    let site = Site::over(db);
    let ctx = &site.test.ctx;
    service::members::create_administrator(ctx, "Hélène V.", "helene@exemple.fr", PASSWORD).await.unwrap();
    let form = [("email", "helene@exemple.fr"), ("password", PASSWORD)];
    let session = site.submit(None, "members.sign_in", &form).await.renewed();
    assert_eq!(site.get(session.as_deref(), "/admin/claims").await.status, 200);
    site.test.clock.advance(601);
    let asked = site.get(session.as_deref(), "/admin/claims").await;
    assert_eq!(asked.status, 403);
    assert!(asked.text.contains(QUESTION) && asked.text.contains("value=\"/admin/claims\""), "{}", asked.text);
    let proof = [("_form", "members.prove"), ("_back", "/admin/claims"), ("password_proof", PASSWORD)];
    let proved = site.post(session.as_deref(), "/admin/claims", &proof).await;
    assert_eq!((proved.status.as_u16(), proved.header("location")), (303, "/admin/claims"));
    assert_eq!(site.get(proved.renewed().as_deref(), "/admin/claims").await.status, 200);
});

store::both_engines!(what_concerns_passkeys_is_their_members_alone, |db: Db| async move {
    let site = Site::over(db);
    let me = member(&site.test).await;
    let session = site.session(&me).await;
    for door in ["/settings/passkeys", "/api/passkeys/list"] {
        assert_eq!(site.get(None, door).await.status, 401, "{door}");
        assert_eq!(site.get(session.as_deref(), door).await.status, 200, "{door}");
    }
    // Recovery codes are shown once.
    let made = site.post(session.as_deref(), "/settings/passkeys", &[("_form", "passkeys.codes")]).await;
    assert_eq!(made.status, 303);
    let cookie = made.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    let codes = cookie.filter_map(|cookie| cookie.strip_prefix("vecu_codes=")).next_back().expect("codes").to_owned();
    assert!(codes.contains("HttpOnly") && codes.contains("Max-Age=90"), "{codes}");
    let codes = codes.split(';').next().unwrap_or_default().to_owned();
    let shown = |who: Option<&str>| {
        let cookie = format!("__Host-vecu={}; vecu_codes={codes}", who.unwrap_or_default());
        site.send(
            http::Request::get("/settings/passkeys").header("cookie", cookie).body(axum::body::Body::empty()).unwrap(),
        )
    };
    let first = codes.split('.').next().unwrap_or_default();
    assert!(shown(session.as_deref()).await.text.contains(first));
    let stranger = site.test.patient("Curieuse").await;
    let theirs = site.session(&stranger).await;
    assert!(!shown(theirs.as_deref()).await.text.contains(first), "somebody else's");
    // Asked for by a page of ours alone, and never through an address.
    assert_ne!(site.get(None, "/api/passkeys/ask").await.status, 200);
    for ceremony in Ceremony::ALL {
        let ask = |who: Option<&str>, from: &str| {
            let request = crate::support::request("POST", who, "/api/passkeys/ask")
                .header("content-type", "application/json")
                .header("sec-fetch-site", from)
                .body(axum::body::Body::from(format!("{{\"ceremony\":\"{}\"}}", ceremony.word())))
                .unwrap();
            site.send(request)
        };
        assert_eq!(ask(session.as_deref(), "cross-site").await.status, 403);
        let visitor = ask(None, "same-origin").await;
        assert_eq!(visitor.status, if *ceremony == Ceremony::SignIn { 200 } else { 401 }, "{}", visitor.text);
        let mine = ask(session.as_deref(), "same-origin").await;
        assert_eq!(mine.status, 200, "{}", mine.text);
        assert!(!mine.text.contains(&me.me.as_ref().unwrap().id.to_string()) && !mine.text.contains("m@exemple.fr"));
    }
});
