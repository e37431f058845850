//! Adverse effects that are told: a summary for their author alone, and screening where a company runs the community.
//! On both engines.

use domain::communities::Visibility;
use domain::members::Role;
use domain::moderation::Tab;
use domain::policy::Place;
use domain::threads::{Circle, Kind};
use domain::vigilance::Screening;
use domain::{Fields, Problem, ReplyId, ThreadId};
use service::testing::{TestContext, context};
use service::{Actor, Fault, moderation, threads, vigilance};
use store::{Db, both_engines};

const TOLD: &str = "Depuis que je prends du méthotrexate, j’ai des nausées.";

fn form(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().copied().collect()
}

fn is_nowhere<T: std::fmt::Debug>(outcome: Result<T, Fault>) -> bool {
    matches!(outcome, Err(Fault::Problem(Problem::NotFound)))
}

/// A community that a company runs: hosts who are a patient, a professional and the company itself, and an author.
struct Scene {
    test: TestContext,
    host: Actor,
    professional: Actor,
    company: Actor,
    author: Actor,
    thread: ThreadId,
}

async fn scene(db: Db) -> Scene {
    let test = context(db);
    let host = test.patient("Hélène").await;
    let professional = test.professional("Karim").await;
    let company = test.member("Laboratoire", Role::Organisation, None).await;
    let author = test.with_address("Anne", "anne@exemple.fr").await;
    let community = test.community("labo", Visibility::Members, &host).await;
    for (actor, place) in [(&professional, Place::Host), (&company, Place::Host), (&author, Place::Member)] {
        test.place(actor, community, place).await;
    }
    test.owned_by_company(community).await;
    let thread = test.thread(&author, "labo", Kind::Discussion, Circle::Members, "Mes samedis").await;
    Scene { test, host, professional, company, author, thread }
}

impl Scene {
    async fn waiting(&self, who: &Actor) -> Vec<String> {
        let page = vigilance::queue(&self.test.ctx, who, "labo", false).await.expect("a queue");
        page.rows.into_iter().map(|row| row.about).collect()
    }

    async fn decide(&self, who: &Actor, about: &str, state: &str) -> Result<String, Fault> {
        let fields = form(&[("community", "labo"), ("about", about), ("state", state), ("note", " Dossier 12 ")]);
        vigilance::decide(&self.test.ctx, who, &fields).await
    }

    async fn edit(&self, reply: ReplyId, body: &str) {
        threads::edit_reply(&self.test.ctx, &self.author, reply, &form(&[("body", body)])).await.expect("an edit");
    }
}

both_engines!(who_tells_is_offered_a_summary_and_nobody_else, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    assert!(threads::preview(ctx, &scene.author, "", TOLD).await.expect("a preview").adverse);
    assert!(!threads::preview(ctx, &scene.author, "", "Bonne nuit à tous.").await.expect("a preview").adverse);
    let reply = scene.test.reply(&scene.author, scene.thread, TOLD).await;
    let offered = async |who: &Actor| {
        let page = threads::read(ctx, who, scene.thread, None, None).await.expect("the thread");
        (page.adverse, page.replies[0].adverse)
    };
    assert_eq!(offered(&scene.author).await, (false, true));
    assert_eq!(offered(&scene.host).await, (false, false));

    let page = vigilance::page(ctx, &scene.author, &reply.to_string()).await.expect("their own");
    assert_eq!(page.told.medicines, ["méthotrexate"]);
    assert_eq!(page.told.effects, ["nausées"]);
    assert_eq!((page.thread, page.reply), (scene.thread, Some(reply)));
    assert_eq!(page.portal.url, "https://signalement.social-sante.gouv.fr");
    assert_eq!((page.told.since.as_str(), page.told.came.as_str()), ("", ""), "nothing is made up");
    let dated = "Je prends du tramadol depuis mars 2025, et depuis lundi il me donne des vertiges.";
    let dated = scene.test.reply(&scene.author, scene.thread, dated).await;
    let dated = vigilance::page(ctx, &scene.author, &dated.to_string()).await.expect("their own").told;
    assert_eq!((dated.since.as_str(), dated.came.as_str()), ("mars 2025", "depuis lundi"));
    // One's own text that tells of nothing can be declared all the same: the lists do not hear everything.
    let own = vigilance::page(ctx, &scene.author, &scene.thread.to_string()).await.expect("their own");
    assert!(!own.told.tells());

    let mut moderator = scene.test.patient("Modeste").await;
    if let Some(me) = &mut moderator.me {
        me.moderator = true;
    }
    let visitor = Actor::visitor(domain::Locale::Fr);
    for other in [&scene.host, &scene.company, &moderator] {
        assert!(is_nowhere(vigilance::page(ctx, other, &reply.to_string()).await));
    }
    assert!(vigilance::page(ctx, &visitor, &reply.to_string()).await.is_err());
    for nothing in ["", "x", &ctx.new_id::<ReplyId>().to_string()] {
        assert!(is_nowhere(vigilance::page(ctx, &scene.author, nothing).await));
    }

    // The summary comes back as it was typed, and to nobody else.
    let mut typed = form(&[("medicine", "Méthotrexate 10 mg"), ("effect", "nausées"), ("who", "me")]);
    typed.set("about", reply.to_string());
    let back = vigilance::summarise(ctx, &scene.author, &typed).await.expect("a summary");
    assert!(back.errors.is_empty());
    assert_eq!(back.typed.get("medicine"), "Méthotrexate 10 mg");
    assert!(is_nowhere(vigilance::summarise(ctx, &scene.host, &typed).await));
    typed.set("medicine", " ");
    let Err(Fault::Form(refused)) = vigilance::summarise(ctx, &scene.author, &typed).await else {
        panic!("a medicine is missing");
    };
    assert!(refused.at("medicine").is_some());

    // Who left, or deleted it, has no summary of it any more.
    threads::delete_reply(ctx, &scene.author, reply).await.expect("deleted");
    assert!(is_nowhere(vigilance::page(ctx, &scene.author, &reply.to_string()).await));
    service::communities::leave(ctx, &scene.author, &form(&[("community", "labo")])).await.expect("left");
    assert!(is_nowhere(vigilance::page(ctx, &scene.author, &scene.thread.to_string()).await));
});

both_engines!(what_a_company_must_look_at_waits_for_hosts_who_read_it, |db: Db| async move {
    let scene = scene(db).await;
    let (test, ctx) = (&scene.test, &scene.test.ctx);
    test.reply(&scene.author, scene.thread, "Bonne nuit à tous.").await;
    let reply = test.reply(&scene.author, scene.thread, TOLD).await;
    let title = "Le tramadol me donne des vertiges";
    let patients = test.thread(&scene.author, "labo", Kind::Question, Circle::Patients, title).await;
    let (reply_id, patients_id) = (reply.to_string(), patients.to_string());

    assert_eq!(scene.waiting(&scene.host).await, [reply_id.as_str(), patients_id.as_str()]);
    // Professionals and the company itself host here, and read no circle of patients.
    for who in [&scene.professional, &scene.company] {
        let listed = scene.waiting(who).await;
        assert!(!listed.contains(&patients_id), "{listed:?}");
        assert!(is_nowhere(scene.decide(who, &patients_id, "declared").await));
    }
    assert_eq!(scene.waiting(&scene.professional).await, [reply_id.as_str()]);
    let page = vigilance::queue(ctx, &scene.host, "labo", false).await.expect("a queue");
    assert_eq!(page.rows[0].told.medicines, ["méthotrexate"]);
    assert_eq!(page.rows[0].author.as_ref().map(|author| author.pseudonym.as_str()), Some("Anne"));
    assert_eq!(page.rows[1].told.effects, ["vertiges"]);

    // Nobody else has a queue; no other community has one.
    let visitor = Actor::visitor(domain::Locale::Fr);
    assert!(is_nowhere(vigilance::queue(ctx, &scene.author, "labo", false).await));
    assert!(vigilance::queue(ctx, &visitor, "labo", false).await.is_err());
    test.community("asso", Visibility::Open, &scene.host).await;
    assert!(is_nowhere(vigilance::queue(ctx, &scene.host, "asso", false).await));
    let mut moderator = test.patient("Modeste").await;
    if let Some(me) = &mut moderator.me {
        me.moderator = true;
    }
    assert!(vigilance::queue(ctx, &moderator, "labo", false).await.expect("a queue").rows.is_empty(), "reads nothing");

    // Looked at, and looked at again once it changed.
    assert!(scene.decide(&scene.host, &reply_id, "waiting").await.is_err());
    assert!(scene.decide(&scene.author, &reply_id, "screened").await.is_err());
    assert_eq!(scene.decide(&scene.professional, &reply_id, "declared").await.expect("decided"), "labo");
    assert_eq!(scene.waiting(&scene.host).await, [patients_id.as_str()]);
    let done = vigilance::queue(ctx, &scene.host, "labo", true).await.expect("a queue").rows;
    assert_eq!((done[0].state, done[0].note.as_str()), (Screening::Declared, "Dossier 12"));
    assert_eq!(done[0].by.as_ref().map(|(by, _)| by.as_str()), Some("Karim"));
    let filter = service::administration::Filter { verb: "screening.decided".into(), ..Default::default() };
    let log =
        service::administration::audit(ctx, &test.administrator(&scene.host), &filter).await.expect("the log").rows;
    assert_eq!(log.iter().map(|row| row.detail.as_str()).collect::<Vec<_>>(), ["declared"]);
    assert!(log[0].about.is_some() && log[0].community.is_some());
    scene.edit(reply, "Depuis que je prends du méthotrexate, j’ai aussi des vertiges.").await;
    assert_eq!(scene.waiting(&scene.host).await, [patients_id.as_str(), reply_id.as_str()]);
    scene.edit(reply, "Tout va bien.").await;
    let rows = vigilance::queue(ctx, &scene.host, "labo", false).await.expect("a queue").rows;
    assert!(!rows[1].told.tells(), "what it told is not kept");

    // A text that goes takes its row along.
    threads::delete_reply(ctx, &scene.author, reply).await.expect("deleted");
    assert_eq!(scene.waiting(&scene.host).await, [patients_id.as_str()]);
    threads::delete_thread(ctx, &scene.author, patients).await.expect("deleted");
    assert!(scene.waiting(&scene.host).await.is_empty());
});

both_engines!(what_moderation_hides_is_not_listed_until_it_stands_again, |db: Db| async move {
    let scene = scene(db).await;
    let (test, ctx) = (&scene.test, &scene.test.ctx);
    test.give_key(&scene.professional).await;
    test.give_key(&scene.host).await;
    let reply = test.reply(&scene.author, scene.thread, TOLD).await.to_string();
    let report = form(&[("subject", "reply"), ("about", &reply), ("reason", "danger")]);
    moderation::report(ctx, &scene.company, &report).await.expect("reported");
    let case = moderation::queue(ctx, &scene.host, Tab::Waiting).await.expect("a queue").waiting[0].id.to_string();
    let decide = [
        ("case", case.as_str()),
        ("action", "hide"),
        ("rule", "care"),
        ("reasons", "Une raison assez longue pour en être une."),
    ];
    moderation::decide(ctx, &scene.host, &form(&decide)).await.expect("decided");
    assert!(scene.waiting(&scene.host).await.is_empty());
    let decision = moderation::decisions(ctx, &scene.author).await.expect("decisions").decisions[0].id.to_string();
    let appeal = form(&[("decision", &decision), ("text", "Relisez-moi, s’il vous plaît.")]);
    moderation::appeal(ctx, &scene.author, &appeal).await.expect("appealed");
    let answer = [("decision", decision.as_str()), ("outcome", "reversed"), ("answer", "Vous aviez raison, merci.")];
    moderation::answer(ctx, &scene.professional, &form(&answer)).await.expect("answered");
    assert_eq!(scene.waiting(&scene.host).await, [reply.as_str()]);
});

both_engines!(letters_are_looked_at_by_nobody_but_help_is_shown, |db: Db| async move {
    let scene = scene(db).await;
    let (test, ctx) = (&scene.test, &scene.test.ctx);
    let other = test.with_address("Yves", "yves@exemple.fr").await;
    let id = |actor: &Actor| actor.me.as_ref().expect("a member").id;
    let mut reader = ctx.store.read().await.expect("a reader");
    let place = store::threads::place_in(&mut reader.conn(), "labo", id(&other)).await.expect("asked");
    drop(reader);
    test.place(&other, place.expect("the community").community, Place::Member).await;
    let letter = form(&[
        ("id", &ctx.new_id::<domain::LetterId>().to_string()),
        ("to", &id(&other).to_string()),
        ("body", &format!("Je ne veux plus vivre comme ça. {TOLD}")),
    ]);
    service::letters::write(ctx, &scene.author, &letter).await.expect("sent");
    let signs = async |who: &Actor, with: &Actor| {
        service::letters::with(ctx, who, id(with), None).await.expect("a correspondence").signs
    };
    assert_eq!(signs(&scene.author, &other).await, [domain::crisis::Crisis::Suicide]);
    assert!(signs(&other, &scene.author).await.is_empty(), "whoever receives it is not pointed at it");
    assert!(moderation::queue(ctx, &scene.host, Tab::Waiting).await.expect("a queue").waiting.is_empty());
    assert!(scene.waiting(&scene.host).await.is_empty());
    test.clock.advance(90_000);
    assert!(signs(&scene.author, &other).await.is_empty());
});
