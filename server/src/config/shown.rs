//! What administrators are shown of the settings. A list of what may be shown, not of what may not: a setting that joins is
//! hidden until somebody says that it is no secret.

use super::Config;
use domain::administration::Setting;

/// The settings that are no secrets, and whether they are as they are without a word in the file.
pub fn shown(config: &Config) -> Vec<Setting> {
    let standard = Config::default();
    macro_rules! settings {
        ($($name:ident),+ $(,)?) => {
            vec![$(Setting {
                name: stringify!($name).into(),
                value: format!("{:?}", config.$name).trim_matches('"').to_owned(),
                standard: config.$name == standard.$name,
            }),+]
        };
    }
    let mut shown = settings![
        public_url,
        minimum_age,
        password_min,
        proof_minutes,
        session_idle_days,
        zone,
        mail_from,
        push_services,
        limits_factor,
        reads_per_minute,
        sign_ups_per_hour,
        disposable_domains,
        security_contact,
        connections,
        listen,
        trusted_proxies,
        log_format,
        worker,
        page_cache,
        backup_days,
        backup_weeks,
        backup_months,
        metrics_address,
        stop_delay,
    ];
    // These hold passwords: which kind there is, no more.
    let engine = config.database_url.split(':').next().unwrap_or_default();
    let standard_engine = standard.database_url.split(':').next() == Some(engine);
    shown.push(Setting { name: "database_url".into(), value: format!("{engine}:…"), standard: standard_engine });
    let smtp = config.smtp_url.split(':').next().unwrap_or_default();
    let value = if smtp.is_empty() { String::new() } else { format!("{smtp}:…") };
    shown.push(Setting { name: "smtp_url".into(), value, standard: smtp.is_empty() });
    shown
}

/// The domains of a file: one on each line, `#` begins a remark.
pub fn domains(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim().trim_start_matches('@').to_lowercase())
        .filter(|domain| domain.contains('.'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_shown() {
        let config = Config {
            database_url: "postgres://vecu:geheim@db/vecu".into(),
            smtp_url: "smtps://vecu:geheim@mail.example.org:465".into(),
            minimum_age: 16,
            ..Config::default()
        };
        let shown = shown(&config);
        let text = format!("{shown:?}");
        assert!(!text.contains("geheim") && !text.contains("db/vecu"), "{text}");
        let of = |name: &str| shown.iter().find(|one| one.name == name).map(|one| (one.value.as_str(), one.standard));
        assert_eq!(of("smtp_url"), Some(("smtps:…", false)));
        assert_eq!(of("minimum_age"), Some(("16", false)));
        assert_eq!(of("zone"), Some(("Europe/Paris", true)));
    }

    #[test]
    fn a_list_of_domains_is_read_line_by_line() {
        assert_eq!(
            domains("# known\nJetable.example # since 2024\n\n @other.example\nnothing"),
            ["jetable.example", "other.example"]
        );
    }
}
