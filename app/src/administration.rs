//! Administration: members, communities, professional claims, the audit log, settings, invitations; the development
//! server's kept mail.

pub mod api;
pub mod audit;
pub mod claims;
pub mod communities;
pub mod home;
pub mod invitations;
pub mod mail;
pub mod member;
pub mod members;
mod sections;
pub mod settings;
#[cfg(feature = "ssr")]
pub mod submit;
pub mod suspensions;
mod words;

pub use words::Words;
