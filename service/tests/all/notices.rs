//! Notices: who is told, once, and only of what they may read.

use domain::communities::Visibility;
use domain::members::Role;
use domain::notices::NoticeKind;
use domain::policy::Place;
use domain::threads::{Circle, Kind};
use domain::{Fields, ReplyId, ThreadId};
use service::testing::{TestContext, context};
use service::{Actor, notices, threads};
use std::time::Duration;
use store::{Db, both_engines};

fn form(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().copied().collect()
}

/// Makes notices of everything that happened.
async fn make(test: &TestContext) {
    store::testing::settled(&test.ctx.store).await;
    notices::make(&test.ctx).await.expect("made");
}

/// What a member was told: kinds, latest first.
async fn told(test: &TestContext, who: &Actor) -> Vec<NoticeKind> {
    make(test).await;
    let page = notices::list(&test.ctx, who, None).await.expect("a list");
    page.notices.rows.iter().map(|notice| notice.kind).collect()
}

async fn reply(test: &TestContext, who: &Actor, thread: ThreadId, parent: Option<ReplyId>, body: &str) -> ReplyId {
    let id: ReplyId = test.ctx.new_id();
    let parent = parent.map(|parent| parent.to_string()).unwrap_or_default();
    let fields =
        [("thread", thread.to_string()), ("id", id.to_string()), ("parent", parent), ("body", body.to_owned())];
    threads::reply(&test.ctx, who, &fields.into_iter().collect()).await.expect("a reply");
    id
}

both_engines!(each_is_told_once_for_the_strongest_reason, |db: Db| async move {
    let test = context(db);
    let asker = test.patient("Maryvonne").await;
    let (yves, anne) = (test.member("Yves", Role::Carer, None).await, test.patient("Anne Le Goff").await);
    let community = test.community("reins", Visibility::Members, &asker).await;
    for actor in [&yves, &anne] {
        test.place(actor, community, Place::Member).await;
    }
    let thread = test.thread(&asker, "reins", Kind::Question, Circle::Members, "Dormir").await;
    let first = reply(&test, &yves, thread, None, "Chez moi, @Maryvonne, une sieste.").await;
    assert_eq!(told(&test, &asker).await, [NoticeKind::Answer], "once, though named as well");
    reply(&test, &anne, thread, Some(first), "Merci @anne le goff et @Yves !").await;
    assert_eq!(told(&test, &yves).await, [NoticeKind::Reply]);
    assert_eq!(told(&test, &asker).await, [NoticeKind::Answer, NoticeKind::Answer]);
    assert_eq!(told(&test, &anne).await, [], "nobody is told of what they do themselves");
    reply(&test, &asker, thread, None, "(@Anne Le Goff, bonsoir)").await;
    assert_eq!(told(&test, &anne).await, [NoticeKind::Mention]);
    let page = notices::list(&test.ctx, &anne, None).await.expect("a list");
    assert_eq!(page.new, 1);
    assert_eq!(page.notices.rows[0].thread.as_ref().map(|(id, _)| *id), Some(thread));
    notices::see(&test.ctx, &anne, Some(thread)).await.expect("seen");
    assert_eq!(notices::list(&test.ctx, &anne, None).await.expect("a list").new, 0);
    // Making them again changes nothing.
    assert_eq!(told(&test, &asker).await.len(), 2);
});

both_engines!(nobody_is_told_of_what_they_may_not_read, |db: Db| async move {
    let test = context(db);
    let claire = test.professional("Claire").await;
    let (yves, stranger) = (test.member("Yves", Role::Carer, None).await, test.patient("Inconnue").await);
    let community = test.community("reins", Visibility::Members, &claire).await;
    test.place(&yves, community, Place::Member).await;
    let thread = test.thread(&claire, "reins", Kind::Discussion, Circle::Professionals, "Entre soignants").await;
    reply(&test, &claire, thread, None, "@Yves et @Inconnue n’en sauront rien.").await;
    assert_eq!(told(&test, &yves).await, []);
    assert_eq!(told(&test, &stranger).await, []);

    // Told while they could read it; later the list keeps quiet about it.
    let open = test.thread(&claire, "reins", Kind::Discussion, Circle::Members, "Pour tous").await;
    reply(&test, &claire, open, None, "Bonjour @Yves.").await;
    assert_eq!(told(&test, &yves).await, [NoticeKind::Mention]);
    threads::narrow(&test.ctx, &claire, open, &form(&[("circle", "professionals")])).await.expect("narrowed");
    let page = notices::list(&test.ctx, &yves, None).await.expect("a list");
    assert!(page.notices.rows[0].thread.is_none() && page.notices.rows[0].reply.is_none());
});

both_engines!(a_question_finds_its_profession_and_hosts_hear_of_arrivals, |db: Db| async move {
    let test = context(db);
    let host = test.patient("Maryvonne").await;
    let claire = test.professional("Claire").await;
    let community = test.community("reins", Visibility::Members, &host).await;
    test.place(&claire, community, Place::Member).await;
    let profession = claire.me.as_ref().and_then(|me| me.badge).expect("a badge");
    let id: ThreadId = test.ctx.new_id();
    let fields = form(&[
        ("id", &id.to_string()),
        ("community", "reins"),
        ("kind", "question"),
        ("circle", "members"),
        ("title", "Avec ou sans eau ?"),
        ("body", "Je ne sais plus."),
        ("tags", ""),
        ("profession", profession.word()),
    ]);
    threads::ask(&test.ctx, &host, &fields).await.expect("asked");
    assert_eq!(told(&test, &claire).await, [NoticeKind::Question]);

    let yves = test.member("Yves", Role::Carer, None).await;
    service::communities::join(&test.ctx, &yves, &form(&[("community", "reins"), ("consent", "1")]))
        .await
        .expect("joined");
    assert_eq!(told(&test, &host).await, [NoticeKind::Join]);
});

both_engines!(mail_says_who_and_why_and_no_more, |db: Db| async move {
    let test = context(db);
    let asker = test.with_address("Maryvonne", "maryvonne@exemple.fr").await;
    let yves = test.member("Yves", Role::Carer, None).await;
    let community = test.community("reins", Visibility::Members, &asker).await;
    test.place(&yves, community, Place::Member).await;
    let thread = test.thread(&asker, "reins", Kind::Question, Circle::Members, "Insuffisance rénale").await;
    reply(&test, &yves, thread, None, "Un secret.").await;
    make(&test).await;
    notices::send_due(&test.ctx).await.expect("sent");
    notices::send_due(&test.ctx).await.expect("nothing more");
    let mails = service::mail::Mailer::kept(test.mails.as_ref()).await.expect("kept");
    assert_eq!(mails.len(), 1);
    let mail = &mails[0];
    assert_eq!((mail.to.as_str(), mail.subject.as_str()), ("maryvonne@exemple.fr", "Une réponse à votre question"));
    for word in ["reins", "rénale", "secret"] {
        assert!(!mail.text.contains(word) && !mail.subject.contains(word), "{word}");
    }
    assert!(mail.text.contains("Yves a répondu à votre question"));
    // Nor an address under which whoever carries the mail could open the thread.
    assert!(!mail.text.contains(&thread.to_string()));
    let (_, notice) = mail.text.split_once("/n/").expect("an address of its own");
    let notice = notice.split_whitespace().next().expect("an id").parse().expect("an id");
    let path = notices::lead(&test.ctx, &asker, notice).await.expect("hers");
    assert!(path.starts_with(&format!("/t/{thread}?at=")), "{path}");
    assert!(notices::lead(&test.ctx, &yves, notice).await.is_err(), "nobody else's");
    assert!(notices::lead(&test.ctx, &service::Actor::visitor(domain::Locale::Fr), notice).await.is_err());

    // One click ends such mails; a link that was changed ends nothing.
    let link = mail.unsubscribe.clone().expect("a link");
    let query = link.split_once('?').expect("a query").1;
    let fields: Fields = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
    let mut changed = fields.clone();
    changed.set("kinds", "reply");
    assert!(notices::unsubscribe(&test.ctx, &changed).await.is_err());
    notices::unsubscribe(&test.ctx, &fields).await.expect("ended");
    reply(&test, &yves, thread, None, "Encore.").await;
    make(&test).await;
    notices::send_due(&test.ctx).await.expect("sent");
    assert_eq!(service::mail::Mailer::kept(test.mails.as_ref()).await.expect("kept").len(), 1);
});

both_engines!(killed_a_hundred_times_it_neither_loses_nor_repeats, |db: Db| async move {
    let test = context(db);
    let asker = test.with_address("Maryvonne", "maryvonne@exemple.fr").await;
    let yves = test.member("Yves", Role::Carer, None).await;
    let community = test.community("reins", Visibility::Members, &asker).await;
    test.place(&yves, community, Place::Member).await;
    let thread = test.thread(&asker, "reins", Kind::Question, Circle::Members, "Dormir").await;
    let writing = {
        let (ctx, yves) = (test.ctx.clone(), yves.clone());
        tokio::spawn(async move {
            for n in 0..200 {
                let id: ReplyId = ctx.new_id();
                let fields =
                    [("thread", thread.to_string()), ("id", id.to_string()), ("body", format!("Réponse {n}."))];
                threads::reply(&ctx, &yves, &fields.into_iter().collect()).await.expect("a reply");
            }
        })
    };
    for n in 0..100u64 {
        let ctx = test.ctx.clone();
        let worker = tokio::spawn(async move {
            loop {
                let _ = notices::make(&ctx).await;
                let _ = notices::send_due(&ctx).await;
                tokio::task::yield_now().await;
            }
        });
        tokio::time::sleep(Duration::from_micros(300 + n * 97 % 4_000)).await;
        worker.abort();
        let _ = worker.await;
    }
    writing.await.expect("all were written");
    // Whatever was begun and cut off is tried again in its time.
    for _ in 0..3 {
        make(&test).await;
        notices::send_due(&test.ctx).await.expect("sent");
        test.clock.advance(3_600);
    }
    let (mut count, mut cursor, mut seen) = (0, None, std::collections::BTreeSet::new());
    let mut named = Vec::new();
    loop {
        let page = notices::list(&test.ctx, &asker, cursor).await.expect("a list").notices;
        count += page.rows.len();
        seen.extend(page.rows.iter().filter_map(|notice| notice.reply));
        named.extend(page.rows.iter().map(|notice| notice.id));
        match page.next.as_deref().and_then(domain::feed::Cursor::parse) {
            Some(next) => cursor = Some(next),
            None => break,
        }
    }
    assert_eq!((count, seen.len()), (200, 200), "one notice for each reply");
    let mails = service::mail::Mailer::kept(test.mails.as_ref()).await.expect("kept");
    for notice in named {
        let address = format!("/n/{notice}\n");
        let times = mails.iter().filter(|mail| mail.text.contains(&address)).count();
        assert_eq!(times, 1, "in one mail");
    }
});
