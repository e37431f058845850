//! Communities in the store: charters, counting, tags that follow circles, on both engines.

use domain::communities::{CharterDraft, FundingSource, OwnerType, Visibility};
use domain::members::Role;
use domain::policy::Place;
use domain::tags::Tag;
use domain::threads::{Circle, Kind};
use domain::{CharterId, CommunityId, Locale, MemberId, ThreadId, Timestamp};
use store::communities::{self, NewCharter, NewCommunity};
use store::members::NewMember;
use store::readable::Reading;
use store::threads::ThreadInsert;
use store::{Conn, Db, both_engines};
use uuid::Uuid;

const AT: Timestamp = Timestamp(1_790_000_000_000_000);

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn charter() -> CharterDraft {
    CharterDraft {
        owner: "Les Deux Rives".into(),
        owner_type: OwnerType::Company,
        funding: "Dons".into(),
        sources: vec![
            FundingSource { name: "Dons".into(), share: 60, industry: false },
            FundingSource { name: "Onderive".into(), share: 40, industry: true },
        ],
        advertising: true,
        objectives: "S’aider".into(),
        data_use: "Aucune".into(),
        moderation: "Deux personnes".into(),
    }
}

async fn member(conn: &mut Conn<'_>, number: u128, pseudonym: &str, role: Role) -> MemberId {
    let member = MemberId(id(number));
    let row = NewMember {
        id: member,
        pseudonym: pseudonym.into(),
        pseudonym_key: domain::text::fold(pseudonym),
        role,
        organisation: None,
        about: String::new(),
        badge: None,
        badge_since: None,
        claimed: None,
        email_hash: None,
        email_sealed: None,
        confirmed: Some(AT),
        password: None,
        administrator: false,
        locale: Locale::Fr,
        zone: "Europe/Paris".into(),
        created: AT,
    };
    store::members::insert(conn, &row).await.unwrap();
    member
}

async fn insert_charter(
    conn: &mut Conn<'_>,
    (number, community, version): (u128, CommunityId, i32),
    charter: &CharterDraft,
    created: Timestamp,
) {
    let material = version > 1;
    let owner_before = material.then_some("Avant");
    let id = CharterId(id(number));
    let new = NewCharter { id, community, version, charter, material, owner_before, created };
    communities::insert_charter(conn, &new).await.unwrap();
}

async fn community(conn: &mut Conn<'_>, number: u128, name: &str, visibility: Visibility) -> CommunityId {
    let community = CommunityId(id(number));
    let slug = domain::text::slug(name);
    let row = NewCommunity {
        id: community,
        slug: &slug,
        name,
        description: "Un texte.",
        description_html: "<p>Un texte.</p>",
        excerpt: "Un texte.",
        locale: Locale::Fr,
        visibility,
        founder: None,
        created: AT,
    };
    communities::insert(conn, &row, &charter()).await.unwrap();
    insert_charter(conn, (number + 1_000, community, 1), &charter(), AT).await;
    community
}

both_engines!(a_charter_comes_back_as_it_went, |db: Db| async move {
    let mut tx = db.begin().await.unwrap();
    let mut conn = tx.conn();
    let here = community(&mut conn, 1, "Été", Visibility::Members).await;
    let mut second = charter();
    second.advertising = false;
    second.sources.pop();
    insert_charter(&mut conn, (5_000, here, 2), &second, AT.plus(1)).await;
    communities::insert_condition(&mut conn, here, "N18").await.unwrap();
    communities::insert_condition(&mut conn, here, "N18").await.unwrap();

    let row = communities::charter(&mut conn, here).await.unwrap().unwrap();
    assert_eq!((row.version, row.owner_type, row.advertising, row.created), (2, OwnerType::Company, false, AT.0 + 1));
    let sources = communities::sources_of(&mut conn, &[row.id]).await.unwrap();
    assert_eq!(sources, [(row.id, second.sources[0].clone())]);
    assert_eq!(communities::charters_of(&mut conn, &[here.0]).await.unwrap().len(), 2);
    assert_eq!(communities::conditions_of(&mut conn, &[here.0]).await.unwrap(), [(here.0, "N18".to_owned())]);
    assert!(communities::conditions_of(&mut conn, &[]).await.unwrap().is_empty());
    let card = &communities::list(&mut conn, None, None, 10, AT).await.unwrap()[0];
    assert_eq!((card.industry_share, card.advertising, card.stated, card.joined), (40, true, true, false));
    assert_eq!((card.owner_before.as_deref(), card.owner_since), (Some("Avant"), Some(AT.0 + 1)));
    let later = &communities::list(&mut conn, None, None, 10, AT.plus(1)).await.unwrap()[0];
    assert_eq!((later.owner_before.as_deref(), later.owner_since), (None, None), "long ago");
    let changed = communities::owner_change(&mut conn, here, AT).await.unwrap();
    assert_eq!(changed, Some(("Avant".to_owned(), AT.plus(1))));
    assert_eq!(communities::owner_change(&mut conn, here, AT.plus(1)).await.unwrap(), None);
    assert_eq!(communities::slug_of(&mut conn, here).await.unwrap().as_deref(), Some("ete"));
    assert!(communities::by_slug(&mut conn, "ete").await.unwrap().is_some_and(|row| row.company));
    assert!(communities::by_slug(&mut conn, "hiver").await.unwrap().is_none());
    let same = NewCommunity {
        id: CommunityId(id(9)),
        slug: "ete",
        name: "Ete",
        description: "",
        description_html: "",
        excerpt: "",
        locale: Locale::En,
        visibility: Visibility::Open,
        founder: None,
        created: AT,
    };
    assert!(communities::insert(&mut conn, &same, &charter()).await.unwrap_err().is_unique_violation());
});

both_engines!(belonging, |db: Db| async move {
    let mut tx = db.begin().await.unwrap();
    let mut conn = tx.conn();
    let here = community(&mut conn, 1, "Reins", Visibility::Members).await;
    let there = community(&mut conn, 2, "Anémie", Visibility::Open).await;
    let (a, b) =
        (member(&mut conn, 11, "Hélène", Role::Patient).await, member(&mut conn, 12, "Karim", Role::Carer).await);
    assert!(communities::join(&mut conn, here, a, Place::Host, AT).await.unwrap());
    assert!(communities::join(&mut conn, here, b, Place::Member, AT.plus(1)).await.unwrap());
    assert!(!communities::join(&mut conn, here, b, Place::Host, AT).await.unwrap(), "the row there wins");
    communities::join(&mut conn, there, a, Place::Member, AT).await.unwrap();
    assert_eq!(communities::members(&mut conn, here).await.unwrap(), 2);
    assert_eq!(communities::lock_hosts(&mut conn, here).await.unwrap(), [a]);
    assert_eq!(communities::member_named(&mut conn, here, "karim").await.unwrap(), Some((b, Place::Member)));
    assert_eq!(communities::member_named(&mut conn, there, "karim").await.unwrap(), None);
    let names: Vec<String> =
        communities::of_member(&mut conn, a).await.unwrap().into_iter().map(|link| link.name).collect();
    assert_eq!(names, ["Anémie", "Reins"]);
    assert!(communities::change_place(&mut conn, here, b, Place::Member, Place::Banned).await.unwrap());
    assert!(!communities::change_place(&mut conn, here, b, Place::Member, Place::Host).await.unwrap());
    assert_eq!(communities::members(&mut conn, here).await.unwrap(), 1);
    assert!(!communities::leave(&mut conn, here, b).await.unwrap(), "a ban is not left");
    assert!(communities::leave(&mut conn, here, a).await.unwrap());
    assert_eq!(communities::belonging(&mut conn, here, a).await.unwrap(), None);
    assert!(communities::hosts(&mut conn, here).await.unwrap().is_empty());
});

both_engines!(tags_follow_their_circles, |db: Db| async move {
    let mut tx = db.begin().await.unwrap();
    let mut conn = tx.conn();
    let here = community(&mut conn, 1, "Reins", Visibility::Open).await;
    let patient = member(&mut conn, 11, "Hélène", Role::Patient).await;
    communities::join(&mut conn, here, patient, Place::Member, AT).await.unwrap();
    for (number, circle, tags) in [
        (21, Circle::Public, vec!["fatigue", "travail"]),
        (22, Circle::Patients, vec!["fatigue", "secret"]),
        (23, Circle::Professionals, vec!["protocole"]),
    ] {
        let thread = ThreadId(id(number));
        let row = ThreadInsert {
            id: thread,
            community: here,
            author: Some(patient),
            kind: Kind::Discussion,
            circle,
            locale: Locale::Fr,
            title: "Titre",
            body: "Texte",
            html: "<p>Texte</p>",
            excerpt: "Texte",
            profession: None,
            created: AT,
        };
        store::threads::insert_thread(&mut conn, &row).await.unwrap();
        let tags: Vec<Tag> = tags.into_iter().map(|tag| Tag::parse(tag).unwrap()).collect();
        store::tags::set(&mut conn, thread, &tags).await.unwrap();
    }
    let keys = |tags: Vec<Tag>| tags.into_iter().map(|tag| tag.key).collect::<Vec<_>>();
    let visitor = communities::tags(&mut conn, here, Reading::default()).await.unwrap();
    assert_eq!(keys(visitor), ["fatigue", "travail"]);
    let reading = Reading { member: Some(patient), role: Some(Role::Patient), verified: false };
    assert_eq!(keys(communities::tags(&mut conn, here, reading).await.unwrap()), ["fatigue", "secret", "travail"]);
});

async fn asked_again(conn: &mut Conn<'_>, member: MemberId) -> bool {
    store::threads::place_in(conn, "ete", member).await.unwrap().unwrap().asked_again
}

both_engines!(who_agreed_to_what, |db: Db| async move {
    let mut tx = db.begin().await.unwrap();
    let mut conn = tx.conn();
    let here = community(&mut conn, 1, "Été", Visibility::Members).await;
    let ana = member(&mut conn, 2, "Ana", Role::Patient).await;
    let zoe = member(&mut conn, 3, "Zoé", Role::Patient).await;
    communities::join(&mut conn, here, ana, Place::Member, AT).await.unwrap();
    assert!(!asked_again(&mut conn, ana).await);
    insert_charter(&mut conn, (5_000, here, 2), &charter(), AT).await;
    assert!(asked_again(&mut conn, ana).await);
    assert!(!asked_again(&mut conn, zoe).await, "who does not belong");
    assert_eq!(communities::agreed(&mut conn, here, ana).await.unwrap(), Some(1));
    assert!(communities::agree(&mut conn, here, ana, 2).await.unwrap());
    assert!(!communities::agree(&mut conn, here, ana, 2).await.unwrap(), "once");
    assert!(!communities::agree(&mut conn, here, zoe, 2).await.unwrap());
    assert!(!asked_again(&mut conn, ana).await);
    assert_eq!(communities::agreed(&mut conn, here, ana).await.unwrap(), Some(2));
    assert_eq!(communities::agreed(&mut conn, here, zoe).await.unwrap(), None);
    let other = CharterDraft { owner: "Autre".into(), owner_type: OwnerType::Patients, ..charter() };
    communities::show_charter(&mut conn, here, &other).await.unwrap();
    let card = &communities::list(&mut conn, None, None, 10, AT).await.unwrap()[0];
    assert_eq!((card.owner.as_str(), card.owner_type), ("Autre", OwnerType::Patients));
});
