//! Mail: through SMTP when configured, otherwise kept as `.eml` files.
//!
//! Sending is queued: a request does not wait for the mail server, so that its duration does not
//! tell whether an address has an account.

use async_trait::async_trait;
use lettre::message::Mailbox;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use service::mail::{Mail, Mailer};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

fn compose(from: &str, mail: &Mail) -> anyhow::Result<Message> {
    let from: Mailbox = from.parse()?;
    let to: Mailbox = mail.to.parse()?;
    Ok(Message::builder()
        .from(from)
        .to(to)
        .subject(&mail.subject)
        .header(lettre::message::header::ContentType::TEXT_PLAIN)
        .body(mail.text.clone())?)
}

/// The mailer that the settings ask for.
pub fn mailer(config: &crate::config::Config) -> anyhow::Result<Arc<dyn Mailer>> {
    if config.smtp_url.is_empty() {
        let folder = config.data_dir.join("outbox");
        std::fs::create_dir_all(&folder)?;
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
        let (transport, from) = (self.transport.clone(), self.from.clone());
        tokio::spawn(async move {
            // The log says that mail failed, never to whom.
            match compose(&from, &mail) {
                Ok(message) => {
                    if let Err(error) = transport.send(message).await {
                        tracing::error!(%error, "a mail was not taken by the mail server");
                    }
                }
                Err(error) => tracing::error!(%error, "a mail could not be written"),
            }
        });
    }

    async fn kept(&self) -> Option<Vec<Mail>> {
        None
    }
}

/// Keeps mail as files, for development and for instances without SMTP.
pub struct Outbox {
    folder: PathBuf,
    from: String,
    count: AtomicU64,
}

#[async_trait]
impl Mailer for Outbox {
    async fn send(&self, mail: Mail) {
        let (folder, from) = (self.folder.clone(), self.from.clone());
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let now = service::Clock::now(&super::SystemClock).0;
        let name = format!("{now:020}-{:05}-{number:04}.eml", std::process::id());
        tokio::task::spawn_blocking(move || match compose(&from, &mail) {
            Ok(message) => {
                // The plain text beside it is what the development page shows.
                let plain = serde_json::json!({ "to": mail.to, "subject": mail.subject, "text": mail.text });
                let written = std::fs::write(folder.join(&name), message.formatted())
                    .and_then(|()| std::fs::write(folder.join(name.replace(".eml", ".json")), plain.to_string()));
                match written {
                    Ok(()) => tracing::info!(file = %folder.join(&name).display(), "kept a mail"),
                    Err(error) => tracing::error!(%error, "a mail could not be kept"),
                }
            }
            Err(error) => tracing::error!(%error, "a mail could not be written"),
        });
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
                Some(Mail { to: text("to"), subject: text("subject"), text: text("text") })
            };
            Some(files.into_iter().rev().take(50).filter_map(read).collect())
        })
        .await
        .unwrap_or_default()
    }
}
