//! What the lines of a batch name, as far as it is there already: asked for a batch at a time.

use super::checked::Checked;
use super::record::VECU;
use crate::Outcome;
use domain::policy::Place;
use domain::threads::Reaction;
use domain::{from_base62, text};
use std::collections::{HashMap, HashSet};
use store::Conn;
use store::dumps::{self, CommunityFact, MemberFact, ReplyFact, ThreadFact};
use uuid::Uuid;

/// Kinds of records that others name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Member,
    Community,
    Thread,
    Reply,
    Revision,
}

impl Kind {
    const ALL: [Self; 5] = [Self::Member, Self::Community, Self::Thread, Self::Reply, Self::Revision];

    /// The word in `import_ref` and in messages.
    pub fn word(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Community => "community",
            Self::Thread => "thread",
            Self::Reply => "reply",
            Self::Revision => "revision",
        }
    }
}

/// Above this many facts they are forgotten and asked for again.
const REMEMBERED: usize = 200_000;

/// What is known.
#[derive(Debug, Default)]
pub struct Known {
    pub source: String,
    pub refs: HashMap<(Kind, String), Uuid>,
    pub members: HashMap<Uuid, MemberFact>,
    pub communities: HashMap<Uuid, CommunityFact>,
    pub threads: HashMap<Uuid, ThreadFact>,
    pub replies: HashMap<Uuid, ReplyFact>,
    pub revisions: HashSet<Uuid>,
    /// By community and member: what they are, since when.
    pub memberships: HashMap<(Uuid, Uuid), (Place, i64)>,
    /// Memberships that were left, or whose consent was withdrawn: a dump does not bring them back.
    pub left: HashSet<(Uuid, Uuid)>,
    /// Memberships that this run inferred from posts.
    pub inferred: HashSet<(Uuid, Uuid)>,
    pub reactions: HashSet<(Uuid, Reaction, Uuid)>,
    pub follows: HashSet<(Uuid, Uuid)>,
    /// By community and place: the thread pinned there.
    pub pins: HashMap<(Uuid, i32), Uuid>,
    pub tag_follows: HashSet<(Uuid, String)>,
    belonging_read: HashSet<Uuid>,
    names: HashSet<String>,
    numbers: HashMap<String, u32>,
}

impl Known {
    /// Nothing yet, of a source.
    pub fn of(source: &str) -> Self {
        Self { source: source.to_owned(), ..Self::default() }
    }

    /// Whether Vécu wrote the dump: then its ids are ours, and it states every membership itself.
    pub fn vecu(&self) -> bool {
        self.source == VECU
    }

    /// An id of ours, in a dump that Vécu wrote.
    pub fn kept(&self, external: &str) -> Option<Uuid> {
        if self.vecu() { from_base62(external).ok() } else { None }
    }

    /// What an external id stands for.
    pub fn find(&self, kind: Kind, external: &str) -> Option<Uuid> {
        let there = |id: &Uuid| match kind {
            Kind::Member => self.members.contains_key(id),
            Kind::Community => self.communities.contains_key(id),
            Kind::Thread => self.threads.contains_key(id),
            Kind::Reply => self.replies.contains_key(id),
            Kind::Revision => self.revisions.contains(id),
        };
        self.kept(external).or_else(|| self.refs.get(&(kind, external.to_owned())).copied()).filter(there)
    }

    /// Whether a record of this id was taken before, even if what it made is gone since.
    pub fn taken(&self, kind: Kind, external: &str) -> bool {
        self.refs.contains_key(&(kind, external.to_owned())) || self.find(kind, external).is_some()
    }

    /// Asks for whatever this batch names. Keeps what earlier batches learnt, up to a bound.
    pub async fn learn(&mut self, conn: &mut Conn<'_>, batch: &[&Checked], keep: bool) -> Outcome<()> {
        if !keep
            && self.refs.len() + self.threads.len() + self.replies.len() + self.memberships.len() + self.reactions.len()
                > REMEMBERED
        {
            let (source, inferred) = (std::mem::take(&mut self.source), std::mem::take(&mut self.inferred));
            *self = Self { source, inferred, ..Self::default() };
        }
        let mut named: HashMap<Kind, HashSet<&str>> = HashMap::new();
        for record in batch {
            mentions(record, &mut |kind, external| {
                named.entry(kind).or_default().insert(external);
            });
        }
        for kind in Kind::ALL {
            let externals: Vec<&str> = named
                .get(&kind)
                .into_iter()
                .flatten()
                .copied()
                .filter(|external| self.find(kind, external).is_none())
                .collect();
            let mut ids: Vec<Uuid> = externals.iter().filter_map(|external| self.kept(external)).collect();
            let foreign: Vec<&str> = externals.into_iter().filter(|external| self.kept(external).is_none()).collect();
            for (external, id) in dumps::refs(conn, &self.source, kind.word(), &foreign).await? {
                ids.push(id);
                self.refs.insert((kind, external), id);
            }
            match kind {
                Kind::Member => self.members.extend(dumps::member_facts(conn, &ids).await?),
                Kind::Community => self.communities.extend(dumps::community_facts(conn, &ids).await?),
                Kind::Thread => self.threads.extend(dumps::thread_facts(conn, &ids).await?),
                Kind::Reply => self.replies.extend(dumps::reply_facts(conn, &ids).await?),
                Kind::Revision => self.revisions.extend(dumps::revisions_there(conn, &ids).await?),
            }
        }
        self.learn_belonging(conn, named.get(&Kind::Member)).await?;
        self.learn_reactions(conn, batch).await?;
        self.learn_follows(conn, batch).await
    }

    async fn learn_belonging(&mut self, conn: &mut Conn<'_>, named: Option<&HashSet<&str>>) -> Outcome<()> {
        let members: Vec<Uuid> = named
            .into_iter()
            .flatten()
            .filter_map(|external| self.find(Kind::Member, external))
            .filter(|id| !self.belonging_read.contains(id))
            .collect();
        for (community, member, place, joined) in dumps::memberships_of(conn, &members).await? {
            self.memberships.insert((community, member), (place, joined));
        }
        self.left.extend(dumps::left_by(conn, &members).await?);
        self.belonging_read.extend(members);
        Ok(())
    }

    async fn learn_reactions(&mut self, conn: &mut Conn<'_>, batch: &[&Checked]) -> Outcome<()> {
        let mut pairs = HashSet::new();
        for record in batch {
            if let Checked::Reaction { subject, member, .. } = record
                && let Some(subject) = self.find(Kind::Thread, subject).or_else(|| self.find(Kind::Reply, subject))
                && let Some(member) = self.find(Kind::Member, member)
            {
                pairs.insert((subject, member));
            }
        }
        let pairs: Vec<(Uuid, Uuid)> = pairs.into_iter().collect();
        // Those of earlier batches are in the database, or in a dry run still here.
        self.reactions.extend(dumps::reactions_given(conn, &pairs).await?);
        Ok(())
    }

    async fn learn_follows(&mut self, conn: &mut Conn<'_>, batch: &[&Checked]) -> Outcome<()> {
        let mut members = HashSet::new();
        for record in batch {
            if let Checked::FollowThread { member, .. } | Checked::FollowTag { member, .. } = record {
                members.extend(self.find(Kind::Member, member));
            }
        }
        let members: Vec<Uuid> = members.into_iter().collect();
        self.follows.extend(dumps::follows_of(conn, &members).await?);
        self.tag_follows.extend(dumps::tag_follows_of(conn, &members).await?);
        let mut communities = HashSet::new();
        for record in batch {
            if let Checked::Pin { thread, .. } = record {
                let fact = self.find(Kind::Thread, thread).and_then(|id| self.threads.get(&id));
                communities.extend(fact.map(|fact| fact.community));
            }
        }
        let communities: Vec<Uuid> = communities.into_iter().collect();
        self.pins.extend(dumps::pins_of(conn, &communities).await?);
        Ok(())
    }

    /// Gives every new member of the batch a name, and every new community a slug, that is free:
    /// the one it brings, or that with a number.
    pub async fn free_names(&mut self, conn: &mut Conn<'_>, batch: &mut [&mut Checked]) -> Outcome<()> {
        let mut keys: Vec<String> = Vec::new();
        for record in batch.iter() {
            if let Checked::Member(member) = record {
                keys.push(text::fold(&member.name));
            }
        }
        let asked: Vec<&str> = keys.iter().map(String::as_str).collect();
        let taken = dumps::names_taken(conn, &asked).await?;
        self.names.extend(taken);
        for record in batch.iter_mut() {
            match record {
                Checked::Member(member) if !self.taken(Kind::Member, &member.id) => {
                    member.name = self.free_name(conn, &member.name).await?;
                }
                Checked::Community(community) if !self.taken(Kind::Community, &community.id) => {
                    community.slug = free_slug(conn, &community.slug).await?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    async fn free_name(&mut self, conn: &mut Conn<'_>, name: &str) -> Outcome<String> {
        let key = text::fold(name);
        if self.names.insert(key.clone()) {
            return Ok(name.to_owned());
        }
        loop {
            let from = self.numbers.get(&key).copied().unwrap_or(2);
            let candidates: Vec<String> = (from..from + 20).map(|number| numbered(name, number)).collect();
            self.numbers.insert(key.clone(), from + 20);
            let keys: Vec<String> = candidates.iter().map(|name| text::fold(name)).collect();
            let asked: Vec<&str> = keys.iter().map(String::as_str).collect();
            let taken = dumps::names_taken(conn, &asked).await?;
            self.names.extend(taken);
            if let Some(place) = keys.iter().position(|key| !self.names.contains(key)) {
                self.numbers.insert(key, from + u32::try_from(place).unwrap_or_default() + 1);
                self.names.insert(keys[place].clone());
                return Ok(candidates[place].clone());
            }
        }
    }
}

/// A name with a number, no longer than people may choose theirs.
fn numbered(name: &str, number: u32) -> String {
    let number = number.to_string();
    let room = (domain::members::PSEUDONYM_MAX as usize).saturating_sub(number.len());
    let base: String = if name.chars().count() > 40 { name.to_owned() } else { name.chars().take(room).collect() };
    format!("{base}{number}")
}

/// Communities are few: one question each.
async fn free_slug(conn: &mut Conn<'_>, slug: &str) -> Outcome<String> {
    let mut free = slug.to_owned();
    let mut number = 1;
    while !dumps::slugs_taken(conn, &[&free]).await?.is_empty() {
        number += 1;
        let base: String = slug.chars().take(55).collect();
        free = format!("{}-{number}", base.trim_end_matches('-'));
    }
    Ok(free)
}

/// What a record is and names.
fn mentions<'a>(record: &'a Checked, tell: &mut impl FnMut(Kind, &'a str)) {
    match record {
        Checked::Member(member) => tell(Kind::Member, &member.id),
        Checked::Community(community) => {
            tell(Kind::Community, &community.id);
            if let Some(host) = &community.host {
                tell(Kind::Member, host);
            }
        }
        Checked::Membership { community, member, .. } => {
            tell(Kind::Community, community);
            tell(Kind::Member, member);
        }
        Checked::Thread(thread) => {
            tell(Kind::Thread, &thread.id);
            tell(Kind::Community, &thread.community);
            if let Some(author) = &thread.author {
                tell(Kind::Member, author);
            }
        }
        Checked::Reply(reply) => {
            tell(Kind::Reply, &reply.id);
            tell(Kind::Thread, &reply.thread);
            if let Some(parent) = &reply.parent {
                tell(Kind::Reply, parent);
            }
            if let Some(author) = &reply.author {
                tell(Kind::Member, author);
            }
        }
        Checked::Reaction { subject, member, .. } => {
            tell(Kind::Thread, subject);
            tell(Kind::Reply, subject);
            tell(Kind::Member, member);
        }
        Checked::Revision { id, subject, .. } => {
            tell(Kind::Revision, id);
            tell(Kind::Thread, subject);
            tell(Kind::Reply, subject);
        }
        Checked::Pin { thread, .. } => tell(Kind::Thread, thread),
        Checked::FollowThread { member, thread, .. } => {
            tell(Kind::Member, member);
            tell(Kind::Thread, thread);
        }
        Checked::FollowTag { member, .. } => tell(Kind::Member, member),
    }
}
