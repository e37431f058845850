//! Variables of the environment, which are texts, as the types that their keys have in the file.

/// A variable's text as the type its key has in the file.
pub fn typed(key: &str, value: String) -> toml::Value {
    match key {
        "connections" | "minimum_age" | "password_min" | "proof_minutes" | "badge_months" | "limits_factor" | "backup_days"
        | "backup_weeks" | "backup_months" | "stop_delay" | "sign_ups_per_hour" => {
            value.trim().parse().map_or(toml::Value::String(value), toml::Value::Integer)
        }
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
