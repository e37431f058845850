//! Mail: what is sent and by whom. The server brings the sender (SMTP, or a folder of files).

use async_trait::async_trait;
use uuid::Uuid;

/// A mail in plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// To whom.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// What it is known by (`Message-ID`): taken twice, it is one mail.
    pub id: Option<Uuid>,
    /// The address that ends such mails in one step (RFC 8058).
    pub unsubscribe: Option<String>,
}

impl Mail {
    /// A mail without anything special.
    pub fn plain(to: impl Into<String>, subject: impl Into<String>, text: impl Into<String>) -> Self {
        Self { to: to.into(), subject: subject.into(), text: text.into(), id: None, unsubscribe: None }
    }
}

/// Why a mail was not taken; without the address.
#[derive(Debug, thiserror::Error)]
#[error("a mail was not taken: {0}")]
pub struct NotTaken(pub String);

/// Sends mail. Sending must not make a request wait longer for an address that has an account
/// than for one that has none: implementations queue.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Takes a mail to be sent.
    async fn send(&self, mail: Mail);

    /// Sends a mail and waits until it was taken.
    async fn deliver(&self, mail: Mail) -> Result<(), NotTaken>;

    /// Forgets the mails to an address that were kept instead of sent.
    async fn forget(&self, _to: &str) {}

    /// The mails that were kept instead of sent, latest first; `None` where mail is sent.
    async fn kept(&self) -> Option<Vec<Mail>>;
}
