//! The shapes that programs read and send. They are stable: the views of the pages may change, these only
//! gain fields. Names are in snake case, moments in RFC 3339, texts as Markdown (`body`) and as the HTML that
//! pages show (`html`, sanitised).

mod communities;
mod members;
mod posts;
mod sent;
mod threads;
mod words;

pub use communities::*;
pub use members::*;
pub use posts::*;
pub use sent::*;
pub use threads::*;
pub use words::*;

use serde::Serialize;
use utoipa::ToSchema;

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// The `cursor` of the next page; null on the last.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// A page of the service's rows in their shape.
    pub fn of<R>(page: domain::feed::Page<R>, shape: impl Fn(R) -> T) -> Self {
        Self { items: page.rows.into_iter().map(shape).collect(), next: page.next }
    }
}
