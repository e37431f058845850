//! A case about a community: whom it concerns when its founder hosts it no more, and that nobody who hosts it decides.

use super::roused::entrust;
use super::*;
use domain::{CommunityId, DecisionId};

async fn reins(scene: &Scene) -> CommunityId {
    let mut reader = scene.test.ctx.store.read().await.expect("a reader");
    let row = store::communities::by_slug(&mut reader.conn(), "reins").await.expect("asked").expect("there");
    CommunityId(row.id)
}

/// Another moderator.
async fn judge(scene: &Scene) -> Actor {
    let mut judge = scene.test.with_address("Juge", "juge@exemple.fr").await;
    if let Some(me) = &mut judge.me {
        me.moderator = true;
    }
    entrust(scene, &judge).await;
    judge
}

/// Hélène, who founded it, hosts it no more.
async fn founder_steps_down(scene: &Scene) {
    let helene = form(&[("community", "reins"), ("pseudonym", "Hélène")]);
    assert!(communities::remove_host(&scene.test.ctx, &scene.host, &helene).await.expect("stepped down"));
}

/// What this member is told was decided.
async fn decided(scene: &Scene, about: &Actor) -> Vec<DecisionId> {
    let page = moderation::decisions(&scene.test.ctx, about).await.expect("decisions");
    page.decisions.iter().map(|one| one.id).collect()
}

/// To them it does not exist.
fn hidden(outcome: Result<impl Sized, Fault>) -> bool {
    matches!(outcome, Err(Fault::Problem(Problem::NotFound)))
}

const ASKED: [(&str, &str); 2] = [("action", "ask-edit"), ("rule", "honesty")];

both_engines!(what_is_decided_about_a_community_is_told_to_who_answers_for_it, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    let community = reins(&scene).await;
    let about = community.to_string();
    founder_steps_down(&scene).await;
    scene.test.clock.advance(60);
    let simone = scene.test.with_address("Simone", "simone@exemple.fr").await;
    scene.test.place(&simone, community, Place::Host).await;
    // Karim has belonged longest of those who host it. To Hélène it is a community like others.
    let page = async |who: &Actor| {
        let page = moderation::report_page(ctx, who, Subject::Community, &about).await.expect("anybody");
        (page.own, page.author.map(|author| author.pseudonym))
    };
    assert_eq!(page(&scene.other_host).await, (true, Some("Karim".to_owned())));
    assert_eq!(page(&scene.host).await, (false, Some("Karim".to_owned())));
    let own = scene.report(&scene.other_host, Subject::Community, &about, "untrue").await;
    assert!(matches!(own, Err(Fault::Problem(Problem::Forbidden))));
    scene.report(&scene.host, Subject::Community, &about, "untrue").await.expect("reported");
    let case = scene.cases(&scene.moderator).await[0];
    scene.decide(&scene.moderator, case, &ASKED).await.expect("decided");
    assert_eq!((decided(&scene, &scene.host).await, decided(&scene, &simone).await), (vec![], vec![]));
    let decision = decided(&scene, &scene.other_host).await[0].to_string();
    assert_eq!(scene.told(&scene.other_host).await, [NoticeKind::Decision]);

    let appeal = form(&[("decision", &decision), ("text", "Tout ce qui y est dit est vrai.")]);
    moderation::appeal(ctx, &scene.other_host, &appeal).await.expect("appealed");
    let answer = form(&[("decision", &decision), ("outcome", "reversed"), ("answer", "En effet, pardon.")]);
    moderation::answer(ctx, &judge(&scene).await, &answer).await.expect("answered");
    assert_eq!(scene.told(&scene.other_host).await, [NoticeKind::Decision, NoticeKind::Decision]);
});

both_engines!(it_is_who_answers_for_it_when_it_is_decided, |db: Db| async move {
    let scene = scene(db).await;
    let about = reins(&scene).await.to_string();
    scene.report(&scene.anne, Subject::Community, &about, "untrue").await.expect("reported");
    founder_steps_down(&scene).await;
    let case = scene.cases(&scene.moderator).await[0];
    scene.decide(&scene.moderator, case, &ASKED).await.expect("decided");
    assert_eq!((decided(&scene, &scene.host).await.len(), decided(&scene, &scene.other_host).await.len()), (0, 1));
});

both_engines!(nobody_moderates_a_community_that_they_host, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    let community = reins(&scene).await;
    let judge = judge(&scene).await;
    entrust(&scene, &scene.moderator).await;
    scene.test.place(&judge, community, Place::Host).await;
    scene.report(&scene.anne, Subject::Community, &community.to_string(), "untrue").await.expect("reported");
    assert_eq!(scene.cases(&judge).await, []);
    assert_eq!(scene.told(&judge).await, []);
    assert_eq!(scene.told(&scene.moderator).await, [NoticeKind::Case]);
    let case = scene.cases(&scene.moderator).await[0];
    assert!(hidden(moderation::case(ctx, &judge, case).await));
    assert!(hidden(moderation::claim(ctx, &judge, &form(&[("case", &case.to_string())])).await));
    assert!(hidden(scene.decide(&judge, case, &ASKED).await));
    scene.decide(&scene.moderator, case, &ASKED).await.expect("decided");

    let decision = decided(&scene, &scene.host).await[0];
    let id = decision.to_string();
    let appeal = form(&[("decision", &id), ("text", "Tout ce qui y est dit est vrai.")]);
    moderation::appeal(ctx, &scene.host, &appeal).await.expect("appealed");
    assert_eq!(scene.told(&judge).await, []);
    for tab in [Tab::Appeals, Tab::Decided] {
        let page = moderation::queue(ctx, &judge, tab).await.expect("a queue");
        assert_eq!((page.appeals.len(), page.decided.len(), page.appealed), (0, 0, 0), "{tab:?}");
    }
    assert!(hidden(moderation::appealed(ctx, &judge, decision).await));
    let answer = form(&[("decision", &id), ("outcome", "upheld"), ("answer", "Je l’ai relue moi-même.")]);
    assert!(hidden(moderation::answer(ctx, &judge, &answer).await));
    // What is written there they handle as before.
    scene.report_reply(&scene.anne).await;
    assert_eq!(scene.cases(&judge).await.len(), 1);
});

both_engines!(who_becomes_its_host_gives_its_case_back, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    let community = reins(&scene).await;
    let judge = judge(&scene).await;
    scene.test.place(&judge, community, Place::Member).await;
    scene.report(&scene.anne, Subject::Community, &community.to_string(), "untrue").await.expect("reported");
    let case = scene.cases(&judge).await[0];
    moderation::claim(ctx, &judge, &form(&[("case", &case.to_string())])).await.expect("taken");
    let named = form(&[("community", "reins"), ("pseudonym", "Juge")]);
    communities::name_host(ctx, &scene.host, &named).await.expect("a host");
    assert_eq!(moderation::case(ctx, &scene.moderator, case).await.expect("a case").row.claimed, None);
    scene.decide(&scene.moderator, case, &ASKED).await.expect("decided");
});
