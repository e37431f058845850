//! Communities and their charters.

use super::{Circle, Language, Member, Moment, OwnerType, Place, Tag, Visibility};
use domain::communities::{self, CommunityCard, CommunityPage};
use serde::Serialize;
use utoipa::ToSchema;

/// A community named in passing.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommunityLink {
    /// Its name in addresses.
    #[schema(example = "reins-au-quotidien")]
    pub slug: String,
    /// The address of its page.
    #[schema(example = "https://vecu.example/c/reins-au-quotidien")]
    pub url: String,
    /// Its name.
    #[schema(example = "Reins au quotidien")]
    pub name: String,
    /// Whether a company runs it: whoever shows its name says so.
    pub run_by_company: bool,
}

impl CommunityLink {
    /// In its shape.
    pub fn of(root: &str, link: communities::CommunityLink) -> Self {
        Self { url: format!("{root}/c/{}", link.slug), slug: link.slug, name: link.name, run_by_company: link.company }
    }
}

/// A community in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommunitySummary {
    /// Its name and address.
    #[serde(flatten)]
    pub link: CommunityLink,
    /// The beginning of its description, plain text.
    pub excerpt: String,
    /// Who may read it.
    pub visibility: Visibility,
    /// Its language.
    pub language: Language,
    /// Who owns it.
    pub owner: String,
    /// What kind of owner that is.
    pub owner_type: OwnerType,
    /// Percent of its money that comes from industry; null when its charter does not say.
    pub industry_share: Option<u32>,
    /// Whether it shows advertising.
    pub advertising: bool,
    /// Its members, counted up to 10,000.
    pub members: u32,
    /// The conditions it is about, in the asker's language.
    pub conditions: Vec<String>,
    /// Whether the asker belongs to it.
    pub joined: bool,
}

impl CommunitySummary {
    /// In its shape.
    pub fn of(root: &str, card: CommunityCard) -> Self {
        Self {
            link: CommunityLink::of(root, card.link),
            excerpt: card.excerpt,
            visibility: Visibility(card.visibility),
            language: Language(card.locale),
            owner: card.owner,
            owner_type: OwnerType(card.owner_type),
            industry_share: card.industry_share,
            advertising: card.advertising,
            members: card.members,
            conditions: card.conditions,
            joined: card.joined,
        }
    }
}

/// A community. Everybody reads this of every community: one must know what one joins.
#[derive(Debug, Serialize, ToSchema)]
pub struct Community {
    /// Its name and address.
    #[serde(flatten)]
    pub link: CommunityLink,
    /// Its description as pages show it.
    pub description_html: String,
    /// Who may read it.
    pub visibility: Visibility,
    /// Who owns it, who pays, what for, what happens to data.
    pub charter: Charter,
    /// The conditions it is about, in the asker's language.
    pub conditions: Vec<String>,
    /// Its hosts.
    pub hosts: Vec<Member>,
    /// Its members, counted up to 10,000.
    pub members: u32,
    /// What the asker is in it; null when nothing.
    pub place: Option<Place>,
    /// The circles of threads that the asker may start in it; empty when they may not write.
    pub circles: Vec<Circle>,
    /// Tags of what the asker reads in it, the most used first.
    pub tags: Vec<Tag>,
}

/// A community's charter.
#[derive(Debug, Serialize, ToSchema)]
pub struct Charter {
    /// Its version, from 1.
    pub version: u32,
    /// When this version took effect.
    pub created_at: Moment,
    /// Who owns the community.
    pub owner: String,
    /// What kind of owner that is.
    pub owner_type: OwnerType,
    /// How it is paid for.
    pub funding: String,
    /// Who pays which part.
    pub sources: Vec<FundingSource>,
    /// Whether it shows advertising.
    pub advertising: bool,
    /// What it is for.
    pub objectives: String,
    /// What happens to data.
    pub data_use: String,
    /// What is promised about moderation.
    pub moderation: String,
}

/// Somebody who pays.
#[derive(Debug, Serialize, ToSchema)]
pub struct FundingSource {
    /// Who.
    pub name: String,
    /// Percent of the whole.
    pub share: u8,
    /// Whether they belong to industry.
    pub industry: bool,
}

impl Community {
    /// In its shape.
    pub fn of(root: &str, page: CommunityPage) -> Self {
        let charter = page.charter;
        let source = |one: communities::FundingSource| FundingSource {
            name: one.name,
            share: one.share,
            industry: one.industry,
        };
        Self {
            link: CommunityLink::of(root, page.link),
            description_html: page.description_html,
            visibility: Visibility(page.visibility),
            charter: Charter {
                version: charter.version,
                created_at: charter.created.into(),
                owner: charter.owner,
                owner_type: OwnerType(charter.owner_type),
                funding: charter.funding,
                sources: charter.sources.into_iter().map(source).collect(),
                advertising: charter.advertising,
                objectives: charter.objectives,
                data_use: charter.data_use,
                moderation: charter.moderation,
            },
            conditions: page.conditions,
            hosts: page.hosts.into_iter().map(|byline| Member::of(root, byline)).collect(),
            members: page.members,
            place: page.place.map(Place),
            circles: page.circles.into_iter().map(Circle).collect(),
            tags: page.tags.into_iter().map(Tag::of).collect(),
        }
    }
}
