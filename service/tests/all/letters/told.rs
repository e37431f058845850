//! Who is told of a reported letter, and who sees those from before such reports became cases. On both engines.

use super::*;
use domain::administration::Right;
use domain::moderation::{Reason, Source};
use store::moderation::{NewCase, NewReport};

/// Gives somebody a right, in the database too.
async fn with_right(test: &TestContext, who: &Actor, right: Right) -> Actor {
    let mut tx = test.ctx.store.begin().await.expect("a transaction");
    assert!(store::administration::set_right(&mut tx.conn(), id(who), right, true).await.expect("given"));
    tx.commit().await.expect("committed");
    let mut who = who.clone();
    let me = who.me.as_mut().expect("a member");
    match right {
        Right::Moderator => me.moderator = true,
        Right::Administrator => me.administrator = true,
    }
    who
}

async fn of_cases(test: &TestContext, who: &Actor) -> usize {
    told(test, who).await.into_iter().filter(|kind| *kind == NoticeKind::Case).count()
}

fn warning(case: CaseId) -> Fields {
    [
        ("case", case.to_string()),
        ("action", "keep".to_owned()),
        ("measure", "warn".into()),
        ("rule", "respect".into()),
        ("reasons", "On n’insiste pas, et l’on ne menace personne.".into()),
    ]
    .into_iter()
    .collect()
}

both_engines!(neither_author_nor_reporter_nor_who_decided_is_told, |db: Db| async move {
    let test = context(db);
    let (anne, yves, _) = members(&test).await;
    // Both of them moderate the instance, too.
    let (anne, yves) =
        (with_right(&test, &anne, Right::Moderator).await, with_right(&test, &yves, Right::Administrator).await);
    let modeste = with_right(&test, &test.with_address("Modeste", "modeste@exemple.fr").await, Right::Moderator).await;
    let prudence =
        with_right(&test, &test.with_address("Prudence", "prudence@exemple.fr").await, Right::Moderator).await;
    let letter = write(&test, &yves, &anne, "Répondez-moi, ou vous le regretterez.").await.expect("asked");
    moderation::report(&test.ctx, &anne, &reporting(letter)).await.expect("reported");
    let counts = async || {
        let (author, reporter) = (of_cases(&test, &yves).await, of_cases(&test, &anne).await);
        ((author, reporter), of_cases(&test, &prudence).await, of_cases(&test, &modeste).await)
    };
    assert_eq!(counts().await, ((0, 0), 1, 1));

    let case = cases(&test, &prudence).await.expect("a queue")[0];
    moderation::decide(&test.ctx, &prudence, &warning(case)).await.expect("decided");
    let decision = moderation::decisions(&test.ctx, &yves).await.expect("decisions").decisions[0].id;
    let appeal = [("decision", decision.to_string()), ("text", "Je plaisantais, elle le sait bien.".into())];
    moderation::appeal(&test.ctx, &yves, &appeal.into_iter().collect()).await.expect("appealed");
    assert_eq!(counts().await, ((0, 0), 1, 2), "who decided does not read it again");
});

both_engines!(what_was_handed_to_administrators_stays_theirs, |db: Db| async move {
    let test = context(db);
    let (anne, yves, _) = members(&test).await;
    let modeste = moderator(&test, "Modeste").await;
    let (adele, claire) = (test.patient("Adèle").await, test.patient("Claire").await);
    for who in [&adele, &claire] {
        test.give_key(who).await;
    }
    let (adele, claire) = (test.administrator(&adele), test.administrator(&claire));
    let letter = write(&test, &yves, &anne, "Achetez ma poudre").await.expect("asked");
    // As migration 0030 makes it: the case has the letter's own id.
    let (case, now) = (CaseId(letter.0), test.ctx.now());
    let new = NewCase {
        id: case,
        community: None,
        subject: Subject::Letter,
        subject_id: letter.0,
        thread: None,
        member: Some(id(&yves)),
        urgent: false,
        opened: now,
        due: Reason::Advertising.due(now),
    };
    let report = NewReport {
        id: test.ctx.new_id::<LetterId>().0,
        case,
        member: Some(id(&anne)),
        source: Source::Member,
        reason: Reason::Advertising,
        sealed: None,
        contact_sealed: None,
        created: now,
    };
    let mut tx = test.ctx.store.begin().await.expect("a transaction");
    assert_eq!(store::moderation::gather_case(&mut tx.conn(), &new).await.expect("opened").case, case);
    assert!(store::moderation::insert_report(&mut tx.conn(), report).await.expect("noted"));
    tx.commit().await.expect("committed");

    assert_eq!(cases(&test, &modeste).await, Some(vec![]));
    assert!(not_found(moderation::case(&test.ctx, &modeste, case).await));
    assert!(not_found(moderation::decide(&test.ctx, &modeste, &warning(case)).await));
    assert_eq!(cases(&test, &adele).await, Some(vec![case]));
    moderation::case(&test.ctx, &adele, case).await.expect("a case");
    moderation::decide(&test.ctx, &adele, &warning(case)).await.expect("decided");

    // What was decided quotes it.
    let decision = moderation::decisions(&test.ctx, &yves).await.expect("decisions").decisions[0].id;
    let appeal = [("decision", decision.to_string()), ("text", "Ce n’était pas une vente.".into())];
    moderation::appeal(&test.ctx, &yves, &appeal.into_iter().collect()).await.expect("appealed");
    for tab in [Tab::Decided, Tab::Appeals] {
        let listed = async |who: &Actor| {
            let page = moderation::queue(&test.ctx, who, tab).await.expect("a queue");
            page.decided.len() + page.appeals.len()
        };
        assert_eq!((listed(&modeste).await, listed(&claire).await), (0, 1), "{tab:?}");
    }
    assert!(not_found(moderation::appealed(&test.ctx, &modeste, decision).await));
    moderation::appealed(&test.ctx, &claire, decision).await.expect("read");

    // A letter that is reported now is a case for all of them.
    let other = write(&test, &anne, &yves, "Non merci, et cessez.").await.expect("answered");
    moderation::report(&test.ctx, &yves, &reporting(other)).await.expect("reported");
    assert_eq!(cases(&test, &modeste).await.map(|cases| cases.len()), Some(1));
    // Whose it is the list does not tell, nor does a search of it; of what was decided it tells.
    let sought = |tab, typed: &str| moderation::Sought { tab, typed: typed.to_owned(), after: None };
    let page = moderation::queue(&test.ctx, &modeste, sought(Tab::Waiting, "anne")).await.expect("a queue");
    assert_eq!((page.waiting.len(), page.cases), (0, 1));
    for (typed, found) in [("yves", 1), ("anne", 0)] {
        let page = moderation::queue(&test.ctx, &claire, sought(Tab::Decided, typed)).await.expect("a queue");
        assert_eq!(page.decided.len(), found, "{typed}");
    }
});
