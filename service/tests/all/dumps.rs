//! Dumps in and out, on both engines: the demo, hostile lines, interruption, round trip.

mod hostile;
mod round_trip;

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
    assert_eq!(made, [6, 40, 74, 61, 250, 514]);
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
    assert_eq!(half + second.new_records(), 40 + 6 + 74 + 61 + 250 + 514 + 1 + 2_500);
    counts_are_right(&db).await;
    let third = load(&t, &dump, &options).await;
    assert_eq!(third.new_records(), 0);
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

both_engines!(what_comes_to_a_companys_community_is_looked_at, |db: Db| async move {
    let t = context(db.clone());
    let company = COMMUNITY.replace("\"patients\"", "\"company\"");
    let reply = |id: &str, body: &str| REPLY.replace("\"r\"", &format!("\"{id}\"")).replace("Moi.", body);
    let tells = "Depuis que je prends du méthotrexate, j’ai des nausées.";
    let (first, calm) = (reply("r1", tells), reply("r2", "Bonne nuit à tous."));
    let (_, refused) = load_lines(&t, &[MEMBER, &company, THREAD, &first, &calm]).await;
    assert!(refused.is_empty(), "{refused:?}");
    let waiting = "SELECT COUNT(*) FROM screening";
    assert_eq!(count(&db, waiting).await, 0, "the worker looks, not the import");
    service::vigilance::catch_up(&t.ctx).await.unwrap();
    assert_eq!(count(&db, waiting).await, 1);
    // Another import brings older texts to where one has been already.
    let second = reply("r3", tells).replace("2026-01-03T00", "2026-01-02T12");
    let (_, refused) = load_lines(&t, &[MEMBER, &company, THREAD, &first, &second]).await;
    assert!(refused.is_empty(), "{refused:?}");
    service::vigilance::catch_up(&t.ctx).await.unwrap();
    assert_eq!(count(&db, waiting).await, 2);
    assert_eq!(count(&db, "SELECT COUNT(*) FROM screening_past").await, 0);
});

both_engines!(a_dry_run_knows_what_it_would_have_written, |db: Db| async move {
    let t = context(db.clone());
    t.clock.advance(90 * 86_400);
    let report = load(&t, &demo(), &Options { dry_run: true, ..trusted() }).await;
    assert_eq!((report.refusals(), report.count("reaction").new), (0, 514), "{report:?}");
    assert_eq!(count(&db, "SELECT COUNT(*) FROM member").await, 0);
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
