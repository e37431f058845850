//! The names of settings, and their values as variables bring them.

/// Every setting.
pub(super) const KEYS: &[&str] = &[
    "database_url",
    "connections",
    "data_dir",
    "listen",
    "public_url",
    "trusted_proxies",
    "minimum_age",
    "password_min",
    "proof_minutes",
    "session_idle_days",
    "badge_months",
    "zone",
    "country",
    "crisis",
    "portal_url",
    "portal_name",
    "smtp_url",
    "mail_from",
    "push_services",
    "limits_factor",
    "reads_per_minute",
    "log_format",
    "worker",
    "backup_dir",
    "backup_days",
    "backup_weeks",
    "backup_months",
    "postgres_bin",
    "metrics_address",
    "stop_delay",
    "pictures",
    "security_contact",
    "disposable_domains",
    "sign_ups_per_hour",
    "page_cache",
    "site_root",
];

/// A variable's text as the type its key has in the file.
pub(super) fn typed(key: &str, value: String) -> toml::Value {
    match key {
        "connections" | "minimum_age" | "password_min" | "proof_minutes" | "session_idle_days" | "badge_months"
        | "limits_factor" | "reads_per_minute" | "backup_days" | "backup_weeks" | "backup_months" | "stop_delay"
        | "sign_ups_per_hour" => value.trim().parse().map_or(toml::Value::String(value), toml::Value::Integer),
        "trusted_proxies" | "push_services" => toml::Value::Array(
            value
                .split(',')
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(|part| toml::Value::String(part.into()))
                .collect(),
        ),
        "worker" | "page_cache" => value.trim().parse().map_or(toml::Value::String(value), toml::Value::Boolean),
        _ => toml::Value::String(value),
    }
}
