//! The name of whoever leaves, in texts of others that no reader reads, where it would stand again with the text; and in
//! what others wrote about a case.

use super::sealed::{ACT, ANSWER, APPEAL, EXCERPT, NOTE, REASONS, REPORT, Sealer, VEIL};
use crate::{Context, Fault, Outcome, markdown};
use domain::MemberId;
use domain::erasures::{without_name, without_person};
use domain::text::fold;
use serde_json::Value;
use store::Conn;
use store::erasures::{Worded, WordedRow};
use uuid::Uuid;

/// A sealed copy without the names that fold to `key`, sealed again for the same author; `None` where it names nobody so.
pub(crate) async fn unnamed(
    ctx: &Context,
    conn: &mut Conn<'_>,
    author: Option<Uuid>,
    sealed: &[u8],
    key: &str,
) -> Outcome<Option<Vec<u8>>> {
    // What opens for nobody any more keeps nobody from going.
    let Some(sealer) = Sealer::if_whole(ctx, conn, author.map(MemberId)).await? else { return Ok(None) };
    let Ok(text) = sealer.open(ctx, VEIL, Some(sealed)) else { return Ok(None) };
    let Ok(mut veiled) = serde_json::from_str::<Value>(&text) else { return Ok(None) };
    if !take(&mut veiled, key) {
        return Ok(None);
    }
    let text = serde_json::to_string(&veiled).map_err(Fault::internal)?;
    Ok(Some(sealer.seal(ctx, VEIL, &text)))
}

/// Words of moderation and administration without this pseudonym, sealed again for the same member; `None` where they
/// name nobody so. What a decision quotes is treated as the text that it is of, the rest as what it is: said of people.
pub(crate) async fn unworded(
    ctx: &Context,
    conn: &mut Conn<'_>,
    of: Worded,
    row: &WordedRow,
    name: &str,
) -> Outcome<Option<Vec<u8>>> {
    let purpose = match of {
        Worded::Reports => REPORT,
        Worded::Notes => NOTE,
        Worded::Reasons => REASONS,
        Worded::Excerpts => EXCERPT,
        Worded::Appeals => APPEAL,
        Worded::Answers => ANSWER,
        Worded::Acts => ACT,
    };
    // What opens for nobody any more keeps nobody from going.
    let Some(sealer) = Sealer::if_whole(ctx, conn, row.member.map(MemberId)).await? else { return Ok(None) };
    let Ok(text) = sealer.open_either(ctx, purpose, &row.sealed) else { return Ok(None) };
    let rest = match of {
        Worded::Excerpts => without_name(&text, &fold(name), true),
        _ => without_person(&text, name),
    };
    Ok(rest.map(|rest| sealer.seal(ctx, purpose, &rest)))
}

/// Takes the name out of whatever its author typed, field by field as `veil` keeps them; whether it was there.
fn take(veiled: &mut Value, key: &str) -> bool {
    let mut named = false;
    for field in ["title", "body"] {
        named |= without(veiled.get_mut(field), key);
    }
    for source in rows(veiled, "sources") {
        named |= without(source.get_mut(0), key);
        // Half an address leads nowhere.
        if without(source.get_mut(1), key) {
            source[1] = Value::Null;
            named = true;
        }
    }
    for picture in rows(veiled, "pictures") {
        named |= without(picture.get_mut(1), key);
    }
    for earlier in rows(veiled, "earlier") {
        named |= without(earlier.get_mut(1), key);
        if without(earlier.get_mut(2), key) {
            earlier[3] = markdown::render(earlier[2].as_str().unwrap_or_default()).into();
            named = true;
        }
    }
    named
}

fn rows<'a>(veiled: &'a mut Value, list: &'static str) -> impl Iterator<Item = &'a mut Value> {
    veiled.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten()
}

fn without(text: Option<&mut Value>, key: &str) -> bool {
    let Some(text) = text else { return false };
    let Some(rest) = text.as_str().and_then(|typed| without_name(typed, key, true)) else { return false };
    *text = rest.into();
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_name_goes_wherever_its_author_typed_it() {
        let mut veiled = json!({
            "title": "Merci @Anne",
            "body": "Anne le sait : @anne, et @Annette.",
            "tags": [{ "key": "anne", "label": "anne" }],
            "sources": [["Le carnet de @Anne", "https://exemple.fr/@anne"], ["HAS", null]],
            "pictures": [["0000000000000000000001", "Un dessin de @Anne"]],
            "earlier": [["00000000-0000-0000-0000-000000000000", null, "**@Anne**", "<p>@Anne</p>", 7]],
        });
        assert!(take(&mut veiled, "anne"));
        assert_eq!(veiled["title"], "Merci @…");
        assert_eq!(veiled["body"], "Anne le sait : @…, et @Annette.");
        assert_eq!(veiled["tags"][0]["label"], "anne");
        assert_eq!(veiled["sources"], json!([["Le carnet de @…", null], ["HAS", null]]));
        assert_eq!(veiled["pictures"][0][1], "Un dessin de @…");
        assert_eq!(veiled["earlier"][0][2], "**@…**");
        assert!(veiled["earlier"][0][3].as_str().is_some_and(|html| html.contains("@…") && !html.contains("Anne")));
        assert!(!take(&mut veiled, "anne"), "once");
        assert!(!take(&mut json!({ "body": "Rien." }), "anne"));
    }
}
