//! Professional claims: pending until decided, the number for administrators alone.

use super::*;
use domain::members::{ClaimState, Profession};
use service::administration;

const NUMBER: &str = "10001234567";

async fn administrator(test: &TestContext) -> Actor {
    members::create_administrator(&test.ctx, "Hélène V.", "helene@exemple.fr", STRONG).await.unwrap();
    let session = signs_in(test, "helene@exemple.fr", STRONG).await.unwrap();
    actor(test, &session).await
}

/// Another, whose yes is the second.
async fn second_administrator(test: &TestContext) -> Actor {
    members::create_administrator(&test.ctx, "Bruno T.", "bruno@exemple.fr", STRONG).await.unwrap();
    let session = signs_in(test, "bruno@exemple.fr", STRONG).await.unwrap();
    actor(test, &session).await
}

fn decision(claim: &impl ToString, decision: &str) -> Fields {
    fields(&[("claim", &claim.to_string()), ("decision", decision)])
}

store::both_engines!(a_badge_shows_after_the_decision_and_the_number_never, |db| async move {
    let test = context(db);
    let admin = administrator(&test).await;
    members::sign_up(&test.ctx, &visitor(), &professional_form("Margaux", "margaux@exemple.fr", NUMBER)).await.unwrap();
    // Not before the address is confirmed.
    assert!(
        administration::claims(&test.ctx, &admin, &administration::Sought::default()).await.unwrap().pending.is_empty()
    );
    let token = mailed_token(&test, "margaux@exemple.fr").await;
    let (_, session) = members::confirm(&test.ctx, &visitor(), &opened(&token, STRONG), "").await.unwrap();
    let margaux = actor(&test, &session).await;
    assert_eq!(margaux.me.as_ref().unwrap().badge, None);
    let own = members::account(&test.ctx, &margaux).await.unwrap();
    assert_eq!(own.claim.as_ref().unwrap().state, ClaimState::Pending);
    // A second claim waits for the first to be decided.
    let again = fields(&[("profession", "nurse"), ("number", NUMBER), ("workplace", "Cabinet")]);
    assert_eq!(problem(members::claim(&test.ctx, &margaux, &again).await), Problem::Forbidden);

    for nobody in [&visitor(), &margaux] {
        assert!(administration::claims(&test.ctx, nobody, &administration::Sought::default()).await.is_err());
        assert!(administration::decide(&test.ctx, nobody, &decision(&"x", "verified")).await.is_err());
    }
    let page = administration::claims(&test.ctx, &admin, &administration::Sought::default()).await.unwrap();
    assert_eq!((page.pending[0].number.as_str(), page.pending[0].workplace.as_str()), (NUMBER, "CHU de Valombre"));
    let second = second_administrator(&test).await;
    for one in [&admin, &second] {
        administration::decide(&test.ctx, one, &decision(&page.pending[0].id, "verified")).await.unwrap();
    }
    assert_eq!(
        problem(administration::decide(&test.ctx, &admin, &decision(&page.pending[0].id, "verified")).await),
        Problem::NotFound
    );
    let margaux = actor(&test, &session).await;
    assert_eq!(margaux.me.as_ref().unwrap().badge, Some(Profession::Nurse));

    // What anybody is told, the owner included, holds the profession and not the number.
    let id = margaux.me.as_ref().unwrap().id;
    for reader in [&visitor(), &margaux, &admin] {
        let profile = members::profile(&test.ctx, reader, id, None).await.unwrap();
        assert_eq!(profile.member.badge, Some(Profession::Nurse));
        let told = format!("{profile:?}");
        assert!(!told.contains(NUMBER) && !told.contains("Valombre"), "{told}");
    }
    let told = format!("{:?}", members::account(&test.ctx, &margaux).await.unwrap());
    assert!(!told.contains(NUMBER), "{told}");
});

store::both_engines!(one_number_one_badge, |db| async move {
    let test = context(db);
    let admin = administrator(&test).await;
    let (_, first) = joins(&test, &professional_form("Margaux", "margaux@exemple.fr", NUMBER)).await;
    let (session, second) = joins(&test, &professional_form("Copie", "copie@exemple.fr", "1000 123 4567")).await;
    let page = administration::claims(&test.ctx, &admin, &administration::Sought::default()).await.unwrap();
    let of =
        |actor: &Actor| page.pending.iter().find(|claim| claim.member.id == actor.me.as_ref().unwrap().id).unwrap().id;
    let other = second_administrator(&test).await;
    for one in [&admin, &other] {
        administration::decide(&test.ctx, one, &decision(&of(&first), "verified")).await.unwrap();
    }
    let refused = administration::decide(&test.ctx, &admin, &decision(&of(&second), "verified")).await;
    assert_eq!(at(refused, "decision"), FieldError::NumberTaken);
    assert_eq!(at(members::verify(&test.ctx, "Copie").await, "decision"), FieldError::NumberTaken);
    assert_eq!(actor(&test, &session).await.me.unwrap().badge, None);

    // Refused, and asked again with one's own number.
    administration::decide(&test.ctx, &admin, &decision(&of(&second), "refused")).await.unwrap();
    assert!(latest_mail(&test, "copie@exemple.fr").await.text.contains("nouvelle demande"));
    let again = fields(&[("profession", "midwife"), ("number", "10007654321"), ("workplace", "Cabinet")]);
    members::claim(&test.ctx, &second, &again).await.unwrap();
    assert_eq!(members::verify(&test.ctx, "copie@exemple.fr").await.unwrap().profession, Profession::Midwife);
    assert_eq!(actor(&test, &session).await.me.unwrap().badge, Some(Profession::Midwife));
});

store::both_engines!(a_badge_can_be_withdrawn, |db| async move {
    let test = context(db);
    let admin = administrator(&test).await;
    let (session, _) = joins(&test, &professional_form("Margaux", "margaux@exemple.fr", NUMBER)).await;
    assert_eq!(problem(members::verify(&test.ctx, "Personne").await), Problem::NotFound);
    let claim = members::verify(&test.ctx, "MARGAUX").await.unwrap();
    assert_eq!(claim.state, ClaimState::Verified);
    assert_eq!(problem(members::verify(&test.ctx, "Margaux").await), Problem::NotFound);
    administration::decide(&test.ctx, &admin, &decision(&claim.id, "refused")).await.unwrap();
    assert_eq!(actor(&test, &session).await.me.unwrap().badge, None);
    let (_, patient) = joins(&test, &sign_up_form("Maryvonne", "m@exemple.fr")).await;
    let form = fields(&[("profession", "nurse"), ("number", NUMBER), ("workplace", "Cabinet")]);
    assert_eq!(problem(members::claim(&test.ctx, &patient, &form).await), Problem::Forbidden);
});

store::both_engines!(kept_mail_is_for_a_development_server, |db| async move {
    let mut test = context(db);
    members::sign_up(&test.ctx, &visitor(), &sign_up_form("Maryvonne", "m@exemple.fr")).await.unwrap();
    assert_eq!(problem(administration::kept_mail(&test.ctx).await), Problem::NotFound);
    test.ctx.settings = Arc::new(service::Settings { development: true, ..service::Settings::default() });
    assert_eq!(administration::kept_mail(&test.ctx).await.unwrap()[0].to, "m@exemple.fr");
});
