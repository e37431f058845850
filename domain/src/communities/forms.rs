//! A community and its charter as typed, read into values that are valid.

use super::{FundingSource, OwnerType, Visibility};
use crate::fields::{Errors, FieldError, Fields, Refused};
use crate::{Locale, conditions, text};

/// The most funding sources a charter lists.
pub const MAX_SOURCES: usize = 8;
/// The most conditions a community names.
pub const MAX_CONDITIONS: u32 = 8;
/// Names that addresses need for themselves.
const RESERVED: &[&str] = &["new", "nouvelle", "admin", "api", "settings", "all"];

/// A charter that is complete: only then a community opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CharterDraft {
    /// Who owns the community.
    pub owner: String,
    /// What kind of owner.
    pub owner_type: OwnerType,
    /// How it is paid for, in a sentence.
    pub funding: String,
    /// The sources; shares add up to 100.
    pub sources: Vec<FundingSource>,
    /// Whether there is advertising.
    pub advertising: bool,
    /// What it is for.
    pub objectives: String,
    /// What happens to data.
    pub data_use: String,
    /// What is promised about moderation.
    pub moderation: String,
}

impl CharterDraft {
    /// Reads the charter's part of the form. Sources are numbered: `source_name_0`,
    /// `source_share_0`, `source_industry_0` …; a row without name and share is skipped.
    pub fn parse(fields: &Fields, errors: &mut Errors) -> Option<Self> {
        let owner = errors.take("owner", text::line(fields.get("owner"), 2, 120));
        let owner_type = errors.take("owner_type", choice(OwnerType::from_word, fields.get("owner_type")));
        let funding = errors.take("funding", text::body(fields.get("funding"), 5, 600));
        let sources = sources(fields, errors);
        let advertising = errors.take(
            "advertising",
            match fields.get("advertising") {
                "yes" => Ok(true),
                "no" => Ok(false),
                "" => Err(FieldError::Missing),
                _ => Err(FieldError::NotAChoice),
            },
        );
        let objectives = errors.take("objectives", text::body(fields.get("objectives"), 10, 1_500));
        let data_use = errors.take("data_use", text::body(fields.get("data_use"), 10, 1_500));
        let moderation = errors.take("moderation", text::body(fields.get("moderation"), 10, 1_500));
        Some(Self {
            owner: owner?,
            owner_type: owner_type?,
            funding: funding?,
            sources: sources?,
            advertising: advertising?,
            objectives: objectives?,
            data_use: data_use?,
            moderation: moderation?,
        })
    }
}

fn choice<T>(from_word: impl Fn(&str) -> Option<T>, typed: &str) -> Result<T, FieldError> {
    if typed.is_empty() { Err(FieldError::Missing) } else { from_word(typed).ok_or(FieldError::NotAChoice) }
}

fn sources(fields: &Fields, errors: &mut Errors) -> Option<Vec<FundingSource>> {
    let mut sources = Vec::new();
    let mut complete = true;
    for row in 0..MAX_SOURCES {
        let name_field = format!("source_name_{row}");
        let share_field = format!("source_share_{row}");
        if fields.trimmed(&name_field).is_empty() && fields.trimmed(&share_field).is_empty() {
            continue;
        }
        let name = errors.take(&name_field, text::line(fields.get(&name_field), 2, 120));
        let share = errors.take(
            &share_field,
            match fields.trimmed(&share_field).trim_end_matches(['%', ' ', '\u{a0}', '\u{202f}']).parse::<u8>() {
                Ok(share @ 0..=100) => Ok(share),
                _ => Err(FieldError::NotANumber { min: 0, max: 100 }),
            },
        );
        match (name, share) {
            (Some(name), Some(share)) => {
                sources.push(FundingSource { name, share, industry: fields.has(&format!("source_industry_{row}")) });
            }
            _ => complete = false,
        }
    }
    if !complete {
        return None;
    }
    if sources.is_empty() {
        errors.add("source_name_0", FieldError::Missing);
        return None;
    }
    let sum = sources.iter().map(|source| u32::from(source.share)).sum();
    if sum != 100 {
        errors.add("source_share_0", FieldError::SharesSum { sum });
        return None;
    }
    Some(sources)
}

/// A community to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCommunity {
    /// Name.
    pub name: String,
    /// Address part, made from the name unless typed.
    pub slug: String,
    /// Description, Markdown subset.
    pub description: String,
    /// Language its members write in.
    pub locale: Locale,
    /// Who may read it.
    pub visibility: Visibility,
    /// Conditions, by ICD-10 code; at least one.
    pub conditions: Vec<String>,
    /// Its charter.
    pub charter: CharterDraft,
}

impl NewCommunity {
    /// Reads the form; every error at once.
    pub fn parse(fields: &Fields) -> Result<Self, Refused> {
        let mut errors = Errors::default();
        let name = errors.take("name", community_name(fields.get("name")));
        let slug = text::slug(fields.get("name"));
        if name.is_some() && !slug_is_fine(&slug) {
            errors.add("name", FieldError::BadCharacters);
        }
        let description = errors.take("description", text::body(fields.get("description"), 20, 4_000));
        let conditions = errors.take("conditions", read_conditions(fields.all("conditions")));
        let visibility = errors.take(
            "visibility",
            match fields.get("visibility") {
                "" => Ok(Visibility::Members),
                word => Visibility::from_word(word).ok_or(FieldError::NotAChoice),
            },
        );
        let locale = Locale::parse(fields.get("locale")).unwrap_or_default();
        let charter = CharterDraft::parse(fields, &mut errors);
        // Whoever makes a community belongs to it, which is health data like any membership.
        if !fields.has(super::consent::FIELD) {
            errors.add(super::consent::FIELD, FieldError::MustAgree);
        }
        match (name, description, conditions, visibility, charter) {
            (Some(name), Some(description), Some(conditions), Some(visibility), Some(charter)) if errors.is_empty() => {
                Ok(Self { name, slug, description, locale, visibility, conditions, charter })
            }
            _ => Err(errors.refuse(fields)),
        }
    }
}

/// Whether this may be a community's part of an address: plain, not too short, not one that the
/// interface needs for itself.
pub fn slug_is_fine(slug: &str) -> bool {
    slug.len() >= 3 && text::slug(slug) == slug && !RESERVED.contains(&slug)
}

/// Reads a community's name: one line without angle brackets.
pub fn community_name(typed: &str) -> Result<String, FieldError> {
    let name = text::line(typed, 3, 60)?;
    if name.contains(['<', '>']) { Err(FieldError::BadCharacters) } else { Ok(name) }
}

fn read_conditions<'a>(codes: impl Iterator<Item = &'a str>) -> Result<Vec<String>, FieldError> {
    let mut known = Vec::new();
    for code in codes.filter(|code| !code.is_empty()) {
        let condition = conditions::by_code(code).ok_or(FieldError::NotAChoice)?;
        if !known.iter().any(|have| have == condition.code) {
            known.push(condition.code.to_owned());
        }
    }
    match known.len() {
        0 => Err(FieldError::Missing),
        n if n > MAX_CONDITIONS as usize => Err(FieldError::TooMany { max: MAX_CONDITIONS }),
        _ => Ok(known),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete() -> Fields {
        [
            ("name", "Reins au quotidien"),
            ("description", "Dialyse, greffe, attente, vie de famille."),
            ("conditions", "N18"),
            ("owner", "Les Deux Rives"),
            ("owner_type", "association"),
            ("funding", "Cotisations et dons."),
            ("source_name_0", "Cotisations"),
            ("source_share_0", "82 %"),
            ("source_name_1", "Fondation"),
            ("source_share_1", "18"),
            ("advertising", "no"),
            ("objectives", "Rompre l’isolement."),
            ("data_use", "Jamais vendues."),
            ("moderation", "Relue sous quatre heures."),
            ("consent", "1"),
        ]
        .into_iter()
        .collect()
    }

    #[test]
    fn members_only_is_the_default() {
        assert_eq!(NewCommunity::parse(&complete()).unwrap().visibility, Visibility::Members);
    }

    #[test]
    fn without_a_complete_charter_nothing_opens() {
        for field in
            ["owner", "owner_type", "funding", "advertising", "objectives", "data_use", "moderation", "consent"]
        {
            let mut fields = complete();
            fields.set(field, "");
            assert!(NewCommunity::parse(&fields).unwrap_err().at(field).is_some(), "{field}");
        }
    }

    #[test]
    fn shares_add_up_to_a_hundred() {
        let mut fields = complete();
        fields.set("source_share_1", "20");
        assert_eq!(
            NewCommunity::parse(&fields).unwrap_err().at("source_share_0"),
            Some(FieldError::SharesSum { sum: 102 })
        );
    }
}
