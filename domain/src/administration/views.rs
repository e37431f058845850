//! What administrators are shown.

use super::{InvitationState, SignUps};
use crate::communities::{CommunityLink, OwnerType};
use crate::ids::{CommunityId, InvitationId, MemberId};
use crate::locale::Locale;
use crate::members::{OrganisationKind, Profession, Role, labelled};
use crate::moderation::Rule;
use crate::time::When;
use serde::{Deserialize, Serialize};

/// How much there is of what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Members with a confirmed address.
    pub members: u32,
    /// Communities.
    pub communities: u32,
    /// Professional claims that wait.
    pub claims: u32,
    /// Moderation cases that wait.
    pub cases: u32,
    /// Who may sign up.
    pub sign_ups: SignUps,
}

/// A member in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberRow {
    /// The account.
    pub id: MemberId,
    /// Its name.
    pub pseudonym: String,
    /// Its kind.
    pub role: Role,
    /// What kind of organisation it speaks for.
    pub organisation: Option<OrganisationKind>,
    /// The verified profession.
    pub badge: Option<Profession>,
    /// Whether the address was confirmed.
    pub confirmed: bool,
    /// Administers the instance.
    pub administrator: bool,
    /// Moderates the instance.
    pub moderator: bool,
    /// Whether the address is one that is given away for minutes.
    pub disposable: bool,
    /// Since when.
    pub since: When,
}

impl MemberRow {
    /// The name, with the label of a company.
    pub fn labelled(&self, locale: Locale) -> String {
        labelled(&self.pseudonym, self.organisation == Some(OrganisationKind::Company), locale)
    }
}

/// The list of members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembersPage {
    /// By name.
    pub rows: Vec<MemberRow>,
    /// After whom the next page begins.
    pub next: Option<MemberId>,
}

/// One member. No address, no community: see the module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberPage {
    /// As in the list.
    pub member: MemberRow,
    /// What the account was before it spoke for an organisation.
    pub role_before: Option<Role>,
    /// Whether it is the reader.
    pub own: bool,
    /// Whether nobody else administers the instance.
    pub last_administrator: bool,
    /// Whether they asked to be erased.
    pub leaving: bool,
    /// Devices signed in.
    pub sessions: u32,
    /// Communities they host; not those they belong to.
    pub hosts: u32,
    /// Decisions of moderation about them.
    pub decisions: u32,
    /// Those that were taken back.
    pub reversed: u32,
    /// What administrators did about the account, latest first.
    pub acts: Vec<ActView>,
    /// Its suspension, while there is one.
    pub suspension: Option<SuspensionView>,
}

/// An account that only reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuspensionView {
    /// The account.
    pub id: MemberId,
    /// Its name, with the label of a company.
    pub name: String,
    /// Until when; none: until somebody lifts it.
    pub until: Option<When>,
    /// The rule.
    pub rule: Option<Rule>,
    /// Since when.
    pub since: Option<When>,
    /// An appeal waits to be read.
    pub appealed: bool,
}

/// The suspended accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuspensionsPage {
    /// By name.
    pub rows: Vec<SuspensionView>,
    /// After whom the next page begins.
    pub next: Option<MemberId>,
}

/// Something that an administrator did, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActView {
    /// What, as the audit log names it.
    pub verb: String,
    /// Why; empty when it can't be read any more.
    pub reason: String,
    /// When.
    pub at: When,
}

/// A community in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommunityRow {
    /// The community.
    pub id: CommunityId,
    /// Name and address.
    pub link: CommunityLink,
    /// Whose it is.
    pub owner: String,
    /// What kind of owner.
    pub owner_type: OwnerType,
    /// Which version of its charter holds.
    pub charter: u32,
    /// How many belong to it.
    pub members: u32,
    /// Its hosts' pseudonyms, labelled: every member of it is told them.
    pub hosts: Vec<String>,
}

/// The list of communities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommunitiesPage {
    /// By name.
    pub rows: Vec<CommunityRow>,
    /// After which the next page begins.
    pub next: Option<CommunityId>,
}

/// An entry of the audit log. People stand in it by the beginning of a keyed hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLine {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: When,
    /// Who did it; none is the program itself, or somebody without a key.
    pub actor: Option<String>,
    /// Whom it concerns.
    pub about: Option<String>,
    /// What was done.
    pub verb: String,
    /// Where.
    pub community: Option<String>,
    /// More, in words of the program.
    pub detail: String,
    /// Why, where an administrator said so; gone with whom it concerns.
    pub reason: String,
}

/// What reading the whole log found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chain {
    /// Entries that hold.
    pub rows: u64,
    /// The hash of the last one that does, hexadecimal.
    pub last: String,
    /// The number of the first entry that does not.
    pub broken: Option<i64>,
}

/// The audit log, latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    /// Its entries.
    pub rows: Vec<AuditLine>,
    /// Before which number the next page begins.
    pub next: Option<i64>,
    /// The verbs there are.
    pub verbs: Vec<String>,
    /// Whether the chain holds, when that was asked.
    pub chain: Option<Chain>,
}

/// A setting of the operator's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// As it stands in the file.
    pub name: String,
    /// What holds; never a secret.
    pub value: String,
    /// Whether that is what holds without a word in the file.
    pub standard: bool,
}

/// The settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsPage {
    /// Who may sign up; changed here.
    pub sign_ups: SignUps,
    /// The operator's, changed in the file.
    pub fixed: Vec<Setting>,
}

/// An invitation in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationView {
    /// To take it back by.
    pub id: InvitationId,
    /// For whom or what.
    pub note: String,
    /// Who made it; nobody once they are gone.
    pub by: Option<String>,
    /// How many it lets in.
    pub uses: u32,
    /// How many came.
    pub used: u32,
    /// When it was made.
    pub created: When,
    /// Until when it lets people in.
    pub expires: When,
    /// What it still does.
    pub state: InvitationState,
}

/// The invitations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationsPage {
    /// Latest first.
    pub rows: Vec<InvitationView>,
    /// After which the next page begins.
    pub next: Option<InvitationId>,
    /// Who may sign up.
    pub sign_ups: SignUps,
    /// The link just made: shown once.
    pub link: Option<String>,
}
