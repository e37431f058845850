//! The description of the interface (OpenAPI 3.1). Paths, parameters and shapes come from the handlers; what
//! holds for many of them (errors, names of answers, limits) is added here by rule, so that none is forgotten.

use super::DESCRIBED;
use super::admit::CORRELATION;
use super::input::{Ctx, Reader};
use super::problem::{PROBLEM_JSON, ProblemBody};
use super::shapes::{Answered, Order, PageCursor, PictureFile};
use axum::Json;
use domain::Locale;
use domain::tokens::Trouble;
use serde_json::{Map, Value, json};
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;

/// What stands before the paths.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Vécu",
        version = "1",
        description = "Reading and posting for programs: bots of associations, clients, archives.\n\n\
            Without a token one reads what visitors read. With one (made in the settings, sent as \
            `Authorization: Bearer vecu_…`) one reads and writes what its member reads and writes, as far as the \
            token's scopes go. Cookies are not looked at; other origins are not let in (no CORS).\n\n\
            Lists are read page by page: `next` of one is the `cursor` of the next. Answers to `GET` have an `ETag`. \
            Errors are `application/problem+json` (RFC 9457); their types are explained at `/api`. Every answer names \
            its request in `X-Correlation-Id`. What is sent too often is answered with `429` and `Retry-After`.\n\n\
            Shapes only gain fields, and lists of words only gain words, as long as this is `v1`.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    tags(
        (name = "communities", description = "Communities and what is in them."),
        (name = "threads", description = "Threads: questions, discussions, announcements."),
        (name = "replies", description = "Replies to threads."),
        (name = "reactions", description = "What one says without words."),
        (name = "reports", description = "What anybody can notify (Digital Services Act, article 16)."),
        (name = "finding", description = "Threads by tag, by words, in the feed."),
        (name = "member", description = "The token's member."),
    ),
    // Those that only parameters name, beside what the handlers bring.
    components(schemas(ProblemBody, PageCursor, Order, Answered, PictureFile)),
)]
struct Base;

/// The description, served.
pub async fn described(ctx: Ctx, _: Reader) -> Json<Value> {
    let mut described = DESCRIBED.clone();
    described["servers"] = json!([{ "url": format!("{}{}", ctx.root(), super::PREFIX) }]);
    Json(described)
}

/// What can go wrong in an operation, worked out from what it takes.
fn troubles(method: &str, operation: &Value) -> Vec<Trouble> {
    let parameters = operation["parameters"].as_array();
    let holds = |place: &str| parameters.is_some_and(|all| all.iter().any(|one| one["in"] == place));
    let sends = operation.get("requestBody").is_some();
    // A list of requirements of which one is empty: also without a token.
    let open = operation["security"].as_array().is_some_and(|all| all.iter().any(|one| one == &json!({})));
    let mut troubles = vec![Trouble::TokenRefused, Trouble::ScopeMissing, Trouble::TooMany, Trouble::Internal];
    if !open {
        troubles.push(Trouble::TokenNeeded);
    }
    if method != "get" {
        let member = [Trouble::ConfirmationNeeded, Trouble::Suspended, Trouble::CharterChanged, Trouble::Forbidden];
        troubles.extend(member);
    }
    // What is asked for stands in the address, or in the body where the handler says so.
    if holds("path") || operation["responses"].get("404").is_some() {
        troubles.push(Trouble::NotFound);
    }
    if holds("query") || sends {
        troubles.extend([Trouble::Unreadable, Trouble::Invalid]);
    }
    if sends {
        troubles.extend([Trouble::TooLarge, Trouble::NotJson]);
    }
    if operation["responses"].get("201").is_some() {
        troubles.push(Trouble::IdTaken);
    }
    troubles.sort_unstable();
    troubles
}

/// Adds what holds for every operation.
fn operation(method: &str, operation: &mut Value) {
    for trouble in troubles(method, operation) {
        let status = trouble.status().to_string();
        let said = format!("`{}`: {}", trouble.word(), app::tokens::explained(Locale::En, trouble));
        let before = operation["responses"][&status]["description"].as_str().map(str::to_owned);
        let said = before.map_or_else(|| said.clone(), |before| format!("{before} {said}"));
        let mut headers = Map::new();
        if trouble == Trouble::TooMany {
            headers.insert("Retry-After".into(), header("After how many seconds it may be tried again.", "integer"));
        }
        if trouble.status() == 401 {
            headers.insert("WWW-Authenticate".into(), header("What is needed (RFC 6750).", "string"));
        }
        operation["responses"][&status] = json!({
            "description": said,
            "headers": headers,
            "content": { PROBLEM_JSON: {
                "schema": { "$ref": "#/components/schemas/ProblemBody" },
                "example": example(trouble),
            } },
        });
    }
    if method == "get" {
        operation["responses"]["200"]["headers"]["ETag"] = header("Names this content.", "string");
        operation["responses"]["304"] =
            json!({ "description": "What the asker has (`If-None-Match`) is still the same." });
    }
    if let Some(responses) = operation["responses"].as_object_mut() {
        for response in responses.values_mut() {
            response["headers"][CORRELATION] = header("What the log has the request under.", "string");
        }
    }
}

fn header(description: &str, of: &str) -> Value {
    json!({ "description": description, "schema": { "type": of } })
}

fn example(trouble: Trouble) -> Value {
    let errors = if trouble == Trouble::Invalid {
        json!([{ "field": "title", "code": "too_short", "detail": "2 characters missing (at least 5)." }])
    } else {
        json!([])
    };
    json!({
        "type": format!("https://vecu.example/api#{}", trouble.word()),
        "code": trouble.word(),
        "title": app::tokens::explained(Locale::En, trouble),
        "status": trouble.status(),
        "errors": errors,
        "correlation_id": "0123456789abcdef",
    })
}

/// The description with all that the handlers do not say themselves.
pub fn finish(doors: OpenApi) -> Value {
    let mut whole = serde_json::to_value(Base::openapi().merge_from(doors)).unwrap_or_default();
    whole["components"]["securitySchemes"] = json!({ "token": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "vecu_…",
        "description": "A personal token, made in the settings. Its scopes are `read` and `write`.",
    } });
    if let Some(paths) = whole["paths"].as_object_mut() {
        for path in paths.values_mut() {
            for (method, one) in path.as_object_mut().into_iter().flatten() {
                operation(method, one);
            }
        }
    }
    whole
}
