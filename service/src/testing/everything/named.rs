//! Where others name them beside texts.

use super::{PSEUDONYM, fields, id};
use crate::Actor;
use crate::testing::TestContext;
use domain::threads::Source;
use domain::{ReplyId, ThreadId};

impl TestContext {
    /// Anne names them beside her texts: in a source and its address, under a picture, in the line about herself.
    pub(super) async fn named_beside(&self, anne: &Actor, thread: ThreadId, naming: ReplyId) {
        let ctx = &self.ctx;
        let about = fields([("about", format!("Une amie de @{PSEUDONYM}")), ("findable", "1".into())]);
        crate::members::about(ctx, anne, &about).await.expect("a line");
        let picture = self.brought(anne).await;
        let alt = format!("Un dessin de @{PSEUDONYM}");
        let url = format!("https://exemple.fr/@{PSEUDONYM}/carnet");
        let source = Source { text: format!("Le carnet de @{PSEUDONYM}"), url: Some(url) };
        let mut tx = ctx.store.begin().await.expect("a transaction");
        let mut conn = tx.conn();
        let post = (thread, naming.0);
        let taken = store::pictures::attach(&mut conn, (id(anne), picture.id), post, (0, &alt), ctx.now()).await;
        assert!(taken.expect("asked"), "the picture waits for a text");
        store::threads::insert_sources(&mut conn, naming, &[source]).await.expect("a source");
        tx.commit().await.expect("committed");
    }
}
