//! Communities: list, page, charter, joining, making.

pub mod create;
pub mod hosts;
pub mod join;
pub mod list;
pub mod page;
#[cfg(feature = "ssr")]
pub mod submit;
