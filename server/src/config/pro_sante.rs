//! `pro_sante.…`: the provider that vouches for professions. Nothing of it is set: there is none.

use super::ConfigError;
use serde::Deserialize;
use service::pro_sante::Setup;

/// A setting that is shown to nobody.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

/// The settings below `pro_sante`; `vecu.example.toml` explains each.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProSante {
    /// Who signs (`iss`); its discovery document says what is not set here.
    pub issuer: String,
    /// Where browsers are sent; the content security policy names its origin.
    pub authorization_url: String,
    /// Where a code is exchanged.
    pub token_url: String,
    /// Who somebody is.
    pub userinfo_url: String,
    /// The keys that the provider signs with.
    pub jwks_url: String,
    /// Who we are over there.
    pub client_id: String,
    /// What proves it.
    pub client_secret: Secret,
    /// What is asked for, parted by spaces.
    pub scopes: String,
    /// How somebody is to be authenticated, parted by spaces.
    pub acr_values: String,
}

/// Its keys, as they stand after `pro_sante.`; in the environment after `VECU_PRO_SANTE_`.
pub const KEYS: &[&str] = &[
    "issuer",
    "authorization_url",
    "token_url",
    "userinfo_url",
    "jwks_url",
    "client_id",
    "client_secret",
    "scopes",
    "acr_values",
];

impl Default for ProSante {
    fn default() -> Self {
        Self {
            issuer: String::new(),
            authorization_url: String::new(),
            token_url: String::new(),
            userinfo_url: String::new(),
            jwks_url: String::new(),
            client_id: String::new(),
            client_secret: Secret::default(),
            scopes: "openid scope_all".into(),
            acr_values: "eidas1".into(),
        }
    }
}

impl ProSante {
    /// Puts what the environment says over the file.
    pub(super) fn environment(table: &mut toml::Table, env: &impl Fn(&str) -> Option<String>) {
        for key in KEYS {
            if let Some(value) = env(&format!("VECU_PRO_SANTE_{}", key.to_uppercase())) {
                let below = table.entry("pro_sante").or_insert_with(|| toml::Table::new().into());
                if let Some(below) = below.as_table_mut() {
                    below.insert((*key).to_owned(), toml::Value::String(value));
                }
            }
        }
    }

    /// Whether it is whole, if there is any of it. Addresses are https; on loopback, for trying it out, http.
    pub(super) fn validate(&self) -> Result<(), ConfigError> {
        let wrong = |key: &str, why: &str| Err(ConfigError { key: format!("pro_sante.{key}"), why: why.into() });
        let needed = [
            ("issuer", &self.issuer),
            ("authorization_url", &self.authorization_url),
            ("client_id", &self.client_id),
            ("client_secret", &self.client_secret.0),
        ];
        let addresses = [
            ("issuer", &self.issuer),
            ("authorization_url", &self.authorization_url),
            ("token_url", &self.token_url),
            ("userinfo_url", &self.userinfo_url),
            ("jwks_url", &self.jwks_url),
        ];
        for (key, address) in addresses {
            if !address.is_empty() && !safe(address) {
                return wrong(key, "must be an address that begins with https://");
            }
        }
        if needed.iter().all(|(_, value)| value.is_empty()) {
            return Ok(());
        }
        needed.iter().find(|(_, value)| value.is_empty()).map_or(Ok(()), |(key, _)| {
            wrong(key, "is missing: issuer, authorization_url, client_id and client_secret go together")
        })
    }

    /// What use cases need of it; `None` when nothing is set up.
    pub fn setup(&self) -> Option<Setup> {
        let parts = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        (!self.issuer.is_empty()).then(|| Setup {
            issuer: self.issuer.clone(),
            authorization_url: self.authorization_url.clone(),
            token_url: self.token_url.clone(),
            userinfo_url: self.userinfo_url.clone(),
            jwks_url: self.jwks_url.clone(),
            client_id: self.client_id.clone(),
            client_secret: self.client_secret.0.clone(),
            scopes: parts(&self.scopes),
            acr_values: parts(&self.acr_values),
        })
    }
}

fn safe(address: &str) -> bool {
    url::Url::parse(address).is_ok_and(|url| {
        let here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        url.has_host() && (url.scheme() == "https" || (url.scheme() == "http" && here))
    })
}
