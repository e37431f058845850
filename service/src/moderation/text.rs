//! What a case is about, whole: the words and all that is published with them.

use super::veil;
use crate::{Context, Outcome, markdown, pictures};
use domain::members::Byline;
use domain::moderation::{Subject, Veil};
use domain::pictures::PictureView;
use domain::threads::Source;
use domain::{CommunityId, LetterId, MemberId, ReplyId, ThreadId};
use store::Conn;
use store::moderation::CaseRow;
use uuid::Uuid;

/// A text, as whoever decides about it sees it.
#[derive(Default)]
pub(super) struct Text {
    /// The title of a text that nobody reads.
    pub(super) title: String,
    /// Rendered; empty when it is gone.
    pub(super) html: String,
    pub(super) pictures: Vec<PictureView>,
    pub(super) sources: Vec<Source>,
    /// As they are typed.
    pub(super) tags: String,
    /// When it was written.
    pub(super) created: Option<i64>,
    /// What it answers.
    pub(super) before: Option<(Option<Byline>, String)>,
    /// Why no reader reads it.
    pub(super) veil: Option<Veil>,
    /// Which version of a text that nobody reads.
    pub(super) version: Option<i64>,
}

/// The text of a case. What no reader reads is opened only while it waits to be decided.
pub(super) async fn of_case(ctx: &Context, conn: &mut Conn<'_>, row: &CaseRow) -> Outcome<Text> {
    let id = row.subject_id;
    let mut text = match row.subject {
        Subject::Thread => thread(conn, id).await?,
        Subject::Reply => reply(conn, id).await?,
        Subject::Member => match store::members::byline(conn, MemberId(id)).await? {
            Some(byline) => Text { html: markdown::render(&byline.about), ..Text::default() },
            None => Text::default(),
        },
        // What was handed over is opened only while it waits to be decided.
        Subject::Letter if row.closed.is_some() => Text::default(),
        Subject::Letter => {
            let letter = crate::letters::disclosed(ctx, conn, LetterId(id)).await?;
            Text { html: letter.map(|letter| markdown::render(&letter)).unwrap_or_default(), ..Text::default() }
        }
        Subject::Community => Text { html: described(conn, id).await?.unwrap_or_default(), ..Text::default() },
    };
    text.veil = store::moderation::veil_of(conn, row.subject, id).await?;
    if text.veil.is_some()
        && row.closed.is_none()
        && let Some(kept) = veil::kept(ctx, conn, id).await?
    {
        text.html = markdown::render(&kept.body);
        text.title = kept.title;
        text.tags = kept.tags;
        text.pictures = kept.pictures;
        text.sources = kept.sources.into_iter().map(|(text, url)| Source { text, url }).collect();
        text.version = store::moderation::veiled_at(conn, id).await?;
    }
    Ok(text)
}

/// What a community says of itself, rendered.
pub(super) async fn described(conn: &mut Conn<'_>, id: Uuid) -> Outcome<Option<String>> {
    let Some(row) = store::communities::by_id(conn, CommunityId(id)).await? else { return Ok(None) };
    let charter = store::communities::charter(conn, CommunityId(id)).await?;
    let said = charter.map(|charter| {
        [charter.owner, charter.funding, charter.objectives, charter.data_use, charter.moderation].join("\n\n")
    });
    Ok(Some(format!("{}{}", row.description_html, markdown::render(&said.unwrap_or_default()))))
}

async fn thread(conn: &mut Conn<'_>, id: Uuid) -> Outcome<Text> {
    let Some(own) = store::threads::thread_text(conn, ThreadId(id)).await? else { return Ok(Text::default()) };
    let tags = store::tags::of_thread(conn, ThreadId(id)).await?;
    Ok(Text {
        html: own.html,
        created: Some(own.created),
        pictures: pictures::of_post(conn, id).await?,
        tags: tags.into_iter().map(|tag| tag.label).collect::<Vec<_>>().join(", "),
        ..Text::default()
    })
}

async fn reply(conn: &mut Conn<'_>, id: Uuid) -> Outcome<Text> {
    let Some(own) = store::threads::reply_text(conn, ReplyId(id)).await? else { return Ok(Text::default()) };
    let before = match own.parent {
        Some(parent) => {
            store::threads::reply_text(conn, ReplyId(parent)).await?.map(|parent| (parent.author, parent.html))
        }
        None => store::threads::thread_text(conn, own.thread).await?.map(|thread| (thread.author, thread.html)),
    };
    let before = match before {
        Some((Some(author), html)) => Some((store::members::byline(conn, MemberId(author)).await?, html)),
        Some((None, html)) => Some((None, html)),
        None => None,
    };
    let sources = store::threads::sources(conn, &[id]).await?;
    Ok(Text {
        html: own.html,
        created: Some(own.created),
        before,
        pictures: pictures::of_post(conn, id).await?,
        sources: sources.into_iter().map(|row| Source { text: row.text, url: row.url }).collect(),
        ..Text::default()
    })
}
