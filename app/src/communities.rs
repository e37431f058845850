//! Communities: list, page, charter, joining, making.

pub mod api;
mod charter;
pub mod charter_form;
mod charter_words;
pub mod charters;
pub mod create;
pub mod hosts;
pub mod join;
pub mod label;
pub mod list;
pub mod page;
mod sources;
#[cfg(feature = "ssr")]
pub mod submit;
mod vocabulary;
pub mod words;
