//! What programs send, turned into the fields of the forms that pages send: one way in, one set of rules.
//!
//! What a form forgives (space that is trimmed away, lists in one line) is held here to what the description
//! says, because programs are told by it.

use super::{Circle, Id, Kind, Profession, Reason, Subject, Voice};
use domain::fields::Errors;
use domain::ids::to_base62;
use domain::tags::{MAX_LENGTH, MAX_TAGS};
use domain::threads::{BODY_MAX, EditPage, MAX_SOURCES, TITLE_MAX};
use domain::{CommunityId, FieldError, Fields, Refused, ReplyId, ThreadId};
use serde::Deserialize;
use utoipa::ToSchema;

/// Longest text or address of a source, in characters.
const SOURCE_MAX: u32 = 2_000;
/// Longest text of a report, in characters.
const REPORT_MAX: u32 = 4_000;
/// Longest address, in characters.
const EMAIL_MAX: u32 = 254;

/// A thread to be started.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "community": "reins-au-quotidien", "kind": "question", "circle": "members", "title": "Comment tenez-vous le matin ?",
    "body": "Je tiens avec **une bouillotte**. Et vous ?", "tags": ["fatigue", "matin"]
}))]
pub struct NewThread {
    /// An id of your own: 22 letters and digits, the first one `0`. Sent twice under one id, a thread is posted
    /// once. Left out, one is drawn.
    pub id: Option<Id>,
    /// The community's name in addresses.
    #[schema(pattern = "^[a-z0-9-]{1,60}$")]
    pub community: String,
    /// What it is.
    pub kind: Kind,
    /// Who will read it. Never assumed: it is chosen.
    pub circle: Circle,
    /// Its title, one line.
    #[schema(min_length = 5, max_length = 160)]
    pub title: String,
    /// Its text, in Markdown.
    #[schema(min_length = 2, max_length = 20_000)]
    pub body: String,
    /// Its tags.
    #[schema(max_items = 5)]
    pub tags: Option<Vec<TagWritten>>,
    /// The profession that a question is put to; left out, to all of them.
    pub profession: Option<Profession>,
}

/// A tag as it is written.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(min_length = 1, max_length = 40, pattern = "^[^,;\\r\\n]*$")]
pub struct TagWritten(pub String);

/// A change to one's own thread: what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "title": "Comment tenez-vous le matin, en hiver ?" }))]
pub struct ThreadChange {
    /// Another title.
    #[schema(min_length = 5, max_length = 160)]
    pub title: Option<String>,
    /// Another text, in Markdown.
    #[schema(min_length = 2, max_length = 20_000)]
    pub body: Option<String>,
    /// Other tags, all of them.
    #[schema(max_items = 5)]
    pub tags: Option<Vec<TagWritten>>,
}

/// A source to be named: a text, an address, or both.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceWritten {
    /// What it is.
    #[schema(max_length = 2_000)]
    pub text: Option<String>,
    /// Where it can be read.
    #[schema(pattern = "^https?://", max_length = 2_000)]
    pub url: Option<String>,
}

/// A reply to be written.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "body": "Moi, **le thermos**." }))]
pub struct NewReply {
    /// An id of your own: 22 letters and digits, the first one `0`. Sent twice under one id, a reply is posted
    /// once. Left out, one is drawn.
    pub id: Option<Id>,
    /// Its text, in Markdown.
    #[schema(min_length = 2, max_length = 20_000)]
    pub body: String,
    /// What it speaks from; lived experience when left out.
    pub voice: Option<Voice>,
    /// The reply it hangs on.
    pub parent: Option<Id>,
    /// Its sources. A professional reply names one, or says that it has none.
    #[schema(max_items = 5)]
    pub sources: Option<Vec<SourceWritten>>,
    /// Says that there is no source.
    pub no_source: Option<bool>,
}

/// A change to one's own reply: what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "body": "Moi, **le thermos**, et une écharpe." }))]
pub struct ReplyChange {
    /// Another text, in Markdown.
    #[schema(min_length = 2, max_length = 20_000)]
    pub body: Option<String>,
    /// Other sources, all of them.
    #[schema(max_items = 5)]
    pub sources: Option<Vec<SourceWritten>>,
    /// Says that there is no source.
    pub no_source: Option<bool>,
}

/// Notices that were seen.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "thread": null }))]
pub struct Seen {
    /// Those of this thread; left out, all of them.
    pub thread: Option<Id>,
}

/// Something to be reported.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "subject": "reply", "id": "0351qV3dIDHTJabxnqTq9w", "reason": "danger", "text": "Cette dose est dangereuse."
}))]
pub struct NewReport {
    /// What kind of thing.
    pub subject: Subject,
    /// Its id; of a community, its name in addresses.
    #[schema(pattern = "^([0-6][0-9A-Za-z]{21}|[a-z0-9-]{1,60})$")]
    pub id: String,
    /// Why.
    pub reason: Reason,
    /// In one's own words.
    #[schema(max_length = 4_000)]
    pub text: Option<String>,
    /// Where the receipt goes, without a token; with one it goes to the member's address.
    #[schema(format = Email, max_length = 254)]
    pub email: Option<String>,
}

/// Whether a name of a community in addresses may hold this.
fn slug(b: u8) -> bool {
    b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'
}

fn bounded(fields: &mut Fields, errors: &mut Errors, name: &str, text: String, max: u32) {
    let have = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    if have > max {
        errors.add(name, FieldError::TooLong { max, have });
    }
    fields.set(name, text);
}

fn tags(fields: &mut Fields, errors: &mut Errors, tags: Vec<TagWritten>) {
    if tags.len() > MAX_TAGS as usize {
        errors.add("tags", FieldError::TooMany { max: MAX_TAGS });
    }
    for TagWritten(tag) in &tags {
        let have = u32::try_from(tag.chars().count()).unwrap_or(u32::MAX);
        if tag.trim().is_empty() {
            errors.add("tags", FieldError::Missing);
        } else if have > MAX_LENGTH {
            errors.add("tags", FieldError::TooLong { max: MAX_LENGTH, have });
        } else if tag.contains([',', ';', '\r', '\n']) {
            errors.add("tags", FieldError::BadCharacters);
        }
    }
    fields.set("tags", tags.into_iter().map(|TagWritten(tag)| tag).collect::<Vec<_>>().join(","));
}

fn sources(fields: &mut Fields, errors: &mut Errors, sources: Vec<SourceWritten>) {
    if sources.len() > MAX_SOURCES {
        errors.add("sources", FieldError::TooMany { max: u32::try_from(MAX_SOURCES).unwrap_or_default() });
    }
    for (row, source) in sources.into_iter().take(MAX_SOURCES).enumerate() {
        let (text, url) = (format!("source_text_{row}"), format!("source_url_{row}"));
        if source.text.as_deref().is_none_or(|text| text.trim().is_empty()) && source.url.is_none() {
            errors.add(&text, FieldError::Missing);
        }
        if source.url.as_deref().is_some_and(|url| !url.starts_with("https://") && !url.starts_with("http://")) {
            errors.add(&url, FieldError::NotALink);
        }
        bounded(fields, errors, &text, source.text.unwrap_or_default(), SOURCE_MAX);
        bounded(fields, errors, &url, source.url.unwrap_or_default(), SOURCE_MAX);
    }
}

impl NewThread {
    /// As the composer sends it.
    pub fn into_fields(self, id: ThreadId) -> Result<Fields, Refused> {
        let (mut fields, mut errors) = (Fields::default(), Errors::default());
        fields.set("id", id.to_string());
        if !self.community.bytes().all(slug) {
            errors.add("community", FieldError::NotAChoice);
        }
        fields.set("community", self.community);
        fields.set("kind", self.kind.0.word());
        fields.set("circle", self.circle.0.word());
        bounded(&mut fields, &mut errors, "title", self.title, TITLE_MAX);
        bounded(&mut fields, &mut errors, "body", self.body, BODY_MAX);
        tags(&mut fields, &mut errors, self.tags.unwrap_or_default());
        fields.set("profession", self.profession.map_or("", |one| one.0.word()));
        finished(fields, errors)
    }
}

impl ThreadChange {
    /// As the edit form sends it, over what stands there.
    pub fn into_fields(self, before: EditPage) -> Result<Fields, Refused> {
        let (mut fields, mut errors) = (Fields::default(), Errors::default());
        bounded(&mut fields, &mut errors, "title", self.title.unwrap_or(before.title), TITLE_MAX);
        bounded(&mut fields, &mut errors, "body", self.body.unwrap_or(before.body), BODY_MAX);
        match self.tags {
            Some(given) => tags(&mut fields, &mut errors, given),
            None => fields.set("tags", before.tags),
        }
        finished(fields, errors)
    }
}

impl NewReply {
    /// As the reply form sends it.
    pub fn into_fields(self, thread: ThreadId, id: ReplyId) -> Result<Fields, Refused> {
        let (mut fields, mut errors) = (Fields::default(), Errors::default());
        fields.set("id", id.to_string());
        fields.set("thread", thread.to_string());
        fields.set("parent", self.parent.map_or(String::new(), |id| ReplyId(id.0).to_string()));
        fields.set("voice", self.voice.map_or("", |one| one.0.word()));
        bounded(&mut fields, &mut errors, "body", self.body, BODY_MAX);
        sources(&mut fields, &mut errors, self.sources.unwrap_or_default());
        fields.set("no_source", if self.no_source == Some(true) { "1" } else { "" });
        finished(fields, errors)
    }
}

impl ReplyChange {
    /// As the edit form sends it, over what stands there.
    pub fn into_fields(self, before: EditPage) -> Result<Fields, Refused> {
        let (mut fields, mut errors) = (Fields::default(), Errors::default());
        bounded(&mut fields, &mut errors, "body", self.body.unwrap_or(before.body), BODY_MAX);
        let stays =
            before.sources.into_iter().map(|one| SourceWritten { text: Some(one.text), url: one.url }).collect();
        sources(&mut fields, &mut errors, self.sources.unwrap_or(stays));
        fields.set("no_source", if self.no_source.unwrap_or(before.no_source) { "1" } else { "" });
        finished(fields, errors)
    }
}

impl NewReport {
    /// The name of the community that it is about.
    pub fn community(&self) -> Option<&str> {
        let named = self.subject.0 == domain::moderation::Subject::Community && self.id.bytes().all(slug);
        named.then_some(self.id.as_str())
    }

    /// As the form sends it, about a community that was found by its name, or what the id says.
    pub fn into_fields(self, community: Option<CommunityId>) -> Result<Fields, Refused> {
        let (mut fields, mut errors) = (Fields::default(), Errors::default());
        let found = match (self.subject.0, community) {
            (domain::moderation::Subject::Community, found) => found.map(|id| id.0),
            (_, _) => Id::parse(&self.id).map(|id| id.0),
        };
        if found.is_none() {
            errors.add("id", FieldError::NotAChoice);
        }
        fields.set("subject", self.subject.0.word());
        fields.set("about", found.map(to_base62).unwrap_or_default());
        fields.set("reason", self.reason.0.word());
        bounded(&mut fields, &mut errors, "text", self.text.unwrap_or_default(), REPORT_MAX);
        bounded(&mut fields, &mut errors, "email", self.email.unwrap_or_default(), EMAIL_MAX);
        finished(fields, errors)
    }
}

fn finished(fields: Fields, errors: Errors) -> Result<Fields, Refused> {
    if errors.is_empty() { Ok(fields) } else { Err(errors.refuse(&fields)) }
}

/// The field of a body that a form's field came from.
pub fn sent_as(field: &str) -> String {
    for (prefix, part) in [("source_text_", "text"), ("source_url_", "url")] {
        if let Some(row) = field.strip_prefix(prefix) {
            return format!("sources[{row}].{part}");
        }
    }
    field.to_owned()
}
