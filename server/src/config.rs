//! Settings: a file, then the environment over it; validated before anything starts.
//!
//! `vecu.toml` in the working folder (or the file that `VECU_CONFIG` names) and `VECU_…` variables:
//! `VECU_DATABASE_URL` sets `database_url`. An error names the key.

mod check;
mod keys;
pub mod pro_sante;
mod shown;

use domain::crisis::Numbers;
use keys::{KEYS, typed};
use pro_sante::ProSante;
use serde::Deserialize;
use service::Settings;
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

/// What is wrong with the settings.
#[derive(Debug)]
pub struct ConfigError {
    /// The key, as it stands in the file.
    pub key: String,
    /// What is wrong with it.
    pub why: String,
}

impl std::fmt::Display for ConfigError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.key.starts_with("crisis.") {
            // Of a table that stands in the file alone.
            return write!(f, "setting `{}`: {}", self.key, self.why);
        }
        write!(
            f,
            "setting `{}` (environment: VECU_{}): {}",
            self.key,
            self.key.to_uppercase().replace('.', "_"),
            self.why
        )
    }
}

impl std::error::Error for ConfigError {}

/// Every setting there is; `vecu.example.toml` explains each.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// `sqlite:path` or `postgres://…`.
    pub database_url: String,
    /// Connections for reading (PostgreSQL: all).
    pub connections: u32,
    /// Where the secret key and kept mail lie.
    pub data_dir: PathBuf,
    /// Address listened on.
    pub listen: SocketAddr,
    /// Where people reach the instance.
    pub public_url: String,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Youngest age to join.
    pub minimum_age: u8,
    /// Shortest password.
    pub password_min: u32,
    /// For how many minutes a password or passkey proves who asks.
    pub proof_minutes: u32,
    /// After how many days without use a session ends; 0: never before its time.
    pub session_idle_days: u32,
    /// For how many months a verified profession holds.
    pub badge_months: u32,
    /// Who vouches for professions.
    pub pro_sante: ProSante,
    /// Time zone of visitors.
    pub zone: String,
    /// The country whose numbers visitors are shown.
    pub country: String,
    /// Numbers that help at once, by country.
    pub crisis: BTreeMap<String, Numbers>,
    /// Where adverse effects of medicines are declared.
    pub portal_url: String,
    /// What that is called.
    pub portal_name: String,
    /// SMTP server as `smtps://user:password@host:port`; empty keeps mail in `data_dir/outbox`.
    pub smtp_url: String,
    /// Address that mail comes from.
    pub mail_from: String,
    /// Push services that devices may be rung through: hosts, `*.` for any below, or whole origins.
    pub push_services: Vec<String>,
    /// Multiplies the rate limits.
    pub limits_factor: u32,
    /// Pages, data and (four for one) pictures that one session may read in a minute; an address four times as many; 0:
    /// as many as they like.
    pub reads_per_minute: u32,
    /// `text` or `json`.
    pub log_format: String,
    /// Whether this node makes notices, sends mail and keeps the search index; live streams run on each.
    pub worker: bool,
    /// Where `vecu backup` writes; empty: `data_dir/backups`.
    pub backup_dir: PathBuf,
    /// Backups kept: the newest of each of so many days.
    pub backup_days: u32,
    /// … of so many weeks.
    pub backup_weeks: u32,
    /// … of so many months.
    pub backup_months: u32,
    /// Where PostgreSQL's programs are; empty: on `PATH`.
    pub postgres_bin: PathBuf,
    /// The address that answers `/metrics`; empty: nowhere.
    pub metrics_address: String,
    /// Seconds between being asked to stop and taking no more connections.
    pub stop_delay: u32,
    /// Where the files of pictures lie: a folder, or `s3://bucket/prefix`; empty: `data_dir/pictures`.
    pub pictures: String,
    /// Where vulnerabilities are reported: an address, or a page; empty: `/.well-known/security.txt` is not there.
    pub security_contact: String,
    /// A file of mail services that give addresses away for minutes, a domain on each line; empty: those that the
    /// program knows.
    pub disposable_domains: PathBuf,
    /// More sign-ups an hour than this are a rush.
    pub sign_ups_per_hour: u32,
    /// What `disposable_domains` holds; read by `validate`.
    #[serde(skip)]
    pub disposable: Vec<String>,
    /// Whether pages that visitors read are kept until something happens that they show.
    pub page_cache: bool,
    /// Where the built site lies; set by `./dev`.
    pub site_root: PathBuf,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database_url: "sqlite:data/vecu.db".into(),
            connections: 8,
            data_dir: "data".into(),
            listen: SocketAddr::from(([127, 0, 0, 1], 3000)),
            public_url: "http://localhost:3000".into(),
            trusted_proxies: vec![],
            minimum_age: 18,
            password_min: 10,
            proof_minutes: 10,
            session_idle_days: 30,
            badge_months: 12,
            pro_sante: ProSante::default(),
            zone: "Europe/Paris".into(),
            country: "FR".into(),
            crisis: BTreeMap::new(),
            portal_url: service::settings::PORTAL.into(),
            portal_name: service::settings::PORTAL_NAME.into(),
            smtp_url: String::new(),
            mail_from: "Vécu <ne-pas-repondre@localhost>".into(),
            push_services: [
                "fcm.googleapis.com",
                "*.push.services.mozilla.com",
                "*.push.apple.com",
                "*.notify.windows.com",
            ]
            .map(str::to_owned)
            .to_vec(),
            limits_factor: 1,
            reads_per_minute: 300,
            log_format: "text".into(),
            worker: true,
            backup_dir: PathBuf::new(),
            backup_days: 7,
            backup_weeks: 4,
            backup_months: 6,
            postgres_bin: PathBuf::new(),
            metrics_address: String::new(),
            stop_delay: 0,
            pictures: String::new(),
            security_contact: String::new(),
            disposable_domains: PathBuf::new(),
            sign_ups_per_hour: 60,
            disposable: Vec::new(),
            page_cache: true,
            site_root: "target/site".into(),
        }
    }
}

impl Config {
    /// Reads the file, then the environment.
    pub fn load() -> Result<Self, ConfigError> {
        let named = std::env::var_os("VECU_CONFIG").map(PathBuf::from);
        let path = named.clone().unwrap_or_else(|| "vecu.toml".into());
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => {
                return Err(ConfigError { key: "config".into(), why: format!("{}: {error}", path.display()) });
            }
        };
        Self::from_parts(&text, |name| std::env::var(name).ok())
    }

    /// The same from given parts.
    pub fn from_parts(file: &str, env: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let mut table: toml::Table = file
            .parse()
            .map_err(|error: toml::de::Error| ConfigError { key: "config".into(), why: error.message().into() })?;
        for key in table.keys() {
            if !KEYS.contains(&key.as_str()) && key != "pro_sante" {
                return Err(ConfigError {
                    key: key.clone(),
                    why: format!("is not a setting; those are: {}", KEYS.join(", ")),
                });
            }
        }
        for key in KEYS {
            if let Some(value) = env(&format!("VECU_{}", key.to_uppercase())) {
                table.insert((*key).to_owned(), typed(key, value));
            }
        }
        ProSante::environment(&mut table, &env);
        // Key by key, so that the error names the one that is wrong.
        for key in KEYS {
            if let Some(value) = table.get(*key) {
                let single = toml::Table::from_iter([((*key).to_owned(), value.clone())]);
                Self::deserialize(single)
                    .map_err(|error| ConfigError { key: (*key).into(), why: error.message().into() })?;
            }
        }
        if let Some(below) = table.get("pro_sante") {
            ProSante::deserialize(below.clone())
                .map_err(|error| ConfigError { key: "pro_sante".into(), why: error.message().into() })?;
        }
        let config = Self::deserialize(table)
            .map_err(|error| ConfigError { key: "config".into(), why: error.message().into() })?;
        config.validate()
    }

    /// Where backups lie.
    pub fn backup_folder(&self) -> PathBuf {
        if self.backup_dir.as_os_str().is_empty() { self.data_dir.join("backups") } else { self.backup_dir.clone() }
    }

    /// The folder of pictures, unless they lie in a bucket.
    pub fn pictures_folder(&self) -> PathBuf {
        if self.pictures.is_empty() { self.data_dir.join("pictures") } else { self.pictures.clone().into() }
    }

    /// Whether this is a development server: on loopback, announced as localhost, without SMTP.
    pub fn development(&self) -> bool {
        self.listen.ip().is_loopback()
            && (self.public_url.starts_with("http://localhost") || self.public_url.starts_with("http://127.0.0.1"))
            && self.smtp_url.is_empty()
    }

    /// What use cases need of it.
    pub fn settings(&self) -> Settings {
        Settings {
            public_url: self.public_url.clone(),
            minimum_age: self.minimum_age,
            password_min: self.password_min,
            proof_minutes: self.proof_minutes,
            session_idle_days: self.session_idle_days,
            badge_months: self.badge_months,
            zone: self.zone.clone(),
            country: self.country.clone(),
            crisis: self.crisis.clone(),
            portal_url: self.portal_url.clone(),
            portal_name: self.portal_name.clone(),
            mail_from: self.mail_from.clone(),
            limits_factor: self.limits_factor,
            development: self.development(),
            security_contact: self.security_contact.clone(),
            disposable_domains: self.disposable.clone(),
            sign_ups_per_hour: self.sign_ups_per_hour,
            shown: shown::shown(self),
        }
    }
}

#[cfg(test)]
mod tests;
