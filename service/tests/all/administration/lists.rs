//! Claims and invitations are found as members are: by the words they are known by, in pages.

use super::*;
use domain::InvitationId;
use domain::administration::{InvitationsPage, PAGE};
use domain::members::{ClaimsPage, Profession, Role};
use service::administration::Sought;

/// A professional whose claim waits.
async fn claims(test: &TestContext, pseudonym: &str, profession: &str, number: u32) {
    let who = test.member(pseudonym, Role::Professional, None).await;
    test.give_key(&who).await;
    let number = format!("100{number:08}");
    let claim = form(&[
        ("profession", profession),
        ("number", &number),
        ("workplace", "Cabinet des Essais"),
        ("profession_consent", "1"),
    ]);
    members::claim(&test.ctx, &who, &claim, b"%PDF-1.7 carte").await.expect("claimed");
}

async fn found(test: &TestContext, admin: &Actor, sought: &Sought) -> ClaimsPage {
    administration::claims(&test.ctx, admin, sought).await.expect("a list")
}

both_engines!(claims_are_found_by_pseudonym_or_profession, |db: Db| async move {
    let test = context(db);
    let admin = administrator(&test, "Hélène").await;
    for (number, (pseudonym, profession)) in
        [("Claire-Élise", "nurse"), ("Clément", "doctor"), ("Nadège", "nurse")].into_iter().enumerate()
    {
        claims(&test, pseudonym, profession, u32::try_from(number).expect("small")).await;
    }
    let names = async |typed: &str, professions: &[Profession]| {
        let sought = Sought { typed: typed.into(), professions: professions.to_vec(), ..Sought::default() };
        let page = found(&test, &admin, &sought).await;
        let of = |claims: Vec<domain::members::ClaimView>| {
            claims.into_iter().map(|claim| claim.member.pseudonym).collect::<Vec<_>>()
        };
        (of(page.pending), of(page.verified))
    };
    let none: [&str; 0] = [];
    assert_eq!(names("", &[]).await.0, ["Claire-Élise", "Clément", "Nadège"]);
    assert_eq!(names("CL", &[]).await.0, ["Claire-Élise", "Clément"]);
    assert_eq!(names("claire é", &[]).await.0, ["Claire-Élise"]);
    assert_eq!(names("lément", &[]).await.0, none, "the beginning");
    assert_eq!(names("c%", &[]).await.0, ["Claire-Élise", "Clément"], "nothing typed is a pattern");
    assert_eq!(names("10000000001", &[]).await.0, none, "what is sealed is not looked through");
    assert_eq!(names("soins", &[Profession::Nurse]).await.0, ["Claire-Élise", "Nadège"]);
    assert_eq!(names("soins", &[Profession::Midwife]).await.0, none);
    members::verify(&test.ctx, "Nadège").await.expect("verified");
    assert_eq!(names("soins", &[Profession::Nurse]).await, (vec!["Claire-Élise".into()], vec!["Nadège".into()]));
    assert_eq!(names("cl", &[]).await.1, none);
});

both_engines!(claims_have_pages, |db: Db| async move {
    let test = context(db);
    let admin = administrator(&test, "Hélène").await;
    let more = PAGE + 2;
    for number in 0..more {
        claims(&test, &format!("Membre {number:02}"), "nurse", u32::try_from(number).expect("small")).await;
    }
    let first = found(&test, &admin, &Sought::default()).await;
    assert_eq!((first.pending.len(), first.next_verified), (PAGE, None));
    assert_eq!(first.next_pending, Some(first.pending[PAGE - 1].id));
    let sought = Sought { typed: "membre".into(), after: first.next_pending, ..Sought::default() };
    let second = found(&test, &admin, &sought).await;
    let names: Vec<_> = second.pending.iter().map(|claim| claim.member.pseudonym.as_str()).collect();
    assert_eq!(
        (names.as_slice(), second.next_pending),
        (["Membre 50", "Membre 51"].as_slice(), None),
        "the oldest first"
    );

    for number in 0..more {
        members::verify(&test.ctx, &format!("Membre {number:02}")).await.expect("verified");
    }
    let first = found(&test, &admin, &Sought::default()).await;
    assert_eq!((first.pending.len(), first.verified.len()), (0, PAGE));
    let sought = Sought { after_verified: first.next_verified, ..Sought::default() };
    let second = found(&test, &admin, &sought).await;
    let names: Vec<_> = second.verified.iter().map(|claim| claim.member.pseudonym.as_str()).collect();
    assert_eq!(
        (names.as_slice(), second.next_verified),
        (["Membre 01", "Membre 00"].as_slice(), None),
        "the latest first"
    );
});

async fn invites(test: &TestContext, by: &Actor, note: &str) {
    let invite = form(&[("note", note), ("uses", "1"), ("days", "7")]);
    administration::invite(&test.ctx, by, &invite).await.expect("an invitation");
}

async fn listed(test: &TestContext, admin: &Actor, typed: &str, after: Option<InvitationId>) -> InvitationsPage {
    administration::invitations(&test.ctx, admin, typed, after, None).await.expect("a list")
}

both_engines!(invitations_are_found_by_note_or_maker_in_pages, |db: Db| async move {
    let test = context(db);
    let admin = administrator(&test, "Hélène").await;
    let karim = administrator(&test, "Karim").await;
    invites(&test, &admin, "Rencontre de mars").await;
    invites(&test, &admin, "Soirée à Lyon").await;
    invites(&test, &karim, "Café des aidants").await;
    let notes = async |typed: &str| {
        let page = listed(&test, &admin, typed, None).await;
        page.rows.into_iter().map(|row| row.note).collect::<Vec<_>>()
    };
    assert_eq!(notes("").await, ["Café des aidants", "Soirée à Lyon", "Rencontre de mars"]);
    assert_eq!(notes("de mars").await, ["Rencontre de mars"]);
    assert_eq!(notes("SOIREE").await, ["Soirée à Lyon"]);
    assert_eq!(notes("Hélè").await, ["Soirée à Lyon", "Rencontre de mars"], "who made it");
    assert_eq!(notes("élène").await, [""; 0], "the beginning of a pseudonym");
    assert_eq!(notes("karim@exemple.fr").await, [""; 0], "addresses are not looked through");

    for number in 0..PAGE {
        invites(&test, &karim, &format!("Atelier {number:02}")).await;
    }
    let first = listed(&test, &admin, "karim", None).await;
    assert_eq!((first.rows.len(), first.next), (PAGE, Some(first.rows[PAGE - 1].id)));
    assert_eq!(first.rows[0].note, "Atelier 49");
    let second = listed(&test, &admin, "karim", first.next).await;
    let rest: Vec<_> = second.rows.iter().map(|row| row.note.as_str()).collect();
    assert_eq!((rest.as_slice(), second.next), (["Café des aidants"].as_slice(), None));
    assert_eq!(listed(&test, &admin, "atelier", None).await.next, None, "fifty are one page");
});
