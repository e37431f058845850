//! Who has an account cannot be found out by asking: the same status and the same words, whether there is one or not.

use crate::support::{Answer, Site};
use domain::communities::Visibility;
use domain::{Fields, MemberId};
use store::Db;

const STRONG: &str = "théière octobre vélo cuivre";

/// What an answer says, without what differs in any case: what was typed, the request's own number.
fn said(answer: &Answer, typed: &[&str]) -> (u16, String) {
    let text = typed.iter().fold(answer.text.clone(), |text, typed| text.replace(typed, "…"));
    (answer.status.as_u16(), text)
}

store::both_engines!(a_known_and_an_unknown_address_are_answered_alike, |db: Db| async move {
    let site = Site::over(db);
    let known = site.test.with_address("Maryvonne", "known@exemple.fr").await;
    site.test.set_password(&known, STRONG).await;
    let unconfirmed: Fields = [
        ("role", "patient"),
        ("pseudonym", "Attente"),
        ("email", "waits@exemple.fr"),
        ("password", STRONG),
        ("adult", "1"),
        ("consent", "1"),
    ]
    .into_iter()
    .collect();
    let visitor = service::Actor::visitor(domain::Locale::Fr);
    service::members::sign_up(&site.test.ctx, &visitor, &unconfirmed).await.expect("signed up");
    for (command, more) in [
        ("members.sign_in", vec![("password", "un autre mot de passe")]),
        ("members.forgotten", vec![]),
        ("members.resend", vec![]),
        ("passkeys.recover", vec![("code", "abcd-efgh-jkmn")]),
    ] {
        let mut answers = Vec::new();
        for address in ["known@exemple.fr", "waits@exemple.fr", "nobody@exemple.fr"] {
            let mut fields = vec![("email", address)];
            fields.extend(more.iter().copied());
            answers.push(said(&site.submit(None, command, &fields).await, &[address]));
        }
        assert!(answers.windows(2).all(|two| two[0] == two[1]), "{command}: {answers:#?}");
    }
    let mut answers = Vec::new();
    for (name, address) in
        [("Curieuse", "known@exemple.fr"), ("Curieux", "waits@exemple.fr"), ("Curieuses", "nobody@exemple.fr")]
    {
        let fields = [
            ("role", "patient"),
            ("pseudonym", name),
            ("email", address),
            ("password", STRONG),
            ("adult", "1"),
            ("consent", "1"),
        ];
        answers.push(said(&site.submit(None, "members.sign_up", &fields).await, &[address, name]));
    }
    assert!(answers.windows(2).all(|two| two[0] == two[1]), "sign-up: {answers:#?}");
    assert_eq!(answers[0].0, 200);
});

store::both_engines!(a_stranger_and_nobody_are_answered_alike, |db: Db| async move {
    let site = Site::over(db);
    let anne = site.test.with_address("Anne", "anne@exemple.fr").await;
    let stranger = site.test.with_address("Étrangère", "etrangere@exemple.fr").await;
    site.test.community("reins", Visibility::Members, &anne).await;
    let session = site.session(&anne).await;
    let there = stranger.me.as_ref().expect("a member").id.to_string();
    let nobody: MemberId = site.test.ctx.new_id();
    let nobody = nobody.to_string();
    let letter: domain::LetterId = site.test.ctx.new_id();
    let letter = letter.to_string();
    let mut answers = Vec::new();
    for to in [&there, &nobody] {
        let page = site.get(session.as_deref(), &format!("/letters/{to}")).await.status.as_u16();
        let fields = [("id", letter.as_str()), ("to", to.as_str()), ("body", "Bonjour, qui êtes-vous ?")];
        let written = said(&site.submit(session.as_deref(), "letters.write", &fields).await, &[to]);
        let named = [("community", "reins"), ("pseudonym", if *to == there { "Étrangère" } else { "Personne" })];
        let host = site.submit(session.as_deref(), "communities.name_host", &named).await;
        answers.push((page, written, said(&host, &["Étrangère", "Personne"])));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0].0, 404);
});
