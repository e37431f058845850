//! Communities: making, joining with consent, leaving, hosting; on both engines.

use domain::communities::{NewCommunity, Visibility, consent};
use domain::feed::Order;
use domain::policy::Place;
use domain::{FieldError, Fields, Problem, conditions};
use service::testing::{TestContext, context};
use service::{Actor, Fault, Outcome, communities};
use store::Db;
use store::both_engines;

fn form(name: &str) -> Fields {
    [
        ("name", name),
        ("description", "Dialyse, greffe, attente, vie de **famille**."),
        ("conditions", "N18"),
        ("conditions", "E10"),
        ("owner", "Les Deux Rives"),
        ("owner_type", "association"),
        ("funding", "Cotisations et dons."),
        ("source_name_0", "Cotisations"),
        ("source_share_0", "82"),
        ("source_name_1", "Onderive"),
        ("source_share_1", "18"),
        ("source_industry_1", "1"),
        ("advertising", "no"),
        ("objectives", "Rompre l’isolement."),
        ("data_use", "Jamais vendues."),
        ("moderation", "Relue sous quatre heures."),
        ("consent", "1"),
    ]
    .into_iter()
    .collect()
}

fn at(slug: &str) -> Fields {
    [("community", slug)].into_iter().collect()
}

fn agreed(slug: &str) -> Fields {
    [("community", slug), ("consent", "1")].into_iter().collect()
}

fn naming(slug: &str, pseudonym: &str) -> Fields {
    [("community", slug), ("pseudonym", pseudonym)].into_iter().collect()
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

async fn place(t: &TestContext, actor: &Actor, slug: &str) -> Option<Place> {
    communities::page(&t.ctx, actor, slug, Order::Active, None).await.unwrap().place
}

/// Purpose, version and whether withdrawn of the receipts a member has.
async fn receipts(db: &Db, actor: &Actor) -> Vec<(String, bool)> {
    let member = actor.me.as_ref().unwrap().id.0;
    let sql = "SELECT text_version, withdrawn IS NOT NULL FROM receipt WHERE member = $1 AND purpose = 'membership' ORDER BY given";
    let mut reader = db.read().await.unwrap();
    match reader.conn() {
        store::Conn::Sqlite(conn) => sqlx::query_as(sql).bind(member).fetch_all(conn).await.unwrap(),
        store::Conn::Postgres(conn) => sqlx::query_as(sql).bind(member).fetch_all(conn).await.unwrap(),
    }
}

both_engines!(making, |db: Db| async move {
    let t = context(db.clone());
    let founder = t.patient("Hélène V.").await;

    // Nothing opens with a charter that is not complete, and every gap is told.
    for field in ["owner", "owner_type", "funding", "advertising", "objectives", "data_use", "moderation"] {
        let mut incomplete = form("Reins au quotidien");
        incomplete.set(field, "");
        assert_eq!(refused(communities::create(&t.ctx, &founder, &incomplete).await, field), FieldError::Missing);
    }
    let mut unbalanced = form("Reins au quotidien");
    unbalanced.set("source_share_0", "80");
    assert_eq!(
        refused(communities::create(&t.ctx, &founder, &unbalanced).await, "source_share_0"),
        FieldError::SharesSum { sum: 98 }
    );
    let mut silent = form("Reins au quotidien");
    silent.set("consent", "");
    assert_eq!(refused(communities::create(&t.ctx, &founder, &silent).await, "consent"), FieldError::MustAgree);
    let visitor = Actor::visitor(domain::Locale::Fr);
    assert_eq!(problem(communities::create(&t.ctx, &visitor, &form("Reins")).await), Problem::SignInNeeded);
    let mut unconfirmed = founder.clone();
    unconfirmed.me.as_mut().unwrap().confirmed = false;
    assert_eq!(problem(communities::create(&t.ctx, &unconfirmed, &form("Reins")).await), Problem::ConfirmationNeeded);
    assert!(communities::list(&t.ctx, &founder, None).await.unwrap().communities.rows.is_empty());

    let slug = communities::create(&t.ctx, &founder, &form("Reins au quotidien")).await.unwrap();
    assert_eq!(slug, "reins-au-quotidien");
    assert_eq!(
        refused(communities::create(&t.ctx, &founder, &form("REINS  au quotidien !")).await, "name"),
        FieldError::Taken
    );

    let page = communities::page(&t.ctx, &visitor, &slug, Order::Active, None).await.unwrap();
    assert_eq!(page.visibility, Visibility::Members, "members only unless said otherwise");
    assert!(page.description_html.contains("<strong>famille</strong>"));
    assert_eq!(domain::communities::industry_share(&page.charter.sources), 18);
    assert_eq!((page.charter.version, page.charter.sources.len(), page.members), (1, 2, 1));
    assert_eq!(page.hosts[0].pseudonym, "Hélène V.");
    let expected: Vec<&str> =
        ["E10", "N18"].map(|code| conditions::by_code(code).unwrap().name(domain::Locale::Fr)).to_vec();
    assert_eq!(page.conditions, expected);
    assert_eq!((page.place, page.circles.len()), (None, 0));
    assert_eq!(place(&t, &founder, &slug).await, Some(Place::Host));
    let given = [(consent::version(Visibility::Members, domain::Locale::Fr), false)];
    assert_eq!(receipts(&db, &founder).await, given);

    let list = communities::list(&t.ctx, &founder, None).await.unwrap().communities;
    let card = &list.rows[0];
    assert_eq!((card.industry_share, card.members, card.joined, card.advertising), (Some(18), 1, true, false));
    assert!(
        matches!(NewCommunity::parse(&form("new")), Err(refused) if refused.at("name") == Some(FieldError::BadCharacters))
    );
});

both_engines!(joining_and_leaving, |db: Db| async move {
    let t = context(db.clone());
    let (founder, patient) = (t.patient("Hélène").await, t.patient("Antonin").await);
    let slug = communities::create(&t.ctx, &founder, &form("Reins au quotidien")).await.unwrap();

    assert_eq!(refused(communities::join(&t.ctx, &patient, &at(&slug)).await, "consent"), FieldError::MustAgree);
    assert_eq!(place(&t, &patient, &slug).await, None);
    assert!(receipts(&db, &patient).await.is_empty());
    let visitor = Actor::visitor(domain::Locale::Fr);
    assert_eq!(problem(communities::join(&t.ctx, &visitor, &agreed(&slug)).await), Problem::SignInNeeded);
    assert_eq!(problem(communities::join(&t.ctx, &patient, &agreed("nowhere")).await), Problem::NotFound);
    let before = communities::join_page(&t.ctx, &patient, &slug).await.unwrap();
    assert_eq!(before.consent.join("\n"), consent::text(Visibility::Members, domain::Locale::Fr));

    communities::join(&t.ctx, &patient, &agreed(&slug)).await.unwrap();
    communities::join(&t.ctx, &patient, &agreed(&slug)).await.unwrap();
    assert_eq!(place(&t, &patient, &slug).await, Some(Place::Member));
    assert_eq!(receipts(&db, &patient).await.len(), 1, "joining twice leaves one receipt");
    let id = communities::page(&t.ctx, &patient, &slug, Order::Active, None).await.unwrap().id;
    assert_eq!(communities::place(&t.ctx, &patient, id).await.unwrap(), Some(Place::Member));

    communities::leave(&t.ctx, &patient, &at(&slug)).await.unwrap();
    assert_eq!(place(&t, &patient, &slug).await, None);
    assert!(receipts(&db, &patient).await[0].1, "the consent is withdrawn with the membership");
    communities::join(&t.ctx, &patient, &agreed(&slug)).await.unwrap();
    assert_eq!(receipts(&db, &patient).await.iter().filter(|(_, withdrawn)| !withdrawn).count(), 1);

    // Somebody kept out neither rejoins nor gets rid of the ban by leaving.
    let member = patient.me.as_ref().unwrap().id;
    for kept_out in [Place::Banned, Place::Suspended] {
        let now = place(&t, &patient, &slug).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        assert!(store::communities::change_place(&mut tx.conn(), id, member, now, kept_out).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(problem(communities::join(&t.ctx, &patient, &agreed(&slug)).await), Problem::Forbidden);
        communities::leave(&t.ctx, &patient, &at(&slug)).await.unwrap();
        assert_eq!(place(&t, &patient, &slug).await, Some(kept_out));
    }
});

both_engines!(hosting, |db: Db| async move {
    let t = context(db.clone());
    let (founder, karim, stranger) = (t.patient("Hélène").await, t.patient("Karim").await, t.patient("Odette").await);
    let slug = communities::create(&t.ctx, &founder, &form("Reins au quotidien")).await.unwrap();

    assert_eq!(refused(communities::leave(&t.ctx, &founder, &at(&slug)).await, "leave"), FieldError::LastHost);
    for nobody in ["Karim", "Personne"] {
        let outcome = communities::name_host(&t.ctx, &founder, &naming(&slug, nobody)).await;
        assert_eq!(
            refused(outcome, "pseudonym"),
            FieldError::NobodyOfThisName,
            "not a member and not there are one answer"
        );
    }
    communities::join(&t.ctx, &karim, &agreed(&slug)).await.unwrap();
    assert_eq!(problem(communities::name_host(&t.ctx, &karim, &naming(&slug, "Karim")).await), Problem::Forbidden);
    assert_eq!(problem(communities::hosts_page(&t.ctx, &stranger, &slug).await), Problem::Forbidden);
    communities::name_host(&t.ctx, &founder, &naming(&slug, "  KARIM ")).await.unwrap();
    assert_eq!(place(&t, &karim, &slug).await, Some(Place::Host));
    assert_eq!(communities::hosts_page(&t.ctx, &karim, &slug).await.unwrap().hosts.len(), 2);

    assert_eq!(problem(communities::remove_host(&t.ctx, &karim, &naming(&slug, "Hélène")).await), Problem::Forbidden);
    assert!(!communities::remove_host(&t.ctx, &founder, &naming(&slug, "Karim")).await.unwrap());
    assert_eq!(place(&t, &karim, &slug).await, Some(Place::Member));
    assert_eq!(
        refused(communities::remove_host(&t.ctx, &founder, &naming(&slug, "Hélène")).await, "pseudonym"),
        FieldError::LastHost
    );
    communities::name_host(&t.ctx, &founder, &naming(&slug, "Karim")).await.unwrap();
    communities::leave(&t.ctx, &founder, &at(&slug)).await.unwrap();
    assert_eq!(place(&t, &founder, &slug).await, None);
    assert_eq!(refused(communities::leave(&t.ctx, &karim, &at(&slug)).await, "leave"), FieldError::LastHost);
});

both_engines!(the_list_in_pages, |db: Db| async move {
    let t = context(db);
    let founder = t.patient("Hélène").await;
    for number in 0..43 {
        communities::create(&t.ctx, &founder, &form(&format!("Communauté {number:02}"))).await.unwrap();
    }
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = communities::list(&t.ctx, &founder, after).await.unwrap().communities;
        seen.extend(page.rows.into_iter().map(|card| card.link.name));
        match page.next {
            Some(next) => after = Some(next.parse().unwrap()),
            None => break,
        }
    }
    assert_eq!(seen, (0..43).map(|number| format!("Communauté {number:02}")).collect::<Vec<_>>());
});
