//! Every page but the first one a newcomer sees. Each group is a file of its own, which the
//! browser fetches when one of its pages is first opened; the server renders them like any other.

use crate::{administration, communities, feed, home, members, tags, threads};
use leptos::prelude::*;
use leptos_router::LazyRoute;

/// A group of pages: the routes that lead to them, and the function whose code is set apart.
macro_rules! group {
    ($(#[$doc:meta])* $pages:ident, $function:ident, $preload:ident { $($route:ident => $page:path),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        enum $pages {
            $($route,)+
        }

        #[lazy]
        fn $function(page: $pages) -> AnyView {
            match page {
                $($pages::$route => $page().into_any(),)+
            }
        }

        $(
            /// The way to a page of a group.
            pub struct $route;

            impl LazyRoute for $route {
                fn data() -> Self {
                    Self
                }

                async fn view(_: Self) -> AnyView {
                    $function($pages::$route).await
                }

                async fn preload() {
                    #[cfg(target_family = "wasm")]
                    $preload().await;
                }
            }
        )+
    };
}

group! {
    /// What most visits are for.
    TalkPages, talk_pages, __preload_talk_pages {
        Feed => feed::page::FeedPage,
        Communities => communities::list::CommunitiesPage,
        Community => communities::page::CommunityPage,
        Thread => threads::page::ThreadPage,
    }
}

group! {
    /// Coming in, and what concerns one's own account.
    AccountPages, account_pages, __preload_account_pages {
        SignUp => members::sign_up::SignUpPage,
        SignIn => members::sign_in::SignInPage,
        Forgotten => members::forgotten::ForgottenPage,
        Reset => members::forgotten::ResetPage,
        Confirm => members::confirm::ConfirmPage,
        Account => members::settings::AccountPage,
        Sessions => members::settings::SessionsPage,
        Display => members::settings::DisplayPage,
    }
}

group! {
    /// Writing, and what was written before.
    WritingPages, writing_pages, __preload_writing_pages {
        Compose => threads::compose::ComposePage,
        Edit => threads::edit::EditPage,
        EditReply => threads::edit::EditReplyPage,
        History => threads::history::HistoryPage,
        ReplyHistory => threads::history::ReplyHistoryPage,
        Join => communities::join::JoinPage,
    }
}

group! {
    /// Opening a community, hosting it, administering an instance.
    HostingPages, hosting_pages, __preload_hosting_pages {
        Create => communities::create::CreatePage,
        Hosts => communities::hosts::HostsPage,
        Claims => administration::claims::ClaimsPage,
        Mail => administration::mail::MailPage,
    }
}

group! {
    /// Reading around.
    ReadingPages, reading_pages, __preload_reading_pages {
        Tag => tags::page::TagPage,
        Profile => members::profile::ProfilePage,
        About => home::about::AboutPage,
    }
}
