//! No table is forgotten: whatever refers to a member by the schema, or by what a column is called, is in their copy, or
//! is named here with why not. And what no reader reads is in it as a whole.

use super::{copy, fetched, matches, proved, unpacked};
use domain::Fields;
use domain::communities::Visibility;
use domain::moderation::Tab;
use domain::pictures::{ALL_FIELD, FIELD, alt_field};
use domain::policy::Place;
use domain::threads::{Circle, Kind};
use serde_json::{Value, json};
use service::testing::{TestContext, context};
use service::{Actor, exports, moderation, pictures, threads};
use std::collections::BTreeSet;
use store::{Conn, Db, both_engines};

/// Columns that refer to a member, and the table of a copy in which those rows are the member's.
const EXPORTED: &[(&str, &str)] = &[
    ("administration_act.member", "administration"),
    ("appeal.member", "moderation_decisions"),
    ("case_note.member", "notes_among_moderators"),
    ("claim.member", "claims"),
    // The files beside the document.
    ("claim_proof.member", "claims"),
    ("community.founder", "communities"),
    ("correspondence.asked_by", "correspondences"),
    ("correspondence.one", "correspondences"),
    ("correspondence.other", "correspondences"),
    ("decision.member", "moderation_decisions"),
    ("erasure.member", "erasure"),
    ("follow.member", "followed_threads"),
    ("follow_tag.member", "followed_tags"),
    ("invitation.made_by", "invitations"),
    ("letter.author", "letters"),
    ("letter_block.member", "blocked"),
    ("letter_report.reporter", "reported_letters"),
    ("membership.member", "communities"),
    ("notice.member", "notices"),
    ("notice_pace.member", "notice_settings"),
    ("notice_push.member", "notice_settings"),
    ("passkey.member", "passkeys"),
    ("personal_token.member", "tokens"),
    ("picture.member", "pictures"),
    ("push_subscription.member", "ringing_devices"),
    ("reaction.member", "reactions"),
    ("receipt.member", "receipts"),
    ("reply.author", "replies"),
    ("report.member", "reports"),
    ("screening.member", "screenings"),
    ("session.member", "devices"),
    ("thread.author", "threads"),
    ("veil.member", "texts_out_of_sight"),
];

/// Columns that refer to a member and are in no copy, with why.
const LEFT_OUT: &[(&str, &str)] = &[
    ("administration_act.made_by", "its reason is about somebody else, and sealed under their key"),
    ("appeal.read_by", "the appeal and its answer are those of whoever appealed"),
    ("audit.actor", "a hash under their own key, in a log that is kept whole and shown to administrators"),
    ("claim.decided_by", "the claim is somebody else's"),
    ("claim.yes_by", "the claim is somebody else's"),
    ("decision.decided_by", "the decision is about somebody else, and sealed under their key"),
    ("event.actor", "the technical trail of the last thirty days: ids, no text"),
    ("event.member", "the same"),
    ("export.member", "the copies themselves"),
    ("export.opened_by", "a session, for ten minutes"),
    ("letter_block.blocked", "nobody is told that somebody blocked them"),
    ("mail_token.member", "hashes of secrets that stand in mails, for hours"),
    ("member_key.member", "the key that opens the rest"),
    ("moderation_case.claimed_by", "who looks at a case for now; the case is about somebody else"),
    ("moderation_case.member", "what was reported is told with the decision, never before, nor by whom"),
    ("notice.actor", "the notice is somebody else's"),
    ("passkey_challenge.member", "what a passkey is to sign, for minutes"),
    ("pro_sante_attempt.member", "a way to the provider and back, for minutes"),
    ("recovery_code.member", "hashes of secrets"),
];

/// Columns that are called as those are that refer to a member.
async fn called_so(conn: &mut Conn<'_>) -> Vec<(String, String)> {
    let found: Result<Vec<(String, String)>, sqlx::Error> = match conn {
        Conn::Sqlite(conn) => {
            sqlx::query_as(
                "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' \
                 AND (c.name IN ('member', 'author', 'actor', 'reporter', 'founder') OR c.name LIKE '%\\_by' ESCAPE '\\')",
            )
            .fetch_all(&mut **conn)
            .await
        }
        Conn::Postgres(conn) => {
            sqlx::query_as(
                "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'public' \
                 AND (column_name IN ('member', 'author', 'actor', 'reporter', 'founder') OR column_name LIKE '%\\_by')",
            )
            .fetch_all(&mut **conn)
            .await
        }
    };
    found.expect("the schema")
}

async fn document(test: &TestContext, who: &Actor) -> Value {
    let id = copy(test, who).await;
    exports::open(&test.ctx, &proved(test, who)).await.expect("it is them");
    serde_json::from_slice(&unpacked(fetched(test, who, id).await)["export.json"]).expect("JSON")
}

both_engines!(whatever_refers_to_a_member_is_in_it_or_left_out_for_a_reason, |db: Db| async move {
    let test = context(db);
    let life = test.everything().await;
    let document = document(&test, &life.member).await;
    let mut reader = test.ctx.store.read().await.expect("a reader");
    let references = store::erasures::references(&mut reader.conn()).await.expect("the schema");
    let references = references.into_iter().map(|(table, column, _)| (table, column));
    let columns: BTreeSet<String> = references
        .chain(called_so(&mut reader.conn()).await)
        .map(|(table, column)| format!("{table}.{column}"))
        .collect();
    drop(reader);
    assert!(columns.len() > 20, "{columns:?}");
    for column in &columns {
        let named = EXPORTED.iter().chain(LEFT_OUT).filter(|(one, _)| one == column).count();
        assert_eq!(named, 1, "`{column}` refers to a member: put it into their copy, or say in LEFT_OUT why it is not");
    }
    for (column, what) in EXPORTED.iter().chain(LEFT_OUT) {
        assert!(columns.contains(*column), "`{column}` is gone ({what})");
    }
    // Sealed under somebody else's key, and theirs all the same.
    let noted = document["notes_among_moderators"][0]["note"].as_str().unwrap_or_default();
    assert!(noted.contains(service::testing::everything::WORD), "{noted}");
    let described = include_str!("../../../../docs/export.md");
    for (column, table) in EXPORTED {
        assert!(document.get(table).is_some(), "`{table}` ({column}) is not in the copy");
        assert!(described.contains(&format!("`{table}`")), "`{table}` ({column}) is not in docs/export.md");
    }
});

async fn hide(test: &TestContext, (by, host): (&Actor, &Actor), subject: &str, about: String) {
    let report = [("subject", subject), ("about", about.as_str()), ("reason", "danger")];
    moderation::report(&test.ctx, by, &report.into_iter().collect()).await.expect("reported");
    let queue = moderation::queue(&test.ctx, host, Tab::Waiting).await.expect("a queue");
    let case = queue.waiting[0].id.to_string();
    let reasons = "On raconte ce qu’on a vécu ; on ne fixe pas la dose des autres.";
    let decide = [("case", case.as_str()), ("action", "hide"), ("rule", "care"), ("reasons", reasons)];
    moderation::decide(&test.ctx, host, &decide.into_iter().collect()).await.expect("decided");
}

both_engines!(what_no_reader_reads_is_in_it_as_a_whole, |db: Db| async move {
    let test = context(db);
    let ctx = &test.ctx;
    let host = test.with_address("Hélène", "helene@exemple.fr").await;
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    let claire = test.professional("Claire").await;
    test.give_key(&claire).await;
    let community = test.community("reins", Visibility::Open, &host).await;
    for who in [&anne, &claire] {
        test.place(who, community, Place::Member).await;
    }
    let thread = test.thread(&claire, "reins", Kind::Discussion, Circle::Members, "Premier titre").await;
    let pixel = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0\x3b";
    let picture = pictures::bring(ctx, &claire, pixel.to_vec()).await.expect("a picture").id;
    let mut edit: Fields = [("title", "Titre neuf"), ("body", "Corps neuf"), ("tags", "essai")].into_iter().collect();
    edit.set(ALL_FIELD, "1");
    edit.set(FIELD, picture.to_string());
    edit.set(&alt_field(picture), "Une fleur");
    threads::edit_thread(ctx, &claire, thread, &edit).await.expect("an edit");
    let id = ctx.new_id::<domain::ReplyId>().to_string();
    let mut reply: Fields =
        [("id", id.as_str()), ("voice", "professional"), ("body", "Selon la HAS, oui.")].into_iter().collect();
    reply.set("thread", thread.to_string());
    reply.set("source_text_0", "HAS, 2024");
    threads::reply(ctx, &claire, &reply).await.expect("a reply");
    hide(&test, (&anne, &host), "reply", id.clone()).await;
    hide(&test, (&anne, &host), "thread", thread.to_string()).await;

    exports::ask(ctx, &claire).await.expect("asked for");
    exports::make(ctx).await.expect("made");
    let document = document(&test, &claire).await;
    let rows = document["texts_out_of_sight"].as_array().expect("a table");
    assert_eq!(rows.len(), 2);
    let of = |about: &str| rows.iter().find(|row| row["about"] == about).expect("a row");
    assert_eq!((&of("thread")["title"], &of("thread")["body"]), (&json!("Titre neuf"), &json!("Corps neuf")));
    assert_eq!(of("thread")["tags"], json!(["essai"]));
    assert_eq!(of("thread")["pictures"], json!([{ "id": picture.to_string(), "alt": "Une fleur" }]));
    let earlier = &of("thread")["earlier_texts"][0];
    assert_eq!((&earlier["title"], &earlier["body"]), (&json!("Premier titre"), &json!("Texte de Premier titre")));
    assert!(earlier["until"].as_str().is_some_and(|until| until.ends_with('Z')), "{earlier}");
    assert_eq!(of("reply")["sources"], json!([{ "text": "HAS, 2024", "url": null }]));
    assert_eq!(of("reply")["earlier_texts"], json!([]));
    let schema: Value = serde_json::from_str(include_str!("../../../../docs/export.schema.json")).expect("JSON");
    let mut wrong = Vec::new();
    matches(&document, &schema, "export", &mut wrong);
    assert!(wrong.is_empty(), "{wrong:#?}");
});
