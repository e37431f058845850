//! Devices that ring: for what is due, without a word about where, and only as long as their session lasts.

use domain::communities::Visibility;
use domain::members::{LOCK_SCREEN_CONSENT_VERSION, Purpose};
use domain::policy::Place;
use domain::threads::{Circle, Kind};
use domain::{CommunityId, Fields, ReplyId, ThreadId};
use service::push::Rung;
use service::testing::{TestContext, context};
use service::{Actor, notices, threads};
use store::{Db, both_engines};

const PHONE: &str = "https://push.example/phone";
const TABLET: &str = "https://push.example/tablet";

/// A patient with an address, whose session lasts.
async fn signed_in(test: &TestContext, pseudonym: &str) -> Actor {
    let actor = test.with_address(pseudonym, &format!("{}@exemple.fr", pseudonym.to_lowercase())).await;
    let me = actor.me.as_ref().expect("a member");
    let session = store::members::NewSession {
        id: me.session,
        token_hash: test.ctx.random_bytes(),
        member: me.id,
        device: "test".into(),
        created: test.ctx.now(),
        expires: test.ctx.now().plus(domain::time::DAY * 60),
        proved: test.ctx.now(),
    };
    let mut tx = test.ctx.store.begin().await.expect("a transaction");
    store::members::insert_session(&mut tx.conn(), &session).await.expect("a session");
    tx.commit().await.expect("committed");
    actor
}

async fn ring_at(test: &TestContext, who: &Actor, endpoint: &str) -> service::Outcome<()> {
    let fields = [("endpoint", endpoint), ("p256dh", "BP"), ("auth", "AA")].into_iter().collect();
    notices::ring(&test.ctx, who, &fields).await
}

/// Somebody replies to the thread; where it rang, and what.
async fn reply(test: &TestContext, who: &Actor, thread: ThreadId) -> Vec<(String, serde_json::Value)> {
    let id: ReplyId = test.ctx.new_id();
    let fields = [("thread", thread.to_string()), ("id", id.to_string()), ("body", "Prenez soin de vous.".into())];
    threads::reply(&test.ctx, who, &fields.into_iter().collect()).await.expect("a reply");
    store::testing::settled(&test.ctx.store).await;
    notices::make(&test.ctx).await.expect("made");
    notices::ring_due(&test.ctx).await.expect("rung");
    rung(test)
}

fn rung(test: &TestContext) -> Vec<(String, serde_json::Value)> {
    let mut rung: Vec<_> = test.pushes.take().into_iter().collect();
    rung.sort_by(|a, b| a.to.endpoint.cmp(&b.to.endpoint));
    rung.into_iter().map(|push| (push.to.endpoint, serde_json::from_str(&push.text).expect("JSON"))).collect()
}

async fn setting(test: &TestContext) -> (Actor, Actor, ThreadId, CommunityId) {
    let asker = signed_in(test, "Maryvonne").await;
    let yves = test.patient("Yves").await;
    let community = test.community("reins", Visibility::Members, &asker).await;
    test.place(&yves, community, Place::Member).await;
    let thread = test.thread(&asker, "reins", Kind::Question, Circle::Members, "Clairance à douze").await;
    (asker, yves, thread, community)
}

both_engines!(every_device_rings_once_and_says_nothing_of_the_illness, |db: Db| async move {
    let test = context(db);
    let (asker, yves, thread, _) = setting(&test).await;
    ring_at(&test, &asker, PHONE).await.expect("noted");
    ring_at(&test, &asker, TABLET).await.expect("noted");
    ring_at(&test, &asker, PHONE).await.expect("noted again, which changes nothing");
    let told = reply(&test, &yves, thread).await;
    assert_eq!(told.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), [PHONE, TABLET]);
    let (_, said) = &told[0];
    assert_eq!((said["title"].as_str(), said["body"].as_str()), (Some("Vécu"), Some("Quelqu’un vous a répondu.")));
    let text = said.to_string();
    for word in ["reins", "Reins", "Yves", "Clairance", "soin"] {
        assert!(!text.contains(word), "{word} in {text}");
    }
    assert!(said["to"].as_str().is_some_and(|to| to.starts_with(&format!("/t/{thread}"))));
    // The name it replaces earlier rings by travels in clear.
    assert!(said["tag"].as_str().is_some_and(|tag| tag.len() == 22 && tag != thread.to_string()));
    // What was told is not told again.
    notices::ring_due(&test.ctx).await.expect("nothing due");
    assert!(rung(&test).is_empty());

    // Who chose it reads who, where and what about.
    let settings = notices::settings(&test.ctx, &asker).await.expect("settings");
    assert!(!settings.reveals, "not until one chooses");
    let mut fields: Fields = settings.kinds.iter().map(|kind| (kind.kind.word(), kind.mail.word())).collect();
    fields.0.push(("rings".into(), "answer".into()));
    fields.0.push(("reveals".into(), "1".into()));
    notices::choose(&test.ctx, &asker, &fields).await.expect("chosen");
    let told = reply(&test, &yves, thread).await;
    let text = told[0].1.to_string();
    assert!(text.contains("Yves a répondu à votre question") && text.contains("Clairance"), "{text}");

    // And one who wants no rings of this kind gets none.
    fields.0.retain(|(name, _)| name != "rings");
    notices::choose(&test.ctx, &asker, &fields).await.expect("chosen");
    assert!(reply(&test, &yves, thread).await.is_empty());
});

both_engines!(a_device_rings_as_long_as_its_session_and_reads_as_its_member, |db: Db| async move {
    let test = context(db);
    let (asker, yves, thread, community) = setting(&test).await;
    ring_at(&test, &asker, PHONE).await.expect("noted");
    assert_eq!(reply(&test, &yves, thread).await.len(), 1);

    // Another member signs in on the same device: it is theirs now.
    let other = signed_in(&test, "Simone").await;
    ring_at(&test, &other, PHONE).await.expect("noted");
    assert!(reply(&test, &yves, thread).await.is_empty());
    ring_at(&test, &asker, PHONE).await.expect("noted");

    // Told, and then no longer a member before it rings: silence.
    let id: ReplyId = test.ctx.new_id();
    let fields = [("thread", thread.to_string()), ("id", id.to_string()), ("body", "Encore.".into())];
    threads::reply(&test.ctx, &yves, &fields.into_iter().collect()).await.expect("a reply");
    store::testing::settled(&test.ctx.store).await;
    notices::make(&test.ctx).await.expect("made");
    test.place(&asker, community, Place::Banned).await;
    notices::ring_due(&test.ctx).await.expect("rung");
    assert!(rung(&test).is_empty());
    test.place(&asker, community, Place::Member).await;

    // Signed out: silence.
    test.end_sessions(&asker).await;
    assert!(reply(&test, &yves, thread).await.is_empty());
});

both_engines!(what_waits_is_tried_again_and_what_is_gone_is_forgotten, |db: Db| async move {
    let test = context(db);
    let (asker, yves, thread, _) = setting(&test).await;
    ring_at(&test, &asker, PHONE).await.expect("noted");
    ring_at(&test, &asker, TABLET).await.expect("noted");
    test.pushes.answer(PHONE, Rung::Later);
    test.pushes.answer(TABLET, Rung::Gone);
    assert_eq!(reply(&test, &yves, thread).await.len(), 2);
    notices::ring_due(&test.ctx).await.expect("not yet");
    assert!(rung(&test).is_empty());
    test.clock.advance(301);
    test.pushes.answer(PHONE, Rung::Taken);
    notices::ring_due(&test.ctx).await.expect("rung");
    let again = rung(&test);
    assert_eq!(again.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), [PHONE], "the tablet is forgotten");
    test.clock.advance(301);
    notices::ring_due(&test.ctx).await.expect("nothing");
    assert!(rung(&test).is_empty());

    // What nobody could be told for a day is no news.
    test.pushes.answer(PHONE, Rung::Later);
    assert_eq!(reply(&test, &yves, thread).await.len(), 1);
    test.clock.advance(86_401);
    notices::ring_due(&test.ctx).await.expect("rung");
    assert_eq!(rung(&test).len(), 1);
    test.clock.advance(86_401);
    notices::ring_due(&test.ctx).await.expect("nothing");
    assert!(rung(&test).is_empty());
});

both_engines!(seen_needs_no_ring_and_only_push_services_are_taken, |db: Db| async move {
    let test = context(db);
    let (asker, yves, thread, _) = setting(&test).await;
    ring_at(&test, &asker, PHONE).await.expect("noted");
    for wrong in ["https://elsewhere.example/x", "http://127.0.0.1/", ""] {
        assert!(matches!(ring_at(&test, &asker, wrong).await, Err(service::Fault::Form(_))), "{wrong}");
    }
    assert!(matches!(
        ring_at(&test, &Actor::visitor(domain::Locale::Fr), PHONE).await,
        Err(service::Fault::Problem(_))
    ));
    let id: ReplyId = test.ctx.new_id();
    let fields = [("thread", thread.to_string()), ("id", id.to_string()), ("body", "Vu aussitôt.".into())];
    threads::reply(&test.ctx, &yves, &fields.into_iter().collect()).await.expect("a reply");
    store::testing::settled(&test.ctx.store).await;
    notices::make(&test.ctx).await.expect("made");
    notices::see(&test.ctx, &asker, Some(thread)).await.expect("seen");
    notices::ring_due(&test.ctx).await.expect("nothing");
    assert!(rung(&test).is_empty());
    notices::silence(&test.ctx, &asker, &[("endpoint", PHONE)].into_iter().collect()).await.expect("silenced");
    assert!(reply(&test, &yves, thread).await.is_empty());
});

both_engines!(ringing_and_being_found_are_agreed_to_and_taken_back, |db: Db| async move {
    let test = context(db);
    let anne = signed_in(&test, "Anne").await;
    let ctx = &test.ctx;
    let stands = async |purpose: Purpose| {
        let all = service::members::receipts(ctx, &anne).await.expect("receipts");
        let of: Vec<_> = all.into_iter().filter(|one| one.purpose == purpose).collect();
        (of.len(), of.iter().filter(|one| one.withdrawn.is_none()).count())
    };
    let silence = async |endpoint: &str| {
        notices::silence(ctx, &anne, &[("endpoint", endpoint)].into_iter().collect()).await.expect("silenced");
    };
    ring_at(&test, &anne, PHONE).await.expect("noted");
    ring_at(&test, &anne, TABLET).await.expect("noted");
    assert_eq!(stands(Purpose::Push).await, (1, 1), "one receipt, however many devices");
    assert!(notices::settings(ctx, &anne).await.expect("settings").devices);
    silence(PHONE).await;
    assert_eq!(stands(Purpose::Push).await, (1, 1), "another device still rings");
    let back: Fields = [("purpose", "push")].into_iter().collect();
    service::members::withdraw(ctx, &anne, &back).await.expect("taken back");
    assert_eq!(stands(Purpose::Push).await, (1, 0));
    assert!(!notices::settings(ctx, &anne).await.expect("settings").devices, "no device rings");
    ring_at(&test, &anne, PHONE).await.expect("noted again");
    silence(PHONE).await;
    assert_eq!(stands(Purpose::Push).await, (2, 0), "with the last device it ends");

    let about = |findable: bool| -> Fields {
        [("about", ""), ("findable", "1")].into_iter().take(if findable { 2 } else { 1 }).collect()
    };
    let found = async || service::members::account(ctx, &anne).await.expect("an account").findable;
    service::members::about(ctx, &anne, &about(true)).await.expect("findable");
    assert_eq!((stands(Purpose::Findable).await, found().await), ((1, 1), true));
    let back: Fields = [("purpose", "findable")].into_iter().collect();
    service::members::withdraw(ctx, &anne, &back).await.expect("taken back");
    assert_eq!((stands(Purpose::Findable).await, found().await), ((1, 0), false));
    service::members::about(ctx, &anne, &about(true)).await.expect("findable");
    service::members::about(ctx, &anne, &about(false)).await.expect("found no more");
    assert_eq!((stands(Purpose::Findable).await, found().await), ((2, 0), false));

    // The text is shown as it was agreed to, in the language of then: that is what its fingerprint is of.
    test.clock.advance(1);
    let mut english = anne.clone();
    english.locale = domain::Locale::En;
    service::members::about(ctx, &english, &about(true)).await.expect("findable");
    let all = service::members::receipts(ctx, &anne).await.expect("receipts");
    let languages: Vec<_> = all.iter().filter(|one| one.purpose == Purpose::Findable).map(|one| one.locale).collect();
    assert_eq!(languages, [Some(domain::Locale::En), Some(domain::Locale::Fr), Some(domain::Locale::Fr)]);
});

both_engines!(what_lock_screens_say_is_agreed_to_and_taken_back, |db: Db| async move {
    let test = context(db);
    let (asker, yves, thread, _) = setting(&test).await;
    ring_at(&test, &asker, PHONE).await.expect("noted");
    let choose = async |reveals: bool| {
        let settings = notices::settings(&test.ctx, &asker).await.expect("settings");
        let mut fields: Fields = settings.kinds.iter().map(|one| (one.kind.word(), one.mail.word())).collect();
        fields.0.extend(settings.kinds.iter().map(|one| ("rings".to_owned(), one.kind.word().to_owned())));
        if reveals {
            fields.set("reveals", "1");
        }
        notices::choose(&test.ctx, &asker, &fields).await.expect("chosen");
    };
    let receipts = async || {
        let all = service::members::receipts(&test.ctx, &asker).await.expect("receipts");
        let of = all.into_iter().filter(|one| one.purpose == Purpose::LockScreen);
        of.map(|one| (one.text_version, one.withdrawn.is_some())).collect::<Vec<_>>()
    };
    let version = || LOCK_SCREEN_CONSENT_VERSION.to_owned();
    choose(false).await;
    assert!(receipts().await.is_empty(), "nothing was agreed to");
    choose(true).await;
    choose(true).await;
    assert_eq!(receipts().await, [(version(), false)], "one receipt, however often it is saved");
    assert!(reply(&test, &yves, thread).await[0].1.to_string().contains("Clairance"));

    // Taken back where the receipt stands: at once, and the setting says so too.
    let back = [("purpose", "lock_screen")].into_iter().collect();
    service::members::withdraw(&test.ctx, &asker, &back).await.expect("taken back");
    assert_eq!(receipts().await, [(version(), true)]);
    assert!(!notices::settings(&test.ctx, &asker).await.expect("settings").reveals);
    assert!(!reply(&test, &yves, thread).await[0].1.to_string().contains("Clairance"));
    // Taken back where it was chosen.
    choose(true).await;
    choose(false).await;
    assert_eq!(receipts().await, [(version(), true), (version(), true)]);

    // On from before there were receipts: it says nothing, shows as off, and is chosen again.
    let mut tx = test.ctx.store.begin().await.expect("a transaction");
    let id = asker.me.as_ref().expect("a member").id;
    store::notices::set_reveals(&mut tx.conn(), id, true).await.expect("as it was");
    tx.commit().await.expect("committed");
    assert!(!notices::settings(&test.ctx, &asker).await.expect("settings").reveals);
    assert!(!reply(&test, &yves, thread).await[0].1.to_string().contains("Clairance"));
    choose(true).await;
    assert!(notices::settings(&test.ctx, &asker).await.expect("settings").reveals);
    assert!(reply(&test, &yves, thread).await[0].1.to_string().contains("Clairance"));
});

both_engines!(what_becomes_urgent_rings_again_beside_what_rang_before, |db: Db| async move {
    let test = context(db);
    let (host, yves, thread, _) = setting(&test).await;
    ring_at(&test, &host, PHONE).await.expect("noted");
    let told = async || {
        store::testing::settled(&test.ctx.store).await;
        notices::make(&test.ctx).await.expect("made");
        notices::ring_due(&test.ctx).await.expect("rung");
        rung(&test).into_iter().map(|(_, said)| said["tag"].to_string()).collect::<Vec<_>>()
    };
    let reply = test.reply(&yves, thread, "Tout est là : https://exemple.fr").await;
    let before = told().await;
    assert_eq!(before.len(), 2, "an answer, and a case");
    let edit: Fields = [("body", "Je veux en finir, ce soir.")].into_iter().collect();
    threads::edit_reply(&test.ctx, &yves, reply, &edit).await.expect("changed");
    let urgent = told().await;
    // A device replaces what has the same name without a sound.
    assert!(urgent.len() == 1 && !before.contains(&urgent[0]), "{before:?} {urgent:?}");
});
