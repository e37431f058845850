//! An account speaks for an organisation because an administrator says so, and as long as they do.

use super::*;
use domain::members::{Byline, ClaimState, OrganisationKind, Role};
use domain::threads::{Circle, Kind};
use service::threads;

fn order(about: &Actor, organisation: &str, reason: &str) -> Fields {
    form(&[("about", &id(about).to_string()), ("organisation", organisation), ("reason", reason)])
}

/// What everybody sees of a member.
async fn byline(test: &TestContext, who: &Actor) -> Byline {
    let visitor = Actor::visitor(Locale::Fr);
    members::profile(&test.ctx, &visitor, id(who), None).await.expect("a page").member
}

/// The same member as a request of theirs brings them.
async fn again(test: &TestContext, who: &Actor) -> Actor {
    let session = test.session(who).await;
    let (me, _) = members::sessions::authenticate(&test.ctx, &session).await.expect("asked").expect("signed in");
    Actor { me: Some(me), ..who.clone() }
}

both_engines!(an_account_speaks_for_a_company_and_no_longer, |db: Db| async move {
    let test = context(db);
    let ctx = &test.ctx;
    let admin = administrator(&test, "Hélène").await;
    let anne = test.with_address("Onderive", "onderive@exemple.fr").await;
    let community = test.community("reins", Visibility::Members, &admin).await;
    test.place(&anne, community, Place::Member).await;
    let inner = test.thread(&admin, "reins", Kind::Discussion, Circle::Members, "Entre nous").await;
    let own = test.thread(&anne, "reins", Kind::Discussion, Circle::Members, "Bonjour à tous").await;
    assert!(threads::read(ctx, &anne, inner, None, None).await.is_ok());
    let session = test.session(&anne).await;

    let short = administration::set_organisation(ctx, &admin, &order(&anne, "company", "ok")).await;
    assert_eq!(at(short, "reason"), Some(FieldError::TooShort { min: 5, have: 2 }));
    let odd = administration::set_organisation(ctx, &admin, &order(&anne, "sect", "Elle l’a dit.")).await;
    assert_eq!(at(odd, "organisation"), Some(FieldError::NotAChoice));
    assert!(members::sessions::authenticate(ctx, &session).await.unwrap().is_some(), "nothing was done");
    assert!(!byline(&test, &anne).await.is_company());

    let fine = order(&anne, "company", "Vend des générateurs de dialyse.");
    assert!(!administration::set_organisation(ctx, &admin, &fine).await.expect("named"), "not oneself");
    let seen = byline(&test, &anne).await;
    assert_eq!((seen.role, seen.organisation), (Role::Organisation, Some(OrganisationKind::Company)));
    assert_eq!(seen.labelled(Locale::Fr), "Onderive (entreprise)");
    let thread = threads::read(ctx, &admin, own, None, None).await.expect("a page");
    assert!(thread.author.is_some_and(|author| author.is_company()), "what was written before says so too");
    assert!(members::sessions::authenticate(ctx, &session).await.unwrap().is_none(), "they sign in again");
    let company = again(&test, &anne).await;
    assert!(threads::read(ctx, &company, inner, None, None).await.is_err(), "an organisation reads what is public");

    // A second press changes nothing and leaves no second trace; another kind does.
    administration::set_organisation(ctx, &admin, &fine).await.expect("done already");
    assert_eq!(log(&test, &admin, "member.organisation").await.rows.len(), 1);
    let page = administration::member(ctx, &admin, id(&anne)).await.expect("a page");
    assert_eq!((page.member.organisation, page.role_before), (Some(OrganisationKind::Company), Some(Role::Patient)));
    administration::set_organisation(ctx, &admin, &order(&anne, "association", "Une filiale à but non lucratif."))
        .await
        .expect("another kind");
    assert!(!byline(&test, &anne).await.is_company());

    administration::set_organisation(ctx, &admin, &order(&anne, "none", "A quitté l’entreprise.")).await.expect("back");
    let seen = byline(&test, &anne).await;
    assert_eq!((seen.role, seen.organisation, seen.labelled(Locale::Fr)), (Role::Patient, None, "Onderive".to_owned()));
    assert!(threads::read(ctx, &again(&test, &anne).await, inner, None, None).await.is_ok());
    let lines = log(&test, &admin, "member.organisation").await.rows;
    let told: Vec<_> = lines.iter().map(|line| (line.detail.as_str(), line.reason.as_str())).collect();
    assert_eq!(
        told,
        [
            ("none", "A quitté l’entreprise."),
            ("association", "Une filiale à but non lucratif."),
            ("company", "Vend des générateurs de dialyse."),
        ]
    );
});

both_engines!(an_organisation_has_no_badge_and_no_claim, |db: Db| async move {
    let test = context(db);
    let ctx = &test.ctx;
    let admin = administrator(&test, "Hélène").await;
    let nadege = test.member("Nadège", Role::Professional, None).await;
    test.give_key(&nadege).await;
    let nadege = again(&test, &nadege).await;
    let claim = form(&[
        ("profession", "nurse"),
        ("number", "10001234567"),
        ("workplace", "Cabinet des Essais"),
        ("profession_consent", "1"),
    ]);
    members::claim(ctx, &nadege, &claim, b"%PDF-1.7 carte").await.expect("claimed");
    members::verify(ctx, "Nadège").await.expect("verified");
    assert!(byline(&test, &nadege).await.badge.is_some());
    administration::set_organisation(ctx, &admin, &order(&nadege, "institution", "Le compte de son service."))
        .await
        .expect("named");
    let seen = byline(&test, &nadege).await;
    assert_eq!((seen.badge, seen.organisation), (None, Some(OrganisationKind::Institution)));
    // A request on its way since before claims nothing.
    assert_eq!(problem(members::claim(ctx, &nadege, &claim, b"%PDF-1.7 carte").await), Some(Problem::Forbidden));
    administration::set_organisation(ctx, &admin, &order(&nadege, "none", "C’était une erreur.")).await.expect("back");
    let own = again(&test, &nadege).await;
    let seen = byline(&test, &nadege).await;
    assert_eq!((seen.badge, seen.role), (None, Role::Professional), "what was proved is proved again");
    let claim = service::pro_sante::page(ctx, &own).await.expect("a page").claim.expect("a claim");
    assert_eq!(claim.state, ClaimState::Expired);
});

both_engines!(what_a_dump_made_an_organisation_becomes_a_person_with_a_reason, |db: Db| async move {
    let test = context(db);
    let ctx = &test.ctx;
    let admin = administrator(&test, "Hélène").await;
    let rivages = test.member("Rivages", Role::Organisation, None).await;
    test.give_key(&rivages).await;
    let never = administration::set_organisation(ctx, &admin, &order(&rivages, "none", "Une personne, en fait.")).await;
    assert_eq!(at(never, "organisation"), Some(FieldError::Missing), "as what, has to be said");
    administration::set_organisation(ctx, &admin, &order(&rivages, "company", "Le dump se trompait."))
        .await
        .expect("of another kind");
    assert!(byline(&test, &rivages).await.is_company());
    assert_eq!(administration::member(ctx, &admin, id(&rivages)).await.expect("a page").role_before, None);

    let as_a = |person: &str, organisation: &str| {
        let mut order = order(&rivages, organisation, "C’est une personne, elle nous a écrit.");
        order.set("person", person);
        order
    };
    for (person, organisation) in [("organisation", "none"), ("sect", "none"), ("patient", "company")] {
        let odd = administration::set_organisation(ctx, &admin, &as_a(person, organisation)).await;
        assert_eq!(at(odd, "organisation"), Some(FieldError::NotAChoice), "{person} {organisation}");
    }
    assert!(byline(&test, &rivages).await.is_company(), "nothing was done");
    let session = test.session(&rivages).await;
    administration::set_organisation(ctx, &admin, &as_a("carer", "none")).await.expect("a person");
    let seen = byline(&test, &rivages).await;
    assert_eq!((seen.role, seen.organisation, seen.badge), (Role::Carer, None, None));
    assert!(members::sessions::authenticate(ctx, &session).await.unwrap().is_none(), "they sign in again");
    // A second press changes nothing, and what is a person already is told no other role this way.
    administration::set_organisation(ctx, &admin, &as_a("patient", "none")).await.expect("done already");
    assert_eq!(byline(&test, &rivages).await.role, Role::Carer);
    let lines = log(&test, &admin, "member.organisation").await.rows;
    assert_eq!((lines.len(), lines[0].detail.as_str()), (2, "none carer"));
    assert_eq!(lines[0].reason, "C’est une personne, elle nous a écrit.");

    // From here on it is like any other account: an organisation again, and back to what it was.
    administration::set_organisation(ctx, &admin, &order(&rivages, "association", "Elle a fondé la sienne."))
        .await
        .expect("an association");
    administration::set_organisation(ctx, &admin, &as_a("patient", "none")).await.expect("back");
    assert_eq!(byline(&test, &rivages).await.role, Role::Carer, "what it was is known");
});
