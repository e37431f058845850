//! What is done about a thread as a whole: it goes to another community, or takes no more replies.

use super::*;

both_engines!(a_thread_that_was_moved_goes_back_unless_somebody_would_be_shown_to_strangers, |db: Db| async move {
    let scene = scene(db).await;
    let other = scene.test.community("sommeil", Visibility::Open, &scene.host).await;
    for who in [&scene.other_host, &scene.yves, &scene.anne] {
        scene.test.place(who, other, Place::Member).await;
    }
    scene.test.place(&scene.other_host, other, Place::Host).await;
    let stands = async |thread| {
        let page = threads::read(&scene.test.ctx, &scene.anne, thread, None, None).await.expect("the thread");
        page.community.slug
    };
    let moved = async |title: &str| {
        let thread = scene.test.thread(&scene.anne, "reins", Kind::Discussion, Circle::Public, title).await;
        scene.report(&scene.yves, Subject::Thread, &thread.to_string(), "other").await.expect("reported");
        let case = scene.cases(&scene.host).await[0];
        let to = [("action", "move"), ("to", "sommeil"), ("rule", "place")];
        scene.decide(&scene.host, case, &to).await.expect("moved");
        thread
    };
    let take_back = async |place: usize| {
        let decision =
            moderation::decisions(&scene.test.ctx, &scene.anne).await.expect("decisions").decisions[place].id;
        let decision = decision.to_string();
        let appeal = form(&[("decision", &decision), ("text", "Il était à sa place là-bas.")]);
        moderation::appeal(&scene.test.ctx, &scene.anne, &appeal).await.expect("appealed");
        let answer = form(&[("decision", &decision), ("outcome", "reversed"), ("answer", "C’est vrai, pardon.")]);
        moderation::answer(&scene.test.ctx, &scene.other_host, &answer).await.expect("answered");
    };

    let thread = moved("Dormir avant la dialyse").await;
    assert_eq!(stands(thread).await, "sommeil");
    take_back(0).await;
    assert_eq!(stands(thread).await, "reins", "back where it was");

    // Meanwhile somebody replied who does not belong where it came from: there nobody is to learn of them.
    scene.test.clock.advance(1);
    let thread = moved("Dormir après la dialyse").await;
    let nadia = scene.test.with_address("Nadia", "nadia@exemple.fr").await;
    scene.test.place(&nadia, other, Place::Member).await;
    scene.test.reply(&nadia, thread, "Moi non plus.").await;
    take_back(0).await;
    assert_eq!(stands(thread).await, "sommeil", "it stays, and the decision no longer stands against its author");
    let decisions = moderation::decisions(&scene.test.ctx, &scene.anne).await.expect("decisions").decisions;
    assert!(decisions.iter().all(|one| one.appeal.as_ref().is_some_and(|appeal| appeal.answer.is_some())));
});

both_engines!(a_thread_that_is_locked_is_read_and_takes_no_more_replies, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    let say = async |who: &Actor| {
        let id: ReplyId = ctx.new_id();
        let fields =
            form(&[("id", &id.to_string()), ("thread", &scene.thread.to_string()), ("body", "Bonjour à tous")]);
        threads::reply(ctx, who, &fields).await
    };
    scene.report_reply(&scene.other_host).await;
    let case = scene.cases(&scene.host).await[0];
    let refused = scene.decide(&scene.host, case, &[("action", "lock")]).await;
    assert_eq!(at(refused, "action"), Some(FieldError::NotAChoice), "a reply has no replies to refuse");
    scene.decide(&scene.host, case, &[("action", "keep")]).await.expect("decided");

    scene.report(&scene.yves, Subject::Thread, &scene.thread.to_string(), "harassment").await.expect("reported");
    let case = scene.cases(&scene.host).await[0];
    scene.decide(&scene.host, case, &[("action", "lock"), ("rule", "respect")]).await.expect("locked");
    for who in [&scene.yves, &scene.anne, &scene.host] {
        assert_eq!(at(say(who).await, "body"), Some(FieldError::Closed));
        let page = threads::read(ctx, who, scene.thread, None, None).await.expect("the thread");
        assert!(page.closed && !page.deleted && page.veil.is_none() && !page.can.reply);
        assert_eq!((page.title.as_str(), page.replies.len()), ("Mon ordonnance a changé", 1));
    }
    assert_eq!(scene.found("ordonnance").await, 1);
    assert_eq!(scene.told(&scene.anne).await, [NoticeKind::Decision]);

    let decision = moderation::decisions(ctx, &scene.anne).await.expect("decisions").decisions[0].id.to_string();
    let appeal = form(&[("decision", &decision), ("text", "Personne ne s’y dispute plus.")]);
    moderation::appeal(ctx, &scene.anne, &appeal).await.expect("appealed");
    assert_eq!(at(say(&scene.yves).await, "body"), Some(FieldError::Closed), "an appeal changes nothing yet");
    let answer = form(&[("decision", &decision), ("outcome", "reversed"), ("answer", "C’est vrai, pardon.")]);
    moderation::answer(ctx, &scene.other_host, &answer).await.expect("taken back");
    say(&scene.yves).await.expect("open again");
});
