//! What is held back: new accounts write less, a rush of them less still, one network address signs up a few times a day.

use domain::communities::Visibility;
use domain::policy::Place;
use domain::threads::{Circle, Kind};
use domain::{Fields, Locale, Problem, ThreadId};
use service::testing::{TestContext, context};
use service::{Actor, Fault, Outcome, Settings, members, threads};
use std::sync::Arc;
use store::{Db, both_engines};

/// The real limits, with so many sign-ups an hour as usual.
fn narrowed(test: &mut TestContext, sign_ups_per_hour: u32) {
    test.ctx.settings = Arc::new(Settings { sign_ups_per_hour, ..Settings::default() });
}

async fn ask(test: &TestContext, who: &Actor) -> Outcome<ThreadId> {
    let id: ThreadId = test.ctx.new_id();
    let fields: Fields = [
        ("id", id.to_string()),
        ("community", "reins".into()),
        ("kind", Kind::Discussion.word().into()),
        ("circle", Circle::Members.word().into()),
        ("title", format!("Un titre assez long {id}")),
        ("body", format!("Texte {id}")),
        ("tags", String::new()),
    ]
    .into_iter()
    .collect();
    threads::ask(&test.ctx, who, &fields).await
}

fn too_many<T>(outcome: &Outcome<T>) -> bool {
    matches!(outcome, Err(Fault::Problem(Problem::TooMany { .. })))
}

/// How many threads somebody starts at once before being asked to wait.
async fn at_once(test: &TestContext, who: &Actor) -> usize {
    for count in 0.. {
        let outcome = ask(test, who).await;
        if too_many(&outcome) {
            return count;
        }
        outcome.expect("a thread");
        assert!(count < 50, "no limit");
    }
    0
}

async fn reins(test: &TestContext) -> domain::CommunityId {
    let founder = test.professional("Fondatrice").await;
    test.community("reins", Visibility::Members, &founder).await
}

both_engines!(an_account_writes_more_as_it_grows, |db: Db| async move {
    let mut test = context(db);
    let community = reins(&test).await;
    let (anne, sleeper) = (test.patient("Anne").await, test.patient("Dormeur").await);
    let pharmacist = test.professional("Claire").await;
    for who in [&anne, &sleeper, &pharmacist] {
        test.place(who, community, Place::Member).await;
    }
    narrowed(&mut test, 60);
    assert_eq!(at_once(&test, &anne).await, 2, "on the first day");
    assert_eq!(at_once(&test, &pharmacist).await, 10, "somebody looked at who they are");
    test.clock.advance(2 * 86_400);
    assert_eq!(at_once(&test, &anne).await, 5, "in the first week");
    test.clock.advance(8 * 86_400);
    assert_eq!(at_once(&test, &anne).await, 10, "known by now");
    assert_eq!(at_once(&test, &sleeper).await, 5, "old, but nothing of theirs stands");
});

both_engines!(a_rush_of_sign_ups_slows_the_first_day, |db: Db| async move {
    let mut test = context(db);
    let community = reins(&test).await;
    let old = test.patient("Ancienne").await;
    test.place(&old, community, Place::Member).await;
    test.clock.advance(2 * 86_400);
    for n in 0..4 {
        let one = test.patient(&format!("Foule {n}")).await;
        test.set_password(&one, "théière octobre vélo cuivre").await;
    }
    let new = test.patient("Nouvelle").await;
    test.place(&new, community, Place::Member).await;
    narrowed(&mut test, 3);
    assert_eq!(at_once(&test, &new).await, 1);
    assert_eq!(at_once(&test, &old).await, 5, "who was here before is not held back");
    // An hour later nobody comes any more: as on any first day.
    test.clock.advance(3_600 + 1);
    assert_eq!(at_once(&test, &new).await, 2);
});

both_engines!(texts_are_not_changed_without_end, |db: Db| async move {
    let mut test = context(db);
    let community = reins(&test).await;
    let anne = test.patient("Anne").await;
    test.place(&anne, community, Place::Member).await;
    let thread = ask(&test, &anne).await.expect("a thread");
    let reply = test.reply(&anne, thread, "Une réponse").await;
    narrowed(&mut test, 60);
    let edit = |n: usize| -> Fields {
        [("title", "Un autre titre".to_owned()), ("body", format!("Corps {n}")), ("tags", String::new())]
            .into_iter()
            .collect()
    };
    for n in 0..10 {
        threads::edit_thread(&test.ctx, &anne, thread, &edit(n)).await.expect("changed");
    }
    assert!(too_many(&threads::edit_thread(&test.ctx, &anne, thread, &edit(10)).await));
    assert!(too_many(&threads::edit_reply(&test.ctx, &anne, reply, &edit(11)).await), "counted together");
});

both_engines!(one_network_address_signs_up_a_few_times_a_day, |db: Db| async move {
    let mut test = context(db);
    narrowed(&mut test, 60);
    let from = |address: &str| Actor { address: address.into(), ..Actor::visitor(Locale::Fr) };
    let form = |n: usize| -> Fields {
        let (name, address) = (format!("Personne {n}"), format!("personne{n}@exemple.fr"));
        [
            ("role", "patient"),
            ("pseudonym", &name),
            ("email", &address),
            ("password", "théière octobre vélo cuivre"),
            ("adult", "1"),
            ("consent", "1"),
        ]
        .into_iter()
        .collect()
    };
    for n in 0..6 {
        members::sign_up(&test.ctx, &from("192.0.2.1"), &form(n)).await.expect("a household");
    }
    assert!(too_many(&members::sign_up(&test.ctx, &from("192.0.2.1"), &form(6)).await));
    members::sign_up(&test.ctx, &from("192.0.2.2"), &form(7)).await.expect("another address");
    test.clock.advance(7_200);
    members::sign_up(&test.ctx, &from("192.0.2.1"), &form(8)).await.expect("one each two hours");
    assert!(too_many(&members::sign_up(&test.ctx, &from("192.0.2.1"), &form(9)).await));
});

both_engines!(links_of_disposable_addresses_are_looked_at_for_longer, |db: Db| async move {
    let test = context(db);
    let community = reins(&test).await;
    for (name, disposable) in [("Anne", false), ("Basile", true)] {
        let who = test.patient(name).await;
        test.place(&who, community, Place::Member).await;
        let id = who.me.as_ref().expect("a member").id;
        let mut tx = test.ctx.store.begin().await.expect("a transaction");
        store::administration::set_disposable(&mut tx.conn(), id, disposable).await.expect("marked");
        tx.commit().await.expect("committed");
        let mut thread = ask(&test, &who).await.expect("a thread");
        for _ in 0..5 {
            thread = ask(&test, &who).await.expect("a thread");
        }
        let reply = test.reply(&who, thread, "Voyez https://example.org pour la suite").await;
        let mut reader = test.ctx.store.read().await.expect("a reader");
        let case = store::moderation::open_case(&mut reader.conn(), reply.0).await.expect("asked");
        assert_eq!(case.is_some(), disposable, "{name}");
    }
});
