//! A page's data: asked for on the server, kept for hydration, asked for again after a write.

mod parcel;

use crate::boot::Refresh;
use crate::error::{AppError, ErrorView};
use crate::layout::Main;
use leptos::prelude::*;
use parcel::Seal;
pub use parcel::{Carried, Parcel};
use std::any::Any;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

/// What a page waits for.
pub struct Data<T> {
    parcel: Resource<Parcel, Seal>,
    what: PhantomData<fn() -> T>,
}

impl<T> Clone for Data<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Data<T> {}

/// What a page is asked for by, of any type.
#[derive(Clone)]
struct Source(Arc<dyn AnySource>);

trait AnySource: Any + Send + Sync {
    fn same(&self, other: &dyn Any) -> bool;
}

impl<S: PartialEq + Send + Sync + 'static> AnySource for S {
    fn same(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        let other: &dyn Any = &*other.0;
        self.0.same(other)
    }
}

type Asking = dyn Fn() -> (Source, u32) + Send + Sync;
type Fetching = dyn Fn(Source) -> Pin<Box<dyn Future<Output = Parcel> + Send>> + Send + Sync;

/// Asks for a page's data whenever its source or anything written changes.
pub fn load<S, T, Fut>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetch: impl Fn(S) -> Fut + Clone + Send + Sync + 'static,
) -> Data<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Carried,
    Fut: Future<Output = Result<T, AppError>> + Send + 'static,
{
    let refresh = expect_context::<Refresh>().0;
    let ask: Box<Asking> = Box::new(move || (Source(Arc::new(source())), refresh.get()));
    let fetch: Box<Fetching> = Box::new(move |Source(source)| {
        let source: &dyn Any = &*source;
        let asked = source.downcast_ref::<S>().cloned().map(&fetch);
        Box::pin(async move {
            Parcel::pack(match asked {
                Some(asked) => asked.await,
                None => Err(AppError::Network),
            })
        })
    });
    Data { parcel: wait(ask, fetch), what: PhantomData }
}

/// In the program once: nothing here knows what is waited for.
fn wait(ask: Box<Asking>, fetch: Box<Fetching>) -> Resource<Parcel, Seal> {
    Resource::new_with_options(ask, move |(source, _)| fetch(source), true)
}

/// Draws the data once there, or the error with a way on.
pub fn loaded<T, V>(data: Data<T>, draw: impl Fn(T) -> V + Clone + Send + Sync + 'static) -> impl IntoView
where
    T: Carried,
    V: IntoView + 'static,
{
    drawn(data.parcel, |content| content, move |parcel| parcel.open().map(|data| draw(data).into_any()))
}

/// As [`loaded`], for pages whose data brings their own `Main`: until then, and when there is an
/// error instead, there is one around what is shown.
pub fn loaded_page<T, V>(data: Data<T>, draw: impl Fn(T) -> V + Clone + Send + Sync + 'static) -> impl IntoView
where
    T: Carried,
    V: IntoView + 'static,
{
    let in_main = |content| view! { <Main>{content}</Main> }.into_any();
    drawn(data.parcel, in_main, move |parcel| parcel.open().map(|data| draw(data).into_any()))
}

fn drawn(
    parcel: Resource<Parcel, Seal>,
    frame: fn(AnyView) -> AnyView,
    draw: impl Fn(Parcel) -> Result<AnyView, AppError> + Send + Sync + 'static,
) -> AnyView {
    let draw: Arc<dyn Fn(Parcel) -> Result<AnyView, AppError> + Send + Sync> = Arc::new(draw);
    view! {
        <Transition fallback=move || frame(view! { <Skeleton /> }.into_any())>
            {
                let draw = draw.clone();
                move || {
                    let draw = draw.clone();
                    Suspend::new(async move {
                        draw(parcel.await).unwrap_or_else(|error| frame(view! { <ErrorView error /> }.into_any()))
                    })
                }
            }
        </Transition>
    }
    .into_any()
}

/// The shape of what is on its way.
#[component]
fn Skeleton() -> impl IntoView {
    view! { <div class="skeleton" aria-busy="true"><span class="is-title"></span><span></span><span class="is-short"></span></div> }
}
