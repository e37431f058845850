//! Threads, as those who write and read them expect.

mod changes;

use domain::communities::Visibility;
use domain::feed::{Cursor, FeedKind, Order};
use domain::members::Role;
use domain::policy::Place;
use domain::threads::{Circle, Kind, QuestionState, Reaction};
use domain::{FieldError, Fields, Problem, ReplyId, ThreadId};
use service::testing::{TestContext, context};
use service::{Actor, Fault, feed, threads};
use store::Db;

fn form(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().copied().collect()
}

async fn reins(test: &TestContext) -> (Actor, Actor, domain::CommunityId) {
    let patient = test.patient("Maryvonne").await;
    let professional = test.professional("Claire").await;
    let community = test.community("reins", Visibility::Open, &patient).await;
    test.place(&professional, community, Place::Member).await;
    (patient, professional, community)
}

async fn answer(test: &TestContext, who: &Actor, thread: ThreadId, more: &[(&str, &str)]) -> Result<ReplyId, Fault> {
    let id: ReplyId = test.ctx.new_id();
    let mut fields = form(&[("thread", &thread.to_string()), ("id", &id.to_string()), ("body", "Bonjour.")]);
    for (name, value) in more {
        fields.set(name, *value);
    }
    threads::reply(&test.ctx, who, &fields).await.map(|(_, reply)| reply)
}

async fn state(test: &TestContext, who: &Actor, thread: ThreadId) -> Option<QuestionState> {
    threads::read(&test.ctx, who, thread, None, None).await.expect("readable").state
}

fn refused_at(fault: Fault, field: &str) -> Option<FieldError> {
    match fault {
        Fault::Form(refused) => refused.at(field),
        other => panic!("not a refused form: {other}"),
    }
}

store::both_engines!(a_question_finds_its_answer, |db: Db| async move {
    let test = context(db);
    let (patient, professional, _) = reins(&test).await;
    let question =
        test.thread(&patient, "reins", Kind::Question, Circle::Members, "Combien de temps avant la greffe").await;
    assert_eq!(state(&test, &patient, question).await, Some(QuestionState::Waiting));

    let refused = answer(&test, &professional, question, &[("voice", "professional")]).await.unwrap_err();
    assert_eq!(refused_at(refused, "source_text_0"), Some(FieldError::SourceNeeded));

    let lived = answer(&test, &professional, question, &[]).await.unwrap();
    assert_eq!(
        state(&test, &patient, question).await,
        Some(QuestionState::Waiting),
        "what was lived helps; the question still waits"
    );

    let bare = answer(&test, &professional, question, &[("voice", "professional"), ("no_source", "1")]).await.unwrap();
    assert_eq!(state(&test, &patient, question).await, Some(QuestionState::Answered));

    answer(&test, &professional, question, &[("voice", "professional"), ("source_url_0", "https://exemple.fr/a")])
        .await
        .unwrap();
    assert_eq!(state(&test, &patient, question).await, Some(QuestionState::Sourced));

    threads::mark_helped(&test.ctx, &patient, question, lived, true).await.unwrap();
    let page = threads::read(&test.ctx, &patient, question, None, None).await.unwrap();
    assert!(page.replies.iter().find(|reply| reply.id == lived).unwrap().helped);
    assert_eq!((page.lived, page.professional), (1, 2));
    assert_eq!(page.replies[2].sources[0].url.as_deref(), Some("https://exemple.fr/a"));

    // Only the asker marks.
    let refused = threads::mark_helped(&test.ctx, &professional, question, bare, true).await.unwrap_err();
    assert!(matches!(refused, Fault::Problem(Problem::Forbidden)));
});

store::both_engines!(a_badge_that_is_lost_silences_the_professional_voice, |db: Db| async move {
    let test = context(db);
    let (patient, mut professional, _) = reins(&test).await;
    let question = test.thread(&patient, "reins", Kind::Question, Circle::Public, "Une question ouverte").await;
    if let Some(me) = &mut professional.me {
        me.badge = None;
    }
    let refused =
        answer(&test, &professional, question, &[("voice", "professional"), ("no_source", "1")]).await.unwrap_err();
    assert_eq!(refused_at(refused, "voice"), Some(FieldError::NotAChoice));
    assert!(answer(&test, &professional, question, &[]).await.is_ok(), "as lived, in public, still");
});

store::both_engines!(sent_twice_posted_once, |db: Db| async move {
    let test = context(db);
    let (patient, professional, _) = reins(&test).await;
    let thread = test.thread(&patient, "reins", Kind::Discussion, Circle::Members, "Une discussion").await;
    let id: ReplyId = test.ctx.new_id();
    let fields = form(&[("thread", &thread.to_string()), ("id", &id.to_string()), ("body", "Une fois")]);
    for _ in 0..3 {
        assert_eq!(threads::reply(&test.ctx, &patient, &fields).await.unwrap(), (thread, id));
    }
    let page = threads::read(&test.ctx, &patient, thread, None, None).await.unwrap();
    assert_eq!((page.replies.len(), page.lived), (1, 1));
    let other = threads::reply(&test.ctx, &professional, &fields).await.unwrap_err();
    assert!(matches!(other, Fault::Problem(Problem::BadRequest)));
});

store::both_engines!(replies_nest_one_level_and_are_read_in_order, |db: Db| async move {
    let test = context(db);
    let (patient, professional, _) = reins(&test).await;
    let thread = test.thread(&patient, "reins", Kind::Discussion, Circle::Members, "Une discussion").await;
    let first = answer(&test, &patient, thread, &[]).await.unwrap();
    let second = answer(&test, &patient, thread, &[]).await.unwrap();
    let kid = answer(&test, &professional, thread, &[("parent", &first.to_string())]).await.unwrap();
    let grandkid = answer(&test, &patient, thread, &[("parent", &kid.to_string())]).await.unwrap();
    let page = threads::read(&test.ctx, &patient, thread, None, None).await.unwrap();
    let order: Vec<_> = page.replies.iter().map(|reply| (reply.id, reply.parent)).collect();
    assert_eq!(order, [(first, None), (kid, Some(first)), (grandkid, Some(first)), (second, None)]);
});

store::both_engines!(long_threads_are_paged_without_losing_or_doubling, |db: Db| async move {
    let test = context(db);
    let (patient, _, _) = reins(&test).await;
    let thread = test.thread(&patient, "reins", Kind::Discussion, Circle::Members, "Une longue discussion").await;
    let mut written = vec![];
    for n in 0..threads::REPLIES + 7 {
        written.push(test.reply(&patient, thread, &format!("Réponse {n}")).await);
    }
    let first = threads::read(&test.ctx, &patient, thread, None, None).await.unwrap();
    assert_eq!(first.replies.len(), threads::REPLIES);
    let after: ReplyId = first.next.unwrap().parse().unwrap();
    let second = threads::read(&test.ctx, &patient, thread, Some(after), None).await.unwrap();
    assert!(second.next.is_none() && second.continued);
    let read: Vec<ReplyId> = first.replies.iter().chain(&second.replies).map(|reply| reply.id).collect();
    assert_eq!(read, written);
    let at = threads::read(&test.ctx, &patient, thread, None, Some(written[53])).await.unwrap();
    assert_eq!(at.replies[0].id, written[53]);
});

store::both_engines!(reactions_are_one_of_each, |db: Db| async move {
    let test = context(db);
    let (patient, professional, _) = reins(&test).await;
    let thread = test.thread(&patient, "reins", Kind::Discussion, Circle::Members, "Merci à vous").await;
    for _ in 0..2 {
        threads::react(&test.ctx, &professional, thread, None, Reaction::Thanks, true).await.unwrap();
    }
    threads::react(&test.ctx, &professional, thread, None, Reaction::Courage, true).await.unwrap();
    let page = threads::read(&test.ctx, &professional, thread, None, None).await.unwrap();
    assert_eq!((page.reactions.counts, page.reactions.mine), ([1, 0, 1, 0], [true, false, true, false]));
    threads::react(&test.ctx, &professional, thread, None, Reaction::Thanks, false).await.unwrap();
    let page = threads::read(&test.ctx, &patient, thread, None, None).await.unwrap();
    assert_eq!((page.reactions.counts, page.reactions.mine), ([0, 0, 1, 0], [false; 4]));
    let own = threads::react(&test.ctx, &patient, thread, None, Reaction::Thanks, true).await.unwrap_err();
    assert!(matches!(own, Fault::Problem(Problem::Forbidden)), "not to oneself");
});

store::both_engines!(the_feed_holds_what_one_belongs_to_and_follows, |db: Db| async move {
    let test = context(db);
    let (patient, professional, _) = reins(&test).await;
    let other = test.patient("Ailleurs").await;
    test.community("ailleurs", Visibility::Open, &other).await;
    let mut expected = vec![];
    for n in 0..30 {
        expected
            .push(test.thread(&patient, "reins", Kind::Discussion, Circle::Members, &format!("Fil numéro {n}")).await);
    }
    let far = test.thread(&other, "ailleurs", Kind::Discussion, Circle::Public, "Un fil ailleurs").await;
    test.thread(&other, "ailleurs", Kind::Discussion, Circle::Members, "Un fil caché").await;
    threads::follow(&test.ctx, &patient, far, true).await.unwrap();
    expected.push(far);
    // A reply moves its thread to the top of "active", and nowhere in "new".
    test.reply(&patient, expected[3], "Encore").await;
    for order in [Order::Active, Order::New] {
        let mut cursor = None;
        let mut read = vec![];
        loop {
            let page = feed::read(&test.ctx, &patient, order, false, cursor).await.unwrap();
            assert_eq!(page.kind, FeedKind::Member);
            read.extend(page.threads.rows.iter().map(|row| row.id));
            match page.threads.next {
                Some(next) => cursor = Cursor::parse(&next),
                None => break,
            }
        }
        let mut wanted: Vec<ThreadId> = expected.iter().rev().copied().collect();
        if order == Order::Active {
            wanted.retain(|id| *id != expected[3]);
            wanted.insert(0, expected[3]);
        }
        assert_eq!(read, wanted, "{order:?}");
    }
    let visitor = feed::read(&test.ctx, &Actor::visitor(domain::Locale::Fr), Order::Active, false, None).await.unwrap();
    assert_eq!(visitor.threads.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [far]);

    // The professional's queue: their profession first, then the others; nothing answered.
    let ask = async |profession: &str, title: &str| {
        let id: ThreadId = test.ctx.new_id();
        let fields = form(&[
            ("id", &id.to_string()),
            ("community", "reins"),
            ("kind", "question"),
            ("circle", "members"),
            ("title", title),
            ("body", "Une question."),
            ("tags", ""),
            ("profession", profession),
        ]);
        threads::ask(&test.ctx, &patient, &fields).await.unwrap()
    };
    let (nurse, pharmacist, anyone) =
        (ask("nurse", "Aux soins").await, ask("pharmacist", "À la pharmacie").await, ask("", "À qui voudra").await);
    let queue = feed::read(&test.ctx, &professional, Order::Active, false, None).await.unwrap();
    assert_eq!(queue.kind, FeedKind::Waiting);
    assert_eq!(queue.first.iter().map(|row| row.id).collect::<Vec<_>>(), [pharmacist]);
    assert_eq!(queue.threads.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [anyone, nurse]);
});

store::both_engines!(a_tag_that_one_may_not_read_does_not_exist, |db: Db| async move {
    let test = context(db);
    let (patient, _, _) = reins(&test).await;
    test.thread(&patient, "reins", Kind::Discussion, Circle::Members, "Entre membres").await;
    assert_eq!(service::tags::page(&test.ctx, &patient, "essai", None).await.unwrap().threads.rows.len(), 1);
    let stranger = test.member("Passante", Role::Carer, None).await;
    let hidden = service::tags::page(&test.ctx, &stranger, "essai", None).await.unwrap_err();
    assert!(matches!(hidden, Fault::Problem(Problem::NotFound)));
});

store::both_engines!(too_many_replies_are_told_to_wait, |db: Db| async move {
    let mut test = context(db);
    let (patient, _, _) = reins(&test).await;
    let thread = test.thread(&patient, "reins", Kind::Discussion, Circle::Members, "Un fil").await;
    test.ctx.settings = std::sync::Arc::new(service::Settings::default());
    let mut told = None;
    for _ in 0..40 {
        if let Err(Fault::Problem(Problem::TooMany { seconds })) = answer(&test, &patient, thread, &[]).await {
            told = Some(seconds);
            break;
        }
    }
    let seconds = told.expect("a limit");
    // Somebody who came today: a quarter of what is usual.
    assert!((1..=240).contains(&seconds), "{seconds}");
    test.clock.advance(i64::from(seconds));
    assert!(answer(&test, &patient, thread, &[]).await.is_ok(), "after that long it goes on");
});

store::both_engines!(more_reply_at_once_than_there_are_connections, |db: Db| async move {
    let test = context(db);
    let (patient, _, _) = reins(&test).await;
    let thread = test.thread(&patient, "reins", Kind::Discussion, Circle::Members, "Un fil").await;
    let mut replies = tokio::task::JoinSet::new();
    for n in 0..24 {
        let (ctx, patient) = (test.ctx.clone(), patient.clone());
        let id: ReplyId = ctx.new_id();
        let fields =
            form(&[("thread", &thread.to_string()), ("id", &id.to_string()), ("body", &format!("Réponse {n}"))]);
        replies.spawn(async move { threads::reply(&ctx, &patient, &fields).await.is_ok() });
    }
    let posted = replies.join_all().await;
    assert_eq!(posted.iter().filter(|ok| **ok).count(), 24);
    assert_eq!(threads::read(&test.ctx, &patient, thread, None, None).await.unwrap().lived, 24);
});
