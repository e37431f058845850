//! Every page, by group. What a newcomer sees first comes with the program; each of the other groups is
//! a file of its own, which the browser fetches when one of its pages is first opened; the server
//! renders them like any other.
//!
//! A page is a value, not a type: with a type for each, the router is compiled once for each of them,
//! and all of that comes with the first visit (`docs/decisions/speed.md`).

use super::way::Way;
use crate::{
    administration, communities, device, erasures, feed, home, layout, letters, members, moderation, notices, passkeys,
    pro_sante, search, tags, threads, tokens, vigilance,
};
use leptos::prelude::*;
use leptos_router::ChooseView;

/// A group of pages: their addresses, and the function whose code is set apart.
macro_rules! group {
    ($(#[$doc:meta])* $pages:ident, $function:ident, $preload:ident, $indexing:expr, { $($way:literal $route:ident => $page:path),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub enum $pages {
            $(#[doc = $way] $route,)+
        }

        impl $pages {
            const ALL: &[(Way, Page)] = &[$((Way($way), Page::$pages(Self::$route)),)+];

            /// The function's name, which the files of the group bear.
            #[cfg(feature = "ssr")]
            const GROUP: &str = stringify!($function);

            async fn preload() {
                #[cfg(target_family = "wasm")]
                $preload().await;
            }
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
    };
}

/// What an address shows.
#[derive(Clone, Copy)]
pub enum Page {
    /// The first page.
    Home,
    /// What is not there.
    Nowhere,
    /// One of those that are read.
    Reading(Reading),
    /// One of one's own account.
    Account(Account),
    /// One of those where something is done.
    Work(Work),
}

impl ChooseView for Page {
    async fn choose(self) -> AnyView {
        match self {
            Self::Home => home::page::HomePage().into_any(),
            Self::Nowhere => layout::NotFound().into_any(),
            Self::Reading(page) => reading_pages(page).await,
            Self::Account(page) => account_pages(page).await,
            Self::Work(page) => work_pages(page).await,
        }
    }

    async fn preload(&self) {
        match self {
            Self::Home | Self::Nowhere => {}
            Self::Reading(_) => Reading::preload().await,
            Self::Account(_) => Account::preload().await,
            Self::Work(_) => Work::preload().await,
        }
    }
}

/// Every address with what it shows; what no other meets stands last.
pub fn pages() -> impl Iterator<Item = (Way, Page)> {
    let groups = Reading::ALL.iter().chain(Account::ALL).chain(Work::ALL).copied();
    std::iter::once((Way(""), Page::Home)).chain(groups).chain(std::iter::once((Way("*any"), Page::Nowhere)))
}

// Three groups and no more: the splitter makes a file for every combination of groups that share
// code, and a phone asks for each.
group! {
    /// Reading, which most visits are for.
    Reading, reading_pages, __preload_reading_pages, (|| ()), {
        "feed" Feed => feed::page::FeedPage,
        "communities" Communities => communities::list::CommunitiesPage,
        "c/:slug" Community => communities::page::CommunityPage,
        "t/:id" Thread => threads::page::ThreadPage,
        "tags/:key" Tag => tags::page::TagPage,
        "search" Search => search::page::SearchPage,
        "m/:id" Profile => members::profile::ProfilePage,
        "about" About => home::about::AboutPage,
        "security" Security => home::security::SecurityPage,
        "api" Guide => tokens::guide::GuidePage,
        "rules" Rules => moderation::rules::RulesPage,
        "outbox" Outbox => device::outbox::OutboxPage,
        "offline" Offline => device::offline::OfflinePage,
    }
}

group! {
    /// Coming in, and what concerns one's own account.
    Account, account_pages, __preload_account_pages, crate::indexing::closed, {
        "sign-up" SignUp => members::sign_up::SignUpPage,
        "sign-in" SignIn => members::sign_in::SignInPage,
        "forgotten" Forgotten => members::forgotten::ForgottenPage,
        "reset" Reset => members::forgotten::ResetPage,
        "confirm" Confirm => members::confirm::ConfirmPage,
        "settings" Settings => members::settings::AccountPage,
        "settings/sessions" Sessions => members::settings::SessionsPage,
        "settings/display" Display => members::settings::DisplayPage,
        "settings/data" Data => members::settings::DataPage,
        "settings/erase" Erase => erasures::page::ErasePage,
        "settings/notices" NoticeSettings => notices::settings::NoticeSettingsPage,
        "settings/tokens" Tokens => tokens::page::TokensPage,
        "settings/passkeys" Passkeys => passkeys::page::PasskeysPage,
        "settings/profession" Profession => pro_sante::page::ProfessionPage,
        "recover" Recover => passkeys::recover::RecoverPage,
        "n/:id" Lead => notices::lead::LeadPage,
        "notices" Notices => notices::page::NoticesPage,
        "letters" Letters => letters::list::LettersPage,
        "letters/:id" Correspondence => letters::with::CorrespondencePage,
        "decisions" Decisions => moderation::decisions::DecisionsPage,
        "unsubscribe" Unsubscribe => notices::unsubscribe::UnsubscribePage,
    }
}

group! {
    /// Writing and what was written before; joining, opening and hosting a community; administering.
    Work, work_pages, __preload_work_pages, crate::indexing::closed, {
        "ask" Compose => threads::compose::ComposePage,
        "t/:id/edit" Edit => threads::edit::EditPage,
        "r/:id/edit" EditReply => threads::edit::EditReplyPage,
        "t/:id/history" History => threads::history::HistoryPage,
        "r/:id/history" ReplyHistory => threads::history::ReplyHistoryPage,
        "c/:slug/join" Join => communities::join::JoinPage,
        "communities/new" Create => communities::create::CreatePage,
        "c/:slug/hosts" Hosts => communities::hosts::HostsPage,
        "c/:slug/charter" Charter => communities::charters::CharterPage,
        "c/:slug/charter/edit" CharterEdit => communities::charter_form::CharterEditPage,
        "report/:subject/:id" Report => moderation::report::ReportPage,
        "moderation" Queue => moderation::queue::QueuePage,
        "moderation/:id" Case => moderation::case::CasePage,
        "moderation/appeals/:id" Appeal => moderation::appeal::AppealPage,
        "admin" Administration => administration::home::HomePage,
        "admin/members" AdminMembers => administration::members::MembersPage,
        "admin/members/:id" AdminMember => administration::member::MemberPage,
        "admin/suspensions" Suspensions => administration::suspensions::SuspensionsPage,
        "admin/communities" AdminCommunities => administration::communities::CommunitiesPage,
        "admin/audit" Audit => administration::audit::AuditPage,
        "admin/settings" InstanceSettings => administration::settings::SettingsPage,
        "admin/invitations" Invitations => administration::invitations::InvitationsPage,
        "vigilance/:id" Declare => vigilance::declare::DeclarePage,
        "c/:slug/vigilance" Screening => vigilance::queue::QueuePage,
        "admin/claims" Claims => administration::claims::ClaimsPage,
        "dev/mail" Mail => administration::mail::MailPage,
    }
}

/// The group a page belongs to, by the name of its function; empty for those that come with the
/// program itself. The document asks for the group's files at once.
#[cfg(feature = "ssr")]
pub fn group(path: &str) -> &'static str {
    use leptos_router::PossibleRouteMatch;
    let met = |way: &Way| way.test(path).is_some_and(|met| met.is_complete());
    match pages().find(|(way, _)| met(way)) {
        Some((_, Page::Reading(_))) => Reading::GROUP,
        Some((_, Page::Account(_))) => Account::GROUP,
        Some((_, Page::Work(_))) => Work::GROUP,
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
