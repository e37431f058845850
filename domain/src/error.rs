//! What can go wrong, as a closed list without free text: it crosses the wire.

use crate::CommunityId;
use crate::fields::Refused;
use serde::{Deserialize, Serialize};

/// A problem that ends a request. Its cause stays in the log, under the correlation id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// There is nothing here, or nothing this reader may know of: the two are not told apart.
    NotFound,
    /// The reader is signed in and may not do this.
    Forbidden,
    /// Signing in may help.
    SignInNeeded,
    /// The e-mail address has not been confirmed yet.
    ConfirmationNeeded,
    /// The account is suspended: its member reads, and takes what is theirs along, but does not write.
    Suspended,
    /// It was not proved lately that it is the member who asks: password or passkey, please.
    ProofNeeded {
        /// Whether the member has a passkey.
        passkey: bool,
    },
    /// The charter of the community changed in what members agreed to: they agree again before they write.
    CharterChanged {
        /// Which community: `/c/{id}/charter` leads to the question.
        community: CommunityId,
    },
    /// Too many attempts; may be tried again after this many seconds.
    TooMany {
        /// Seconds to wait.
        seconds: u32,
    },
    /// The request came from another site, or could not be read.
    BadRequest,
    /// Our fault.
    Internal,
}

impl Problem {
    /// The HTTP status that says it.
    pub fn status(self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Forbidden
            | Self::ConfirmationNeeded
            | Self::Suspended
            | Self::ProofNeeded { .. }
            | Self::CharterChanged { .. } => 403,
            Self::SignInNeeded => 401,
            Self::TooMany { .. } => 429,
            Self::BadRequest => 400,
            Self::Internal => 500,
        }
    }
}

/// Why a command was not carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// Something in the form is to be corrected; what was typed goes back with it.
    Form(Refused),
    /// The command as a whole is not possible.
    Problem(Problem),
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        Self::Form(refused)
    }
}
