//! Use cases, on both engines. What catches every statement of the process is a file of its own: `plans.rs`.
//!
//! One program for all of them: a program each would link the same libraries twenty times, and fill a disk.

mod administration;
mod announcements;
mod charters;
mod communities;
mod crisis;
mod dumps;
mod erasures;
mod exports;
mod held;
mod letters;
mod limits;
mod members;
mod moderation;
mod notices;
mod passkeys;
mod pictures;
mod pro_sante;
mod push;
mod screening;
mod search;
mod threads;
mod tokens;
mod vigilance;
