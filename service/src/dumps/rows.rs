//! What a batch writes, gathered so that each table takes one statement for many rows.

use super::checked::CheckedCommunity;
use crate::{Context, Outcome};
use domain::communities::Visibility;
use domain::policy::Place;
use domain::threads::{QuestionState, Reaction, Reactions};
use domain::{CommunityId, Locale, MemberId, Timestamp};
use std::collections::{BTreeMap, HashMap};
use store::Conn;
use store::communities::NewCommunity;
use store::dumps::*;
use uuid::Uuid;

/// A community to be written, with its charters.
pub struct CommunityWrite {
    pub id: Uuid,
    pub founder: Option<Uuid>,
    pub visibility: Visibility,
    pub locale: Locale,
    pub created: i64,
    pub record: Box<CheckedCommunity>,
}

/// The rows of a batch.
#[derive(Default)]
pub struct Rows {
    pub members: Vec<MemberInsert>,
    pub communities: Vec<CommunityWrite>,
    pub memberships: Vec<MembershipInsert>,
    pub threads: Vec<ThreadInsert>,
    pub tags: Vec<TagInsert>,
    pub thread_tags: Vec<ThreadTagInsert>,
    pub replies: Vec<ReplyInsert>,
    pub sources: Vec<SourceInsert>,
    pub revisions: Vec<RevisionInsert>,
    pub reactions: Vec<ReactionInsert>,
    pub pins: Vec<PinInsert>,
    pub follows: Vec<FollowInsert>,
    pub tag_follows: Vec<FollowTagInsert>,
    pub refs: Vec<RefInsert>,
    /// What rows of earlier batches gain.
    threads_touched: BTreeMap<Uuid, ThreadDelta>,
    replies_touched: BTreeMap<Uuid, [i32; 4]>,
    /// Where rows of this batch stand.
    thread_at: HashMap<Uuid, usize>,
    reply_at: HashMap<Uuid, usize>,
    pub places: Vec<(Uuid, Uuid, Place, Place)>,
    pub member_since: BTreeMap<Uuid, i64>,
    pub community_since: BTreeMap<Uuid, i64>,
    pub belongs_since: BTreeMap<(Uuid, Uuid), i64>,
}

impl Rows {
    /// Adds a thread.
    pub fn thread(&mut self, row: ThreadInsert) {
        self.thread_at.insert(row.id, self.threads.len());
        self.threads.push(row);
    }

    /// Adds a reply, and what it changes on its thread.
    pub fn reply(&mut self, row: ReplyInsert) {
        self.reply_at.insert(row.id, self.replies.len());
        let professional = row.voice == domain::threads::Voice::Professional;
        let state = match (row.deleted.is_some(), professional) {
            (true, _) => None,
            (false, true) if row.sources > 0 => Some(QuestionState::Sourced),
            (false, true) => Some(QuestionState::Answered),
            (false, false) => row.helped.map(|_| QuestionState::Answered),
        };
        let counted = i32::from(row.deleted.is_none());
        let delta = ThreadDelta {
            lived: if professional { 0 } else { counted },
            professional: if professional { counted } else { 0 },
            reactions: [0; 4],
            active: row.created,
            state,
        };
        if let Some(&place) = self.thread_at.get(&row.thread) {
            let thread = &mut self.threads[place];
            thread.lived += delta.lived;
            thread.professional += delta.professional;
            thread.active = thread.active.max(delta.active);
            thread.state = thread.state.map(|before| before.max(state.unwrap_or(before)));
        } else {
            let touched = self.threads_touched.entry(row.thread).or_default();
            touched.lived += delta.lived;
            touched.professional += delta.professional;
            touched.active = touched.active.max(delta.active);
            touched.state = touched.state.max(state);
        }
        self.replies.push(row);
    }

    /// Adds a reaction, and counts it on its subject.
    pub fn reaction(&mut self, row: ReactionInsert) {
        let place = Reactions::place(row.kind);
        let counts = if row.subject == row.thread {
            match self.thread_at.get(&row.thread) {
                Some(&at) => &mut self.threads[at].reactions,
                None => &mut self.threads_touched.entry(row.thread).or_default().reactions,
            }
        } else {
            match self.reply_at.get(&row.subject) {
                Some(&at) => &mut self.replies[at].reactions,
                None => self.replies_touched.entry(row.subject).or_default(),
            }
        };
        counts[place] += 1;
        self.reactions.push(row);
    }

    /// Writes everything, each table after those it refers to.
    pub async fn write(mut self, ctx: &Context, conn: &mut Conn<'_>) -> Outcome<()> {
        for tagged in &mut self.thread_tags {
            if let Some(&at) = self.thread_at.get(&tagged.thread) {
                tagged.active = self.threads[at].active;
            }
        }
        let texts = !(self.threads.is_empty() && self.replies.is_empty());
        insert_all(conn, &self.members).await?;
        for community in self.communities {
            community.write(ctx, conn).await?;
        }
        insert_all(conn, &self.memberships).await?;
        insert_all(conn, &self.threads).await?;
        insert_all(conn, &self.tags).await?;
        insert_all(conn, &self.thread_tags).await?;
        insert_all(conn, &self.replies).await?;
        insert_all(conn, &self.sources).await?;
        insert_all(conn, &self.revisions).await?;
        insert_all(conn, &self.reactions).await?;
        insert_all(conn, &self.pins).await?;
        insert_all(conn, &self.follows).await?;
        insert_all(conn, &self.tag_follows).await?;
        insert_all(conn, &self.refs).await?;
        for (thread, delta) in self.threads_touched {
            add_to_thread(conn, thread, delta).await?;
        }
        for (reply, reactions) in self.replies_touched {
            add_to_reply(conn, reply, reactions).await?;
        }
        for (community, member, from, to) in self.places {
            store::communities::change_place(conn, CommunityId(community), MemberId(member), from, to).await?;
        }
        for (member, at) in self.member_since {
            member_since(conn, member, at).await?;
        }
        for (community, at) in self.community_since {
            community_since(conn, community, at).await?;
        }
        for ((community, member), at) in self.belongs_since {
            belongs_since(conn, community, member, at).await?;
        }
        if texts {
            store::vigilance::begin_past_anywhere(conn).await?;
        }
        Ok(())
    }
}

impl CommunityWrite {
    async fn write(self, ctx: &Context, conn: &mut Conn<'_>) -> Outcome<()> {
        let Self { id, founder, visibility, locale, created, record } = self;
        let id = CommunityId(id);
        let Some(in_force) = record.charters.last() else { return Ok(()) };
        let row = NewCommunity {
            id,
            slug: &record.slug,
            name: &record.name,
            description: &record.description.source,
            description_html: &record.description.html,
            excerpt: &record.excerpt,
            locale,
            visibility,
            founder: founder.map(MemberId),
            created: Timestamp(created),
        };
        store::communities::insert(conn, &row, &in_force.draft).await?;
        let mut before = None;
        for charter in &record.charters {
            let at = Timestamp(charter.created.unwrap_or(created));
            let version = (id, charter.version);
            crate::communities::insert_version(ctx, conn, version, before, &charter.draft, at).await?;
            before = Some(&charter.draft);
        }
        for code in &record.conditions {
            store::communities::insert_condition(conn, id, code).await?;
        }
        Ok(())
    }
}

/// The reaction's key among those given.
pub fn key(row: &ReactionInsert) -> (Uuid, Reaction, Uuid) {
    (row.subject, row.kind, row.member)
}
