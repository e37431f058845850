//! Letters: nobody is written to against their will, nobody else reads them, and nothing of them is told.

mod told;

use domain::communities::Visibility;
use domain::letters::{CorrespondenceState, Letting};
use domain::moderation::{Measure, Subject, Tab};
use domain::notices::NoticeKind;
use domain::policy::Place;
use domain::{CaseId, Fields, LetterId, MemberId, Problem};
use service::testing::{TestContext, context};
use service::{Actor, Fault, letters, moderation, notices};
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
    assert!(moderation::report(&test.ctx, &stranger, &reporting(first)).await.is_err());
    assert!(moderation::report_page(&test.ctx, &stranger, Subject::Letter, &first.to_string()).await.is_err());
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

fn reporting(letter: LetterId) -> Fields {
    [
        ("subject", "letter".to_owned()),
        ("about", letter.to_string()),
        ("reason", "harassment".into()),
        ("text", "Je ne veux plus en recevoir.".into()),
    ]
    .into_iter()
    .collect()
}

/// The cases that wait for somebody; `None`: they have no queue.
async fn cases(test: &TestContext, who: &Actor) -> Option<Vec<CaseId>> {
    match moderation::queue(&test.ctx, who, Tab::Waiting).await {
        Ok(page) => Some(page.waiting.iter().map(|row| row.id).collect()),
        Err(Fault::Problem(Problem::NotFound)) => None,
        Err(fault) => panic!("{fault:?}"),
    }
}

async fn moderator(test: &TestContext, pseudonym: &str) -> Actor {
    let mut moderator = test.patient(pseudonym).await;
    moderator.me.as_mut().expect("a member").moderator = true;
    test.give_key(&moderator).await;
    moderator
}

fn not_found<T>(outcome: service::Outcome<T>) -> bool {
    matches!(outcome, Err(Fault::Problem(Problem::NotFound)))
}

both_engines!(what_is_taken_back_is_gone_and_what_is_reported_is_one_letter, |db: Db| async move {
    let test = context(db);
    let (anne, yves, _) = members(&test).await;
    let modeste = moderator(&test, "Modeste").await;
    let mut admin = test.patient("Admin").await;
    admin.me.as_mut().expect("a member").administrator = true;
    test.give_key(&admin).await;
    let log = async |verb: &str| {
        let filter = service::administration::Filter { verb: verb.into(), ..Default::default() };
        service::administration::audit(&test.ctx, &admin, &filter).await.expect("the log").rows
    };
    let asked = write(&test, &yves, &anne, "Achetez ma poudre").await.expect("asked");
    let kept = write(&test, &anne, &yves, "Non merci").await.expect("answered");
    write(&test, &yves, &anne, "Autre chose de privé").await.expect("written");

    assert!(not_found(moderation::report(&test.ctx, &anne, &reporting(kept)).await), "not one's own");
    let page = moderation::report_page(&test.ctx, &anne, Subject::Letter, &asked.to_string()).await.expect("a page");
    assert!(page.excerpt.contains("poudre") && !page.own && !page.reported, "{}", page.excerpt);
    for _ in 0..2 {
        let back = moderation::report(&test.ctx, &anne, &reporting(asked)).await.expect("reported, once");
        assert_eq!(back, format!("/letters/{}#l-{asked}", id(&yves)));
    }
    let page = moderation::report_page(&test.ctx, &anne, Subject::Letter, &asked.to_string()).await.expect("a page");
    assert!(page.reported);
    // The receipt says nothing of what was written.
    let mails = test.ctx.mailer.kept().await.expect("kept");
    assert!(mails.iter().any(|mail| mail.to == "anne@exemple.fr" && !mail.text.contains("poudre")));

    // One case, for moderators and administrators; never for hosts (Anne founded the community) nor for its author.
    let case = cases(&test, &modeste).await.expect("a queue")[0];
    assert_eq!(cases(&test, &admin).await.expect("a queue"), [case]);
    assert_eq!((cases(&test, &anne).await, cases(&test, &yves).await), (Some(vec![]), None));
    for nobody in [&anne, &yves] {
        assert!(not_found(moderation::case(&test.ctx, nobody, case).await));
    }
    // The author takes it back: what was received is read all the same, that letter and no other.
    let erase: Fields = [("letter", asked.to_string())].into_iter().collect();
    assert!(letters::erase(&test.ctx, &anne, &erase).await.is_err(), "its author alone");
    letters::erase(&test.ctx, &yves, &erase).await.expect("taken back");
    assert_eq!(texts(&test, &anne, &yves).await, ["", "Non merci", "Autre chose de privé"]);
    let queue = moderation::queue(&test.ctx, &modeste, Tab::Waiting).await.expect("a queue");
    assert_eq!((queue.waiting[0].subject, queue.waiting[0].title.as_str()), (Subject::Letter, ""));
    assert!(log("letter.read").await.is_empty(), "the list tells nothing of it");
    for _ in 0..2 {
        let page = moderation::case(&test.ctx, &modeste, case).await.expect("a case");
        assert!(page.html.contains("Achetez ma poudre") && !page.html.contains("privé"), "{}", page.html);
        assert_eq!(page.reports[0].text, "Je ne veux plus en recevoir.");
        assert_eq!(page.author.map(|author| author.pseudonym), Some("Yves".to_owned()));
    }
    let read = log("letter.read").await;
    assert_eq!(read.len(), 1, "who read whose letter, once");
    assert!(read[0].actor.is_some() && read[0].about.is_some() && read[0].actor != read[0].about);
    assert!(matches!(letters::with(&test.ctx, &admin, id(&anne), None).await, Err(Fault::Problem(Problem::NotFound))));
});

/// How many reports of a letter there are, and how many of them have a copy of it.
async fn copies(test: &TestContext, letter: LetterId) -> (i64, i64) {
    let sql = "SELECT COUNT(*), COUNT(CASE WHEN LENGTH(sealed) > 0 THEN 1 END) FROM letter_report WHERE letter = $1";
    let mut reader = test.ctx.store.read().await.expect("a reader");
    let counted: Result<(i64, i64), sqlx::Error> = match reader.conn() {
        store::Conn::Sqlite(conn) => sqlx::query_as(sql).bind(letter.0).fetch_one(conn).await,
        store::Conn::Postgres(conn) => sqlx::query_as(sql).bind(letter.0).fetch_one(conn).await,
    };
    counted.expect("counted")
}

both_engines!(a_reported_letter_is_decided_with_its_reasons, |db: Db| async move {
    let test = context(db);
    let (anne, yves, _) = members(&test).await;
    let (modeste, other) = (moderator(&test, "Modeste").await, moderator(&test, "Prudence").await);
    write(&test, &yves, &anne, "Bonjour.").await.expect("asked");
    write(&test, &anne, &yves, "Bonjour.").await.expect("answered");
    let long = format!("{}Répondez-moi, ou vous le regretterez.", "Je vous écris encore une fois. ".repeat(60));
    let letter = write(&test, &yves, &anne, &long).await.expect("written");
    moderation::report(&test.ctx, &anne, &reporting(letter)).await.expect("reported");
    let case = cases(&test, &modeste).await.expect("a queue")[0];
    let decide = |action: &str, measure: &str| -> Fields {
        [
            ("case", case.to_string()),
            ("action", action.to_owned()),
            ("measure", measure.to_owned()),
            ("days", "7".into()),
            ("rule", "respect".into()),
            ("reasons", "On n’insiste pas, et l’on ne menace personne.".into()),
        ]
        .into_iter()
        .collect()
    };
    // A letter is taken out by nobody, and there is no community to keep anybody out of.
    for (action, measure) in [("remove", "none"), ("hide", "warn"), ("ask-edit", "none"), ("keep", "suspend")] {
        let outcome = moderation::decide(&test.ctx, &modeste, &decide(action, measure)).await;
        assert!(matches!(outcome, Err(Fault::Form(_))), "{action} {measure}");
    }
    // Who may not decides nothing; who may proves who they are first.
    for nobody in [&anne, &yves] {
        assert!(not_found(moderation::decide(&test.ctx, nobody, &decide("keep", "warn")).await));
    }
    test.clock.advance(3_600);
    assert!(matches!(
        moderation::case(&test.ctx, &modeste, case).await,
        Err(Fault::Problem(Problem::ProofNeeded { .. }))
    ));
    assert!(matches!(
        moderation::decide(&test.ctx, &modeste, &decide("keep", "warn")).await,
        Err(Fault::Problem(Problem::ProofNeeded { .. }))
    ));
    let proved = |actor: &Actor| {
        let mut actor = actor.clone();
        actor.me.as_mut().expect("a member").proved = test.ctx.now();
        actor
    };
    let modeste = proved(&modeste);
    assert_eq!(copies(&test, letter).await, (1, 1));
    moderation::decide(&test.ctx, &modeste, &decide("keep", "warn")).await.expect("decided");
    assert_eq!(copies(&test, letter).await, (1, 0), "that it was handed over is known, the copy is gone");

    // Its author reads why, and may appeal; whoever reported it hears that it was looked at.
    let decisions = moderation::decisions(&test.ctx, &yves).await.expect("decisions").decisions;
    assert_eq!((decisions[0].subject, decisions[0].measure), (Subject::Letter, Measure::Warn));
    assert!(decisions[0].excerpt.contains("regretterez") && decisions[0].reasons.contains("menace"));
    assert!(told(&test, &yves).await.contains(&NoticeKind::Decision));
    assert!(told(&test, &anne).await.contains(&NoticeKind::Reported));
    let appeal = [("decision", decisions[0].id.to_string()), ("text", "Je plaisantais, elle le sait bien.".into())];
    moderation::appeal(&test.ctx, &yves, &appeal.into_iter().collect()).await.expect("appealed");
    let answer = [
        ("decision", decisions[0].id.to_string()),
        ("outcome", "reversed".into()),
        ("answer", "Le ton était moqueur, sans menace véritable.".into()),
    ];
    let answer: Fields = answer.into_iter().collect();
    assert!(not_found(moderation::answer(&test.ctx, &modeste, &answer).await), "by somebody else");
    moderation::answer(&test.ctx, &proved(&other), &answer).await.expect("answered");

    // What was decided is opened no more; reported again, it is another case.
    assert!(moderation::case(&test.ctx, &modeste, case).await.expect("a case").html.is_empty());
    moderation::report(&test.ctx, &anne, &reporting(letter)).await.expect("reported again");
    let again = cases(&test, &modeste).await.expect("a queue")[0];
    assert_ne!(again, case);
    assert!(moderation::case(&test.ctx, &modeste, again).await.expect("a case").html.contains("regretterez"));
    // A copy that was decided about while it was still kept goes as time goes.
    let mut tx = test.ctx.store.begin().await.expect("a transaction");
    let sql = "UPDATE letter_report SET closed = 1 WHERE letter = $1";
    match tx.conn() {
        store::Conn::Sqlite(conn) => sqlx::query(sql).bind(letter.0).execute(conn).await.map(|_| ()),
        store::Conn::Postgres(conn) => sqlx::query(sql).bind(letter.0).execute(conn).await.map(|_| ()),
    }
    .expect("closed");
    tx.commit().await.expect("committed");
    assert_eq!(copies(&test, letter).await, (1, 1));
    moderation::sweep(&test.ctx).await.expect("swept");
    assert_eq!(copies(&test, letter).await, (1, 0));
});
