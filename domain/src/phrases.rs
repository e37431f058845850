//! Phrases looked for in what people type on phones, by lists that anybody can read: `crisis` and `vigilance` do.

mod pattern;
mod sentences;

pub(crate) use pattern::{Class, Patterns};
pub(crate) use sentences::{Typed, apart, sentences, typed};
