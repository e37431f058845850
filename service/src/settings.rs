//! What an operator may set. The server reads it from a file and the environment.

use domain::crisis::{Numbers, numbers_for};
use serde::Deserialize;
use std::collections::BTreeMap;

/// France's portal for adverse effects, as the agency for medicines (ANSM) names it. The name of its first years,
/// signalement-sante.gouv.fr, is still in many texts.
pub const PORTAL: &str = "https://signalement.social-sante.gouv.fr";
/// What it is called: its address is what everybody knows it by, in every language.
pub const PORTAL_NAME: &str = "signalement.social-sante.gouv.fr";

/// Settings of the instance that use cases depend on.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Where people reach the instance, without a slash at the end. Mail links, cookies and the
    /// check of `Origin` depend on it.
    pub public_url: String,
    /// The age from which one may join, 15 to 21.
    pub minimum_age: u8,
    /// Shortest password, in characters, 8 to 64.
    pub password_min: u32,
    /// For how many minutes a password or passkey proves who asks, 1 to 240.
    pub proof_minutes: u32,
    /// After how many days without use a session ends, 0 to 60; 0: never before its time.
    pub session_idle_days: u32,
    /// For how many months a verified profession holds, 1 to 120.
    pub badge_months: u32,
    /// Time zone of visitors and of new members, by its IANA name.
    pub zone: String,
    /// The country whose numbers visitors are shown, and members of whose country nothing is known.
    pub country: String,
    /// Numbers that help at once, by country; France's are built in.
    pub crisis: BTreeMap<String, Numbers>,
    /// Where adverse effects are declared.
    pub portal_url: String,
    /// What that is called.
    pub portal_name: String,
    /// Address that mail comes from.
    pub mail_from: String,
    /// Multiplies how often things may be done; 1 unless a test needs more.
    pub limits_factor: u32,
    /// A development server on loopback: shows the mail it did not send.
    pub development: bool,
    /// Where vulnerabilities are reported: an e-mail address or a page; empty: nowhere is named.
    pub security_contact: String,
    /// Mail services that give addresses away for minutes, beside those the program knows.
    pub disposable_domains: Vec<String>,
    /// More sign-ups an hour than this are a rush: new accounts write less on their first day.
    pub sign_ups_per_hour: u32,
    /// What administrators are shown of the operator's settings; never a secret.
    pub shown: Vec<domain::administration::Setting>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            public_url: "http://localhost:3000".into(),
            minimum_age: 18,
            password_min: 10,
            proof_minutes: 10,
            session_idle_days: 30,
            badge_months: 12,
            zone: "Europe/Paris".into(),
            country: "FR".into(),
            crisis: BTreeMap::new(),
            portal_url: PORTAL.into(),
            portal_name: PORTAL_NAME.into(),
            mail_from: "Vécu <ne-pas-repondre@localhost>".into(),
            limits_factor: 1,
            development: false,
            security_contact: String::new(),
            disposable_domains: Vec::new(),
            sign_ups_per_hour: 60,
            shown: Vec::new(),
        }
    }
}

impl Settings {
    /// Who helps at once, for somebody whose clock is set to this zone; `None`: for visitors.
    pub fn help(&self, zone: Option<&str>) -> Numbers {
        numbers_for(zone, &self.country, &self.crisis)
    }
}
