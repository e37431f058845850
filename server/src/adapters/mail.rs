//! Mail: through SMTP when configured, otherwise kept as `.eml` files.
//!
//! Sending is queued: a request does not wait for the mail server, so that its duration does not
//! tell whether an address has an account.

use async_trait::async_trait;
use domain::Timestamp;
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

    async fn forget(&self, to: &str, name: &str) {
        let (folder, to, name) = (self.folder.clone(), to.to_owned(), name.to_owned());
        let forgotten = tokio::task::spawn_blocking(move || forget(&folder, &to, &name)).await;
        if let Err(error) = forgotten.map_err(std::io::Error::other).flatten() {
            tracing::error!(%error, "kept mails could not be forgotten");
        }
    }

    async fn forget_before(&self, moment: Timestamp) {
        let folder = self.folder.clone();
        let forgotten = tokio::task::spawn_blocking(move || forget_before(&folder, moment)).await;
        if let Err(error) = forgotten.map_err(std::io::Error::other).flatten() {
            tracing::error!(%error, "old mails that are kept could not be forgotten");
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
            Some(files.into_iter().rev().take(50).filter_map(|path| read(&path)).collect())
        })
        .await
        .unwrap_or_default()
    }
}

/// Reads the plain text of a mail.
fn read(path: &Path) -> Option<Mail> {
    let value: serde_json::Value = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    Some(Mail::plain(text("to"), text("subject"), text("text")))
}

/// Deletes the mails to an address, and those that name somebody.
fn forget(folder: &Path, to: &str, name: &str) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)?.flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "json")
            && read(&path).is_some_and(|mail| mail.concerns(to, name))
        {
            remove(&path.with_extension("eml"))?;
            remove(&path)?;
        }
    }
    Ok(())
}

/// Deletes what was taken before a moment, which its name begins with.
fn forget_before(folder: &Path, moment: Timestamp) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)?.flatten() {
        let name = entry.file_name();
        let taken = name.to_str().and_then(|name| name.split_once('-')?.0.parse::<i64>().ok());
        if taken.is_some_and(|taken| taken < moment.0) {
            remove(&entry.path())?;
        }
    }
    Ok(())
}

/// Deletes a file; one that is gone already is gone.
fn remove(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outbox(folder: &Path) -> Outbox {
        Outbox { folder: folder.into(), from: "Vécu <a@exemple.fr>".into(), count: AtomicU64::default() }
    }

    async fn left(outbox: &Outbox) -> Vec<String> {
        outbox.kept().await.unwrap().into_iter().map(|mail| mail.to).collect()
    }

    #[tokio::test]
    async fn mails_to_somebody_who_left_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let outbox = outbox(folder.path());
        for to in ["anne@exemple.fr", "yves@exemple.fr", "anne@exemple.fr"] {
            outbox.deliver(Mail::plain(to, "Bonjour", "Un texte")).await.unwrap();
        }
        outbox.forget("anne@exemple.fr", "Anne").await;
        assert_eq!(left(&outbox).await, ["yves@exemple.fr"]);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "its text and its plain twin");
    }

    #[tokio::test]
    async fn mails_that_name_somebody_who_left_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let outbox = outbox(folder.path());
        for (to, subject, text) in [
            ("yves@exemple.fr", "Anne-Étoile a répondu", "Un texte"),
            ("simone@exemple.fr", "Une réponse", "Par anne etoile, hier."),
            ("paul@exemple.fr", "Anne a répondu", "Une étoile, Anne-Étoilée"),
        ] {
            outbox.deliver(Mail::plain(to, subject, text)).await.unwrap();
        }
        outbox.forget("", "Anne-Étoile").await;
        assert_eq!(left(&outbox).await, ["paul@exemple.fr"]);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "its text and its plain twin");
    }

    #[tokio::test]
    async fn old_mails_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let outbox = outbox(folder.path());
        outbox.deliver(Mail::plain("yves@exemple.fr", "Bonjour", "Un texte")).await.unwrap();
        for other in ["notes.txt", "00000000000000000007-00001-0000.eml", "00000000000000000007-00001-0000.json"] {
            std::fs::write(folder.path().join(other), "{}").unwrap();
        }
        outbox.forget_before(Timestamp(8)).await;
        assert_eq!(left(&outbox).await, ["yves@exemple.fr"]);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3, "a mail, and what is not ours");
        outbox.forget_before(Timestamp(i64::MAX)).await;
        assert!(left(&outbox).await.is_empty());
    }
}
