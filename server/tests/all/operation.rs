//! How the server is watched: whether it wants visitors, what it counts, and what its log never holds.

use crate::support::process::{Browser, Place, free_address, get};
use crate::support::{Site, rows};
use axum::body::Body;
use domain::ThreadId;
use http::Request;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::Db;
use vecu_server::watch::Watch;
use vecu_server::watch::metrics;

store::both_engines!(a_server_that_stops_wants_nobody, |db: Db| async move {
    let watch = Arc::new(Watch::default());
    let site = Site::watched(db, watch.clone());
    assert_eq!(
        (site.get(None, "/readyz").await.status, site.get(None, "/healthz").await.status),
        (http::StatusCode::OK, http::StatusCode::OK)
    );
    watch.stop();
    let answer = site.get(None, "/readyz").await;
    assert_eq!((answer.status.as_u16(), answer.text.as_str()), (503, "stopping\n"));
    assert_eq!(site.get(None, "/healthz").await.status, 200, "it lives");
    assert_eq!(site.get(None, "/").await.status, 200, "who is there already is answered");
});

store::both_engines!(a_server_before_its_schema_is_not_ready, |db: Db| async move {
    let site = Site::over(db.clone());
    rows::forget_last_migration(&db).await;
    let answer = site.get(None, "/readyz").await;
    assert_eq!((answer.status.as_u16(), answer.text.as_str()), (503, "the schema is not up to date\n"));
});

#[tokio::test]
async fn a_server_without_its_database_is_not_ready() {
    let database = store::testing::postgres().await;
    let site = Site::over(database.db.clone());
    database.db.close().await;
    let answer = site.get(None, "/readyz").await;
    assert_eq!((answer.status.as_u16(), answer.text.as_str()), (503, "the database does not answer\n"));
    assert_eq!(site.get(None, "/healthz").await.status, 200);
}

store::both_engines!(figures_name_patterns_and_what_waits, |db: Db| async move {
    let watch = Arc::new(Watch::default());
    let site = Site::watched(db.clone(), watch.clone());
    let asker = site.test.patient("Curieuse").await;
    site.test.community("reins", domain::communities::Visibility::Open, &asker).await;
    let (kind, circle) = (domain::threads::Kind::Question, domain::threads::Circle::Public);
    let thread = site.test.thread(&asker, "reins", kind, circle, "Que compte-t-on ?").await;
    let session = site.session(&asker).await;
    assert_eq!(site.get(None, &format!("/t/{thread}")).await.status, 200);
    site.get(session.as_deref(), "/search?q=secret").await;
    site.get(None, "/nulle/part/ana@example.org").await;
    site.submit(None, "members.sign_in", &[("email", "ana@example.org"), ("password", "faux")]).await;
    watch.metrics.ran("forget events", false);
    // Guessed wrong, each in its way; and something done too often.
    let ctx = &site.test.ctx;
    for _ in 0..2 {
        let faux = [("password_proof", "faux")].into_iter().collect();
        assert!(service::members::prove(ctx, &asker, &faux).await.is_err());
    }
    assert!(service::members::prove(ctx, &asker, &domain::Fields::default()).await.is_err(), "nothing typed");
    let code = [("email", "ana@example.org"), ("code", "ABCDE-FGHJK")].into_iter().collect();
    assert!(service::passkeys::recover(ctx, &asker, &code, "").await.is_err());
    let signed = [("passkey_challenge", "secret"), ("passkey_answer", "secret")].into_iter().collect();
    assert!(service::passkeys::sign_in(ctx, &asker, &signed, "").await.is_err());
    for token in ["secret", "vecu_secret"] {
        assert!(service::tokens::authenticate(ctx, token).await.unwrap().is_none());
    }
    let token = site.test.token(&asker, &[domain::tokens::Scope::Read]).await;
    assert!(service::tokens::authenticate(ctx, &token).await.unwrap().is_some(), "what is right is not counted");
    let strict = service::Context { settings: Arc::default(), ..ctx.clone() };
    for who in ["reins", "reins", "reins", "ana@example.org"] {
        let _ = service::limits::check(&strict, "audit", who, store::limits::Rate::per(1, 3_600)).await;
    }

    let router = metrics::router(site.test.ctx.clone(), watch);
    let request = Request::get("/metrics").body(Body::empty()).unwrap();
    let answer = tower::ServiceExt::oneshot(router, request).await.unwrap();
    let text = String::from_utf8(axum::body::to_bytes(answer.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap();
    for line in [
        "vecu_request_seconds_count{method=\"GET\",route=\"/t/{id}\",status=\"2xx\"} 1",
        "vecu_request_seconds_count{method=\"GET\",route=\"/search\",status=\"2xx\"} 1",
        "vecu_request_seconds_count{method=\"POST\",route=\"/api/forms/submit\",status=\"4xx\"} 1",
        "vecu_request_seconds_bucket{le=\"0.5\",method=\"GET\",route=\"/t/{id}\",status=\"2xx\"} ",
        "vecu_job_runs_total{job=\"forget events\",outcome=\"failed\"} 1",
        "vecu_refused_total{kind=\"sign_in_password\"} 1",
        "vecu_refused_total{kind=\"sign_in_passkey\"} 1",
        "vecu_refused_total{kind=\"sign_in_code\"} 1",
        "vecu_refused_total{kind=\"proof\"} 2",
        "vecu_refused_total{kind=\"token\"} 2",
        "vecu_limited_total{kind=\"audit\"} 2",
        "vecu_live_streams 0",
        "vecu_database_answers 1",
        "vecu_mails_waiting 0",
        "vecu_mails_overdue 0",
        "vecu_events_waiting_oldest_seconds{name=\"notices\"} ",
        "# EOF",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    let value = |line: &str| -> i64 {
        let found = text.lines().find_map(|one| one.strip_prefix(line)).unwrap_or_else(|| panic!("{line}\n{text}"));
        found.trim().parse().unwrap()
    };
    assert!(value("vecu_events_waiting{name=\"notices\"}") > 0, "nobody reads events in this test");
    assert!(value("vecu_resident_memory_bytes") > 1 << 20);
    let pools: &[&str] = if db.engine() == store::Engine::Sqlite { &["read", "write"] } else { &["all"] };
    for pool in pools {
        assert!(value(&format!("vecu_pool_connections{{pool=\"{pool}\",state=\"most\"}}")) > 0);
    }
    for told in [thread.to_string().as_str(), "secret", "ana@", "Curieuse", "nulle", "reins"] {
        assert!(!text.contains(told), "{told} is in\n{text}");
    }
    // On the address that visitors come to there are none.
    assert_eq!(site.get(None, "/metrics").await.status, 404);
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn asked_to_stop_it_says_so_first_and_answers_meanwhile() {
    let database = store::testing::sqlite().await;
    database.db.close().await;
    let metrics = free_address().to_string();
    let mut place = Place::new(&database.url, &[("VECU_STOP_DELAY", "2"), ("VECU_METRICS_ADDRESS", &metrics)]);
    assert!(!place.command(&["healthcheck"]).status().unwrap().success(), "nobody is there");
    let mut server = place.start().await;
    assert_eq!(place.vecu(&["healthcheck"]), "ready\n");
    let told = get(metrics.parse().unwrap(), "/metrics").await.unwrap();
    for job in ["live", "notices", "search", "forget"] {
        assert!(told.text.contains(&format!("vecu_job_alive{{name=\"{job}\"}} 1")), "{}", told.text);
    }
    assert_eq!(get(metrics.parse().unwrap(), "/").await.unwrap().status, 404, "nothing else is there");
    let asked = Instant::now();
    server.terminate();
    let mut refused = false;
    while asked.elapsed() < Duration::from_millis(1_500) {
        refused |= get(place.address, "/readyz").await.unwrap().status == 503;
        assert_eq!(get(place.address, "/").await.unwrap().status, 200, "still answering");
    }
    assert!(refused, "/readyz said so");
    assert!(!place.command(&["healthcheck"]).status().unwrap().success());
    assert!(server.stopped().await.success(), "{}", server.log());
    assert!(asked.elapsed() >= Duration::from_secs(2));
    assert!(get(place.address, "/").await.is_err(), "gone");
}

/// What somebody tells the server, writes and is known by; every word of it a word that no log has by itself.
const EMAIL: &str = "odalys.quintefeuille@courriel-prive.example";
const PASSWORD: &str = "Ornithorynque-2041-lavande";
const NAME: &str = "Zéphyrine-Odalys";
const WRITER: &str = "Mélusine-Guenièvre";
const WRITES_FROM: &str = "melusine.guenievre@boite-aux-lettres.example";
const TITLE: &str = "Hydroxychloroquine et vertiges nocturnes";
const TEXT: &str = "Mon néphrologue Barnabé Tricotel m’a dit que ma créatinine monte.";
const CODE: &str = "ZZ7QX-HJ4KV";
const SOUGHT: &str = "insuffisance cachée";
const BROWSER: &str = "Navigateur-Rarissime/7.3 (Plan9)";
const ADDRESS: &str = "203.0.113.77";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_tells_nobody_who_read_or_wrote_what() {
    for json in [true, false] {
        told_in_a_log(json).await;
    }
}

/// A mail server that takes nothing, and repeats to whom in what it answers. Its address.
async fn refusing_mail_server() -> String {
    use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let (read, mut write) = stream.into_split();
                let mut lines = BufReader::new(read).lines();
                let _ = write.write_all(b"220 here\r\n").await;
                while let Ok(Some(line)) = lines.next_line().await {
                    let answer =
                        if line.starts_with("RCPT") { format!("550 5.1.1 {line}: unknown") } else { "250 yes".into() };
                    let _ = write.write_all(format!("{answer}\r\n").as_bytes()).await;
                }
            });
        }
    });
    format!("smtp://{address}")
}

async fn told_in_a_log(json: bool) {
    let mail_server = refusing_mail_server().await;
    let database = store::testing::sqlite().await;
    database.db.close().await;
    let mut place = Place::new(
        &database.url,
        &[
            ("VECU_LOG_FORMAT", if json { "json" } else { "text" }),
            ("VECU_LOG", "info,vecu_server=debug,service=debug,store=debug,app=debug"),
            ("VECU_TRUSTED_PROXIES", "127.0.0.1"),
            ("VECU_SMTP_URL", &mail_server),
        ],
    );
    place.vecu(&["demo"]);
    let mut server = place.start().await;
    let mut browser = Browser::new(place.address);
    browser.headers = format!("User-Agent: {BROWSER}\r\nX-Forwarded-For: {ADDRESS}\r\nReferer: http://x/?{SOUGHT}\r\n");
    let account = [
        ("pseudonym", NAME),
        ("email", EMAIL),
        ("password", PASSWORD),
        ("role", "patient"),
        ("adult", "1"),
        ("consent", "1"),
    ];
    let done = browser.post("/sign-up", &[&[("_form", "members.sign_up")], &account[..]].concat()).await.unwrap();
    assert_eq!(done.status, 303, "{}", done.text);
    browser.submit("members.sign_up", &account).await.unwrap();
    browser.submit("members.sign_in", &[("email", EMAIL), ("password", "Faux-ornithorynque")]).await.unwrap();
    browser.submit("members.forgotten", &[("email", EMAIL)]).await.unwrap();
    browser.submit("passkeys.recover", &[("email", EMAIL), ("code", CODE)]).await.unwrap();
    browser.submit("passkeys.sign_in", &[("passkey_challenge", PASSWORD), ("passkey_answer", TEXT)]).await.unwrap();
    browser.get(&format!("/search?q={}", crate::support::encode(SOUGHT))).await.unwrap();
    for page in ["/admin/claims", "/admin/invitations", "/admin/members", "/api/administration/invitations"] {
        browser.get(&format!("{page}?q={}&after=", crate::support::encode(SOUGHT))).await.unwrap();
    }
    browser.get(&format!("/reset?token={}", crate::support::encode(PASSWORD))).await.unwrap();
    browser.get("/t/nothing-like-an-id").await.unwrap();

    // Somebody whose account is confirmed asks, answers and is told.
    let db = Db::open(&database.url, 2).await.unwrap();
    let secret = std::fs::read(place.data().join("secret.key")).unwrap().try_into().unwrap();
    let mut test = service::testing::context(db.clone());
    test.ctx.keys = Arc::new(service::crypto::Keys::new(&secret));
    rows::as_of_today(&test);
    let writer = test.with_address(WRITER, WRITES_FROM).await;
    let reader = test.patient("Quelqu’un-d’autre").await;
    let (session, other) = (test.session(&writer).await, test.session(&reader).await);
    let mut writing = browser.clone();
    writing.is_signed_in(&session);
    let mut answering = browser.clone();
    answering.is_signed_in(&other);
    for who in [&mut writing, &mut answering] {
        let joined =
            who.submit("communities.join", &[("community", "reins-au-quotidien"), ("consent", "1")]).await.unwrap();
        assert!(joined.text.contains("Done"), "{}", joined.text);
    }
    let id: ThreadId = test.ctx.new_id();
    let thread = id.to_string();
    let asked = [
        ("id", thread.as_str()),
        ("community", "reins-au-quotidien"),
        ("kind", "discussion"),
        ("circle", "members"),
        ("title", TITLE),
        ("body", TEXT),
        ("tags", "vertiges"),
    ];
    let done = writing.submit("threads.ask", &asked).await.unwrap();
    assert!(done.text.contains("Done"), "{}", done.text);
    let reply: domain::ReplyId = test.ctx.new_id();
    let reply = reply.to_string();
    let fields = [("id", reply.as_str()), ("thread", thread.as_str()), ("voice", "lived"), ("body", TEXT)];
    let done = answering.submit("threads.reply", &fields).await.unwrap();
    assert!(done.text.contains("Done"), "{}", done.text);
    let member = writer.me.as_ref().unwrap().id.to_string();
    for path in [format!("/t/{thread}"), format!("/m/{member}"), "/settings".into(), "/notices".into(), "/feed".into()]
    {
        assert_eq!(writing.get(&path).await.unwrap().status, 200, "{path}");
    }
    let token = test.token(&writer, &[domain::tokens::Scope::Read]).await;
    browser.headers = format!("{}Authorization: Bearer {token}\r\n", browser.headers);
    assert_eq!(browser.get(&format!("/api/v1/threads/{thread}")).await.unwrap().status, 200);
    writing.post(&format!("/t/{thread}"), &[("_form", "threads.reply"), ("body", "")]).await.unwrap();
    // Until the worker has followed what happened, and has tried to send a mail.
    for _ in 0..200 {
        let log = server.log();
        if log.contains("notice.created") && log.contains("a notice could not be sent by mail") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    server.terminate();
    assert!(server.stopped().await.success());
    let log = server.log();
    db.close().await;

    // What is to be there is there.
    assert!(log.contains("/t/{id}") && log.contains("/search") && log.contains("/m/{id}"), "{log}");
    assert!(log.contains("/api/v1/threads/{id}"), "{log}");
    assert!(log.contains("a mail was not sent") && log.contains("the mail server answered 550"), "{log}");
    if json {
        correlated(&log);
    }
    let folded = log.to_lowercase();
    for told in [
        EMAIL,
        PASSWORD,
        CODE,
        NAME,
        WRITER,
        WRITES_FROM,
        TITLE,
        TEXT,
        SOUGHT,
        BROWSER,
        ADDRESS,
        &thread,
        &reply,
        &member,
        &session,
        &other,
        &token,
    ] {
        let words = told.split([' ', '@', '.', '\'', '’', ',']).filter(|word| word.chars().count() > 5);
        for word in words.chain([told]) {
            assert!(!folded.contains(&word.to_lowercase()), "{word} is in the log:\n{log}");
            let encoded = crate::support::encode(word).to_lowercase();
            assert!(!folded.contains(&encoded), "{encoded} is in the log:\n{log}");
        }
    }
    for uuid in [id.0, writer.me.as_ref().unwrap().id.0] {
        for form in [uuid.to_string(), uuid.simple().to_string()] {
            assert!(!folded.contains(&form), "{form} is in the log:\n{log}");
        }
    }
}

/// Each line stands for itself; what a job does of a request is found under the request's id.
fn correlated(log: &str) {
    let lines: Vec<serde_json::Value> =
        log.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"))).collect();
    let answered: Vec<_> = lines.iter().filter(|line| line["message"] == "answered").collect();
    let mut ids: Vec<&str> = answered.iter().map(|line| line["span"]["correlation"].as_str().expect("an id")).collect();
    assert!(ids.iter().all(|id| id.len() == 16) && ids.len() > 10);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), answered.len(), "an id each");
    for line in &answered {
        assert!(line["status"].as_u64().is_some() && line["ms"].as_u64().is_some(), "{line}");
        let known = ["timestamp", "level", "message", "target", "method", "route", "status", "ms", "span"];
        assert!(line.as_object().unwrap().keys().all(|key| known.contains(&key.as_str())), "{line}");
    }
    let followed = lines
        .iter()
        .filter(|line| line["message"] == "followed an event" && line["span"]["job"] == "notices")
        .filter(|line| {
            line["kind"] == "reply_created" || line["kind"].as_str().is_some_and(|kind| kind.contains("reply"))
        })
        .find_map(|line| line["span"]["correlation"].as_str())
        .unwrap_or_else(|| panic!("the worker has followed the reply: {log}"));
    let request =
        answered.iter().find(|line| line["span"]["correlation"] == followed).expect("the request it came from");
    assert!(
        lines.iter().any(|line| line["kind"] == "notice.created" && line["span"]["correlation"] == followed),
        "and what came of that: {log}"
    );
    assert_eq!((request["method"].as_str(), request["route"].as_str()), (Some("POST"), Some("/api/forms/submit")));
}
