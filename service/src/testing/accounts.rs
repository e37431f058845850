//! Addresses, passwords, sessions, tokens and badges of members in tests.

use super::TestContext;
use crate::crypto::Token;
use crate::members::keys::{self, MemberKey};
use crate::{Actor, Me};
use domain::members::{OrganisationKind, Profession, Role};
use domain::time::DAY;
use domain::tokens::{PREFIX, Scope};
use domain::{Locale, MemberId, SessionId};
use std::sync::PoisonError;

impl TestContext {
    /// A confirmed member of this role; a verified professional where `badge` says so, an association where it is an
    /// organisation.
    pub async fn member(&self, pseudonym: &str, role: Role, badge: Option<Profession>) -> Actor {
        let organisation = (role == Role::Organisation).then_some(OrganisationKind::Association);
        self.account(pseudonym, role, organisation, badge).await
    }

    /// A company's confirmed account.
    pub async fn company(&self, pseudonym: &str) -> Actor {
        self.account(pseudonym, Role::Organisation, Some(OrganisationKind::Company), None).await
    }

    async fn account(
        &self,
        pseudonym: &str,
        role: Role,
        organisation: Option<OrganisationKind>,
        badge: Option<Profession>,
    ) -> Actor {
        let id: MemberId = self.ctx.new_id();
        let now = self.ctx.now();
        let member = store::members::NewMember {
            id,
            pseudonym: pseudonym.to_owned(),
            pseudonym_key: domain::text::fold(pseudonym),
            role,
            organisation,
            about: String::new(),
            badge,
            badge_since: badge.map(|_| now),
            claimed: None,
            email_hash: None,
            email_sealed: None,
            confirmed: Some(now),
            password: None,
            administrator: false,
            locale: Locale::Fr,
            zone: "Europe/Paris".into(),
            created: now,
        };
        let mut tx = self.ctx.store.begin().await.expect("a transaction");
        store::members::insert(&mut tx.conn(), &member).await.expect("a new member");
        tx.commit().await.expect("committed");
        let mut actor = Actor::visitor(Locale::Fr);
        actor.me = Some(Me {
            id,
            pseudonym: pseudonym.to_owned(),
            role,
            organisation,
            badge,
            confirmed: true,
            administrator: false,
            moderator: false,
            suspended: false,
            hosts: false,
            session: SessionId(id.0),
            proved: now,
            passkeys: false,
            unseen: 0,
        });
        actor
    }

    /// A patient with an address to write to.
    pub async fn with_address(&self, pseudonym: &str, address: &str) -> Actor {
        let actor = self.patient(pseudonym).await;
        self.give_address(&actor, address).await;
        actor
    }

    /// Gives a member a key of their own, and an address to write to.
    pub async fn give_address(&self, actor: &Actor, address: &str) {
        let id = actor.me.as_ref().expect("a member").id;
        let (key, wrapped) = MemberKey::draw(&self.ctx);
        let sealed = key.seal(&self.ctx, keys::EMAIL, address);
        let hash = keys::email_hash(&self.ctx, address);
        let mut tx = self.ctx.store.begin().await.expect("a transaction");
        store::members::insert_key(&mut tx.conn(), id, &wrapped).await.expect("a key");
        store::members::set_email(&mut tx.conn(), id, &hash, &sealed).await.expect("an address");
        tx.commit().await.expect("committed");
    }

    /// Gives a member a password.
    pub async fn set_password(&self, actor: &Actor, password: &str) {
        let hash = crate::members::passwords::hash(&self.ctx, password).await.expect("a hash");
        let mut tx = self.ctx.store.begin().await.expect("a transaction");
        let member = actor.me.as_ref().expect("a member").id;
        store::members::set_password(&mut tx.conn(), member, &hash).await.expect("a password");
        tx.commit().await.expect("committed");
    }

    /// How often this password was checked against a hash, by whichever test.
    pub fn checks_of(&self, password: &str) -> usize {
        let checked = crate::members::passwords::CHECKED.lock().unwrap_or_else(PoisonError::into_inner);
        checked.iter().filter(|one| *one == password).count()
    }

    /// A token of this member, as a program sends it; it lasts for thirty days.
    pub async fn token(&self, actor: &Actor, scopes: &[Scope]) -> String {
        let secret = Token::draw(&self.ctx);
        let now = self.ctx.now();
        let token = store::tokens::NewToken {
            id: self.ctx.new_id(),
            token_hash: secret.hash,
            member: actor.me.as_ref().expect("a member").id,
            name: "Essai".into(),
            scopes: scopes.to_vec(),
            created: now,
            expires: now.plus(30 * DAY),
        };
        let mut tx = self.ctx.store.begin().await.expect("a transaction");
        store::tokens::insert(&mut tx.conn(), &token).await.expect("a token");
        tx.commit().await.expect("committed");
        format!("{PREFIX}{}", secret.text)
    }

    /// A session's secret for this member, as a cookie would carry it.
    pub async fn session(&self, actor: &Actor) -> String {
        let token = crate::crypto::Token::draw(&self.ctx);
        let now = self.ctx.now();
        let member = actor.me.as_ref().expect("a member").id;
        let mut tx = self.ctx.store.begin().await.expect("a transaction");
        let session = store::members::NewSession {
            id: self.ctx.new_id(),
            token_hash: token.hash,
            member,
            device: "test".into(),
            created: now,
            expires: now.plus(domain::time::DAY),
            proved: now,
        };
        store::members::insert_session(&mut tx.conn(), &session).await.expect("a session");
        tx.commit().await.expect("committed");
        token.text
    }

    /// Ends every session of this member.
    pub async fn end_sessions(&self, actor: &Actor) {
        let member = actor.me.as_ref().expect("a member").id;
        let mut tx = self.ctx.store.begin().await.expect("a transaction");
        store::members::delete_sessions(&mut tx.conn(), member, None).await.expect("ended");
        tx.commit().await.expect("committed");
    }

    /// Takes a professional's badge away.
    pub async fn unverify(&self, actor: &Actor) {
        let member = actor.me.as_ref().expect("a member").id;
        let mut tx = self.ctx.store.begin().await.expect("a transaction");
        store::testing::unverify(&mut tx.conn(), member).await.expect("taken away");
        tx.commit().await.expect("committed");
    }
}
