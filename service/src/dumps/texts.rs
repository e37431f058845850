//! Values as dumps carry them: a little wider than what people type here, never wilder.

use super::Reason;
use super::checked::Rendered;
use super::record::DumpRole;
use crate::markdown;
use domain::tags::{MAX_LENGTH, MAX_TAGS, Tag};
use domain::time::{DAY, SECOND};
use domain::{FieldError, Timestamp, members, text};

/// Longest text of an import, in characters: some sources answer at length.
pub const BODY_MAX: u32 = 200_000;
/// Longest title of an import, in characters.
pub const TITLE_MAX: u32 = 300;
/// Longest name of an organisation, in characters.
const ORGANISATION_MAX: u32 = 120;
/// 1990-01-01T00:00:00Z.
const EARLIEST: i64 = 631_152_000 * SECOND;

/// What the records of one dump are read by.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    /// Added to every date.
    pub shift: i64,
    /// The latest date there may be.
    pub latest: i64,
    /// Vécu wrote the dump: HTML that somebody typed there is shown as typed, as it was there.
    pub vecu: bool,
}

impl Reading {
    /// Dates up to tomorrow.
    pub fn new(now: Timestamp, shift: i64, vecu: bool) -> Self {
        Self { shift, latest: now.0 + DAY, vecu }
    }

    /// A date.
    pub fn date(self, field: &'static str, text: &str) -> Result<i64, Reason> {
        let moment = Timestamp::parse(text).ok_or(Reason::NotADate(field))?.0.saturating_add(self.shift);
        if (EARLIEST..=self.latest).contains(&moment) { Ok(moment) } else { Err(Reason::DateOutOfRange(field)) }
    }

    /// A date that may be missing.
    pub fn maybe_date(self, field: &'static str, text: Option<&str>) -> Result<Option<i64>, Reason> {
        text.map(|text| self.date(field, text)).transpose()
    }

    /// A text in Markdown, rendered.
    pub fn rendered(self, field: &'static str, typed: &str, min: u32, max: u32) -> Result<Rendered, Reason> {
        let source = at(field, text::body(typed, min, max))?;
        if !self.vecu && markdown::holds_html(&source) {
            return Err(Reason::Html(field));
        }
        let html = markdown::render(&source);
        Ok(Rendered { source, html })
    }
}

/// The reason for a field's error.
pub fn at<T>(field: &'static str, parsed: Result<T, FieldError>) -> Result<T, Reason> {
    parsed.map_err(|error| Reason::Field(field, error))
}

/// An id of the source's own.
pub fn id(field: &'static str, id: &str) -> Result<String, Reason> {
    let length = id.chars().count();
    if length == 0 || length > 200 || id.chars().any(char::is_control) {
        Err(Reason::BadId(field))
    } else {
        Ok(id.to_owned())
    }
}

/// An id that may be missing.
pub fn maybe_id(field: &'static str, text: Option<&str>) -> Result<Option<String>, Reason> {
    text.map(|text| id(field, text)).transpose()
}

/// A name: as people choose theirs; organisations have longer ones.
pub fn name(role: DumpRole, typed: &str) -> Result<String, Reason> {
    match role {
        DumpRole::Patient | DumpRole::Carer | DumpRole::Professional => at("name", members::pseudonym(typed)),
        _ => {
            let name = at("name", text::line(typed, 2, ORGANISATION_MAX))?;
            if name.contains(['<', '>', '@']) || text::fold(&name).is_empty() {
                return Err(Reason::Field("name", FieldError::BadCharacters));
            }
            Ok(name)
        }
    }
}

/// Tags: what does not fit one is made to fit (other systems allow more characters and longer
/// ones), and one of which nothing remains is left out.
pub fn tags(texts: &[String]) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    for typed in texts {
        let Ok(tag) = Tag::parse(typed).or_else(|_| Tag::parse(&fitting(typed))) else { continue };
        if !tags.iter().any(|known| known.key == tag.key) && tags.len() < MAX_TAGS as usize {
            tags.push(tag);
        }
    }
    tags
}

fn fitting(typed: &str) -> String {
    let plain: String = typed
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '+' | '.') { c } else { ' ' })
        .collect();
    let mut short = String::new();
    for word in plain.split_whitespace() {
        if short.chars().count() + word.chars().count() + 1 > MAX_LENGTH as usize {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}

/// How deep the brackets of a line go, strings left out.
pub fn depth(line: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    let (mut in_string, mut escaped) = (false, false);
    for &byte in line {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_other_systems_are_made_to_fit() {
        let given = [
            "Hereditary endotheliopathy, retinopathy, nephropathy, and stroke".to_owned(),
            "…".into(),
            "susceptibility".into(),
        ];
        let labels: Vec<String> = tags(&given).into_iter().map(|tag| tag.label).collect();
        assert_eq!(labels, ["hereditary endotheliopathy retinopathy", "susceptibility"]);
    }

    #[test]
    fn depth_does_not_count_what_is_quoted() {
        assert_eq!(depth(br#"{"a":"[[[[{\"","b":[{}]}"#), 3);
    }
}
