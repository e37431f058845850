//! Search: what was written is found, by those who may read it, the same on both engines.

use domain::communities::Visibility;
use domain::members::Role;
use domain::policy::Place;
use domain::threads::{Circle, Kind, Voice};
use domain::{Fields, ThreadId};
use service::search::{self, Wanted};
use service::testing::{TestContext, context};
use service::{Actor, threads};
use store::{Db, both_engines};

async fn follow(test: &TestContext) {
    store::testing::settled(&test.ctx.store).await;
    search::follow(&test.ctx).await.expect("followed");
}

async fn found(test: &TestContext, who: &Actor, words: &str) -> Vec<ThreadId> {
    let wanted = Wanted { words: words.to_owned(), ..Wanted::default() };
    let page = search::find(&test.ctx, who, &wanted).await.expect("a page");
    page.found.into_iter().map(|found| found.thread.id).collect()
}

async fn write(test: &TestContext, who: &Actor, circle: Circle, title: &str, body: &str) -> ThreadId {
    let id: ThreadId = test.ctx.new_id();
    let fields: Fields = [
        ("id", id.to_string()),
        ("community", "reins".to_owned()),
        ("kind", Kind::Discussion.word().to_owned()),
        ("circle", circle.word().to_owned()),
        ("title", title.to_owned()),
        ("body", body.to_owned()),
        ("tags", "sommeil".to_owned()),
    ]
    .into_iter()
    .collect();
    threads::ask(&test.ctx, who, &fields).await.expect("a thread")
}

both_engines!(what_was_written_is_found_however_it_is_asked_for, |db: Db| async move {
    let test = context(db);
    let marie = test.patient("Maryvonne").await;
    test.community("reins", Visibility::Members, &marie).await;
    let sleep =
        write(&test, &marie, Circle::Members, "Dormir après la dialyse", "Je suis épuisée le soir, surtout le mardi.")
            .await;
    let pills =
        write(&test, &marie, Circle::Members, "Le semainier", "Doliprane 500 mg, l’ordonnance du covid-19.").await;
    follow(&test).await;
    for (words, thread) in [
        ("dialyse", sleep),
        ("DIALYSES", sleep),
        ("epuisee", sleep),
        ("dailyse", sleep),
        ("doliprane 500mg", pills),
        ("ordonnances", pills),
        ("covid 19", pills),
        (
            "Bonjour, je voudrais savoir si quelqu’un d’autre dort mal après ses séances de dialyse du soir, merci",
            sleep,
        ),
    ] {
        assert_eq!(found(&test, &marie, words).await.first(), Some(&thread), "{words}");
    }
    assert_eq!(found(&test, &marie, "hippocampe").await, []);
    assert_eq!(found(&test, &marie, "").await, []);

    let page = search::find(&test.ctx, &marie, &Wanted { words: "dailyse".into(), ..Wanted::default() })
        .await
        .expect("a page");
    assert_eq!(page.corrected[0].used, "dialyse");
    let reply = test.reply(&marie, sleep, "Une tisane de verveine m’aide.").await;
    follow(&test).await;
    let page = search::find(&test.ctx, &marie, &Wanted { words: "verveine".into(), ..Wanted::default() })
        .await
        .expect("a page");
    assert_eq!(page.found[0].reply, Some((reply, Voice::Lived)));
    assert!(page.found[0].snippet.iter().any(|piece| piece.marked && piece.text == "verveine"));
});

both_engines!(nobody_finds_what_they_may_not_read, |db: Db| async move {
    let test = context(db);
    let claire = test.professional("Claire").await;
    let (yves, stranger) = (test.member("Yves", Role::Carer, None).await, test.patient("Inconnue").await);
    let community = test.community("reins", Visibility::Members, &claire).await;
    test.place(&yves, community, Place::Member).await;
    let thread = write(&test, &claire, Circle::Professionals, "Posologie du zolmitrivax", "Entre soignants.").await;
    follow(&test).await;
    assert_eq!(found(&test, &claire, "zolmitrivax").await, [thread]);
    for who in [&yves, &stranger, &Actor::visitor(domain::Locale::Fr)] {
        assert_eq!(found(&test, who, "zolmitrivax").await, []);
        // Nor is a word of theirs proposed to others.
        let page =
            search::find(&test.ctx, who, &Wanted { words: "zolmitrivas sommeil".into(), ..Wanted::default() }).await;
        let page = page.expect("a page");
        assert!(page.corrected.is_empty() && page.found.is_empty() && page.tags.is_empty());
        assert!(search::similar(&test.ctx, who, "Posologie du zolmitrivax").await.expect("none").is_empty());
    }
    // Leaving is losing it at once; the index needs no change.
    let open = write(&test, &claire, Circle::Members, "Une sieste après la séance", "Vingt minutes.").await;
    follow(&test).await;
    assert_eq!(found(&test, &yves, "sieste").await, [open]);
    service::communities::leave(&test.ctx, &yves, &[("community", "reins")].into_iter().collect()).await.expect("left");
    assert_eq!(found(&test, &yves, "sieste").await, []);
});

both_engines!(what_changes_or_goes_is_found_so, |db: Db| async move {
    let test = context(db);
    let marie = test.patient("Maryvonne").await;
    let claire = test.professional("Claire").await;
    let community = test.community("reins", Visibility::Members, &marie).await;
    test.place(&claire, community, Place::Member).await;
    let thread = write(&test, &marie, Circle::Members, "Le vinaigre de cidre", "Rien n’y fait.").await;
    test.reply(&claire, thread, "Ni le bicarbonate.").await;
    follow(&test).await;
    assert_eq!(found(&test, &claire, "vinaigre").await, [thread]);
    let edit: Fields = [("title", "Le jus de citron"), ("body", "Rien n’y fait."), ("tags", "")].into_iter().collect();
    threads::edit_thread(&test.ctx, &marie, thread, &edit).await.expect("edited");
    follow(&test).await;
    assert_eq!(found(&test, &claire, "vinaigre").await, []);
    assert_eq!(found(&test, &claire, "citron").await, [thread]);
    threads::narrow(&test.ctx, &marie, thread, &[("circle", "patients")].into_iter().collect())
        .await
        .expect("narrowed");
    follow(&test).await;
    assert_eq!(found(&test, &claire, "citron bicarbonate").await, []);
    assert_eq!(found(&test, &marie, "bicarbonate").await, [thread]);
    threads::delete_thread(&test.ctx, &marie, thread).await.expect("deleted");
    follow(&test).await;
    assert_eq!(found(&test, &marie, "citron").await, []);
    // Nor does a word of it stay.
    assert_eq!(store::testing::terms_like(&test.ctx.store, "citron").await, Vec::<String>::new());
});

both_engines!(made_anew_it_finds_the_same, |db: Db| async move {
    let test = context(db);
    let marie = test.patient("Maryvonne").await;
    test.community("reins", Visibility::Members, &marie).await;
    for n in 0..30 {
        write(&test, &marie, Circle::Members, &format!("Le sommeil, {n} nuits"), &"dormir ".repeat(1 + n % 7)).await;
    }
    follow(&test).await;
    let before = found(&test, &marie, "sommeil dormir").await;
    assert_eq!(before.len(), 20);
    search::reindex(&test.ctx, &mut |_| {}).await.expect("made anew");
    assert_eq!(found(&test, &marie, "sommeil dormir").await, before);
    let similar = search::similar(&test.ctx, &marie, "Dormir, le sommeil").await.expect("similar ones");
    assert_eq!(similar.len(), 5);
    let next = Wanted { words: "sommeil dormir".into(), page: 1, ..Wanted::default() };
    let page = search::find(&test.ctx, &marie, &next).await.expect("a page");
    assert_eq!((page.found.len(), page.next), (10, None));
    assert!(page.found.iter().all(|one| !before.contains(&one.thread.id)), "no thread stands on two pages");
});

/// As people ask: a word, several, with typing errors, without accents, at length.
const QUESTIONS: [&str; 50] = [
    "dialyse",
    "fatigue",
    "semainier",
    "oublier ses comprimés",
    "douleur la nuit",
    "endometriose",
    "règles douloureuses",
    "insuline",
    "hypoglycemie au travail",
    "pompe",
    "capteur de glycémie",
    "drépanocytose",
    "crise",
    "école",
    "essoufflement",
    "marche",
    "oxygene",
    "kiné",
    "parkinson",
    "tremblements",
    "aidant",
    "mari",
    "mère",
    "voyage",
    "avion",
    "ordonnance",
    "pharmacienne",
    "analyses de sang",
    "clairance",
    "greffe",
    "potassium",
    "régime sans sel",
    "boire",
    "sport",
    "sommeil",
    "travail à temps partiel",
    "collègues",
    "enfants",
    "expliquer à mes proches",
    "peur",
    "hôpital",
    "infirmière",
    "fistule",
    "dialise",
    "fatige",
    "comprimmés",
    "parkinsson",
    "hopital le soir",
    "bonjour, je suis nouvelle ici et je voudrais savoir comment vous faites pour tenir au travail quand la fatigue tombe d’un coup",
    "mon père de 78 ans a Parkinson depuis dix ans et il ne veut plus sortir de la maison, que puis-je faire sans le brusquer",
];

/// The demo, its own words: real enough to be asked about.
const DEMO: &str = concat!(
    include_str!("../../../server/demo/00-dump.jsonl"),
    "\n",
    include_str!("../../../server/demo/01-members.jsonl"),
    "\n",
    include_str!("../../../server/demo/10-reins-au-quotidien.jsonl"),
    "\n",
    include_str!("../../../server/demo/11-endometriose-a-voix-haute.jsonl"),
    "\n",
    include_str!("../../../server/demo/12-diabete-type-1-vie-active.jsonl"),
    "\n",
    include_str!("../../../server/demo/14-bpco-le-souffle-court.jsonl"),
    "\n",
    include_str!("../../../server/demo/15-parkinson-cote-proches.jsonl"),
);

/// For each question the first ten that are found, by title.
async fn top_tens(db: Db) -> Vec<Vec<String>> {
    let test = context(db);
    let options = service::dumps::Options { open: true, ..service::dumps::Options::default() };
    service::dumps::import(&test.ctx, DEMO.as_bytes(), &options, &mut |_| {}).await.expect("the demo is read");
    search::catch_up(&test.ctx, &mut |_| {}).await.expect("indexed");
    let mut tops = Vec::new();
    for question in QUESTIONS {
        let wanted = Wanted { words: question.to_owned(), ..Wanted::default() };
        let page = search::find(&test.ctx, &Actor::visitor(domain::Locale::Fr), &wanted).await.expect("a page");
        tops.push(page.found.into_iter().take(10).map(|found| found.thread.title).collect());
    }
    tops
}

#[tokio::test]
async fn both_engines_find_the_same_in_the_same_order() {
    let (sqlite, postgres) = (store::testing::sqlite().await, store::testing::postgres().await);
    let of_sqlite = top_tens(sqlite.db.clone()).await;
    let of_postgres = top_tens(postgres.db.clone()).await;
    postgres.db.close().await;
    for ((question, one), other) in QUESTIONS.iter().zip(&of_sqlite).zip(&of_postgres) {
        assert_eq!(one, other, "{question}");
    }
    let answered = of_sqlite.iter().filter(|top| !top.is_empty()).count();
    assert!(answered >= 30, "{answered} of 50 questions found something");
}
