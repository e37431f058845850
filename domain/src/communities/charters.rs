//! Charters as they live: versions, what a version changes, and whether members are asked again.

use super::{Charter, CharterDraft, CommunityLink, FundingSource, OwnerType};
use crate::policy::Place;
use crate::time::{DAY, When};
use serde::{Deserialize, Serialize};

/// How long a community says that its owner changed, in microseconds.
pub const OWNER_CHANGE_SAID: i64 = 90 * DAY;

/// How many versions a charter's page shows, the latest; older ones are kept.
pub const VERSIONS_SHOWN: usize = 20;

crate::word_enum! {
    /// A part of a charter, in the order of the sheet.
    CharterPart {
        /// Who owns the community.
        Owner = "owner",
        /// What kind of owner.
        OwnerType = "owner_type",
        /// How it is paid for, in words.
        Funding = "funding",
        /// The sources with their shares.
        Sources = "sources",
        /// Whether there is advertising.
        Advertising = "advertising",
        /// What it is for.
        Objectives = "objectives",
        /// What happens to data.
        DataUse = "data_use",
        /// What is promised about moderation.
        Moderation = "moderation",
    }
}

impl CharterPart {
    /// Whether members agreed because of it: who owns, who pays, advertising, what happens to data. Where one of these
    /// changes, they are asked again; a better wording of the aims or of how moderation works asks nobody.
    pub fn is_material(self) -> bool {
        matches!(self, Self::Owner | Self::OwnerType | Self::Sources | Self::Advertising | Self::DataUse)
    }
}

/// The parts in which two versions differ. White space is no difference.
pub fn parts_changed(before: &CharterDraft, after: &CharterDraft) -> Vec<CharterPart> {
    let same = |one: &str, other: &str| one.split_whitespace().eq(other.split_whitespace());
    CharterPart::ALL
        .iter()
        .copied()
        .filter(|part| match part {
            CharterPart::Owner => !same(&before.owner, &after.owner),
            CharterPart::OwnerType => before.owner_type != after.owner_type,
            CharterPart::Funding => !same(&before.funding, &after.funding),
            CharterPart::Sources => before.sources != after.sources,
            CharterPart::Advertising => before.advertising != after.advertising,
            CharterPart::Objectives => !same(&before.objectives, &after.objectives),
            CharterPart::DataUse => !same(&before.data_use, &after.data_use),
            CharterPart::Moderation => !same(&before.moderation, &after.moderation),
        })
        .collect()
}

/// The whole charter as one text: what a receipt keeps the hash of. The lines and their order are part of the format:
/// a change of them would make every receipt unverifiable.
pub fn text(charter: &CharterDraft) -> String {
    let sources = charter
        .sources
        .iter()
        .map(|source| format!("{} {}%{}", source.name, source.share, if source.industry { " industry" } else { "" }));
    [
        format!("owner: {} ({})", charter.owner, charter.owner_type.word()),
        format!("funding: {}", charter.funding),
        format!("sources: {}", sources.collect::<Vec<_>>().join("; ")),
        format!("advertising: {}", charter.advertising),
        format!("objectives: {}", charter.objectives),
        format!("data: {}", charter.data_use),
        format!("moderation: {}", charter.moderation),
    ]
    .join("\n")
}

/// Names a charter's version on a receipt.
pub fn version(version: i32) -> String {
    format!("charter-{version}")
}

/// A piece of a text of which two versions are shown as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Piece {
    /// Stands in both.
    Same(String),
    /// Stood in the version before.
    Gone(String),
    /// Stands in the later one.
    New(String),
}

/// What became of one part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// A text was changed.
    Text(CharterPart, Vec<Piece>),
    /// Another kind of owner: before, after.
    OwnerType(OwnerType, OwnerType),
    /// Other sources: before, after.
    Sources(Vec<FundingSource>, Vec<FundingSource>),
    /// Whether there is advertising from now on.
    Advertising(bool),
}

impl Change {
    /// Which part it is.
    pub fn part(&self) -> CharterPart {
        match self {
            Self::Text(part, _) => *part,
            Self::OwnerType(..) => CharterPart::OwnerType,
            Self::Sources(..) => CharterPart::Sources,
            Self::Advertising(_) => CharterPart::Advertising,
        }
    }
}

/// A version among the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CharterVersion {
    /// Its number, from 1.
    pub version: u32,
    /// When it took effect.
    pub created: When,
    /// Whether members were asked again.
    pub material: bool,
    /// What it changed in the version before; nothing in the first one.
    pub changes: Vec<Change>,
}

/// An owner who came lately.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerChange {
    /// Who owned the community before.
    pub before: String,
    /// Since when somebody else does.
    pub since: When,
}

/// A member is asked to agree again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedAgain {
    /// To which version.
    pub version: u32,
    /// What changed since the version they agreed to.
    pub changes: Vec<Change>,
}

/// A charter with its versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CharterPage {
    /// Address part and name.
    pub link: CommunityLink,
    /// The one in force.
    pub charter: Charter,
    /// The latest [`VERSIONS_SHOWN`] versions, latest first.
    pub versions: Vec<CharterVersion>,
    /// Whether there are versions before those.
    pub older: bool,
    /// An owner who came lately.
    pub owner_change: Option<OwnerChange>,
    /// What the reader is here.
    pub place: Option<Place>,
    /// What the reader is asked again.
    pub asked: Option<AskedAgain>,
}

/// What the form that changes a charter starts with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CharterEditPage {
    /// Address part and name.
    pub link: CommunityLink,
    /// The charter in force.
    pub charter: Charter,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn charter() -> CharterDraft {
        CharterDraft {
            owner: "Les Deux Rives".into(),
            owner_type: OwnerType::Association,
            funding: "Cotisations.".into(),
            sources: vec![FundingSource { name: "Cotisations".into(), share: 100, industry: false }],
            advertising: false,
            objectives: "Rompre l’isolement.".into(),
            data_use: "Jamais vendues.".into(),
            moderation: "Relue sous quatre heures.".into(),
        }
    }

    #[test]
    fn each_part_is_seen_and_white_space_is_none() {
        assert_eq!(parts_changed(&charter(), &charter()), []);
        let spaced = CharterDraft { data_use: " Jamais\n vendues. ".into(), ..charter() };
        assert_eq!(parts_changed(&charter(), &spaced), []);
        let industry = vec![FundingSource { name: "Cotisations".into(), share: 100, industry: true }];
        let other = CharterDraft {
            owner: "Autre".into(),
            owner_type: OwnerType::Company,
            funding: "Autre.".into(),
            sources: industry,
            advertising: true,
            objectives: "Autre.".into(),
            data_use: "Autre.".into(),
            moderation: "Autre.".into(),
        };
        assert_eq!(parts_changed(&charter(), &other), CharterPart::ALL);
    }

    #[test]
    fn a_receipt_holds_every_part() {
        let before = text(&charter());
        for other in [
            CharterDraft { owner: "Autre".into(), ..charter() },
            CharterDraft { owner_type: OwnerType::Company, ..charter() },
            CharterDraft { funding: "Autre.".into(), ..charter() },
            CharterDraft { sources: Vec::new(), ..charter() },
            CharterDraft { advertising: true, ..charter() },
            CharterDraft { objectives: "Autre.".into(), ..charter() },
            CharterDraft { data_use: "Autre.".into(), ..charter() },
            CharterDraft { moderation: "Autre.".into(), ..charter() },
        ] {
            assert_ne!(before, text(&other));
        }
    }
}
