//! Notices: what happened that concerns one member, in the application and by mail.

use crate::communities::CommunityLink;
use crate::members::Byline;
use crate::time::When;
use crate::{NoticeId, ReplyId, ThreadId};
use serde::{Deserialize, Serialize};

crate::word_enum! {
    /// Why somebody is told. Where several hold for one event, the first in this order is told.
    NoticeKind {
        /// My question has a reply.
        Answer = "answer",
        /// Somebody replied to what I wrote.
        Reply = "reply",
        /// Somebody named me (`@pseudonym`).
        Mention = "mention",
        /// A question was put to my profession.
        Question = "question",
        /// A host announced something in my community.
        Announcement = "announcement",
        /// The charter of my community changed.
        Charter = "charter",
        /// I became a host, or am no longer one.
        Host = "host",
        /// Somebody joined a community that I host.
        Join = "join",
        /// What became of my professional claim.
        Claim = "claim",
        /// My badge ends soon, or has ended.
        Badge = "badge",
        /// Somebody wrote me a letter, or asks to.
        Letter = "letter",
        /// Something was decided about what I wrote, or my appeal was answered.
        Decision = "decision",
        /// What I wrote waited for somebody to look, and is there now.
        Shown = "shown",
        /// What I reported was looked at.
        Reported = "reported",
        /// A report, or an appeal, waits for me.
        Case = "case",
        /// Texts of a community that a company runs and I host wait to be looked at. One until it is read, however many
        /// there are.
        Screening = "screening",
    }
}

crate::word_enum! {
    /// When a notice goes out by mail as well.
    MailPace {
        /// As it happens.
        Immediate = "immediate",
        /// In one mail a day.
        Daily = "daily",
        /// In one mail a week.
        Weekly = "weekly",
        /// Not at all.
        Never = "never",
    }
}

impl NoticeKind {
    /// What holds until the member chooses: what is for them alone at once, the rest gathered.
    pub fn usual_pace(self) -> MailPace {
        match self {
            Self::Answer
            | Self::Reply
            | Self::Mention
            | Self::Host
            | Self::Badge
            | Self::Letter
            | Self::Decision
            | Self::Shown
            | Self::Case
            | Self::Screening => MailPace::Immediate,
            Self::Question | Self::Announcement | Self::Charter | Self::Join => MailPace::Daily,
            // What was decided is a mail of its own.
            Self::Claim | Self::Reported => MailPace::Never,
        }
    }

    /// Whether the member's devices ring for it until the member chooses: for what is for them alone.
    pub fn usually_rings(self) -> bool {
        !matches!(self, Self::Join | Self::Announcement | Self::Charter)
    }
}

/// Where a device wants to be rung at, as the browser's `PushSubscription` tells (Push API §8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushAddress {
    /// The push service's address for this device.
    pub endpoint: String,
    /// The device's public key: an uncompressed point of P-256 (65 bytes) in base64url.
    pub p256dh: String,
    /// Its authentication secret: 16 bytes in base64url.
    pub auth: String,
}

/// A notice as its member reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeView {
    /// The notice.
    pub id: NoticeId,
    /// Why.
    pub kind: NoticeKind,
    /// Whose doing; none when they are gone.
    pub actor: Option<Byline>,
    /// Where.
    pub community: Option<CommunityLink>,
    /// In which thread, with its title.
    pub thread: Option<(ThreadId, String)>,
    /// To which reply it leads.
    pub reply: Option<ReplyId>,
    /// Whether it is about something given (host named, claim confirmed) rather than taken back.
    pub given: bool,
    /// Of how many texts it tells.
    pub texts: u32,
    /// When.
    pub created: When,
    /// Not read yet.
    pub new: bool,
}

impl NoticeKind {
    /// Whether it is about a text: where the member may no longer read that, it leads nowhere.
    pub fn is_about_thread(self) -> bool {
        matches!(self, Self::Answer | Self::Reply | Self::Mention | Self::Question | Self::Announcement)
    }
}

impl NoticeView {
    /// Where it leads on this site; nowhere when the text is no longer open to its member.
    pub fn path(&self) -> Option<String> {
        Some(match (self.kind, &self.thread, &self.community) {
            (NoticeKind::Letter, ..) => match &self.actor {
                Some(actor) => format!("/letters/{}", actor.id),
                None => "/letters".to_owned(),
            },
            (NoticeKind::Decision, ..) => "/decisions".to_owned(),
            (NoticeKind::Case, ..) => "/moderation".to_owned(),
            (NoticeKind::Reported, ..) => "/rules".to_owned(),
            (_, Some((thread, _)), _) => match self.reply {
                Some(reply) => format!("/t/{thread}?at={reply}#r-{reply}"),
                None => format!("/t/{thread}"),
            },
            (NoticeKind::Host, None, Some(community)) if self.given => format!("/c/{}/hosts", community.slug),
            (NoticeKind::Screening, None, Some(community)) => format!("/c/{}/vigilance", community.slug),
            (NoticeKind::Charter, None, Some(community)) => format!("/c/{}/charter", community.slug),
            (kind, None, Some(community)) if !kind.is_about_thread() => format!("/c/{}", community.slug),
            (NoticeKind::Claim | NoticeKind::Badge, ..) => "/settings/profession".to_owned(),
            _ => return None,
        })
    }
}

/// A member's notices, latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticesPage {
    /// One page of them.
    pub notices: crate::feed::Page<NoticeView>,
    /// How many are not read yet.
    pub new: u32,
}

/// How a member wants to be told, kind by kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeSettings {
    /// Each kind that can concern this member, when it goes out by mail, and whether their devices ring.
    pub kinds: Vec<KindSettings>,
    /// Whether a lock screen may say who and where.
    pub reveals: bool,
    /// Whether any device of theirs is to ring.
    pub devices: bool,
    /// The instance's public key, which a browser subscribes with: P-256 in base64url.
    pub push_key: String,
}

/// How a member wants to be told of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindSettings {
    /// The kind.
    pub kind: NoticeKind,
    /// When it goes out by mail.
    pub mail: MailPace,
    /// Whether devices ring.
    pub rings: bool,
}

/// The pseudonyms named in a text: what follows an `@` that begins a word. The longest reading of each
/// place comes first, because pseudonyms may hold spaces, and the shorter ones follow: whoever looks them
/// up takes the first that exists. At most 20 places are looked at.
pub fn mentions(text: &str) -> Vec<Vec<String>> {
    const WORDS: usize = 4;
    const PLACES: usize = 20;
    let mut found = Vec::new();
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        let begins = letter == '@' && !(before.is_alphanumeric() || before == '@');
        before = letter;
        if !begins {
            continue;
        }
        if found.len() == PLACES {
            break;
        }
        let rest = text[at + 1..].lines().next().unwrap_or_default();
        if !rest.starts_with(char::is_alphanumeric) {
            continue;
        }
        let mut readings = Vec::new();
        let mut end = 0;
        for word in rest.split(' ').take(WORDS) {
            if word.is_empty() {
                break;
            }
            end += if end == 0 { word.len() } else { word.len() + 1 };
            let reading = rest[..end].trim_end_matches(|c: char| !c.is_alphanumeric());
            if !reading.is_empty() && reading.len() <= 120 && readings.last().is_none_or(|last| last != reading) {
                readings.push(reading.to_owned());
            }
        }
        readings.reverse();
        if !readings.is_empty() {
            found.push(readings);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn mentions_are_read_with_their_spaces_and_without_what_follows() {
        assert_eq!(mentions("Merci @Yves, à toi."), [vec!["Yves, à toi", "Yves, à", "Yves"]]);
        assert_eq!(mentions("@Claire Delmas-Roux\nBonjour"), [vec!["Claire Delmas-Roux", "Claire"]]);
        assert_eq!(mentions("yves@exemple.fr et @@ et @ seul"), Vec::<Vec<String>>::new());
        assert_eq!(mentions("(@Jean-Noël)"), [vec!["Jean-Noël"]]);
    }

    #[test]
    fn many_mentions_are_few() {
        assert_eq!(mentions(&"@a ".repeat(1_000)).len(), 20);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text: String) {
            for readings in mentions(&text) {
                prop_assert!(!readings.is_empty());
                prop_assert!(readings.iter().all(|reading| !reading.is_empty()));
            }
        }
    }
}
