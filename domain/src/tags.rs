//! Tags: the words a thread is filed under.

use crate::fields::FieldError;
use serde::{Deserialize, Serialize};

/// The most tags a thread may carry.
pub const MAX_TAGS: u32 = 5;
/// The longest tag, in characters.
pub const MAX_LENGTH: u32 = 40;

/// A tag: how it is written, and the key that makes two spellings one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Tag {
    /// Folded: the address part and the key in the database.
    pub key: String,
    /// As it was first written, lower case.
    pub label: String,
}

impl Tag {
    /// Reads one tag; a leading `#` is dropped.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        let label = crate::text::line(text.trim_start_matches('#'), 1, MAX_LENGTH)?.to_lowercase();
        if label.chars().any(|c| !(c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '’' | '+' | '.'))) {
            return Err(FieldError::BadCharacters);
        }
        let key = crate::text::slug(&label);
        if key.is_empty() {
            return Err(FieldError::BadCharacters);
        }
        Ok(Self { key, label })
    }

    /// Reads a list separated by commas or line ends, doubles dropped.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, FieldError> {
        let mut tags: Vec<Self> = Vec::new();
        for part in text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
            let tag = Self::parse(part)?;
            if !tags.iter().any(|known| known.key == tag.key) {
                tags.push(tag);
            }
        }
        if tags.len() > MAX_TAGS as usize { Err(FieldError::TooMany { max: MAX_TAGS }) } else { Ok(tags) }
    }
}

/// What a tag's page shows beside its threads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagPage {
    /// The tag.
    pub tag: Tag,
    /// Whether the reader follows it; `None` for a visitor.
    pub following: Option<bool>,
    /// The threads the reader may read, one page of them.
    pub threads: crate::feed::Page<crate::threads::ThreadRow>,
    /// How many threads those are, counted up to `COUNTED`.
    pub count: u32,
    /// In how many communities.
    pub communities: u32,
    /// Tags of the same threads, the most frequent first.
    pub related: Vec<Tag>,
    /// Whether a visitor would find something here.
    pub public: bool,
}

/// A tag's threads are counted up to here; beyond it the interface says "more than".
pub const COUNTED: u32 = 500;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_meet_in_one_key() {
        assert_eq!(Tag::parse("#Été").unwrap().key, Tag::parse("ete").unwrap().key);
        assert_eq!(Tag::parse_list("fatigue, Fatigue ,,travail").unwrap().len(), 2);
        assert_eq!(Tag::parse("<b>"), Err(FieldError::BadCharacters));
        assert_eq!(Tag::parse("…"), Err(FieldError::BadCharacters));
        assert_eq!(Tag::parse_list("a,b,c,d,e,f"), Err(FieldError::TooMany { max: 5 }));
    }
}
