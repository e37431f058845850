//! What hangs on threads and replies: reactions, earlier texts, follows.

use super::{Placed, Placer, Subject};
use crate::dumps::Reason;
use crate::dumps::check::MINUTE;
use crate::dumps::checked::Rendered;
use crate::dumps::known::Kind;
use crate::dumps::rows::key;
use domain::policy::Place;
use domain::tags::Tag;
use domain::threads::Reaction;
use store::dumps::*;

impl Placer<'_> {
    /// A thread or reply that a reaction or revision is about.
    pub(super) fn subject(&self, external: &str) -> Result<Subject, Reason> {
        if let Some(id) = self.known.find(Kind::Thread, external)
            && let Some(fact) = self.known.threads.get(&id)
        {
            return Ok(Subject {
                id,
                thread: id,
                community: fact.community,
                created: fact.created,
                deleted: fact.deleted,
            });
        }
        if let Some(id) = self.known.find(Kind::Reply, external)
            && let Some(fact) = self.known.replies.get(&id)
        {
            let ReplyFact { thread, community, created, deleted, .. } = *fact;
            return Ok(Subject { id, thread, community, created, deleted });
        }
        Err(Reason::Unknown("thread or reply", external.to_owned()))
    }

    pub(super) fn reaction(&mut self, subject: &str, member: &str, kind: Reaction, created: Option<i64>) -> Placed {
        let subject = self.subject(subject)?;
        let member = self.find(Kind::Member, member)?;
        if subject.deleted {
            return Err(Reason::OfSomethingDeleted);
        }
        let place = self.known.memberships.get(&(subject.community, member)).map(|(place, _)| *place);
        // Somebody who left keeps what they gave: Vécu's own dumps tell of that.
        if !self.known.vecu() && !matches!(place, Some(Place::Member | Place::Host)) {
            return Err(Reason::NotAMember);
        }
        let created = created.unwrap_or(subject.created + MINUTE);
        let row = ReactionInsert { thread: subject.thread, subject: subject.id, member, kind, created };
        if !self.known.reactions.insert(key(&row)) {
            return Ok(false);
        }
        self.rows.reaction(row);
        Ok(true)
    }

    pub(super) fn revision(
        &mut self,
        id: &str,
        subject: &str,
        title: Option<String>,
        text: Rendered,
        until: i64,
    ) -> Placed {
        if self.known.taken(Kind::Revision, id) {
            return Ok(false);
        }
        let subject = self.subject(subject)?;
        if subject.deleted {
            return Err(Reason::OfSomethingDeleted);
        }
        let of_thread = subject.id == subject.thread;
        let id = self.new_id(Kind::Revision, id.to_owned());
        self.known.revisions.insert(id);
        self.rows.revisions.push(RevisionInsert {
            id,
            thread: subject.thread,
            reply: (!of_thread).then_some(subject.id),
            title: title.filter(|_| of_thread),
            body: text.source,
            html: text.html,
            until,
        });
        Ok(true)
    }

    pub(super) fn pin(&mut self, external: &str, place: i32, created: i64) -> Placed {
        let thread = self.find(Kind::Thread, external)?;
        let Some(&ThreadFact { community, circle, deleted, .. }) = self.known.threads.get(&thread) else {
            return Err(Reason::Unknown("thread", external.to_owned()));
        };
        if deleted {
            return Err(Reason::OfSomethingDeleted);
        }
        if !domain::policy::pinnable(circle) {
            return Err(Reason::Inconsistent("pin: of a thread that not every member reads"));
        }
        // What the hosts pinned here meanwhile stays.
        if self.known.pins.contains_key(&(community, place)) || self.known.pins.values().any(|&one| one == thread) {
            return Ok(false);
        }
        self.known.pins.insert((community, place), thread);
        self.rows.pins.push(PinInsert { community, place, thread, created });
        Ok(true)
    }

    pub(super) fn follow_thread(&mut self, member: &str, thread: &str, created: i64) -> Placed {
        let member = self.find(Kind::Member, member)?;
        let thread = self.find(Kind::Thread, thread)?;
        if !self.known.follows.insert((member, thread)) {
            return Ok(false);
        }
        self.rows.follows.push(FollowInsert { member, thread, created });
        Ok(true)
    }

    pub(super) fn follow_tag(&mut self, member: &str, tag: Tag, created: i64) -> Placed {
        let member = self.find(Kind::Member, member)?;
        if !self.known.tag_follows.insert((member, tag.key.clone())) {
            return Ok(false);
        }
        self.rows.tag_follows.push(FollowTagInsert { member, tag: tag.key.clone(), created });
        self.rows.tags.push(TagInsert { key: tag.key, label: tag.label });
        Ok(true)
    }
}
