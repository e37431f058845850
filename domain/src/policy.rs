//! Who may read and write what: the table "Who reads what" of the product, as functions.
//!
//! `store::readable` says the same in SQL; a test holds the two against each other over the whole
//! matrix. Nothing else decides about reading.

use crate::communities::Visibility;
use crate::members::Role;
use crate::threads::{Circle, Voice};
use serde::{Deserialize, Serialize};

crate::word_enum! {
    /// What somebody is in one community.
    Place {
        /// Joined.
        Member = "member",
        /// Joined, and looks after it.
        Host = "host",
        /// Kept out for good.
        Banned = "banned",
        /// Kept out for a time.
        Suspended = "suspended",
    }
}

/// Everything about a reader that decides what one community shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The kind of account; `None` is a visitor.
    pub role: Option<Role>,
    /// A professional whose claim was confirmed.
    pub verified: bool,
    /// What they are in this community; `None` is a stranger to it.
    pub place: Option<Place>,
}

impl Standing {
    /// Somebody without an account.
    pub const VISITOR: Self = Self { role: None, verified: false, place: None };

    /// Whether they belong to the community and are not kept out.
    pub fn belongs(self) -> bool {
        self.role.is_some() && matches!(self.place, Some(Place::Member | Place::Host))
    }

    fn is_host(self) -> bool {
        self.role.is_some() && self.place == Some(Place::Host)
    }

    /// Patient or carer.
    fn concerned(self) -> bool {
        matches!(self.role, Some(Role::Patient | Role::Carer))
    }

    fn verified_professional(self) -> bool {
        self.role == Some(Role::Professional) && self.verified
    }

    /// Whether they read threads of this circle in a community of this visibility.
    pub fn may_read(self, visibility: Visibility, circle: Circle) -> bool {
        match circle {
            Circle::Public => visibility == Visibility::Open || (self.belongs() && self.reads_members()),
            Circle::Members => self.belongs() && self.reads_members(),
            Circle::Patients => self.belongs() && self.concerned(),
            Circle::Professionals => self.belongs() && self.verified_professional(),
        }
    }

    /// The members' circle: those concerned, verified professionals and hosts. A professional
    /// still pending and an organisation read what is public only.
    fn reads_members(self) -> bool {
        self.concerned() || self.verified_professional() || self.is_host()
    }

    /// Whether they write there: members write where they read.
    pub fn may_write(self, visibility: Visibility, circle: Circle) -> bool {
        self.belongs() && self.may_read(visibility, circle)
    }

    /// The voices they may write with, the usual one first.
    pub fn voices(self) -> &'static [Voice] {
        if self.verified_professional() { &[Voice::Lived, Voice::Professional] } else { &[Voice::Lived] }
    }

    /// The circles a new thread of theirs may have, in the order they are offered. Public only
    /// where the community is open, and never first when there is another.
    pub fn circles(self, visibility: Visibility) -> Vec<Circle> {
        [Circle::Members, Circle::Patients, Circle::Professionals, Circle::Public]
            .into_iter()
            .filter(|&circle| circle != Circle::Public || visibility == Visibility::Open)
            .filter(|&circle| self.may_write(visibility, circle))
            .collect()
    }

    /// Whether they may announce something to the community.
    pub fn may_announce(self) -> bool {
        self.is_host()
    }

    /// Whether they may pin a thread of this circle in the community: hosts, what every member in full
    /// reads. A pin on less would tell other hosts of a thread that they do not read.
    pub fn may_pin(self, visibility: Visibility, circle: Circle) -> bool {
        self.is_host() && pinnable(circle) && self.may_read(visibility, circle)
    }

    /// Whether they may close an announcement of this circle to replies, and open it again.
    pub fn may_close(self, visibility: Visibility, circle: Circle) -> bool {
        self.is_host() && self.may_read(visibility, circle)
    }

    /// Whether the author may change their thread's circle so: narrower, never wider, and never to
    /// a circle without them.
    pub fn may_narrow(self, visibility: Visibility, from: Circle, to: Circle) -> bool {
        to.breadth() < from.breadth() && self.may_write(visibility, to)
    }
}

/// Whether threads of this circle can be pinned at all.
pub fn pinnable(circle: Circle) -> bool {
    circle.breadth() > 0
}

#[cfg(test)]
mod tests;
