//! Mail: through SMTP when configured, otherwise kept as `.eml` files.
//!
//! Sending is queued: a request does not wait for the mail server, so that its duration does not
//! tell whether an address has an account.

use async_trait::async_trait;
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use service::mail::{Mail, Mailer, NotTaken};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

fn compose(from: &str, mail: &Mail) -> anyhow::Result<Message> {
    let from: Mailbox = from.parse()?;
    let to: Mailbox = mail.to.parse()?;
    let domain = from.email.domain().to_owned();
    let mut message = Message::builder().from(from).to(to).subject(&mail.subject).header(ContentType::TEXT_PLAIN);
    if let Some(id) = mail.id {
        message = message.message_id(Some(format!("<{id}@{domain}>")));
    }
    if let Some(address) = &mail.unsubscribe {
        message = message
            .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("List-Unsubscribe"), format!("<{address}>")))
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("List-Unsubscribe-Post"),
                "List-Unsubscribe=One-Click".to_owned(),
            ));
    }
    Ok(message.body(mail.text.clone())?)
}

/// The mailer that the settings ask for.
pub fn mailer(config: &crate::config::Config) -> anyhow::Result<Arc<dyn Mailer>> {
    if config.smtp_url.is_empty() {
        let folder = config.data_dir.join("outbox");
        let mut private = std::fs::DirBuilder::new();
        private.recursive(true);
        // Links that sign people in lie there.
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut private, 0o700);
        private.create(&folder)?;
        tracing::info!(folder = %folder.display(), "no smtp_url: mail is kept, not sent");
        Ok(Arc::new(Outbox { folder, from: config.mail_from.clone(), count: AtomicU64::new(0) }))
    } else {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&config.smtp_url)?.build();
        Ok(Arc::new(Smtp { transport, from: config.mail_from.clone() }))
    }
}

/// Sends through SMTP.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: String,
}

#[async_trait]
impl Mailer for Smtp {
    async fn send(&self, mail: Mail) {
        let smtp = Self { transport: self.transport.clone(), from: self.from.clone() };
        tokio::spawn(async move {
            // The log says that mail failed, never to whom.
            if let Err(error) = smtp.deliver(mail).await {
                tracing::error!(%error, "a mail was not sent");
            }
        });
    }

    async fn deliver(&self, mail: Mail) -> Result<(), NotTaken> {
        let message = compose(&self.from, &mail).map_err(|error| NotTaken(error.to_string()))?;
        self.transport.send(message).await.map_err(|error| NotTaken(what_failed(&error)))?;
        Ok(())
    }

    async fn kept(&self) -> Option<Vec<Mail>> {
        None
    }
}

/// What failed, without what the mail server said: it likes to repeat the address.
fn what_failed(error: &lettre::transport::smtp::Error) -> String {
    match error.status() {
        Some(code) => format!("the mail server answered {code}"),
        None if error.is_timeout() => "the mail server took too long".to_owned(),
        None if error.is_tls() => "no secure connection to the mail server".to_owned(),
        None if error.is_response() => "the mail server's answer was not understood".to_owned(),
        None => "the mail server was not reached".to_owned(),
    }
}

/// Keeps mail as files, for development and for instances without SMTP.
pub struct Outbox {
    folder: PathBuf,
    from: String,
    count: AtomicU64,
}

/// What a task needs to keep a mail.
struct Keeper {
    folder: PathBuf,
    from: String,
}

impl Outbox {
    fn keeper(&self) -> Keeper {
        Keeper { folder: self.folder.clone(), from: self.from.clone() }
    }

    /// Mails in the order they were taken; one that has an id has the same name when it is taken again.
    fn name(&self, mail: &Mail) -> String {
        if let Some(id) = mail.id {
            let micros = id.get_timestamp().map_or(0, |moment| {
                let (seconds, nanos) = moment.to_unix();
                seconds * 1_000_000 + u64::from(nanos / 1_000)
            });
            return format!("{micros:020}-{id}.eml");
        }
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let now = service::Clock::now(&super::SystemClock).0;
        format!("{now:020}-{:05}-{number:04}.eml", std::process::id())
    }
}

impl Keeper {
    fn keep(&self, name: &str, mail: &Mail) -> anyhow::Result<()> {
        let message = compose(&self.from, mail)?;
        // The plain text beside it is what the development page shows.
        let plain = serde_json::json!({ "to": mail.to, "subject": mail.subject, "text": mail.text });
        self.put(name, &message.formatted())?;
        self.put(&name.replace(".eml", ".json"), plain.to_string().as_bytes())?;
        tracing::info!(file = %self.folder.join(name).display(), "kept a mail");
        Ok(())
    }

    /// Whole or not at all: whoever looks into the folder never reads half a mail.
    fn put(&self, name: &str, content: &[u8]) -> std::io::Result<()> {
        let (making, whole) = (self.folder.join(format!("{name}.part")), self.folder.join(name));
        std::fs::write(&making, content)?;
        std::fs::rename(making, whole)
    }
}

#[async_trait]
impl Mailer for Outbox {
    async fn send(&self, mail: Mail) {
        let (keeper, name) = (self.keeper(), self.name(&mail));
        tokio::task::spawn_blocking(move || {
            if let Err(error) = keeper.keep(&name, &mail) {
                tracing::error!(%error, "a mail could not be kept");
            }
        });
    }

    async fn deliver(&self, mail: Mail) -> Result<(), NotTaken> {
        let (keeper, name) = (self.keeper(), self.name(&mail));
        let kept = tokio::task::spawn_blocking(move || keeper.keep(&name, &mail)).await;
        kept.map_err(anyhow::Error::from).flatten().map_err(|error| NotTaken(error.to_string()))
    }

    async fn forget(&self, to: &str) {
        let (folder, to) = (self.folder.clone(), to.to_owned());
        let forgotten = tokio::task::spawn_blocking(move || forget(&folder, &to)).await;
        if let Err(error) = forgotten.map_err(std::io::Error::other).flatten() {
            tracing::error!(%error, "kept mails could not be forgotten");
        }
    }

    async fn kept(&self) -> Option<Vec<Mail>> {
        let folder = self.folder.clone();
        tokio::task::spawn_blocking(move || {
            let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
                .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
                .unwrap_or_default();
            files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
            files.sort();
            let read = |path: PathBuf| {
                let value: serde_json::Value = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
                let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
                Some(Mail::plain(text("to"), text("subject"), text("text")))
            };
            Some(files.into_iter().rev().take(50).filter_map(read).collect())
        })
        .await
        .unwrap_or_default()
    }
}

/// Deletes the mails to an address.
fn forget(folder: &Path, to: &str) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)?.flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let read: Option<serde_json::Value> =
            std::fs::read(&path).ok().and_then(|text| serde_json::from_slice(&text).ok());
        if read.is_some_and(|mail| mail["to"].as_str() == Some(to)) {
            let _ = std::fs::remove_file(path.with_extension("eml"));
            std::fs::remove_file(&path)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn mails_to_somebody_who_left_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let outbox =
            Outbox { folder: folder.path().into(), from: "Vécu <a@exemple.fr>".into(), count: AtomicU64::default() };
        for to in ["anne@exemple.fr", "yves@exemple.fr", "anne@exemple.fr"] {
            outbox.deliver(Mail::plain(to, "Bonjour", "Un texte")).await.unwrap();
        }
        outbox.forget("anne@exemple.fr").await;
        let left: Vec<String> = outbox.kept().await.unwrap().into_iter().map(|mail| mail.to).collect();
        assert_eq!(left, ["yves@exemple.fr"]);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "its text and its plain twin");
    }
}
