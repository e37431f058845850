//! Accounts as rows, on both engines.

use domain::feed::Order;
use domain::members::{ClaimState, LinkPurpose, Profession, Purpose, Role, Theme};
use domain::time::SECOND;
use domain::{ClaimId, Locale, MemberId, ReceiptId, SessionId, Timestamp};
use store::members::{self, NewClaim, NewMember, NewReceipt, NewSession, NewToken};
use store::readable::Reading;
use store::{Conn, Db};
use uuid::Uuid;

const NOW: Timestamp = Timestamp(1_790_000_000 * SECOND);
/// Used after this: every session.
const EVER: Timestamp = Timestamp(0);
const LATER: Timestamp = Timestamp(1_800_000_000 * SECOND);

fn id(n: u128) -> MemberId {
    MemberId(Uuid::from_u128(n))
}

fn member(n: u128, pseudonym: &str) -> NewMember {
    NewMember {
        id: id(n),
        pseudonym: pseudonym.into(),
        pseudonym_key: domain::text::fold(pseudonym),
        role: Role::Patient,
        organisation: None,
        about: String::new(),
        badge: None,
        badge_since: None,
        claimed: None,
        email_hash: Some(format!("hash of {pseudonym}").into_bytes()),
        email_sealed: Some(b"sealed".to_vec()),
        confirmed: Some(NOW),
        password: Some("$argon2id$".into()),
        administrator: false,
        locale: Locale::En,
        zone: "Indian/Reunion".into(),
        created: NOW,
    }
}

async fn insert(db: &Db, member: &NewMember) {
    let mut tx = db.begin().await.unwrap();
    members::insert(&mut tx.conn(), member).await.unwrap();
    members::insert_key(&mut tx.conn(), member.id, b"wrapped").await.unwrap();
    tx.commit().await.unwrap();
}

/// A statement of the test's own; ids are written into it.
async fn sql(db: &Db, text: String) {
    let mut tx = db.begin().await.unwrap();
    match tx.conn() {
        Conn::Sqlite(conn) => {
            sqlx::raw_sql(sqlx::AssertSqlSafe(text)).execute(&mut *conn).await.unwrap();
        }
        Conn::Postgres(conn) => {
            sqlx::raw_sql(sqlx::AssertSqlSafe(text)).execute(&mut *conn).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
}

/// An id as each engine writes it.
fn literal(db: &Db, n: u128) -> String {
    match db.engine() {
        store::Engine::Sqlite => format!("x'{n:032x}'"),
        store::Engine::Postgres => format!("'{}'", Uuid::from_u128(n)),
    }
}

store::both_engines!(an_account_is_found_by_id_address_and_name, |db: Db| async move {
    let it = member(1, "Jean-Noël");
    insert(&db, &it).await;
    let mut reader = db.read().await.unwrap();
    let found = members::find(&mut reader.conn(), it.id).await.unwrap().unwrap();
    assert_eq!((found.pseudonym.as_str(), found.locale, found.theme), ("Jean-Noël", Locale::En, Theme::System));
    assert_eq!(found.wrapped.as_deref(), Some(b"wrapped".as_slice()));
    let hash = "hash of Jean-Noël".as_bytes();
    let by_email = members::find_by_email(&mut reader.conn(), hash).await.unwrap().unwrap();
    let by_name = members::find_by_pseudonym(&mut reader.conn(), "jeannoel").await.unwrap().unwrap();
    assert_eq!((by_email.id, by_name.id), (it.id, it.id));
    assert!(members::pseudonym_taken(&mut reader.conn(), "jeannoel").await.unwrap());
    assert!(!members::pseudonym_taken(&mut reader.conn(), "antonin").await.unwrap());
    assert!(members::find_by_email(&mut reader.conn(), b"else").await.unwrap().is_none());
});

store::both_engines!(names_and_addresses_are_one_persons, |db: Db| async move {
    insert(&db, &member(1, "Maryvonne")).await;
    let mut twin = member(2, "MARYVONNE");
    for (hash, name) in [(b"other".to_vec(), "maryvonne"), (b"hash of Maryvonne".to_vec(), "autre")] {
        twin.email_hash = Some(hash);
        twin.pseudonym_key = name.into();
        let mut tx = db.begin().await.unwrap();
        assert!(members::insert(&mut tx.conn(), &twin).await.unwrap_err().is_unique_violation());
    }
});

store::both_engines!(bylines_show_the_badge, |db: Db| async move {
    let mut pro = member(2, "Margaux");
    (pro.role, pro.badge, pro.badge_since) = (Role::Professional, Some(Profession::Nurse), Some(NOW));
    insert(&db, &member(1, "Maryvonne")).await;
    insert(&db, &pro).await;
    let mut reader = db.read().await.unwrap();
    assert_eq!(members::byline(&mut reader.conn(), id(2)).await.unwrap().unwrap().badge, Some(Profession::Nurse));
    let both = members::bylines(&mut reader.conn(), &[id(1).0, id(2).0, id(3).0]).await.unwrap();
    assert_eq!(both.len(), 2);
    assert!(members::bylines(&mut reader.conn(), &[]).await.unwrap().is_empty());
});

store::both_engines!(a_session_ends_when_told_or_by_itself, |db: Db| async move {
    insert(&db, &member(1, "Maryvonne")).await;
    let mut tx = db.begin().await.unwrap();
    for n in 1..=3u8 {
        let session = NewSession {
            id: SessionId(Uuid::from_u128(n.into())),
            token_hash: [n; 32],
            member: id(1),
            device: "Firefox".into(),
            created: NOW.plus(n.into()),
            expires: NOW.plus(i64::from(n) * SECOND),
            proved: NOW,
        };
        members::insert_session(&mut tx.conn(), &session).await.unwrap();
    }
    let found = members::authenticate(&mut tx.conn(), &[1; 32], NOW, EVER).await.unwrap().unwrap();
    assert_eq!((found.id, found.confirmed, found.zone.as_str(), found.badge()), (id(1), true, "Indian/Reunion", None));
    assert!(members::authenticate(&mut tx.conn(), &[9; 32], NOW, EVER).await.unwrap().is_none());
    assert!(members::authenticate(&mut tx.conn(), &[1; 32], NOW.plus(SECOND), EVER).await.unwrap().is_none());

    let order = |rows: Vec<members::SessionRow>| rows.iter().map(|row| row.id.0.as_u128()).collect::<Vec<_>>();
    assert_eq!(order(members::sessions(&mut tx.conn(), id(1), NOW, EVER).await.unwrap()), [3, 2, 1]);
    members::touch_session(&mut tx.conn(), SessionId(Uuid::from_u128(2)), NOW.plus(SECOND)).await.unwrap();
    assert_eq!(order(members::sessions(&mut tx.conn(), id(1), NOW.plus(SECOND), EVER).await.unwrap()), [2, 3]);
    assert_eq!(members::delete_expired_sessions(&mut tx.conn(), NOW.plus(SECOND), EVER).await.unwrap(), 1);
    // Nobody used the third since it began: one that is not used ends before its time, the one used since does not.
    let since = NOW.plus(3);
    assert!(members::authenticate(&mut tx.conn(), &[3; 32], NOW, since).await.unwrap().is_none());
    assert!(members::authenticate(&mut tx.conn(), &[3; 32], NOW, since.plus(-1)).await.unwrap().is_some());
    assert!(members::authenticate(&mut tx.conn(), &[2; 32], NOW, since).await.unwrap().is_some());
    assert_eq!(order(members::sessions(&mut tx.conn(), id(1), NOW, since).await.unwrap()), [2]);
    assert_eq!(members::delete_expired_sessions(&mut tx.conn(), NOW, since).await.unwrap(), 1);
    assert_eq!(members::delete_expired_sessions(&mut tx.conn(), NOW, since).await.unwrap(), 0);
    assert!(!members::delete_session(&mut tx.conn(), id(2), SessionId(Uuid::from_u128(2))).await.unwrap());
    assert!(members::delete_session(&mut tx.conn(), id(1), SessionId(Uuid::from_u128(2))).await.unwrap());
    let session = NewSession {
        id: SessionId(Uuid::from_u128(4)),
        token_hash: [4; 32],
        member: id(1),
        device: "Firefox".into(),
        created: NOW,
        expires: NOW.plus(SECOND),
        proved: NOW,
    };
    members::insert_session(&mut tx.conn(), &session).await.unwrap();
    assert_eq!(members::delete_sessions(&mut tx.conn(), id(1), Some(session.id)).await.unwrap(), 0);
    assert_eq!(members::delete_sessions(&mut tx.conn(), id(1), None).await.unwrap(), 1);
});

store::both_engines!(a_link_opens_once, |db: Db| async move {
    insert(&db, &member(1, "Maryvonne")).await;
    let token = |n: u8, member: MemberId| NewToken {
        token_hash: [n; 32],
        member,
        purpose: LinkPurpose::Reset,
        payload_sealed: Some(vec![n]),
        created: NOW,
        expires: NOW.plus(SECOND),
    };
    let mut tx = db.begin().await.unwrap();
    members::insert_token(&mut tx.conn(), &token(1, id(1))).await.unwrap();
    // For nobody: no error, no row.
    members::insert_token(&mut tx.conn(), &token(2, id(9))).await.unwrap();
    assert!(members::peek_token(&mut tx.conn(), &[2; 32], NOW).await.unwrap().is_none());
    assert!(members::peek_token(&mut tx.conn(), &[1; 32], NOW.plus(SECOND)).await.unwrap().is_none());
    assert!(members::use_token(&mut tx.conn(), &[1; 32], NOW.plus(SECOND)).await.unwrap().is_none());
    let waiting = members::waiting_token(&mut tx.conn(), id(1), LinkPurpose::Reset, NOW).await.unwrap().unwrap();
    assert_eq!(waiting.payload_sealed, Some(vec![1]));
    assert_eq!(members::use_token(&mut tx.conn(), &[1; 32], NOW).await.unwrap().unwrap().member, id(1));
    assert!(members::use_token(&mut tx.conn(), &[1; 32], NOW).await.unwrap().is_none());
    assert!(members::waiting_token(&mut tx.conn(), id(1), LinkPurpose::Reset, NOW).await.unwrap().is_none());
    assert_eq!(members::delete_expired_tokens(&mut tx.conn(), NOW.plus(SECOND)).await.unwrap(), 1);
});

store::both_engines!(what_nobody_confirmed_goes_and_imports_stay, |db: Db| async move {
    let mut waiting = member(1, "Nadège");
    waiting.confirmed = None;
    let mut imported = member(2, "Antonin");
    (imported.confirmed, imported.password, imported.email_hash) = (None, None, None);
    insert(&db, &waiting).await;
    insert(&db, &imported).await;
    insert(&db, &member(3, "Maryvonne")).await;
    let mut tx = db.begin().await.unwrap();
    let receipt = NewReceipt {
        id: ReceiptId(Uuid::from_u128(1)),
        member: id(1),
        purpose: Purpose::Account,
        community: None,
        text_version: "1".into(),
        text_hash: [1; 32],
        given: NOW,
    };
    members::insert_receipt(&mut tx.conn(), &receipt).await.unwrap();
    assert_eq!(members::receipts(&mut tx.conn(), id(1)).await.unwrap()[0].text_hash, [1; 32]);
    let (nobody, later) = (MemberId(Uuid::nil()), NOW.plus(1));
    assert_eq!(members::unconfirmed(&mut tx.conn(), later, nobody, 10).await.unwrap(), [id(1)]);
    assert!(!members::delete_unconfirmed(&mut tx.conn(), id(1), NOW).await.unwrap(), "not old enough");
    for (n, goes) in [(1, true), (2, false), (3, false)] {
        assert_eq!(members::delete_unconfirmed(&mut tx.conn(), id(n), later).await.unwrap(), goes, "{n}");
    }
    assert!(members::find(&mut tx.conn(), id(1)).await.unwrap().is_none());
    assert!(members::find(&mut tx.conn(), id(2)).await.unwrap().is_some());
    assert!(members::find(&mut tx.conn(), id(3)).await.unwrap().is_some());
});

store::both_engines!(a_decision_sets_the_badge_once, |db: Db| async move {
    insert(&db, &member(1, "Margaux")).await;
    insert(&db, &member(2, "Copie")).await;
    let mut tx = db.begin().await.unwrap();
    for n in 1..=2 {
        let claim = NewClaim {
            id: ClaimId(Uuid::from_u128(n)),
            member: id(n),
            profession: Profession::Nurse,
            number_sealed: b"sealed".to_vec(),
            number_hash: [7; 32],
            workplace_sealed: b"sealed".to_vec(),
            created: NOW.plus(i64::try_from(n).unwrap()),
        };
        members::insert_claim(&mut tx.conn(), &claim).await.unwrap();
    }
    let pending = members::pending_claims(&mut tx.conn(), members::Sought::default(), 10).await.unwrap();
    assert_eq!(pending.iter().map(|claim| claim.member).collect::<Vec<_>>(), [id(1), id(2)]);
    assert!(!members::number_taken(&mut tx.conn(), &[7; 32], id(2)).await.unwrap());
    assert!(members::decide_claim(&mut tx.conn(), &pending[0], ClaimState::Verified, None, NOW, LATER).await.unwrap());
    assert!(!members::decide_claim(&mut tx.conn(), &pending[0], ClaimState::Refused, None, NOW, LATER).await.unwrap());
    assert!(members::number_taken(&mut tx.conn(), &[7; 32], id(2)).await.unwrap());
    assert!(!members::number_taken(&mut tx.conn(), &[7; 32], id(1)).await.unwrap());
    assert_eq!(members::find(&mut tx.conn(), id(1)).await.unwrap().unwrap().badge(), Some(Profession::Nurse));
    let verified = members::verified_claims(&mut tx.conn(), members::Sought::default(), 10).await.unwrap();
    assert!(
        members::decide_claim(&mut tx.conn(), &verified[0], ClaimState::Refused, Some(id(2)), NOW, LATER)
            .await
            .unwrap()
    );
    assert_eq!(members::find(&mut tx.conn(), id(1)).await.unwrap().unwrap().badge(), None);
    assert_eq!(members::latest_claim(&mut tx.conn(), id(2)).await.unwrap().unwrap().state, ClaimState::Pending);
});

store::both_engines!(a_page_shows_what_is_shared_and_readable, |db: Db| async move {
    for (n, name) in [(1, "Maryvonne"), (2, "Antonin"), (3, "Nadège")] {
        insert(&db, &member(n, name)).await;
    }
    for (n, slug, visibility) in [(10, "reins", "open"), (11, "diabete", "members")] {
        let community = literal(&db, n);
        let row = format!(
            "INSERT INTO community (id, slug, name, name_key, description, description_html, excerpt, locale, visibility, \
             owner, owner_type, industry_share, advertising, created) VALUES \
             ({community}, '{slug}', '{slug}', '{slug}', '', '', '', 'fr', '{visibility}', '', 'patients', 0, FALSE, 0)"
        );
        sql(&db, row).await;
        sql(
            &db,
            format!(
                "INSERT INTO membership (community, member, place, joined) VALUES ({community}, {}, 'member', 0)",
                literal(&db, 1)
            ),
        )
        .await;
    }
    sql(
        &db,
        format!(
            "INSERT INTO membership (community, member, place, joined) VALUES ({}, {}, 'host', 0)",
            literal(&db, 11),
            literal(&db, 2)
        ),
    )
    .await;
    sql(
        &db,
        format!(
            "INSERT INTO membership (community, member, place, joined) VALUES ({}, {}, 'banned', 0)",
            literal(&db, 11),
            literal(&db, 3)
        ),
    )
    .await;
    // Maryvonne's threads: public and members in the open community, members in the closed one,
    // and a public one that was deleted.
    let rows =
        [(20, 10, "public", "NULL"), (21, 10, "members", "NULL"), (22, 11, "members", "NULL"), (23, 10, "public", "1")];
    for (n, community, circle, deleted) in rows {
        let (thread, community, author) = (literal(&db, n), literal(&db, community), literal(&db, 1));
        let row = format!(
            "INSERT INTO thread (id, community, author, kind, circle, locale, title, body, html, excerpt, created, active, deleted) \
             VALUES ({thread}, {community}, {author}, 'discussion', '{circle}', 'fr', 't', '', '', '', {n}, {n}, {deleted})"
        );
        sql(&db, row).await;
    }
    let mut reader = db.read().await.unwrap();
    let patient = |n| Reading { member: Some(id(n)), role: Some(Role::Patient), verified: false };
    for (reading, expected) in [
        (Reading::default(), vec![20]),
        (patient(1), vec![22, 21, 20]),
        (patient(2), vec![22, 20]),
        (patient(3), vec![20]),
    ] {
        let lines = store::feed::by_author(&mut reader.conn(), reading, id(1), None, 10).await.unwrap();
        assert_eq!(lines.iter().map(|line| line.id.0.as_u128()).collect::<Vec<_>>(), expected, "{reading:?}");
    }
    // Page by page, nothing twice and nothing left out.
    let first = store::feed::by_author(&mut reader.conn(), patient(1), id(1), None, 2).await.unwrap();
    let after = domain::feed::Cursor { at: first[1].created, id: first[1].id.0 };
    let second = store::feed::by_author(&mut reader.conn(), patient(1), id(1), Some(after), 2).await.unwrap();
    assert_eq!(second.iter().map(|line| line.id.0.as_u128()).collect::<Vec<_>>(), [20]);

    let slugs =
        |links: Vec<domain::communities::CommunityLink>| links.into_iter().map(|link| link.slug).collect::<Vec<_>>();
    assert_eq!(
        slugs(members::shared_communities(&mut reader.conn(), id(1), id(1)).await.unwrap()),
        ["diabete", "reins"]
    );
    assert_eq!(slugs(members::shared_communities(&mut reader.conn(), id(1), id(2)).await.unwrap()), ["diabete"]);
    assert!(members::shared_communities(&mut reader.conn(), id(1), id(3)).await.unwrap().is_empty());

    let latest = store::feed::public(&mut reader.conn(), Order::Active, None, 5).await.unwrap();
    assert_eq!(latest.iter().map(|line| line.id.0.as_u128()).collect::<Vec<_>>(), [20]);
    assert_eq!(latest[0].author.clone().byline().unwrap().pseudonym, "Maryvonne");
});
