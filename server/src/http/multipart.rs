//! Forms that a page without JavaScript posts with files in them (RFC 7578): the files become pictures that wait
//! for the text, and the form goes on with their names.

use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use domain::pictures::{FIELD, FILE_FIELD, FILE_MAX, MOST};
use domain::pro_sante::{PROOF_FIELD, PROOF_MAX};
use domain::{FieldError, Fields, Problem, Refused};
use multer::{Constraints, Field, Multipart, SizeLimit};
use service::{Actor, Context, Fault, Outcome, pictures};

/// Fields read of a form, files included.
const FIELDS: usize = 500;

/// What a form with files came to.
pub struct Read {
    /// Its fields, those of the pictures among them.
    pub fields: Fields,
    /// A file that proves a profession.
    pub proof: Option<Vec<u8>>,
    /// Why its pictures could not be taken.
    pub fault: Option<Fault>,
}

/// The mark between the parts, when a request is such a form.
pub fn boundary(headers: &HeaderMap) -> Option<String> {
    let kind = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    multer::parse_boundary(kind).ok()
}

/// Reads the form. Of those who may bring no pictures no more is read than of any other form.
pub async fn read(ctx: &Context, actor: &Actor, headers: &HeaderMap, boundary: String, body: Body) -> Outcome<Read> {
    let brings = actor.confirmed().is_ok();
    let limit = SizeLimit::new().whole_stream(if brings { super::FILES_LIMIT } else { super::BODY_LIMIT } as u64);
    let constraints = Constraints::new().size_limit(limit);
    let mut parts = Multipart::with_constraints(body.into_data_stream(), boundary, constraints);
    let bad = |_| Fault::from(Problem::BadRequest);
    let (mut fields, mut files, mut text_size) = (Fields::default(), Vec::new(), 0);
    let (mut too_many, mut proof) = (false, None);
    for _ in 0..FIELDS {
        let Some(mut part) = parts.next_field().await.map_err(bad)? else { break };
        let Some(name) = part.name().map(str::to_owned) else { continue };
        if name == FILE_FIELD {
            // A field that was left empty comes as a file without anything in it.
            if brings && files.len() < MOST {
                let file = file(&mut part, FILE_MAX).await?;
                if !file.is_empty() {
                    files.push(file);
                }
            } else if part.chunk().await.map_err(bad)?.is_some_and(|chunk| !chunk.is_empty()) {
                too_many = true;
            }
            continue;
        }
        if name == PROOF_FIELD && brings && proof.is_none() {
            proof = Some(file(&mut part, PROOF_MAX).await?);
            continue;
        }
        let text = part.bytes().await.map_err(bad)?;
        text_size += text.len();
        if text_size > super::BODY_LIMIT {
            return Err(Problem::BadRequest.into());
        }
        fields.0.push((name, String::from_utf8_lossy(&text).into_owned()));
    }
    let refused = |error| Fault::from(Refused::one(FIELD, error, &Fields::default()));
    let most = u32::try_from(MOST).unwrap_or(u32::MAX);
    let mut fault = too_many.then(|| refused(FieldError::TooMany { max: most }));
    // Files take their time: they are kept for who asks now.
    let actor = if files.is_empty() { actor.clone() } else { app::ssr::anew(ctx, actor.clone(), headers).await? };
    for file in files {
        match pictures::bring(ctx, &actor, file).await {
            Ok(picture) => fields.0.push((FIELD.to_owned(), picture.id.to_string())),
            Err(why) => fault = fault.or(Some(why)),
        }
    }
    Ok(Read { fields, proof, fault })
}

/// A file: a little more of it than is taken, so that it is told what is too large and what was typed stays.
async fn file(part: &mut Field<'_>, most: usize) -> Outcome<Vec<u8>> {
    let mut file = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|_| Problem::BadRequest)? {
        if file.len() <= most {
            file.extend_from_slice(&chunk);
        }
    }
    Ok(file)
}
