//! Personal tokens as rows, on both engines.

use domain::time::{DAY, SECOND};
use domain::tokens::Scope;
use domain::{Locale, MemberId, Timestamp, TokenId};
use store::Db;
use store::tokens::{self, NewToken};
use uuid::Uuid;

const NOW: Timestamp = Timestamp(1_790_000_000 * SECOND);

pub async fn member(db: &Db, n: u128, confirmed: bool) -> MemberId {
    let id = MemberId(Uuid::from_u128(n));
    let member = store::members::NewMember {
        id,
        pseudonym: format!("Membre {n}"),
        pseudonym_key: format!("membre{n}"),
        role: domain::members::Role::Patient,
        organisation: None,
        about: String::new(),
        badge: None,
        badge_since: None,
        claimed: None,
        email_hash: None,
        email_sealed: None,
        confirmed: confirmed.then_some(NOW),
        password: Some("$argon2id$".into()),
        administrator: false,
        locale: Locale::En,
        zone: "Indian/Reunion".into(),
        created: NOW,
    };
    let mut tx = db.begin().await.unwrap();
    store::members::insert(&mut tx.conn(), &member).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn token(db: &Db, n: u8, member: MemberId, scopes: &[Scope]) -> TokenId {
    let token = NewToken {
        id: TokenId(Uuid::from_u128(u128::from(n))),
        token_hash: [n; 32],
        member,
        name: format!("Jeton {n}"),
        scopes: scopes.to_vec(),
        created: NOW.plus(i64::from(n)),
        expires: NOW.plus(DAY),
    };
    let mut tx = db.begin().await.unwrap();
    tokens::insert(&mut tx.conn(), &token).await.unwrap();
    tx.commit().await.unwrap();
    token.id
}

store::both_engines!(found_by_hash_until_the_end, |db: Db| async move {
    let ana = member(&db, 1, true).await;
    let id = token(&db, 1, ana, &[Scope::Read]).await;
    token(&db, 2, ana, &[Scope::Read, Scope::Write]).await;
    let mut reader = db.read().await.unwrap();
    let found = tokens::bearer(&mut reader.conn(), &[1; 32], NOW).await.unwrap().unwrap();
    assert_eq!((found.token, found.id, found.name.as_str(), found.used), (id, ana, "Jeton 1", None));
    assert_eq!((found.scopes(), found.locale, found.zone.as_str()), (vec![Scope::Read], Locale::En, "Indian/Reunion"));
    assert!(tokens::bearer(&mut reader.conn(), &[3; 32], NOW).await.unwrap().is_none());
    assert!(tokens::bearer(&mut reader.conn(), &[1; 32], NOW.plus(DAY)).await.unwrap().is_none());
    let list = tokens::of_member(&mut reader.conn(), ana, NOW).await.unwrap();
    assert_eq!(list.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["Jeton 2", "Jeton 1"]);
    assert_eq!(list[0].scopes(), [Scope::Read, Scope::Write]);
});

store::both_engines!(a_day_is_noted_forwards_only, |db: Db| async move {
    let ana = member(&db, 1, true).await;
    let id = token(&db, 1, ana, &[Scope::Read]).await;
    let mut tx = db.begin().await.unwrap();
    for day in [NOW, NOW.plus(DAY), NOW] {
        tokens::touch(&mut tx.conn(), id, day).await.unwrap();
    }
    assert_eq!(tokens::of_member(&mut tx.conn(), ana, NOW).await.unwrap()[0].used, Some(NOW.plus(DAY).0));
    tx.commit().await.unwrap();
});

store::both_engines!(they_end_one_by_one_all_together_and_with_the_account, |db: Db| async move {
    let (ana, eve) = (member(&db, 1, false).await, member(&db, 2, true).await);
    let (one, _) = (token(&db, 1, ana, &[Scope::Read]).await, token(&db, 2, ana, &[Scope::Read]).await);
    token(&db, 3, eve, &[Scope::Write]).await;
    let mut tx = db.begin().await.unwrap();
    let mut conn = tx.conn();
    tokens::lock(&mut conn, ana).await.unwrap();
    assert!(!tokens::delete(&mut conn, eve, one).await.unwrap(), "not hers");
    assert!(tokens::delete(&mut conn, ana, one).await.unwrap());
    assert_eq!(tokens::delete_all(&mut conn, eve).await.unwrap(), 1);
    assert_eq!(tokens::delete_expired(&mut conn, NOW).await.unwrap(), 0);
    assert_eq!(tokens::of_member(&mut conn, ana, NOW).await.unwrap().len(), 1);
    assert!(store::members::delete_unconfirmed(&mut conn, ana, NOW.plus(1)).await.unwrap());
    assert_eq!(tokens::delete_expired(&mut conn, NOW.plus(2 * DAY)).await.unwrap(), 0, "gone with the account");
    tx.commit().await.unwrap();
});
