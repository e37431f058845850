//! What hosts do for everybody: announcing, pinning, closing to replies. On both engines.

use domain::communities::Visibility;
use domain::feed::Order;
use domain::notices::{MailPace, NoticeKind};
use domain::policy::Place;
use domain::threads::{ANNOUNCED, Circle, Kind};
use domain::time::SECOND;
use domain::{FieldError, Fields, Problem, ReplyId, ThreadId};
use service::testing::{TestContext, context};
use service::threads::Pin;
use service::{Actor, Fault, communities, notices, threads};
use store::{Db, both_engines};

fn form(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().copied().collect()
}

fn announcement(id: ThreadId, circle: &str) -> Fields {
    form(&[
        ("id", &id.to_string()),
        ("community", "reins"),
        ("kind", "announcement"),
        ("circle", circle),
        ("title", "Café du samedi"),
        ("body", "Venez comme vous êtes."),
    ])
}

async fn page(test: &TestContext, actor: &Actor) -> domain::communities::CommunityPage {
    communities::page(&test.ctx, actor, "reins", Order::Active, None).await.expect("the community")
}

async fn told(test: &TestContext, actor: &Actor) -> Vec<(NoticeKind, Option<ThreadId>)> {
    store::testing::settled(&test.ctx.store).await;
    notices::make(&test.ctx).await.expect("everybody is told");
    let page = notices::list(&test.ctx, actor, None).await.expect("a list");
    page.notices.rows.into_iter().map(|row| (row.kind, row.thread.map(|(id, _)| id))).collect()
}

async fn pin(test: &TestContext, actor: &Actor, thread: ThreadId, asked: Pin) -> Result<(), Fault> {
    threads::pin(&test.ctx, actor, thread, asked, &Fields::default()).await
}

fn refused(outcome: Result<impl Sized, Fault>, field: &str) -> Option<FieldError> {
    match outcome {
        Err(Fault::Form(refused)) => refused.at(field),
        _ => None,
    }
}

both_engines!(hosts_announce_and_their_community_is_told, |db: Db| async move {
    let test = context(db);
    let host = test.patient("Hélène").await;
    let (yves, claire) = (test.patient("Yves").await, test.professional("Claire").await);
    let (stranger, banned) = (test.patient("Ailleurs").await, test.patient("Bannie").await);
    let community = test.community("reins", Visibility::Open, &host).await;
    for (who, place) in [(&yves, Place::Member), (&claire, Place::Member), (&banned, Place::Banned)] {
        test.place(who, community, place).await;
    }
    let id: ThreadId = test.ctx.new_id();
    for (who, at) in [(&yves, "kind"), (&stranger, "community")] {
        let tried = threads::ask(&test.ctx, who, &announcement(id, "members")).await;
        assert!(refused(tried, at).is_some(), "only hosts announce");
    }
    threads::ask(&test.ctx, &host, &announcement(id, "members")).await.expect("announced");
    threads::ask(&test.ctx, &host, &announcement(id, "members")).await.expect("sent twice, posted once");
    let one = [(NoticeKind::Announcement, Some(id))];
    assert_eq!(told(&test, &yves).await, one);
    assert_eq!(told(&test, &claire).await, one);
    for who in [&host, &stranger, &banned] {
        assert!(told(&test, who).await.is_empty());
    }
    // Members of a narrower circle alone hear of what is theirs.
    let narrow: ThreadId = test.ctx.new_id();
    threads::ask(&test.ctx, &host, &announcement(narrow, "patients")).await.expect("announced");
    assert_eq!(told(&test, &yves).await.len(), 2);
    assert_eq!(told(&test, &claire).await, one);
    // By mail once a day, unless they choose otherwise.
    let settings = notices::settings(&test.ctx, &yves).await.expect("settings");
    assert!(settings.kinds.iter().any(|kind| kind.kind == NoticeKind::Announcement && kind.mail == MailPace::Daily));
});

both_engines!(a_large_community_is_told_once_each, |db: Db| async move {
    let test = context(db);
    let host = test.patient("Hélène").await;
    let community = test.community("reins", Visibility::Open, &host).await;
    let mut members = Vec::new();
    for n in 0..450 {
        let member = test.patient(&format!("Membre {n}")).await;
        test.place(&member, community, Place::Member).await;
        members.push(member);
    }
    let id: ThreadId = test.ctx.new_id();
    threads::ask(&test.ctx, &host, &announcement(id, "members")).await.expect("announced");
    store::testing::settled(&test.ctx.store).await;
    // Whoever joins later reads it on the page, and is not told.
    let late = test.patient("Plus tard").await;
    test.place(&late, community, Place::Member).await;
    // Stopped between two parts, it goes on where it was.
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..3 {
        let ctx = test.ctx.clone();
        let worker = tokio::spawn(async move { notices::make(&ctx).await });
        tokio::time::sleep(std::time::Duration::from_millis(30)).await;
        worker.abort();
        let _ = worker.await;
    }
    notices::make(&test.ctx).await.expect("the rest is told");
    for member in &members {
        let page = notices::list(&test.ctx, member, None).await.expect("a list");
        assert_eq!(page.notices.rows.len(), 1, "told once");
        seen.insert(page.notices.rows[0].id);
    }
    assert_eq!(seen.len(), 450);
    assert!(told(&test, &late).await.is_empty());
    let mut reader = test.ctx.store.read().await.expect("a reader");
    assert!(store::notices::telling(&mut reader.conn()).await.expect("read").is_none(), "nothing is left to tell");
});

both_engines!(what_is_pinned_stands_first_in_its_order_and_three_are_enough, |db: Db| async move {
    let test = context(db);
    let (host, yves) = (test.patient("Hélène").await, test.patient("Yves").await);
    let community = test.community("reins", Visibility::Open, &host).await;
    test.place(&yves, community, Place::Member).await;
    let mut threads = Vec::new();
    for n in 0..4 {
        threads.push(test.thread(&yves, "reins", Kind::Discussion, Circle::Public, &format!("Fil numéro {n}")).await);
    }
    let closed = test.thread(&yves, "reins", Kind::Discussion, Circle::Patients, "Entre nous").await;
    assert!(matches!(pin(&test, &yves, threads[0], Pin::On).await, Err(Fault::Problem(Problem::Forbidden))));
    assert!(matches!(pin(&test, &host, closed, Pin::On).await, Err(Fault::Problem(Problem::Forbidden))));
    for n in [2, 0, 3] {
        pin(&test, &host, threads[n], Pin::On).await.expect("pinned");
        pin(&test, &host, threads[n], Pin::On).await.expect("twice is once");
    }
    assert_eq!(refused(pin(&test, &host, threads[1], Pin::On).await, "pin"), Some(FieldError::TooMany { max: 3 }));
    let ids = |rows: &[domain::threads::ThreadRow]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
    let visitor = Actor::visitor(domain::Locale::Fr);
    let shown = page(&test, &visitor).await;
    assert_eq!(ids(&shown.pinned), [threads[2], threads[0], threads[3]]);
    assert_eq!(ids(&shown.threads.rows), [threads[1]], "what stands first stands there alone");
    pin(&test, &host, threads[3], Pin::Up).await.expect("moved");
    pin(&test, &host, threads[2], Pin::Off).await.expect("taken away");
    assert_eq!(ids(&page(&test, &visitor).await.pinned), [threads[3], threads[0]]);
    // Narrowed or deleted, it is pinned no more.
    threads::narrow(&test.ctx, &yves, threads[3], &form(&[("circle", "patients")])).await.expect("narrowed");
    threads::delete_thread(&test.ctx, &yves, threads[0]).await.expect("deleted");
    assert!(page(&test, &host).await.pinned.is_empty());
    pin(&test, &host, threads[1], Pin::On).await.expect("there is room again");
});

both_engines!(announcements_stand_first_for_fourteen_days, |db: Db| async move {
    let test = context(db);
    let host = test.patient("Hélène").await;
    test.community("reins", Visibility::Open, &host).await;
    let id: ThreadId = test.ctx.new_id();
    threads::ask(&test.ctx, &host, &announcement(id, "public")).await.expect("announced");
    let hidden: ThreadId = test.ctx.new_id();
    threads::ask(&test.ctx, &host, &announcement(hidden, "members")).await.expect("announced");
    let other = test.thread(&host, "reins", Kind::Discussion, Circle::Public, "Autre chose").await;
    let visitor = Actor::visitor(domain::Locale::Fr);
    let shown = page(&test, &visitor).await;
    assert_eq!(shown.announcements.iter().map(|row| row.id).collect::<Vec<_>>(), [id]);
    assert_eq!(shown.threads.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [other]);
    assert_eq!(page(&test, &host).await.announcements.len(), 2);
    pin(&test, &host, id, Pin::On).await.expect("pinned");
    let shown = page(&test, &visitor).await;
    assert_eq!((shown.pinned.len(), shown.announcements.len()), (1, 0), "pinned it stands there only");
    pin(&test, &host, id, Pin::Off).await.expect("taken away");
    test.clock.advance(ANNOUNCED / SECOND + 1);
    let shown = page(&test, &visitor).await;
    assert!(shown.announcements.is_empty());
    assert_eq!(shown.threads.rows.len(), 2, "then it is one of the others");
});

both_engines!(hosts_close_their_announcements_to_replies, |db: Db| async move {
    let test = context(db);
    let (host, other, yves) = (test.patient("Hélène").await, test.patient("Karim").await, test.patient("Yves").await);
    let community = test.community("reins", Visibility::Open, &host).await;
    test.place(&other, community, Place::Host).await;
    test.place(&yves, community, Place::Member).await;
    let id: ThreadId = test.ctx.new_id();
    threads::ask(&test.ctx, &host, &announcement(id, "members")).await.expect("announced");
    test.reply(&yves, id, "Je viens !").await;
    assert!(matches!(threads::close(&test.ctx, &yves, id, true).await, Err(Fault::Problem(Problem::Forbidden))));
    threads::close(&test.ctx, &other, id, true).await.expect("closed by another host");
    let answer = |id: ThreadId, reply: ReplyId| {
        form(&[("id", &reply.to_string()), ("thread", &id.to_string()), ("body", "Encore.")])
    };
    let fields = answer(id, test.ctx.new_id());
    assert_eq!(refused(threads::reply(&test.ctx, &yves, &fields).await, "body"), Some(FieldError::Closed));
    let read = threads::read(&test.ctx, &yves, id, None, None).await.expect("read");
    assert!(read.closed && !read.can.reply && read.can.react && !read.can.close);
    threads::react(&test.ctx, &yves, id, None, domain::threads::Reaction::Thanks, true).await.expect("a thank you");
    threads::close(&test.ctx, &host, id, false).await.expect("open again");
    threads::reply(&test.ctx, &yves, &fields).await.expect("a reply");
    // What members start stays theirs.
    let theirs = test.thread(&yves, "reins", Kind::Discussion, Circle::Members, "Ma discussion").await;
    assert!(matches!(threads::close(&test.ctx, &host, theirs, true).await, Err(Fault::Problem(Problem::Forbidden))));
});
