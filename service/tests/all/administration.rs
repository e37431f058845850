//! Administration: who finds whom, what is given and taken, and that each of it leaves a trace. On both engines.

mod invitations;
mod lists;
mod organisations;
mod stand_ins;
mod suspensions;

use domain::administration::{AuditPage, Right};
use domain::communities::Visibility;
use domain::policy::Place;
use domain::{CommunityId, FieldError, Fields, Locale, MemberId, Problem};
use service::administration::{self, Filter};
use service::testing::{TestContext, context};
use service::{Actor, Fault, Outcome, members};
use store::{Db, both_engines};

fn form(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().copied().collect()
}

fn id(actor: &Actor) -> MemberId {
    actor.me.as_ref().expect("a member").id
}

fn at<T>(outcome: Outcome<T>, field: &str) -> Option<FieldError> {
    match outcome {
        Err(Fault::Form(refused)) => refused.at(field),
        _ => None,
    }
}

fn problem<T>(outcome: Outcome<T>) -> Option<Problem> {
    match outcome {
        Err(Fault::Problem(problem)) => Some(problem),
        _ => None,
    }
}

/// An administrator, in the database too.
async fn administrator(test: &TestContext, pseudonym: &str) -> Actor {
    let address = format!("{}@exemple.fr", domain::text::fold(pseudonym));
    let actor = test.with_address(pseudonym, &address).await;
    let mut tx = test.ctx.store.begin().await.expect("a transaction");
    store::members::set_administrator(&mut tx.conn(), id(&actor)).await.expect("an administrator");
    tx.commit().await.expect("committed");
    test.administrator(&actor)
}

async fn log(test: &TestContext, admin: &Actor, verb: &str) -> AuditPage {
    let filter = Filter { verb: verb.into(), ..Filter::default() };
    administration::audit(&test.ctx, admin, &filter).await.expect("the log")
}

both_engines!(members_are_found_by_name_or_whole_address, |db: Db| async move {
    let test = context(db);
    let admin = administrator(&test, "Hélène").await;
    let anne = test.with_address("Anne-Élise", "anne@exemple.fr").await;
    test.with_address("Annette", "annette@exemple.fr").await;
    let names = async |q: &str| {
        let page = administration::members(&test.ctx, &admin, q, None).await.expect("a list");
        page.rows.into_iter().map(|row| row.pseudonym).collect::<Vec<_>>()
    };
    assert_eq!(names("").await, ["Anne-Élise", "Annette", "Hélène"]);
    assert_eq!(names("ANNE").await, ["Anne-Élise", "Annette"]);
    assert_eq!(names("anne e").await, ["Anne-Élise"]);
    assert_eq!(names("nnette").await, [""; 0], "the beginning");
    assert_eq!(names("Annette@exemple.fr").await, ["Annette"]);
    assert_eq!(names("annett@exemple.fr").await, [""; 0], "the whole address");
    let page = administration::members(&test.ctx, &admin, "", Some(id(&anne))).await.expect("a list");
    assert_eq!(page.rows.iter().map(|row| row.pseudonym.as_str()).collect::<Vec<_>>(), ["Annette", "Hélène"]);
    // No address is told, by no page.
    let shown = format!("{page:?} {:?}", administration::member(&test.ctx, &admin, id(&anne)).await.expect("a page"));
    assert!(!shown.contains("exemple.fr"), "{shown}");
});

both_engines!(a_long_list_has_pages, |db: Db| async move {
    let test = context(db);
    let admin = administrator(&test, "Zoé").await;
    for n in 0..53 {
        test.patient(&format!("Membre {n:02}")).await;
    }
    let first = administration::members(&test.ctx, &admin, "membre", None).await.expect("a page");
    assert_eq!((first.rows.len(), first.next), (50, Some(first.rows[49].id)));
    let second = administration::members(&test.ctx, &admin, "membre", first.next).await.expect("a page");
    let names: Vec<_> = second.rows.iter().map(|row| row.pseudonym.as_str()).collect();
    assert_eq!((names.as_slice(), second.next), (["Membre 50", "Membre 51", "Membre 52"].as_slice(), None));
});

both_engines!(nobody_else_administers, |db: Db| async move {
    let test = context(db);
    let admin = administrator(&test, "Hélène").await;
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    let mut moderator = anne.clone();
    if let Some(me) = &mut moderator.me {
        me.moderator = true;
    }
    let ctx = &test.ctx;
    let some =
        form(&[("about", &id(&anne).to_string()), ("reason", "Pour voir"), ("right", "moderator"), ("to", "on")]);
    let mut late = admin.clone();
    if let Some(me) = &mut late.me {
        me.proved = domain::Timestamp(0);
    }
    for (who, expected) in [
        (Actor::visitor(Locale::Fr), Problem::SignInNeeded),
        (anne.clone(), Problem::Forbidden),
        (moderator, Problem::Forbidden),
        (late, Problem::ProofNeeded { passkey: false }),
    ] {
        let expected = Some(expected);
        assert_eq!(problem(administration::home(ctx, &who).await), expected);
        assert_eq!(problem(administration::members(ctx, &who, "", None).await), expected);
        assert_eq!(problem(administration::member(ctx, &who, id(&anne)).await), expected);
        assert_eq!(problem(administration::communities(ctx, &who, "", None).await), expected);
        assert_eq!(problem(administration::suspensions(ctx, &who, "", None).await), expected);
        assert_eq!(problem(administration::suspend(ctx, &who, &some).await), expected);
        assert_eq!(problem(administration::lift(ctx, &who, &some).await), expected);
        assert_eq!(problem(administration::audit(ctx, &who, &Filter::default()).await), expected);
        assert_eq!(problem(administration::settings(ctx, &who).await), expected);
        assert_eq!(problem(administration::invitations(ctx, &who, "", None, None).await), expected);
        assert_eq!(problem(administration::set_right(ctx, &who, &some).await), expected);
        assert_eq!(problem(administration::set_organisation(ctx, &who, &some).await), expected);
        assert_eq!(problem(administration::sign_out(ctx, &who, &some).await), expected);
        assert_eq!(problem(administration::resend(ctx, &who, &some).await), expected);
        assert_eq!(problem(administration::name_host(ctx, &who, &some).await), expected);
        assert_eq!(problem(administration::set_sign_ups(ctx, &who, &some).await), expected);
        assert_eq!(problem(administration::invite(ctx, &who, &some).await), expected);
        assert_eq!(problem(administration::uninvite(ctx, &who, &some).await), expected);
    }
    assert!(log(&test, &admin, "").await.rows.is_empty(), "nothing was done");
});

both_engines!(a_right_is_given_with_a_reason_and_ends_sessions, |db: Db| async move {
    let test = context(db);
    let ctx = &test.ctx;
    let admin = administrator(&test, "Hélène").await;
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    let session = test.session(&anne).await;
    let about = id(&anne).to_string();
    let order = |right: Right, to: &str, reason: &str| {
        form(&[("about", &about), ("right", right.word()), ("to", to), ("reason", reason)])
    };
    let short = administration::set_right(ctx, &admin, &order(Right::Moderator, "on", "ok")).await;
    assert_eq!(at(short, "reason"), Some(FieldError::TooShort { min: 5, have: 2 }));
    let odd = form(&[("about", about.as_str()), ("right", "king"), ("to", "on"), ("reason", "Elle veille bien.")]);
    assert_eq!(at(administration::set_right(ctx, &admin, &odd).await, "right"), Some(FieldError::NotAChoice));
    assert!(members::sessions::authenticate(ctx, &session).await.unwrap().is_some());

    let fine = order(Right::Moderator, "on", "Elle veille bien.");
    assert!(!administration::set_right(ctx, &admin, &fine).await.expect("given"), "not oneself");
    assert!(members::sessions::authenticate(ctx, &session).await.unwrap().is_none(), "she signs in again");
    let session = test.session(&anne).await;
    let (me, _) = members::sessions::authenticate(ctx, &session).await.unwrap().expect("signed in");
    assert!(me.moderator && !me.administrator);
    // A second press changes nothing and leaves no second trace.
    administration::set_right(ctx, &admin, &fine).await.expect("done already");
    assert!(members::sessions::authenticate(ctx, &session).await.unwrap().is_some());
    let page = log(&test, &admin, "member.right").await;
    assert_eq!(page.rows.len(), 1);
    let line = &page.rows[0];
    assert_eq!((line.detail.as_str(), line.reason.as_str()), ("moderator on", "Elle veille bien."));
    assert_eq!(line.actor.as_ref().map(String::len), Some(8), "the beginning of a hash");
    assert_ne!(line.actor, line.about);

    administration::set_right(ctx, &admin, &order(Right::Moderator, "off", "Elle se repose.")).await.expect("taken");
    let page = administration::member(ctx, &admin, id(&anne)).await.expect("a page");
    assert!(!page.member.moderator && !page.own);
    let acts: Vec<_> = page.acts.iter().map(|act| act.reason.as_str()).collect();
    assert_eq!(acts, ["Elle se repose.", "Elle veille bien."]);
});

both_engines!(the_last_administrator_stays, |db: Db| async move {
    let test = context(db);
    let ctx = &test.ctx;
    let admin = administrator(&test, "Hélène").await;
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    let order = |about: &Actor, to: &str| {
        form(&[
            ("about", &id(about).to_string()),
            ("right", "administrator"),
            ("to", to),
            ("reason", "Relève d’équipe"),
        ])
    };
    let alone = administration::set_right(ctx, &admin, &order(&admin, "off")).await;
    assert_eq!(at(alone, "right"), Some(FieldError::LastAdministrator));
    assert!(administration::member(ctx, &admin, id(&admin)).await.unwrap().last_administrator);
    administration::set_right(ctx, &admin, &order(&anne, "on")).await.expect("two now");
    assert!(administration::set_right(ctx, &admin, &order(&admin, "off")).await.expect("handed over"), "oneself");
    let alone = administration::set_right(ctx, &test.administrator(&anne), &order(&anne, "off")).await;
    assert_eq!(at(alone, "right"), Some(FieldError::LastAdministrator));
    // Nobody is given a right who never signs in.
    let imported = test.patient("Importé").await;
    let never = administration::set_right(ctx, &test.administrator(&anne), &order(&imported, "on")).await;
    assert_eq!(problem(never), Some(Problem::Forbidden));
});

both_engines!(signed_out_everywhere_ends_programs_too, |db: Db| async move {
    let test = context(db);
    let ctx = &test.ctx;
    let admin = administrator(&test, "Hélène").await;
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    let (phone, laptop) = (test.session(&anne).await, test.session(&anne).await);
    let token = test.token(&anne, &[domain::tokens::Scope::Read]).await;
    assert_eq!(administration::member(ctx, &admin, id(&anne)).await.unwrap().sessions, 2);
    let order = form(&[("about", &id(&anne).to_string()), ("reason", "Téléphone volé, elle l’a dit.")]);
    administration::sign_out(ctx, &admin, &order).await.expect("signed out");
    for session in [phone, laptop] {
        assert!(members::sessions::authenticate(ctx, &session).await.unwrap().is_none());
    }
    assert!(service::tokens::authenticate(ctx, &token).await.unwrap().is_none());
    assert_eq!(log(&test, &admin, "member.signed_out").await.rows.len(), 1);
    let nobody = form(&[("about", &id(&anne).to_string()[1..]), ("reason", "Personne de ce nom")]);
    assert_eq!(problem(administration::sign_out(ctx, &admin, &nobody).await), Some(Problem::NotFound));
});

both_engines!(a_community_without_a_host_is_given_one, |db: Db| async move {
    let test = context(db);
    let ctx = &test.ctx;
    let admin = administrator(&test, "Hélène").await;
    let founder = test.patient("Fondatrice").await;
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    test.with_address("Étrangère", "etrangere@exemple.fr").await;
    let community: CommunityId = test.community("reins", Visibility::Members, &founder).await;
    test.community("sommeil", Visibility::Open, &founder).await;
    test.place(&anne, community, Place::Member).await;
    let page = administration::communities(ctx, &admin, "REIN", None).await.expect("a list");
    assert_eq!(page.rows.len(), 1);
    let row = &page.rows[0];
    assert_eq!((row.link.slug.as_str(), row.members, row.charter), ("reins", 2, 1));
    assert_eq!(row.hosts, ["Fondatrice"]);
    let order = |pseudonym: &str| {
        form(&[("community", "reins"), ("pseudonym", pseudonym), ("reason", "Plus personne ne veille ici.")])
    };
    // Where somebody hosts, hosts name hosts.
    assert_eq!(problem(administration::name_host(ctx, &admin, &order("Anne")).await), Some(Problem::Forbidden));
    test.place(&founder, community, Place::Member).await;
    for nobody in ["Étrangère", "Personne"] {
        let refused = administration::name_host(ctx, &admin, &order(nobody)).await;
        assert_eq!(at(refused, "pseudonym"), Some(FieldError::NobodyOfThisName), "{nobody}: alike");
    }
    administration::name_host(ctx, &admin, &order("@anne")).await.expect("named");
    let page = administration::communities(ctx, &admin, "", None).await.expect("a list");
    assert_eq!(page.rows.iter().map(|row| row.hosts.len()).collect::<Vec<_>>(), [1, 1]);
    let line = &log(&test, &admin, "host.changed").await.rows[0];
    assert_eq!((line.community.as_deref(), line.reason.as_str()), (Some("reins"), "Plus personne ne veille ici."));
});

both_engines!(the_log_is_filtered_and_verified, |db: Db| async move {
    let test = context(db);
    let ctx = &test.ctx;
    let admin = administrator(&test, "Hélène").await;
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    let order = form(&[("about", &id(&anne).to_string()), ("reason", "Une raison qui s’en va")]);
    for _ in 0..102 {
        administration::sign_out(ctx, &admin, &order).await.expect("signed out");
    }
    let first = log(&test, &admin, "").await;
    assert_eq!((first.rows.len(), first.chain.is_none()), (100, true));
    let filter = Filter { before: first.next, verify: true, ..Filter::default() };
    let second = administration::audit(ctx, &admin, &filter).await.expect("a page");
    assert_eq!((second.rows.len(), second.next), (2, None));
    let chain = second.chain.expect("verified");
    assert_eq!((chain.rows, chain.broken, chain.last.len()), (102, None, 64));
    assert!(log(&test, &admin, "setting.changed").await.rows.is_empty());
    let tomorrow = Filter { since: "2099-01-01".into(), ..Filter::default() };
    assert!(administration::audit(ctx, &admin, &tomorrow).await.expect("a page").rows.is_empty());
    // Whom it concerned is gone: the log stands and holds, the reasons went.
    let fields = form(&[("words", "remove"), ("moment", "now"), ("pseudonym", "Anne")]);
    let mut leaving = anne.clone();
    if let Some(me) = &mut leaving.me {
        me.proved = ctx.now();
    }
    service::erasures::request(ctx, &leaving, &fields).await.expect("asked for");
    assert_eq!(service::erasures::carry_out(ctx).await.expect("done"), 1);
    let after = administration::audit(ctx, &admin, &filter).await.expect("a page");
    assert!(after.rows.iter().all(|line| line.reason.is_empty() && line.about.is_some()));
    assert_eq!(after.chain.expect("verified").broken, None);
});

both_engines!(who_is_made_an_administrator_by_command_signs_in_again, |db: Db| async move {
    let test = context(db);
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    let session = test.session(&anne).await;
    // Once more gives nothing that she does not have.
    for _ in 0..2 {
        members::create_administrator(&test.ctx, "Anne", "anne@exemple.fr", "").await.expect("promoted");
        assert!(members::sessions::authenticate(&test.ctx, &session).await.unwrap().is_none());
        let mut reader = test.ctx.store.read().await.unwrap();
        let log = store::moderation::audit_after(&mut reader.conn(), 0, 10).await.unwrap();
        drop(reader);
        let written: Vec<_> = log.iter().map(|row| (row.verb.as_str(), row.detail.as_str())).collect();
        assert_eq!(written, [("member.right", "administrator on")]);
        assert!(log[0].actor.is_none() && log[0].about.is_some(), "by the program, about her");
    }
    let verified = service::moderation::audit::verify(&test.ctx).await.expect("verified");
    assert_eq!((verified.rows, verified.broken), (1, None));
});
