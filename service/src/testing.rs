//! For tests: a clock that is set, randomness that repeats, mail and rings that are kept, and actors.

mod accounts;
pub mod everything;

use crate::Actor;
use crate::context::{Clock, Context, Random};
use crate::crypto::Keys;
use crate::mail::{Mail, Mailer, NotTaken};
use crate::push::{Push, Pusher, Rung};
use crate::settings::Settings;
use async_trait::async_trait;
use domain::Timestamp;
use domain::members::{Profession, Role};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use store::Db;

/// A clock that tests set; each look moves it by a microsecond, so that no two moments are equal.
#[derive(Debug)]
pub struct TestClock(AtomicI64);

impl Default for TestClock {
    fn default() -> Self {
        Self(AtomicI64::new(1_790_000_000_000_000))
    }
}

impl TestClock {
    /// Moves it forward by seconds.
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.fetch_add(1, Ordering::SeqCst))
    }
}

/// Randomness that repeats (splitmix64): the same in every run, different at every draw.
#[derive(Debug, Default)]
pub struct TestRandom(AtomicU64);

impl Random for TestRandom {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut z = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::SeqCst).wrapping_add(0x9E37_79B9_7F4A_7C15);
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

/// Keeps every mail.
#[derive(Debug, Default)]
pub struct KeptMails(Mutex<Vec<Mail>>);

#[async_trait]
impl Mailer for KeptMails {
    async fn send(&self, mail: Mail) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(mail);
    }

    async fn deliver(&self, mail: Mail) -> Result<(), NotTaken> {
        // As a folder keeps it: under its name, once.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|one| one.id.is_none() || one.id != mail.id);
        kept.push(mail);
        Ok(())
    }

    async fn forget(&self, to: &str, name: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|one| !one.concerns(to, name));
    }

    async fn kept(&self) -> Option<Vec<Mail>> {
        Some(self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().rev().cloned().collect())
    }
}

/// Keeps every ring, and answers what a test says.
#[derive(Debug, Default)]
pub struct KeptPushes {
    /// What rang.
    pub rung: Mutex<Vec<Push>>,
    /// What the push service answers by address; those that are missing take it.
    pub answers: Mutex<Vec<(String, Rung)>>,
}

impl KeptPushes {
    /// What rang since the last time.
    pub fn take(&self) -> Vec<Push> {
        std::mem::take(&mut *self.rung.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What an address answers from now on.
    pub fn answer(&self, endpoint: &str, rung: Rung) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.retain(|(one, _)| one != endpoint);
        answers.push((endpoint.to_owned(), rung));
    }
}

#[async_trait]
impl Pusher for KeptPushes {
    async fn ring(&self, push: Push) -> Rung {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let answer = answers.iter().find(|(to, _)| *to == push.to.endpoint).map_or(Rung::Taken, |(_, rung)| *rung);
        self.rung.lock().unwrap_or_else(PoisonError::into_inner).push(push);
        answer
    }

    fn public_key(&self) -> String {
        String::new()
    }

    fn speaks_to(&self, endpoint: &str) -> bool {
        endpoint.starts_with("https://push.example/")
    }
}

/// A context over a database, with handles on what tests turn.
pub struct TestContext {
    /// The context.
    pub ctx: Context,
    /// Its clock.
    pub clock: Arc<TestClock>,
    /// Its mails.
    pub mails: Arc<KeptMails>,
    /// Its rings.
    pub pushes: Arc<KeptPushes>,
}

/// A context over this database. Limits are wide unless a test narrows them.
pub fn context(db: Db) -> TestContext {
    let clock = Arc::new(TestClock::default());
    let mails = Arc::new(KeptMails::default());
    let pushes = Arc::new(KeptPushes::default());
    let ctx = Context {
        store: db,
        clock: clock.clone(),
        random: Arc::new(TestRandom::default()),
        mailer: mails.clone(),
        pusher: pushes.clone(),
        pro_sante: None,
        pictures: Arc::new(object_store::memory::InMemory::new()),
        keys: Arc::new(Keys::new(&[7; 32])),
        settings: Arc::new(Settings { limits_factor: 1_000, ..Settings::default() }),
        live: Arc::default(),
        refusals: Arc::default(),
    };
    TestContext { ctx, clock, mails, pushes }
}

impl TestContext {
    /// Gives a member a key of their own, as signing up does.
    pub async fn give_key(&self, actor: &Actor) {
        let (_, wrapped) = crate::members::keys::MemberKey::draw(&self.ctx);
        let id = actor.me.as_ref().expect("a member").id;
        let mut tx = self.ctx.store.begin().await.expect("a transaction");
        store::members::insert_key(&mut tx.conn(), id, &wrapped).await.expect("a key");
        tx.commit().await.expect("committed");
    }

    /// A patient.
    pub async fn patient(&self, pseudonym: &str) -> Actor {
        self.member(pseudonym, Role::Patient, None).await
    }

    /// A verified pharmacist.
    pub async fn professional(&self, pseudonym: &str) -> Actor {
        self.member(pseudonym, Role::Professional, Some(Profession::Pharmacist)).await
    }
}

impl TestContext {
    /// A community as rows, without asking anybody; its founder hosts it.
    pub async fn community(
        &self,
        slug: &str,
        visibility: domain::communities::Visibility,
        founder: &Actor,
    ) -> domain::CommunityId {
        let fields: domain::Fields = [
            ("name", slug),
            ("description", "Une communauté pour les essais, avec une charte complète."),
            ("visibility", visibility.word()),
            ("conditions", "N18"),
            ("owner", "Les Deux Rives"),
            ("owner_type", "association"),
            ("funding", "Cotisations et dons."),
            ("source_name_0", "Cotisations"),
            ("source_share_0", "100"),
            ("advertising", "no"),
            ("objectives", "Rompre l’isolement."),
            ("data_use", "Jamais vendues, jamais prêtées."),
            ("moderation", "Relue sous quatre heures."),
            ("consent", "1"),
        ]
        .into_iter()
        .collect();
        crate::communities::create(&self.ctx, founder, &fields).await.expect("a community");
        let me = founder.me.as_ref().expect("a member").id;
        let mut reader = self.ctx.store.read().await.expect("a reader");
        let place =
            store::threads::place_in(&mut reader.conn(), slug, me).await.expect("a place").expect("the community");
        place.community
    }

    /// Has a company own a community.
    pub async fn owned_by_company(&self, community: domain::CommunityId) {
        let mut tx = self.ctx.store.begin().await.expect("a transaction");
        store::testing::owned_by_company(&mut tx.conn(), community).await.expect("owned");
        tx.commit().await.expect("committed");
    }

    /// Makes somebody a member (or host, or banned …) of a community.
    pub async fn place(&self, actor: &Actor, community: domain::CommunityId, place: domain::policy::Place) {
        let now = self.ctx.now();
        let member = actor.me.as_ref().expect("a member").id;
        let mut tx = self.ctx.store.begin().await.expect("a transaction");
        store::testing::set_place(&mut tx.conn(), community, member, place, now).await.expect("a membership");
        tx.commit().await.expect("committed");
    }

    /// A thread by somebody, in a circle they belong to.
    pub async fn thread(
        &self,
        author: &Actor,
        community: &str,
        kind: domain::threads::Kind,
        circle: domain::threads::Circle,
        title: &str,
    ) -> domain::ThreadId {
        let id: domain::ThreadId = self.ctx.new_id();
        let fields: domain::Fields = [
            ("id", id.to_string()),
            ("community", community.to_owned()),
            ("kind", kind.word().to_owned()),
            ("circle", circle.word().to_owned()),
            ("title", title.to_owned()),
            ("body", format!("Texte de {title}")),
            ("tags", "essai".to_owned()),
        ]
        .into_iter()
        .collect();
        crate::threads::ask(&self.ctx, author, &fields).await.expect("a thread")
    }

    /// A reply by somebody who may write there.
    pub async fn reply(&self, author: &Actor, thread: domain::ThreadId, body: &str) -> domain::ReplyId {
        let id: domain::ReplyId = self.ctx.new_id();
        let fields: domain::Fields =
            [("id", id.to_string()), ("thread", thread.to_string()), ("body", body.to_owned())].into_iter().collect();
        crate::threads::reply(&self.ctx, author, &fields).await.expect("a reply").1
    }
}
