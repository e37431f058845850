//! The pages and their addresses.

mod lazy;

#[cfg(feature = "ssr")]
pub use lazy::group;

use crate::{boot, error, home, layout};
use domain::Problem;
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{Lazy, SsrMode, path};

/// A page's title. On the server it is written into the document as it is, so it is escaped: people
/// write the titles of their threads.
#[allow(clippy::needless_pass_by_value, reason = "the formatter hands it over")]
fn title(title: String) -> String {
    let whole = if title.is_empty() { "Vécu".to_owned() } else { format!("{title} · Vécu") };
    if cfg!(feature = "ssr") { crate::forms::escape(&whole) } else { whole }
}

/// The application.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    boot::provide();
    view! {
        <Title formatter=title text="" />
        <Router>
            <layout::Progress />
            <Routes fallback=|| view! { <layout::Bare><error::ErrorView error=Problem::NotFound.into() /></layout::Bare> }>
                <ParentRoute path=path!("") view=layout::Frame ssr=SsrMode::Async>
                    <Route path=path!("") view=home::page::HomePage ssr=SsrMode::Async />
                    <Route path=path!("feed") view={Lazy::<lazy::Feed>::new()} ssr=SsrMode::Async />
                    <Route path=path!("communities") view={Lazy::<lazy::Communities>::new()} ssr=SsrMode::Async />
                    <Route path=path!("communities/new") view={Lazy::<lazy::Create>::new()} ssr=SsrMode::Async />
                    <Route path=path!("c/:slug") view={Lazy::<lazy::Community>::new()} ssr=SsrMode::Async />
                    <Route path=path!("c/:slug/join") view={Lazy::<lazy::Join>::new()} ssr=SsrMode::Async />
                    <Route path=path!("c/:slug/charter") view={Lazy::<lazy::Charter>::new()} ssr=SsrMode::Async />
                    <Route path=path!("c/:slug/charter/edit") view={Lazy::<lazy::CharterEdit>::new()} ssr=SsrMode::Async />
                    <Route path=path!("c/:slug/hosts") view={Lazy::<lazy::Hosts>::new()} ssr=SsrMode::Async />
                    <Route path=path!("c/:slug/vigilance") view={Lazy::<lazy::Screening>::new()} ssr=SsrMode::Async />
                    <Route path=path!("vigilance/:id") view={Lazy::<lazy::Declare>::new()} ssr=SsrMode::Async />
                    <Route path=path!("ask") view={Lazy::<lazy::Compose>::new()} ssr=SsrMode::Async />
                    <Route path=path!("t/:id") view={Lazy::<lazy::Thread>::new()} ssr=SsrMode::Async />
                    <Route path=path!("t/:id/edit") view={Lazy::<lazy::Edit>::new()} ssr=SsrMode::Async />
                    <Route path=path!("t/:id/history") view={Lazy::<lazy::History>::new()} ssr=SsrMode::Async />
                    <Route path=path!("r/:id/edit") view={Lazy::<lazy::EditReply>::new()} ssr=SsrMode::Async />
                    <Route path=path!("r/:id/history") view={Lazy::<lazy::ReplyHistory>::new()} ssr=SsrMode::Async />
                    <Route path=path!("search") view={Lazy::<lazy::Search>::new()} ssr=SsrMode::Async />
                    <Route path=path!("tags/:key") view={Lazy::<lazy::Tag>::new()} ssr=SsrMode::Async />
                    <Route path=path!("m/:id") view={Lazy::<lazy::Profile>::new()} ssr=SsrMode::Async />
                    <Route path=path!("sign-up") view={Lazy::<lazy::SignUp>::new()} ssr=SsrMode::Async />
                    <Route path=path!("sign-in") view={Lazy::<lazy::SignIn>::new()} ssr=SsrMode::Async />
                    <Route path=path!("forgotten") view={Lazy::<lazy::Forgotten>::new()} ssr=SsrMode::Async />
                    <Route path=path!("reset") view={Lazy::<lazy::Reset>::new()} ssr=SsrMode::Async />
                    <Route path=path!("confirm") view={Lazy::<lazy::Confirm>::new()} ssr=SsrMode::Async />
                    <Route path=path!("settings") view={Lazy::<lazy::Account>::new()} ssr=SsrMode::Async />
                    <Route path=path!("settings/sessions") view={Lazy::<lazy::Sessions>::new()} ssr=SsrMode::Async />
                    <Route path=path!("settings/display") view={Lazy::<lazy::Display>::new()} ssr=SsrMode::Async />
                    <Route path=path!("settings/data") view={Lazy::<lazy::Data>::new()} ssr=SsrMode::Async />
                    <Route path=path!("settings/erase") view={Lazy::<lazy::Erase>::new()} ssr=SsrMode::Async />
                    <Route path=path!("settings/tokens") view={Lazy::<lazy::Tokens>::new()} ssr=SsrMode::Async />
                    <Route path=path!("settings/passkeys") view={Lazy::<lazy::Passkeys>::new()} ssr=SsrMode::Async />
                    <Route path=path!("settings/profession") view={Lazy::<lazy::Profession>::new()} ssr=SsrMode::Async />
                    <Route path=path!("recover") view={Lazy::<lazy::Recover>::new()} ssr=SsrMode::Async />
                    <Route path=path!("settings/notices") view={Lazy::<lazy::NoticeSettings>::new()} ssr=SsrMode::Async />
                    <Route path=path!("n/:id") view={Lazy::<lazy::Lead>::new()} ssr=SsrMode::Async />
                    <Route path=path!("notices") view={Lazy::<lazy::Notices>::new()} ssr=SsrMode::Async />
                    <Route path=path!("letters") view={Lazy::<lazy::Letters>::new()} ssr=SsrMode::Async />
                    <Route path=path!("letters/:id") view={Lazy::<lazy::Correspondence>::new()} ssr=SsrMode::Async />
                    <Route path=path!("report/:subject/:id") view={Lazy::<lazy::Report>::new()} ssr=SsrMode::Async />
                    <Route path=path!("moderation") view={Lazy::<lazy::Queue>::new()} ssr=SsrMode::Async />
                    <Route path=path!("moderation/appeals/:id") view={Lazy::<lazy::Appeal>::new()} ssr=SsrMode::Async />
                    <Route path=path!("moderation/:id") view={Lazy::<lazy::Case>::new()} ssr=SsrMode::Async />
                    <Route path=path!("decisions") view={Lazy::<lazy::Decisions>::new()} ssr=SsrMode::Async />
                    <Route path=path!("rules") view={Lazy::<lazy::Rules>::new()} ssr=SsrMode::Async />
                    <Route path=path!("outbox") view={Lazy::<lazy::Outbox>::new()} ssr=SsrMode::Async />
                    <Route path=path!("offline") view={Lazy::<lazy::Offline>::new()} ssr=SsrMode::Async />
                    <Route path=path!("unsubscribe") view={Lazy::<lazy::Unsubscribe>::new()} ssr=SsrMode::Async />
                    <Route path=path!("admin") view={Lazy::<lazy::Administration>::new()} ssr=SsrMode::Async />
                    <Route path=path!("admin/members") view={Lazy::<lazy::AdminMembers>::new()} ssr=SsrMode::Async />
                    <Route path=path!("admin/members/:id") view={Lazy::<lazy::AdminMember>::new()} ssr=SsrMode::Async />
                    <Route path=path!("admin/communities") view={Lazy::<lazy::AdminCommunities>::new()} ssr=SsrMode::Async />
                    <Route path=path!("admin/audit") view={Lazy::<lazy::Audit>::new()} ssr=SsrMode::Async />
                    <Route path=path!("admin/settings") view={Lazy::<lazy::InstanceSettings>::new()} ssr=SsrMode::Async />
                    <Route path=path!("admin/invitations") view={Lazy::<lazy::Invitations>::new()} ssr=SsrMode::Async />
                    <Route path=path!("admin/claims") view={Lazy::<lazy::Claims>::new()} ssr=SsrMode::Async />
                    <Route path=path!("dev/mail") view={Lazy::<lazy::Mail>::new()} ssr=SsrMode::Async />
                    <Route path=path!("api") view={Lazy::<lazy::Guide>::new()} ssr=SsrMode::Async />
                    <Route path=path!("security") view={Lazy::<lazy::Security>::new()} ssr=SsrMode::Async />
                    <Route path=path!("about") view={Lazy::<lazy::About>::new()} ssr=SsrMode::Async />
                    <Route path=path!("*any") view=layout::NotFound ssr=SsrMode::Async />
                </ParentRoute>
            </Routes>
        </Router>
    }
}
