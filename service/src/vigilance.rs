//! Adverse effects that are told: a summary for whoever told it, and the screening of communities that a company runs.

mod declare;
mod past;
mod screen;

pub use declare::{page, summarise};
pub use past::{catch_up, look_at_some, run};
pub use screen::{decide, queue};
pub(crate) use screen::{look, look_again};

use crate::Context;
use domain::vigilance::Portal;

/// Where this instance's members declare.
fn portal(ctx: &Context) -> Portal {
    Portal { name: ctx.settings.portal_name.clone(), url: ctx.settings.portal_url.clone() }
}
