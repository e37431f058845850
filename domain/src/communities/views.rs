//! What the interface is told about communities.

use super::{OwnerType, Visibility};
use crate::feed::Page;
use crate::ids::CommunityId;
use crate::members::Byline;
use crate::policy::Place;
use crate::tags::Tag;
use crate::threads::{Circle, ThreadRow};
use crate::time::When;
use serde::{Deserialize, Serialize};

/// A community named in passing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommunityLink {
    /// Address part: `/c/{slug}`.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Whether a company runs it: it says so wherever it is named.
    #[serde(default)]
    pub company: bool,
}

impl CommunityLink {
    /// The name, with the label of a company, for lines that hold no badge.
    pub fn labelled(&self, locale: crate::Locale) -> String {
        crate::members::labelled(&self.name, self.company, locale)
    }
}

/// A source of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FundingSource {
    /// Who pays.
    pub name: String,
    /// How much of the whole, in percent.
    pub share: u8,
    /// Whether it is industry (makers and sellers of medicines, devices, tests, insurance).
    pub industry: bool,
}

/// The share of industry money in percent, the sum of the sources that are industry.
pub fn industry_share(sources: &[FundingSource]) -> u32 {
    sources.iter().filter(|source| source.industry).map(|source| u32::from(source.share)).sum()
}

/// The share of industry money as it may be said: `None` when a charter that came with an import
/// names no source, which is not the same as no industry money.
pub fn industry_share_stated(sources: &[FundingSource]) -> Option<u32> {
    if sources.is_empty() { None } else { Some(industry_share(sources)) }
}

/// A community's charter: who owns it, who pays, what for, what happens to data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charter {
    /// Version, from 1.
    pub version: u32,
    /// Who owns the community.
    pub owner: String,
    /// What kind of owner.
    pub owner_type: OwnerType,
    /// How it is paid for, in a sentence.
    pub funding: String,
    /// The sources with their shares.
    pub sources: Vec<FundingSource>,
    /// Whether there is advertising.
    pub advertising: bool,
    /// What it is for.
    pub objectives: String,
    /// What happens to data.
    pub data_use: String,
    /// What is promised about moderation.
    pub moderation: String,
    /// When this version took effect.
    pub created: When,
}

impl Charter {
    /// Whether an industry label belongs on everything of this community.
    pub fn industry_run(&self) -> bool {
        self.owner_type == OwnerType::Company
    }
}

/// A community in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommunityCard {
    /// Address part and name.
    pub link: CommunityLink,
    /// The beginning of its description, plain text.
    pub excerpt: String,
    /// Who may read it.
    pub visibility: Visibility,
    /// Its language.
    pub locale: crate::Locale,
    /// Kind of owner.
    pub owner_type: OwnerType,
    /// Owner's name.
    pub owner: String,
    /// An owner who came lately.
    pub owner_change: Option<super::OwnerChange>,
    /// Percent of industry money; `None` when an imported charter does not say.
    pub industry_share: Option<u32>,
    /// Whether there is advertising.
    pub advertising: bool,
    /// Members, counted up to `MEMBERS_COUNTED`.
    pub members: u32,
    /// Conditions, by name in the reader's language.
    pub conditions: Vec<String>,
    /// Whether the reader belongs to it.
    pub joined: bool,
}

/// Members are counted up to here; beyond it the interface says "more than".
pub const MEMBERS_COUNTED: u32 = 10_000;

/// The list of communities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommunitiesPage {
    /// One page of them.
    pub communities: Page<CommunityCard>,
}

/// A community's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommunityPage {
    /// The community.
    pub id: CommunityId,
    /// Address part and name.
    pub link: CommunityLink,
    /// An owner who came lately.
    pub owner_change: Option<super::OwnerChange>,
    /// Description, rendered and sanitised.
    pub description_html: String,
    /// Who may read it.
    pub visibility: Visibility,
    /// Its charter.
    pub charter: Charter,
    /// Conditions, by name in the reader's language.
    pub conditions: Vec<String>,
    /// Its hosts.
    pub hosts: Vec<Byline>,
    /// Members, counted up to `MEMBERS_COUNTED`.
    pub members: u32,
    /// What the reader is here.
    pub place: Option<Place>,
    /// Since when the reader belongs to it.
    pub joined: Option<When>,
    /// Circles the reader may write in, the default first; empty for those who may not write.
    pub circles: Vec<Circle>,
    /// What the hosts pinned, in their order; on the first page.
    pub pinned: Vec<ThreadRow>,
    /// Recent announcements, latest first; on the first page.
    pub announcements: Vec<ThreadRow>,
    /// The other threads the reader may read, by latest activity.
    pub threads: Page<ThreadRow>,
    /// Tags in use on what the reader may read.
    pub tags: Vec<Tag>,
}

/// What the form that makes a community needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreatePage {
    /// Conditions to choose from: ICD-10 code and name, sorted by name. The vocabulary stays on the
    /// server; it would weigh too much in the browser.
    pub conditions: Vec<(String, String)>,
    /// The text that is agreed to, for an open community and for one for its members.
    pub consent: [Vec<String>; 2],
}

/// What one should know before joining.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinPage {
    /// Address part and name.
    pub link: CommunityLink,
    /// Who may read it.
    pub visibility: Visibility,
    /// Kind of owner.
    pub owner_type: OwnerType,
    /// Owner's name.
    pub owner: String,
    /// An owner who came lately.
    pub owner_change: Option<super::OwnerChange>,
    /// What happens to data, from the charter.
    pub data_use: String,
    /// Its hosts.
    pub hosts: Vec<Byline>,
    /// What the reader is here.
    pub place: Option<Place>,
    /// The text that is agreed to, paragraph by paragraph.
    pub consent: Vec<String>,
}

/// Who looks after a community, for its hosts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostsPage {
    /// Address part and name.
    pub link: CommunityLink,
    /// Its hosts.
    pub hosts: Vec<Byline>,
    /// Whoever made it; only they themselves can step down.
    pub founder: Option<crate::ids::MemberId>,
    /// How many of a member's first texts wait for one of them.
    pub holds: u32,
}
