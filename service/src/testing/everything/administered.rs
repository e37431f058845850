//! What they did as an administrator, and what one did about them.

use super::{PSEUDONYM, WORD, fields, id};
use crate::testing::TestContext;
use crate::{Actor, administration};

impl TestContext {
    /// The same person as an administrator who just proved who they are.
    pub fn administrator(&self, actor: &Actor) -> Actor {
        let mut actor = actor.clone();
        if let Some(me) = &mut actor.me {
            me.administrator = true;
            me.proved = self.ctx.now();
        }
        actor
    }

    /// An invitation of theirs, an act of theirs, an act about them.
    pub(super) async fn administered(&self, member: &Actor, anne: &Actor) {
        let ctx = &self.ctx;
        let invitation = fields([("note", format!("Pour {WORD}")), ("uses", "3".into()), ("days", "7".into())]);
        administration::invite(ctx, &self.administrator(member), &invitation).await.expect("an invitation");
        for (by, about) in [(member, anne), (anne, member)] {
            let act =
                fields([("about", id(about).to_string()), ("reason", format!("À propos de {WORD}, dit {PSEUDONYM}"))]);
            administration::resend(ctx, &self.administrator(by), &act).await.expect("done");
        }
    }
}
