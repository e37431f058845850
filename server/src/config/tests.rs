//! The file and the environment, and what is wrong with them.

use super::check::in_clear;
use super::*;

fn load(file: &str, env: &[(&str, &str)]) -> Result<Config, ConfigError> {
    Config::from_parts(file, |name| env.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
}

#[test]
fn the_environment_wins_over_the_file() {
    let config = load("minimum_age = 16", &[("VECU_MINIMUM_AGE", "15"), ("VECU_LISTEN", "0.0.0.0:80")]).unwrap();
    assert_eq!(config.minimum_age, 15);
    assert_eq!(config.listen.port(), 80);
    assert!(!config.development());
    assert!(load("", &[]).unwrap().development());
}

#[test]
fn an_error_names_the_key() {
    for (file, env, key) in [
        ("minimum_age = 12", None, "minimum_age"),
        ("minimum_age = \"old\"", None, "minimum_age"),
        ("colour = 1", None, "colour"),
        ("", Some(("VECU_LISTEN", "here")), "listen"),
        ("", Some(("VECU_DATABASE_URL", "mysql://x")), "database_url"),
        ("zone = \"Europe/Nowhere\"", None, "zone"),
        ("", Some(("VECU_CONNECTIONS", "many")), "connections"),
        ("badge_months = 0", None, "badge_months"),
        ("reads_per_minute = 3", None, "reads_per_minute"),
        ("pro_sante.colour = \"1\"", None, "pro_sante"),
        ("pro_sante.issuer = \"https://psc.example\"", None, "pro_sante.authorization_url"),
        ("", Some(("VECU_PRO_SANTE_ISSUER", "http://psc.example")), "pro_sante.issuer"),
        ("", Some(("VECU_PRO_SANTE_TOKEN_URL", "file:///etc/passwd")), "pro_sante.token_url"),
    ] {
        let error = load(file, env.as_slice()).unwrap_err();
        assert_eq!(error.key, key);
        assert!(error.to_string().contains(key));
    }
}

#[test]
fn the_example_is_valid_and_complete() {
    let example = include_str!("../../../vecu.example.toml");
    let all: String = example
        .lines()
        .map(|line| line.strip_prefix("# ").filter(|l| l.contains(" = ")).unwrap_or(line))
        .collect::<Vec<_>>()
        .join("\n");
    load(&all, &[]).unwrap();
    for key in KEYS {
        let explained = example.contains(&format!("{key} = ")) || example.contains(&format!("# {key}."));
        assert!(explained, "{key} is not explained");
    }
    for key in pro_sante::KEYS {
        assert!(example.contains(&format!("# pro_sante.{key} = ")), "pro_sante.{key} is not explained");
    }
}

#[test]
fn a_provider_is_whole_or_none_and_its_secret_is_not_shown() {
    assert!(load("", &[]).unwrap().pro_sante.setup().is_none());
    let file = "pro_sante.issuer = \"https://psc.example\"\npro_sante.authorization_url = \"https://psc.example/auth\"\n\
                pro_sante.client_id = \"vecu\"";
    let config = load(file, &[("VECU_PRO_SANTE_CLIENT_SECRET", "carabistouille")]).unwrap();
    let setup = config.pro_sante.setup().unwrap();
    assert_eq!((setup.scopes.join(","), setup.acr_values.join(",")), ("openid,scope_all".into(), "eidas1".into()));
    assert_eq!(setup.client_secret, "carabistouille");
    assert!(!format!("{config:?}").contains("carabistouille"));
}

#[test]
fn mail_is_not_sent_in_clear_to_another_machine() {
    for clear in [
        "smtp://mail.example.org",
        "smtp://a:b@mail.example.org:25/?x=1",
        "smtp://localhost.evil.example:25",
        "smtp://127.evil.example",
    ] {
        assert!(in_clear(clear), "{clear}");
    }
    for safe in [
        "smtps://mail.example.org",
        "smtp://mail.example.org:587?tls=required",
        "smtp://a:b@mail.example.org/?x=1&tls=required",
        "smtp://localhost:25",
        "smtp://127.0.0.1:2525",
        "smtp://[::1]:25",
    ] {
        assert!(!in_clear(safe), "{safe}");
    }
}

#[test]
fn numbers_of_countries_are_looked_at_before_anything_starts() {
    let swiss = "country = \"CH\"\n[crisis.CH]\nfr = \"En Suisse\"\nen = \"In Switzerland\"\nlines = [{ number = \"112\", \
                 for = \"emergency\", fr = \"urgences\", en = \"emergencies\" }]";
    let config = load(swiss, &[]).unwrap();
    assert_eq!(config.settings().help(None).fr, "En Suisse");
    assert_eq!(config.settings().help(Some("Indian/Reunion")).fr, "En France");
    assert_eq!(load("country = \"BE\"", &[]).unwrap().settings().help(None).fr, "Partout en Europe");
    let without = |cut: &str, put: &str| load(&swiss.replace(cut, put), &[]).unwrap_err().key;
    assert_eq!(without("112", "call us"), "crisis.CH");
    assert_eq!(without("[crisis.CH]", "[crisis.Suisse]"), "crisis.Suisse");
    assert_eq!(without("fr = \"En Suisse\"\n", "fr = \"\"\n"), "crisis.CH");
    assert_eq!(without("for = \"emergency\"", "for = \"anything\""), "crisis");
    assert_eq!(without("for = \"emergency\"", "for = \"suicide\""), "crisis.CH");
    assert_eq!(load("country = \"CA\"", &[]).unwrap_err().key, "country");
    assert_eq!(load("country = \"Belgique\"", &[]).unwrap_err().key, "country");
    assert_eq!(load("portal_url = \"javascript:alert(1)\"", &[]).unwrap_err().key, "portal_url");
}
