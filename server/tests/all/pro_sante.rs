//! Proving a profession through the server's doors: where forms may lead, what comes back, what a file of proof looks
//! like to a browser; and that the server goes nowhere but where it was told to.

use crate::support::Site;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::members::Role;
use service::Actor;
use std::sync::{Arc, Mutex};
use store::Db;
use vecu_server::config::pro_sante::{ProSante, Secret};

const FILE: &[u8] = b"%PDF-1.7 carte professionnelle";

fn provider(issuer: &str) -> ProSante {
    ProSante {
        issuer: issuer.into(),
        authorization_url: "https://wallet.psc.example/auth?kc_idp_hint=esante".into(),
        client_id: "vecu".into(),
        client_secret: Secret("carabistouille".into()),
        ..ProSante::default()
    }
}

async fn professional(site: &Site) -> (Actor, Option<String>) {
    let actor = site.test.member("Nadège", Role::Professional, None).await;
    site.test.give_key(&actor).await;
    let session = site.session(&actor).await;
    (actor, session)
}

/// A form with a file in it.
fn form(command: &str, file: &[u8]) -> Vec<u8> {
    form_of(command, &[], file)
}

/// The same, with fields beside it.
fn form_of(command: &str, fields: &[(&str, &str)], file: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut parts = vec![("name=\"_form\"".to_owned(), command.as_bytes())];
    parts.extend(fields.iter().map(|(name, value)| (format!("name=\"{name}\""), value.as_bytes())));
    parts.push(("name=\"proof_file\"; filename=\"carte.html\"\r\nContent-Type: text/html".to_owned(), file));
    for (head, content) in parts {
        body.extend(format!("--x\r\nContent-Disposition: form-data; {head}\r\n\r\n").bytes());
        body.extend_from_slice(content);
        body.extend(b"\r\n");
    }
    body.extend(b"--x--\r\n");
    body
}

store::both_engines!(a_form_leads_there_and_the_policy_lets_it, |db: Db| async move {
    let bare = Site::over(db.clone());
    let (_, session) = professional(&bare).await;
    let page = bare.get(session.as_deref(), "/settings/profession").await;
    assert!(page.status == 200 && !page.text.contains("Pro Santé Connect</button>"), "{}", page.text);
    assert!(page.header("content-security-policy").contains("form-action 'self';"));
    let start = [("_form", "pro_sante.start"), ("profession_consent", "1")];
    assert_eq!(bare.post(session.as_deref(), "/settings/profession", &start).await.status, 404);

    let site = bare.vouched(provider("https://auth.psc.example/realms/esante"));
    let page = site.get(session.as_deref(), "/settings/profession").await;
    assert!(page.text.contains("Prouver avec Pro Santé Connect"), "{}", page.text);
    assert!(!page.text.contains("carabistouille"));
    let policy = page.header("content-security-policy").to_owned();
    assert!(policy.contains("form-action 'self' https://wallet.psc.example https://auth.psc.example;"), "{policy}");
    let gone = site.post(session.as_deref(), "/settings/profession", &start).await;
    let to = gone.header("location").to_owned();
    assert_eq!(gone.status, 303);
    assert!(to.starts_with("https://wallet.psc.example/auth?kc_idp_hint=esante&"), "{to}");
    for part in ["code_challenge_method=S256", "nonce=", "state=", "scope=openid+scope_all", "acr_values=eidas1"] {
        assert!(to.contains(part), "{part} in {to}");
    }
    assert!(!to.contains("carabistouille"));
    let hydrated = site.submit(session.as_deref(), "pro_sante.start", &start[1..]).await;
    let unasked = site.submit(session.as_deref(), "pro_sante.start", &[]).await;
    assert!(unasked.status == 422 && unasked.text.contains("MustAgree"), "{}", unasked.text);
    assert!(hydrated.text.contains("https://wallet.psc.example/auth") && hydrated.text.contains("\"reload\":true"));
    // Nobody else goes there.
    let patient = site.test.patient("Maryvonne").await;
    let theirs = site.session(&patient).await;
    assert_eq!(site.submit(theirs.as_deref(), "pro_sante.start", &[]).await.status, 403);
    assert_eq!(site.submit(None, "pro_sante.start", &[]).await.status, 401);
    assert_eq!(site.get(theirs.as_deref(), "/settings/profession").await.status, 403);
    assert_eq!(site.get(None, "/settings/profession").await.status, 401);
});

store::both_engines!(a_way_back_that_leads_nowhere_says_so, |db: Db| async move {
    let site = Site::over(db).vouched(provider("https://auth.psc.example"));
    let (_, session) = professional(&site).await;
    for query in ["", "?state=x&code=y", "?state=%FF&code=%00", "?error=access_denied&state=x"] {
        let answer = site.get(session.as_deref(), &format!("/pro-sante/callback{query}")).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/settings/profession?trouble=stale"));
        assert_eq!(answer.header("cache-control"), "private, no-store");
    }
    let visitor = site.get(None, "/pro-sante/callback?state=x&code=y").await;
    assert_eq!((visitor.status.as_u16(), visitor.header("location")), (303, "/settings/profession"));
    for trouble in domain::pro_sante::Trouble::ALL {
        let page = site.get(session.as_deref(), &format!("/settings/profession?trouble={}", trouble.word())).await;
        assert!(page.text.contains("Votre métier n’a pas pu être vérifié"), "{trouble:?}");
    }
    let nonsense = site.get(session.as_deref(), "/settings/profession?trouble=%3Cscript%3E").await;
    assert!(!nonsense.text.contains("Votre métier n’a pas pu être vérifié"));
});

/// What a hostile provider was asked, and where it leads.
#[derive(Clone, Default)]
struct Hostile(Arc<Mutex<Vec<String>>>);

async fn answers(State(hostile): State<Hostile>, request: axum::extract::Request) -> Response {
    let path = request.uri().path().to_owned();
    hostile.0.lock().unwrap().push(path.clone());
    if path.starts_with("/long") {
        return ([(header::CONTENT_TYPE, "application/json")], " ".repeat(2 << 20)).into_response();
    }
    let mut headers = HeaderMap::new();
    headers.insert(header::LOCATION, "/inside".parse().unwrap());
    (StatusCode::FOUND, headers).into_response()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_follows_nobody() {
    let database = store::testing::sqlite().await;
    let hostile = Hostile::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new().fallback(answers).with_state(hostile.clone());
    let serving = tokio::spawn(async move { axum::serve(listener, router).await });
    let mut site = Site::over(database.db.clone());
    let (_, session) = professional(&site).await;
    let start = [("_form", "pro_sante.start"), ("profession_consent", "1")];
    for issuer in ["moved", "long"] {
        site = site.vouched(provider(&format!("{origin}/{issuer}")));
        let gone = site.post(session.as_deref(), "/settings/profession", &start).await;
        let state = gone.header("location").split("state=").nth(1).unwrap().split('&').next().unwrap().to_owned();
        let back = format!("/pro-sante/callback?code=x&state={state}");
        let answer = site.get(session.as_deref(), &back).await;
        assert_eq!(answer.header("location"), "/settings/profession?trouble=unreachable", "{issuer}");
    }
    assert_eq!(
        *hostile.0.lock().unwrap(),
        ["/moved/.well-known/openid-configuration", "/long/.well-known/openid-configuration"]
    );
    serving.abort();
}

store::both_engines!(a_proof_is_a_file_to_save_for_administrators_alone, |db: Db| async move {
    let site = Site::over(db);
    let (nadege, session) = professional(&site).await;
    let claim = [("profession", "nurse"), ("number", "10001234567"), ("workplace", "Ici"), ("profession_consent", "1")];
    // Without a file it comes back with all that was typed.
    let typed = [&[("_form", "members.claim")][..], &claim[..]].concat();
    let without = site.post(session.as_deref(), "/settings/profession", &typed).await;
    assert!(without.status == 422 && without.text.contains("value=\"Ici\""), "{}", without.text);
    assert!(without.text.contains("id=\"members-claim-proof_file-error\""), "{}", without.text);
    let whole = form_of("members.claim", &claim, FILE);
    let asked = site.post_form(session.as_deref(), "/settings/profession", &whole).await;
    assert_eq!((asked.status.as_u16(), asked.header("location")), (303, "/settings/profession?done=claimed"));
    let post = async |who: Option<&str>, file: &[u8]| {
        site.post_form(who, "/settings/profession", &form("pro_sante.proof", file)).await
    };
    let wrong = post(session.as_deref(), b"<script>alert(1)</script>").await;
    assert!(wrong.status == 422 && wrong.text.contains("ni un PDF ni une image"), "{}", wrong.text);
    let nothing = post(session.as_deref(), b"").await;
    assert_eq!(nothing.status, 422);
    let heavy = post(session.as_deref(), &[FILE, &vec![b'x'; domain::pro_sante::PROOF_MAX]].concat()).await;
    assert!(heavy.status == 422 && heavy.text.contains("5 Mo au plus"), "{}", heavy.status);
    assert_ne!(post(None, FILE).await.status, 303);
    let put = post(session.as_deref(), FILE).await;
    assert_eq!((put.status.as_u16(), put.header("location")), (303, "/settings/profession?done=proof"));

    service::members::create_administrator(&site.test.ctx, "Hélène V.", "h@exemple.fr", "théière octobre vélo cuivre")
        .await
        .unwrap();
    let form = [("email", "h@exemple.fr"), ("password", "théière octobre vélo cuivre")];
    let signed = site.submit(None, "members.sign_in", &form).await;
    let cookies = signed.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    let admin = cookies.filter_map(|cookie| cookie.strip_prefix("__Host-vecu=")).next_back().expect("a session");
    let admin = admin.split(';').next().map(str::to_owned);
    let page = site.get(admin.as_deref(), "/admin/claims").await;
    assert!(page.text.contains("Vous êtes la seule personne à administrer ce site"), "{}", page.text);
    let door = page.text.split("href=\"/admin/claims/").nth(1).expect("a link").split('"').next().unwrap();
    let door = format!("/admin/claims/{door}");
    for (who, status) in [(None, 401), (session.as_deref(), 403)] {
        let answer = site.get(who, &door).await;
        assert!(answer.status == status && !answer.text.contains("carte professionnelle"), "{}", answer.status);
    }
    let read = site.get(admin.as_deref(), &door).await;
    assert_eq!((read.status.as_u16(), read.text.as_bytes()), (200, FILE));
    for (name, value) in [
        ("content-type", "application/pdf"),
        ("content-disposition", "attachment; filename=\"justificatif.pdf\""),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "private, no-store"),
        ("content-security-policy", "default-src 'none'; sandbox"),
    ] {
        assert_eq!(read.header(name), value);
    }
    assert_eq!(site.get(admin.as_deref(), "/admin/claims/nothing/proof").await.status, 404);
    site.test.clock.advance(601);
    assert_eq!(site.get(admin.as_deref(), &door).await.status, 403, "proved too long ago");
    service::members::verify(&site.test.ctx, "Nadège").await.unwrap();
    assert!(nadege.me.is_some());
});

store::both_engines!(a_badge_from_before_receipts_is_taken_back_on_its_page, |db: Db| async move {
    let site = Site::over(db);
    let (actor, session) = professional(&site).await;
    let page = "/settings/profession";
    let offered = async || site.get(session.as_deref(), page).await.text.contains("Retirer mon accord");
    assert!(!offered().await, "there is nothing to take back");
    let (id, now) = (actor.me.as_ref().unwrap().id, site.test.ctx.now());
    let mut tx = site.test.ctx.store.begin().await.unwrap();
    let (nurse, ends) = (domain::members::Profession::Nurse, now.plus(domain::time::DAY));
    store::pro_sante::give_badge(&mut tx.conn(), id, nurse, now, ends).await.unwrap();
    tx.commit().await.unwrap();
    assert!(offered().await);
    let form = [("_form", "members.withdraw"), ("purpose", "profession")];
    let taken = site.post(session.as_deref(), page, &form).await;
    assert_eq!((taken.status.as_u16(), taken.header("location")), (303, "/settings/data?done=taken_back"));
    assert!(!offered().await);
});
