//! Queries, on both engines.
//!
//! One program for all of them: a program each would link the same libraries twenty times, and fill a disk.

mod communities;
mod erasures;
mod letters;
mod members;
mod moderation;
mod pro_sante;
mod readable;
mod schema;
mod tokens;
mod transactions;
