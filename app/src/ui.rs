//! Small pieces that every page uses.

mod byline;
mod done;
mod icon;
mod still;
mod time;

pub use byline::*;
pub use done::DoneNotice;
pub use icon::*;
pub use still::Still;
pub use time::*;
