//! Members: signing up and in, settings, profile.

pub mod api;
pub(crate) mod claim_fields;
pub mod confirm;
pub mod forgotten;
pub mod profile;
pub mod settings;
pub mod sign_in;
pub mod sign_up;
#[cfg(feature = "ssr")]
pub mod submit;
pub mod words;
