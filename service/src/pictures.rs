//! Pictures: brought by a member, made anew, sealed, seen by those who read the text they stand with.
//!
//! A picture is brought before its text is posted, and waits for it. What lies outside the database is sealed
//! under its member's key: whoever reads the folder, or a copy of it, sees nothing, and erasing the member
//! ends their pictures in every copy.

mod bring;
mod make;
mod see;
mod sweep;

pub use bring::bring;
pub use make::{Made, make};
pub use see::{Seen, may_see, see};
pub(crate) use sweep::files_of;
pub use sweep::{run, sweep};

use crate::Outcome;
use domain::pictures::{Attached, FIELD, PictureView, Size};
use domain::time::SECOND;
use domain::{FieldError, Fields, MemberId, PictureId, Refused, ReplyId, ThreadId, Timestamp};
use object_store::path::Path;
use std::collections::HashMap;
use store::Conn;
use uuid::Uuid;

/// What waits no longer than this is not promised to a text any more: it may be swept away, and clocks of nodes
/// differ. What a text let go waits no longer at all.
const PROMISED: i64 = 3_600;
/// Further than any picture of a text stands.
const ASIDE: i32 = 100;

/// Where a file of a picture lies. Hexadecimal: some file systems know no difference between letters.
pub fn path(id: PictureId, size: Size) -> Path {
    let hex = id.0.simple().to_string();
    Path::from_iter([&hex[30..], &hex, size.file()])
}

/// What a file of a picture is sealed for.
pub(crate) fn purpose(id: PictureId, size: Size) -> String {
    format!("picture {id} {}", size.file())
}

/// The pictures of these texts, by text.
pub(crate) async fn of_posts(conn: &mut Conn<'_>, posts: &[Uuid]) -> Outcome<HashMap<Uuid, Vec<PictureView>>> {
    let mut pictures: HashMap<Uuid, Vec<PictureView>> = HashMap::new();
    if posts.is_empty() {
        return Ok(pictures);
    }
    for row in store::pictures::of_posts(conn, posts).await? {
        pictures.entry(row.post).or_default().push(view(row));
    }
    Ok(pictures)
}

/// The pictures that wait with a text out of readers' sight.
pub(crate) async fn veiled(conn: &mut Conn<'_>, post: Uuid) -> Outcome<Vec<PictureView>> {
    Ok(store::pictures::veiled(conn, post).await?.into_iter().map(view).collect())
}

fn view(row: store::pictures::PictureRow) -> PictureView {
    let side = |side: i32| u32::try_from(side).unwrap_or_default();
    PictureView { id: row.id, alt: row.alt, width: side(row.width), height: side(row.height) }
}

/// The pictures of one text.
pub(crate) async fn of_post(conn: &mut Conn<'_>, post: Uuid) -> Outcome<Vec<PictureView>> {
    Ok(of_posts(conn, &[post]).await?.remove(&post).unwrap_or_default())
}

/// Lets a text have these pictures and no others. Each has to be its member's own: waiting, or there already.
pub(crate) async fn attach(
    conn: &mut Conn<'_>,
    member: MemberId,
    (thread, reply): (ThreadId, Option<ReplyId>),
    attached: &[Attached],
    now: Timestamp,
    fields: &Fields,
) -> Outcome<()> {
    let post = reply.map_or(thread.0, |reply| reply.0);
    store::pictures::set_aside(conn, post, ASIDE).await?;
    for (place, one) in (0..).zip(attached) {
        if !store::pictures::attach(
            conn,
            (member, one.id),
            (thread, post),
            (place, &one.alt),
            now.plus(PROMISED * SECOND),
        )
        .await?
        {
            return Err(Refused::one(FIELD, FieldError::PictureGone, fields).into());
        }
    }
    store::pictures::let_go_from(conn, post, ASIDE, now).await?;
    let count = i32::try_from(attached.len()).unwrap_or(i32::MAX);
    match reply {
        None => store::pictures::count_on_thread(conn, thread, count).await?,
        Some(reply) => store::pictures::count_on_reply(conn, reply, count).await?,
    }
    Ok(())
}
