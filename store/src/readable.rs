//! Who reads what, in SQL: the same table as `domain::policy`, held against it by a test.
//!
//! Lists and counts filter here, never after paging. The fragment expects the thread as `t` and its
//! community as `c`, and the reader as three parameters, numbered in order:
//! member id (NULL for a visitor), role word (empty for a visitor), verified.

use domain::MemberId;
use domain::members::Role;
use uuid::Uuid;

/// The reader of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reading {
    /// Who; `None` is a visitor.
    pub member: Option<MemberId>,
    /// As what.
    pub role: Option<Role>,
    /// A professional with a badge.
    pub verified: bool,
}

impl Reading {
    /// First parameter.
    pub fn id(self) -> Option<Uuid> {
        self.member.map(|member| member.0)
    }

    /// Second parameter.
    pub fn word(self) -> &'static str {
        self.role.map_or("", Role::word)
    }
}

/// `readable!("$1", "$2", "$3")`: true for the threads `t` (of communities `c`) this reader reads.
macro_rules! readable {
    ($member:literal, $role:literal, $verified:literal) => {
        concat!(
            "((t.circle = 'public' AND c.visibility = 'open') OR EXISTS (SELECT 1 FROM membership m ",
            "WHERE m.community = t.community AND m.member = ",
            $member,
            " AND m.place IN ('member', 'host') AND (",
            "(t.circle IN ('public', 'members') AND (",
            $role,
            " IN ('patient', 'carer') OR m.place = 'host' ",
            "OR (",
            $role,
            " = 'professional' AND ",
            $verified,
            "))) ",
            "OR (t.circle = 'patients' AND ",
            $role,
            " IN ('patient', 'carer')) ",
            "OR (t.circle = 'professionals' AND ",
            $role,
            " = 'professional' AND ",
            $verified,
            "))))"
        )
    };
}
