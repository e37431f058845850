//! Letters: nobody is written to against their will, nobody else reads them, and nothing of them is told.

use domain::communities::Visibility;
use domain::letters::{CorrespondenceState, Letting};
use domain::notices::NoticeKind;
use domain::policy::Place;
use domain::{Fields, LetterId, MemberId, Problem};
use service::testing::{TestContext, context};
use service::{Actor, Fault, letters, notices};
use store::{Db, both_engines};

fn id(actor: &Actor) -> MemberId {
    actor.me.as_ref().expect("a member").id
}

async fn write(test: &TestContext, from: &Actor, to: &Actor, body: &str) -> service::Outcome<LetterId> {
    let letter: LetterId = test.ctx.new_id();
    let fields = [("id", letter.to_string()), ("to", id(to).to_string()), ("body", body.to_owned())];
    letters::write(&test.ctx, from, &fields.into_iter().collect()).await.map(|_| letter)
}

async fn letting(test: &TestContext, from: &Actor, to: &Actor) -> Letting {
    letters::with(&test.ctx, from, id(to), None).await.expect("a page").letting
}

async fn texts(test: &TestContext, reader: &Actor, with: &Actor) -> Vec<String> {
    let page = letters::with(&test.ctx, reader, id(with), None).await.expect("a page");
    page.letters
        .into_iter()
        .map(|letter| letter.html.replace("<p>", "").replace("</p>", "").replace('\u{202f}', " ").trim().to_owned())
        .collect()
}

fn to(actor: &Actor) -> Fields {
    [("to", id(actor).to_string())].into_iter().collect()
}

async fn told(test: &TestContext, who: &Actor) -> Vec<NoticeKind> {
    store::testing::settled(&test.ctx.store).await;
    notices::make(&test.ctx).await.expect("made");
    let page = notices::list(&test.ctx, who, None).await.expect("a list");
    page.notices.rows.iter().map(|notice| notice.kind).collect()
}

async fn members(test: &TestContext) -> (Actor, Actor, Actor) {
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    let yves = test.with_address("Yves", "yves@exemple.fr").await;
    let other = test.with_address("Simone", "simone@exemple.fr").await;
    let community = test.community("reins", Visibility::Members, &anne).await;
    test.place(&yves, community, Place::Member).await;
    (anne, yves, other)
}

fn refused(outcome: service::Outcome<LetterId>) -> bool {
    matches!(outcome, Err(Fault::Problem(Problem::Forbidden | Problem::NotFound)))
}

both_engines!(a_request_is_accepted_and_both_write, |db: Db| async move {
    let test = context(db);
    let (anne, yves, stranger) = members(&test).await;
    assert_eq!(letting(&test, &yves, &anne).await, Letting::Ask);
    let first = write(&test, &yves, &anne, "Bonjour, puis-je vous demander conseil ?").await.expect("asked");
    assert_eq!(letting(&test, &yves, &anne).await, Letting::Wait);
    assert!(refused(write(&test, &yves, &anne, "Encore moi").await), "nothing more until it is accepted");
    let page = letters::list(&test.ctx, &anne).await.expect("a list");
    assert_eq!((page.requests.len(), page.requests[0].unread), (1, 1));
    assert_eq!(told(&test, &anne).await, [NoticeKind::Letter]);

    write(&test, &anne, &yves, "Avec plaisir.").await.expect("answered");
    write(&test, &yves, &anne, "Merci !").await.expect("written");
    write(&test, &yves, &anne, "Vraiment.").await.expect("written");
    let all = ["Bonjour, puis-je vous demander conseil ?", "Avec plaisir.", "Merci !", "Vraiment."];
    assert_eq!(texts(&test, &anne, &yves).await, all);
    assert_eq!(texts(&test, &yves, &anne).await, all);
    // One notice until it is seen.
    assert_eq!(told(&test, &anne).await, [NoticeKind::Letter]);
    assert_eq!(told(&test, &yves).await, [NoticeKind::Letter]);
    let page = letters::list(&test.ctx, &anne).await.expect("a list");
    assert_eq!((page.requests.len(), page.correspondences[0].state), (0, CorrespondenceState::Open));
    letters::correspondence(&test.ctx, &anne, page.correspondences[0].id).await.expect("read");
    assert_eq!(letters::list(&test.ctx, &anne).await.expect("a list").correspondences[0].unread, 0);
    write(&test, &yves, &anne, "Bonne nuit.").await.expect("written");
    assert_eq!(told(&test, &anne).await, [NoticeKind::Letter, NoticeKind::Letter]);

    // Sent twice under one id, it is one; under somebody else's id it is refused.
    let again = [("id", first.to_string()), ("to", id(&anne).to_string()), ("body", "Autre chose".into())];
    letters::write(&test.ctx, &yves, &again.clone().into_iter().collect()).await.expect("sent already");
    assert_eq!(texts(&test, &anne, &yves).await.len(), 5);
    assert!(letters::write(&test.ctx, &anne, &again.into_iter().collect()).await.is_err());

    // Nobody else reads them, nor learns that there are any.
    assert!(matches!(
        letters::with(&test.ctx, &stranger, id(&anne), None).await,
        Err(Fault::Problem(Problem::NotFound))
    ));
    let theirs = letters::list(&test.ctx, &anne).await.expect("a list").correspondences[0].id;
    assert!(letters::correspondence(&test.ctx, &stranger, theirs).await.is_err());
    assert!(letters::list(&test.ctx, &stranger).await.expect("a list").correspondences.is_empty());
    let report = [("letter", first.to_string()), ("reason", "other".into())].into_iter().collect();
    assert!(letters::report(&test.ctx, &stranger, &report).await.is_err());
    let mut reader = test.ctx.store.read().await.expect("a reader");
    let stored = store::letters::letter(&mut reader.conn(), first).await.expect("read").expect("a letter");
    let sealed = stored.sealed.expect("sealed");
    assert!(!sealed.windows(7).any(|window| window == b"conseil"), "sealed where it is stored");
});

both_engines!(nobody_is_written_to_against_their_will, |db: Db| async move {
    let test = context(db);
    let (anne, yves, stranger) = members(&test).await;
    assert!(refused(write(&test, &stranger, &anne, "Bonjour").await), "no community in common");
    assert!(refused(write(&test, &anne, &anne, "À moi-même").await));
    let long = "a".repeat(601);
    assert!(matches!(write(&test, &yves, &anne, &long).await, Err(Fault::Form(_))), "a request is short");

    // Switched off.
    letters::receive(&test.ctx, &anne, &Fields::default()).await.expect("chosen");
    assert_eq!(letting(&test, &yves, &anne).await, Letting::Closed);
    assert!(refused(write(&test, &yves, &anne, "Bonjour").await));
    letters::receive(&test.ctx, &anne, &[("receives", "1")].into_iter().collect()).await.expect("chosen");

    // Refused: the asker sees what they saw before, and cannot ask again.
    write(&test, &yves, &anne, "Bonjour").await.expect("asked");
    letters::refuse(&test.ctx, &anne, &to(&yves)).await.expect("refused");
    assert_eq!(letting(&test, &yves, &anne).await, Letting::Wait);
    let asked = letters::list(&test.ctx, &yves).await.expect("a list");
    assert_eq!(asked.correspondences[0].state, CorrespondenceState::Asked);
    let hers = letters::list(&test.ctx, &anne).await.expect("a list");
    assert!(hers.requests.is_empty() && hers.correspondences.is_empty());
    assert!(refused(write(&test, &yves, &anne, "S’il vous plaît").await));

    // She may change her mind by writing.
    write(&test, &anne, &yves, "Finalement, oui.").await.expect("written");
    write(&test, &yves, &anne, "Merci").await.expect("written");

    // Blocked: neither writes, and nobody is told.
    letters::block(&test.ctx, &anne, &to(&yves)).await.expect("blocked");
    assert_eq!(letting(&test, &yves, &anne).await, Letting::Closed);
    assert_eq!(letting(&test, &anne, &yves).await, Letting::Blocking);
    assert!(refused(write(&test, &yves, &anne, "Pourquoi ?").await));
    assert!(refused(write(&test, &anne, &yves, "Rien").await));
    assert_eq!(letters::list(&test.ctx, &anne).await.expect("a list").blocked.len(), 1);
    letters::unblock(&test.ctx, &anne, &to(&yves)).await.expect("unblocked");
    write(&test, &yves, &anne, "Rebonjour").await.expect("written");
});

both_engines!(what_is_taken_back_is_gone_and_what_is_reported_is_one_letter, |db: Db| async move {
    let test = context(db);
    let (anne, yves, _) = members(&test).await;
    let mut admin = test.patient("Admin").await;
    admin.me.as_mut().expect("a member").administrator = true;
    test.give_key(&admin).await;
    let log = async |verb: &str| {
        let filter = service::administration::Filter { verb: verb.into(), ..Default::default() };
        service::administration::audit(&test.ctx, &admin, &filter).await.expect("the log").rows
    };
    let asked = write(&test, &yves, &anne, "Achetez ma poudre").await.expect("asked");
    let kept = write(&test, &anne, &yves, "Non merci").await.expect("answered");
    let secret = write(&test, &yves, &anne, "Autre chose de privé").await.expect("written");

    assert!(letters::reported(&test.ctx, &anne).await.is_err(), "administrators alone");
    let report = |letter: LetterId| -> Fields {
        [("letter", letter.to_string()), ("reason", "selling".into())].into_iter().collect()
    };
    assert!(letters::report(&test.ctx, &anne, &report(kept)).await.is_err(), "not one's own");
    letters::report(&test.ctx, &anne, &report(asked)).await.expect("reported");
    letters::report(&test.ctx, &anne, &report(asked)).await.expect("once");
    // The author takes it back: the administrators still read what was received.
    let erase = |letter: LetterId| -> Fields { [("letter", letter.to_string())].into_iter().collect() };
    assert!(letters::erase(&test.ctx, &anne, &erase(asked)).await.is_err(), "its author alone");
    letters::erase(&test.ctx, &yves, &erase(asked)).await.expect("taken back");
    assert_eq!(texts(&test, &anne, &yves).await, ["", "Non merci", "Autre chose de privé"]);
    let reported = letters::reported(&test.ctx, &admin).await.expect("a list");
    assert_eq!(reported.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["Achetez ma poudre"]);
    assert!(matches!(letters::with(&test.ctx, &admin, id(&anne), None).await, Err(Fault::Problem(Problem::NotFound))));
    // Who read whose letter is written down once, and who was done with it.
    letters::reported(&test.ctx, &admin).await.expect("the same list");
    let read = log("letter.read").await;
    assert_eq!(read.len(), 1);
    assert!(read[0].actor.is_some() && read[0].about.is_some() && read[0].actor != read[0].about);
    for _ in 0..2 {
        letters::close(&test.ctx, &admin, &erase(asked)).await.expect("closed");
    }
    assert!(letters::reported(&test.ctx, &admin).await.expect("a list").is_empty());
    assert_eq!((log("letter.closed").await.len(), log("letter.read").await.len()), (1, 1));
    let _ = secret;
});
