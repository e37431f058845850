//! Threads and replies as typed, read into values that are valid.

use super::{Circle, Kind, Source, Voice};
use crate::fields::{Errors, FieldError, Fields, Refused};
use crate::ids::{ReplyId, ThreadId};
use crate::members::Profession;
use crate::pictures::{self, Attached};
use crate::tags::Tag;
use crate::text;

/// Shortest title, in characters.
pub const TITLE_MIN: u32 = 5;
/// Longest title, in characters.
pub const TITLE_MAX: u32 = 160;
/// Longest text, in characters.
pub const BODY_MAX: u32 = 20_000;
/// The most sources of a reply.
pub const MAX_SOURCES: usize = 5;

/// A thread to be started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewThread {
    /// Made by whoever typed it, so that a form sent twice posts once.
    pub id: ThreadId,
    /// The community's address part.
    pub community: String,
    /// Discussion or question.
    pub kind: Kind,
    /// Who may read it.
    pub circle: Circle,
    /// Title.
    pub title: String,
    /// Markdown subset.
    pub body: String,
    /// Tags.
    pub tags: Vec<Tag>,
    /// The profession a question is put to; `None` is all of them.
    pub profession: Option<Profession>,
    /// Its pictures.
    pub pictures: Vec<Attached>,
}

/// Reads a title.
pub fn title(typed: &str) -> Result<String, FieldError> {
    text::line(typed, TITLE_MIN, TITLE_MAX)
}

/// Reads a text.
pub fn body(typed: &str) -> Result<String, FieldError> {
    text::body(typed, 2, BODY_MAX)
}

fn choice<T>(from_word: impl Fn(&str) -> Option<T>, typed: &str) -> Result<T, FieldError> {
    if typed.is_empty() { Err(FieldError::Missing) } else { from_word(typed).ok_or(FieldError::NotAChoice) }
}

impl NewThread {
    /// Reads the composer.
    pub fn parse(fields: &Fields) -> Result<Self, Refused> {
        let mut errors = Errors::default();
        let kind = errors.take("kind", choice(Kind::from_word, fields.get("kind")));
        let community = fields.trimmed("community").to_owned();
        if community.is_empty() {
            errors.add("community", FieldError::Missing);
        }
        let title = errors.take("title", title(fields.get("title")));
        let body = errors.take("body", body(fields.get("body")));
        let tags = errors.take("tags", Tag::parse_list(fields.get("tags")));
        let circle = errors.take("circle", choice(Circle::from_word, fields.get("circle")));
        let profession = match (kind, fields.get("profession")) {
            (Some(Kind::Question), word) if !word.is_empty() => {
                errors.take("profession", Profession::from_word(word).ok_or(FieldError::NotAChoice))
            }
            _ => None,
        };
        let pictures = pictures::parse(fields, &mut errors);
        let id = fields.get("id").parse::<ThreadId>();
        match (kind, title, body, tags, circle, id) {
            (Some(kind), Some(title), Some(body), Some(tags), Some(circle), Ok(id)) if errors.is_empty() => {
                Ok(Self { id, community, kind, circle, title, body, tags, profession, pictures })
            }
            _ => Err(errors.refuse(fields)),
        }
    }
}

/// A reply to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReply {
    /// Made by whoever typed it, so that a form sent twice posts once.
    pub id: ReplyId,
    /// In which thread.
    pub thread: ThreadId,
    /// The reply it hangs on.
    pub parent: Option<ReplyId>,
    /// Lived or professional.
    pub voice: Voice,
    /// Markdown subset.
    pub body: String,
    /// Sources.
    pub sources: Vec<Source>,
    /// Explicitly none.
    pub no_source: bool,
    /// Its pictures.
    pub pictures: Vec<Attached>,
}

impl NewReply {
    /// Reads the reply form.
    pub fn parse(fields: &Fields) -> Result<Self, Refused> {
        let mut errors = Errors::default();
        let voice = errors.take(
            "voice",
            match fields.get("voice") {
                "" => Ok(Voice::Lived),
                word => Voice::from_word(word).ok_or(FieldError::NotAChoice),
            },
        );
        let body = errors.take("body", body(fields.get("body")));
        let pictures = pictures::parse(fields, &mut errors);
        let (sources, no_source) = parse_sources(fields, voice, &mut errors);
        let ids = (fields.get("id").parse(), fields.get("thread").parse());
        let parent = match fields.get("parent") {
            "" => Ok(None),
            parent => parent.parse().map(Some),
        };
        match (voice, body, ids, parent) {
            (Some(voice), Some(body), (Ok(id), Ok(thread)), Ok(parent)) if errors.is_empty() => {
                Ok(Self { id, thread, parent, voice, body, sources, no_source, pictures })
            }
            _ => Err(errors.refuse(fields)),
        }
    }
}

/// Reads `source_text_0`, `source_url_0` … and `no_source`. A professional voice needs at least
/// one source, or says that it has none.
pub fn parse_sources(fields: &Fields, voice: Option<Voice>, errors: &mut Errors) -> (Vec<Source>, bool) {
    let mut sources = Vec::new();
    for row in 0..MAX_SOURCES {
        let text_field = format!("source_text_{row}");
        let url_field = format!("source_url_{row}");
        let (typed, url) = (fields.trimmed(&text_field), fields.trimmed(&url_field));
        if typed.is_empty() && url.is_empty() {
            continue;
        }
        let url = if url.is_empty() { Some(None) } else { errors.take(&url_field, text::link(url)).map(Some) };
        // A link alone names itself.
        let named = if typed.is_empty() { url.clone().flatten().unwrap_or_default() } else { typed.to_owned() };
        let named = errors.take(&text_field, text::line(&named, 1, 2_000));
        if let (Some(text), Some(url)) = (named, url) {
            sources.push(Source { text, url });
        }
    }
    let no_source = fields.has("no_source") && sources.is_empty();
    if voice == Some(Voice::Professional) && sources.is_empty() && !no_source {
        errors.add("source_text_0", FieldError::SourceNeeded);
    }
    (sources, no_source)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0000000000000000000001";

    #[test]
    fn a_professional_reply_names_a_source_or_says_it_has_none() {
        let base = [("id", ID), ("thread", ID), ("voice", "professional"), ("body", "Bonjour.")];
        let refused = NewReply::parse(&base.into_iter().collect()).unwrap_err();
        assert_eq!(refused.at("source_text_0"), Some(FieldError::SourceNeeded));
        let said: Fields = base.into_iter().chain([("no_source", "1")]).collect();
        assert!(NewReply::parse(&said).unwrap().no_source);
        let linked: Fields = base.into_iter().chain([("source_url_0", "https://exemple.fr/a")]).collect();
        let reply = NewReply::parse(&linked).unwrap();
        assert_eq!(reply.sources[0].text, "https://exemple.fr/a");
        let hostile: Fields = base.into_iter().chain([("source_url_0", "javascript:alert(1)")]).collect();
        assert_eq!(NewReply::parse(&hostile).unwrap_err().at("source_url_0"), Some(FieldError::NotALink));
    }

    #[test]
    fn the_circle_is_chosen_never_assumed() {
        let fields: Fields =
            [("id", ID), ("kind", "question"), ("community", "x"), ("title", "Bonjour à vous"), ("body", "Oui ?")]
                .into_iter()
                .collect();
        assert_eq!(NewThread::parse(&fields).unwrap_err().at("circle"), Some(FieldError::Missing));
    }
}
