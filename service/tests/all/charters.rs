//! Charters that change: who may, what is shown, who is asked again, what is kept; on both engines.

use domain::communities::{Change, CharterPart, OwnerType, Visibility};
use domain::members::Purpose;
use domain::notices::NoticeKind;
use domain::policy::Place;
use domain::threads::{Circle, Kind};
use domain::time::DAY;
use domain::{FieldError, Fields, Problem};
use service::testing::{TestContext, context};
use service::{Actor, Fault, Outcome, communities, threads};
use store::{Db, both_engines};

const SLUG: &str = "reins";

/// The charter of `TestContext::community`, in another version.
fn form(version: i32, changed: &[(&str, &str)]) -> Fields {
    let mut fields: Fields = [
        ("community", SLUG),
        ("owner", "Les Deux Rives"),
        ("owner_type", "association"),
        ("funding", "Cotisations et dons."),
        ("source_name_0", "Cotisations"),
        ("source_share_0", "100"),
        ("advertising", "no"),
        ("objectives", "Rompre l’isolement."),
        ("data_use", "Jamais vendues, jamais prêtées."),
        ("moderation", "Relue sous quatre heures."),
        ("sure", "1"),
    ]
    .into_iter()
    .collect();
    fields.set("version", version.to_string());
    for (name, value) in changed {
        fields.set(name, *value);
    }
    fields
}

fn agreeing(version: i32) -> Fields {
    let mut fields: Fields = [("community", SLUG), ("consent", "1")].into_iter().collect();
    fields.set("version", version.to_string());
    fields
}

fn refused<T: std::fmt::Debug>(outcome: Outcome<T>, field: &str) -> FieldError {
    match outcome {
        Err(Fault::Form(refused)) => refused.at(field).unwrap_or_else(|| panic!("{:?}", refused.errors)),
        other => panic!("not refused: {other:?}"),
    }
}

fn problem<T: std::fmt::Debug>(outcome: Outcome<T>) -> Problem {
    match outcome {
        Err(Fault::Problem(problem)) => problem,
        other => panic!("no problem: {other:?}"),
    }
}

async fn charters(test: &TestContext, actor: &Actor) -> Vec<(String, bool)> {
    let receipts = service::members::receipts(&test.ctx, actor).await.unwrap();
    let mut of: Vec<(String, bool)> = receipts
        .into_iter()
        .filter(|receipt| receipt.purpose == Purpose::Charter)
        .map(|receipt| (receipt.text_version, receipt.withdrawn.is_some()))
        .collect();
    of.sort();
    of
}

both_engines!(a_host_changes_it_and_nobody_else, |db: Db| async move {
    let test = context(db);
    let (hote, anne) = (test.patient("Hôte").await, test.patient("Anne").await);
    let id = test.community(SLUG, Visibility::Members, &hote).await;
    test.place(&anne, id, Place::Member).await;
    let other = [("moderation", "Relue sous deux heures.")];
    assert_eq!(problem(communities::change_charter(&test.ctx, &anne, &form(1, &other)).await), Problem::Forbidden);
    assert_eq!(problem(communities::charter_edit_page(&test.ctx, &anne, SLUG).await), Problem::Forbidden);
    let page = communities::charter_edit_page(&test.ctx, &hote, SLUG).await.unwrap();
    assert_eq!((page.charter.version, page.charter.owner.as_str()), (1, "Les Deux Rives"));

    let mut fields = form(1, &other);
    fields.set("sure", "");
    assert_eq!(refused(communities::change_charter(&test.ctx, &hote, &fields).await, "sure"), FieldError::MustAgree);
    let fields = form(1, &[("data_use", "")]);
    assert_eq!(refused(communities::change_charter(&test.ctx, &hote, &fields).await, "data_use"), FieldError::Missing);
    let same = communities::change_charter(&test.ctx, &hote, &form(1, &[])).await;
    assert_eq!(refused(same, "sure"), FieldError::NothingChanged);
    communities::change_charter(&test.ctx, &hote, &form(1, &other)).await.unwrap();
    let late = communities::change_charter(&test.ctx, &hote, &form(1, &[("objectives", "Autre chose encore.")])).await;
    assert_eq!(refused(late, "sure"), FieldError::ChangedMeanwhile);

    let visitor = Actor::visitor(domain::Locale::Fr);
    let page = communities::charter_page(&test.ctx, &visitor, SLUG).await.unwrap();
    assert_eq!((page.charter.version, page.versions.len(), page.asked.is_some()), (2, 2, false));
    assert!(!page.versions[0].material && page.versions[1].changes.is_empty());
    assert_eq!(page.versions[0].changes.iter().map(Change::part).collect::<Vec<_>>(), [CharterPart::Moderation]);
    // By the id too: a refused post leads there.
    assert_eq!(communities::charter_page(&test.ctx, &visitor, &id.to_string()).await.unwrap().link, page.link);
    assert_eq!(service::moderation::audit::verify(&test.ctx).await.unwrap().rows, 1);
});

both_engines!(a_better_wording_asks_nobody_again, |db: Db| async move {
    let test = context(db);
    let (hote, anne) = (test.patient("Hôte").await, test.patient("Anne").await);
    let id = test.community(SLUG, Visibility::Members, &hote).await;
    test.place(&anne, id, Place::Member).await;
    let fields = form(1, &[("moderation", "Relue sous deux heures.")]);
    communities::change_charter(&test.ctx, &hote, &fields).await.unwrap();
    assert!(communities::charter_page(&test.ctx, &anne, SLUG).await.unwrap().asked.is_none());
    test.thread(&anne, SLUG, Kind::Discussion, Circle::Members, "Un fil").await;
});

both_engines!(a_material_change_asks_before_the_next_post_and_keeps_both_receipts, |db: Db| async move {
    let test = context(db);
    let (hote, anne) = (test.patient("Hôte").await, test.patient("Anne").await);
    test.community(SLUG, Visibility::Members, &hote).await;
    let joining: Fields = [("community", SLUG), ("consent", "1")].into_iter().collect();
    communities::join(&test.ctx, &anne, &joining).await.unwrap();
    let page = communities::page(&test.ctx, &anne, SLUG, domain::feed::Order::New, None).await.unwrap();
    let thread = test.thread(&anne, SLUG, Kind::Discussion, Circle::Members, "Un fil").await;
    assert_eq!(charters(&test, &anne).await, [("charter-1".to_owned(), false)]);

    let fields = form(1, &[("data_use", "Jamais vendues, parfois prêtées à des chercheurs.")]);
    communities::change_charter(&test.ctx, &hote, &fields).await.unwrap();
    let reply = |id: u128| -> Fields {
        let id = domain::ReplyId(uuid::Uuid::from_u128(id)).to_string();
        let mut fields: Fields = [("voice", "lived"), ("body", "Je réponds.")].into_iter().collect();
        fields.set("id", id);
        fields.set("thread", thread.to_string());
        fields
    };
    let asked = Problem::CharterChanged { community: page.id };
    assert_eq!(problem(threads::reply(&test.ctx, &anne, &reply(7)).await), asked);
    assert!(threads::read(&test.ctx, &anne, thread, None, None).await.unwrap().asked_again);
    assert!(threads::compose(&test.ctx, &anne).await.unwrap().places[0].asked_again);
    // The host agreed by publishing.
    threads::reply(&test.ctx, &hote, &reply(8)).await.unwrap();
    assert_eq!(charters(&test, &hote).await.len(), 2);

    let page = communities::charter_page(&test.ctx, &anne, SLUG).await.unwrap();
    let question = page.asked.expect("asked again");
    assert_eq!(question.version, 2);
    assert_eq!(question.changes.iter().map(Change::part).collect::<Vec<_>>(), [CharterPart::DataUse]);
    let mut unticked = agreeing(2);
    unticked.set("consent", "");
    let unticked = communities::agree_to_charter(&test.ctx, &anne, &unticked).await;
    assert_eq!(refused(unticked, "consent"), FieldError::MustAgree);
    let old = communities::agree_to_charter(&test.ctx, &anne, &agreeing(1)).await;
    assert_eq!(refused(old, "consent"), FieldError::ChangedMeanwhile);
    let yves = test.patient("Yves").await;
    assert_eq!(problem(communities::agree_to_charter(&test.ctx, &yves, &agreeing(2)).await), Problem::Forbidden);
    communities::agree_to_charter(&test.ctx, &anne, &agreeing(2)).await.unwrap();
    communities::agree_to_charter(&test.ctx, &anne, &agreeing(2)).await.unwrap();
    assert_eq!(charters(&test, &anne).await, [("charter-1".to_owned(), false), ("charter-2".to_owned(), false)]);
    threads::reply(&test.ctx, &anne, &reply(7)).await.unwrap();
    // Leaving takes all of it back.
    communities::leave(&test.ctx, &anne, &joining).await.unwrap();
    assert!(charters(&test, &anne).await.iter().all(|(_, withdrawn)| *withdrawn));
});

both_engines!(members_are_told_once, |db: Db| async move {
    let test = context(db);
    let (hote, anne) = (test.patient("Hôte").await, test.patient("Anne").await);
    let id = test.community(SLUG, Visibility::Members, &hote).await;
    test.place(&anne, id, Place::Member).await;
    let fields = form(1, &[("advertising", "yes")]);
    communities::change_charter(&test.ctx, &hote, &fields).await.unwrap();
    for _ in 0..2 {
        store::testing::settled(&test.ctx.store).await;
        service::notices::make(&test.ctx).await.unwrap();
    }
    let told = |page: domain::notices::NoticesPage| page.notices.rows.iter().map(|row| row.kind).collect::<Vec<_>>();
    let list = service::notices::list(&test.ctx, &anne, None).await.unwrap();
    assert_eq!(list.notices.rows[0].community.as_ref().map(|link| link.slug.as_str()), Some(SLUG));
    assert_eq!(told(list), [NoticeKind::Charter]);
    assert!(told(service::notices::list(&test.ctx, &hote, None).await.unwrap()).is_empty(), "who did it knows");
});

both_engines!(another_owner_is_said_for_ninety_days, |db: Db| async move {
    let test = context(db);
    let hote = test.patient("Hôte").await;
    test.community(SLUG, Visibility::Open, &hote).await;
    let fields = form(1, &[("owner", "Onderive"), ("owner_type", "company")]);
    communities::change_charter(&test.ctx, &hote, &fields).await.unwrap();
    let visitor = Actor::visitor(domain::Locale::Fr);
    let before = async |who: &Actor| {
        let page = communities::page(&test.ctx, who, SLUG, domain::feed::Order::New, None).await.unwrap();
        let list = communities::list(&test.ctx, who, None).await.unwrap();
        let card = list.communities.rows[0].owner_change.clone();
        let charter = communities::charter_page(&test.ctx, who, SLUG).await.unwrap().owner_change;
        assert_eq!((&page.owner_change, &charter), (&card, &card));
        card.map(|change| change.before)
    };
    assert_eq!(before(&visitor).await.as_deref(), Some("Les Deux Rives"));
    let anne = test.patient("Anne").await;
    assert!(communities::join_page(&test.ctx, &anne, SLUG).await.unwrap().owner_change.is_some());
    // A company says so wherever the community is named.
    let page = communities::page(&test.ctx, &visitor, SLUG, domain::feed::Order::New, None).await.unwrap();
    assert!(page.link.company && page.charter.owner_type == OwnerType::Company);
    assert_eq!(page.link.labelled(domain::Locale::Fr), "reins (entreprise)");
    let thread = test.thread(&hote, SLUG, Kind::Discussion, Circle::Public, "Un fil").await;
    assert!(threads::read(&test.ctx, &visitor, thread, None, None).await.unwrap().community.company);
    let feed = service::feed::read(&test.ctx, &visitor, domain::feed::Order::New, false, None).await.unwrap();
    assert!(feed.threads.rows[0].community.company);

    test.clock.advance(90 * DAY / 1_000_000 - 60);
    assert!(before(&visitor).await.is_some());
    test.clock.advance(120);
    assert!(before(&visitor).await.is_none());
});

both_engines!(of_many_versions_the_latest_are_shown_and_the_question_goes_back_further, |db: Db| async move {
    let test = context(db);
    let (hote, anne) = (test.patient("Hôte").await, test.patient("Anne").await);
    let id = test.community(SLUG, Visibility::Members, &hote).await;
    test.place(&anne, id, Place::Member).await;
    let data_use = ("data_use", "Jamais vendues, parfois prêtées à des chercheurs.");
    communities::change_charter(&test.ctx, &hote, &form(1, &[data_use])).await.unwrap();
    for version in 2..20 {
        let moderation = format!("Relue sous {version} heures.");
        let fields = form(version, &[data_use, ("moderation", &moderation)]);
        communities::change_charter(&test.ctx, &hote, &fields).await.unwrap();
    }
    let page = communities::charter_page(&test.ctx, &anne, SLUG).await.unwrap();
    assert_eq!((page.versions.len(), page.older), (20, false));
    assert_eq!(page.versions.last().map(|one| (one.version, one.changes.len())), Some((1, 0)));
    for version in 20..23 {
        let moderation = format!("Relue sous {version} heures.");
        let fields = form(version, &[data_use, ("moderation", &moderation)]);
        communities::change_charter(&test.ctx, &hote, &fields).await.unwrap();
    }
    let page = communities::charter_page(&test.ctx, &anne, SLUG).await.unwrap();
    assert_eq!((page.charter.version, page.versions.len(), page.older), (23, 20, true));
    assert_eq!(page.versions.last().map(|one| (one.version, one.changes.len())), Some((4, 1)), "what it changed too");
    // What she agreed to is long out of sight: she is still told what changed since.
    let asked = page.asked.expect("asked again");
    let parts: Vec<_> = asked.changes.iter().map(Change::part).collect();
    assert_eq!((asked.version, parts), (23, vec![CharterPart::DataUse, CharterPart::Moderation]));
});

both_engines!(a_charter_changes_a_few_times_a_day, |db: Db| async move {
    let mut test = context(db);
    let hote = test.patient("Hôte").await;
    test.community(SLUG, Visibility::Members, &hote).await;
    test.ctx.settings = std::sync::Arc::new(service::Settings::default());
    let publish = async |version: i32| {
        let moderation = format!("Relue sous {version} heures.");
        communities::change_charter(&test.ctx, &hote, &form(version, &[("moderation", &moderation)])).await
    };
    for version in 1..7 {
        publish(version).await.unwrap();
    }
    assert!(matches!(problem(publish(7).await), Problem::TooMany { .. }));
    test.clock.advance(86_400 / 6);
    publish(7).await.unwrap();
});
