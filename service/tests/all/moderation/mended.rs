//! A text that everybody reads, changed as its author was asked: whoever asked hears of it.

use super::*;
use domain::administration::Right;

const ASKED: &str = "Dites ce que vous avez vécu, sans fixer la dose des autres.";

impl Scene {
    /// Has the reply reported, and its author asked to change it.
    async fn asked(&self, by: &Actor) -> CaseId {
        self.report_reply(&self.anne).await;
        let case = self.cases(by).await[0];
        self.decide(by, case, &[("action", "ask-edit"), ("reasons", ASKED)]).await.expect("asked");
        case
    }

    async fn edit(&self, who: &Actor, body: &str) -> Result<ThreadId, Fault> {
        threads::edit_reply(&self.test.ctx, who, self.reply, &form(&[("body", body)])).await
    }

    /// Why the cases wait that this handler has.
    async fn reasons(&self, who: &Actor) -> Vec<Vec<(Reason, u32)>> {
        let page = moderation::queue(&self.test.ctx, who, Tab::Waiting).await.expect("a queue");
        page.waiting.into_iter().map(|row| row.reasons).collect()
    }
}

both_engines!(what_was_changed_as_asked_comes_back_once_and_stays_where_it_is, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    let first = scene.asked(&scene.host).await;
    assert_eq!(scene.cases(&scene.host).await, []);
    assert_eq!(scene.told(&scene.host).await, [NoticeKind::Case]);
    assert!(scene.edit(&scene.anne, "Rien à voir.").await.is_err(), "nobody else changes it");
    assert_eq!(scene.cases(&scene.host).await, []);

    scene.edit(&scene.yves, "J’ai pris le double, et cela m’a rendu malade.").await.expect("changed");
    let (html, out) = scene.stands(&scene.anne).await;
    assert!(html.contains("malade") && !out, "it stays where it is");
    let case = scene.cases(&scene.host).await[0];
    assert_ne!(case, first);
    let page = moderation::case(ctx, &scene.host, case).await.expect("a case");
    assert!(page.html.contains("malade") && page.veil.is_none());
    assert_eq!(
        page.reports.iter().map(|one| (one.source, one.reason)).collect::<Vec<_>>(),
        [(Source::Noticed, Reason::Mended)]
    );
    let asked = page.asked.expect("what was asked");
    assert_eq!((asked.action, asked.rule, asked.reasons.as_str()), (Action::AskEdit, Some(Rule::Care), ASKED));
    assert_eq!(scene.told(&scene.host).await, [NoticeKind::Case, NoticeKind::Case]);

    // Changed once more while it waits, or reported beside: one case.
    scene.edit(&scene.yves, "J’ai pris le double, et cela m’a rendu très malade.").await.expect("changed");
    assert_eq!(scene.reasons(&scene.host).await, [vec![(Reason::Mended, 1)]]);
    assert_eq!(scene.told(&scene.host).await.len(), 2);
    scene.report_reply(&scene.anne).await;
    assert_eq!(scene.cases(&scene.host).await, [case]);
    assert_eq!(scene.told(&scene.host).await.len(), 3, "told once, and that it is urgent now");

    // Once it is as it should be, nothing is asked any more.
    scene.decide(&scene.host, case, &[("action", "keep")]).await.expect("kept");
    scene.edit(&scene.yves, "J’ai pris le double, et cela m’a rendu très malade. Voilà.").await.expect("changed");
    assert_eq!(scene.cases(&scene.host).await, []);
});

both_engines!(a_demand_that_was_taken_back_asks_for_nothing, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    scene.asked(&scene.host).await;
    let decision = moderation::decisions(ctx, &scene.yves).await.expect("decisions").decisions[0].id.to_string();
    let appeal = form(&[("decision", &decision), ("text", "Je racontais, rien de plus.")]);
    moderation::appeal(ctx, &scene.yves, &appeal).await.expect("appealed");
    let answer = form(&[("decision", &decision), ("outcome", "reversed"), ("answer", "En effet, pardon.")]);
    moderation::answer(ctx, &scene.other_host, &answer).await.expect("taken back");
    scene.edit(&scene.yves, "Je racontais, et je le redis.").await.expect("changed");
    assert_eq!(scene.cases(&scene.host).await, []);
});

both_engines!(a_thread_comes_back_too_and_a_moderator_who_asked_is_told, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    let me = scene.moderator.me.as_ref().expect("a member").id;
    let mut tx = ctx.store.begin().await.expect("a transaction");
    assert!(store::administration::set_right(&mut tx.conn(), me, Right::Moderator, true).await.expect("asked"));
    tx.commit().await.expect("committed");
    scene.report(&scene.yves, Subject::Thread, &scene.thread.to_string(), "privacy").await.expect("reported");
    let case = scene.cases(&scene.moderator).await[0];
    scene.decide(&scene.moderator, case, &[("action", "ask-edit"), ("reasons", ASKED)]).await.expect("asked");
    assert_eq!(scene.told(&scene.moderator).await, [], "hosts were told of the report");
    let edit = form(&[("title", "Mon ordonnance a changé"), ("body", "Sans le nom du médecin."), ("tags", "")]);
    threads::edit_thread(ctx, &scene.anne, scene.thread, &edit).await.expect("changed");
    assert_eq!(scene.reasons(&scene.host).await, [vec![(Reason::Mended, 1)]]);
    assert_eq!(scene.told(&scene.moderator).await, [NoticeKind::Case]);
    assert_eq!(scene.told(&scene.host).await, [NoticeKind::Case, NoticeKind::Case]);
    // Another report about it is the hosts' again.
    let case = scene.cases(&scene.moderator).await[0];
    scene.decide(&scene.moderator, case, &[("action", "keep")]).await.expect("kept");
    scene.report(&scene.yves, Subject::Thread, &scene.thread.to_string(), "privacy").await.expect("reported");
    assert_eq!(scene.told(&scene.moderator).await, [NoticeKind::Case]);
});

both_engines!(what_was_hidden_and_mended_says_what_it_was_hidden_for, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    scene.report_reply(&scene.anne).await;
    let case = scene.cases(&scene.host).await[0];
    assert_eq!(moderation::case(ctx, &scene.host, case).await.expect("a case").asked, None, "nothing was asked yet");
    scene.decide(&scene.host, case, &[("action", "hide"), ("reasons", ASKED)]).await.expect("hidden");
    scene.edit(&scene.yves, "J’ai pris le double, et cela m’a rendu malade.").await.expect("mended");
    let case = scene.cases(&scene.other_host).await[0];
    let asked = moderation::case(ctx, &scene.other_host, case).await.expect("a case").asked.expect("what was asked");
    assert_eq!((asked.action, asked.reasons.as_str()), (Action::Hide, ASKED));
});
