//! Looking things up in the search index.

use crate::readable::Reading;
use crate::threads::{ListRow, list_columns};
use crate::{Conn, Result};
use domain::threads::Kind;
use domain::{CommunityId, Locale, MemberId, ThreadId, Timestamp};
use uuid::Uuid;

/// The places whose texts this reader may read, of one community or of all. The policy is the one of every
/// list: the place stands where the thread does.
pub async fn places(conn: &mut Conn<'_>, reader: Reading, community: Option<CommunityId>) -> Result<Vec<i32>> {
    let rows = fetch_all!(
        conn,
        (i32,),
        concat!(
            "SELECT t.id FROM search_place t JOIN community c ON c.id = t.community WHERE ",
            readable!("$1", "$2", "$3"),
            " AND ($4 IS NULL OR t.community = $4)"
        ),
        reader.id(),
        reader.word(),
        reader.verified,
        community.map(|id| id.0)
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The largest number of a text: about as many as there are, known without counting them.
pub async fn about(conn: &mut Conn<'_>) -> Result<i64> {
    let (largest,) = fetch_one!(conn, (i32,), "SELECT COALESCE(MAX(id), 0) FROM search_doc")?;
    Ok(largest.into())
}

/// A term that was looked up.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `search_term`")]
pub struct TermRow {
    pub id: i32,
    pub term: String,
    pub docs: i64,
}

/// Terms by their text.
pub async fn terms(conn: &mut Conn<'_>, terms: &[String]) -> Result<Vec<TermRow>> {
    if terms.is_empty() {
        return Ok(Vec::new());
    }
    fetch_in!(conn, TermRow, "SELECT id, term, docs FROM search_term WHERE term ", terms, "")
}

/// Terms that begin so, the most frequent first.
pub async fn terms_beginning(conn: &mut Conn<'_>, beginning: &str, limit: i64) -> Result<Vec<TermRow>> {
    // The end of all that begins so: its last letter moved on.
    let end = format!("{beginning}\u{10FFFF}");
    fetch_all!(
        conn,
        TermRow,
        "SELECT id, term, docs FROM search_term WHERE term >= $1 AND term < $2 ORDER BY docs DESC, term LIMIT $3",
        beginning,
        end,
        limit
    )
}

/// Terms that share the most of these parts.
pub async fn terms_like(conn: &mut Conn<'_>, grams: &[String]) -> Result<Vec<TermRow>> {
    if grams.is_empty() {
        return Ok(Vec::new());
    }
    fetch_in!(
        conn,
        TermRow,
        "SELECT s.id, s.term, s.docs FROM (SELECT term, COUNT(*) AS shared FROM search_gram WHERE gram ",
        grams,
        " GROUP BY term ORDER BY shared DESC, term LIMIT 60) g JOIN search_term s ON s.id = g.term"
    )
}

/// All blocks of these terms.
pub async fn blocks(conn: &mut Conn<'_>, terms: &[i32]) -> Result<Vec<(i32, i32, Vec<u8>)>> {
    if terms.is_empty() {
        return Ok(Vec::new());
    }
    fetch_in!(
        conn,
        (i32, i32, Vec<u8>),
        "SELECT term, block, entries FROM search_posting WHERE term ",
        terms,
        " ORDER BY term, block"
    )
}

/// A text that was found, with what its thread is chosen by.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `search_doc` and `thread`")]
pub struct FoundRow {
    /// The text's number.
    pub doc: i32,
    /// `thread`, or the voice of a reply.
    pub text: String,
    #[sqlx(try_from = "Uuid")]
    pub thread: ThreadId,
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    pub title: String,
    pub state: Option<String>,
    pub lived: i32,
    pub professional: i32,
    #[sqlx(try_from = "i64")]
    pub active: Timestamp,
    /// Whether a company wrote it, or the community is a company's.
    pub company: bool,
}

/// What was found, as far as this reader may read it now.
pub async fn found(conn: &mut Conn<'_>, reader: Reading, docs: &[i32]) -> Result<Vec<FoundRow>> {
    if docs.is_empty() {
        return Ok(Vec::new());
    }
    fetch_in!(
        conn,
        FoundRow,
        concat!(
            "SELECT d.id AS doc, d.kind AS text, t.id AS thread, t.kind, t.title, t.state, t.lived, t.professional, \
             t.active, c.owner_type = 'company' OR COALESCE(a.organisation, '') = 'company' AS company \
             FROM search_doc d JOIN thread t ON t.id = d.thread JOIN community c ON c.id = t.community \
             LEFT JOIN member a ON a.id = t.author WHERE ",
            readable!("$1", "$2", "$3"),
            " AND t.deleted IS NULL AND d.id "
        ),
        docs,
        "",
        reader.id(),
        reader.word(),
        reader.verified
    )
}

/// A text as it is shown, with its thread.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ShownRow {
    /// The text's number.
    pub doc: i32,
    /// The reply, or the thread itself.
    pub subject: Uuid,
    /// What it is written in.
    #[sqlx(try_from = "String")]
    pub locale: Locale,
    /// Its source.
    pub body: String,
    /// Its thread.
    #[sqlx(flatten)]
    pub row: ListRow,
}

/// These texts that stand, as far as this reader may read them now.
pub async fn shown(conn: &mut Conn<'_>, reader: Reading, docs: &[i32]) -> Result<Vec<ShownRow>> {
    if docs.is_empty() {
        return Ok(Vec::new());
    }
    fetch_in!(
        conn,
        ShownRow,
        concat!(
            "SELECT d.id AS doc, d.subject, t.locale, COALESCE(r.body, t.body) AS body, ",
            list_columns!(),
            " FROM search_doc d JOIN thread t ON t.id = d.thread JOIN community c ON c.id = t.community \
             LEFT JOIN member a ON a.id = t.author LEFT JOIN reply r ON r.id = d.subject WHERE ",
            readable!("$1", "$2", "$3"),
            " AND t.deleted IS NULL AND (d.subject = t.id OR (r.id IS NOT NULL AND r.deleted IS NULL)) AND d.id "
        ),
        docs,
        "",
        reader.id(),
        reader.word(),
        reader.verified
    )
}

/// How a term was first written.
pub async fn word_of(conn: &mut Conn<'_>, term: i32) -> Result<Option<String>> {
    let row = fetch_optional!(conn, (String,), "SELECT word FROM search_term WHERE id = $1", term)?;
    Ok(row.map(|(word,)| word))
}

/// Tags that begin so and that stand on a thread this reader may read.
pub async fn tags_beginning(
    conn: &mut Conn<'_>,
    reader: Reading,
    beginning: &str,
    limit: i64,
) -> Result<Vec<(String, String)>> {
    if beginning.is_empty() {
        return Ok(Vec::new());
    }
    fetch_all!(
        conn,
        (String, String),
        concat!(
            "SELECT g.key, g.label FROM tag g WHERE g.key >= $4 AND g.key < $5 AND EXISTS (SELECT 1 FROM thread_tag x ",
            "JOIN thread t ON t.id = x.thread JOIN community c ON c.id = t.community WHERE x.tag = g.key AND ",
            "t.deleted IS NULL AND ",
            readable!("$1", "$2", "$3"),
            ") ORDER BY g.key LIMIT $6"
        ),
        reader.id(),
        reader.word(),
        reader.verified,
        beginning,
        format!("{beginning}\u{10FFFF}"),
        limit
    )
}

/// Members of a member's communities who let themselves be found and whose folded pseudonym begins so.
pub async fn members_beginning(
    conn: &mut Conn<'_>,
    member: MemberId,
    beginning: &str,
    limit: i64,
) -> Result<Vec<crate::threads::AuthorRow>> {
    if beginning.is_empty() {
        return Ok(Vec::new());
    }
    fetch_all!(
        conn,
        crate::threads::AuthorRow,
        concat!(
            "SELECT ",
            crate::threads::author_columns!(),
            " FROM member a WHERE a.pseudonym_key >= $2 AND a.pseudonym_key < $3 AND a.findable AND a.id <> $1 AND EXISTS ",
            "(SELECT 1 FROM membership x JOIN membership y ON y.community = x.community WHERE x.member = a.id AND y.member = $1 ",
            "AND x.place IN ('member', 'host') AND y.place IN ('member', 'host')) ORDER BY a.pseudonym_key LIMIT $4"
        ),
        member.0,
        beginning,
        format!("{beginning}\u{10FFFF}"),
        limit
    )
}
