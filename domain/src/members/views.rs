//! What the interface is told about members.

use super::{ClaimState, LinkPurpose, OrganisationKind, Profession, Role, Theme};
use crate::crisis::Numbers;
use crate::ids::{ClaimId, MemberId, SessionId};
use crate::locale::Locale;
use crate::pro_sante::{ProofKind, Way};
use crate::time::When;
use serde::{Deserialize, Serialize};

/// Who wrote something, as everybody who reads it sees them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Byline {
    /// The member; pages are addressed by it.
    pub id: MemberId,
    /// The name they chose.
    pub pseudonym: String,
    /// Patient, carer, professional, organisation.
    pub role: Role,
    /// The profession, only when the badge is verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge: Option<Profession>,
    /// What kind of organisation it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationKind>,
    /// How they describe themselves, at most 80 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
}

impl Byline {
    /// Whether a company speaks: it says so wherever it is named.
    pub fn is_company(&self) -> bool {
        self.organisation == Some(OrganisationKind::Company)
    }

    /// The name, with the label of a company, for lines that hold no badge.
    pub fn labelled(&self, locale: Locale) -> String {
        labelled(&self.pseudonym, self.is_company(), locale)
    }

    /// One or two letters for the round picture.
    pub fn initials(&self) -> String {
        let mut words = self.pseudonym.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let first = words.next().unwrap_or("?");
        let letters: String = match words.next() {
            Some(second) => first.chars().take(1).chain(second.chars().take(1)).collect(),
            None => first.chars().take(2).collect(),
        };
        letters.to_uppercase()
    }
}

/// The person reading, as the interface needs them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// Their account.
    pub id: MemberId,
    /// Their name here.
    pub pseudonym: String,
    /// Patient, carer, professional, organisation.
    pub role: Role,
    /// What kind of organisation.
    pub organisation: Option<OrganisationKind>,
    /// Their profession when verified.
    pub badge: Option<Profession>,
    /// Whether the e-mail address was confirmed.
    pub confirmed: bool,
    /// Whether their account is suspended: they read, and do not write.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub suspended: bool,
    /// Whether they administer the instance.
    pub administrator: bool,
    /// Whether reports may wait for them.
    pub moderates: bool,
    /// How many of their notices are new.
    pub unseen: u32,
}

/// What frames every page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shell {
    /// The person reading, if signed in.
    pub viewer: Option<Viewer>,
    /// The language of the interface.
    pub locale: Locale,
    /// The colours.
    pub theme: Theme,
    /// A development server on loopback, which shows the mail it did not send.
    pub development: bool,
    /// The age from which one may join.
    pub minimum_age: u8,
    /// Who helps at once where the reader is, as far as that is known; France's travel unsaid.
    #[serde(default, skip_serializing_if = "Numbers::is_france")]
    pub help: Numbers,
}

/// A signed-in device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// To revoke it by.
    pub id: SessionId,
    /// Browser and system, in a few words.
    pub device: String,
    /// When it signed in.
    pub created: When,
    /// When it was last used (kept to the hour).
    pub last_seen: When,
    /// Whether it is the one asking.
    pub current: bool,
}

/// A receipt of something agreed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptView {
    /// What for.
    pub purpose: super::Purpose,
    /// Which community, by name, labelled.
    pub subject: Option<String>,
    /// Its address.
    pub community: Option<String>,
    /// Version of the text agreed to.
    pub text_version: String,
    /// SHA-256 of that text, hexadecimal.
    pub text_hash: String,
    /// The language it was read in, where the text is still known word for word.
    pub locale: Option<Locale>,
    /// When.
    pub given: When,
    /// When it was taken back.
    pub withdrawn: Option<When>,
}

/// A member's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfilePage {
    /// The member.
    pub member: Byline,
    /// Since when.
    pub joined: When,
    /// Whether it is the reader's own.
    pub own: bool,
    /// Communities that member and reader share (all of one's own; open ones are not told either:
    /// belonging is health data).
    pub communities: Vec<crate::communities::CommunityLink>,
    /// What they started and the reader may read.
    pub threads: crate::feed::Page<crate::threads::ThreadRow>,
}

/// One's own account, for the settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    /// E-mail address.
    pub email: String,
    /// An address that waits for its confirmation.
    pub email_pending: Option<String>,
    /// How they describe themselves.
    pub about: String,
    /// Whether members of their communities find them by pseudonym.
    pub findable: bool,
    /// Language of the interface and of mail.
    pub locale: Locale,
    /// Colours.
    pub theme: Theme,
    /// Time zone, by its IANA name.
    pub zone: String,
    /// The professional claim, for professionals.
    pub claim: Option<OwnClaim>,
}

/// What an instance keeps of a member, for the member: what they agreed to, copies, leaving.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataView {
    /// What they agreed to, latest first.
    pub receipts: Vec<ReceiptView>,
    /// Copies of all that concerns them.
    pub exports: Vec<crate::exports::ExportView>,
    /// Whether they are leaving, and what stands in the way.
    pub leaving: crate::erasures::Leaving,
}

/// One's own professional claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnClaim {
    /// Profession claimed.
    pub profession: Profession,
    /// How far it has come.
    pub state: ClaimState,
    /// How it is proved.
    pub way: Way,
    /// Until when the badge holds, while there is one.
    pub expires: Option<When>,
    /// Whether the number looks mistyped: RPPS by its length, and the check digit does not match. A hint only.
    pub odd: bool,
    /// Whether a proof waits with it for the decision.
    pub proof: bool,
}

/// A claim as an administrator sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimView {
    /// The claim.
    pub id: ClaimId,
    /// Who claims.
    pub member: Byline,
    /// Profession claimed.
    pub profession: Profession,
    /// How it is proved.
    pub way: Way,
    /// Register number, shown to administrators only; empty where Pro Santé Connect vouches.
    pub number: String,
    /// Whether an RPPS number of that length passes its check digit; a hint only.
    pub number_plausible: bool,
    /// Place of work.
    pub workplace: String,
    /// How far it has come.
    pub state: ClaimState,
    /// When it was made.
    pub created: When,
    /// The proof that came with it.
    pub proof: Option<ProofKind>,
    /// Which administrator has agreed already, by name, labelled; empty when they are gone.
    pub agreed: Option<String>,
    /// Whether the reader must leave it to others: it is their own, or they agreed already.
    pub for_others: bool,
}

/// A link sent by mail that still opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkView {
    /// What it is for.
    pub purpose: LinkPurpose,
    /// Whose account.
    pub pseudonym: String,
    /// The address it confirms, when it changes one.
    pub email: Option<String>,
    /// Whether the password is asked for: nothing shows that it is the member who opened it.
    pub password: bool,
}

/// The page of professional claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimsPage {
    /// Those that wait, oldest first.
    pub pending: Vec<ClaimView>,
    /// Those that were confirmed, latest first: a badge can be withdrawn.
    pub verified: Vec<ClaimView>,
    /// After which of those that wait the next page begins.
    pub next_pending: Option<ClaimId>,
    /// The same of those that were confirmed.
    pub next_verified: Option<ClaimId>,
    /// How many administrators there are: two must agree.
    pub administrators: u32,
}

/// A mail that a development server kept instead of sending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMail {
    /// To whom.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

/// A name, followed by what says so where a company stands behind it.
pub fn labelled(name: &str, company: bool, locale: Locale) -> String {
    match locale {
        _ if !company => name.to_owned(),
        Locale::Fr => format!("{name} (entreprise)"),
        Locale::En => format!("{name} (company)"),
    }
}
