//! `store::readable` says in SQL what `domain::policy` says in Rust: held against each other over
//! every role, badge, place, visibility and circle.

use domain::communities::Visibility;
use domain::feed::Order;
use domain::members::Role;
use domain::policy::{Place, Standing};
use domain::threads::{Circle, Kind};
use domain::{CommunityId, Locale, MemberId, ThreadId, Timestamp};
use store::Db;
use store::members::NewMember;
use store::readable::Reading;
use uuid::Uuid;

fn member(id: u128, role: Role) -> NewMember {
    NewMember {
        id: MemberId(Uuid::from_u128(id)),
        pseudonym: format!("m{id}"),
        pseudonym_key: format!("m{id}"),
        role,
        organisation: None,
        about: String::new(),
        badge: None,
        badge_since: None,
        claimed: None,
        email_hash: None,
        email_sealed: None,
        confirmed: None,
        password: None,
        administrator: false,
        locale: Locale::Fr,
        zone: "UTC".into(),
        created: Timestamp(1),
    }
}

store::both_engines!(the_whole_matrix, |db: Db| async move {
    let places = [None, Some(Place::Member), Some(Place::Host), Some(Place::Banned), Some(Place::Suspended)];
    let mut tx = db.begin().await.unwrap();
    let mut conn = tx.conn();
    let mut communities = vec![];
    for (n, &visibility) in (1u128..).zip(Visibility::ALL) {
        let id = CommunityId(Uuid::from_u128(n));
        store::testing::community(&mut conn, id, visibility).await.unwrap();
        for (k, &circle) in (1u128..).zip(Circle::ALL) {
            store::threads::insert_thread(
                &mut conn,
                &store::threads::ThreadInsert {
                    id: ThreadId(Uuid::from_u128(n * 100 + k)),
                    community: id,
                    author: None,
                    kind: Kind::Discussion,
                    circle,
                    locale: Locale::Fr,
                    title: "t",
                    body: "b",
                    html: "<p>b</p>",
                    excerpt: "b",
                    profession: None,
                    created: Timestamp(i64::try_from(n * 100 + k).unwrap()),
                },
            )
            .await
            .unwrap();
        }
        communities.push((n, id, visibility));
    }
    let mut readers = vec![(Reading::default(), None, Standing::VISITOR)];
    for (r, &role) in (1u128..).zip(Role::ALL) {
        for (p, &place) in (1u128..).zip(&places) {
            let id = 10_000 + r * 100 + p;
            store::members::insert(&mut conn, &member(id, role)).await.unwrap();
            let id = MemberId(Uuid::from_u128(id));
            if let Some(place) = place {
                for (_, community, _) in &communities {
                    store::testing::set_place(&mut conn, *community, id, place, Timestamp(1)).await.unwrap();
                }
            }
            for verified in [false, true] {
                let reading = Reading { member: Some(id), role: Some(role), verified };
                readers.push((reading, place, Standing { role: Some(role), verified, place }));
            }
        }
    }
    tx.commit().await.unwrap();

    let mut cells = 0;
    let mut reader = db.read().await.unwrap();
    let mut conn = reader.conn();
    for (reading, _, standing) in readers {
        for (n, community, visibility) in &communities {
            let listed =
                store::feed::of_community(&mut conn, reading, *community, Order::Active, None, 100).await.unwrap();
            for (k, &circle) in (1u128..).zip(Circle::ALL) {
                let id = ThreadId(Uuid::from_u128(n * 100 + k));
                let expected = standing.may_read(*visibility, circle);
                let direct = store::threads::head(&mut conn, reading, id).await.unwrap().is_some();
                assert_eq!(direct, expected, "direct: {standing:?} {visibility:?} {circle:?}");
                assert_eq!(
                    listed.iter().any(|row| row.id == id),
                    expected,
                    "listed: {standing:?} {visibility:?} {circle:?}"
                );
                cells += 1;
            }
        }
    }
    assert_eq!(cells, (1 + 4 * 5 * 2) * 2 * 4);
});
