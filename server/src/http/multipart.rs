//! Forms that a page without JavaScript posts with files in them (RFC 7578): the files become pictures that wait
//! for the text, and the form goes on with their names.

use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use domain::pictures::{FIELD, FILE_FIELD, MOST};
use domain::{FieldError, Fields, Problem};
use multer::{Constraints, Multipart, SizeLimit};
use service::{Actor, Context, Fault, Outcome, pictures};

/// Fields read of a form, files included.
const FIELDS: usize = 500;

/// What a form with files came to.
pub struct Read {
    /// Its fields, those of the pictures among them.
    pub fields: Fields,
    /// What is wrong with the files.
    pub wrong: Option<FieldError>,
}

/// The mark between the parts, when a request is such a form.
pub fn boundary(headers: &HeaderMap) -> Option<String> {
    let kind = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    multer::parse_boundary(kind).ok()
}

/// Reads the form. Files of those who may bring none are not kept in memory.
pub async fn read(ctx: &Context, actor: &Actor, boundary: String, body: Body) -> Outcome<Read> {
    let limit = SizeLimit::new().whole_stream(super::FILES_LIMIT as u64);
    let constraints = Constraints::new().size_limit(limit);
    let mut parts = Multipart::with_constraints(body.into_data_stream(), boundary, constraints);
    let bad = |_| Fault::from(Problem::BadRequest);
    let (mut fields, mut files) = (Fields::default(), Vec::new());
    let mut seen = 0;
    while let Some(part) = parts.next_field().await.map_err(bad)? {
        seen += 1;
        let Some(name) = part.name().map(str::to_owned) else { continue };
        if seen > FIELDS {
            return Err(Problem::BadRequest.into());
        }
        if name == FILE_FIELD {
            if actor.confirmed().is_ok() && files.len() < MOST {
                files.push(part.bytes().await.map_err(bad)?);
            }
            continue;
        }
        let text = part.bytes().await.map_err(bad)?;
        fields.0.push((name, String::from_utf8_lossy(&text).into_owned()));
    }
    let mut wrong = None;
    // A field that was left empty comes as a file without anything in it.
    for file in files.into_iter().filter(|file| !file.is_empty()) {
        match pictures::bring(ctx, actor, file.to_vec()).await {
            Ok(picture) => fields.0.push((FIELD.to_owned(), picture.id.to_string())),
            Err(Fault::Form(refused)) => wrong = wrong.or(refused.at(FIELD)),
            Err(fault) => return Err(fault),
        }
    }
    Ok(Read { fields, wrong })
}
