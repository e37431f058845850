//! Administration: professional claims; the development server's kept mail.

pub mod api;
pub mod claims;
pub mod mail;
#[cfg(feature = "ssr")]
pub mod submit;
