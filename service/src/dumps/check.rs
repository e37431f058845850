//! A line into a checked record: pure work, done in parallel, one batch ahead of the writing.

mod traces;

use super::Reason;
use super::checked::{Checked, CheckedCharter, CheckedCommunity, CheckedMember, CheckedReply, CheckedThread};
use super::record::*;
use super::texts::{self, BODY_MAX, Reading, TITLE_MAX, at, depth, id, maybe_id};
use crate::communities::EXCERPT as COMMUNITY_EXCERPT;
use crate::markdown;
use crate::threads::EXCERPT as THREAD_EXCERPT;
use domain::communities::{CharterDraft, FundingSource, MAX_SOURCES as MAX_FUNDING, slug_is_fine};
use domain::members::ABOUT_MAX;
use domain::threads::{Kind as ThreadKind, MAX_SOURCES, Source};
use domain::{FieldError, conditions, text};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::borrow::Cow;

/// No record nests deeper than this; what does only serves to exhaust a parser.
const DEEPEST: usize = 16;
/// A minute, for what happened after something at an unstated time.
pub const MINUTE: i64 = 60 * domain::time::SECOND;

#[derive(Deserialize)]
struct Kind<'a> {
    #[serde(borrow)]
    kind: Cow<'a, str>,
}

fn json<T: DeserializeOwned>(line: &str) -> Result<T, Reason> {
    serde_json::from_str(line).map_err(|error| Reason::Malformed(error.to_string()))
}

/// The kind of a line's record.
fn kind_of(line: &[u8]) -> Result<(&str, Cow<'_, str>), Reason> {
    if depth(line) > DEEPEST {
        return Err(Reason::TooDeep);
    }
    let line = std::str::from_utf8(line).map_err(|_| Reason::NotUtf8)?;
    let Kind { kind } = serde_json::from_str(line).map_err(|error| Reason::Malformed(error.to_string()))?;
    Ok((line, kind))
}

/// Reads the first line.
pub fn header(line: &[u8]) -> Result<Header, Reason> {
    let (line, kind) = kind_of(line).map_err(|_| Reason::NotADump)?;
    if kind != "dump" {
        return Err(Reason::NotADump);
    }
    let mut header: Header = json(line)?;
    if header.version != VERSION {
        return Err(Reason::WrongVersion(header.version));
    }
    header.source = at("source", text::line(&header.source, 1, 100))?;
    Ok(header)
}

/// Reads a line.
pub fn check(line: &[u8], reading: Reading) -> Result<Checked, Reason> {
    let (line, kind) = kind_of(line)?;
    match kind.as_ref() {
        "member" => member(json(line)?, reading),
        "community" => community(json(line)?, reading),
        "membership" => membership(json(line)?, reading),
        "thread" => thread(json(line)?, reading),
        "reply" => reply(json(line)?, reading),
        "reaction" => reaction(json(line)?, reading),
        "revision" => revision(json(line)?, reading),
        "tombstone" => traces::tombstone(json(line)?, reading),
        "follow" => traces::follow(json(line)?, reading),
        "pin" => traces::pin(json(line)?, reading),
        "dump" => Err(Reason::HeaderAgain),
        other => Err(Reason::UnknownKind(other.to_owned())),
    }
}

fn member(record: MemberRecord, reading: Reading) -> Result<Checked, Reason> {
    if record.profession.is_some() && record.role != DumpRole::Professional {
        return Err(Reason::Inconsistent("profession: of somebody who is not a professional"));
    }
    Ok(Checked::Member(CheckedMember {
        id: id("id", &record.id)?,
        name: texts::name(record.role, &record.name)?,
        role: record.role,
        profession: record.profession,
        verified: record.verified,
        verified_since: reading.maybe_date("verified_since", record.verified_since.as_deref())?,
        about: at("about", text::line(&record.about, 0, ABOUT_MAX))?,
        locale: record.locale,
        created: reading.maybe_date("created", record.created.as_deref())?,
    }))
}

fn charter(record: CharterRecord, first: i32, reading: Reading) -> Result<CheckedCharter, Reason> {
    let sources: Vec<FundingSource> = record
        .funding_sources
        .into_iter()
        .map(|source| Ok(FundingSource { name: at("funding_sources", text::line(&source.name, 1, 120))?, ..source }))
        .collect::<Result<_, Reason>>()?;
    let sum: u32 = sources.iter().map(|source| u32::from(source.share)).sum();
    if sources.len() > MAX_FUNDING {
        return Err(Reason::Field("funding_sources", FieldError::TooMany { max: 8 }));
    }
    if !sources.is_empty() && sum != 100 {
        return Err(Reason::Field("funding_sources", FieldError::SharesSum { sum }));
    }
    let version = match record.version {
        None => first,
        Some(version) => i32::try_from(version).map_err(|_| Reason::Inconsistent("charter.version: too large"))?,
    };
    Ok(CheckedCharter {
        draft: CharterDraft {
            owner: at("charter.owner", text::line(&record.owner, 1, 120))?,
            owner_type: record.owner_type,
            funding: at("charter.funding", text::body(&record.funding, 1, 600))?,
            sources,
            advertising: record.advertising,
            objectives: at("charter.objectives", text::body(&record.objectives, 1, 1_500))?,
            data_use: at("charter.data_use", text::body(&record.data_use, 1, 1_500))?,
            moderation: at("charter.moderation", text::body(&record.moderation, 0, 1_500))?,
        },
        version,
        created: reading.maybe_date("charter.created", record.created.as_deref())?,
    })
}

/// A letter, two digits, and perhaps more after a dot.
fn looks_like_icd(code: &str) -> bool {
    let bytes = code.as_bytes();
    (3..=8).contains(&bytes.len())
        && bytes[0].is_ascii_uppercase()
        && bytes[1..3].iter().all(u8::is_ascii_digit)
        && bytes[3..].iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'.')
}

fn community(record: CommunityRecord, reading: Reading) -> Result<Checked, Reason> {
    if !slug_is_fine(&record.slug) {
        return Err(Reason::Field("slug", FieldError::BadCharacters));
    }
    let mut charters = Vec::new();
    for charter_record in record.charters_before.into_iter().chain([record.charter]) {
        let next = charters.last().map_or(1, |last: &CheckedCharter| last.version + 1);
        let charter = charter(charter_record, next, reading)?;
        if charter.version < next {
            return Err(Reason::Inconsistent("charter.version: versions go up"));
        }
        charters.push(charter);
    }
    let mut codes: Vec<String> = Vec::new();
    for code in record.conditions {
        if !looks_like_icd(&code) {
            return Err(Reason::Inconsistent("conditions: not an ICD-10 code"));
        }
        // A code that our vocabulary has no plain name for would be shown as a code: it is left out.
        if conditions::by_code(&code).is_some() && !codes.contains(&code) {
            codes.push(code);
        }
    }
    let description = reading.rendered("description", &record.description, 1, 4_000)?;
    Ok(Checked::Community(Box::new(CheckedCommunity {
        id: id("id", &record.id)?,
        name: at("name", domain::communities::community_name(&record.name))?,
        slug: record.slug,
        locale: record.locale,
        visibility: record.visibility,
        host: maybe_id("host", record.host.as_deref())?,
        excerpt: text::excerpt(&markdown::plain(&description.source), COMMUNITY_EXCERPT),
        description,
        conditions: codes,
        charters,
        created: reading.maybe_date("created", record.created.as_deref())?,
    })))
}

fn membership(record: MembershipRecord, reading: Reading) -> Result<Checked, Reason> {
    Ok(Checked::Membership {
        community: id("community", &record.community)?,
        member: id("member", &record.member)?,
        place: record.role,
        joined: reading.date("joined", &record.joined)?,
    })
}

fn thread(record: ThreadRecord, reading: Reading) -> Result<Checked, Reason> {
    let title = at("title", text::line(&record.title, 1, TITLE_MAX))?;
    let body = reading.rendered("body", &record.body, 1, BODY_MAX)?;
    Ok(Checked::Thread(Box::new(CheckedThread {
        id: id("id", &record.id)?,
        community: id("community", &record.community)?,
        kind: record.kind_of,
        locale: record.locale,
        circle: record.circle,
        title,
        excerpt: text::excerpt(&markdown::plain(&body.source), THREAD_EXCERPT),
        body,
        author: maybe_id("author", record.author.as_deref())?,
        profession: record.profession,
        tags: texts::tags(&record.tags),
        closed: match (record.kind_of, record.closed.as_deref()) {
            (ThreadKind::Announcement, closed) => reading.maybe_date("closed", closed)?,
            (_, None) => None,
            (_, Some(_)) => return Err(Reason::Inconsistent("closed: of a thread that is no announcement")),
        },
        created: reading.date("created", &record.created)?,
        edited: reading.maybe_date("edited", record.edited.as_deref())?,
        deleted: None,
    })))
}

fn sources(record: &ReplyRecord) -> Result<Vec<Source>, Reason> {
    let link = |url: &str| at("source_url", text::link(url));
    let mut sources = Vec::new();
    for source in &record.sources {
        let url = source.url.as_deref().map(link).transpose()?;
        sources.push(Source { text: at("sources", text::line(&source.text, 1, 2_000))?, url });
    }
    if let Some(url) = record.source_url.as_deref() {
        let url = link(url)?;
        // A link alone names itself.
        sources.push(Source { text: url.clone(), url: Some(url) });
    }
    if sources.len() > MAX_SOURCES {
        return Err(Reason::Field("sources", FieldError::TooMany { max: 5 }));
    }
    Ok(sources)
}

fn reply(record: ReplyRecord, reading: Reading) -> Result<Checked, Reason> {
    let created = reading.date("created", &record.created)?;
    let sources = sources(&record)?;
    let helped = match &record.helped {
        None | Some(Helped::Flag(false)) => None,
        Some(Helped::Flag(true)) => Some(created + MINUTE),
        Some(Helped::At(at)) => Some(reading.date("helped", at)?),
    };
    Ok(Checked::Reply(Box::new(CheckedReply {
        id: id("id", &record.id)?,
        thread: id("thread", &record.thread)?,
        parent: maybe_id("parent", record.parent.as_deref())?,
        author: maybe_id("author", record.author.as_deref())?,
        voice: record.voice,
        imported: record.imported,
        body: reading.rendered("body", &record.body, 1, BODY_MAX)?,
        no_source: record.no_source && sources.is_empty(),
        sources,
        helped,
        created,
        edited: reading.maybe_date("edited", record.edited.as_deref())?,
        deleted: None,
    })))
}

fn reaction(record: ReactionRecord, reading: Reading) -> Result<Checked, Reason> {
    Ok(Checked::Reaction {
        subject: id("subject", &record.subject)?,
        member: id("member", &record.member)?,
        reaction: record.reaction,
        created: reading.maybe_date("created", record.created.as_deref())?,
    })
}

fn revision(record: RevisionRecord, reading: Reading) -> Result<Checked, Reason> {
    Ok(Checked::Revision {
        id: id("id", &record.id)?,
        subject: id("subject", &record.subject)?,
        title: record.title.map(|title| at("title", text::line(&title, 1, TITLE_MAX))).transpose()?,
        text: reading.rendered("body", &record.body, 1, BODY_MAX)?,
        until: reading.date("until", &record.until)?,
    })
}
