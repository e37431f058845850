//! Asking to be erased: proved, with one's name, after handing over, and with two weeks to change one's mind.

use domain::communities::Visibility;
use domain::erasures::{Moment, Words};
use domain::moderation::Tab;
use domain::policy::Place;
use domain::threads::{Circle, Kind};
use domain::{FieldError, Fields, Problem, Refused};
use service::testing::context;
use service::{Fault, administration, erasures, moderation, threads, vigilance};
use store::{Db, both_engines};

fn typed(name: &str, moment: Moment) -> Fields {
    [("words", Words::Remove.word()), ("moment", moment.word()), ("pseudonym", name)].into_iter().collect()
}

fn refused<T>(outcome: service::Outcome<T>) -> Refused {
    match outcome {
        Err(Fault::Form(refused)) => refused,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it was taken"),
    }
}

both_engines!(it_takes_a_name_and_a_proof, |db: Db| async move {
    let test = context(db);
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    let outcome = erasures::request(&test.ctx, &anne, &typed("Yves", Moment::Now)).await;
    assert_eq!(refused(outcome).at("pseudonym"), Some(FieldError::NotYourName));
    test.clock.advance(601);
    let late = erasures::request(&test.ctx, &anne, &typed("Anne", Moment::Now)).await;
    assert!(matches!(late, Err(Fault::Problem(Problem::ProofNeeded { passkey: false }))), "{late:?}");
    assert_eq!(erasures::carry_out(&test.ctx).await.unwrap(), 0);
    assert!(erasures::leaving(&test.ctx, &anne).await.unwrap().asked.is_none());
});

both_engines!(two_weeks_to_change_ones_mind, |db: Db| async move {
    let test = context(db);
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    erasures::request(&test.ctx, &anne, &typed("anne", Moment::Later)).await.expect("asked for");
    let mails = test.ctx.mailer.kept().await.unwrap();
    assert!(mails[0].subject == "Votre compte sera effacé" && mails[0].text.contains("/settings/data"), "{mails:?}");
    assert!(erasures::leaving(&test.ctx, &anne).await.unwrap().asked.is_some());
    test.clock.advance(13 * 86_400);
    assert_eq!(erasures::carry_out(&test.ctx).await.unwrap(), 0);
    erasures::cancel(&test.ctx, &anne).await.expect("kept");
    test.clock.advance(3 * 86_400);
    assert_eq!(erasures::carry_out(&test.ctx).await.unwrap(), 0);
    assert!(erasures::cancel(&test.ctx, &anne).await.is_err(), "nothing to take back");
    assert!(erasures::leaving(&test.ctx, &anne).await.unwrap().asked.is_none());
});

both_engines!(the_last_host_and_the_last_administrator_hand_over_first, |db: Db| async move {
    let test = context(db);
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    let yves = test.with_address("Yves", "yves@exemple.fr").await;
    let community = test.community("reins", Visibility::Members, &anne).await;
    // Nobody else is there: nothing stands in the way, and the community goes with her.
    assert!(erasures::leaving(&test.ctx, &anne).await.unwrap().alone_host_of.is_empty());
    test.place(&yves, community, Place::Member).await;
    let outcome = erasures::request(&test.ctx, &anne, &typed("Anne", Moment::Now)).await;
    assert_eq!(refused(outcome).at("moment"), Some(FieldError::LastHost));
    assert_eq!(erasures::leaving(&test.ctx, &anne).await.unwrap().alone_host_of.len(), 1);
    test.place(&yves, community, Place::Host).await;
    let id = anne.me.as_ref().unwrap().id;
    let mut tx = test.ctx.store.begin().await.unwrap();
    store::members::set_administrator(&mut tx.conn(), id).await.unwrap();
    tx.commit().await.unwrap();
    let outcome = erasures::request(&test.ctx, &anne, &typed("Anne", Moment::Now)).await;
    assert_eq!(refused(outcome).at("moment"), Some(FieldError::LastAdministrator));
    let mut tx = test.ctx.store.begin().await.unwrap();
    store::members::set_administrator(&mut tx.conn(), yves.me.as_ref().unwrap().id).await.unwrap();
    tx.commit().await.unwrap();
    erasures::request(&test.ctx, &anne, &typed("Anne", Moment::Now)).await.expect("asked for");
    assert_eq!(erasures::carry_out(&test.ctx).await.unwrap(), 1);
    let hosts = service::communities::hosts_page(&test.ctx, &yves, "reins").await.expect("the community stands");
    assert_eq!((hosts.hosts.len(), hosts.founder), (1, None));
});

both_engines!(a_name_does_not_come_back_with_what_was_hidden, |db: Db| async move {
    let test = context(db);
    let ctx = &test.ctx;
    let form = |pairs: &[(&str, &str)]| -> Fields { pairs.iter().copied().collect() };
    let host = test.with_address("Hélène", "helene@exemple.fr").await;
    let karim = test.with_address("Karim", "karim@exemple.fr").await;
    let yves = test.with_address("Yves", "yves@exemple.fr").await;
    let simone = test.with_address("Simone", "simone@exemple.fr").await;
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    let community = test.community("reins", Visibility::Open, &host).await;
    test.place(&karim, community, Place::Host).await;
    for who in [&yves, &simone, &anne] {
        test.place(who, community, Place::Member).await;
    }
    let thread = test.thread(&yves, "reins", Kind::Discussion, Circle::Members, "Merci @Anne").await;
    let edit = [("title", "Encore merci à @Anne"), ("body", "Sans @anne, je n’y serais pas."), ("tags", "")];
    threads::edit_thread(ctx, &yves, thread, &form(&edit)).await.expect("an edit");
    let about = thread.to_string();
    let report = [("subject", "thread"), ("about", about.as_str()), ("reason", "harassment")];
    moderation::report(ctx, &simone, &form(&report)).await.expect("reported");
    let case = moderation::queue(ctx, &host, Tab::Waiting).await.expect("a queue").waiting[0].id.to_string();
    let reasons = "Une raison assez longue pour en être une.";
    let decide = [("case", case.as_str()), ("action", "hide"), ("rule", "respect"), ("reasons", reasons)];
    moderation::decide(ctx, &host, &form(&decide)).await.expect("hidden");

    erasures::request(ctx, &anne, &typed("Anne", Moment::Now)).await.expect("asked for");
    assert_eq!(erasures::carry_out(ctx).await.unwrap(), 1);
    let read = async || threads::read(ctx, &yves, thread, None, None).await.expect("a thread");
    let kept = read().await;
    assert!(kept.deleted && kept.title.contains("@…") && kept.html.contains("@…"), "{} {}", kept.title, kept.html);

    let decision = moderation::decisions(ctx, &yves).await.expect("decisions").decisions[0].id.to_string();
    let appeal = [("decision", decision.as_str()), ("text", "Relisez-moi, s’il vous plaît.")];
    moderation::appeal(ctx, &yves, &form(&appeal)).await.expect("appealed");
    let answer = [("decision", decision.as_str()), ("outcome", "reversed"), ("answer", "Vous aviez raison, merci.")];
    moderation::answer(ctx, &karim, &form(&answer)).await.expect("answered");
    let page = read().await;
    assert!(!page.deleted && page.title.contains("merci") && page.html.contains("serais"));
    let history = threads::history(ctx, &yves, thread).await.expect("earlier texts").revisions;
    assert_eq!(history.len(), 1);
    let all = format!("{} {} {:?}", page.title, page.html, history);
    assert!(!all.to_lowercase().contains("anne"), "{all}");
});

both_engines!(a_name_goes_out_of_what_others_wrote_about_a_case, |db: Db| async move {
    let test = context(db);
    let ctx = &test.ctx;
    let form = |pairs: &[(&str, &str)]| -> Fields { pairs.iter().copied().collect() };
    let host = test.with_address("Hélène", "helene@exemple.fr").await;
    let karim = test.with_address("Karim", "karim@exemple.fr").await;
    let yves = test.with_address("Yves", "yves@exemple.fr").await;
    let simone = test.with_address("Simone", "simone@exemple.fr").await;
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    let community = test.community("reins", Visibility::Open, &host).await;
    test.place(&karim, community, Place::Host).await;
    for who in [&yves, &simone, &anne] {
        test.place(who, community, Place::Member).await;
    }
    let thread = test.thread(&yves, "reins", Kind::Discussion, Circle::Members, "Merci @Anne").await.to_string();
    let report = [
        ("subject", "thread"),
        ("about", thread.as_str()),
        ("reason", "harassment"),
        ("text", "Anne l’a vu aussi, demandez à @anne."),
    ];
    moderation::report(ctx, &simone, &form(&report)).await.expect("reported");
    let case = moderation::queue(ctx, &host, Tab::Waiting).await.expect("a queue").waiting[0].id;
    let id = case.to_string();
    let note = [("case", id.as_str()), ("note", "J’en parle à Anne avant de décider.")];
    moderation::note(ctx, &host, &form(&note)).await.expect("noted");
    let reasons = "Comme Anne vous l’a écrit, on ne parle pas ainsi des autres.";
    let decide = [("case", id.as_str()), ("action", "hide"), ("rule", "respect"), ("reasons", reasons)];
    moderation::decide(ctx, &host, &form(&decide)).await.expect("hidden");
    let decision = moderation::decisions(ctx, &yves).await.expect("decisions").decisions[0].id.to_string();
    let appeal = [("decision", decision.as_str()), ("text", "C’est Anne qui a commencé, pas moi.")];
    moderation::appeal(ctx, &yves, &form(&appeal)).await.expect("appealed");
    let answer = [
        ("decision", decision.as_str()),
        ("outcome", "upheld"),
        ("answer", "Que ce soit Anne ou vous n’y change rien."),
    ];
    moderation::answer(ctx, &karim, &form(&answer)).await.expect("answered");

    // The six of them: the report, the note, the reasons, the excerpt, the appeal, the answer.
    let words = async || {
        let page = moderation::case(ctx, &host, case).await.expect("the case");
        let one = moderation::decisions(ctx, &yves).await.expect("decisions").decisions.remove(0);
        let appeal = one.appeal.expect("an appeal");
        let answer = appeal.answer.expect("an answer").1;
        [page.reports[0].text.clone(), page.notes[0].text.clone(), one.reasons, one.excerpt, appeal.text, answer]
    };
    let before = words().await;
    assert!(before.iter().all(|text| text.contains("Anne")), "{before:?}");
    erasures::request(ctx, &anne, &typed("Anne", Moment::Now)).await.expect("asked for");
    assert_eq!(erasures::carry_out(ctx).await.unwrap(), 1);
    let after = words().await;
    assert!(after.iter().all(|text| text.contains('…') && !text.to_lowercase().contains("anne")), "{after:?}");
    assert_eq!(after[0], "… l’a vu aussi, demandez à @….");
    assert_eq!(after[2], "Comme … vous l’a écrit, on ne parle pas ainsi des autres.");
});

both_engines!(a_name_goes_out_of_what_administrators_and_hosts_noted, |db: Db| async move {
    let test = context(db);
    let ctx = &test.ctx;
    let form = |pairs: &[(&str, &str)]| -> Fields { pairs.iter().copied().collect() };
    let helene = test.with_address("Hélène", "helene@exemple.fr").await;
    let mut tx = ctx.store.begin().await.unwrap();
    store::members::set_administrator(&mut tx.conn(), helene.me.as_ref().unwrap().id).await.unwrap();
    tx.commit().await.unwrap();
    let admin = test.administrator(&helene);
    let simone = test.with_address("Simone", "simone@exemple.fr").await;
    // Written small by its bearer, and so by others.
    let malo = test.with_address("malo", "malo@exemple.fr").await;
    let community = test.community("labo", Visibility::Members, &helene).await;
    test.place(&simone, community, Place::Member).await;
    test.owned_by_company(community).await;

    let about = simone.me.as_ref().unwrap().id.to_string();
    let sign_out = [("about", about.as_str()), ("reason", "Comme malo nous l’a écrit hier.")];
    administration::sign_out(ctx, &admin, &form(&sign_out)).await.expect("signed out");
    let invite = [("note", "Rencontre chez malo"), ("uses", "2"), ("days", "7")];
    administration::invite(ctx, &admin, &form(&invite)).await.expect("invited");
    let thread = test.thread(&simone, "labo", Kind::Discussion, Circle::Members, "Mes samedis").await;
    let told = "Depuis que je prends du méthotrexate, j’ai des nausées.";
    let reply = test.reply(&simone, thread, told).await.to_string();
    let looked =
        [("community", "labo"), ("about", &*reply), ("state", "screened"), ("note", "D’après malo, déjà dit.")];
    vigilance::decide(ctx, &admin, &form(&looked)).await.expect("looked at");

    let words = async || {
        let reason = async |verb: &str| {
            let filter = administration::Filter { verb: verb.into(), ..Default::default() };
            administration::audit(ctx, &admin, &filter).await.expect("the log").rows.remove(0).reason
        };
        let invited = administration::invitations(ctx, &admin, "", None, None).await.expect("a list").rows.remove(0);
        let looked = vigilance::queue(ctx, &admin, "labo", true).await.expect("a queue").rows.remove(0);
        [reason("member.signed_out").await, reason("invitation.made").await, invited.note, looked.note]
    };
    let found = async |typed: &str| {
        let page = administration::invitations(ctx, &admin, typed, None, None).await.expect("a list");
        page.rows.len()
    };
    let before = words().await;
    assert!(before.iter().all(|text| text.contains("malo")), "{before:?}");
    assert_eq!(found("chez malo").await, 1);
    erasures::request(ctx, &malo, &typed("malo", Moment::Now)).await.expect("asked for");
    assert_eq!(erasures::carry_out(ctx).await.unwrap(), 1);
    let chez = "Rencontre chez …";
    assert_eq!(words().await, ["Comme … nous l’a écrit hier.", chez, chez, "D’après …, déjà dit."]);
    assert_eq!((found("chez malo").await, found("rencontre chez").await), (0, 1));
});
