//! What the administration answers over HTTP, and where vulnerabilities are reported.

use crate::support::Site;
use std::sync::Arc;
use store::Db;
use vecu_server::config::Config;

const PAGES: [&str; 7] = [
    "/admin",
    "/admin/members",
    "/admin/suspensions",
    "/admin/communities",
    "/admin/audit",
    "/admin/settings",
    "/admin/invitations",
];

store::both_engines!(pages_are_for_administrators, |db: Db| async move {
    let site = Site::over(db);
    let anne = site.test.with_address("Anne", "anne@exemple.fr").await;
    let session = site.session(&anne).await;
    for page in PAGES {
        assert_eq!(site.get(None, page).await.status, 401, "{page}");
        assert_eq!(site.get(session.as_deref(), page).await.status, 403, "{page}");
    }
    let mut tx = site.test.ctx.store.begin().await.unwrap();
    let id = anne.me.as_ref().unwrap().id;
    store::members::set_administrator(&mut tx.conn(), id).await.unwrap();
    tx.commit().await.unwrap();
    for page in PAGES {
        let answer = site.get(session.as_deref(), page).await;
        assert_eq!(answer.status, 200, "{page}");
        assert!(!answer.text.contains("anne@exemple.fr"), "{page}");
        assert!(answer.header("x-robots-tag").contains("noindex"), "{page}");
    }
    let own = site.get(session.as_deref(), &format!("/admin/members/{id}")).await;
    assert_eq!(own.status, 200);
    assert!(own.text.contains("Confier la modération"), "{}", own.text);
    assert_eq!(site.get(session.as_deref(), "/admin/members/rien").await.status, 404);
    // Without JavaScript: refused with what was typed, then done.
    let about = id.to_string();
    let post = |reason: &'static str| {
        vec![
            ("_form", "administration.member"),
            ("_key", about.as_str()),
            ("about", about.as_str()),
            ("reason", reason),
            ("act", "moderator_on"),
        ]
    };
    let path = format!("/admin/members/{id}");
    let refused = site.post(session.as_deref(), &path, &post("non")).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains(">\nnon</textarea>"), "what was typed stays");
    let done = site.post(session.as_deref(), &path, &post("Veille déjà sur tout")).await;
    assert_eq!((done.status.as_u16(), done.header("location")), (303, "/sign-in"), "one's own sessions end");
    assert_eq!(site.get(session.as_deref(), "/admin").await.status, 401);
});

store::both_engines!(the_queue_asks_administrators_who_they_are_and_goes_on, |db: Db| async move {
    let site = Site::over(db);
    let anne = site.test.with_address("Anne", "anne@exemple.fr").await;
    site.test.set_password(&anne, "théière octobre vélo cuivre").await;
    let mut tx = site.test.ctx.store.begin().await.unwrap();
    store::members::set_administrator(&mut tx.conn(), anne.me.as_ref().unwrap().id).await.unwrap();
    tx.commit().await.unwrap();
    let session = site.session(&anne).await;
    assert_eq!(site.get(session.as_deref(), "/moderation").await.status, 200);
    site.test.clock.advance(601);
    for page in ["/moderation", "/moderation?tab=appeals", "/admin"] {
        let asked = site.get(session.as_deref(), page).await;
        assert_eq!(asked.status, 403, "{page}");
        assert!(asked.text.contains("Confirmez que c’est bien vous"), "{page}: {}", asked.text);
    }
    // The same form as administration's, and back to where one was.
    let form = [
        ("_form", "members.prove"),
        ("_back", "/moderation?tab=appeals"),
        ("password_proof", "théière octobre vélo cuivre"),
    ];
    let proved = site.post(session.as_deref(), "/moderation?tab=appeals", &form).await;
    assert_eq!((proved.status.as_u16(), proved.header("location")), (303, "/moderation?tab=appeals"));
    let session = proved.renewed();
    assert_eq!(site.get(session.as_deref(), "/moderation?tab=appeals").await.status, 200);
});

store::both_engines!(what_arrives_from_whoever_is_suspended_is_refused_in_a_sentence, |db: Db| async move {
    let site = Site::over(db);
    let test = &site.test;
    let helene = test.with_address("Hélène", "helene@exemple.fr").await;
    let mut tx = test.ctx.store.begin().await.unwrap();
    store::members::set_administrator(&mut tx.conn(), helene.me.as_ref().unwrap().id).await.unwrap();
    tx.commit().await.unwrap();
    let admin = site.session(&helene).await;
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    test.set_password(&anne, "théière octobre vélo cuivre").await;
    let community = test.community("reins", domain::communities::Visibility::Open, &helene).await;
    test.place(&anne, community, domain::policy::Place::Member).await;
    let (kind, circle) = (domain::threads::Kind::Discussion, domain::threads::Circle::Public);
    let thread = test.thread(&helene, "reins", kind, circle, "Bonjour à tous").await.to_string();
    let session = site.session(&anne).await;
    let token = test.token(&anne, &[domain::tokens::Scope::Read, domain::tokens::Scope::Write]).await;
    assert!(!site.get(session.as_deref(), "/feed").await.text.contains("data-suspended"));

    // Without JavaScript: refused with what was typed, then done.
    let about = anne.me.as_ref().unwrap().id.to_string();
    let path = format!("/admin/members/{about}");
    let form = |reasons: &'static str| {
        vec![
            ("_form", "administration.suspend"),
            ("_key", about.as_str()),
            ("about", about.as_str()),
            ("days", "7"),
            ("rule", "advertising"),
            ("reasons", reasons),
        ]
    };
    let refused = site.post(admin.as_deref(), &path, &form("Non")).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains(">\nNon</textarea>"), "what was typed stays");
    let done = site.post(admin.as_deref(), &path, &form("Des messages de vente, partout.")).await;
    assert_eq!((done.status.as_u16(), done.header("location")), (303, format!("{path}?done=saved#content").as_str()));
    assert!(site.get(admin.as_deref(), "/admin/suspensions").await.text.contains("Anne"));

    // Written without a network while it was still allowed, sent now (`public/outbox.js` keeps what is answered so).
    let id = test.ctx.new_id::<domain::ReplyId>().to_string();
    let late =
        [("id", id.as_str()), ("thread", thread.as_str()), ("body", "Écrit dans le train."), ("_who", about.as_str())];
    let answer = site.submit(session.as_deref(), "threads.reply", &late).await;
    assert_eq!(answer.status, 403);
    assert!(answer.text.contains("Suspended"), "{}", answer.text);
    let plain = [&[("_form", "threads.reply"), ("_key", thread.as_str())], &late[..]].concat();
    let page = site.post(session.as_deref(), &format!("/t/{thread}"), &plain).await;
    assert_eq!(page.status, 403);
    assert!(page.text.contains("Écrit dans le train."), "the text stays with its author");
    assert!(page.text.contains("href=\"/decisions\""), "and the way to why");
    let body = serde_json::json!({ "body": "Par un programme." }).to_string();
    let answer = site.program(Some(&token), "POST", &format!("/threads/{thread}/replies"), Some(&body)).await;
    assert_eq!(answer.status, 403);
    assert!(answer.text.contains("\"suspended\""), "{}", answer.text);
    assert!(!site.get(None, &format!("/t/{thread}")).await.text.contains("dans le train"));

    // They are told on every page, and led to why when they sign in.
    let feed = site.get(session.as_deref(), "/feed").await;
    assert!(feed.status.is_success() && feed.text.contains("data-suspended"), "{}", feed.text);
    let why = site.get(session.as_deref(), "/decisions").await.text;
    assert!(why.contains("Des messages de vente, partout.") && why.contains("moderation.appeal"), "{why}");
    let typed = [("email", "anne@exemple.fr"), ("password", "théière octobre vélo cuivre"), ("next", "/feed")];
    let signed_in = site.submit(None, "members.sign_in", &typed).await;
    assert!(signed_in.text.contains("/decisions"), "{}", signed_in.text);
});

store::both_engines!(sign_up_says_who_may, |db: Db| async move {
    let site = Site::over(db);
    let form = site.get(None, "/sign-up").await.text;
    assert!(form.contains("Créer mon compte") && !form.contains("Votre invitation"));
    for (ways, says, not) in
        [("invited", "Votre invitation", "fermées"), ("closed", "Les inscriptions sont fermées", "Créer mon compte")]
    {
        let mut tx = site.test.ctx.store.begin().await.unwrap();
        store::administration::set(&mut tx.conn(), "sign_ups", ways, site.test.ctx.now()).await.unwrap();
        tx.commit().await.unwrap();
        site.test.ctx.store.forget_settings();
        // Another address: visitors' pages are kept for some seconds.
        let page = site.get(None, &format!("/sign-up?{ways}")).await.text;
        assert!(page.contains(says) && !page.contains(not), "{ways}");
    }
});

store::both_engines!(vulnerabilities_are_reported_where_the_operator_says, |db: Db| async move {
    let site = Site::over(db);
    assert_eq!(site.get(None, "/.well-known/security.txt").await.status, 404);
    let page = site.get(None, "/security").await;
    assert!(page.status.is_success() && page.text.contains("90 jours") && !page.text.contains("mailto:"));
    assert_eq!(page.header("x-robots-tag"), "all");

    let mut test = site.test;
    let settings = service::Settings { security_contact: "securite@exemple.fr".into(), ..service::Settings::default() };
    test.ctx.settings = Arc::new(settings);
    let site = Site::with(test, Arc::new(Config::default()));
    let text = site.get(None, "/.well-known/security.txt").await;
    assert_eq!((text.status.as_u16(), text.header("content-type")), (200, "text/plain; charset=utf-8"));
    let fields: Vec<_> = text.text.lines().filter_map(|line| line.split_once(": ")).collect();
    let of = |name: &str| fields.iter().find(|(field, _)| *field == name).map(|(_, value)| *value);
    assert_eq!(of("Contact"), Some("mailto:securite@exemple.fr"));
    assert_eq!(of("Canonical"), Some("http://localhost:3000/.well-known/security.txt"));
    assert_eq!(of("Policy"), Some("http://localhost:3000/security"));
    let expires = domain::Timestamp::parse(of("Expires").expect("it expires")).expect("a moment");
    let ahead = expires.0 - site.test.ctx.now().0;
    assert!((0..365 * domain::time::DAY).contains(&ahead), "less than a year ahead");
    assert!(site.get(None, "/security").await.text.contains("mailto:securite@exemple.fr"));
});
