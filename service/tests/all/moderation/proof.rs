//! Whoever handles a case because they moderate or administer the instance has proved lately that it is them; whoever
//! hosts its community is asked for nothing.

use super::*;

/// To be proved first, before anything is done or shown.
fn asked(outcome: Result<impl Sized, Fault>) -> bool {
    matches!(outcome, Err(Fault::Problem(Problem::ProofNeeded { passkey: false })))
}

/// The same person, who has just typed a password.
pub(super) fn fresh(scene: &Scene, who: &Actor) -> Actor {
    let mut who = who.clone();
    if let Some(me) = &mut who.me {
        me.proved = scene.test.ctx.now();
    }
    who
}

both_engines!(who_moderates_the_instance_proves_again_and_hosts_do_not, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    let administrator = scene.test.administrator(&scene.test.with_address("Adèle", "adele@exemple.fr").await);
    scene.report_reply(&scene.anne).await;
    let case = scene.cases(&scene.host).await[0];
    let named = form(&[("case", &case.to_string())]);
    let noted = form(&[("case", &case.to_string()), ("note", "Rien de plus.")]);
    let lasts = i64::from(ctx.settings.proof_minutes) * 60;
    scene.test.clock.advance(lasts);
    for late in [&scene.moderator, &administrator] {
        for tab in Tab::ALL {
            assert!(asked(moderation::queue(ctx, late, *tab).await), "{tab:?}");
        }
        assert!(asked(moderation::case(ctx, late, case).await));
        assert!(asked(moderation::claim(ctx, late, &named).await));
        assert!(asked(moderation::release(ctx, late, &named).await));
        assert!(asked(moderation::note(ctx, late, &noted).await));
        assert!(asked(scene.decide(late, case, &[("action", "remove")]).await));
        // What is about them, or is nowhere, is not there for them: that needs no proof.
        let nowhere = moderation::case(ctx, late, ctx.new_id()).await;
        assert!(matches!(nowhere, Err(Fault::Problem(Problem::NotFound))));
    }
    let rows = moderation::audit::verify(ctx).await.expect("verified").rows;
    assert_eq!(rows, 0, "nothing was done, and nothing read");
    // Members who handle nothing are asked for nothing: there is no queue.
    assert!(matches!(moderation::queue(ctx, &scene.yves, Tab::Waiting).await, Err(Fault::Problem(Problem::NotFound))));

    // A host, as late as they are, goes on; so does a moderator where they host.
    let mut both = scene.other_host.clone();
    if let Some(me) = &mut both.me {
        me.moderator = true;
    }
    assert!(asked(moderation::queue(ctx, &both, Tab::Waiting).await), "the queue of the whole instance");
    for host in [&scene.host, &both] {
        moderation::case(ctx, host, case).await.expect("a case");
        moderation::note(ctx, host, &noted).await.expect("noted");
        moderation::claim(ctx, host, &named).await.expect("taken");
        moderation::release(ctx, host, &named).await.expect("given back");
    }
    assert_eq!(scene.cases(&scene.host).await, [case]);

    // Proved again, it goes on where it stopped.
    let moderator = fresh(&scene, &scene.moderator);
    assert_eq!(scene.cases(&moderator).await, [case]);
    scene.decide(&moderator, case, &[("action", "remove")]).await.expect("decided");

    // Appeals are no different.
    let decision = moderation::decisions(ctx, &scene.yves).await.expect("decisions").decisions[0].id;
    let appeal = form(&[("decision", &decision.to_string()), ("text", "Je racontais ce qu’on m’a dit.")]);
    moderation::appeal(ctx, &scene.yves, &appeal).await.expect("appealed: nobody proves anything for that");
    let answer =
        form(&[("decision", &decision.to_string()), ("outcome", "upheld"), ("answer", "Relu : cela reste ainsi.")]);
    assert!(asked(moderation::appealed(ctx, &administrator, decision).await));
    assert!(asked(moderation::answer(ctx, &administrator, &answer).await));
    moderation::appealed(ctx, &scene.host, decision).await.expect("a host reads it");
    moderation::answer(ctx, &fresh(&scene, &administrator), &answer).await.expect("answered");
});
