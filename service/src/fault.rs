//! Why a use case did not happen.

use domain::{Problem, Refused};

/// A refusal for the person who asked, or a cause for the log.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The command as a whole is not possible.
    #[error("{0:?}")]
    Problem(Problem),
    /// Something in the form is to be corrected.
    #[error("the form was refused at {:?}", .0.errors.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>())]
    Form(Refused),
    /// Our fault; the cause is for the log only.
    #[error("{0}")]
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

/// What a use case comes back with.
pub type Outcome<T> = Result<T, Fault>;

impl Fault {
    /// An internal fault from any cause.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Refused> for Fault {
    fn from(refused: Refused) -> Self {
        Self::Form(refused)
    }
}

impl From<store::Error> for Fault {
    fn from(cause: store::Error) -> Self {
        Self::Internal(Box::new(cause))
    }
}
