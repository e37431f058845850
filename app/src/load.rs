//! A page's data: asked for on the server, kept for hydration, asked for again after a write.

use crate::boot::Refresh;
use crate::error::{AppError, ErrorView};
use crate::layout::Main;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What a page waits for.
pub type Data<T> = Resource<Result<T, AppError>>;

/// Asks for a page's data whenever its source or anything written changes.
pub fn load<S, T, Fut>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetch: impl Fn(S) -> Fut + Send + Sync + 'static,
) -> Data<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + Clone + 'static,
    Fut: Future<Output = Result<T, AppError>> + Send + 'static,
{
    let refresh = expect_context::<Refresh>().0;
    Resource::new_blocking(move || (source(), refresh.get()), move |(source, _)| fetch(source))
}

/// Draws the data once there, or the error with a way on.
pub fn loaded<T, V>(data: Data<T>, draw: impl Fn(T) -> V + Clone + Send + Sync + 'static) -> impl IntoView
where
    T: Serialize + DeserializeOwned + Send + Sync + Clone + 'static,
    V: IntoView + 'static,
{
    view! {
        <Transition fallback=|| view! { <Skeleton /> }>
            {move || {
                let draw = draw.clone();
                Suspend::new(async move {
                    match data.await {
                        Ok(data) => draw(data).into_any(),
                        Err(error) => view! { <ErrorView error /> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

/// As [`loaded`], for pages whose data brings their own `Main`: until then, and when there is an
/// error instead, there is one around what is shown.
pub fn loaded_page<T, V>(data: Data<T>, draw: impl Fn(T) -> V + Clone + Send + Sync + 'static) -> impl IntoView
where
    T: Serialize + DeserializeOwned + Send + Sync + Clone + 'static,
    V: IntoView + 'static,
{
    view! {
        <Transition fallback=|| view! { <Main><Skeleton /></Main> }>
            {move || {
                let draw = draw.clone();
                Suspend::new(async move {
                    match data.await {
                        Ok(data) => draw(data).into_any(),
                        Err(error) => view! { <Main><ErrorView error /></Main> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

/// The shape of what is on its way.
#[component]
fn Skeleton() -> impl IntoView {
    view! { <div class="skeleton" aria-busy="true"><span class="is-title"></span><span></span><span class="is-short"></span></div> }
}
