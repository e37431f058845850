//! Who handles what: the queue, who takes a case, notes, what stands beside it.

use super::*;

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

/// To them it does not exist.
fn hidden(outcome: Result<impl Sized, Fault>) -> bool {
    matches!(outcome, Err(Fault::Problem(Problem::NotFound)))
}

both_engines!(a_case_is_released_by_who_took_it_and_by_nobody_else, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    scene.report_reply(&scene.anne).await;
    let case = scene.cases(&scene.host).await[0];
    let named = form(&[("case", &case.to_string())]);
    let claimed = async || moderation::case(ctx, &scene.other_host, case).await.expect("a case").row.claimed;
    assert_eq!(claimed().await, None);
    moderation::claim(ctx, &scene.host, &named).await.expect("taken");
    for other in [&scene.other_host, &scene.moderator] {
        assert_eq!(at(moderation::claim(ctx, other, &named).await, "case"), Some(FieldError::HandledByAnother));
        assert_eq!(at(moderation::release(ctx, other, &named).await, "case"), Some(FieldError::HandledByAnother));
    }
    for concerned in [&scene.anne, &scene.yves] {
        assert!(hidden(moderation::release(ctx, concerned, &named).await));
    }
    assert_eq!(claimed().await, Some(("Hélène".to_owned(), false)), "still hers");
    moderation::release(ctx, &scene.host, &named).await.expect("given back");
    assert_eq!(claimed().await, None);
    moderation::claim(ctx, &scene.other_host, &named).await.expect("taken by another");
    assert_eq!(claimed().await, Some(("Karim".to_owned(), true)));
    let hers_no_more = scene.decide(&scene.host, case, &[("action", "keep")]).await;
    assert_eq!(at(hers_no_more, "action"), Some(FieldError::HandledByAnother));
    scene.decide(&scene.other_host, case, &[("action", "keep")]).await.expect("decided");
    let verified = moderation::audit::verify(ctx).await.expect("verified");
    assert_eq!(
        (verified.rows, verified.broken),
        (4, None),
        "taken, given back, taken, decided: what was refused is none"
    );
});

both_engines!(who_looks_after_a_community_no_more_holds_no_case_of_it, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    scene.report_reply(&scene.anne).await;
    let case = scene.cases(&scene.host).await[0];
    let named = form(&[("case", &case.to_string())]);
    let claimed = async || moderation::case(ctx, &scene.host, case).await.expect("a case").row.claimed;
    moderation::claim(ctx, &scene.other_host, &named).await.expect("taken");
    let karim = form(&[("community", "reins"), ("pseudonym", "Karim")]);
    assert!(communities::remove_host(ctx, &scene.other_host, &karim).await.expect("stepped down"));
    assert_eq!(claimed().await, None, "for others to take");
    communities::name_host(ctx, &scene.host, &karim).await.expect("host again");
    moderation::claim(ctx, &scene.other_host, &named).await.expect("taken");
    communities::leave(ctx, &scene.other_host, &form(&[("community", "reins")])).await.expect("left");
    assert_eq!(claimed().await, None);
});

both_engines!(who_may_handle_a_case_no_more_does_not_keep_it, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    scene.report_reply(&scene.anne).await;
    let case = scene.cases(&scene.host).await[0];
    let named = form(&[("case", &case.to_string())]);
    let claimed = async || moderation::case(ctx, &scene.host, case).await.expect("a case").row.claimed;
    // Fewer people read the thread: whoever looked at it may be none of them.
    moderation::claim(ctx, &scene.other_host, &named).await.expect("taken");
    assert!(claimed().await.is_some());
    threads::narrow(ctx, &scene.anne, scene.thread, &form(&[("circle", "members")])).await.expect("narrowed");
    assert_eq!(claimed().await, None);
    // A badge ends, and with it what only professionals read.
    moderation::claim(ctx, &scene.other_host, &named).await.expect("taken");
    let karim = scene.other_host.me.as_ref().expect("a member").id;
    let mut tx = ctx.store.begin().await.expect("a transaction");
    store::pro_sante::take_badge(&mut tx.conn(), karim).await.expect("taken away");
    tx.commit().await.expect("committed");
    assert_eq!(claimed().await, None);
    // They report the same text themselves: then they are concerned, and others decide.
    moderation::claim(ctx, &scene.other_host, &named).await.expect("taken");
    scene.report_reply(&scene.other_host).await;
    assert_eq!(claimed().await, None);
    assert!(hidden(scene.decide(&scene.other_host, case, &[("action", "keep")]).await));
    scene.decide(&scene.host, case, &[("action", "keep")]).await.expect("decided");
});

both_engines!(what_nobody_took_is_given_back_and_nothing_is_written_down, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    scene.report_reply(&scene.anne).await;
    let case = scene.cases(&scene.host).await[0];
    let named = form(&[("case", &case.to_string())]);
    let rows = async || moderation::audit::verify(ctx).await.expect("verified").rows;
    assert_eq!(moderation::release(ctx, &scene.host, &named).await.expect("as it is"), case);
    assert_eq!(rows().await, 0);
    assert!(hidden(moderation::release(ctx, &scene.anne, &named).await), "nor is anybody told that there is one");
    moderation::claim(ctx, &scene.host, &named).await.expect("taken");
    moderation::release(ctx, &scene.host, &named).await.expect("given back");
    moderation::release(ctx, &scene.host, &named).await.expect("pressed twice");
    assert_eq!(rows().await, 2, "taken, and given back once");
    scene.decide(&scene.host, case, &[("action", "keep")]).await.expect("decided");
    moderation::release(ctx, &scene.other_host, &named).await.expect("of what is decided nobody has a part");
    assert_eq!(rows().await, 3);
});

both_engines!(a_note_is_for_those_who_handle_the_case, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    scene.report_reply(&scene.anne).await;
    let case = scene.cases(&scene.host).await[0];
    let note = |text: &str| form(&[("case", &case.to_string()), ("note", text)]);
    assert_eq!(at(moderation::note(ctx, &scene.host, &note(" ")).await, "note"), Some(FieldError::Missing));
    moderation::note(ctx, &scene.host, &note("Déjà dit en passant, carambole.")).await.expect("noted");
    for nobody in [&scene.anne, &scene.yves, &Actor::visitor(Locale::Fr)] {
        assert!(moderation::note(ctx, nobody, &note("Moi aussi")).await.is_err());
        assert!(moderation::case(ctx, nobody, case).await.is_err());
    }
    for handler in [&scene.host, &scene.other_host, &scene.moderator] {
        let notes = moderation::case(ctx, handler, case).await.expect("a case").notes;
        let notes: Vec<_> = notes.iter().map(|note| (note.author.as_deref(), note.text.as_str())).collect();
        assert_eq!(notes, [(Some("Hélène"), "Déjà dit en passant, carambole.")]);
    }
    // Nor afterwards, in what whom it concerns and whoever reported it are told.
    scene.decide(&scene.host, case, &[("action", "hide")]).await.expect("decided");
    for who in [&scene.yves, &scene.anne] {
        scene.told(who).await;
        let decisions = moderation::decisions(ctx, who).await.expect("decisions");
        let notices = notices::list(ctx, who, None).await.expect("a list");
        let thread = threads::read(ctx, who, scene.thread, None, None).await.expect("the thread");
        let log = moderation::log(ctx, Some("reins")).await.expect("a log");
        let shown = format!("{decisions:?} {notices:?} {thread:?} {log:?}");
        assert!(!shown.contains("carambole"), "{shown}");
    }
    let mails = ctx.mailer.kept().await.expect("kept");
    assert!(mails.iter().all(|mail| !mail.text.contains("carambole")));
});

both_engines!(hosts_of_another_community_have_no_hand_in_it, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    let simone = scene.test.with_address("Simone", "simone@exemple.fr").await;
    scene.test.community("sommeil", Visibility::Open, &simone).await;
    scene.report_reply(&scene.anne).await;
    let case = scene.cases(&scene.host).await[0];
    let named = form(&[("case", &case.to_string())]);
    let noted = form(&[("case", &case.to_string()), ("note", "Je ne fais que passer.")]);
    for belongs in [false, true] {
        if belongs {
            let mut reader = ctx.store.read().await.expect("a reader");
            let row = store::communities::by_slug(&mut reader.conn(), "reins").await.expect("asked").expect("there");
            drop(reader);
            scene.test.place(&simone, domain::CommunityId(row.id), Place::Member).await;
        }
        let page = moderation::queue(ctx, &simone, Tab::Waiting).await.expect("a queue of her own");
        assert_eq!((page.waiting.len(), page.cases), (0, 0));
        assert!(hidden(moderation::case(ctx, &simone, case).await));
        assert!(hidden(moderation::claim(ctx, &simone, &named).await));
        assert!(hidden(moderation::release(ctx, &simone, &named).await));
        assert!(hidden(moderation::note(ctx, &simone, &noted).await));
        assert!(hidden(scene.decide(&simone, case, &[("action", "remove")]).await));
    }
    scene.decide(&scene.host, case, &[("action", "hide")]).await.expect("decided by who hosts there");
    let decision = moderation::decisions(ctx, &scene.yves).await.expect("decisions").decisions[0].id;
    let appeal = form(&[("decision", &decision.to_string()), ("text", "Je racontais ce qu’on m’a dit.")]);
    moderation::appeal(ctx, &scene.yves, &appeal).await.expect("appealed");
    for tab in [Tab::Appeals, Tab::Decided] {
        let page = moderation::queue(ctx, &simone, tab).await.expect("a queue of her own");
        assert_eq!((page.appeals.len(), page.decided.len(), page.appealed, page.month.len()), (0, 0, 0, 0));
    }
    let answer = form(&[
        ("decision", &decision.to_string()),
        ("outcome", "upheld"),
        ("answer", "Relu par quelqu’un d’ailleurs."),
    ]);
    assert!(hidden(moderation::appealed(ctx, &simone, decision).await));
    assert!(hidden(moderation::answer(ctx, &simone, &answer).await));
    assert_eq!(scene.told(&simone).await, []);
});

both_engines!(what_was_decided_before_stands_beside_the_next_case, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    let earlier = async |who: &Actor, case| {
        let page = moderation::case(ctx, who, case).await.expect("a case");
        page.earlier.iter().map(|one| (one.action, one.measure, one.rule, one.reversed)).collect::<Vec<_>>()
    };
    scene.report_reply(&scene.anne).await;
    let first = scene.cases(&scene.host).await[0];
    assert_eq!(earlier(&scene.host, first).await, []);
    let decision = [("action", "hide"), ("measure", "warn"), ("rule", "medicines")];
    scene.decide(&scene.host, first, &decision).await.expect("decided");

    let again = scene.test.reply(&scene.yves, scene.thread, "Et doublez aussi le reste.").await;
    scene.report(&scene.anne, Subject::Reply, &again.to_string(), "danger").await.expect("reported");
    let second = scene.cases(&scene.other_host).await[0];
    let stands = |reversed| [(Action::Hide, Measure::Warn, Some(Rule::Medicines), reversed)];
    assert_eq!(earlier(&scene.other_host, second).await, stands(false));
    scene.report(&scene.yves, Subject::Thread, &scene.thread.to_string(), "sale").await.expect("reported");
    let cases = scene.cases(&scene.host).await;
    let of_anne = cases.into_iter().find(|case| *case != second).expect("another case");
    assert_eq!(earlier(&scene.host, of_anne).await, [], "what was decided about somebody else");

    // What was taken back since is said to be.
    let decision = moderation::decisions(ctx, &scene.yves).await.expect("decisions").decisions[0].id.to_string();
    let appeal = form(&[("decision", &decision), ("text", "Je n’ai rien vendu à personne.")]);
    moderation::appeal(ctx, &scene.yves, &appeal).await.expect("appealed");
    let answer = form(&[("decision", &decision), ("outcome", "reversed"), ("answer", "En effet, pardon.")]);
    moderation::answer(ctx, &scene.other_host, &answer).await.expect("taken back");
    assert_eq!(earlier(&scene.host, second).await, stands(true));
});

both_engines!(the_queue_says_how_long_half_of_this_month_took, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    let took = async |minutes: i64, action: &str| {
        let id = scene.test.reply(&scene.yves, scene.thread, &format!("Encore {minutes} minutes.")).await;
        scene.report(&scene.anne, Subject::Reply, &id.to_string(), "other").await.expect("reported");
        scene.test.clock.advance(minutes * 60);
        let case = scene.cases(&scene.host).await[0];
        scene.decide(&scene.host, case, &[("action", action)]).await.expect("decided");
    };
    let page = async |tab: Tab| moderation::queue(ctx, &scene.host, tab).await.expect("a queue");
    let before = page(Tab::Waiting).await;
    assert_eq!((before.minutes, before.month.len()), (None, 0));
    for (minutes, action) in [(30, "keep"), (90, "keep"), (10, "hide")] {
        took(minutes, action).await;
    }
    let month = page(Tab::Waiting).await;
    assert_eq!((month.minutes, month.month), (Some(30), vec![(Action::Keep, 2), (Action::Hide, 1)]));
    // What is older than a month is listed still, and counts no more.
    scene.test.clock.advance(31 * 86_400);
    took(50, "keep").await;
    let month = page(Tab::Decided).await;
    assert_eq!((month.minutes, month.month), (Some(50), vec![(Action::Keep, 1)]));
    assert_eq!(month.decided.len(), 4);
});

both_engines!(a_community_is_reported_and_moderators_not_its_hosts_look_at_it, |db: Db| async move {
    let scene = scene(db).await;
    let row = {
        let mut reader = scene.test.ctx.store.read().await.unwrap();
        store::communities::by_slug(&mut reader.conn(), "reins").await.unwrap().unwrap()
    };
    let id = domain::CommunityId(row.id).to_string();
    let page = moderation::report_page(&scene.test.ctx, &Actor::visitor(Locale::Fr), Subject::Community, &id).await;
    assert!(page.expect("anybody").excerpt.starts_with(&row.name));
    let own = scene.report(&scene.host, Subject::Community, &id, "untrue").await;
    assert!(matches!(own, Err(Fault::Problem(Problem::Forbidden))), "its own host");
    scene.report(&scene.anne, Subject::Community, &id, "untrue").await.expect("reported");
    for nobody in [&scene.host, &scene.other_host, &scene.yves] {
        assert_eq!(scene.cases(nobody).await, []);
    }
    let case = scene.cases(&scene.moderator).await[0];
    let page = moderation::case(&scene.test.ctx, &scene.moderator, case).await.expect("a case");
    assert!(!page.html.is_empty() && page.row.title == row.name && page.row.subject == Subject::Community);
    for refused in ["remove", "hide", "lock"] {
        let outcome = scene.decide(&scene.moderator, case, &[("action", refused)]).await;
        assert_eq!(at(outcome, "action"), Some(FieldError::NotAChoice));
    }
    scene.decide(&scene.moderator, case, &[("action", "ask-edit"), ("rule", "honesty")]).await.expect("decided");
    let decisions = moderation::decisions(&scene.test.ctx, &scene.host).await.expect("decisions").decisions;
    assert_eq!((decisions[0].subject, decisions[0].action), (Subject::Community, Action::AskEdit));
});
