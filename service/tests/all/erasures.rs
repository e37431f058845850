//! Asking to be erased: proved, with one's name, after handing over, and with two weeks to change one's mind.

use domain::communities::Visibility;
use domain::erasures::{Moment, Words};
use domain::policy::Place;
use domain::{FieldError, Fields, Problem, Refused};
use service::testing::context;
use service::{Fault, erasures};
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
