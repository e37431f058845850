//! The queue page by page, and by name: a search finds what its list tells of, and nothing that whoever searches does
//! not handle.

use super::*;
use domain::feed::Cursor;
use domain::moderation::QueuePage;
use domain::{CommunityId, DecisionId, MemberId};
use service::moderation::Sought;
use store::moderation::{NewCase, NewDecision};

async fn find(scene: &Scene, who: &Actor, tab: Tab, typed: &str, after: Option<Cursor>) -> QueuePage {
    let sought = Sought { tab, typed: typed.to_owned(), after };
    moderation::queue(&scene.test.ctx, who, sought).await.expect("a queue")
}

/// Every page of a list.
async fn walk(scene: &Scene, who: &Actor, tab: Tab, typed: &str) -> Vec<QueuePage> {
    let (mut pages, mut after) = (Vec::new(), None);
    loop {
        let page = find(scene, who, tab, typed, after).await;
        after = page.next.as_deref().map(|next| Cursor::parse(next).expect("a cursor"));
        pages.push(page);
        assert!(pages.len() < 20, "it has an end");
        if after.is_none() {
            return pages;
        }
    }
}

fn me(actor: &Actor) -> MemberId {
    actor.me.as_ref().expect("a member").id
}

async fn reins(scene: &Scene) -> CommunityId {
    let mut reader = scene.test.ctx.store.read().await.expect("a reader");
    let row = store::communities::by_slug(&mut reader.conn(), "reins").await.expect("asked").expect("there");
    CommunityId(row.id)
}

both_engines!(every_case_stands_on_one_page_and_no_page_is_falsely_empty, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    let (reins, now) = (reins(&scene).await, ctx.now());
    let mut planted = Vec::new();
    let mut tx = ctx.store.begin().await.expect("a transaction");
    for n in 0..430 {
        let id: CaseId = ctx.new_id();
        // What is due first is about her: she handles none of it, and it is more than is read at a time.
        let member = me(if n < 200 { &scene.host } else { &scene.yves });
        // Two at a time are due in the same moment.
        let due = now.plus(n / 2);
        let new = NewCase {
            id,
            community: Some(reins),
            subject: Subject::Reply,
            subject_id: id.0,
            thread: Some(scene.thread),
            member: Some(member),
            urgent: false,
            opened: now,
            due,
        };
        assert_eq!(store::moderation::gather_case(&mut tx.conn(), &new).await.expect("opened").case, id);
        planted.push((due.0, id, member));
    }
    tx.commit().await.expect("committed");
    planted.sort_by_key(|(due, id, _)| (*due, id.0));
    let all: Vec<CaseId> = planted.iter().map(|(_, id, _)| *id).collect();
    let hers: Vec<CaseId> =
        planted.iter().filter(|(.., member)| *member != me(&scene.host)).map(|(_, id, _)| *id).collect();

    for (who, typed, expected, sizes, cases) in [
        (&scene.host, "", &hers, vec![100, 100, 30], 230),
        (&scene.host, "rei", &hers, vec![100, 100, 30], 230),
        (&scene.host, "Yvès", &hers, vec![100, 100, 30], 230),
        // About herself she finds nothing, though it waits.
        (&scene.host, "Hélène", &vec![], vec![0], 230),
        (&scene.moderator, "", &all, vec![100, 100, 100, 100, 30], 430),
        (&scene.moderator, "yves", &hers, vec![100, 100, 30], 430),
    ] {
        let pages = walk(&scene, who, Tab::Waiting, typed).await;
        let lengths: Vec<usize> = pages.iter().map(|page| page.waiting.len()).collect();
        assert_eq!(lengths, sizes, "{typed:?}");
        let listed: Vec<CaseId> = pages.iter().flat_map(|page| &page.waiting).map(|row| row.id).collect();
        assert_eq!(&listed, expected, "{typed:?}");
        assert!(pages.iter().all(|page| page.cases == cases), "what waits is counted whole, whatever is shown");
    }
});

both_engines!(every_decision_and_every_appeal_stands_on_one_page, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    let (reins, now) = (reins(&scene).await, ctx.now());
    // Somebody without a key: what was sealed for them is empty.
    let gone = me(&scene.test.patient("Émile").await);
    let case: CaseId = ctx.new_id();
    let (mut decisions, mut appeals) = (Vec::new(), Vec::new());
    let mut tx = ctx.store.begin().await.expect("a transaction");
    let new = NewCase {
        id: case,
        community: Some(reins),
        subject: Subject::Thread,
        subject_id: scene.thread.0,
        thread: Some(scene.thread),
        member: Some(gone),
        urgent: false,
        opened: now,
        due: now,
    };
    store::moderation::gather_case(&mut tx.conn(), &new).await.expect("opened");
    store::moderation::close_case(&mut tx.conn(), case, now).await.expect("closed");
    for n in 0..130 {
        let id: DecisionId = ctx.new_id();
        let (created, due) = (now.plus(n / 2), now.plus(1_000 - n / 2));
        let new = NewDecision {
            id,
            case,
            community: Some(reins),
            member: Some(gone),
            decided_by: me(&scene.other_host),
            subject: Subject::Thread,
            subject_id: scene.thread.0,
            thread: Some(scene.thread.0),
            action: Action::Keep,
            measure: Measure::Warn,
            rule: Some(Rule::Care),
            reasons_sealed: None,
            excerpt_sealed: None,
            reports: 1,
            noticed: false,
            until: None,
            opened: now,
            created,
        };
        store::moderation::insert_decision(&mut tx.conn(), &new).await.expect("decided");
        let appealed = store::moderation::insert_appeal(&mut tx.conn(), id, gone, b"rien", created, due).await;
        assert!(appealed.expect("appealed"));
        decisions.push((std::cmp::Reverse((created.0, id.0)), id));
        appeals.push(((due.0, id.0), id));
    }
    tx.commit().await.expect("committed");
    decisions.sort_by_key(|(key, _)| *key);
    appeals.sort_by_key(|(key, _)| *key);
    let decisions: Vec<DecisionId> = decisions.into_iter().map(|(_, id)| id).collect();
    let appeals: Vec<DecisionId> = appeals.into_iter().map(|(_, id)| id).collect();

    for who in [&scene.host, &scene.moderator] {
        for typed in ["", "émi", "REINS"] {
            let pages = walk(&scene, who, Tab::Decided, typed).await;
            assert_eq!(pages.iter().map(|page| page.decided.len()).collect::<Vec<_>>(), [100, 30], "{typed:?}");
            let listed: Vec<DecisionId> = pages.iter().flat_map(|page| &page.decided).map(|row| row.id).collect();
            assert_eq!(listed, decisions, "{typed:?}");
            let pages = walk(&scene, who, Tab::Appeals, typed).await;
            assert_eq!(pages.iter().map(|page| page.appeals.len()).collect::<Vec<_>>(), [100, 30], "{typed:?}");
            let listed: Vec<DecisionId> = pages.iter().flat_map(|page| &page.appeals).map(|row| row.id).collect();
            assert_eq!(listed, appeals, "{typed:?}");
            assert!(pages.iter().all(|page| (page.cases, page.appealed) == (0, 130)));
        }
    }
    // Who decided reads no appeal against it.
    let page = find(&scene, &scene.other_host, Tab::Appeals, "émi", None).await;
    assert_eq!((page.appeals.len(), page.appealed, page.next), (0, 0, None));
});

both_engines!(a_search_finds_what_the_list_tells_of_and_nothing_else, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    let reins = reins(&scene).await;
    scene.report_reply(&scene.anne).await;
    let patients = scene.test.thread(&scene.anne, "reins", Kind::Discussion, Circle::Patients, "Entre malades").await;
    scene.report(&scene.yves, Subject::Thread, &patients.to_string(), "harassment").await.expect("reported");
    let (claire, paul) = (scene.test.professional("Claire").await, scene.test.professional("Paul").await);
    for who in [&claire, &paul] {
        scene.test.give_key(who).await;
        scene.test.place(who, reins, Place::Member).await;
    }
    let pros = scene.test.thread(&claire, "reins", Kind::Discussion, Circle::Professionals, "Entre pros").await;
    scene.report(&paul, Subject::Thread, &pros.to_string(), "danger").await.expect("reported");
    let mut pharmacist = scene.test.professional("Prudence").await;
    pharmacist.me.as_mut().expect("a member").moderator = true;
    scene.test.give_key(&pharmacist).await;

    for (who, typed, found, waiting) in [
        (&scene.host, "", 2, 2),
        (&scene.host, "YV", 1, 2),
        (&scene.host, "ânne", 1, 2),
        (&scene.host, "ves", 0, 2),
        (&scene.host, "Rei", 2, 2),
        (&scene.host, "eins", 0, 2),
        (&scene.host, "Claire", 0, 2),
        (&scene.host, "Entre", 0, 2),
        (&scene.host, "Mon ordonnance", 0, 2),
        // Whose a text is of a circle that they do not read is told to who opens its case, and written down.
        (&scene.moderator, "claire", 0, 3),
        (&pharmacist, "anne", 0, 3),
        (&scene.moderator, "yves", 1, 3),
        (&pharmacist, "yves", 1, 3),
        (&scene.moderator, "reins", 3, 3),
        (&pharmacist, "reins", 3, 3),
        (&pharmacist, "entre malades", 0, 3),
    ] {
        let page = find(&scene, who, Tab::Waiting, typed, None).await;
        assert_eq!((page.waiting.len(), page.cases, page.next), (found, waiting, None), "{typed:?}");
    }
    // Whoever reported it themselves handles it no more, and finds it no more.
    assert_eq!(find(&scene, &scene.other_host, Tab::Waiting, "yves", None).await.waiting.len(), 1);
    scene.report_reply(&scene.other_host).await;
    assert_eq!(find(&scene, &scene.other_host, Tab::Waiting, "yves", None).await.waiting.len(), 0);

    // What was decided tells about whom, and is found by it; by its words it is not.
    let mut reader = ctx.store.read().await.expect("a reader");
    let case = store::moderation::open_case(&mut reader.conn(), pros.0).await.expect("asked").expect("a case");
    drop(reader);
    scene.decide(&scene.moderator, case, &[("action", "keep"), ("measure", "warn")]).await.expect("decided");
    let decision = moderation::decisions(ctx, &claire).await.expect("decisions").decisions[0].id.to_string();
    let appeal = form(&[("decision", &decision), ("text", "Nous étions entre nous, et c’était une question.")]);
    moderation::appeal(ctx, &claire, &appeal).await.expect("appealed");
    for (who, typed, decided, appeals) in [
        (&scene.moderator, "cla", 1, 0),
        (&pharmacist, "cla", 1, 1),
        (&pharmacist, "rei", 1, 1),
        (&pharmacist, "yves", 0, 0),
        (&pharmacist, "entre", 0, 0),
        (&scene.host, "cla", 0, 0),
        (&scene.host, "rei", 0, 0),
    ] {
        let page = find(&scene, who, Tab::Decided, typed, None).await;
        assert_eq!(page.decided.len(), decided, "{typed:?}");
        let page = find(&scene, who, Tab::Appeals, typed, None).await;
        assert_eq!(page.appeals.len(), appeals, "{typed:?}");
    }

    // Who hosts another community finds nothing there, and who hosts none has no queue to search.
    let simone = scene.test.with_address("Simone", "simone@exemple.fr").await;
    scene.test.community("sommeil", Visibility::Open, &simone).await;
    for &tab in Tab::ALL {
        for typed in ["yves", "anne", "claire", "reins", "entre"] {
            let page = find(&scene, &simone, tab, typed, None).await;
            assert_eq!((page.waiting.len(), page.appeals.len(), page.decided.len()), (0, 0, 0), "{typed}");
            assert_eq!((page.cases, page.appealed, page.next), (0, 0, None), "{typed}");
            let sought = Sought { tab, typed: typed.to_owned(), after: None };
            let refused = moderation::queue(ctx, &scene.yves, sought).await;
            assert!(matches!(refused, Err(Fault::Problem(Problem::NotFound))));
        }
    }
});
