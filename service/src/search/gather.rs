//! From texts that were ranked to the threads that are shown.

use super::find::Wanted;
use super::long::{LOOKED_AT, Question};
use super::score::Scored;
use crate::{Actor, Outcome};
use domain::search::Answered;
use domain::threads::{QuestionState, Voice};
use std::collections::{HashMap, HashSet};
use store::Conn;
use store::search::{self, FoundRow};

/// Texts whose threads are asked for at once.
const AT_ONCE: usize = 32;

/// A thread, with the text of it that was found.
pub(super) struct Hit {
    pub(super) row: FoundRow,
    /// The reply's voice; `None` is the thread's own text.
    pub(super) voice: Option<Voice>,
    /// How good the text is.
    pub(super) score: f32,
}

/// The threads of these texts, each once for its best text, as far as the reader may read them and the filters let
/// them through: the first `enough`, or for a long question all that it orders anew.
pub(super) async fn gather(
    conn: &mut Conn<'_>,
    actor: &Actor,
    wanted: &Wanted,
    scored: &[Scored],
    long: Option<Question>,
    enough: usize,
) -> Outcome<Vec<Hit>> {
    let (at_once, enough) = if long.is_some() { (LOOKED_AT, LOOKED_AT) } else { (AT_ONCE, enough) };
    let (mut hits, mut seen) = (Vec::new(), HashSet::new());
    for some in scored.chunks(at_once) {
        let docs: Vec<i32> = some.iter().filter_map(|one| i32::try_from(one.doc).ok()).collect();
        let found = search::found(conn, actor.reading(), &docs).await?;
        let mut found: HashMap<i32, FoundRow> = found.into_iter().map(|one| (one.doc, one)).collect();
        for (doc, one) in docs.iter().zip(some) {
            let Some(row) = found.remove(doc) else { continue };
            let voice = Voice::from_word(&row.text);
            if (wanted.voice.is_some() && wanted.voice != voice) || !seen.insert(row.thread) {
                continue;
            }
            if lets_through(wanted, &row) {
                hits.push(Hit { row, voice, score: one.score });
            }
        }
        if hits.len() >= enough {
            break;
        }
    }
    hits.truncate(enough);
    Ok(match long {
        None => hits,
        Some(question) => question.order(hits),
    })
}

fn lets_through(wanted: &Wanted, row: &FoundRow) -> bool {
    let state = row.state.as_deref().and_then(QuestionState::from_word);
    wanted.kind.is_none_or(|kind| row.kind == kind)
        && wanted.since.is_none_or(|since| row.active >= since)
        && wanted.answered.is_none_or(|answered| match answered {
            Answered::No => state == Some(QuestionState::Waiting),
            Answered::Yes => matches!(state, Some(QuestionState::Answered | QuestionState::Sourced)),
            Answered::Sourced => state == Some(QuestionState::Sourced),
        })
}
