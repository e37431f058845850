//! Administering an instance: who may sign up, invitations, and what administrators are shown.
//!
//! An administrator never acts as somebody else, and is not shown who belongs to which community: that is health data,
//! and nothing an administrator does needs it.

mod forms;
mod views;

pub use forms::*;
pub use views::*;

/// Rows on one page of a list.
pub const PAGE: usize = 50;
/// Entries of the audit log on one page.
pub const AUDIT_PAGE: usize = 100;

crate::word_enum! {
    /// What an administrator gives and takes.
    Right {
        /// Looks at reports of the whole instance.
        Moderator = "moderator",
        /// Administers it.
        Administrator = "administrator",
    }
}

crate::word_enum! {
    /// Who may sign up.
    SignUps {
        /// Everybody.
        Open = "open",
        /// Who has an invitation.
        Invited = "invited",
        /// Nobody.
        Closed = "closed",
    }
}

crate::word_enum! {
    /// What a link from an administrator still does.
    InvitationState {
        /// Lets people in.
        Open = "open",
        /// As many came as it was for.
        UsedUp = "used_up",
        /// Its time is over.
        Expired = "expired",
        /// Somebody took it back.
        Revoked = "revoked",
    }
}
