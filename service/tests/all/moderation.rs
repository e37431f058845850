//! Moderation: reports with a receipt, a queue for those who may look, decisions with their reasons, appeals read by
//! somebody else, a log that can't be changed. On both engines.

mod audit;
mod beside;
mod found;
mod hosted;
mod measures;
mod mended;
mod moves;
mod notes;
mod proof;
mod queue;
mod roused;

use domain::communities::Visibility;
use domain::moderation::{Action, Measure, Reason, Rule, Source, Subject, Tab};
use domain::notices::NoticeKind;
use domain::policy::Place;
use domain::threads::{Circle, Kind};
use domain::{CaseId, FieldError, Fields, Locale, Problem, ReplyId, ThreadId};
use service::testing::{TestContext, context};
use service::{Actor, Fault, communities, moderation, notices, search, threads};
use store::{Db, both_engines};

fn form(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().copied().collect()
}

/// A community with two hosts, members and a thread with a reply.
struct Scene {
    test: TestContext,
    host: Actor,
    other_host: Actor,
    yves: Actor,
    anne: Actor,
    moderator: Actor,
    thread: ThreadId,
    reply: ReplyId,
}

async fn scene(db: Db) -> Scene {
    let test = context(db);
    let host = test.with_address("Hélène", "helene@exemple.fr").await;
    let other_host = test.with_address("Karim", "karim@exemple.fr").await;
    let yves = test.with_address("Yves", "yves@exemple.fr").await;
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    let mut moderator = test.with_address("Modeste", "modeste@exemple.fr").await;
    if let Some(me) = &mut moderator.me {
        me.moderator = true;
    }
    let community = test.community("reins", Visibility::Open, &host).await;
    test.place(&other_host, community, Place::Host).await;
    for who in [&yves, &anne] {
        test.place(who, community, Place::Member).await;
    }
    let thread = test.thread(&anne, "reins", Kind::Discussion, Circle::Public, "Mon ordonnance a changé").await;
    let reply = test.reply(&yves, thread, "Prenez le double et vous verrez, personne ne s’en porte plus mal.").await;
    Scene { test, host, other_host, yves, anne, moderator, thread, reply }
}

impl Scene {
    async fn report(&self, who: &Actor, subject: Subject, id: &str, reason: &str) -> Result<String, Fault> {
        let fields =
            form(&[("subject", subject.word()), ("about", id), ("reason", reason), ("text", "Voyez vous-même.")]);
        moderation::report(&self.test.ctx, who, &fields).await
    }

    async fn report_reply(&self, who: &Actor) {
        self.report(who, Subject::Reply, &self.reply.to_string(), "danger").await.expect("reported");
    }

    async fn cases(&self, who: &Actor) -> Vec<CaseId> {
        match moderation::queue(&self.test.ctx, who, Tab::Waiting).await {
            Ok(page) => page.waiting.iter().map(|row| row.id).collect(),
            Err(Fault::Problem(Problem::NotFound)) => Vec::new(),
            Err(fault) => panic!("{fault:?}"),
        }
    }

    async fn decide(&self, who: &Actor, case: CaseId, more: &[(&str, &str)]) -> Result<(), Fault> {
        let mut fields = form(more);
        fields.set("case", case.to_string());
        if !fields.has("rule") {
            fields.set("rule", "care");
        }
        if !fields.has("reasons") {
            fields.set("reasons", "On raconte ce qu’on a vécu ; on ne fixe pas la dose des autres.");
        }
        moderation::decide(&self.test.ctx, who, &fields).await
    }

    async fn told(&self, who: &Actor) -> Vec<NoticeKind> {
        store::testing::settled(&self.test.ctx.store).await;
        notices::make(&self.test.ctx).await.expect("made");
        let page = notices::list(&self.test.ctx, who, None).await.expect("a list");
        let of = [NoticeKind::Case, NoticeKind::Decision, NoticeKind::Reported];
        page.notices.rows.iter().map(|notice| notice.kind).filter(|kind| of.contains(kind)).collect()
    }

    /// What stands of the reply for this reader: its text, and whether moderation took it out.
    async fn stands(&self, who: &Actor) -> (String, bool) {
        let page = threads::read(&self.test.ctx, who, self.thread, None, None).await.expect("the thread");
        page.replies.first().map_or((String::new(), true), |reply| (reply.html.clone(), reply.veil.is_some()))
    }

    async fn found(&self, words: &str) -> usize {
        store::testing::settled(&self.test.ctx.store).await;
        search::follow(&self.test.ctx).await.expect("indexed");
        let wanted = search::Wanted { words: words.into(), ..Default::default() };
        search::find(&self.test.ctx, &self.anne, &wanted).await.expect("searched").found.len()
    }
}

fn at(outcome: Result<impl Sized, Fault>, field: &str) -> Option<FieldError> {
    match outcome {
        Err(Fault::Form(refused)) => refused.at(field),
        _ => None,
    }
}

both_engines!(a_report_becomes_a_case_for_those_who_may_look, |db: Db| async move {
    let scene = scene(db).await;
    scene.report_reply(&scene.anne).await;
    // Whoever has no account reports what is public, and gets a receipt.
    let visitor = Actor::visitor(Locale::En);
    let mut fields = form(&[("subject", "reply"), ("reason", "other"), ("email", "jo@example.org")]);
    fields.set("about", scene.reply.to_string());
    assert_eq!(at(moderation::report(&scene.test.ctx, &visitor, &fields).await, "text"), Some(FieldError::Missing));
    fields.set("text", "This could kill somebody.");
    moderation::report(&scene.test.ctx, &visitor, &fields).await.expect("reported");
    let mails = scene.test.ctx.mailer.kept().await.expect("kept");
    let to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(to, ["jo@example.org", "anne@exemple.fr"]);
    assert!(mails.iter().all(|mail| !mail.text.contains("reins") && !mail.text.contains("double")), "nothing private");

    // One case, for both hosts and moderators, and for nobody else.
    let cases = scene.cases(&scene.host).await;
    assert_eq!(cases.len(), 1);
    assert_eq!(scene.cases(&scene.other_host).await, cases);
    assert_eq!(scene.cases(&scene.moderator).await, cases);
    for nobody in [&scene.anne, &scene.yves, &visitor] {
        assert!(moderation::case(&scene.test.ctx, nobody, cases[0]).await.is_err());
        assert!(scene.decide(nobody, cases[0], &[("action", "remove")]).await.is_err());
    }
    assert_eq!(scene.told(&scene.host).await, [NoticeKind::Case]);
    assert_eq!(scene.told(&scene.yves).await, []);

    let page = moderation::case(&scene.test.ctx, &scene.host, cases[0]).await.expect("a case");
    assert!(page.row.urgent && page.html.contains("double"));
    assert_eq!(page.row.reasons, [(Reason::Danger, 1), (Reason::Other, 1)]);
    let sources: Vec<Source> = page.reports.iter().map(|report| report.source).collect();
    assert_eq!(sources, [Source::Member, Source::Visitor]);
    assert_eq!(page.reports[1].text, "This could kill somebody.");
    assert_eq!(page.author.map(|author| author.pseudonym), Some("Yves".to_owned()));
    assert!(page.before.is_some() && page.history.is_some());

    // Twice by the same member is once; one's own and what one can't read are not reported.
    scene.report_reply(&scene.anne).await;
    let page = moderation::case(&scene.test.ctx, &scene.host, cases[0]).await.expect("a case");
    assert_eq!(page.reports.len(), 2);
    assert!(scene.report(&scene.yves, Subject::Reply, &scene.reply.to_string(), "danger").await.is_err());
    let closed = scene.test.thread(&scene.anne, "reins", Kind::Discussion, Circle::Patients, "Entre nous").await;
    assert!(scene.report(&visitor, Subject::Thread, &closed.to_string(), "danger").await.is_err());
});

both_engines!(what_is_hidden_is_gone_from_every_place_and_comes_back, |db: Db| async move {
    let scene = scene(db).await;
    assert_eq!(scene.found("double").await, 1);
    scene.report_reply(&scene.anne).await;
    let case = scene.cases(&scene.host).await[0];

    // Whatever changes something needs a rule and reasons; a claim keeps others from doing the same work.
    let fields = form(&[("case", &case.to_string()), ("action", "hide")]);
    let refused = moderation::decide(&scene.test.ctx, &scene.host, &fields).await;
    assert_eq!(at(refused, "rule"), Some(FieldError::Missing));
    moderation::claim(&scene.test.ctx, &scene.host, &form(&[("case", &case.to_string())])).await.expect("claimed");
    let other = scene.decide(&scene.other_host, case, &[("action", "hide")]).await;
    assert_eq!(at(other, "action"), Some(FieldError::HandledByAnother));
    assert_eq!(
        at(scene.decide(&scene.host, case, &[("action", "move"), ("to", "x")]).await, "action"),
        Some(FieldError::NotAChoice)
    );

    scene.decide(&scene.host, case, &[("action", "hide")]).await.expect("decided");
    let again = scene.decide(&scene.host, case, &[("action", "keep")]).await;
    assert_eq!(at(again, "action"), Some(FieldError::DecidedAlready));
    for reader in [&scene.anne, &scene.host, &Actor::visitor(Locale::Fr)] {
        assert!(!scene.stands(reader).await.0.contains("double"), "hidden from everybody");
    }
    assert!(scene.stands(&scene.yves).await.0.contains("double"), "but from who wrote it, to mend it");
    assert_eq!(scene.found("double").await, 0);
    assert_eq!(scene.told(&scene.yves).await, [NoticeKind::Decision]);
    assert_eq!(scene.told(&scene.anne).await, [NoticeKind::Reported]);

    // The reasons, to the person concerned alone.
    let page = moderation::decisions(&scene.test.ctx, &scene.yves).await.expect("decisions");
    let decision = &page.decisions[0];
    assert_eq!((decision.action, decision.rule, decision.reports), (Action::Hide, Some(Rule::Care), 1));
    assert!(decision.excerpt.contains("double") && decision.reasons.contains("la dose des autres"));
    assert!(moderation::decisions(&scene.test.ctx, &scene.anne).await.expect("decisions").decisions.is_empty());

    // The appeal is read by somebody else.
    let appeal = form(&[("decision", &decision.id.to_string()), ("text", "Je racontais ce que mon médecin m’a dit.")]);
    assert!(moderation::appeal(&scene.test.ctx, &scene.anne, &appeal).await.is_err());
    moderation::appeal(&scene.test.ctx, &scene.yves, &appeal).await.expect("appealed");
    let answer = form(&[
        ("decision", &decision.id.to_string()),
        ("outcome", "reversed"),
        ("answer", "Relu : c’était un récit. Pardon."),
    ]);
    for not_they in [&scene.host, &scene.yves, &scene.anne] {
        assert!(moderation::answer(&scene.test.ctx, not_they, &answer).await.is_err());
        assert!(moderation::appealed(&scene.test.ctx, not_they, decision.id).await.is_err());
    }
    let waiting = moderation::queue(&scene.test.ctx, &scene.other_host, Tab::Appeals).await.expect("a queue");
    assert_eq!((waiting.appeals.len(), waiting.appealed), (1, 1));
    assert_eq!(moderation::queue(&scene.test.ctx, &scene.host, Tab::Appeals).await.expect("a queue").appeals, []);
    moderation::answer(&scene.test.ctx, &scene.other_host, &answer).await.expect("answered");
    assert_eq!(
        at(moderation::answer(&scene.test.ctx, &scene.moderator, &answer).await, "outcome"),
        Some(FieldError::DecidedAlready)
    );
    let (html, veiled) = scene.stands(&scene.anne).await;
    assert!(html.contains("double") && !veiled, "it stands again");
    assert_eq!(scene.found("double").await, 1);
    assert_eq!(scene.told(&scene.yves).await, [NoticeKind::Decision, NoticeKind::Decision]);

    let log = moderation::log(&scene.test.ctx, Some("reins")).await.expect("a log");
    assert_eq!(log.rows.len(), 1);
    let line = &log.rows[0];
    assert_eq!((line.action, line.rule, line.count, line.reversed), (Action::Hide, Some(Rule::Care), 1, 1));
    let verified = moderation::audit::verify(&scene.test.ctx).await.expect("verified");
    assert_eq!((verified.rows, verified.broken), (3, None), "claimed, decided, answered");
    assert_eq!(
        moderation::queue(&scene.test.ctx, &scene.other_host, Tab::Decided).await.expect("a queue").decided.len(),
        1
    );
    assert!(moderation::queue(&scene.test.ctx, &scene.yves, Tab::Decided).await.is_err());
});

both_engines!(a_thread_that_is_removed_keeps_its_replies_and_its_trace, |db: Db| async move {
    let scene = scene(db).await;
    scene.report(&scene.yves, Subject::Thread, &scene.thread.to_string(), "sale").await.expect("reported");
    let case = scene.cases(&scene.host).await[0];
    scene.decide(&scene.host, case, &[("action", "remove"), ("rule", "medicines")]).await.expect("decided");
    let page = threads::read(&scene.test.ctx, &scene.yves, scene.thread, None, None).await.expect("the thread");
    assert!(
        page.deleted && page.veil.is_some() && page.title.is_empty() && page.html.is_empty() && page.author.is_none()
    );
    assert_eq!(page.replies.len(), 1);
    assert_eq!(scene.found("ordonnance").await, 0);
    let decision = moderation::decisions(&scene.test.ctx, &scene.anne).await.expect("decisions").decisions[0].id;
    let appeal = form(&[("decision", &decision.to_string()), ("text", "Je ne vends rien du tout.")]);
    moderation::appeal(&scene.test.ctx, &scene.anne, &appeal).await.expect("appealed");
    let fields = form(&[("decision", &decision.to_string()), ("outcome", "reversed"), ("answer", "En effet, pardon.")]);
    moderation::answer(&scene.test.ctx, &scene.moderator, &fields).await.expect("answered");
    let page = threads::read(&scene.test.ctx, &scene.yves, scene.thread, None, None).await.expect("the thread");
    assert_eq!((page.deleted, page.title.as_str(), page.tags.len()), (false, "Mon ordonnance a changé", 1));
    assert_eq!(scene.found("ordonnance").await, 1);
});

both_engines!(new_texts_are_looked_at_and_never_held_up, |db: Db| async move {
    let scene = scene(db).await;
    let calm = scene.cases(&scene.host).await;
    assert_eq!(calm, [], "nothing was noticed in what is there");
    let urgent = scene.test.reply(&scene.yves, scene.thread, "Je veux en finir, ce soir.").await;
    scene.test.reply(&scene.yves, scene.thread, "Appelez-moi au 06 12 34 56 78").await;
    scene.test.reply(&scene.yves, scene.thread, "Je vends deux boîtes de mon traitement").await;
    scene.test.reply(&scene.yves, scene.thread, "Tout est là : https://exemple.fr").await;
    let long = "Un texte assez long pour que personne ne l’écrive deux fois sans le vouloir vraiment.";
    scene.test.reply(&scene.yves, scene.thread, long).await;
    scene.test.reply(&scene.yves, scene.thread, long).await;
    let page = moderation::queue(&scene.test.ctx, &scene.host, Tab::Waiting).await.expect("a queue");
    let mut reasons: Vec<Reason> =
        page.waiting.iter().flat_map(|row| row.reasons.iter().map(|(why, _)| *why)).collect();
    assert_eq!(reasons[0], Reason::Distress, "what is urgent is first");
    reasons.sort_unstable();
    assert_eq!(reasons, [Reason::Sale, Reason::Privacy, Reason::Distress, Reason::Links, Reason::Repeated]);
    let case = moderation::case(&scene.test.ctx, &scene.host, page.waiting[0].id).await.expect("a case");
    assert_eq!((case.reply, case.row.urgent), (Some(urgent), true));
    let thread = threads::read(&scene.test.ctx, &scene.anne, scene.thread, None, None).await.expect("the thread");
    assert_eq!(thread.replies.len(), 7, "every text stands");
});
