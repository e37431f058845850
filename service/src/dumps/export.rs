//! The export: everything others see of a site, as a dump that an empty database reads back.
//!
//! Read inside one snapshot, table by table in the order of primary keys: two exports of the same
//! site are equal byte for byte, and so is the export of what an import of one made. E-mail
//! addresses, passwords, sessions, claims and receipts stay home: they are for backups.

mod traces;

use super::record::*;
use crate::{Context, Fault, Outcome};
use domain::communities::{FundingSource, Visibility};
use domain::members::Profession;
use domain::policy::Place;
use domain::threads::{Circle, Kind, Source, Voice};
use domain::{Locale, Timestamp, to_base62};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;
use store::communities::CharterRow;
use store::dumps::{self, MemberOut, ReplyOut, ThreadOut};
use store::{Conn, communities};
use uuid::Uuid;

/// Rows read at once.
const PAGE: i64 = 500;

/// How many records of each kind an export wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exported(pub BTreeMap<&'static str, u64>);

/// Writes the whole site.
pub async fn export(ctx: &Context, output: &mut (dyn Write + Send)) -> Outcome<Exported> {
    let mut snapshot = ctx.store.snapshot().await?;
    let mut conn = snapshot.conn();
    let mut out = Out { output, exported: Exported::default() };
    let header = Header { version: VERSION, source: VECU.to_owned(), licence: None, locale: Some(Locale::default()) };
    out.write("dump", &header)?;
    members(&mut conn, &mut out).await?;
    write_communities(&mut conn, &mut out).await?;
    memberships(&mut conn, &mut out).await?;
    threads(&mut conn, &mut out).await?;
    replies(&mut conn, &mut out, false).await?;
    replies(&mut conn, &mut out, true).await?;
    revisions(&mut conn, &mut out).await?;
    traces::reactions(&mut conn, &mut out).await?;
    traces::pins(&mut conn, &mut out).await?;
    traces::follows(&mut conn, &mut out).await?;
    out.output.flush().map_err(Fault::internal)?;
    Ok(out.exported)
}

struct Out<'a> {
    output: &'a mut (dyn Write + Send),
    exported: Exported,
}

#[derive(Serialize)]
struct Tagged<'a, T> {
    kind: &'static str,
    #[serde(flatten)]
    record: &'a T,
}

impl Out<'_> {
    fn write<T: Serialize>(&mut self, kind: &'static str, record: &T) -> Outcome<()> {
        let mut line = serde_json::to_vec(&Tagged { kind, record }).map_err(Fault::internal)?;
        line.push(b'\n');
        self.output.write_all(&line).map_err(Fault::internal)?;
        *self.exported.0.entry(kind).or_default() += 1;
        Ok(())
    }
}

fn date(micros: i64) -> String {
    Timestamp(micros).rfc3339()
}

fn name(id: Uuid) -> String {
    to_base62(id)
}

/// A word that the database holds; one it should not hold is our fault.
fn word<T>(value: Option<T>) -> Outcome<T> {
    value.ok_or_else(|| Fault::internal("the database holds a word that is not known"))
}

async fn members(conn: &mut Conn<'_>, out: &mut Out<'_>) -> Outcome<()> {
    let mut after = Uuid::nil();
    loop {
        let page = dumps::export_members(conn, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.id;
        for row in page {
            out.write("member", &member(row)?)?;
        }
    }
}

fn member(row: MemberOut) -> Outcome<MemberRecord> {
    let role = match (row.role.as_str(), row.organisation.as_deref()) {
        ("organisation", Some(kind)) => word(DumpRole::from_word(kind))?,
        (role, _) => word(DumpRole::from_word(role))?,
    };
    Ok(MemberRecord {
        id: name(row.id),
        name: row.pseudonym,
        role,
        profession: row.badge.as_deref().or(row.claimed.as_deref()).and_then(Profession::from_word),
        verified: row.badge.is_some(),
        verified_since: row.badge_since.filter(|_| row.badge.is_some()).map(date),
        about: row.about,
        locale: Locale::parse(&row.locale),
        created: Some(date(row.created)),
    })
}

async fn write_communities(conn: &mut Conn<'_>, out: &mut Out<'_>) -> Outcome<()> {
    let mut after = Uuid::nil();
    loop {
        let page = dumps::export_communities(conn, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.id;
        let ids: Vec<Uuid> = page.iter().map(|row| row.id).collect();
        let charters = communities::charters_of(conn, &ids).await?;
        let charter_ids: Vec<Uuid> = charters.iter().map(|charter| charter.id).collect();
        let sources = if charter_ids.is_empty() { vec![] } else { communities::sources_of(conn, &charter_ids).await? };
        let conditions = communities::conditions_of(conn, &ids).await?;
        for row in page {
            let mut charters: Vec<CharterRecord> = charters
                .iter()
                .filter(|charter| charter.community == row.id)
                .map(|row| charter(row, &sources))
                .collect();
            let record = CommunityRecord {
                id: name(row.id),
                slug: row.slug,
                name: row.name,
                locale: Locale::parse(&row.locale),
                visibility: Some(word(Visibility::from_word(&row.visibility))?),
                host: row.founder.map(name),
                description: row.description,
                conditions: conditions.iter().filter(|(id, _)| *id == row.id).map(|(_, code)| code.clone()).collect(),
                charter: charters.pop().ok_or_else(|| Fault::internal("a community without a charter"))?,
                charters_before: charters,
                created: Some(date(row.created)),
            };
            out.write("community", &record)?;
        }
    }
}

fn charter(row: &CharterRow, sources: &[(Uuid, FundingSource)]) -> CharterRecord {
    CharterRecord {
        owner: row.owner.clone(),
        owner_type: row.owner_type,
        funding: row.funding.clone(),
        funding_sources: sources.iter().filter(|(id, _)| *id == row.id).map(|(_, source)| source.clone()).collect(),
        advertising: row.advertising,
        objectives: row.objectives.clone(),
        data_use: row.data_use.clone(),
        moderation: row.moderation.clone(),
        version: u32::try_from(row.version).ok(),
        created: Some(date(row.created)),
    }
}

async fn memberships(conn: &mut Conn<'_>, out: &mut Out<'_>) -> Outcome<()> {
    let mut after = (Uuid::nil(), Uuid::nil());
    loop {
        let page = dumps::export_memberships(conn, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = (last.0, last.1);
        for (community, member, place, joined) in page {
            let record = MembershipRecord {
                community: name(community),
                member: name(member),
                role: word(Place::from_word(&place))?,
                joined: date(joined),
            };
            out.write("membership", &record)?;
        }
    }
}

async fn threads(conn: &mut Conn<'_>, out: &mut Out<'_>) -> Outcome<()> {
    let mut after = Uuid::nil();
    loop {
        let page = dumps::export_threads(conn, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.id;
        let ids: Vec<Uuid> = page.iter().map(|row| row.id).collect();
        let tags = dumps::export_tags(conn, &ids).await?;
        for row in page {
            let tags = tags.iter().filter(|(id, _)| *id == row.id).map(|(_, label)| label.clone()).collect();
            thread(row, tags, out)?;
        }
    }
}

fn thread(row: ThreadOut, tags: Vec<String>, out: &mut Out<'_>) -> Outcome<()> {
    let kind_of = word(Kind::from_word(&row.kind))?;
    let circle = Some(word(Circle::from_word(&row.circle))?);
    let locale = Locale::parse(&row.locale);
    let profession = row.profession.as_deref().and_then(Profession::from_word);
    let (id, community, author, created) = (name(row.id), name(row.community), row.author.map(name), date(row.created));
    if let Some(deleted) = row.deleted.map(date) {
        let trace =
            TombstoneRecord::Thread { id, community, kind_of, locale, circle, profession, author, created, deleted };
        return out.write("tombstone", &trace);
    }
    let record = ThreadRecord {
        id,
        community,
        kind_of,
        locale,
        circle,
        title: row.title,
        body: row.body,
        author,
        created,
        edited: row.edited.map(date),
        profession,
        tags,
        closed: row.closed.map(date),
    };
    out.write("thread", &record)
}

async fn replies(conn: &mut Conn<'_>, out: &mut Out<'_>, nested: bool) -> Outcome<()> {
    let mut after = Uuid::nil();
    loop {
        let page = dumps::export_replies(conn, nested, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.id;
        let ids: Vec<Uuid> = page.iter().map(|row| row.id).collect();
        let mut sources = dumps::export_sources(conn, &ids).await?;
        for row in page {
            let own = sources.extract_if(.., |(reply, ..)| *reply == row.id);
            let own = own.map(|(_, text, url)| Source { text, url }).collect();
            reply(row, own, out)?;
        }
    }
}

fn reply(row: ReplyOut, sources: Vec<Source>, out: &mut Out<'_>) -> Outcome<()> {
    let voice = word(Voice::from_word(&row.voice))?;
    let (id, thread, parent) = (name(row.id), name(row.thread), row.parent.map(name));
    let (author, created, imported) = (row.author.map(name), date(row.created), row.imported);
    if let Some(deleted) = row.deleted.map(date) {
        let trace = TombstoneRecord::Reply { id, thread, parent, voice, imported, author, created, deleted };
        return out.write("tombstone", &trace);
    }
    let record = ReplyRecord {
        id,
        thread,
        parent,
        author,
        voice,
        imported,
        body: row.body,
        source_url: None,
        sources,
        no_source: row.no_source,
        helped: row.helped.map(|at| Helped::At(date(at))),
        created,
        edited: row.edited.map(date),
    };
    out.write("reply", &record)
}

async fn revisions(conn: &mut Conn<'_>, out: &mut Out<'_>) -> Outcome<()> {
    let mut after = Uuid::nil();
    loop {
        let page = dumps::export_revisions(conn, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.id;
        for row in page {
            let record = RevisionRecord {
                id: name(row.id),
                subject: name(row.reply.unwrap_or(row.thread)),
                title: row.title,
                body: row.body,
                until: date(row.until),
            };
            out.write("revision", &record)?;
        }
    }
}
