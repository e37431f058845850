//! The words and rules of Vécu: pure, without I/O, the same in the browser and on the server.
//!
//! Nothing here reads a clock, draws a random number or waits. A value that exists is valid:
//! what people type becomes a domain type through `parse`, which says what is wrong at which field.

pub mod administration;
pub mod communities;
pub mod conditions;
pub mod crisis;
pub mod erasures;
pub mod error;
pub mod events;
pub mod exports;
pub mod feed;
pub mod fields;
pub mod ids;
pub mod letters;
pub mod live;
pub mod locale;
pub mod members;
pub mod moderation;
pub mod notices;
pub mod passkeys;
mod phrases;
pub mod pictures;
pub mod policy;
pub mod pro_sante;
pub mod search;
pub mod tags;
pub mod text;
pub mod threads;
pub mod time;
pub mod tokens;
pub mod vigilance;
pub mod words;

pub use error::{Problem, Refusal};
pub use fields::{FieldError, Fields, Refused};
pub use ids::*;
pub use locale::Locale;
pub use time::{Timestamp, When};
