//! What the pages of moderation are told.

use super::{Action, AppealOutcome, Measure, Reason, Rule, Source, Subject, Veil};
use crate::communities::CommunityLink;
use crate::ids::{CaseId, DecisionId, ReplyId, ThreadId};
use crate::members::Byline;
use crate::pictures::PictureView;
use crate::threads::{self, Circle};
use crate::time::When;
use serde::{Deserialize, Serialize};

/// What somebody is about to report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportPage {
    /// What kind of thing.
    pub subject: Subject,
    /// Which, as in addresses.
    pub id: String,
    /// Whose; none when they are gone.
    pub author: Option<Byline>,
    /// How it begins.
    pub excerpt: String,
    /// Whether the reader has reported it already, and it waits.
    pub reported: bool,
    /// Whether it is the reader's own.
    pub own: bool,
    /// Where it stands.
    pub back: String,
}

crate::word_enum! {
    /// The lists of the queue.
    Tab {
        /// Cases that wait.
        Waiting = "waiting",
        /// Appeals that wait.
        Appeals = "appeals",
        /// What was decided.
        Decided = "decided",
    }
}

/// A case in the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRow {
    /// The case.
    pub id: CaseId,
    /// Where; none for what stands in no community.
    pub community: Option<CommunityLink>,
    /// What it is about.
    pub subject: Subject,
    /// The thread's title, or the member's or community's name, labelled; empty where the reader does not read it.
    pub title: String,
    /// Whether they read it by their own role, and not by the report alone.
    pub reads: bool,
    /// Why, with how many said so.
    pub reasons: Vec<(Reason, u32)>,
    /// Somebody may come to harm while it waits.
    pub urgent: bool,
    /// When it was first reported.
    pub opened: When,
    /// When it is to be looked at.
    pub due: When,
    /// That moment has passed.
    pub late: bool,
    /// Who looks at it, labelled, and whether that is the reader.
    pub claimed: Option<(String, bool)>,
}

/// The queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueuePage {
    /// Which list.
    pub tab: Tab,
    /// Cases that wait.
    pub waiting: Vec<CaseRow>,
    /// Appeals that wait.
    pub appeals: Vec<DecisionView>,
    /// What was decided, latest first.
    pub decided: Vec<DecisionView>,
    /// The encoded cursor of the list's next page, when there is one.
    pub next: Option<String>,
    /// How many wait.
    pub cases: u32,
    /// How many appeals wait.
    pub appealed: u32,
    /// How often what was decided this month.
    pub month: Vec<(Action, u32)>,
    /// From the first report to the decision, half of this month's took less: minutes.
    pub minutes: Option<u32>,
}

/// A report, as whoever handles the case reads it. Who reported is not told: only what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportView {
    /// Who: a member, a visitor, an automatic look.
    pub source: Source,
    /// Why.
    pub reason: Reason,
    /// In their words.
    pub text: String,
    /// When.
    pub created: When,
}

/// What a handler noted for the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteView {
    /// Who, labelled.
    pub author: Option<String>,
    /// What.
    pub text: String,
    /// When.
    pub created: When,
}

/// What was decided about somebody before, in this community.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseBrief {
    /// About the text.
    pub action: Action,
    /// About the person.
    pub measure: Measure,
    /// The rule.
    pub rule: Option<Rule>,
    /// When.
    pub created: When,
    /// Taken back since.
    pub reversed: bool,
}

/// What was asked of the author of a text that was changed since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedView {
    /// What was decided then.
    pub action: Action,
    /// By which rule.
    pub rule: Option<Rule>,
    /// In the words that they were told.
    pub reasons: String,
    /// When.
    pub created: When,
}

/// Something else that the author of a case's text wrote there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherText {
    /// In which thread, or as which.
    pub thread: ThreadId,
    /// As which reply; none is the thread's own text.
    pub reply: Option<ReplyId>,
    /// The thread's title; empty when the thread's own text is gone.
    pub title: String,
    /// How it begins.
    pub excerpt: String,
    /// When.
    pub created: When,
}

/// A case, with what one needs to decide it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasePage {
    /// As in the queue.
    pub row: CaseRow,
    /// Its thread, with its title.
    pub thread: Option<(ThreadId, String)>,
    /// The reply.
    pub reply: Option<ReplyId>,
    /// Who reads it.
    pub circle: Option<Circle>,
    /// Who wrote it.
    pub author: Option<Byline>,
    /// The text, rendered; empty when it is gone.
    pub html: String,
    /// Its pictures.
    pub pictures: Vec<PictureView>,
    /// Its sources.
    pub sources: Vec<threads::Source>,
    /// Its tags, as they are typed.
    pub tags: String,
    /// Why no reader reads it, where none does.
    pub veil: Option<Veil>,
    /// Which version of a text that nobody reads this is: what is published is what was read.
    pub version: Option<i64>,
    /// What it answers, rendered.
    pub before: Option<(Option<Byline>, String)>,
    /// When it was written.
    pub written: Option<When>,
    /// Who reported what.
    pub reports: Vec<ReportView>,
    /// Earlier decisions about its author here.
    pub earlier: Vec<CaseBrief>,
    /// What its author wrote here so far, and since when they are here.
    pub history: Option<(u32, When)>,
    /// Their last texts here that the reader reads by their own role, latest first; not the one the case is about.
    pub others: Vec<OtherText>,
    /// What was asked of them, where they changed the text since.
    pub asked: Option<AskedView>,
    /// Notes.
    pub notes: Vec<NoteView>,
    /// The case before this one in the reader's queue.
    pub previous: Option<CaseId>,
    /// The one after it; of a case that is decided, the first that waits.
    pub next: Option<CaseId>,
    /// Communities a thread could go to.
    pub places: Vec<CommunityLink>,
    /// Decided already.
    pub closed: bool,
    /// The reader may open the thread as a reader.
    pub readable: bool,
}

/// An appeal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealView {
    /// In the person's words.
    pub text: String,
    /// When.
    pub created: When,
    /// When it is to be read.
    pub due: When,
    /// What came of it, why, when.
    pub answer: Option<(AppealOutcome, String, When)>,
}

/// A decision: the statement of reasons, as the person concerned reads it, and whoever reads an appeal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionView {
    /// The decision.
    pub id: DecisionId,
    /// Where.
    pub community: Option<CommunityLink>,
    /// What it is about.
    pub subject: Subject,
    /// The text it is about, as it was.
    pub excerpt: String,
    /// About the text.
    pub action: Action,
    /// About the person.
    pub measure: Measure,
    /// Until when, where it lasts.
    pub until: Option<When>,
    /// The rule.
    pub rule: Option<Rule>,
    /// The reasons.
    pub reasons: String,
    /// How many reports there were.
    pub reports: u32,
    /// An automatic look was among what led to it.
    pub noticed: bool,
    /// When.
    pub created: When,
    /// The appeal.
    pub appeal: Option<AppealView>,
    /// One may appeal until then; none when it is too late, or was done.
    pub appeal_until: Option<When>,
    /// Whose text; told to those who read appeals.
    pub about: Option<Byline>,
}

/// What was decided about oneself, latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionsPage {
    /// The decisions.
    pub decisions: Vec<DecisionView>,
}

/// A line of the public log: what, why, how many. No names, no texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogRow {
    /// The month, as `2026-11`.
    pub month: String,
    /// About texts.
    pub action: Action,
    /// About persons.
    pub measure: Measure,
    /// The rule.
    pub rule: Option<Rule>,
    /// How many.
    pub count: u32,
    /// How many of them were taken back after an appeal.
    pub reversed: u32,
}

/// The public log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogPage {
    /// Of one community, or of all.
    pub community: Option<CommunityLink>,
    /// Latest month first.
    pub rows: Vec<LogRow>,
}
