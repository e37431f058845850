//! Professional claims: pending until decided, the number for administrators alone.

use super::*;
use domain::members::{ClaimState, Profession};
use service::{administration, pro_sante};

const NUMBER: &str = "10001234567";
const FILE: &[u8] = b"%PDF-1.7 carte professionnelle";

/// What is asked again, with all that it takes.
fn claim_form(profession: &str, number: &str) -> Fields {
    let pairs = [("profession", profession), ("number", number), ("workplace", "Cabinet"), ("profession_consent", "1")];
    fields(&pairs)
}

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
    let again = members::claim(&test.ctx, &margaux, &claim_form("nurse", NUMBER), FILE).await;
    assert_eq!(problem(again), Problem::Forbidden);

    for nobody in [&visitor(), &margaux] {
        assert!(administration::claims(&test.ctx, nobody, &administration::Sought::default()).await.is_err());
        assert!(administration::decide(&test.ctx, nobody, &decision(&"x", "verified")).await.is_err());
    }
    let page = administration::claims(&test.ctx, &admin, &administration::Sought::default()).await.unwrap();
    assert_eq!((page.pending[0].number.as_str(), page.pending[0].workplace.as_str()), (NUMBER, "CHU de Valombre"));
    let second = second_administrator(&test).await;
    // Whoever asked as they signed up attaches the file afterwards; until then nobody can agree.
    let early = administration::decide(&test.ctx, &admin, &decision(&page.pending[0].id, "verified")).await;
    assert_eq!(at(early, "decision"), FieldError::ProofMissing);
    pro_sante::bring(&test.ctx, &margaux, FILE).await.unwrap();
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

store::both_engines!(a_professional_agrees_to_two_things, |db| async move {
    let test = context(db);
    let mut form = professional_form("Margaux", "margaux@exemple.fr", NUMBER);
    form.set("profession_consent", "");
    let refused = members::sign_up(&test.ctx, &visitor(), &form).await;
    assert_eq!(at(refused, "profession_consent"), FieldError::MustAgree);
    form.set("profession_consent", "1");
    let (_, margaux) = joins(&test, &form).await;
    let (_, patient) = joins(&test, &sign_up_form("Maryvonne", "m@exemple.fr")).await;
    let mut purposes = Vec::new();
    for who in [&margaux, &patient] {
        let receipts = members::receipts(&test.ctx, who).await.unwrap();
        let mut of: Vec<&str> = receipts.iter().map(|receipt| receipt.purpose.word()).collect();
        of.sort_unstable();
        purposes.push(of.join(" "));
    }
    assert_eq!(purposes, ["account profession", "account"]);
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
    for one in [&first, &second] {
        pro_sante::bring(&test.ctx, one, FILE).await.unwrap();
    }
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
    members::claim(&test.ctx, &second, &claim_form("midwife", "10007654321"), FILE).await.unwrap();
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
    let claimed = members::claim(&test.ctx, &patient, &claim_form("nurse", NUMBER), FILE).await;
    assert_eq!(problem(claimed), Problem::Forbidden);
});

store::both_engines!(kept_mail_is_for_a_development_server, |db| async move {
    let mut test = context(db);
    members::sign_up(&test.ctx, &visitor(), &sign_up_form("Maryvonne", "m@exemple.fr")).await.unwrap();
    assert_eq!(problem(administration::kept_mail(&test.ctx).await), Problem::NotFound);
    test.ctx.settings = Arc::new(service::Settings { development: true, ..service::Settings::default() });
    assert_eq!(administration::kept_mail(&test.ctx).await.unwrap()[0].to, "m@exemple.fr");
});
