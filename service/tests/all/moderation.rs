//! Moderation: reports with a receipt, a queue for those who may look, decisions with their reasons, appeals read by
//! somebody else, a log that can't be changed. On both engines.

use domain::communities::Visibility;
use domain::moderation::{Action, Measure, Reason, Rule, Source, Subject, Tab};
use domain::notices::NoticeKind;
use domain::policy::Place;
use domain::threads::{Circle, Kind};
use domain::{CaseId, FieldError, Fields, Locale, Problem, ReplyId, ThreadId};
use service::testing::{TestContext, context};
use service::{Actor, Fault, moderation, notices, search, threads};
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

both_engines!(measures_last_as_long_as_was_said, |db: Db| async move {
    let scene = scene(db).await;
    let case = |who: Actor| {
        let scene = &scene;
        async move {
            let id = scene.test.reply(&who, scene.thread, "Encore une fois, doublez la dose sans attendre.").await;
            scene.report(&scene.anne, Subject::Reply, &id.to_string(), "danger").await.expect("reported");
            scene.cases(&scene.host).await[0]
        }
    };
    let first = case(scene.yves.clone()).await;
    assert_eq!(
        at(scene.decide(&scene.host, first, &[("action", "keep"), ("measure", "slow")]).await, "days"),
        Some(FieldError::NotAChoice)
    );
    scene.decide(&scene.host, first, &[("action", "keep"), ("measure", "slow"), ("days", "7")]).await.expect("decided");
    let write = |who: Actor| {
        let scene = &scene;
        async move {
            let id: ReplyId = scene.test.ctx.new_id();
            let fields =
                form(&[("id", &id.to_string()), ("thread", &scene.thread.to_string()), ("body", "Bonjour à tous")]);
            threads::reply(&scene.test.ctx, &who, &fields).await
        }
    };
    assert!(matches!(write(scene.yves.clone()).await, Err(Fault::Problem(Problem::TooMany { .. }))));
    scene.test.clock.advance(86_401);
    let second = case(scene.yves.clone()).await;
    scene
        .decide(&scene.host, second, &[("action", "remove"), ("measure", "suspend"), ("days", "3")])
        .await
        .expect("decided");
    scene.test.clock.advance(86_401);
    assert!(matches!(write(scene.yves.clone()).await, Err(Fault::Problem(Problem::Forbidden))));
    // Told although they no longer read there.
    assert_eq!(scene.told(&scene.yves).await, [NoticeKind::Decision, NoticeKind::Decision]);
    moderation::sweep(&scene.test.ctx).await.expect("swept");
    assert!(write(scene.yves.clone()).await.is_err(), "not yet");
    scene.test.clock.advance(2 * 86_400);
    moderation::sweep(&scene.test.ctx).await.expect("swept");
    write(scene.yves.clone()).await.expect("in again");

    // A host is released first; and nobody moderates themselves.
    let id = scene.test.reply(&scene.other_host, scene.thread, "Doublez tous, je le dis en tant qu’hôte.").await;
    scene.report(&scene.anne, Subject::Reply, &id.to_string(), "danger").await.expect("reported");
    assert_eq!(scene.cases(&scene.other_host).await, []);
    let third = scene.cases(&scene.host).await[0];
    let refused = scene.decide(&scene.host, third, &[("action", "keep"), ("measure", "ban")]).await;
    assert_eq!(at(refused, "measure"), Some(FieldError::HostOrGone));
    let page = moderation::case(&scene.test.ctx, &scene.host, third).await.expect("a case");
    assert_eq!(page.earlier, []);
    scene.decide(&scene.host, third, &[("action", "remove"), ("measure", "warn")]).await.expect("decided");
    let decisions = moderation::decisions(&scene.test.ctx, &scene.other_host).await.expect("decisions").decisions;
    assert_eq!(decisions[0].measure, Measure::Warn);
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

both_engines!(moderators_read_by_a_report_alone_and_that_is_written_down, |db: Db| async move {
    let scene = scene(db).await;
    let mut pharmacist = scene.test.professional("Paul").await;
    if let Some(me) = &mut pharmacist.me {
        me.moderator = true;
    }
    scene.test.give_key(&pharmacist).await;
    let closed = scene.test.thread(&scene.anne, "reins", Kind::Discussion, Circle::Patients, "Entre malades").await;
    assert!(threads::read(&scene.test.ctx, &pharmacist, closed, None, None).await.is_err());
    scene.report(&scene.yves, Subject::Thread, &closed.to_string(), "harassment").await.expect("reported");
    let listed = async |who: &Actor| {
        let page = moderation::queue(&scene.test.ctx, who, Tab::Waiting).await.expect("a queue");
        (page.waiting[0].title.clone(), page.waiting[0].reads)
    };
    assert_eq!(listed(&pharmacist).await, (String::new(), false), "the list says nothing of what is written there");
    assert_eq!(listed(&scene.host).await, ("Entre malades".to_owned(), true));
    let case = scene.cases(&pharmacist).await[0];
    let page = moderation::case(&scene.test.ctx, &pharmacist, case).await.expect("a case");
    assert!(!page.readable && page.html.contains("Entre malades"));
    assert_eq!(page.thread.map(|(_, title)| title).as_deref(), Some("Entre malades"));
    let rows = moderation::audit::verify(&scene.test.ctx).await.expect("verified").rows;
    assert_eq!(rows, 1);
    moderation::case(&scene.test.ctx, &scene.host, case).await.expect("a case");
    assert_eq!(moderation::audit::verify(&scene.test.ctx).await.expect("verified").rows, rows, "a host reads there");
});

// What a host does not read stays unread in every list, and whom it concerns is not asked to look at it.
both_engines!(hosts_learn_nothing_of_circles_they_do_not_read, |db: Db| async move {
    let scene = scene(db).await;
    let mut reader = scene.test.ctx.store.read().await.expect("a reader");
    let me = scene.host.me.as_ref().expect("a member").id;
    let place = store::threads::place_in(&mut reader.conn(), "reins", me).await.expect("asked").expect("there");
    drop(reader);
    let (claire, paul) = (scene.test.professional("Claire").await, scene.test.professional("Paul").await);
    for who in [&claire, &paul] {
        scene.test.give_key(who).await;
        scene.test.place(who, place.community, Place::Member).await;
    }
    let thread = scene.test.thread(&claire, "reins", Kind::Discussion, Circle::Professionals, "Entre pros").await;
    scene.report(&paul, Subject::Thread, &thread.to_string(), "danger").await.expect("reported");
    assert_eq!(scene.cases(&scene.host).await, []);
    let case = scene.cases(&scene.moderator).await[0];
    scene.decide(&scene.moderator, case, &[("action", "keep"), ("measure", "warn")]).await.expect("decided");
    let decided = |who: Actor| {
        let scene = &scene;
        async move { moderation::queue(&scene.test.ctx, &who, Tab::Decided).await.expect("a queue").decided }
    };
    assert_eq!(decided(scene.host.clone()).await, [], "not even what was decided");
    let listed = decided(scene.moderator.clone()).await;
    assert_eq!((listed.len(), listed[0].excerpt.as_str(), listed[0].reasons.as_str()), (1, "", ""));
    // The only other host is asked where one of the two is concerned.
    let own = scene.test.reply(&scene.host, scene.thread, "Une réponse d’hôte à relire").await;
    scene.report(&scene.anne, Subject::Reply, &own.to_string(), "danger").await.expect("reported");
    assert_eq!(scene.told(&scene.host).await, []);
    assert_eq!(scene.told(&scene.other_host).await, [NoticeKind::Case]);
});

both_engines!(what_is_taken_back_takes_back_nothing_else, |db: Db| async move {
    let scene = scene(db).await;
    let said = |text: &'static str| {
        let scene = &scene;
        async move {
            let id = scene.test.reply(&scene.yves, scene.thread, text).await;
            scene.report(&scene.anne, Subject::Reply, &id.to_string(), "danger").await.expect("reported");
            scene.cases(&scene.host).await[0]
        }
    };
    let (first, second) = (said("Une première réponse à relire").await, said("Une seconde réponse à relire").await);
    let both = [first, scene.cases(&scene.host).await.into_iter().find(|one| *one != first).unwrap_or(second)];
    scene.decide(&scene.host, both[0], &[("action", "hide"), ("measure", "warn")]).await.expect("decided");
    scene.decide(&scene.host, both[1], &[("action", "hide"), ("measure", "ban")]).await.expect("decided");
    let decisions = moderation::decisions(&scene.test.ctx, &scene.yves).await.expect("decisions").decisions;
    let warned = decisions.iter().find(|one| one.measure == Measure::Warn).expect("a warning").id;
    let appeal = form(&[("decision", &warned.to_string()), ("text", "Je n’ai rien dit de mal.")]);
    moderation::appeal(&scene.test.ctx, &scene.yves, &appeal).await.expect("appealed");
    let answer = form(&[("decision", &warned.to_string()), ("outcome", "reversed"), ("answer", "En effet, pardon.")]);
    moderation::answer(&scene.test.ctx, &scene.other_host, &answer).await.expect("answered");
    let id: ReplyId = scene.test.ctx.new_id();
    let fields = form(&[("id", &id.to_string()), ("thread", &scene.thread.to_string()), ("body", "Bonjour")]);
    let refused = threads::reply(&scene.test.ctx, &scene.yves, &fields).await;
    assert!(matches!(refused, Err(Fault::Problem(Problem::Forbidden))), "still kept out");
    // A text that its author deleted meanwhile is neither counted out twice nor brought back empty.
    let gone = scene.test.reply(&scene.anne, scene.thread, "Une réponse que j’efface").await;
    scene.report(&scene.other_host, Subject::Reply, &gone.to_string(), "danger").await.expect("reported");
    threads::delete_reply(&scene.test.ctx, &scene.anne, gone).await.expect("deleted");
    let before = threads::read(&scene.test.ctx, &scene.anne, scene.thread, None, None).await.expect("the thread").lived;
    let case = scene.cases(&scene.host).await[0];
    scene.decide(&scene.host, case, &[("action", "remove")]).await.expect("decided");
    let after = threads::read(&scene.test.ctx, &scene.anne, scene.thread, None, None).await.expect("the thread").lived;
    assert_eq!(before, after);
});

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
