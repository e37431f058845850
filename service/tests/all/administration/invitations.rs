//! Who may sign up: everybody, who was invited, nobody. And addresses that are given away for minutes.

use super::*;
use domain::administration::InvitationState;

const STRONG: &str = "théière octobre vélo cuivre";

fn visitor() -> Actor {
    Actor { address: "192.0.2.1".into(), ..Actor::visitor(Locale::Fr) }
}

fn sign_up(pseudonym: &str, email: &str, invitation: &str) -> Fields {
    form(&[
        ("role", "patient"),
        ("pseudonym", pseudonym),
        ("email", email),
        ("password", STRONG),
        ("adult", "1"),
        ("consent", "1"),
        ("invitation", invitation),
    ])
}

async fn set(test: &TestContext, admin: &Actor, ways: &str) {
    let order = form(&[("sign_ups", ways), ("reason", "Décidé en réunion")]);
    administration::set_sign_ups(&test.ctx, admin, &order).await.expect("set");
}

both_engines!(by_invitation_a_link_is_needed_and_counted, |db: Db| async move {
    let test = context(db);
    let ctx = &test.ctx;
    let admin = administrator(&test, "Hélène").await;
    set(&test, &admin, "invited").await;
    let invite = form(&[("note", "Rencontre de mars"), ("uses", "2"), ("days", "7")]);
    let token = administration::invite(ctx, &admin, &invite).await.expect("an invitation");
    let page = administration::invitations(ctx, &admin, "", None, Some(&token)).await.expect("a list");
    assert_eq!(page.link, Some(format!("http://localhost:3000/sign-up?invitation={token}")));
    let page = administration::invitations(ctx, &admin, "", None, Some("d’ailleurs")).await.expect("a list");
    assert_eq!(page.link, None);

    let missing = members::sign_up(ctx, &visitor(), &sign_up("Anne", "anne@exemple.fr", "")).await;
    assert_eq!(at(missing, "invitation"), Some(FieldError::Missing));
    members::sign_up(ctx, &visitor(), &sign_up("Anne", "anne@exemple.fr", &token)).await.expect("invited");
    // A name in use is told only to who was invited.
    let wrong = "A".repeat(43);
    let told = members::sign_up(ctx, &visitor(), &sign_up("Anne", "b@exemple.fr", &wrong)).await;
    assert_eq!((at(told, "pseudonym"), ()), (None, ()));
    // A known address uses an invitation up like a new one.
    let helene = sign_up("Curieuse", "helene@exemple.fr", &token);
    members::sign_up(ctx, &visitor(), &helene).await.expect("answered like a new one");
    let rows = administration::invitations(ctx, &admin, "", None, None).await.expect("a list").rows;
    assert_eq!((rows[0].used, rows[0].uses, rows[0].state), (2, 2, InvitationState::UsedUp));

    // Wrong, used up, over, taken back: one answer.
    let late = administration::invite(ctx, &admin, &invite).await.expect("an invitation");
    test.clock.advance(7 * 86_400);
    let admin = test.administrator(&admin);
    let back = administration::invite(ctx, &admin, &invite).await.expect("an invitation");
    let rows = administration::invitations(ctx, &admin, "", None, None).await.expect("a list").rows;
    let take_back = form(&[("about", &rows[0].id.to_string()), ("reason", "Le lien a circulé")]);
    administration::uninvite(ctx, &admin, &take_back).await.expect("taken back");
    assert_eq!(problem(administration::uninvite(ctx, &admin, &take_back).await), Some(Problem::NotFound));
    for token in [wrong.as_str(), "court", &token, &late, &back] {
        let refused = members::sign_up(ctx, &visitor(), &sign_up("Zoé", "zoe@exemple.fr", token)).await;
        assert_eq!(at(refused, "invitation"), Some(FieldError::LinkExpired), "{token}");
    }
    let states: Vec<_> = administration::invitations(ctx, &admin, "", None, None)
        .await
        .unwrap()
        .rows
        .iter()
        .map(|row| row.state)
        .collect();
    assert_eq!(states, [InvitationState::Revoked, InvitationState::Expired, InvitationState::Expired]);
    assert_eq!(log(&test, &admin, "invitation.revoked").await.rows[0].reason, "Le lien a circulé");
});

both_engines!(closed_is_closed_until_it_is_open, |db: Db| async move {
    let test = context(db);
    let admin = administrator(&test, "Hélène").await;
    set(&test, &admin, "closed").await;
    let form = sign_up("Anne", "anne@exemple.fr", "");
    assert_eq!(problem(members::sign_up(&test.ctx, &visitor(), &form).await), Some(Problem::Forbidden));
    set(&test, &admin, "open").await;
    members::sign_up(&test.ctx, &visitor(), &form).await.expect("open again");
    let settings = administration::settings(&test.ctx, &admin).await.expect("settings");
    assert_eq!(settings.sign_ups.word(), "open");
    let lines = log(&test, &admin, "setting.changed").await.rows;
    let details: Vec<_> = lines.iter().map(|line| (line.detail.as_str(), line.reason.as_str())).collect();
    assert_eq!(details, [("sign_ups open", "Décidé en réunion"), ("sign_ups closed", "Décidé en réunion")]);
});

both_engines!(another_node_follows_within_seconds, |db: Db| async move {
    let test = context(db);
    let admin = administrator(&test, "Hélène").await;
    assert_eq!(administration::sign_ups(&test.ctx).await.unwrap().word(), "open");
    // As another node writes it: this one is not told.
    let mut tx = test.ctx.store.begin().await.unwrap();
    store::administration::set(&mut tx.conn(), "sign_ups", "closed", test.ctx.now()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(administration::sign_ups(&test.ctx).await.unwrap().word(), "open", "remembered");
    test.clock.advance(5);
    assert_eq!(administration::home(&test.ctx, &admin).await.unwrap().sign_ups.word(), "closed");
});

both_engines!(disposable_addresses_are_marked_and_let_in, |db: Db| async move {
    let mut test = context(db);
    test.ctx.settings = std::sync::Arc::new(service::Settings {
        disposable_domains: vec!["ephemere.example".into()],
        ..(*test.ctx.settings).clone()
    });
    let admin = administrator(&test, "Hélène").await;
    for (name, address, marked) in [
        ("Anne", "anne@yopmail.com", true),
        ("Basile", "basile@mail.yopmail.com", true),
        ("Carine", "carine@ephemere.example", true),
        ("Diane", "diane@exemple.fr", false),
        ("Émile", "emile@notyopmail.com", false),
    ] {
        members::sign_up(&test.ctx, &visitor(), &sign_up(name, address, "")).await.expect("nobody is refused");
        let page = administration::members(&test.ctx, &admin, address, None).await.expect("a list");
        assert_eq!((page.rows[0].pseudonym.as_str(), page.rows[0].disposable), (name, marked), "{address}");
    }
    // The link that confirms is sent again, and only that is told.
    let before = test.ctx.mailer.kept().await.unwrap().len();
    let page = administration::members(&test.ctx, &admin, "diane", None).await.expect("a list");
    let order = form(&[("about", &page.rows[0].id.to_string()), ("reason", "Elle n’a rien reçu")]);
    administration::resend(&test.ctx, &admin, &order).await.expect("sent");
    let mails = test.ctx.mailer.kept().await.unwrap();
    assert_eq!((mails.len(), mails[0].to.as_str()), (before + 1, "diane@exemple.fr"));
    let order = form(&[("about", &id(&admin).to_string()), ("reason", "Elle est déjà confirmée")]);
    administration::resend(&test.ctx, &admin, &order).await.expect("answered alike");
    assert_eq!(test.ctx.mailer.kept().await.unwrap().len(), before + 1);
});

both_engines!(notes_from_before_are_folded_as_names_are, |db: Db| async move {
    let test = context(db);
    let ctx = &test.ctx;
    let admin = administrator(&test, "Hélène").await;
    // As the migration left it: in lower case, with its accents and marks.
    let row = store::administration::NewInvitation {
        id: ctx.new_id(),
        token_hash: [7; 32],
        note: "Journée d’Élan",
        note_key: "journéed’élan",
        made_by: id(&admin),
        uses: 1,
        created: ctx.now(),
        expires: ctx.now().plus(domain::time::DAY),
    };
    let mut tx = ctx.store.begin().await.expect("a transaction");
    store::administration::insert_invitation(&mut tx.conn(), &row).await.expect("an invitation");
    tx.commit().await.expect("committed");
    let found = async || {
        let page = administration::invitations(ctx, &admin, "journée d’élan", None, None).await.expect("a list");
        page.rows.into_iter().map(|row| row.note).collect::<Vec<_>>()
    };
    assert!(found().await.is_empty());
    assert_eq!(administration::fold_notes(ctx).await.expect("folded"), 1);
    assert_eq!(found().await, ["Journée d’Élan"], "and what is noted stands as it did");
    let invite = form(&[("note", "Journée d’été"), ("uses", "1"), ("days", "7")]);
    administration::invite(ctx, &admin, &invite).await.expect("an invitation");
    assert_eq!(administration::fold_notes(ctx).await.expect("nothing to do"), 0);
});
