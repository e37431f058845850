//! Words that call for help, from writing them to reading them again, on both engines.

use domain::communities::Visibility;
use domain::crisis::Crisis;
use domain::policy::Place;
use domain::threads::{Circle, Kind};
use domain::{Fields, Locale};
use service::Actor;
use service::testing::context;
use service::threads;
use store::Db;

store::both_engines!(who_calls_for_help_is_shown_it_and_nobody_else, |db: Db| async move {
    let test = context(db);
    let (marie, claire) = (test.patient("Marie").await, test.patient("Claire").await);
    let community = test.community("reins", Visibility::Open, &marie).await;
    test.place(&claire, community, Place::Member).await;
    let thread = test.thread(&marie, "reins", Kind::Discussion, Circle::Members, "Une nuit de plus").await;
    let body = "Je suis **fatiguée**.\n\nJe ne veux plus vivre comme ça, et [ma sœur](https://exemple.fr) dort.";
    let seen = threads::preview(&test.ctx, &claire, "Ce soir", body).await.expect("a preview");
    assert_eq!(seen.signs, [Crisis::Suicide]);
    assert!(seen.html.contains("<strong>fatiguée</strong>"), "{}", seen.html);
    assert_eq!(threads::preview(&test.ctx, &claire, "", "Bonne nuit à tous.").await.expect("a preview").signs, []);
    // What stands in the title alone is heard as well, and not drawn twice.
    let title = "Je ne veux plus vivre, 06 12 34 56 78";
    let titled = threads::preview(&test.ctx, &claire, title, "Bonne nuit à tous.").await.expect("a preview");
    assert_eq!((titled.signs, titled.reach), (vec![Crisis::Suicide], true));
    assert!(!titled.html.contains("vivre"), "{}", titled.html);

    let reply = test.reply(&claire, thread, body).await;
    let signs = async |actor| threads::read(&test.ctx, actor, thread, None, None).await.expect("a page").signs;
    assert_eq!(signs(&claire).await, [Crisis::Suicide]);
    // The text itself says it to others; the page does not point at whoever wrote it.
    assert_eq!(signs(&marie).await, []);
    test.clock.advance(90_000);
    assert_eq!(signs(&claire).await, []);
    test.reply(&claire, thread, "Mon mari me frappe.").await;
    assert_eq!(signs(&claire).await, [Crisis::Violence]);
    assert_ne!(reply.0, thread.0);

    // An older text that becomes a call for help is one from then on.
    let later = test.reply(&claire, thread, "Bonne nuit à tous.").await;
    test.clock.advance(90_000);
    assert_eq!(signs(&claire).await, []);
    let edited: Fields = [("body", "Bonne nuit. Je ne veux plus vivre.")].into_iter().collect();
    threads::edit_reply(&test.ctx, &claire, later, &edited).await.expect("edited");
    assert_eq!(signs(&claire).await, [Crisis::Suicide]);
    assert_eq!(signs(&marie).await, []);
    let edited: Fields = [("title", "Je ne veux plus vivre"), ("body", "Bonne nuit.")].into_iter().collect();
    threads::edit_thread(&test.ctx, &marie, thread, &edited).await.expect("edited");
    assert_eq!(signs(&marie).await, [Crisis::Suicide]);
});

store::both_engines!(a_receipt_names_the_numbers_where_its_reader_is, |db: Db| async move {
    let test = context(db);
    let (marie, anne) = (test.patient("Marie").await, test.with_address("Anne", "anne@exemple.fr").await);
    let community = test.community("reins", Visibility::Open, &marie).await;
    test.place(&anne, community, Place::Member).await;
    let thread = test.thread(&marie, "reins", Kind::Discussion, Circle::Public, "Une nuit de plus").await;
    let brussels: Fields = [("locale", "fr"), ("theme", "system"), ("zone", "Europe/Brussels")].into_iter().collect();
    service::members::preferences(&test.ctx, &anne, &brussels).await.expect("set");
    let report = async |who: &Actor, email: &str| {
        let about = thread.to_string();
        let fields = [
            ("subject", "thread"),
            ("about", about.as_str()),
            ("reason", "danger"),
            ("text", "Lisez."),
            ("email", email),
        ];
        service::moderation::report(&test.ctx, who, &fields.into_iter().collect()).await.expect("reported");
    };
    report(&anne, "").await;
    report(&Actor::visitor(Locale::En), "jo@example.org").await;
    let mails = test.ctx.mailer.kept().await.expect("kept");
    assert!(mails[0].text.contains("call 15 or 112 (in France)."), "{}", mails[0].text);
    assert!(mails[1].text.contains("appelez le 112 (partout en Europe)."), "{}", mails[1].text);
});
