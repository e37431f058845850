//! Mail: what is sent and by whom. The server brings the sender (SMTP, or a folder of files).

use async_trait::async_trait;

/// A mail in plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// To whom.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

/// Sends mail. Sending must not make a request wait longer for an address that has an account
/// than for one that has none: implementations queue.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Takes a mail to be sent.
    async fn send(&self, mail: Mail);

    /// The mails that were kept instead of sent, latest first; `None` where mail is sent.
    async fn kept(&self) -> Option<Vec<Mail>>;
}
