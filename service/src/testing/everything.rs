//! A member who used everything there is: for tests of what is known of them, and of what is left when they go.
//!
//! `server/tests/all/erasure.rs` fails where a table may refer to a member and this one has no row in it: whoever adds a
//! table adds its use here.

mod administered;
mod held;
mod moderated;
mod named;

use super::TestContext;
use crate::members::keys::MemberKey;
use crate::{Actor, letters, notices, pictures, threads};
use domain::communities::Visibility;
use domain::members::{Claim, ClaimState, Profession};
use domain::pictures::{ALL_FIELD, FIELD, PictureView, alt_field};
use domain::policy::Place;
use domain::pro_sante::ProofKind;
use domain::threads::{Circle, Kind, Reaction, Source};
use domain::tokens::Scope;
use domain::{Fields, LetterId, ReplyId, ThreadId};

/// Their pseudonym.
pub const PSEUDONYM: &str = "Maryvonne-Étoile7";
/// Their address.
pub const EMAIL: &str = "maryvonne.etoile7@exemple.fr";
/// Their password.
pub const PASSWORD: &str = "théière octobre vélo cuivre";
/// A word that stands in every text of theirs and in nobody else's.
pub const WORD: &str = "quinquengrogne";
/// A word that stands in every text of others that they have no business with.
pub const SECRET: &str = "tribulation";

/// The smallest picture there is.
const PIXEL: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0\x3b";

/// Who and what there is.
pub struct Everything {
    /// The member, on a device of theirs.
    pub member: Actor,
    /// The secret of that device's session.
    pub session: String,
    /// Others.
    pub anne: Actor,
    /// Another.
    pub yves: Actor,
    /// A thread of theirs that nobody replied to.
    pub alone: ThreadId,
    /// A thread of theirs with a reply of Anne's.
    pub carrying: ThreadId,
    /// A thread of Anne's.
    pub of_anne: ThreadId,
    /// A reply of theirs that Anne replied to.
    pub carried: ReplyId,
    /// A reply of theirs that Yves thanked for.
    pub thanked: ReplyId,
    /// A reply of theirs that nobody took up.
    pub unheard: ReplyId,
    /// Anne's reply that names them.
    pub naming: ReplyId,
    /// A thread of theirs that waits for a host.
    pub held_thread: ThreadId,
    /// A reply of theirs that waits for a host, in a thread of Anne's.
    pub held_reply: ReplyId,
}

fn id(actor: &Actor) -> domain::MemberId {
    actor.me.as_ref().expect("a member").id
}

fn fields<const N: usize>(pairs: [(&str, String); N]) -> Fields {
    pairs.into_iter().collect()
}

impl TestContext {
    /// Lives a whole life here.
    pub async fn everything(&self) -> Everything {
        let ctx = &self.ctx;
        // Ids stand in the order of time: each side of a pair is taken once.
        let anne = self.with_address("Anne", "anne@exemple.fr").await;
        let mut member = self.with_address(PSEUDONYM, EMAIL).await;
        let yves = self.with_address("Yves", "yves@exemple.fr").await;
        let simone = self.with_address("Simone", "simone@exemple.fr").await;
        self.set_password(&member, PASSWORD).await;
        let session = self.session(&member).await;
        let (me, _) = crate::members::sessions::authenticate(ctx, &session).await.expect("asked").expect("signed in");
        member.me = Some(me);

        let community = self.community("reins", Visibility::Open, &member).await;
        self.community("seule", Visibility::Members, &member).await;
        for (actor, place) in [(&anne, Place::Host), (&yves, Place::Member), (&simone, Place::Member)] {
            self.place(actor, community, place).await;
        }
        crate::members::about(ctx, &member, &fields([("about", WORD.into()), ("findable", "1".into())]))
            .await
            .expect("a line");
        let (alone, carrying) = self.started(&member).await;
        let of_anne = self.thread(&anne, "reins", Kind::Question, Circle::Members, "Pour @maryvonne etoile7").await;
        let naming = self.reply(&anne, carrying, &format!("Merci @{PSEUDONYM}, et bon courage.")).await;
        self.named_beside(&anne, carrying, naming).await;
        let edit = fields([
            ("title", format!("Pour @{PSEUDONYM} encore")),
            ("body", format!("Corps neuf pour @{PSEUDONYM}")),
            ("tags", "essai".into()),
        ]);
        threads::edit_thread(ctx, &anne, of_anne, &edit).await.expect("an edit");
        let (carried, thanked, unheard) = self.replied(&member, (&anne, &yves), (carrying, of_anne)).await;
        self.reacted(&member, of_anne, naming).await;
        let pin = threads::pin(ctx, &anne, alone, threads::Pin::On, &Fields::default()).await;
        pin.expect("pinned");
        self.lettered(&member, &anne, &yves, &simone).await;
        self.claimed(&member, &yves).await;
        self.moderated(&member, (&anne, &yves, &simone), of_anne, carried).await;
        let (held_thread, held_reply) = self.held(&member, &anne).await;
        self.administered(&member, &anne).await;
        self.screened(&member, &yves, community, of_anne).await;
        self.opened(&member).await;
        self.told(&member).await;
        crate::exports::ask(ctx, &member).await.expect("asked for");
        crate::exports::make(ctx).await.expect("made");
        Everything {
            member,
            session,
            anne,
            yves,
            alone,
            carrying,
            of_anne,
            carried,
            thanked,
            unheard,
            naming,
            held_thread,
            held_reply,
        }
    }

    /// Threads with earlier texts, tags and pictures; and a picture that waits.
    async fn started(&self, member: &Actor) -> (ThreadId, ThreadId) {
        let mut started = Vec::new();
        for name in ["seul", "suivi"] {
            let thread =
                self.thread(member, "reins", Kind::Discussion, Circle::Public, &format!("Fil {name} {WORD}")).await;
            let picture = self.brought(member).await;
            let mut edit = fields([
                ("title", format!("Fil {name} neuf {WORD}, de {PSEUDONYM}")),
                ("body", format!("Corps neuf {WORD}. Je m’appelle {PSEUDONYM}, écrivez à {EMAIL}.")),
                ("tags", format!("{WORD}, essai")),
            ]);
            attach(&mut edit, &picture);
            threads::edit_thread(&self.ctx, member, thread, &edit).await.expect("an edit");
            started.push(thread);
        }
        self.brought(member).await;
        (started[0], started[1])
    }

    async fn brought(&self, member: &Actor) -> PictureView {
        pictures::bring(&self.ctx, member, PIXEL.to_vec()).await.expect("a picture")
    }

    /// Replies: one that carries another, one that was thanked for, one that nobody took up, one that is gone.
    async fn replied(
        &self,
        member: &Actor,
        (anne, yves): (&Actor, &Actor),
        (carrying, of_anne): (ThreadId, ThreadId),
    ) -> (ReplyId, ReplyId, ReplyId) {
        let ctx = &self.ctx;
        let carried = self.reply(member, of_anne, &format!("Première {WORD}, signé {PSEUDONYM}")).await;
        let picture = self.brought(member).await;
        let mut edit = fields([("body", format!("Première, relue {WORD}, signé {PSEUDONYM}"))]);
        attach(&mut edit, &picture);
        threads::edit_reply(ctx, member, carried, &edit).await.expect("an edit");
        let child: ReplyId = ctx.new_id();
        let under = fields([
            ("id", child.to_string()),
            ("thread", of_anne.to_string()),
            ("parent", carried.to_string()),
            ("body", "Je réponds dessous.".into()),
        ]);
        threads::reply(ctx, anne, &under).await.expect("a reply");
        let thanked = self.reply(member, of_anne, &format!("Deuxième {WORD}")).await;
        threads::react(ctx, yves, of_anne, Some(thanked), Reaction::Thanks, true).await.expect("thanked");
        let source = Source { text: format!("Le livre {WORD} de {PSEUDONYM}"), url: None };
        let mut tx = ctx.store.begin().await.expect("a transaction");
        store::threads::insert_sources(&mut tx.conn(), thanked, &[source]).await.expect("a source");
        tx.commit().await.expect("committed");
        let unheard = self.reply(member, carrying, &format!("Troisième {WORD}")).await;
        let gone = self.reply(member, carrying, &format!("Quatrième {WORD}")).await;
        threads::delete_reply(ctx, member, gone).await.expect("deleted");
        // What they never read.
        let private =
            self.thread(anne, "reins", Kind::Discussion, Circle::Members, &format!("Fil à part {SECRET}")).await;
        self.reply(yves, private, &format!("Entre nous {SECRET}")).await;
        (carried, thanked, unheard)
    }

    async fn reacted(&self, member: &Actor, of_anne: ThreadId, naming: ReplyId) {
        let ctx = &self.ctx;
        threads::react(ctx, member, of_anne, None, Reaction::Courage, true).await.expect("given");
        let thread = threads::thread_of(ctx, member, naming).await.expect("a thread");
        threads::react(ctx, member, thread, Some(naming), Reaction::Useful, true).await.expect("given");
        threads::follow(ctx, member, of_anne, true).await.expect("followed");
        crate::tags::follow(ctx, member, "essai", true).await.expect("followed");
        threads::react(ctx, &self.patient_of_reins("Paul").await, of_anne, None, Reaction::MeToo, true)
            .await
            .expect("given");
    }

    async fn patient_of_reins(&self, pseudonym: &str) -> Actor {
        let actor = self.patient(pseudonym).await;
        let mut reader = self.ctx.store.read().await.expect("a reader");
        let place = store::threads::place_in(&mut reader.conn(), "reins", id(&actor)).await.expect("asked");
        drop(reader);
        self.place(&actor, place.expect("the community").community, Place::Member).await;
        actor
    }

    async fn letter(&self, from: &Actor, to: &Actor, body: &str) -> LetterId {
        let letter: LetterId = self.ctx.new_id();
        let typed = fields([("id", letter.to_string()), ("to", id(to).to_string()), ("body", body.into())]);
        letters::write(&self.ctx, from, &typed).await.expect("a letter");
        letter
    }

    /// Letters both ways, with both sides of a pair; reports both ways; blocks both ways.
    async fn lettered(&self, member: &Actor, anne: &Actor, yves: &Actor, simone: &Actor) {
        let ctx = &self.ctx;
        let sent = self.letter(member, anne, &format!("Chère Anne {WORD}")).await;
        let received = self.letter(anne, member, "Chère amie, carabistouille").await;
        self.letter(yves, member, "Bonjour, carabistouille").await;
        self.letter(member, yves, &format!("Cher Yves {WORD}")).await;
        self.letter(anne, yves, &format!("Cher Yves {SECRET}")).await;
        for (who, letter) in [(member, received), (anne, sent)] {
            let report = fields([
                ("subject", "letter".into()),
                ("about", letter.to_string()),
                ("reason", "harassment".into()),
                ("text", "carabistouille".into()),
            ]);
            crate::moderation::report(ctx, who, &report).await.expect("reported");
        }
        letters::block(ctx, member, &fields([("to", id(simone).to_string())])).await.expect("blocked");
        letters::block(ctx, simone, &fields([("to", id(member).to_string())])).await.expect("blocked");
    }

    /// A claim of theirs, and one that they decided as an administrator.
    async fn claimed(&self, member: &Actor, yves: &Actor) {
        let ctx = &self.ctx;
        for (actor, number, workplace) in [(member, "10001234567", WORD), (yves, "10007654321", SECRET)] {
            let claim = Claim {
                profession: Profession::Nurse,
                number: number.into(),
                workplace: format!("Hôpital {workplace}"),
            };
            let mut tx = ctx.store.begin().await.expect("a transaction");
            let mut conn = tx.conn();
            let account = store::members::find(&mut conn, id(actor)).await.expect("asked").expect("an account");
            let key = MemberKey::unwrap(ctx, account.wrapped.as_deref()).expect("a key");
            let sealed = crate::members::sealed_claim(ctx, id(actor), &key, &claim);
            store::members::insert_claim(&mut conn, &sealed).await.expect("a claim");
            if actor.me == yves.me {
                assert!(store::pro_sante::first_yes(&mut conn, sealed.id, id(member), ctx.now()).await.expect("a yes"));
                let row = store::members::claim(&mut conn, sealed.id).await.expect("asked").expect("a claim");
                let (by, now) = (Some(id(member)), ctx.now());
                let decided = store::members::decide_claim(&mut conn, &row, ClaimState::Refused, by, now, now).await;
                assert!(decided.expect("said"));
            } else {
                self.proves(&mut conn, actor, sealed.id, &key).await;
            }
            tx.commit().await.expect("committed");
        }
    }

    /// A file of proof with their claim, and a way to Pro Santé Connect that they did not come back from.
    async fn proves(&self, conn: &mut store::Conn<'_>, actor: &Actor, claim: domain::ClaimId, key: &MemberKey) {
        let ctx = &self.ctx;
        let sealed = key.seal(ctx, &format!("claim proof {claim}"), &format!("%PDF-1.7 {WORD}"));
        let proof = store::pro_sante::ProofRow { claim, member: id(actor), kind: ProofKind::Pdf, sealed };
        store::pro_sante::put_proof(conn, &proof, ctx.now()).await.expect("a proof");
        let attempt = store::pro_sante::Attempt {
            member: id(actor),
            session: actor.me.as_ref().expect("a member").session,
            sealed: key.seal(ctx, "pro sante attempt", "{}"),
            created: ctx.now(),
            expires: ctx.now().plus(domain::time::DAY),
        };
        store::pro_sante::insert_attempt(conn, &[9; 32], &attempt).await.expect("an attempt");
    }

    /// Notices to them and about them, how they want to be told, devices, programs, links in mails, the index.
    async fn told(&self, member: &Actor) {
        let ctx = &self.ctx;
        let kinds = domain::notices::NoticeKind::ALL.iter().map(|kind| (kind.word(), "daily"));
        notices::choose(ctx, member, &kinds.collect()).await.expect("chosen");
        let device = [("endpoint", "https://push.example/maryvonne"), ("p256dh", "k"), ("auth", "a")];
        notices::ring(ctx, member, &device.into_iter().collect()).await.expect("rings");
        self.token(member, &[Scope::Read]).await;
        let mut visitor = Actor::visitor(domain::Locale::Fr);
        visitor.address = "192.0.2.7".into();
        crate::members::forgotten(ctx, &visitor, &fields([("email", EMAIL.into())])).await.expect("a link");
        store::testing::settled(&ctx.store).await;
        notices::make(ctx).await.expect("told");
        crate::search::follow(ctx).await.expect("indexed");
        store::testing::settled(&ctx.store).await;
    }
}

fn attach(form: &mut Fields, picture: &PictureView) {
    form.set(ALL_FIELD, "1");
    form.set(FIELD, picture.id.to_string());
    form.set(&alt_field(picture.id), format!("Image {WORD}"));
}
