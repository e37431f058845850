//! What could be meant, while it is still being typed. Only titles and names that the reader may read:
//! a bare word of the index could come from a text they may not.

use super::find::{self, RANKED_FOR_FEW, Wanted};
use super::gather::gather;
use crate::{Actor, Context, Outcome, limits};
use domain::members::Byline;
use domain::search::{Suggestions, asked};
use domain::tags::Tag;
use domain::text::{fold, slug};
use store::search;

/// Of each kind so many.
const EACH: usize = 3;
/// Threads.
const THREADS: usize = 5;
/// Words that what is typed last may become.
const WORDS: i64 = 8;
/// Less says too little.
const LEAST: usize = 2;
/// The longest question that is read, in characters.
const LONGEST: usize = 200;

/// Suggestions for what has been typed so far.
pub async fn suggest(ctx: &Context, actor: &Actor, typed: &str) -> Outcome<Suggestions> {
    limits::check_actor(ctx, "suggest", actor, limits::SUGGESTIONS).await?;
    let typed: String = typed.chars().take(LONGEST).collect();
    let folded = fold(&typed);
    let mut suggested = Suggestions::default();
    if folded.chars().count() < LEAST {
        return Ok(suggested);
    }
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let communities = store::communities::names(&mut conn).await?;
    let begins = |name: &str| {
        let name = fold(name);
        name.starts_with(&folded) || name.contains(&format!(" {folded}"))
    };
    suggested.communities =
        communities.iter().filter(|(_, link)| begins(&link.name)).take(EACH).map(|(_, link)| link.clone()).collect();
    let tags = search::tags_beginning(&mut conn, actor.reading(), &slug(&typed), 3).await?;
    suggested.tags = tags.into_iter().map(|(key, label)| Tag { key, label }).collect();
    suggested.members = members(&mut conn, actor, &folded).await?;

    // The last word may be half a word.
    let mut words = asked(&typed);
    let last = words.pop().filter(|_| !typed.ends_with(char::is_whitespace));
    let beginnings = match last.as_ref().and_then(|word| word.terms.first()) {
        Some(term) => search::terms_beginning(&mut conn, term, WORDS).await?,
        None => Vec::new(),
    };
    let known = if beginnings.is_empty() { typed.as_str() } else { before_last_word(&typed) };
    let mut lookup = super::lookup::look_up(&mut conn, actor, known, None).await?;
    if !beginnings.is_empty()
        && let Some(last) = last
    {
        lookup.add(&mut conn, last, beginnings).await?;
    }
    let best = lookup.best(RANKED_FOR_FEW);
    let hits = gather(&mut conn, actor, &Wanted::default(), &best, None, THREADS).await?;
    suggested.threads = hits.into_iter().map(find::suggested).collect();
    Ok(suggested)
}

/// Members of the reader's communities who let themselves be found, whose pseudonym begins so.
pub(super) async fn members(conn: &mut store::Conn<'_>, actor: &Actor, folded: &str) -> Outcome<Vec<Byline>> {
    let Some(me) = &actor.me else { return Ok(Vec::new()) };
    let rows = search::members_beginning(conn, me.id, folded, 3).await?;
    Ok(rows.into_iter().filter_map(store::threads::AuthorRow::byline).collect())
}

fn before_last_word(typed: &str) -> &str {
    typed.trim_end().rsplit_once(char::is_whitespace).map_or("", |(before, _)| before)
}
