//! Cookies: the session's secret, and what visitors chose.

use domain::Locale;
use domain::members::Theme;
use service::Settings;

/// Cookie of a visitor's language; a member's own choice comes first.
pub const LOCALE: &str = "vecu_locale";
/// Cookie of a visitor's colours.
pub const THEME: &str = "vecu_theme";

/// Cookie of a token just made, until it was shown.
pub const MADE: &str = "vecu_made";
/// Cookie of recovery codes just made, until they were shown.
pub const CODES: &str = "vecu_codes";
/// Cookie of an invitation just made, until its link was shown.
pub const INVITED: &str = "vecu_invited";
/// A minute and a half: the way from the form to the page behind it.
const MADE_SECONDS: i64 = 90;

/// Sixty days in seconds, as long as a session.
const SESSION_SECONDS: i64 = service::members::SESSION_LASTS / domain::time::SECOND;
/// A year in seconds.
const YEAR_SECONDS: i64 = 31_536_000;

/// Whether browsers keep `Secure` cookies from this instance: https, or localhost, which they trust
/// like it.
fn secure(settings: &Settings) -> bool {
    let url = &settings.public_url;
    let host = url.strip_prefix("http://").unwrap_or_default();
    let host = host.split(['/', ':']).next().unwrap_or_default();
    url.starts_with("https://") || host == "localhost" || host.ends_with(".localhost")
}

/// The name of the session's cookie. `__Host-` binds it to this very host, over a safe connection.
pub fn session_name(settings: &Settings) -> &'static str {
    if secure(settings) { "__Host-vecu" } else { "vecu" }
}

/// The name of the cookie of signing up, bound to this host like the session's.
fn here_name(settings: &Settings) -> &'static str {
    if secure(settings) { "__Host-vecu_here" } else { "vecu_here" }
}

/// `Set-Cookie` that says in which browser an account was made, as long as the link that confirms it opens.
pub fn here(settings: &Settings, kept: &str) -> String {
    cookie(settings, here_name(settings), kept, service::members::CONFIRM_LASTS / domain::time::SECOND)
}

/// What this browser kept of signing up; empty when nothing.
pub fn kept_here(settings: &Settings) -> String {
    use leptos::prelude::use_context;
    use_context::<http::request::Parts>()
        .and_then(|parts| {
            let header = parts.headers.get(http::header::COOKIE)?.to_str().ok()?;
            read(header, here_name(settings)).map(str::to_owned)
        })
        .unwrap_or_default()
}

fn cookie(settings: &Settings, name: &str, value: &str, max_age: i64) -> String {
    let secure = if secure(settings) { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={max_age}; HttpOnly; SameSite=Lax{secure}")
}

/// `Set-Cookie` that signs in.
pub fn session(settings: &Settings, token: &str) -> String {
    cookie(settings, session_name(settings), token, SESSION_SECONDS)
}

/// `Set-Cookie` that signs out.
pub fn no_session(settings: &Settings) -> String {
    cookie(settings, session_name(settings), "", 0)
}

/// `Set-Cookie` that brings a token just made to the page that shows it.
pub fn made(settings: &Settings, token: &str) -> String {
    cookie(settings, MADE, token, MADE_SECONDS)
}

/// `Set-Cookie` once it was shown.
pub fn no_made(settings: &Settings) -> String {
    cookie(settings, MADE, "", 0)
}

/// `Set-Cookie` that brings recovery codes just made to the page that shows them.
pub fn codes(settings: &Settings, codes: &[String]) -> String {
    cookie(settings, CODES, &codes.join("."), MADE_SECONDS)
}

/// `Set-Cookie` once they were shown.
pub fn no_codes(settings: &Settings) -> String {
    cookie(settings, CODES, "", 0)
}

/// `Set-Cookie` that brings an invitation just made to the page that shows its link.
pub fn invited(settings: &Settings, secret: &str) -> String {
    cookie(settings, INVITED, secret, MADE_SECONDS)
}

/// `Set-Cookie` once it was shown.
pub fn no_invited(settings: &Settings) -> String {
    cookie(settings, INVITED, "", 0)
}

/// `Set-Cookie` of a chosen language.
pub fn locale(settings: &Settings, locale: Locale) -> String {
    cookie(settings, LOCALE, locale.code(), YEAR_SECONDS)
}

/// `Set-Cookie` of chosen colours.
pub fn theme(settings: &Settings, theme: Theme) -> String {
    cookie(settings, THEME, theme.word(), YEAR_SECONDS)
}

/// The value of a cookie in a `Cookie` header (RFC 6265 §4.2.1).
pub fn read<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    header.split(';').find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then_some(value)
    })
}

/// The value of a cookie that a request brings.
pub fn of<'a>(headers: &'a http::HeaderMap, name: &str) -> Option<&'a str> {
    let mut brought = headers.get_all(http::header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    brought.find_map(|header| read(header, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(url: &str) -> Settings {
        Settings { public_url: url.into(), ..Settings::default() }
    }

    #[test]
    fn the_session_is_bound_to_the_host_where_browsers_allow() {
        let here = session(&at("https://vecu.example"), "t");
        assert_eq!(here, "__Host-vecu=t; Path=/; Max-Age=5184000; HttpOnly; SameSite=Lax; Secure");
        assert_eq!(session_name(&at("http://localhost:3000")), "__Host-vecu");
        for plain in ["http://127.0.0.1:3000", "http://vecu.local", "http://localhost.evil.example"] {
            assert_eq!(session_name(&at(plain)), "vecu", "{plain}");
            assert!(!session(&at(plain), "t").contains("Secure"));
        }
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        assert_eq!(read("a=1; xvecu=2; vecu=3", "vecu"), Some("3"));
        assert_eq!(read("vecu_theme=dark", "vecu"), None);
    }
}
