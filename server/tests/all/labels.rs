//! A company says so wherever it is named: its account, and the community that it runs.

use crate::support::{Answer, Site};
use domain::policy::Place;
use domain::threads::{Circle, Kind};
use domain::{CommunityId, Fields, MemberId};
use service::Actor;
use service::testing::TestContext;
use store::Db;
use uuid::Uuid;

/// The account.
const COMPANY: &str = "Pharmatique";
/// The community; its address is written otherwise.
const COMMUNITY: &str = "Ondélia";
const SLUG: &str = "ondelia";
/// Tells of an adverse effect.
const TOLD: &str = "Depuis que je prends du tramadol, j’ai des vertiges";
/// So many characters behind a name its label has begun: between the two stands the kind of a reply, or a mark.
const WITHIN: usize = 40;

fn form(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().copied().collect()
}

fn id(actor: &Actor) -> MemberId {
    actor.me.as_ref().expect("a member").id
}

/// What is read on a page: no element, no program, no data.
fn text(page: &str) -> String {
    let (mut text, mut rest) = (String::new(), page);
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        let end = if after.starts_with("script") { "</script>" } else { ">" };
        rest = after.split_once(end).map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How often a page names somebody, each time with the label behind it.
#[track_caller]
fn named(page: &Answer, path: &str, name: &str) -> usize {
    assert_eq!(page.status, 200, "{path}");
    let text = text(&page.text);
    for (at, _) in text.match_indices(name) {
        let behind: String = text[at + name.len()..].chars().take(WITHIN).collect();
        assert!(behind.to_lowercase().contains("entreprise"), "{path}: {name}{behind}");
    }
    text.matches(name).count()
}

/// A community that a company runs and hosts, open to read.
async fn founded(test: &TestContext, company: &Actor) -> CommunityId {
    let fields = form(&[
        ("name", COMMUNITY),
        ("description", "Une communauté pour les essais, avec une charte complète."),
        ("visibility", "open"),
        ("conditions", "N18"),
        ("owner", "Rivages SAS"),
        ("owner_type", "company"),
        ("funding", "Tout vient de Rivages."),
        ("source_name_0", "Rivages"),
        ("source_share_0", "100"),
        ("source_industry_0", "1"),
        ("advertising", "no"),
        ("objectives", "Rompre l’isolement."),
        ("data_use", "Jamais vendues, jamais prêtées."),
        ("moderation", "Relue sous quatre heures."),
        ("consent", "1"),
    ]);
    service::communities::create(&test.ctx, company, &fields).await.expect("a community");
    let mut reader = test.ctx.store.read().await.expect("a reader");
    let row = store::communities::by_slug(&mut reader.conn(), SLUG).await.expect("asked").expect("the community");
    CommunityId(row.id)
}

/// Reports something; the case of it, as in addresses.
async fn reported(test: &TestContext, by: &Actor, subject: &str, about: Uuid) -> String {
    let about62 = domain::ids::to_base62(about);
    let fields = form(&[("subject", subject), ("about", &about62), ("reason", "danger")]);
    service::moderation::report(&test.ctx, by, &fields).await.expect("a report");
    let mut reader = test.ctx.store.read().await.expect("a reader");
    let case = store::moderation::open_case(&mut reader.conn(), about).await.expect("asked");
    case.expect("a case").to_string()
}

store::both_engines!(a_company_is_labelled_wherever_it_is_named, |db: Db| async move {
    let site = Site::over(db);
    let test = &site.test;
    let ctx = &test.ctx;
    let company = test.company(COMPANY).await;
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    let yves = test.patient("Yves").await;
    let admin = test.with_address("Hélène", "helene@exemple.fr").await;
    let community = founded(test, &company).await;
    test.place(&anne, community, Place::Member).await;
    let mut tx = ctx.store.begin().await.expect("a transaction");
    store::members::set_findable(&mut tx.conn(), id(&company), true).await.expect("findable");
    store::members::set_administrator(&mut tx.conn(), id(&admin)).await.expect("an administrator");
    tx.commit().await.expect("committed");

    let theirs = test.thread(&company, SLUG, Kind::Discussion, Circle::Public, "Nos réunions").await;
    let hers = test.thread(&anne, SLUG, Kind::Question, Circle::Public, "Vos soirées").await;
    let reply = test.reply(&company, hers, "Bonjour à vous.").await;
    let told = test.reply(&anne, theirs, TOLD).await;
    let screened = form(&[("community", SLUG), ("about", &told.to_string()), ("state", "declared"), ("note", "")]);
    service::vigilance::decide(ctx, &company, &screened).await.expect("looked at");
    // What it wrote, what it is said to answer, what it looks at, what it is.
    let cases = [
        reported(test, &anne, "reply", reply.0).await,
        reported(test, &company, "reply", told.0).await,
        reported(test, &yves, "thread", hers.0).await,
        reported(test, &anne, "member", id(&company).0).await,
    ];
    let taken = form(&[("case", &cases[2]), ("note", "Vu avec l’équipe.")]);
    service::moderation::claim(ctx, &company, &taken).await.expect("taken");
    service::moderation::note(ctx, &company, &taken).await.expect("noted");
    store::testing::settled(&ctx.store).await;
    service::notices::make(ctx).await.expect("everybody is told");
    service::search::follow(ctx).await.expect("everything is indexed");

    let (host, reader) = (site.session(&company).await, site.session(&anne).await);
    let (stranger, admin) = (site.session(&yves).await, site.session(&admin).await);
    let (host, reader, stranger, admin) = (host.as_deref(), reader.as_deref(), stranger.as_deref(), admin.as_deref());
    let member = id(&company);
    // Whether the account is surely named there, and the community.
    let mut pages = vec![
        (None, format!("/t/{hers}"), true, true),
        (None, format!("/t/{theirs}"), true, true),
        (reader, format!("/t/{hers}"), true, true),
        (reader, format!("/t/{theirs}"), true, true),
        (None, "/feed?order=new".into(), true, true),
        (reader, "/feed?order=new".into(), true, true),
        (None, format!("/c/{SLUG}"), true, true),
        (reader, format!("/c/{SLUG}"), true, true),
        (reader, format!("/c/{SLUG}/charter"), false, true),
        (host, format!("/c/{SLUG}/charter/edit"), false, true),
        (stranger, format!("/c/{SLUG}/join"), true, true),
        (host, format!("/c/{SLUG}/hosts"), true, true),
        (reader, format!("/m/{member}"), true, true),
        (reader, "/search?q=pharmatique".into(), true, true),
        (reader, "/search?q=ondelia".into(), false, true),
        (admin, "/admin/audit".into(), false, true),
        (reader, "/notices".into(), true, true),
        (reader, format!("/letters/{member}"), true, false),
        (reader, "/ask".into(), false, true),
        (host, "/settings/data".into(), false, true),
        (host, "/moderation".into(), false, true),
        (admin, "/moderation".into(), true, true),
        (admin, format!("/c/{SLUG}/vigilance?tab=done"), true, true),
        (admin, "/admin/members?q=pharma".into(), true, false),
        (admin, format!("/admin/members/{member}"), true, false),
        (admin, "/admin/communities?q=ond".into(), true, true),
    ];
    pages.extend(cases.iter().map(|case| (admin, format!("/moderation/{case}"), true, false)));
    for (session, path, account, place) in pages {
        let page = site.get(session, &path).await;
        let (accounts, places) = (named(&page, &path, COMPANY), named(&page, &path, COMMUNITY));
        assert!((accounts > 0 || !account) && (places > 0 || !place), "{path}: {accounts}, {places}");
    }

    for path in [format!("/c/{SLUG}/atom.xml"), format!("/t/{hers}/atom.xml"), "/tags/essai/atom.xml".into()] {
        assert!(named(&site.get(None, &path).await, &path, COMPANY) > 0, "{path}");
    }
    assert!(site.get(None, &format!("/c/{SLUG}/atom.xml")).await.text.contains("Ondélia (entreprise)"));
    // What machines are told beside the text.
    let page = site.get(None, &format!("/t/{theirs}")).await.text;
    let data = &page[page.find("application/ld+json").expect("data")..];
    let data = &data[..data.find("</script").expect("its end")];
    for said in ["\"Pharmatique (entreprise)\"", "\"Organization\"", "\"Ondélia (entreprise)\""] {
        assert!(data.contains(said), "{said}: {data}");
    }
    let profile = site.get(reader, &format!("/m/{member}")).await.text;
    assert!(profile.contains("<title>Pharmatique (entreprise)"), "the window says so too");
    let place = site.get(None, &format!("/c/{SLUG}")).await.text;
    assert!(place.contains("<title>Ondélia (entreprise)"));
});
