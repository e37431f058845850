//! What stands beside a case: what else its author wrote there, as whoever looks reads it, and the cases around it.

use super::*;

both_engines!(of_the_authors_texts_each_handler_is_shown_what_they_read_themselves, |db: Db| async move {
    let scene = scene(db).await;
    let (test, ctx) = (&scene.test, &scene.test.ctx);
    let community = {
        let mut reader = ctx.store.read().await.expect("a reader");
        let row = store::communities::by_slug(&mut reader.conn(), "reins").await.expect("asked").expect("there");
        domain::CommunityId(row.id)
    };
    let paul = test.professional("Paul").await;
    test.give_key(&paul).await;
    test.place(&paul, community, Place::Host).await;
    let simone = test.with_address("Simone", "simone@exemple.fr").await;
    let elsewhere = test.community("sommeil", Visibility::Open, &simone).await;
    test.place(&scene.yves, elsewhere, Place::Member).await;

    let wrote = async |slug: &str, circle, title: &str| {
        // Whoever is new writes little at once.
        test.clock.advance(7_200);
        test.thread(&scene.yves, slug, Kind::Discussion, circle, title).await;
    };
    wrote("reins", Circle::Members, "Entre membres").await;
    wrote("reins", Circle::Patients, "Entre malades").await;
    wrote("reins", Circle::Public, "Au grand jour").await;
    wrote("sommeil", Circle::Public, "Ailleurs").await;
    test.reply(&scene.yves, scene.thread, "Une autre réponse, sans rien de mal.").await;
    let gone = test.reply(&scene.yves, scene.thread, "Une réponse reprise.").await;
    threads::delete_reply(ctx, &scene.yves, gone).await.expect("deleted");
    test.thread(&scene.anne, "reins", Kind::Discussion, Circle::Public, "De quelqu’un d’autre").await;

    scene.report_reply(&scene.anne).await;
    let case = scene.cases(&scene.host).await[0];
    let titles = async |who: &Actor| {
        let page = moderation::case(ctx, who, case).await.expect("a case");
        page.others.into_iter().map(|one| one.title).collect::<Vec<_>>()
    };
    let replied = "Mon ordonnance a changé";
    assert_eq!(titles(&scene.host).await, [replied, "Au grand jour", "Entre malades", "Entre membres"]);
    assert_eq!(titles(&paul).await, [replied, "Au grand jour", "Entre membres"], "a circle that he does not read");
    assert_eq!(
        titles(&proof::fresh(&scene, &scene.moderator)).await,
        [replied, "Au grand jour"],
        "who belongs nowhere reads what is public"
    );
    let elsewhere = moderation::case(ctx, &simone, case).await;
    assert!(matches!(elsewhere, Err(Fault::Problem(Problem::NotFound))), "the host of another community has no case");

    let page = moderation::case(ctx, &scene.host, case).await.expect("a case");
    assert_eq!(page.others[0].excerpt, "Une autre réponse, sans rien de mal.");
    assert!(page.others[0].reply.is_some_and(|reply| reply != scene.reply), "not the one the case is about");
    assert!(page.others[1].reply.is_none());
});

both_engines!(of_many_texts_the_last_are_shown, |db: Db| async move {
    let scene = scene(db).await;
    for number in 0..22 {
        scene.test.clock.advance(3_600);
        scene.test.reply(&scene.yves, scene.thread, &format!("Réponse numéro {number}, pour voir.")).await;
    }
    scene.report_reply(&scene.anne).await;
    let case = scene.cases(&scene.host).await[0];
    let others = moderation::case(&scene.test.ctx, &scene.host, case).await.expect("a case").others;
    assert_eq!((others.len(), others[0].excerpt.as_str()), (20, "Réponse numéro 21, pour voir."));
});

both_engines!(from_a_case_one_goes_to_the_next, |db: Db| async move {
    let scene = scene(db).await;
    scene.report_reply(&scene.anne).await;
    let second = scene.test.reply(&scene.yves, scene.thread, "Et doublez aussi le reste.").await;
    scene.report(&scene.anne, Subject::Reply, &second.to_string(), "other").await.expect("reported");
    let cases = scene.cases(&scene.host).await;
    let (first, last) = (cases[0], cases[1]);
    let around = async |case| {
        let page = moderation::case(&scene.test.ctx, &scene.host, case).await.expect("a case");
        (page.previous, page.next)
    };
    assert_eq!(around(first).await, (None, Some(last)));
    assert_eq!(around(last).await, (Some(first), None));
    scene.decide(&scene.host, first, &[("action", "keep")]).await.expect("decided");
    assert_eq!(around(first).await, (None, Some(last)), "what is decided leads to what waits");
    assert_eq!(around(last).await, (None, None));
});

both_engines!(of_the_whole_queue_a_host_learns_nothing_without_proof, |db: Db| async move {
    let scene = scene(db).await;
    let (test, ctx) = (&scene.test, &scene.test.ctx);
    let simone = test.with_address("Simone", "simone@exemple.fr").await;
    let community = test.community("sommeil", Visibility::Open, &simone).await;
    test.place(&scene.yves, community, Place::Member).await;
    let elsewhere = test.thread(&scene.yves, "sommeil", Kind::Discussion, Circle::Public, "Ailleurs").await;
    scene.report_reply(&scene.anne).await;
    scene.report(&scene.anne, Subject::Thread, &elsewhere.to_string(), "other").await.expect("reported");
    let here = scene.cases(&scene.host).await[0];
    let there = scene.cases(&simone).await[0];

    let mut both = scene.other_host.clone();
    if let Some(me) = &mut both.me {
        me.moderator = true;
    }
    let around = async |who: &Actor| {
        let page = moderation::case(ctx, who, here).await.expect("a case");
        (page.previous, page.next)
    };
    test.clock.advance(i64::from(ctx.settings.proof_minutes) * 60);
    assert_eq!(around(&both).await, (None, None), "what they host");
    assert_eq!(around(&proof::fresh(&scene, &both)).await, (None, Some(there)));
});
