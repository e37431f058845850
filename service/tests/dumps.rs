//! Dumps in and out, on both engines: the demo, hostile lines, interruption, round trip.

use domain::feed::Order;
use domain::members::{OrganisationKind, Profession, Role};
use domain::threads::{Circle, QuestionState};
use domain::{Locale, Timestamp};
use service::dumps::{Options, Reason, Refusal, Report, export, import};
use service::testing::{TestContext, context};
use service::{Actor, communities};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use store::{Conn, Db, both_engines};

const HEADER: &str = r#"{"kind":"dump","version":1,"source":"test","locale":"fr"}"#;
const MEMBER: &str = r#"{"kind":"member","id":"m","name":"Maryvonne","role":"patient"}"#;
const COMMUNITY: &str = r#"{"kind":"community","id":"c","slug":"reins","name":"Reins","visibility":"open","host":"m","description":"Dialyse.","charter":{"owner":"Nous","owner_type":"patients","funding":"Rien","objectives":"S’aider","data_use":"Aucune"}}"#;
const THREAD: &str = r#"{"kind":"thread","id":"t","community":"c","type":"question","title":"Bonjour","body":"Qui ?","author":"m","created":"2026-01-02T00:00:00Z","tags":["Été","fatigue"]}"#;
const REPLY: &str = r#"{"kind":"reply","id":"r","thread":"t","author":"m","voice":"lived","body":"Moi.","created":"2026-01-03T00:00:00Z"}"#;

/// The demo, as the server ships it.
fn demo() -> Vec<u8> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/demo");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().flat_map(|file| std::fs::read(file).unwrap()).collect()
}

fn trusted() -> Options {
    Options { trust: true, ..Options::default() }
}

async fn load(t: &TestContext, dump: &[u8], options: &Options) -> Report {
    import(&t.ctx, dump, options, &mut |_| {}).await.unwrap()
}

/// Loads lines after a header; the report and every refusal.
async fn load_lines(t: &TestContext, lines: &[&str]) -> (Report, Vec<Refusal>) {
    let dump = [&[HEADER], lines].concat().join("\n");
    let mut refused = Vec::new();
    let report = import(&t.ctx, dump.as_bytes(), &Options::default(), &mut |progress| {
        refused.extend_from_slice(progress.refused);
    })
    .await
    .unwrap();
    (report, refused)
}

async fn write(t: &TestContext) -> String {
    let mut dump = Vec::new();
    export(&t.ctx, &mut dump).await.unwrap();
    String::from_utf8(dump).unwrap()
}

async fn count(db: &Db, sql: &'static str) -> i64 {
    let mut reader = db.read().await.unwrap();
    match reader.conn() {
        Conn::Sqlite(conn) => sqlx::query_scalar(sql).fetch_one(conn).await.unwrap(),
        Conn::Postgres(conn) => sqlx::query_scalar(sql).fetch_one(conn).await.unwrap(),
    }
}

/// Everything an export does not say but the site shows: counts and states, held against what they
/// are counts of.
async fn counts_are_right(db: &Db) {
    for sql in [
        "SELECT COUNT(*) FROM thread t WHERE t.lived <> (SELECT COUNT(*) FROM reply r WHERE r.thread = t.id AND r.deleted IS NULL AND r.voice = 'lived')",
        "SELECT COUNT(*) FROM thread t WHERE t.professional <> (SELECT COUNT(*) FROM reply r WHERE r.thread = t.id AND r.deleted IS NULL AND r.voice = 'professional')",
        "SELECT COUNT(*) FROM thread t WHERE t.active <> COALESCE((SELECT MAX(r.created) FROM reply r WHERE r.thread = t.id), t.created)",
        "SELECT COUNT(*) FROM thread t WHERE t.thanks <> (SELECT COUNT(*) FROM reaction x WHERE x.subject = t.id AND x.kind = 'thanks')",
        "SELECT COUNT(*) FROM reply t WHERE t.thanks <> (SELECT COUNT(*) FROM reaction x WHERE x.subject = t.id AND x.kind = 'thanks')",
        "SELECT COUNT(*) FROM reply t WHERE t.me_too <> (SELECT COUNT(*) FROM reaction x WHERE x.subject = t.id AND x.kind = 'me_too')",
        "SELECT COUNT(*) FROM reply t WHERE t.courage <> (SELECT COUNT(*) FROM reaction x WHERE x.subject = t.id AND x.kind = 'courage')",
        "SELECT COUNT(*) FROM reply t WHERE t.useful <> (SELECT COUNT(*) FROM reaction x WHERE x.subject = t.id AND x.kind = 'useful')",
        "SELECT COUNT(*) FROM reply r WHERE r.sources <> (SELECT COUNT(*) FROM reply_source s WHERE s.reply = r.id)",
        "SELECT COUNT(*) FROM reply r WHERE r.parent IS NULL AND (r.root <> r.id OR r.root_created <> r.created)",
        "SELECT COUNT(*) FROM reply r JOIN reply p ON p.id = r.parent WHERE r.root <> p.id OR r.root_created <> p.created OR p.parent IS NOT NULL",
        "SELECT COUNT(*) FROM thread WHERE (kind = 'question') <> (state IS NOT NULL)",
        "SELECT COUNT(*) FROM thread t WHERE t.state <> CASE \
         WHEN EXISTS (SELECT 1 FROM reply r WHERE r.thread = t.id AND r.deleted IS NULL AND r.voice = 'professional' AND r.sources > 0) THEN 'sourced' \
         WHEN EXISTS (SELECT 1 FROM reply r WHERE r.thread = t.id AND r.deleted IS NULL AND (r.voice = 'professional' OR r.helped IS NOT NULL)) THEN 'answered' \
         ELSE 'waiting' END",
    ] {
        assert_eq!(count(db, sql).await, 0, "{sql}");
    }
}

both_engines!(the_demo, |db: Db| async move {
    let t = context(db.clone());
    let newest = Timestamp(t.ctx.now().0 - 180_000_000);
    let report = load(&t, &demo(), &Options { shift: Some(newest), ..trusted() }).await;
    assert_eq!(
        (report.refusals(), report.stopped.clone(), report.source.as_str()),
        (0, None, "vecu-demo"),
        "{report:?}"
    );
    let made = ["community", "member", "membership", "thread", "reply", "reaction"].map(|kind| report.count(kind).new);
    // A founder belongs from the start: the membership records of the six say it again.
    assert_eq!(made, [6, 40, 74, 60, 250, 514]);
    assert_eq!(report.count("membership").already, 6);
    assert_eq!(count(&db, "SELECT COUNT(*) FROM membership").await, 80, "every author had joined");
    assert_eq!(count(&db, "SELECT COUNT(*) FROM membership WHERE place = 'host'").await, 10);
    assert_eq!(count(&db, "SELECT COUNT(*) FROM member WHERE badge IS NOT NULL").await, 6);
    assert_eq!(count(&db, "SELECT COUNT(*) FROM reply WHERE imported").await, 0);
    assert_eq!(count(&db, "SELECT COUNT(*) FROM member WHERE email_hash IS NOT NULL OR password IS NOT NULL").await, 0);
    let latest = count(&db, "SELECT MAX(created) FROM reply").await;
    assert!(
        latest <= newest.0 && count(&db, "SELECT MAX(active) FROM thread").await == newest.0,
        "{latest} {newest:?}"
    );
    counts_are_right(&db).await;

    let visitor = Actor::visitor(Locale::Fr);
    let list = communities::list(&t.ctx, &visitor, None).await.unwrap().communities.rows;
    let shares: Vec<Option<u32>> = list.iter().map(|card| card.industry_share).collect();
    assert_eq!(shares, [Some(100), Some(12), Some(0), Some(0), Some(0), Some(0)]);
    let open = communities::page(&t.ctx, &visitor, "reins-au-quotidien", Order::Active, None).await.unwrap();
    assert!(open.threads.rows.iter().all(|row| row.circle == Circle::Public) && !open.threads.rows.is_empty());
    assert!(!open.tags.is_empty() && open.hosts.len() == 2);
    assert!(open.threads.rows.iter().any(|row| row.state == Some(QuestionState::Sourced)));
    let closed = communities::page(&t.ctx, &visitor, "endometriose-a-voix-haute", Order::Active, None).await.unwrap();
    assert!(closed.threads.rows.is_empty() && closed.tags.is_empty(), "what members say stays with them");

    // The same again changes nothing.
    let before = write(&t).await;
    let again = load(&t, &demo(), &Options { shift: Some(newest), ..trusted() }).await;
    assert_eq!((again.new_records(), again.refusals()), (0, 0), "{again:?}");
    assert_eq!(write(&t).await, before);
});

both_engines!(without_trust_no_badge, |db: Db| async move {
    let t = context(db.clone());
    t.clock.advance(90 * 86_400);
    let mut refused = Vec::new();
    let report = import(&t.ctx, demo().as_slice(), &Options::default(), &mut |p| refused.extend_from_slice(p.refused))
        .await
        .unwrap();
    assert_eq!(report.refusals(), 0, "{refused:?}");
    assert_eq!(count(&db, "SELECT COUNT(*) FROM member WHERE badge IS NOT NULL").await, 0);
    assert_eq!(count(&db, "SELECT COUNT(*) FROM member WHERE claimed IS NOT NULL").await, 8);
    assert_eq!(count(&db, "SELECT COUNT(*) FROM reply WHERE imported <> (voice = 'professional')").await, 0);
    counts_are_right(&db).await;
});

both_engines!(stopped_and_run_again, |db: Db| async move {
    let t = context(db.clone());
    let stop = Arc::new(AtomicBool::new(false));
    let options = Options { stop: Some(stop.clone()), ..trusted() };
    // A long dump: the demo, then many replies more.
    let mut dump = demo();
    dump.push(b'\n');
    for number in 0..2_500 {
        let line = format!(
            "{{\"kind\":\"reply\",\"id\":\"more-{number}\",\"thread\":\"t-clairance\",\"author\":\"m-helene\",\"voice\":\"lived\",\"body\":\"Encore {number}.\",\"created\":\"2026-11-20T10:00:00Z\"}}\n"
        );
        dump.extend(line.into_bytes());
    }
    // Dates of the demo are before the test's clock only when the clock is set after them.
    t.clock.advance(90 * 86_400);
    let first = import(&t.ctx, dump.as_slice(), &options, &mut |_| stop.store(true, Ordering::Relaxed)).await.unwrap();
    assert!(first.interrupted && first.refusals() == 0, "{first:?}");
    let half = first.new_records();
    assert!(half > 900 && half < 1_100, "one batch: {half}");
    stop.store(false, Ordering::Relaxed);
    let second = load(&t, &dump, &options).await;
    assert!(!second.interrupted && second.refusals() == 0);
    assert_eq!(half + second.new_records(), 40 + 6 + 74 + 60 + 250 + 514 + 2_500);
    counts_are_right(&db).await;
    let third = load(&t, &dump, &options).await;
    assert_eq!(third.new_records(), 0);
});

both_engines!(hostile_lines, |db: Db| async move {
    let t = context(db.clone());
    let long = format!(r#"{{"kind":"member","id":"x","name":"{}","role":"patient"}}"#, "a".repeat(3_000_000));
    let deep = format!("{{\"kind\":\"member\",\"id\":{}1{}}}", "[".repeat(5_000), "]".repeat(5_000));
    let thread = |field: &str| THREAD.replace("\"id\":\"t\"", &format!("\"id\":\"x\",{field}"));
    let reply = |from: &str, to: &str| REPLY.replace("\"id\":\"r\"", "\"id\":\"x\"").replace(from, to);
    let nested = reply("\"thread\":\"t\"", "\"thread\":\"t\",\"parent\":\"r\"").replace("\"x\"", "\"nested\"");
    let lines = [
        MEMBER.to_owned(),
        COMMUNITY.to_owned(),
        THREAD.to_owned(),
        REPLY.to_owned(),
        nested.clone(),
        long,
        deep,
        "not json".into(),
        "{\"kind\":\"member\",\"id\":\"x\"".into(),
        HEADER.into(),
        r#"{"kind":"virus","id":"x"}"#.into(),
        r#"{"kind":"member","id":7,"name":"Jo Jo","role":"patient"}"#.into(),
        r#"{"kind":"member","id":"x","name":"<b>Jo</b>","role":"patient"}"#.into(),
        r#"{"kind":"member","id":"x","name":"Jo Jo","role":"king"}"#.into(),
        r#"{"kind":"member","id":"","name":"Jo Jo","role":"patient"}"#.into(),
        format!(r#"{{"kind":"member","id":"{}","name":"Jo Jo","role":"patient"}}"#, "i".repeat(201)),
        r#"{"kind":"member","id":"x\u0000","name":"Jo Jo","role":"patient"}"#.into(),
        r#"{"kind":"member","id":"x","name":"Jo Jo","role":"patient","profession":"doctor"}"#.into(),
        COMMUNITY.replace("\"id\":\"c\"", "\"id\":\"x\"").replace("\"host\":\"m\"", "\"host\":\"nobody\""),
        COMMUNITY.replace("\"id\":\"c\"", "\"id\":\"x\"").replace("\"slug\":\"reins\"", "\"slug\":\"../admin\""),
        COMMUNITY
            .replace("\"id\":\"c\"", "\"id\":\"x\"")
            .replace("\"charter\":", "\"conditions\":[\"ZZZ\"],\"charter\":"),
        COMMUNITY.replace("\"id\":\"c\"", "\"id\":\"x\"").replace(
            "\"funding\":\"Rien\"",
            "\"funding\":\"Rien\",\"funding_sources\":[{\"name\":\"A\",\"share\":50,\"industry\":true}]",
        ),
        thread("\"x\":1").replace("\"author\":\"m\"", "\"author\":\"nobody\""),
        thread("\"x\":1").replace("\"community\":\"c\"", "\"community\":\"nowhere\""),
        thread("\"x\":1").replace("2026-01-02T00:00:00Z", "yesterday"),
        thread("\"x\":1").replace("2026-01-02T00:00:00Z", "2126-01-02T00:00:00Z"),
        thread("\"x\":1").replace("2026-01-02T00:00:00Z", "1970-01-02T00:00:00Z"),
        thread("\"x\":1").replace("Qui ?", "<script>alert(1)</script>"),
        thread("\"x\":1").replace("Qui ?", "a <img src=x onerror=alert(1)> b"),
        thread("\"circle\":\"everyone\""),
        thread("\"x\":1").replace("Bonjour", ""),
        reply("\"thread\":\"t\"", "\"thread\":\"nowhere\""),
        reply("2026-01-03T00:00:00Z", "2026-01-01T00:00:00Z"),
        reply("\"thread\":\"t\"", "\"thread\":\"t\",\"parent\":\"nested\""),
        reply("\"voice\":\"lived\"", "\"voice\":\"lived\",\"source_url\":\"javascript:alert(1)\""),
        r#"{"kind":"reaction","subject":"t","member":"nobody","reaction":"thanks"}"#.into(),
        r#"{"kind":"reaction","subject":"t","member":"m","reaction":"hate"}"#.into(),
        r#"{"kind":"member","id":"y","name":"Étrangère","role":"carer"}"#.into(),
        r#"{"kind":"reaction","subject":"t","member":"y","reaction":"thanks"}"#.into(),
        r#"{"kind":"reaction","subject":"r","member":"m","reaction":"thanks"}"#.into(),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let (report, refused) = load_lines(&t, &lines).await;
    let names: Vec<(u64, &str)> = refused.iter().map(|refusal| (refusal.line, refusal.reason.name())).collect();
    let expected = [
        (7, "line too long"),
        (8, "nested too deep"),
        (9, "malformed"),
        (10, "malformed"),
        (11, "header"),
        (12, "unknown kind"),
        (13, "malformed"),
        (14, "field refused"),
        (15, "malformed"),
        (16, "bad id"),
        (17, "bad id"),
        (18, "bad id"),
        (19, "inconsistent"),
        (20, "unknown reference"),
        (21, "field refused"),
        (22, "inconsistent"),
        (23, "field refused"),
        (24, "unknown reference"),
        (25, "unknown reference"),
        (26, "date refused"),
        (27, "date refused"),
        (28, "date refused"),
        (29, "HTML in a text"),
        (30, "HTML in a text"),
        (31, "malformed"),
        (32, "field refused"),
        (33, "unknown reference"),
        (34, "before what it answers"),
        (35, "parent not possible"),
        (36, "field refused"),
        (37, "unknown reference"),
        (38, "malformed"),
        (40, "not a member"),
    ];
    assert_eq!(names, expected);
    assert!(refused.iter().all(|refusal| !refusal.reason.to_string().contains(char::is_control)));
    assert_eq!((report.count("member").new, report.count("reply").new, report.count("reaction").new), (2, 2, 1));
    assert_eq!(report.refusals(), expected.len() as u64);
    counts_are_right(&db).await;

    // What is not a dump is refused as a whole, and a strict import stops where it first fails.
    for bad in ["", "{}", "garbage", r#"{"kind":"dump","version":2,"source":"x"}"#, MEMBER] {
        let report = load(&t, bad.as_bytes(), &Options::default()).await;
        assert!(report.stopped.is_some() && report.new_records() == 0, "{bad}");
    }
    let dump = [
        HEADER,
        r#"{"kind":"member","id":"z","name":"Zoé","role":"carer"}"#,
        "oops",
        r#"{"kind":"member","id":"w","name":"Will","role":"carer"}"#,
    ]
    .join("\n");
    let twice = format!("{HEADER}\n{MEMBER}\n{MEMBER}\n{}", MEMBER.replace("Maryvonne", "Quelqu’un"));
    let report = load(&t, twice.as_bytes(), &Options::default()).await;
    assert_eq!((report.count("member").already, report.refused.get("id used twice")), (2, Some(&1)));
    let strict = load(&t, dump.as_bytes(), &Options { strict: true, ..Options::default() }).await;
    assert_eq!((strict.count("member").new, strict.stopped.unwrap().line), (1, 3));
});

both_engines!(a_hundred_megabyte_line, |db: Db| async move {
    let t = context(db);
    let line = std::io::Read::take(std::io::repeat(b'x'), 100_000_000);
    let input = std::io::Read::chain(
        std::io::Read::chain(std::io::Cursor::new(format!("{HEADER}\n")), line),
        std::io::Cursor::new(format!("\n{MEMBER}\n")),
    );
    let mut refused = Vec::new();
    let report = import(&t.ctx, std::io::BufReader::new(input), &Options::default(), &mut |p| {
        refused.extend_from_slice(p.refused);
    })
    .await
    .unwrap();
    assert_eq!(refused, [Refusal { line: 2, reason: Reason::TooLong }]);
    assert_eq!(report.count("member").new, 1);
});

both_engines!(names_options_and_memberships, |db: Db| async move {
    let t = context(db.clone());
    t.patient("Maryvonne").await;
    let closed = COMMUNITY.replace("\"visibility\":\"open\",", "");
    let thread = THREAD.replace("\"tags\"", "\"author_was\":1,\"tags\"");
    let other = MEMBER.replace("\"id\":\"m\"", "\"id\":\"n\"");
    let (report, refused) = load_lines(&t, &[MEMBER, &other, &closed, &thread, REPLY]).await;
    assert_eq!((report.refusals(), refused.len()), (0, 0), "{refused:?}");
    assert_eq!(
        count(&db, "SELECT COUNT(*) FROM member WHERE pseudonym IN ('Maryvonne', 'Maryvonne2', 'Maryvonne3')").await,
        3
    );
    assert_eq!(
        count(&db, "SELECT COUNT(*) FROM community WHERE visibility = 'members'").await,
        1,
        "members only unless stated"
    );
    assert_eq!(count(&db, "SELECT COUNT(*) FROM thread WHERE circle = 'members'").await, 1);
    // The founder was there by the first post at the latest.
    let first = Timestamp::parse("2026-01-02T00:00:00Z").unwrap().0;
    assert_eq!(count(&db, "SELECT joined FROM membership").await, first);
    assert_eq!(count(&db, "SELECT created FROM community").await, first);
    let public = thread.replace("\"id\":\"t\"", "\"id\":\"u\",\"circle\":\"public\"");
    let (_, refused) = load_lines(&t, &[&public]).await;
    assert_eq!(refused[0].reason, Reason::PublicInMembersOnly);

    let dump = [HEADER, &closed.replace("\"id\":\"c\"", "\"id\":\"d\"")].join("\n");
    let dry = Options { dry_run: true, open: true, ..Options::default() };
    let before = write(&t).await;
    assert_eq!(load(&t, dump.as_bytes(), &dry).await.new_records(), 1);
    assert_eq!(write(&t).await, before, "a dry run writes nothing");
    let opened = load(&t, dump.as_bytes(), &Options { dry_run: false, ..dry }).await;
    assert_eq!(opened.new_records(), 1);
    assert_eq!(count(&db, "SELECT COUNT(*) FROM community WHERE visibility = 'open' AND slug = 'reins-2'").await, 1);
});

both_engines!(a_dry_run_knows_what_it_would_have_written, |db: Db| async move {
    let t = context(db.clone());
    t.clock.advance(90 * 86_400);
    let report = load(&t, &demo(), &Options { dry_run: true, ..trusted() }).await;
    assert_eq!((report.refusals(), report.count("reaction").new), (0, 514), "{report:?}");
    assert_eq!(count(&db, "SELECT COUNT(*) FROM member").await, 0);
});

both_engines!(round_trip, |db: Db| async move {
    let t = context(db.clone());
    t.clock.advance(90 * 86_400);
    load(&t, &demo(), &trusted()).await;
    lived_in(&t, &db).await;
    let first = write(&t).await;
    for kind in ["member", "community", "membership", "thread", "reply", "reaction", "revision", "tombstone", "follow"]
    {
        assert!(first.contains(&format!("{{\"kind\":\"{kind}\"")), "{kind}");
    }
    assert_eq!(write(&t).await, first, "two exports of one site are equal");
    assert!(!first.contains("exemple.org"), "no address leaves");

    // Into an empty database of either engine.
    for other in [store::testing::sqlite().await, store::testing::postgres().await] {
        let t2 = context(other.db.clone());
        t2.clock.advance(90 * 86_400);
        let report = load(&t2, first.as_bytes(), &trusted()).await;
        assert_eq!((report.refusals(), report.stopped.clone()), (0, None), "{report:?}");
        counts_are_right(&other.db).await;
        assert_eq!(write(&t2).await, first);
        let again = load(&t2, first.as_bytes(), &trusted()).await;
        assert_eq!(again.new_records(), 0, "{again:?}");
        assert_eq!(write(&t2).await, first);
        for reader in [Actor::visitor(Locale::Fr), Actor::visitor(Locale::En)] {
            let (here, there) = (shown(&t, &reader).await, shown(&t2, &reader).await);
            assert_eq!(here, there, "the same site");
        }
        other.db.close().await;
    }
    // Back into the site it came from: nothing is new.
    assert_eq!(load(&t, first.as_bytes(), &trusted()).await.new_records(), 0);
});

/// What a reader is shown of every community.
async fn shown(t: &TestContext, reader: &Actor) -> String {
    let list = communities::list(&t.ctx, reader, None).await.unwrap();
    let mut shown = format!("{list:?}");
    for card in &list.communities.rows {
        for order in [Order::Active, Order::New] {
            let page = communities::page(&t.ctx, reader, &card.link.slug, order, None).await.unwrap();
            shown.extend([format!("{page:?}")]);
        }
    }
    shown
}

/// What people did since: edits, deletions, an organisation, somebody who left, a ban, follows.
async fn lived_in(t: &TestContext, db: &Db) {
    let company = t.member("Laboratoires Été", Role::Organisation, None).await;
    let professional = t.member("Dr Salomé", Role::Professional, Some(Profession::Midwife)).await;
    let gone = t.patient("Partie").await;
    let agreed = |slug: &str| [("community", slug), ("consent", "1")].into_iter().collect();
    for actor in [&company, &professional, &gone] {
        communities::join(&t.ctx, actor, &agreed("reins-au-quotidien")).await.unwrap();
    }
    let now = t.ctx.now().0;
    let member = gone.me.as_ref().unwrap().id;
    let organisation = company.me.as_ref().unwrap().id;
    let thread: uuid::Uuid = {
        let mut reader = db.read().await.unwrap();
        let sql = "SELECT id FROM thread WHERE title LIKE '%clairance%'";
        match reader.conn() {
            Conn::Sqlite(conn) => sqlx::query_scalar(sql).fetch_one(conn).await.unwrap(),
            Conn::Postgres(conn) => sqlx::query_scalar(sql).fetch_one(conn).await.unwrap(),
        }
    };
    let (thread, reply) = (domain::ThreadId(thread), t.ctx.new_id::<domain::ReplyId>());
    let mut tx = db.begin().await.unwrap();
    let conn = &mut tx.conn();
    let write = |id, body: &'static str, html: &'static str| store::threads::ReplyInsert {
        id,
        thread,
        parent: None,
        author: Some(member),
        voice: domain::threads::Voice::Lived,
        imported: false,
        body,
        html,
        no_source: false,
        sources: &[],
        created: Timestamp(now),
    };
    // HTML that somebody typed is shown as typed; it comes back the same.
    let html = service::markdown::render("Un <b>mot</b>.");
    let typed = store::threads::ReplyInsert { html: &html, ..write(reply, "Un <b>mot</b>.", "") };
    store::threads::insert_reply(conn, &typed).await.unwrap();
    store::threads::count_reply(conn, thread, domain::threads::Voice::Lived, Timestamp(now)).await.unwrap();
    let revision = t.ctx.new_id();
    store::threads::keep_revision(
        conn,
        revision,
        (thread, Some(reply)),
        (None, "Avant.", "<p>Avant.</p>"),
        Timestamp(now),
    )
    .await
    .unwrap();
    let erased = t.ctx.new_id::<domain::ReplyId>();
    store::threads::insert_reply(conn, &write(erased, "À effacer.", "<p>À effacer.</p>")).await.unwrap();
    store::threads::count_reply(conn, thread, domain::threads::Voice::Lived, Timestamp(now)).await.unwrap();
    store::threads::erase_reply_text(conn, thread, erased, domain::threads::Voice::Lived, Timestamp(now + 5))
        .await
        .unwrap();
    store::threads::follow(conn, member, thread, Timestamp(now)).await.unwrap();
    store::tags::follow(conn, member, "fatigue", Timestamp(now)).await.unwrap();
    store::threads::react(
        conn,
        store::threads::Subject::Reply(thread, reply),
        organisation,
        domain::threads::Reaction::Useful,
        true,
        Timestamp(now),
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    communities::leave(&t.ctx, &gone, &[("community", "reins-au-quotidien")].into_iter().collect()).await.unwrap();
    let _ = OrganisationKind::Company;
}

both_engines!(what_was_left_stays_left, |db: Db| async move {
    let t = context(db.clone());
    let (founder, patient) = (t.patient("Hélène").await, t.patient("Antonin").await);
    t.clock.advance(90 * 86_400);
    load(&t, &demo(), &trusted()).await;
    communities::join(&t.ctx, &patient, &[("community", "reins-au-quotidien"), ("consent", "1")].into_iter().collect())
        .await
        .unwrap();
    let before = write(&t).await;
    communities::leave(&t.ctx, &patient, &[("community", "reins-au-quotidien")].into_iter().collect()).await.unwrap();
    load(&t, before.as_bytes(), &trusted()).await;
    let page = communities::page(&t.ctx, &patient, "reins-au-quotidien", Order::Active, None).await.unwrap();
    assert_eq!(page.place, None, "an old dump brings nobody back");
    let _ = founder;
});

both_engines!(medquad, |db: Db| async move {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/medquad.jsonl.xz");
    if !file.exists() {
        return;
    }
    let unpacked = std::process::Command::new("sh")
        .args(["-c", "xzcat \"$0\" | head -n 2000"])
        .arg(&file)
        .output()
        .expect("xzcat");
    let t = context(db.clone());
    let mut refused = Vec::new();
    let report =
        import(&t.ctx, unpacked.stdout.as_slice(), &Options::default(), &mut |p| refused.extend_from_slice(p.refused))
            .await
            .unwrap();
    // MedQuAD uses some ids twice, for different questions; one of them is among the first 2,000.
    assert!(refused.iter().all(|refusal| refusal.reason == Reason::IdUsedBefore), "{refused:?}");
    assert_eq!((report.lines, report.new_records(), refused.len()), (2_000, 1_997, 2));
    assert_eq!(count(&db, "SELECT COUNT(*) FROM reply WHERE NOT imported").await, 0);
    counts_are_right(&db).await;
    assert_eq!(load(&t, &unpacked.stdout, &Options::default()).await.new_records(), 0);
});
