//! Every page but the first one a newcomer sees. Each group is a file of its own, which the
//! browser fetches when one of its pages is first opened; the server renders them like any other.

use crate::{
    administration, communities, device, erasures, feed, home, letters, members, moderation, notices, passkeys,
    pro_sante, search, tags, threads, tokens, vigilance,
};
use leptos::prelude::*;
use leptos_router::LazyRoute;

/// A group of pages: the routes that lead to them, and the function whose code is set apart.
macro_rules! group {
    ($(#[$doc:meta])* $pages:ident, $function:ident, $preload:ident, $indexing:expr, { $($route:ident => $page:path),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        enum $pages {
            $($route,)+
        }

        // On the server a plain function: what `lazy` adds there are hints of what to fetch, which
        // leptos_integration_utils 0.8.9 writes outside of the request they belong to, so that under
        // load they end in somebody else's page.
        #[cfg(feature = "ssr")]
        async fn $function(page: $pages) -> AnyView {
            $indexing();
            match page {
                $($pages::$route => $page().into_any(),)+
            }
        }

        #[cfg(not(feature = "ssr"))]
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

// Three groups and no more: the splitter makes a file for every combination of groups that share
// code, and a phone asks for each.
group! {
    /// Reading, which most visits are for.
    ReadingPages, reading_pages, __preload_reading_pages, (|| ()), {
        Feed => feed::page::FeedPage,
        Communities => communities::list::CommunitiesPage,
        Community => communities::page::CommunityPage,
        Thread => threads::page::ThreadPage,
        Tag => tags::page::TagPage,
        Search => search::page::SearchPage,
        Profile => members::profile::ProfilePage,
        About => home::about::AboutPage,
        Security => home::security::SecurityPage,
        Guide => tokens::guide::GuidePage,
        Rules => moderation::rules::RulesPage,
        Outbox => device::outbox::OutboxPage,
        Offline => device::offline::OfflinePage,
    }
}

group! {
    /// Coming in, and what concerns one's own account.
    AccountPages, account_pages, __preload_account_pages, crate::indexing::closed, {
        SignUp => members::sign_up::SignUpPage,
        SignIn => members::sign_in::SignInPage,
        Forgotten => members::forgotten::ForgottenPage,
        Reset => members::forgotten::ResetPage,
        Confirm => members::confirm::ConfirmPage,
        Account => members::settings::AccountPage,
        Sessions => members::settings::SessionsPage,
        Display => members::settings::DisplayPage,
        Data => members::settings::DataPage,
        Erase => erasures::page::ErasePage,
        NoticeSettings => notices::settings::NoticeSettingsPage,
        Tokens => tokens::page::TokensPage,
        Passkeys => passkeys::page::PasskeysPage,
        Profession => pro_sante::page::ProfessionPage,
        Recover => passkeys::recover::RecoverPage,
        Lead => notices::lead::LeadPage,
        Notices => notices::page::NoticesPage,
        Letters => letters::list::LettersPage,
        Correspondence => letters::with::CorrespondencePage,
        Decisions => moderation::decisions::DecisionsPage,
        Unsubscribe => notices::unsubscribe::UnsubscribePage,
    }
}

group! {
    /// Writing and what was written before; joining, opening and hosting a community; administering.
    WorkPages, work_pages, __preload_work_pages, crate::indexing::closed, {
        Compose => threads::compose::ComposePage,
        Edit => threads::edit::EditPage,
        EditReply => threads::edit::EditReplyPage,
        History => threads::history::HistoryPage,
        ReplyHistory => threads::history::ReplyHistoryPage,
        Join => communities::join::JoinPage,
        Create => communities::create::CreatePage,
        Hosts => communities::hosts::HostsPage,
        Charter => communities::charters::CharterPage,
        CharterEdit => communities::charter_form::CharterEditPage,
        Report => moderation::report::ReportPage,
        Queue => moderation::queue::QueuePage,
        Case => moderation::case::CasePage,
        Appeal => moderation::appeal::AppealPage,
        Administration => administration::home::HomePage,
        AdminMembers => administration::members::MembersPage,
        AdminMember => administration::member::MemberPage,
        AdminCommunities => administration::communities::CommunitiesPage,
        Audit => administration::audit::AuditPage,
        InstanceSettings => administration::settings::SettingsPage,
        Invitations => administration::invitations::InvitationsPage,
        Declare => vigilance::declare::DeclarePage,
        Screening => vigilance::queue::QueuePage,
        Claims => administration::claims::ClaimsPage,
        Mail => administration::mail::MailPage,
    }
}

/// The group a page belongs to, by the name of its function; empty for those that come with the
/// program itself. The document asks for the group's files at once.
#[cfg(feature = "ssr")]
pub fn group(path: &str) -> &'static str {
    let mut steps = path.trim_matches('/').split('/');
    match (steps.next().unwrap_or_default(), steps.next(), steps.next()) {
        (
            "feed" | "communities" | "search" | "about" | "api" | "outbox" | "offline" | "rules" | "security",
            None,
            _,
        )
        | ("c" | "t" | "tags" | "m", Some(_), None) => "reading_pages",
        (
            "sign-up" | "sign-in" | "forgotten" | "recover" | "reset" | "confirm" | "settings" | "n" | "notices"
            | "letters" | "unsubscribe" | "decisions",
            _,
            _,
        ) => "account_pages",
        ("ask" | "communities" | "admin" | "dev" | "c" | "t" | "r" | "report" | "moderation" | "vigilance", _, _) => {
            "work_pages"
        }
        _ => "",
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::group;

    #[test]
    fn each_page_knows_its_group() {
        for (path, name) in [
            ("/", ""),
            ("/nowhere", ""),
            ("/feed", "reading_pages"),
            ("/communities", "reading_pages"),
            ("/communities/new", "work_pages"),
            ("/c/reins", "reading_pages"),
            ("/c/reins/join", "work_pages"),
            ("/t/0351qV3dIDHTJabxnqTq9w", "reading_pages"),
            ("/t/0351qV3dIDHTJabxnqTq9w/edit", "work_pages"),
            ("/r/0351qV3dIDHTJabxnqTq9w/history", "work_pages"),
            ("/settings", "account_pages"),
            ("/settings/sessions", "account_pages"),
            ("/notices", "account_pages"),
            ("/settings/tokens", "account_pages"),
            ("/settings/erase", "account_pages"),
            ("/settings/passkeys", "account_pages"),
            ("/settings/profession", "account_pages"),
            ("/recover", "account_pages"),
            ("/api", "reading_pages"),
            ("/search", "reading_pages"),
            ("/admin/claims", "work_pages"),
            ("/admin", "work_pages"),
            ("/admin/members/0351qV3dIDHTJabxnqTq9w", "work_pages"),
            ("/security", "reading_pages"),
            ("/rules", "reading_pages"),
            ("/decisions", "account_pages"),
            ("/report/thread/0351qV3dIDHTJabxnqTq9w", "work_pages"),
            ("/moderation", "work_pages"),
            ("/vigilance/0351qV3dIDHTJabxnqTq9w", "work_pages"),
            ("/c/reins/vigilance", "work_pages"),
        ] {
            assert_eq!(group(path), name, "{path}");
        }
    }
}
