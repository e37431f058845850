//! A checked record into rows: what it names is found, the rules between records hold.

mod traces;

use super::Reason;
use super::checked::{Checked, CheckedCommunity, CheckedMember, CheckedReply, CheckedThread};
use super::import::Options;
use super::known::{Kind, Known};
use super::record::DumpRole;
use super::rows::{CommunityWrite, Rows};
use crate::Context;
use domain::communities::Visibility;
use domain::members::{OrganisationKind, Role};
use domain::policy::Place;
use domain::threads::{Circle, Kind as ThreadKind, QuestionState, Voice};
use domain::{Locale, text};
use store::dumps::*;
use uuid::Uuid;

/// Places the records of a batch.
pub struct Placer<'a> {
    pub ctx: &'a Context,
    pub options: &'a Options,
    /// The language of records that name none.
    pub locale: Locale,
    /// The moment of the import.
    pub now: i64,
    pub known: &'a mut Known,
    pub rows: &'a mut Rows,
}

/// Whether a record was new.
type Placed = Result<bool, Reason>;

impl Placer<'_> {
    /// Places a record; `Ok(false)` when it was there already.
    pub fn place(&mut self, record: Checked) -> Placed {
        match record {
            Checked::Member(member) => Ok(self.member(member)),
            Checked::Community(community) => self.community(community),
            Checked::Membership { community, member, place, joined } => {
                self.membership(&community, &member, place, joined)
            }
            Checked::Thread(thread) => self.thread(*thread),
            Checked::Reply(reply) => self.reply(*reply),
            Checked::Reaction { subject, member, reaction, created } => {
                self.reaction(&subject, &member, reaction, created)
            }
            Checked::Revision { id, subject, title, text, until } => self.revision(&id, &subject, title, text, until),
            Checked::Pin { thread, place, created } => self.pin(&thread, place, created),
            Checked::FollowThread { member, thread, created } => self.follow_thread(&member, &thread, created),
            Checked::FollowTag { member, tag, created } => self.follow_tag(&member, tag, created),
        }
    }

    fn find(&self, kind: Kind, external: &str) -> Result<Uuid, Reason> {
        self.known.find(kind, external).ok_or_else(|| Reason::Unknown(kind.word(), external.to_owned()))
    }

    /// The id of something new: our own when Vécu wrote the dump, else a fresh one that is noted.
    fn new_id(&mut self, kind: Kind, external: String) -> Uuid {
        if let Some(id) = self.known.kept(&external) {
            return id;
        }
        let id: Uuid = self.ctx.new_id::<domain::ThreadId>().0;
        self.rows.refs.push(RefInsert {
            source: self.known.source.clone(),
            kind: kind.word(),
            external: external.clone(),
            id,
        });
        self.known.refs.insert((kind, external), id);
        id
    }

    fn member(&mut self, member: CheckedMember) -> bool {
        if self.known.taken(Kind::Member, &member.id) {
            return false;
        }
        let id = self.new_id(Kind::Member, member.id);
        let (role, organisation) = match member.role {
            DumpRole::Patient => (Role::Patient, None),
            DumpRole::Carer => (Role::Carer, None),
            DumpRole::Professional => (Role::Professional, None),
            DumpRole::Association => (Role::Organisation, Some(OrganisationKind::Association)),
            DumpRole::Institution => (Role::Organisation, Some(OrganisationKind::Institution)),
            DumpRole::Company => (Role::Organisation, Some(OrganisationKind::Company)),
            DumpRole::Organisation => (Role::Organisation, None),
        };
        let created = member.created.unwrap_or(self.now);
        // Only an operator's word makes a badge: anybody can write `verified` into a file.
        let badge = member.profession.filter(|_| self.options.trust && member.verified);
        self.known.members.insert(id, MemberFact { verified: badge.is_some(), created });
        self.rows.members.push(MemberInsert {
            id,
            pseudonym_key: text::fold(&member.name),
            pseudonym: member.name,
            role,
            organisation,
            about: member.about,
            badge,
            badge_since: badge.map(|_| member.verified_since.unwrap_or(created)),
            claimed: if badge.is_some() { None } else { member.profession },
            locale: member.locale.unwrap_or(self.locale),
            zone: self.ctx.settings.zone.clone(),
            created,
        });
        true
    }

    fn community(&mut self, record: Box<CheckedCommunity>) -> Placed {
        if self.known.taken(Kind::Community, &record.id) {
            return Ok(false);
        }
        let founder = record.host.as_deref().map(|host| self.find(Kind::Member, host)).transpose()?;
        let id = self.new_id(Kind::Community, record.id.clone());
        let unstated = if self.options.open { Visibility::Open } else { Visibility::Members };
        let visibility = record.visibility.unwrap_or(unstated);
        let created = record.created.unwrap_or(self.now);
        self.known.communities.insert(id, CommunityFact { visibility, created });
        let locale = record.locale.unwrap_or(self.locale);
        self.rows.communities.push(CommunityWrite { id, founder, visibility, locale, created, record });
        if let Some(founder) = founder.filter(|_| !self.known.vecu()) {
            self.join(id, founder, Place::Host, created);
        }
        Ok(true)
    }

    fn join(&mut self, community: Uuid, member: Uuid, place: Place, joined: i64) {
        self.known.memberships.insert((community, member), (place, joined));
        self.rows.memberships.push(MembershipInsert { community, member, place, joined });
    }

    fn membership(&mut self, community: &str, member: &str, place: Place, joined: i64) -> Placed {
        let community = self.find(Kind::Community, community)?;
        let member = self.find(Kind::Member, member)?;
        self.seen(community, member, joined);
        let pair = (community, member);
        match self.known.memberships.get(&pair).copied() {
            Some((before, since)) => {
                if !self.known.vecu() && since > joined {
                    self.rows.belongs_since.insert(pair, joined);
                    self.known.memberships.insert(pair, (before, joined));
                }
                // What was inferred from posts gives way to what the dump states.
                if before != place && self.known.inferred.remove(&pair) {
                    self.rows.places.push((community, member, before, place));
                    self.known.memberships.insert(pair, (place, joined.min(since)));
                    return Ok(true);
                }
                Ok(false)
            }
            // Somebody who left, or took the consent back, is not brought back by an old dump.
            None if self.known.left.contains(&pair) => Ok(false),
            None => {
                self.join(community, member, place, joined);
                Ok(true)
            }
        }
    }

    /// Whoever did something somewhere was there by then; dumps of other systems need not say so.
    fn seen(&mut self, community: Uuid, member: Uuid, at: i64) {
        if self.known.vecu() {
            return;
        }
        if let Some(fact) = self.known.members.get_mut(&member).filter(|fact| fact.created > at) {
            fact.created = at;
            self.rows.member_since.insert(member, at);
        }
        if let Some(fact) = self.known.communities.get_mut(&community).filter(|fact| fact.created > at) {
            fact.created = at;
            self.rows.community_since.insert(community, at);
        }
    }

    /// The author of a post belongs where it is posted, from then on.
    fn author(&mut self, community: Uuid, author: Option<&str>, at: i64) -> Result<Option<Uuid>, Reason> {
        let Some(author) = author else { return Ok(None) };
        let member = self.find(Kind::Member, author)?;
        self.seen(community, member, at);
        let pair = (community, member);
        if !self.known.vecu() {
            match self.known.memberships.get(&pair).copied() {
                Some((place, since)) if since > at => {
                    self.rows.belongs_since.insert(pair, at);
                    self.known.memberships.insert(pair, (place, at));
                }
                Some(_) => {}
                None if self.known.left.contains(&pair) => {}
                None => {
                    self.join(community, member, Place::Member, at);
                    self.known.inferred.insert(pair);
                }
            }
        }
        Ok(Some(member))
    }

    fn thread(&mut self, thread: CheckedThread) -> Placed {
        if self.known.taken(Kind::Thread, &thread.id) {
            return Ok(false);
        }
        let community = self.find(Kind::Community, &thread.community)?;
        let visibility = self.known.communities.get(&community).map_or(Visibility::Members, |fact| fact.visibility);
        let usual = if visibility == Visibility::Open { Circle::Public } else { Circle::Members };
        let circle = thread.circle.unwrap_or(usual);
        if circle == Circle::Public && visibility != Visibility::Open && !self.known.vecu() {
            return Err(Reason::PublicInMembersOnly);
        }
        let author = self.author(community, thread.author.as_deref(), thread.created)?;
        let id = self.new_id(Kind::Thread, thread.id);
        let deleted = thread.deleted.is_some();
        self.known
            .threads
            .insert(id, ThreadFact { community, kind: thread.kind, circle, created: thread.created, deleted });
        for (place, tag) in thread.tags.into_iter().enumerate() {
            self.rows.thread_tags.push(ThreadTagInsert {
                tag: tag.key.clone(),
                thread: id,
                place: i32::try_from(place).unwrap_or_default(),
                created: thread.created,
                active: thread.created,
            });
            self.rows.tags.push(TagInsert { key: tag.key, label: tag.label });
        }
        let question = thread.kind == ThreadKind::Question;
        self.rows.thread(ThreadInsert {
            id,
            community,
            author,
            kind: thread.kind,
            circle,
            locale: thread.locale.unwrap_or(self.locale),
            title: thread.title,
            body: thread.body.source,
            html: thread.body.html,
            excerpt: thread.excerpt,
            profession: thread.profession.filter(|_| question),
            state: question.then_some(QuestionState::Waiting),
            lived: 0,
            professional: 0,
            reactions: [0; 4],
            created: thread.created,
            active: thread.created,
            edited: thread.edited,
            closed: thread.closed,
            deleted: thread.deleted,
        });
        Ok(true)
    }

    fn reply(&mut self, reply: CheckedReply) -> Placed {
        if self.known.taken(Kind::Reply, &reply.id) {
            return Ok(false);
        }
        let thread = self.find(Kind::Thread, &reply.thread)?;
        let Some(&ThreadFact { community, created, .. }) = self.known.threads.get(&thread) else {
            return Err(Reason::Unknown("thread", reply.thread));
        };
        if reply.created < created {
            return Err(Reason::BeforeWhatItAnswers);
        }
        let parent = match &reply.parent {
            None => None,
            Some(external) => {
                let parent = self.find(Kind::Reply, external)?;
                match self.known.replies.get(&parent) {
                    Some(fact) if fact.thread != thread => return Err(Reason::ParentElsewhere),
                    Some(fact) if fact.parent.is_some() => return Err(Reason::NestedTwice),
                    Some(fact) if fact.created > reply.created => return Err(Reason::BeforeWhatItAnswers),
                    Some(fact) => Some((parent, fact.created)),
                    None => return Err(Reason::Unknown("reply", external.clone())),
                }
            }
        };
        let author = self.author(community, reply.author.as_deref(), reply.created)?;
        let verified = author.and_then(|author| self.known.members.get(&author)).is_some_and(|fact| fact.verified);
        let vouched = self.options.trust && (self.known.vecu() || verified);
        let imported = reply.voice == Voice::Professional && (reply.imported || !vouched);
        let id = self.new_id(Kind::Reply, reply.id);
        let (root, root_created) = parent.unwrap_or((id, reply.created));
        let parent = parent.map(|(parent, _)| parent);
        let deleted = reply.deleted.is_some();
        self.known.replies.insert(id, ReplyFact { thread, community, parent, created: reply.created, deleted });
        let count = i32::try_from(reply.sources.len()).unwrap_or_default();
        for (place, source) in (0..).zip(reply.sources) {
            self.rows.sources.push(SourceInsert { reply: id, place, text: source.text, url: source.url });
        }
        self.rows.reply(ReplyInsert {
            id,
            thread,
            parent,
            root,
            root_created,
            author,
            voice: reply.voice,
            imported,
            body: reply.body.source,
            html: reply.body.html,
            no_source: reply.no_source,
            sources: count,
            reactions: [0; 4],
            helped: reply.helped,
            created: reply.created,
            edited: reply.edited,
            deleted: reply.deleted,
        });
        Ok(true)
    }
}

struct Subject {
    id: Uuid,
    thread: Uuid,
    community: Uuid,
    created: i64,
    deleted: bool,
}
