//! Letters between two members of a common community: a request first, then letters, as long as both want.
//!
//! A letter is sealed under its author's own key. Nothing of it is in an event, a notice, a mail, a ring or
//! the search index.

mod read;
mod reports;
mod write;

pub use read::{correspondence, list, with};
pub(crate) use reports::{disclose, disclosed, received};
pub use write::{block, erase, receive, refuse, unblock, write};

use crate::Outcome;
use domain::letters::Between;
use domain::{MemberId, Problem};
use store::{Conn, letters};

/// What a letter is sealed for.
pub(crate) const LETTER: &str = "letter";
/// What a reported letter's copy is sealed for.
const REPORT: &str = "reported letter";

/// What stands between a writer and another. Oneself, and who is not there, are nobody.
async fn between(conn: &mut Conn<'_>, writer: MemberId, other: MemberId) -> Outcome<Between> {
    let facts = if writer == other { None } else { letters::hindrances(conn, writer, other).await? };
    let (common, receives, blocking, blocked) = facts.ok_or(Problem::NotFound)?;
    let state = letters::between(conn, writer, other).await?;
    let state = state.map(|correspondence| (correspondence.state, correspondence.asked_by == writer.0));
    Ok(Between { common, receives, blocking, blocked, state })
}
