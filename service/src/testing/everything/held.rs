//! What waits for a host, and nobody else reads.

use super::{PSEUDONYM, WORD, attach, fields};
use crate::testing::TestContext;
use crate::{Actor, moderation, threads};
use domain::communities::Visibility;
use domain::policy::Place;
use domain::threads::{Circle, Kind};
use domain::{ReplyId, ThreadId};

impl TestContext {
    /// Their first texts in a community whose hosts read these before anybody does: a thread, and a reply that they
    /// changed meanwhile.
    pub(super) async fn held(&self, member: &Actor, anne: &Actor) -> (ThreadId, ReplyId) {
        let ctx = &self.ctx;
        let community = self.community("attente", Visibility::Open, anne).await;
        self.place(member, community, Place::Member).await;
        let hold = fields([("community", "attente".into()), ("holds", "3".into())]);
        moderation::hold_first(ctx, anne, &hold).await.expect("asked for");
        let there = self.thread(anne, "attente", Kind::Discussion, Circle::Members, "Bienvenue à qui arrive").await;
        let title = format!("Fil qui attend {WORD}, de {PSEUDONYM}");
        let thread = self.thread(member, "attente", Kind::Discussion, Circle::Members, &title).await;
        let reply = self.reply(member, there, &format!("Sixième {WORD}, signé {PSEUDONYM}")).await;
        let picture = self.brought(member).await;
        let mut edit = fields([("body", format!("Sixième, relue {WORD}, signé {PSEUDONYM}"))]);
        attach(&mut edit, &picture);
        threads::edit_reply(ctx, member, reply, &edit).await.expect("changed while it waits");
        (thread, reply)
    }
}
