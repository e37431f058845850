//! What is wrong with settings, key by key.

use super::{Config, ConfigError, shown};
use std::net::SocketAddr;

impl Config {
    /// Refuses what cannot be, naming the key.
    pub(super) fn validate(mut self) -> Result<Self, ConfigError> {
        let wrong = |key: &str, why: &str| Err(ConfigError { key: key.into(), why: why.into() });
        self.public_url = self.public_url.trim_end_matches('/').to_owned();
        if !["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| self.database_url.starts_with(scheme)) {
            return wrong("database_url", "must begin with sqlite: or postgres:");
        }
        if !(self.public_url.starts_with("https://") || self.public_url.starts_with("http://")) {
            return wrong("public_url", "must begin with https:// or http://");
        }
        if !(1..=500).contains(&self.connections) {
            return wrong("connections", "must lie between 1 and 500");
        }
        if !(15..=21).contains(&self.minimum_age) {
            return wrong("minimum_age", "must lie between 15 and 21");
        }
        if !(8..=64).contains(&self.password_min) {
            return wrong("password_min", "must lie between 8 and 64");
        }
        if !(1..=240).contains(&self.proof_minutes) {
            return wrong("proof_minutes", "must lie between 1 and 240");
        }
        if self.session_idle_days > 60 {
            return wrong("session_idle_days", "must lie between 0 and 60");
        }
        if !(1..=120).contains(&self.badge_months) {
            return wrong("badge_months", "must lie between 1 and 120");
        }
        self.pro_sante.validate()?;
        if !(1..=1_000_000).contains(&self.limits_factor) {
            return wrong("limits_factor", "must lie between 1 and 1,000,000");
        }
        if self.reads_per_minute != 0 && !(60..=1_000_000).contains(&self.reads_per_minute) {
            return wrong("reads_per_minute", "must lie between 60 and 1,000,000, or be 0: then reading has no limit");
        }
        if service::actor::zone(&self.zone) == service::actor::zone("UTC") && self.zone != "UTC" {
            return wrong("zone", "is not the IANA name of a time zone, like Europe/Paris");
        }
        self.helps()?;
        if !(self.portal_url.starts_with("https://") && domain::text::link(&self.portal_url).is_ok()) {
            return wrong("portal_url", "must be the address of a page, and begin with https://");
        }
        if self.portal_name.trim().is_empty() {
            return wrong("portal_name", "must say what the portal is called");
        }
        if !["text", "json"].contains(&self.log_format.as_str()) {
            return wrong("log_format", "must be text or json");
        }
        if !self.metrics_address.is_empty() && self.metrics_address.parse::<SocketAddr>().is_err() {
            return wrong("metrics_address", "must be an address and a port, like 127.0.0.1:9090, or empty");
        }
        if self.pictures.contains("://") && !self.pictures.starts_with(crate::adapters::BUCKET) {
            return wrong("pictures", "must be a folder, or the address of a bucket, like s3://bucket/prefix");
        }
        if self.security_contact.chars().any(char::is_whitespace) {
            return wrong("security_contact", "must be one e-mail address, or the address of one page");
        }
        if !(1..=1_000_000).contains(&self.sign_ups_per_hour) {
            return wrong("sign_ups_per_hour", "must lie between 1 and 1,000,000");
        }
        if !self.disposable_domains.as_os_str().is_empty() {
            match std::fs::read_to_string(&self.disposable_domains) {
                Ok(text) => self.disposable = shown::domains(&text),
                Err(error) => return wrong("disposable_domains", &format!("can't be read: {error}")),
            }
        }
        if self.stop_delay > 300 {
            return wrong("stop_delay", "must lie between 0 and 300 seconds");
        }
        if !self.smtp_url.is_empty() && !self.smtp_url.starts_with("smtp") {
            return wrong("smtp_url", "must begin with smtp:// or smtps://");
        }
        // Links that sign in travel in it.
        if in_clear(&self.smtp_url) {
            return wrong("smtp_url", "sends mail in clear: use smtps://, or smtp://…?tls=required for STARTTLS");
        }
        Ok(self)
    }

    /// Whether everybody is shown numbers that are some.
    fn helps(&self) -> Result<(), ConfigError> {
        let wrong = |key: String, why: &str| Err(ConfigError { key, why: why.into() });
        let is_code = |code: &str| code.len() == 2 && code.bytes().all(|letter| letter.is_ascii_uppercase());
        for (code, numbers) in &self.crisis {
            if !is_code(code) {
                return wrong(format!("crisis.{code}"), "must be the two capital letters of a country, like crisis.CH");
            }
            numbers.check().or_else(|why| wrong(format!("crisis.{code}"), why))?;
        }
        if !is_code(&self.country) {
            return wrong("country".into(), "must be the two capital letters of a country, like FR");
        }
        let known =
            self.country == "FR" || self.crisis.contains_key(&self.country) || domain::crisis::in_europe(&self.country);
        if known {
            Ok(())
        } else {
            let why = format!("nothing is known of this country's numbers: say them as crisis.{}", self.country);
            wrong("country".into(), &why)
        }
    }
}

/// Whether mail to this address of a mail server could be read on its way to another machine.
pub(super) fn in_clear(smtp_url: &str) -> bool {
    let Some(rest) = smtp_url.strip_prefix("smtp://") else { return false };
    let (place, options) = rest.split_once('?').unwrap_or((rest, ""));
    let place = place.split('/').next().unwrap_or_default();
    let host = place.rsplit_once('@').map_or(place, |(_, host)| host);
    let host = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let here = host == "localhost" || host.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback());
    !here && !options.split('&').any(|option| option == "tls=required" || option == "tls=wrapper")
}
