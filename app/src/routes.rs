//! The pages and their addresses.

use crate::{administration, boot, communities, error, feed, home, layout, members, tags, threads};
use domain::Problem;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, Title, provide_meta_context};
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{SsrMode, path};

/// The document around the application.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let boot = use_context::<boot::Boot>().unwrap_or_default();
    let theme = match boot.shell.theme {
        domain::members::Theme::System => None,
        chosen => Some(chosen.word()),
    };
    view! {
        <!DOCTYPE html>
        <html lang=boot.shell.locale.code() data-theme=theme>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#0b4438" />
                <link rel="icon" href="/icon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <HashedStylesheet options=options.clone() id="style" />
                <AutoReload options=options.clone() />
                <HydrationScripts options />
                <MetaTags />
            </head>
            <body><App /></body>
        </html>
    }
}

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
                    <Route path=path!("feed") view=feed::page::FeedPage ssr=SsrMode::Async />
                    <Route path=path!("communities") view=communities::list::CommunitiesPage ssr=SsrMode::Async />
                    <Route path=path!("communities/new") view=communities::create::CreatePage ssr=SsrMode::Async />
                    <Route path=path!("c/:slug") view=communities::page::CommunityPage ssr=SsrMode::Async />
                    <Route path=path!("c/:slug/join") view=communities::join::JoinPage ssr=SsrMode::Async />
                    <Route path=path!("c/:slug/hosts") view=communities::hosts::HostsPage ssr=SsrMode::Async />
                    <Route path=path!("ask") view=threads::compose::ComposePage ssr=SsrMode::Async />
                    <Route path=path!("t/:id") view=threads::page::ThreadPage ssr=SsrMode::Async />
                    <Route path=path!("t/:id/edit") view=threads::edit::EditPage ssr=SsrMode::Async />
                    <Route path=path!("t/:id/history") view=threads::history::HistoryPage ssr=SsrMode::Async />
                    <Route path=path!("r/:id/edit") view=threads::edit::EditReplyPage ssr=SsrMode::Async />
                    <Route path=path!("r/:id/history") view=threads::history::ReplyHistoryPage ssr=SsrMode::Async />
                    <Route path=path!("tags/:key") view=tags::page::TagPage ssr=SsrMode::Async />
                    <Route path=path!("m/:id") view=members::profile::ProfilePage ssr=SsrMode::Async />
                    <Route path=path!("sign-up") view=members::sign_up::SignUpPage ssr=SsrMode::Async />
                    <Route path=path!("sign-in") view=members::sign_in::SignInPage ssr=SsrMode::Async />
                    <Route path=path!("forgotten") view=members::forgotten::ForgottenPage ssr=SsrMode::Async />
                    <Route path=path!("reset") view=members::forgotten::ResetPage ssr=SsrMode::Async />
                    <Route path=path!("confirm") view=members::confirm::ConfirmPage ssr=SsrMode::Async />
                    <Route path=path!("settings") view=members::settings::AccountPage ssr=SsrMode::Async />
                    <Route path=path!("settings/sessions") view=members::settings::SessionsPage ssr=SsrMode::Async />
                    <Route path=path!("settings/display") view=members::settings::DisplayPage ssr=SsrMode::Async />
                    <Route path=path!("admin/claims") view=administration::claims::ClaimsPage ssr=SsrMode::Async />
                    <Route path=path!("dev/mail") view=administration::mail::MailPage ssr=SsrMode::Async />
                    <Route path=path!("about") view=home::about::AboutPage ssr=SsrMode::Async />
                    <Route path=path!("*any") view=layout::NotFound ssr=SsrMode::Async />
                </ParentRoute>
            </Routes>
        </Router>
    }
}
