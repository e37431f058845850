//! Personal tokens, and what programs do with them.

pub mod api;
pub mod guide;
pub mod page;
#[cfg(feature = "ssr")]
pub mod submit;
pub mod words;

use domain::Locale;
use domain::tokens::Trouble;

/// What a trouble is, in a language: as programs are told, and as the guide explains.
pub fn explained(locale: Locale, trouble: Trouble) -> &'static str {
    words::Words(locale).trouble(trouble)
}

/// What is said at a field that there is none of.
pub fn unknown_field(locale: Locale) -> &'static str {
    words::Words(locale).unknown_field()
}
