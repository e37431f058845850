//! A case that waits and becomes urgent: those who handle it are told once more, whoever or whatever made it so.

use super::*;
use domain::administration::Right;

/// Has somebody moderate the instance in the database too, where those who are told are looked for.
pub(super) async fn entrust(scene: &Scene, who: &Actor) {
    let me = who.me.as_ref().expect("a member").id;
    let mut tx = scene.test.ctx.store.begin().await.expect("a transaction");
    assert!(store::administration::set_right(&mut tx.conn(), me, Right::Moderator, true).await.expect("asked"));
    tx.commit().await.expect("committed");
}

both_engines!(handlers_are_told_again_of_what_becomes_urgent_and_once, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    let told = async || (scene.told(&scene.host).await.len(), scene.told(&scene.other_host).await.len());
    let urgent = async || {
        let page = moderation::queue(ctx, &scene.host, Tab::Waiting).await.expect("a queue");
        assert_eq!(page.waiting.len(), 1, "one case");
        page.waiting[0].urgent
    };
    let reply = scene.test.reply(&scene.yves, scene.thread, "Tout est là : https://exemple.fr").await;
    assert_eq!((told().await, urgent().await), ((1, 1), false));
    scene.report(&scene.anne, Subject::Reply, &reply.to_string(), "advertising").await.expect("reported");
    assert_eq!((told().await, urgent().await), ((1, 1), false), "what can wait a day is told of once");

    scene.test.clock.advance(600);
    let edit = async |body: &str| {
        threads::edit_reply(ctx, &scene.yves, reply, &form(&[("body", body)])).await.expect("changed");
    };
    edit("Je veux en finir, ce soir.").await;
    assert_eq!((told().await, urgent().await), ((2, 2), true), "by what its author makes of it");
    let visitor = Actor::visitor(Locale::Fr);
    scene.report(&visitor, Subject::Reply, &reply.to_string(), "danger").await.expect("reported");
    edit("Je veux en finir, ce soir ou demain.").await;
    assert_eq!((told().await, urgent().await), ((2, 2), true), "and no third time");
});

both_engines!(who_reports_again_what_can_not_wait_is_heard, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    let report = async |reason: &str| {
        scene.report(&scene.anne, Subject::Reply, &scene.reply.to_string(), reason).await.expect("reported");
        let case = scene.cases(&scene.host).await[0];
        let page = moderation::case(ctx, &scene.host, case).await.expect("a case");
        assert_eq!(page.reports.len(), 1, "one report of one member");
        (page.row.reasons, page.row.urgent, scene.told(&scene.host).await.len())
    };
    assert_eq!(report("untrue").await, (vec![(Reason::Untrue, 1)], false, 1));
    assert_eq!(report("distress").await, (vec![(Reason::Distress, 1)], true, 2));
    assert_eq!(report("danger").await, (vec![(Reason::Distress, 1)], true, 2));
});

// What stands in no thread is found by whose it is and by the moment: that of the report which made it urgent, too.
both_engines!(of_a_member_too_and_not_to_who_reported_it, |db: Db| async move {
    let scene = scene(db).await;
    let yves = scene.yves.me.as_ref().expect("a member").id.to_string();
    for moderator in [&scene.moderator, &scene.anne, &scene.yves] {
        entrust(&scene, moderator).await;
    }
    let told = async || {
        let (of_it, reporter) = (scene.told(&scene.moderator).await.len(), scene.told(&scene.anne).await.len());
        (of_it, reporter, scene.told(&scene.yves).await.len())
    };
    scene.report(&scene.host, Subject::Member, &yves, "untrue").await.expect("reported");
    assert_eq!(told().await, (1, 1, 0));
    scene.test.clock.advance(60);
    scene.report(&scene.anne, Subject::Member, &yves, "distress").await.expect("reported");
    assert_eq!(told().await, (2, 1, 0));
});
