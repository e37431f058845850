//! Mail: what is sent and by whom. The server brings the sender (SMTP, or a folder of files).

use async_trait::async_trait;
use domain::Timestamp;
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

    /// Whether it is to this address, or names whoever has this pseudonym, however it is written.
    pub fn concerns(&self, to: &str, name: &str) -> bool {
        let key = domain::text::fold(name);
        let names = |text: &str| domain::erasures::without_name(text, &key, false).is_some();
        (!to.is_empty() && self.to == to) || names(&self.subject) || names(&self.text)
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

    /// Forgets the mails to somebody who left that were kept instead of sent, and those to others that name them:
    /// their address, and their pseudonym as it is shown.
    async fn forget(&self, _to: &str, _name: &str) {}

    /// Forgets what was kept instead of sent before a moment.
    async fn forget_before(&self, _moment: Timestamp) {}

    /// The mails that were kept instead of sent, latest first; `None` where mail is sent.
    async fn kept(&self) -> Option<Vec<Mail>>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_concerns_whom_it_is_to_and_whom_it_names() {
        let mail = Mail::plain("yves@exemple.fr", "marie-noel a répondu", "Bonjour Yves,");
        assert!(mail.concerns("yves@exemple.fr", "Personne"));
        assert!(mail.concerns("", "Marie-Noël"), "folded");
        assert!(!mail.concerns("", "Mari"), "whole words");
        assert!(!mail.concerns("", ""));
        assert!(Mail::plain("a@exemple.fr", "Bonjour", "De Marie-Noël.").concerns("", "Marie-Noël"));
    }
}
