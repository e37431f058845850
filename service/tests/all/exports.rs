//! A copy holds all that concerns its member, nothing of others' business, and is theirs alone.

mod tables;

use domain::communities::Visibility;
use domain::exports::State;
use domain::{ExportId, Problem};
use futures::TryStreamExt as _;
use serde_json::Value;
use service::testing::everything::{EMAIL, Everything, PSEUDONYM, SECRET, WORD};
use service::testing::{TestContext, context};
use service::{Actor, Fault, exports};
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use store::{Db, both_engines};

/// Who proved right now that it is them.
fn proved(test: &TestContext, actor: &Actor) -> Actor {
    let mut actor = actor.clone();
    actor.me.as_mut().expect("a member").proved = test.ctx.now();
    actor
}

async fn copy(test: &TestContext, who: &Actor) -> ExportId {
    let copies = exports::list(&test.ctx, who).await.expect("a list");
    assert_eq!(copies.iter().map(|one| one.state).collect::<Vec<_>>(), [State::Ready]);
    copies[0].id
}

async fn fetched(test: &TestContext, who: &Actor, id: ExportId) -> Vec<u8> {
    let fetching = exports::fetch(&test.ctx, who, id).await.expect("may be fetched");
    let mut whole = Vec::new();
    for part in 0..fetching.parts {
        whole.extend(fetching.part(&test.ctx, part).await.expect("a part"));
    }
    assert_eq!(whole.len() as u64, fetching.bytes);
    whole
}

fn unpacked(zip: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).expect("an archive");
    let mut files = BTreeMap::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).expect("a file");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("a whole file");
        files.insert(file.name().to_owned(), content);
    }
    files
}

fn not_there<T>(outcome: service::Outcome<T>) -> bool {
    matches!(outcome, Err(Fault::Problem(Problem::NotFound | Problem::SignInNeeded)))
}

/// Whether a value is as a part of the schema says: type, fields, and what they are.
fn matches(value: &Value, schema: &Value, at: &str, wrong: &mut Vec<String>) {
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => vec![],
    };
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    if !kinds.contains(&kind) {
        wrong.push(format!("{at} is {kind}, the schema says {kinds:?}"));
    }
    if let Some(one_of) = schema["enum"].as_array().filter(|one_of| !one_of.contains(value)) {
        wrong.push(format!("{at} is {value}, none of {one_of:?}"));
    }
    if let Value::Array(rows) = value {
        for row in rows {
            matches(row, &schema["items"], at, wrong);
        }
    }
    if let Value::Object(fields) = value {
        let described = schema["properties"].as_object().cloned().unwrap_or_default();
        for (name, value) in fields {
            match described.get(name) {
                Some(field) => matches(value, field, &format!("{at}.{name}"), wrong),
                None => wrong.push(format!("{at}.{name} is not described")),
            }
        }
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !fields.contains_key(name) {
                wrong.push(format!("{at}.{name} is missing"));
            }
        }
    }
}

fn texts(value: &Value, found: &mut String) {
    match value {
        Value::String(text) => {
            found.push_str(text);
            found.push('\n');
        }
        Value::Array(all) => all.iter().for_each(|one| texts(one, found)),
        Value::Object(all) => all.values().for_each(|one| texts(one, found)),
        _ => {}
    }
}

fn has_everything(document: &Value, life: &Everything) {
    for table in [
        "receipts",
        "communities",
        "threads",
        "thread_tags",
        "replies",
        "sources",
        "earlier_texts",
        "reactions",
        "followed_threads",
        "followed_tags",
        "notices",
        "notice_settings",
        "correspondences",
        "letters",
        "blocked",
        "reported_letters",
        "pictures",
        "devices",
        "ringing_devices",
        "tokens",
        "passkeys",
        "notes_among_moderators",
        "texts_out_of_sight",
        "claims",
        "invitations",
        "administration",
    ] {
        assert!(document[table].as_array().is_some_and(|rows| !rows.is_empty()), "{table} is empty");
    }
    assert_eq!((&document["account"]["email"], &document["account"]["pseudonym"]), (&EMAIL.into(), &PSEUDONYM.into()));
    assert_eq!(document["claims"][0]["workplace"], format!("Hôpital {WORD}"));
    let ids: Vec<&Value> = document["replies"].as_array().unwrap().iter().map(|reply| &reply["id"]).collect();
    assert!(ids.contains(&&Value::from(life.carried.to_string())) && ids.len() == 7);
    let unseen = document["texts_out_of_sight"].as_array().expect("a table");
    let body = |id: String| unseen.iter().find(|one| one["id"] == id).and_then(|one| one["body"].as_str());
    assert!(body(life.held_reply.to_string()).is_some_and(|body| body.starts_with("Sixième, relue")), "{unseen:?}");
    assert!(body(life.held_thread.to_string()).is_some_and(|body| body.contains(WORD)), "{unseen:?}");
    assert!(document["letters"].as_array().unwrap().iter().any(|one| one["text"] == "Chère amie, carabistouille"));
    assert!(document["letters"].as_array().unwrap().iter().any(|one| one["text"] == format!("Cher Yves {WORD}")));
    let decision = &document["moderation_decisions"][0];
    assert_eq!((&decision["action"], &decision["rule"]), (&"hide".into(), &"respect".into()));
    assert!(decision["reasons"].as_str().is_some_and(|reasons| reasons.contains(WORD)));
    assert!(decision["whole_text"].as_str().is_some_and(|text| text.contains("Cinquième")));
    assert!(decision["appeal"].as_str().is_some_and(|appeal| appeal.contains(WORD)));
    assert_eq!(document["reports"].as_array().map(Vec::len), Some(2));
    assert_eq!(document["passkeys"][0]["name"], format!("Clé {WORD}"));
    assert!(document["notes_among_moderators"][0]["note"].as_str().is_some_and(|note| note.contains(WORD)));
    assert!(document["administration"][0]["reason"].as_str().is_some_and(|reason| reason.contains(WORD)));
}

both_engines!(a_copy_holds_all_of_ones_own_and_nothing_else, |db: Db| async move {
    let test = context(db);
    let life = test.everything().await;
    let id = copy(&test, &life.member).await;
    exports::open(&test.ctx, &proved(&test, &life.member)).await.expect("it is them");
    let files = unpacked(fetched(&test, &life.member, id).await);
    let document: Value = serde_json::from_slice(&files["export.json"]).expect("JSON");
    has_everything(&document, &life);

    let mut all = String::new();
    texts(&document, &mut all);
    for other in [SECRET, "anne@exemple.fr", "yves@exemple.fr", "Je réponds dessous", "tribulation", "10007654321"] {
        assert!(!all.contains(other), "{other} is nobody else's business");
    }
    let schema: Value = serde_json::from_str(include_str!("../../../docs/export.schema.json")).expect("JSON");
    let mut wrong = Vec::new();
    matches(&document, &schema, "export", &mut wrong);
    assert!(wrong.is_empty(), "{wrong:#?}");

    let pictures = files.keys().filter(|name| name.starts_with("pictures/")).count();
    assert_eq!(pictures, document["pictures"].as_array().unwrap().len());
    assert!(files.values().any(|file| file.starts_with(b"RIFF")));
    let threads = String::from_utf8(files["csv/threads.csv"].clone()).unwrap();
    assert!(threads.starts_with('\u{feff}') && threads.contains(WORD) && threads.lines().count() >= 3, "{threads}");
    assert!(files.contains_key("LISEZ-MOI.txt"));
});

both_engines!(it_is_there_for_its_member_alone_and_for_seven_days, |db: Db| async move {
    let test = context(db);
    let life = test.everything().await;
    let id = copy(&test, &life.member).await;
    assert!(not_there(exports::fetch(&test.ctx, &life.member, id).await), "nobody proved who they are");
    test.clock.advance(601);
    let late = exports::open(&test.ctx, &life.member).await;
    assert!(matches!(late, Err(Fault::Problem(Problem::ProofNeeded { .. }))));
    assert!(not_there(exports::fetch(&test.ctx, &life.member, id).await));
    exports::open(&test.ctx, &proved(&test, &life.member)).await.expect("it is them");
    exports::fetch(&test.ctx, &life.member, id).await.expect("may be fetched");

    exports::open(&test.ctx, &proved(&test, &life.anne)).await.expect("it is Anne");
    assert!(not_there(exports::fetch(&test.ctx, &life.anne, id).await), "not hers");
    let visitor = Actor::visitor(domain::Locale::Fr);
    assert!(not_there(exports::fetch(&test.ctx, &visitor, id).await));
    // Another device of the same member proved nothing.
    let session = test.session(&life.member).await;
    let found = service::members::sessions::authenticate(&test.ctx, &session).await.unwrap().unwrap();
    let elsewhere = Actor { me: Some(found.0), ..life.member.clone() };
    assert!(not_there(exports::fetch(&test.ctx, &elsewhere, id).await));

    test.clock.advance(601);
    assert!(not_there(exports::fetch(&test.ctx, &life.member, id).await), "ten minutes");
    exports::open(&test.ctx, &proved(&test, &life.member)).await.expect("it is them");
    test.clock.advance(7 * 86_400);
    exports::open(&test.ctx, &proved(&test, &life.member)).await.expect("it is them");
    assert!(not_there(exports::fetch(&test.ctx, &life.member, id).await), "seven days");
    exports::sweep(&test.ctx).await.expect("swept");
    assert!(exports::list(&test.ctx, &life.member).await.unwrap().is_empty());
    let listed: Vec<_> = test.ctx.pictures.list(Some(&"exports".into())).try_collect::<Vec<_>>().await.expect("a list");
    assert!(listed.is_empty(), "its file is gone");
    let mails = test.ctx.mailer.kept().await.unwrap();
    let ready: Vec<_> = mails.iter().filter(|mail| mail.subject == "Vos données sont prêtes").collect();
    assert_eq!(ready.len(), 1);
    assert!(ready[0].text.contains("/settings/data") && !ready[0].text.contains(&id.to_string()));
});

both_engines!(one_asks_once, |db: Db| async move {
    let test = context(db);
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    test.community("reins", Visibility::Members, &anne).await;
    for _ in 0..3 {
        exports::ask(&test.ctx, &anne).await.expect("asked for");
    }
    assert_eq!(exports::list(&test.ctx, &anne).await.unwrap().len(), 1);
    exports::make(&test.ctx).await.expect("made");
    exports::make(&test.ctx).await.expect("nothing to make");
    copy(&test, &anne).await;
});

both_engines!(a_copy_of_somebody_else_is_made_anew_without_who_left, |db: Db| async move {
    let test = context(db);
    let ctx = &test.ctx;
    let life = test.everything().await;
    // Nobody who left is named in hers.
    let odile = test.with_address("Odile", "odile@exemple.fr").await;
    // Named in a text of hers alone: they never wrote to each other.
    let lucie = test.with_address("Lucie", "lucie@exemple.fr").await;
    let about = [("about", format!("Merci @{PSEUDONYM}"))].into_iter().collect();
    service::members::about(ctx, &lucie, &about).await.expect("a line");
    for who in [&life.anne, &odile, &lucie] {
        exports::ask(ctx, who).await.expect("asked for");
    }
    exports::make(ctx).await.expect("made");
    let (of_anne, of_odile, of_lucie) =
        (copy(&test, &life.anne).await, copy(&test, &odile).await, copy(&test, &lucie).await);
    exports::open(ctx, &proved(&test, &life.anne)).await.expect("it is Anne");
    let document = |zip: Vec<u8>| String::from_utf8(unpacked(zip)["export.json"].clone()).expect("text");
    let before = document(fetched(&test, &life.anne, of_anne).await);
    assert!(before.contains(PSEUDONYM) && before.contains(&format!("Chère Anne {WORD}")));
    // Somebody is at one of Yves', begun while they were there.
    exports::ask(ctx, &life.yves).await.expect("asked for");
    let of_yves = exports::list(ctx, &life.yves).await.expect("a list")[0].id;
    let (now, mut tx) = (ctx.now(), ctx.store.begin().await.expect("a transaction"));
    let held = store::exports::hold(&mut tx.conn(), of_yves, now, now.plus(domain::time::DAY)).await;
    assert!(held.expect("asked"));
    tx.commit().await.expect("committed");

    let wish = [("words", "remove"), ("moment", "now"), ("pseudonym", PSEUDONYM)];
    service::erasures::request(ctx, &proved(&test, &life.member), &wish.into_iter().collect())
        .await
        .expect("asked for");
    assert_eq!(service::erasures::carry_out(ctx).await.expect("carried out"), 1);

    assert_eq!(copy(&test, &odile).await, of_odile, "nothing of theirs is in it");
    for (who, old) in [(&life.anne, of_anne), (&lucie, of_lucie)] {
        exports::open(ctx, &proved(&test, who)).await.expect("it is them");
        assert!(not_there(exports::fetch(ctx, who, old).await), "by no door");
        let row = store::exports::find(&mut ctx.store.read().await.expect("a reader").conn(), old).await;
        assert!(row.expect("asked").is_none());
        let folder = format!("exports/{}", old.0.simple());
        let files = ctx.pictures.list(Some(&folder.as_str().into())).try_collect::<Vec<_>>().await.expect("a list");
        assert!(files.is_empty(), "{files:?}");
        let states: Vec<State> = exports::list(ctx, who).await.expect("a list").iter().map(|one| one.state).collect();
        assert_eq!(states, [State::Asked], "another is made");
    }
    let mut tx = ctx.store.begin().await.expect("a transaction");
    let made = store::exports::made(&mut tx.conn(), of_yves, (1, 1), now, now).await;
    assert!(!made.expect("asked"), "who was at it finishes nothing");
    tx.commit().await.expect("committed");

    exports::make(ctx).await.expect("made");
    for who in [&life.anne, &life.yves, &lucie] {
        let id = copy(&test, who).await;
        exports::open(ctx, &proved(&test, who)).await.expect("it is them");
        let after = document(fetched(&test, who, id).await);
        assert!(!after.contains(PSEUDONYM) && !after.contains(&format!("Chère Anne {WORD}")), "{after}");
    }
    let mails = ctx.mailer.kept().await.expect("mails");
    let told =
        |to: &str| mails.iter().filter(|mail| mail.to == to && mail.subject == "Vos données sont prêtes").count();
    assert_eq!((told("anne@exemple.fr"), told("odile@exemple.fr")), (2, 1), "told again");
});
