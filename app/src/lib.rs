//! What people see and do: pages and server functions, per feature.
//!
//! Built twice: with `ssr` for the server, with `hydrate` for the browser. Each feature has its
//! folder: `page`s, `api` (server functions that read), `submit` (the server's side of its forms),
//! `words` (its sentences in both languages).

#![recursion_limit = "512"]
#![allow(missing_docs, reason = "Leptos components document themselves by their props; modules carry the docs")]

#[macro_use]
pub mod words;
pub mod administration;
pub mod boot;
pub mod communities;
pub mod crisis;
pub mod device;
#[cfg(feature = "ssr")]
pub mod document;
pub mod erasures;
pub mod error;
pub mod exports;
pub mod feed;
pub mod forms;
pub mod home;
pub mod indexing;
pub mod json;
pub mod layout;
pub mod letters;
pub mod live;
pub mod load;
pub mod members;
pub mod moderation;
pub mod notices;
pub mod passkeys;
pub mod pictures;
pub mod pro_sante;
pub mod routes;
pub mod search;
#[cfg(feature = "ssr")]
pub mod ssr;
pub mod tags;
pub mod threads;
pub mod tokens;
pub mod ui;
pub mod vigilance;

pub use routes::App;
