//! What programs are told when a request comes to nothing: stable words, each a type of RFC 9457.

use crate::Problem;

crate::word_enum! {
    /// Why a request came to nothing.
    Trouble {
        /// It could not be read: no JSON, a field that nobody knows, a value of another shape.
        Unreadable = "unreadable",
        /// It needs a token.
        TokenNeeded = "token-needed",
        /// The token is not one, has ended or was revoked.
        TokenRefused = "token-refused",
        /// The token may not do this.
        ScopeMissing = "scope-missing",
        /// The member has not confirmed their address.
        ConfirmationNeeded = "confirmation-needed",
        /// The member's account is suspended: it reads, and writes nothing.
        Suspended = "suspended",
        /// The charter of the community changed: the member agrees again, at a screen, before they write.
        CharterChanged = "charter-changed",
        /// The member may not do this.
        Forbidden = "forbidden",
        /// There is nothing here, or nothing that this reader may know of.
        NotFound = "not-found",
        /// This address knows other methods.
        MethodNotAllowed = "method-not-allowed",
        /// The id stands for something else already.
        IdTaken = "id-taken",
        /// More than is taken at once.
        TooLarge = "too-large",
        /// Bodies are JSON.
        NotJson = "not-json",
        /// Fields are to be corrected; each is listed.
        Invalid = "invalid",
        /// Too many requests.
        TooMany = "too-many",
        /// Something broke on the server's side.
        Internal = "internal",
    }
}

impl Trouble {
    /// The HTTP status that says it.
    pub fn status(self) -> u16 {
        match self {
            Self::Unreadable => 400,
            Self::TokenNeeded | Self::TokenRefused => 401,
            Self::ScopeMissing
            | Self::ConfirmationNeeded
            | Self::Suspended
            | Self::CharterChanged
            | Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::IdTaken => 409,
            Self::TooLarge => 413,
            Self::NotJson => 415,
            Self::Invalid => 422,
            Self::TooMany => 429,
            Self::Internal => 500,
        }
    }
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::NotFound => Self::NotFound,
            // Programs prove nothing: what needs it is for people at a screen.
            Problem::Forbidden | Problem::ProofNeeded { .. } => Self::Forbidden,
            Problem::SignInNeeded => Self::TokenNeeded,
            Problem::ConfirmationNeeded => Self::ConfirmationNeeded,
            Problem::Suspended => Self::Suspended,
            Problem::CharterChanged { .. } => Self::CharterChanged,
            Problem::TooMany { .. } => Self::TooMany,
            Problem::BadRequest => Self::Unreadable,
            Problem::Internal => Self::Internal,
        }
    }
}
