//! What is asked of somebody or done about them, for how long, and what is left of it when it is taken back.

use super::*;

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

both_engines!(who_is_asked_to_change_a_text_reads_why_and_changes_it, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    scene.report_reply(&scene.anne).await;
    let case = scene.cases(&scene.host).await[0];
    scene.decide(&scene.host, case, &[("action", "ask-edit")]).await.expect("asked");
    for reader in [&scene.anne, &scene.host, &Actor::visitor(Locale::Fr)] {
        let (html, veiled) = scene.stands(reader).await;
        assert!(html.contains("double") && !veiled, "the text stays as it is");
    }
    assert_eq!(scene.found("double").await, 1);
    assert_eq!(scene.told(&scene.yves).await, [NoticeKind::Decision]);
    assert_eq!(scene.told(&scene.anne).await, [NoticeKind::Reported]);
    let decisions = moderation::decisions(ctx, &scene.yves).await.expect("decisions").decisions;
    assert_eq!((decisions.len(), decisions[0].action, decisions[0].rule), (1, Action::AskEdit, Some(Rule::Care)));
    assert!(decisions[0].reasons.contains("la dose des autres") && decisions[0].excerpt.contains("double"));
    assert!(decisions[0].appeal_until.is_some());

    let body = form(&[("body", "Mon médecin a changé ma dose : parlez-en au vôtre.")]);
    threads::edit_reply(ctx, &scene.yves, scene.reply, &body).await.expect("changed");
    let (html, veiled) = scene.stands(&scene.anne).await;
    assert!(html.contains("vôtre") && !html.contains("double") && !veiled);
    assert_eq!(scene.found("double").await, 0);
    assert_eq!(scene.cases(&scene.host).await.len(), 1, "who asked reads what became of it");
});

both_engines!(what_a_member_says_of_themselves_is_taken_away_and_comes_back, |db: Db| async move {
    let scene = scene(db).await;
    let yves = scene.yves.me.as_ref().unwrap().id;
    let line = async |line: &str| {
        let mut tx = scene.test.ctx.store.begin().await.unwrap();
        store::members::set_about(&mut tx.conn(), yves, line).await.unwrap();
        tx.commit().await.unwrap();
    };
    let says = async || {
        let mut reader = scene.test.ctx.store.read().await.unwrap();
        store::members::byline(&mut reader.conn(), yves).await.unwrap().unwrap().about
    };
    line("Achetez mes gélules").await;
    scene.report(&scene.anne, Subject::Member, &yves.to_string(), "sale").await.expect("reported");
    let case = scene.cases(&scene.moderator).await[0];
    assert_eq!(
        at(scene.decide(&scene.moderator, case, &[("action", "hide")]).await, "action"),
        Some(FieldError::NotAChoice)
    );
    scene.decide(&scene.moderator, case, &[("action", "remove"), ("rule", "medicines")]).await.expect("decided");
    assert_eq!(says().await, "");
    let decision = &moderation::decisions(&scene.test.ctx, &scene.yves).await.unwrap().decisions[0];
    assert!(decision.excerpt.contains("gélules"));

    let id = decision.id.to_string();
    let appeal = form(&[("decision", &id), ("text", "C’était une plaisanterie.")]);
    moderation::appeal(&scene.test.ctx, &scene.yves, &appeal).await.expect("appealed");
    let mut other = scene.test.with_address("Mireille", "mireille@exemple.fr").await;
    if let Some(me) = &mut other.me {
        me.moderator = true;
    }
    let answer = form(&[("decision", &id), ("outcome", "reversed"), ("answer", "Nous l’avons mal lue.")]);
    moderation::answer(&scene.test.ctx, &other, &answer).await.expect("answered");
    assert_eq!(says().await, "Achetez mes gélules");
});

both_engines!(a_member_is_reported_by_whoever_reads_their_page, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    let visitor = Actor::visitor(Locale::Fr);
    let yves = scene.yves.me.as_ref().expect("a member").id;
    service::members::profile(ctx, &visitor, yves, None).await.expect("his page is for everybody");
    let page = moderation::report_page(ctx, &visitor, Subject::Member, &yves.to_string()).await.expect("so is this");
    assert_eq!((page.own, page.reported, page.back), (false, false, format!("/m/{yves}")));
    assert_eq!(page.author.map(|author| author.pseudonym).as_deref(), Some("Yves"));
    scene.report(&visitor, Subject::Member, &yves.to_string(), "untrue").await.expect("reported");
    let case = scene.cases(&scene.moderator).await[0];
    let page = moderation::case(ctx, &scene.moderator, case).await.expect("a case");
    let reports: Vec<_> = page.reports.iter().map(|one| (one.source, one.reason)).collect();
    assert_eq!((page.row.subject, reports), (Subject::Member, vec![(Source::Visitor, Reason::Untrue)]));
    assert_eq!(scene.cases(&scene.host).await, [], "it stands in no community");

    let own = scene.report(&scene.yves, Subject::Member, &yves.to_string(), "untrue").await;
    assert!(matches!(own, Err(Fault::Problem(Problem::Forbidden))));
    let nobody: domain::MemberId = ctx.new_id();
    let outcome = scene.report(&visitor, Subject::Member, &nobody.to_string(), "untrue").await;
    assert!(matches!(outcome, Err(Fault::Problem(Problem::NotFound))));
});
