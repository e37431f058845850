//! Their part in moderation, and what opens their account without a password.

use super::{PSEUDONYM, WORD, fields, id};
use crate::testing::TestContext;
use crate::{Actor, moderation};
use domain::{ReplyId, ThreadId};

impl TestContext {
    /// Reports, decisions and appeals, on each side of each.
    pub(super) async fn moderated(
        &self,
        member: &Actor,
        (anne, yves, simone): (&Actor, &Actor, &Actor),
        thread: ThreadId,
        carried: ReplyId,
    ) {
        let ctx = &self.ctx;
        let theirs = self.reply(member, thread, &format!("Cinquième {WORD}, retiré à {PSEUDONYM}")).await;
        let decided = self.decided(theirs, yves, anne).await;
        let appeal = fields([("decision", decided.to_string()), ("text", format!("Relisez {WORD} de {PSEUDONYM}"))]);
        moderation::appeal(ctx, member, &appeal).await.expect("appealed");
        // What waits about them, and about what they wrote.
        self.reported("reply", carried.to_string(), yves).await;
        self.reported("member", id(member).to_string(), simone).await;
        // Others' texts: reported, looked at, decided, read again by them.
        let waits = self.reply(yves, thread, "Une réponse à relire").await;
        self.reported("reply", waits.to_string(), anne).await;
        let case = self.case_about(waits.0).await;
        moderation::claim(ctx, member, &fields([("case", case.clone())])).await.expect("claimed");
        let note = fields([("case", case), ("note", format!("Une note {WORD} de {PSEUDONYM}"))]);
        moderation::note(ctx, member, &note).await.expect("noted");
        let other = self.reply(yves, thread, "Une autre réponse à relire").await;
        self.decided(other, simone, member).await;
        let third = self.reply(yves, thread, "Une troisième réponse à relire").await;
        let decided = self.decided(third, simone, anne).await;
        let appeal = fields([("decision", decided.to_string()), ("text", "Relisez-moi, je vous prie.".into())]);
        moderation::appeal(ctx, yves, &appeal).await.expect("appealed");
        let answer = fields([
            ("decision", decided.to_string()),
            ("outcome", "upheld".into()),
            ("answer", format!("Relu, {WORD}, par {PSEUDONYM}")),
        ]);
        moderation::answer(ctx, member, &answer).await.expect("answered");
        let own = self.reply(simone, thread, "Une réponse de Simone").await;
        self.reported("reply", own.to_string(), member).await;
    }

    /// Adverse effects that are looked at, as one who looks and as one who told.
    pub(super) async fn screened(
        &self,
        member: &Actor,
        yves: &Actor,
        community: domain::CommunityId,
        thread: ThreadId,
    ) {
        self.owned_by_company(community).await;
        let told = self.reply(yves, thread, "Depuis que je prends du tramadol, j’ai des vertiges.").await;
        let theirs = format!("Le tramadol me donne des nausées {WORD}, signé {PSEUDONYM}");
        let theirs = self.reply(member, thread, &theirs).await;
        for about in [told, theirs] {
            let decide = fields([
                ("community", "reins".into()),
                ("about", about.to_string()),
                ("state", "declared".into()),
                ("note", format!("Noté {WORD} de {PSEUDONYM}")),
            ]);
            crate::vigilance::decide(&self.ctx, member, &decide).await.expect("looked at");
        }
    }

    async fn reported(&self, subject: &str, about: String, by: &Actor) {
        let report = fields([
            ("subject", subject.into()),
            ("about", about),
            ("reason", "other".into()),
            ("text", format!("Voyez {WORD} de {PSEUDONYM}")),
        ]);
        moderation::report(&self.ctx, by, &report).await.expect("reported");
    }

    async fn case_about(&self, subject: uuid::Uuid) -> String {
        let mut reader = self.ctx.store.read().await.expect("a reader");
        let case = store::moderation::open_case(&mut reader.conn(), subject).await.expect("asked");
        case.expect("a case").to_string()
    }

    /// Has a reply reported by one and hidden by another; the decision.
    async fn decided(&self, reply: ReplyId, reporter: &Actor, by: &Actor) -> domain::DecisionId {
        self.reported("reply", reply.to_string(), reporter).await;
        let decide = fields([
            ("case", self.case_about(reply.0).await),
            ("action", "hide".into()),
            ("rule", "respect".into()),
            ("reasons", format!("À propos de {WORD}, de {PSEUDONYM}")),
        ]);
        moderation::decide(&self.ctx, by, &decide).await.expect("decided");
        let mut reader = self.ctx.store.read().await.expect("a reader");
        let author = store::threads::author_of_reply(&mut reader.conn(), reply).await.expect("asked");
        let author = author.and_then(|(author, _)| author).expect("an author");
        let decisions = store::moderation::decisions_about(&mut reader.conn(), author, 1).await.expect("asked");
        decisions.first().expect("a decision").id
    }

    /// A passkey, a question put to it, codes on paper.
    pub(super) async fn opened(&self, member: &Actor) {
        let ctx = &self.ctx;
        let me = member.me.as_ref().expect("a member");
        let now = ctx.now();
        let mut tx = ctx.store.begin().await.expect("a transaction");
        let mut conn = tx.conn();
        let passkey = store::passkeys::NewPasskey {
            id: ctx.new_id(),
            member: me.id,
            name: format!("Clé {WORD}"),
            credential_hash: ctx.random_bytes(),
            credential_sealed: vec![0; 8],
            created: now,
        };
        let challenge = store::passkeys::NewChallenge {
            token_hash: ctx.random_bytes(),
            ceremony: domain::passkeys::Ceremony::Register,
            asker: Some((me.id, me.session)),
            state: "{}".into(),
            expires: now.plus(domain::time::DAY),
        };
        store::passkeys::insert_challenge(&mut conn, &challenge, now).await.expect("a question");
        store::passkeys::insert(&mut conn, &passkey).await.expect("a passkey");
        store::passkeys::replace_codes(&mut conn, me.id, &[ctx.random_bytes()], now).await.expect("codes");
        tx.commit().await.expect("committed");
    }
}
