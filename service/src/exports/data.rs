//! What goes into a copy, opened where it was sealed.

use crate::letters::LETTER;
use crate::members::keys::{self, MemberKey};
use crate::moderation::sealed as moderation;
use crate::{Context, Fault, Outcome};
use domain::{MemberId, Problem, Timestamp};
use serde::Serialize;
use serde_json::{Map, Value, json};
use store::Conn;
use store::exports::{self, ClaimedRow, LetteredRow, Sealed};

/// The version of the format: a field more does not change it.
const VERSION: u32 = 1;

/// All that concerns a member: the document, each table under its name. In one moment of the database.
pub async fn gather(ctx: &Context, member: MemberId) -> Outcome<Map<String, Value>> {
    let mut tx = ctx.store.snapshot().await?;
    let mut conn = tx.conn();
    let account = store::members::find(&mut conn, member).await?.ok_or(Problem::NotFound)?;
    let key = MemberKey::unwrap(ctx, account.wrapped.as_deref())?;
    let mut own = exports::accounts(&mut conn, member).await?.pop().map_or(Ok(Value::Null), value)?;
    own["email"] = json!(keys::email_of(ctx, &account)?);

    let mut document = Map::new();
    document.insert("format".into(), json!("vecu-export"));
    document.insert("version".into(), json!(VERSION));
    document.insert("instance".into(), json!(ctx.settings.public_url));
    document.insert("made".into(), json!(ctx.now().rfc3339()));
    document.insert("account".into(), own);
    macro_rules! tables {
        ($($name:literal: $read:ident),+ $(,)?) => {
            $(document.insert($name.into(), value(exports::$read(&mut conn, member).await?)?);)+
        };
    }
    tables! {
        "receipts": agreed,
        "communities": communities,
        "threads": threads,
        "thread_tags": tags,
        "replies": written_replies,
        "sources": cited,
        "earlier_texts": earlier,
        "reactions": given,
        "followed_threads": followed,
        "followed_tags": followed_tags,
        "notices": notices,
        "notice_settings": paces,
        "correspondences": correspondences,
        "blocked": blocks,
        "reported_letters": letter_reports,
        "screened_texts": screened,
        "screenings": looked_at,
        "pictures": pictures,
        "devices": devices,
        "ringing_devices": ringing_devices,
        "tokens": tokened,
        "passkeys": passkeys,
        "invitations": invited,
        "erasure": wishes,
    }
    let claims = exports::claimed(&mut conn, member).await?;
    let claims: Outcome<Vec<Value>> = claims.into_iter().map(|claim| claimed(claim, &key)).collect();
    document.insert("claims".into(), Value::Array(claims?));
    let letters = exports::lettered(&mut conn, member).await?;
    let letters: Outcome<Vec<Value>> = letters.into_iter().map(|letter| lettered(ctx, letter)).collect();
    document.insert("letters".into(), Value::Array(letters?));
    document.insert("moderation_decisions".into(), decided(&mut conn, member, &key).await?);
    document.insert("texts_out_of_sight".into(), out_of_sight(&mut conn, member, &key).await?);
    document.insert("reports".into(), reported(&mut conn, member, &key).await?);
    document.insert("notes_among_moderators".into(), noted(ctx, &mut conn, member).await?);
    let acts = crate::administration::told(ctx, &mut conn, member).await?;
    let acts = acts.into_iter().map(|(act, reason, at)| json!({ "act": act, "reason": reason, "done": at.rfc3339() }));
    document.insert("administration".into(), acts.collect());
    // Tables stand in the order of their names: a copy made twice reads alike.
    Ok(document)
}

/// Decisions about the member: their statements of reasons, appeals and answers.
async fn decided(conn: &mut Conn<'_>, member: MemberId, key: &MemberKey) -> Outcome<Value> {
    let open = |purpose: &str, sealed: &Option<Vec<u8>>| -> Outcome<Option<String>> {
        sealed.as_deref().map(|sealed| key.open(purpose, sealed)).transpose()
    };
    let moment = |at: i64| Timestamp(at).rfc3339();
    let mut rows = Vec::new();
    for row in store::moderation::decisions_about(conn, member, i64::from(i32::MAX)).await? {
        // The whole text, where it was taken out.
        let whole = match store::moderation::veiled(conn, row.subject_id).await? {
            Some((_, sealed)) => {
                let veiled: Value =
                    serde_json::from_str(&key.open(moderation::VEIL, &sealed)?).map_err(Fault::internal)?;
                veiled["body"].clone()
            }
            None => Value::Null,
        };
        rows.push(json!({
            "decided": row.created.rfc3339(),
            "community": row.slug,
            "about": row.subject,
            "text": open(moderation::EXCERPT, &row.excerpt_sealed)?,
            "whole_text": whole,
            "action": row.action,
            "measure": row.measure,
            "until": row.until.map(moment),
            "rule": row.rule,
            "reasons": open(moderation::REASONS, &row.reasons_sealed)?,
            "appealed": row.appealed.map(moment),
            "appeal": open(moderation::APPEAL, &row.appeal_sealed)?,
            "outcome": row.outcome,
            "answer": open(moderation::ANSWER, &row.answer_sealed)?,
            "answered": row.answered.map(moment),
        }));
    }
    Ok(Value::Array(rows))
}

/// Texts of the member's that no reader reads: what waits for a host, what moderation hid or took out.
async fn out_of_sight(conn: &mut Conn<'_>, member: MemberId, key: &MemberKey) -> Outcome<Value> {
    let mut rows = Vec::new();
    for (id, about, sealed, since) in store::moderation::veils_of(conn, member).await? {
        let veiled: Value = serde_json::from_str(&key.open(moderation::VEIL, &sealed)?).map_err(Fault::internal)?;
        rows.push(json!({
            "id": domain::ids::to_base62(id),
            "about": about,
            "title": veiled["title"],
            "body": veiled["body"],
            "tags": each(&veiled["tags"], |tag| tag["label"].clone()),
            "sources": each(&veiled["sources"], |source| json!({ "text": source[0], "url": source[1] })),
            "pictures": each(&veiled["pictures"], |picture| json!({ "id": picture[0], "alt": picture[1] })),
            "earlier_texts": each(&veiled["earlier"], |text| {
                let until = text[4].as_i64().map(|at| Timestamp(at).rfc3339());
                json!({ "title": text[1], "body": text[2], "until": until })
            }),
            "since": Timestamp(since).rfc3339(),
        }));
    }
    Ok(Value::Array(rows))
}

/// The rows of a list, each in the shape that it has in a copy.
fn each(list: &Value, shape: impl Fn(&Value) -> Value) -> Value {
    list.as_array().into_iter().flatten().map(shape).collect()
}

/// What the member reported.
async fn reported(conn: &mut Conn<'_>, member: MemberId, key: &MemberKey) -> Outcome<Value> {
    let mut rows = Vec::new();
    for (about, reason, sealed, created) in store::moderation::reported_by(conn, member).await? {
        let text = sealed.as_deref().map(|sealed| key.open(moderation::REPORT, sealed)).transpose()?;
        rows.push(json!({ "about": about, "reason": reason, "text": text, "reported": Timestamp(created).rfc3339() }));
    }
    Ok(Value::Array(rows))
}

/// What the member noted about cases: each under the key of whom its case is about.
async fn noted(ctx: &Context, conn: &mut Conn<'_>, member: MemberId) -> Outcome<Value> {
    let mut rows = Vec::new();
    for note in exports::notes(conn, member).await? {
        let concerned = note.concerned.map(|concerned| MemberId(concerned.0));
        let sealed = note.sealed.as_ref().map(|sealed| sealed.0.as_slice());
        let text = moderation::note(ctx, conn, concerned, (sealed, note.body.as_str())).await?;
        let mut row = value(&note)?;
        row["note"] = json!(text);
        rows.push(row);
    }
    Ok(Value::Array(rows))
}

fn value(rows: impl Serialize) -> Outcome<Value> {
    serde_json::to_value(rows).map_err(Fault::internal)
}

fn opened(key: &MemberKey, purpose: &str, sealed: Option<&Sealed>) -> Outcome<Option<String>> {
    sealed.map(|sealed| key.open(purpose, &sealed.0)).transpose()
}

fn claimed(claim: ClaimedRow, key: &MemberKey) -> Outcome<Value> {
    let number = opened(key, keys::NUMBER, claim.number_sealed.as_ref())?;
    let workplace = opened(key, keys::WORKPLACE, claim.workplace_sealed.as_ref())?;
    let mut row = value(claim)?;
    row["number"] = json!(number);
    row["workplace"] = json!(workplace);
    Ok(row)
}

fn lettered(ctx: &Context, letter: LetteredRow) -> Outcome<Value> {
    // Taken back, or its author is gone.
    let text = match (&letter.sealed, &letter.wrapped) {
        (Some(sealed), Some(wrapped)) => Some(MemberKey::unwrap(ctx, Some(&wrapped.0))?.open(LETTER, &sealed.0)?),
        _ => None,
    };
    let mut row = value(letter)?;
    row["text"] = json!(text);
    Ok(row)
}
