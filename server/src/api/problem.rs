//! Errors as RFC 9457 has them: a stable type, a title, the fields that are to be corrected, and the id that
//! the log has the cause under.

use super::shapes::{Trouble as Word, sent_as};
use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use domain::tokens::Trouble;
use domain::{FieldError, Locale, Problem, Refused};
use serde::Serialize;
use service::Fault;
use utoipa::ToSchema;

/// The type of problem bodies.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// What is wrong at one field, before it is said in a language.
#[derive(Debug, Clone)]
pub enum Wrong {
    /// A rule says so.
    Rule(FieldError),
    /// The field is none of those there are.
    Unknown,
    /// A value of another kind; what was expected.
    Kind(String),
}

/// Why a request came to nothing. It travels on the answer as an extension; `super::admit` writes it out, in
/// the asker's language.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// Which of the stable words.
    pub trouble: Trouble,
    /// What is wrong at which field.
    pub fields: Vec<(String, Wrong)>,
    /// After how many seconds it may be tried again.
    pub wait: Option<u32>,
}

impl From<Trouble> for Refusal {
    fn from(trouble: Trouble) -> Self {
        Self { trouble, fields: vec![], wait: None }
    }
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        let fields = refused.errors.into_iter().map(|(name, error)| (sent_as(&name), Wrong::Rule(error))).collect();
        Self { trouble: Trouble::Invalid, fields, wait: None }
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        let wait = if let Problem::TooMany { seconds } = problem { Some(seconds) } else { None };
        Self { trouble: problem.into(), fields: vec![], wait }
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Problem(problem) => problem.into(),
            Fault::Form(refused) => refused.into(),
            Fault::Internal(cause) => {
                // Inside the span of the request, which carries its id.
                tracing::error!(%cause, "a request of a program failed");
                Trouble::Internal.into()
            }
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::from_u16(self.trouble.status()).unwrap_or_default();
        response.extensions_mut().insert(self);
        response
    }
}

/// What is wrong at one field.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The field, as a path into the body or the name of a parameter.
    #[schema(example = "sources[0].url")]
    pub field: String,
    /// What is wrong, as a stable word.
    #[schema(example = "not_a_link")]
    pub code: &'static str,
    /// What is wrong, for people.
    #[schema(example = "A link begins with https:// or http://")]
    pub detail: String,
}

/// Why a request came to nothing (RFC 9457, `application/problem+json`).
#[derive(Debug, Serialize, ToSchema)]
#[schema(title = "Problem")]
pub struct ProblemBody {
    /// What kind of problem: the address that explains it, which ends with its `code`. It never changes.
    #[serde(rename = "type")]
    #[schema(example = "https://vecu.example/api#invalid")]
    pub kind: String,
    /// The same as a word.
    pub code: Word,
    /// What it is, for people, in the asker's language.
    #[schema(example = "Some fields are to be corrected.")]
    pub title: &'static str,
    /// The HTTP status.
    #[schema(example = 422)]
    pub status: u16,
    /// The fields that are to be corrected; empty for other problems.
    pub errors: Vec<FieldProblem>,
    /// What the log has the request under.
    #[schema(example = "0123456789abcdef")]
    pub correlation_id: String,
}

/// Writes a refusal out.
pub fn write(refusal: Refusal, root: &str, locale: Locale, correlation: &str, response: &mut Response<Body>) {
    let word = refusal.trouble.word();
    let errors = refusal
        .fields
        .into_iter()
        .map(|(field, wrong)| match wrong {
            Wrong::Rule(error) => FieldProblem { field, code: code(error), detail: app::forms::say_in(locale, error) },
            Wrong::Unknown => {
                FieldProblem { field, code: "unknown", detail: app::tokens::unknown_field(locale).to_owned() }
            }
            Wrong::Kind(expected) => FieldProblem { field, code: "unreadable", detail: expected },
        })
        .collect();
    let body = ProblemBody {
        kind: format!("{root}/api#{word}"),
        code: Word(refusal.trouble),
        title: app::tokens::explained(locale, refusal.trouble),
        status: refusal.trouble.status(),
        errors,
        correlation_id: correlation.to_owned(),
    };
    *response.body_mut() = Body::from(serde_json::to_vec(&body).unwrap_or_default());
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(wait) = refusal.wait {
        headers.insert(header::RETRY_AFTER, wait.into());
    }
    let challenge = match refusal.trouble {
        Trouble::TokenNeeded => Some("Bearer"),
        Trouble::TokenRefused => Some("Bearer error=\"invalid_token\""),
        Trouble::ScopeMissing => Some("Bearer error=\"insufficient_scope\""),
        _ => None,
    };
    if let Some(challenge) = challenge {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
    }
}

/// The stable word of what is wrong at a field.
fn code(error: FieldError) -> &'static str {
    match error {
        FieldError::Missing => "missing",
        FieldError::TooShort { .. } => "too_short",
        FieldError::TooLong { .. } => "too_long",
        FieldError::TooMany { .. } => "too_many",
        FieldError::BadCharacters => "bad_characters",
        FieldError::NotALink => "not_a_link",
        FieldError::NotAnEmail => "not_an_email",
        FieldError::NotANumber { .. } => "not_a_number",
        FieldError::NotAChoice => "not_a_choice",
        FieldError::Closed => "closed",
        FieldError::HostsAnnounce => "hosts_announce",
        FieldError::SourceNeeded => "source_needed",
        // Of forms that programs have no way to.
        _ => "refused",
    }
}
