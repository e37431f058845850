//! Starting, replying, changing, deleting, reacting.

use super::*;

fn new(more: Value) -> Value {
    let mut body = json!({
        "community": "reins", "kind": "question", "circle": "members", "title": "Comment tenez-vous ?",
        "body": "Le matin, **une bouillotte**.", "tags": ["fatigue", "le matin"]
    });
    for (name, value) in more.as_object().expect("an object") {
        body[name] = value.clone();
    }
    body
}

store::both_engines!(a_thread_from_start_to_end, |db: Db| async move {
    let World { site, hers, his, .. } = world(db).await;
    let made = ask(&site, Some(&hers), "POST", "/threads", Some(new(json!({})))).await;
    assert_eq!(made.answer.status, 201, "{}", made.answer.text);
    let id = made.json["id"].as_str().expect("an id").to_owned();
    assert_eq!(made.answer.header("location"), format!("/api/v1/threads/{id}"));
    assert_eq!(made.json["body"], "Le matin, **une bouillotte**.");
    assert!(made.json["html"].as_str().expect("html").contains("<strong>une bouillotte</strong>"));
    assert_eq!(made.json["tags"][1], json!({ "key": "le-matin", "label": "le matin" }));
    assert_eq!((&made.json["may"]["change"], &made.json["state"]), (&json!(true), &json!("waiting")));
    let path = format!("/threads/{id}");
    assert_eq!(get(&site, Some(&hers), &path).await.json, made.json);
    refused(&get(&site, None, &path).await, 404, "not-found");

    let changed = ask(&site, Some(&hers), "PATCH", &path, Some(json!({ "title": "Et vous, le matin ?" }))).await.json;
    assert_eq!((&changed["title"], &changed["body"]), (&json!("Et vous, le matin ?"), &made.json["body"]));
    assert_eq!(changed["tags"], made.json["tags"], "what is left out stays");
    assert!(changed["edited_at"].is_string());
    refused(&ask(&site, Some(&his), "PATCH", &path, Some(json!({ "title": "À moi" }))).await, 403, "forbidden");
    refused(&ask(&site, Some(&his), "DELETE", &path, None).await, 403, "forbidden");

    for _ in 0..2 {
        let given = ask(&site, Some(&his), "PUT", &format!("{path}/reactions/courage"), None).await;
        assert_eq!(given.answer.status, 204);
    }
    let seen = get(&site, Some(&his), &path).await.json;
    assert_eq!(seen["reactions"][2], json!({ "kind": "courage", "count": 1, "mine": true }));
    assert_eq!(ask(&site, Some(&his), "DELETE", &format!("{path}/reactions/courage"), None).await.answer.status, 204);
    refused(&ask(&site, Some(&hers), "PUT", &format!("{path}/reactions/courage"), None).await, 403, "forbidden");
    refused(&ask(&site, Some(&his), "PUT", &format!("{path}/reactions/haha"), None).await, 404, "not-found");

    assert_eq!(ask(&site, Some(&hers), "DELETE", &path, None).await.answer.status, 204);
    refused(&get(&site, Some(&hers), &path).await, 404, "not-found");
});

store::both_engines!(replies_from_start_to_end, |db: Db| async move {
    let World { site, ana, hers, his, .. } = world(db).await;
    let thread = site.test.thread(&ana, "reins", Kind::Question, Circle::Members, "À quelle heure ?").await;
    let list = format!("/threads/{thread}/replies");
    let sourced = json!({
        "body": "En général, **à jeun**.", "voice": "professional",
        "sources": [{ "text": "Une fiche", "url": "https://exemple.fr/fiche" }, { "url": "https://exemple.fr/autre" }]
    });
    let made = ask(&site, Some(&his), "POST", &list, Some(sourced)).await;
    assert_eq!(made.answer.status, 201, "{}", made.answer.text);
    let id = made.json["id"].as_str().expect("an id").to_owned();
    assert_eq!((&made.json["thread"], &made.json["voice"]), (&json!(thread.to_string()), &json!("professional")));
    assert_eq!(made.json["sources"][1]["text"], "https://exemple.fr/autre");
    let path = format!("/replies/{id}");
    assert_eq!(get(&site, Some(&his), &path).await.json, made.json);

    let nested = ask(&site, Some(&hers), "POST", &list, Some(json!({ "body": "Merci.", "parent": id }))).await.json;
    assert_eq!(nested["parent"], made.json["id"]);
    let changed = ask(&site, Some(&his), "PATCH", &path, Some(json!({ "body": "Plutôt à jeun." }))).await.json;
    assert_eq!((&changed["body"], &changed["sources"]), (&json!("Plutôt à jeun."), &made.json["sources"]));
    refused(&ask(&site, Some(&hers), "PATCH", &path, Some(json!({ "body": "À moi." }))).await, 403, "forbidden");
    assert_eq!(ask(&site, Some(&hers), "PUT", &format!("{path}/reactions/useful"), None).await.answer.status, 204);

    for n in 0..60 {
        site.test.reply(&ana, thread, &format!("Réponse {n}")).await;
    }
    let first = get(&site, Some(&hers), &list).await.json;
    assert_eq!(first["items"].as_array().map(Vec::len), Some(50));
    assert_eq!(
        (&first["items"][0]["id"], &first["items"][0]["reactions"][3]["mine"]),
        (&made.json["id"], &json!(true))
    );
    assert_eq!(first["items"][0]["body"], "Plutôt à jeun.");
    let next = first["next"].as_str().expect("another page");
    let second = get(&site, Some(&hers), &format!("{list}?cursor={next}")).await.json;
    assert_eq!((second["items"].as_array().map(Vec::len), &second["next"]), (Some(12), &Value::Null));
    assert_eq!(second["items"][11]["body"], "Réponse 59");

    assert_eq!(ask(&site, Some(&his), "DELETE", &path, None).await.answer.status, 204);
    refused(&get(&site, Some(&his), &path).await, 404, "not-found");
    let trace = &get(&site, Some(&hers), &list).await.json["items"][0];
    assert_eq!((&trace["deleted"], &trace["body"], &trace["html"]), (&json!(true), &json!(""), &json!("")));
    assert_eq!(trace["author"], Value::Null);
});

store::both_engines!(what_is_sent_twice_is_posted_once, |db: Db| async move {
    let World { site, ana, hers, his, .. } = world(db).await;
    let id = "0Rz3idempotentessai1AB";
    let body = new(json!({ "id": id }));
    for _ in 0..2 {
        let made = ask(&site, Some(&hers), "POST", "/threads", Some(body.clone())).await;
        assert_eq!((made.answer.status.as_u16(), made.json["id"].as_str()), (201, Some(id)));
    }
    let threads = get(&site, Some(&hers), "/communities/reins/threads").await.json;
    assert_eq!(threads["items"].as_array().map(Vec::len), Some(1));
    refused(&ask(&site, Some(&his), "POST", "/threads", Some(body)).await, 409, "id-taken");

    let other = site.test.thread(&ana, "reins", Kind::Discussion, Circle::Members, "Ailleurs").await;
    let reply = json!({ "id": "0Rz3idempotentessai2AB", "body": "Une seule fois." });
    for _ in 0..2 {
        let made = ask(&site, Some(&hers), "POST", &format!("/threads/{id}/replies"), Some(reply.clone())).await;
        assert_eq!(made.answer.status, 201, "{}", made.answer.text);
    }
    let replies = get(&site, Some(&hers), &format!("/threads/{id}/replies")).await.json;
    assert_eq!(replies["items"].as_array().map(Vec::len), Some(1));
    for (token, thread) in [(&his, id.to_owned()), (&hers, other.to_string())] {
        let taken = ask(&site, Some(token), "POST", &format!("/threads/{thread}/replies"), Some(reply.clone())).await;
        refused(&taken, 409, "id-taken");
    }
});

store::both_engines!(an_id_stands_for_one_text_for_ever, |db: Db| async move {
    let World { site, ana, hers, his, .. } = world(db).await;
    let thread = site.test.thread(&ana, "reins", Kind::Discussion, Circle::Members, "La théière bleue").await;
    let reply = site.test.reply(&ana, thread, "La mienne est verte.").await;
    let list = format!("/threads/{thread}/replies");
    for token in [&hers, &his] {
        let same = json!({ "id": thread.to_string(), "body": "Le même identifiant." });
        refused(&ask(&site, Some(token), "POST", &list, Some(same)).await, 409, "id-taken");
        let same = new(json!({ "id": reply.to_string() }));
        refused(&ask(&site, Some(token), "POST", "/threads", Some(same)).await, 409, "id-taken");
    }
    let reply_path = format!("/replies/{reply}");
    assert_eq!(ask(&site, Some(&hers), "DELETE", &reply_path, None).await.answer.status, 204);
    let again = json!({ "id": reply.to_string(), "body": "Encore." });
    refused(&ask(&site, Some(&hers), "POST", &list, Some(again)).await, 409, "id-taken");
    let gone = site.test.thread(&ana, "reins", Kind::Discussion, Circle::Members, "Une tasse").await;
    assert_eq!(ask(&site, Some(&hers), "DELETE", &format!("/threads/{gone}"), None).await.answer.status, 204);
    let again = new(json!({ "id": gone.to_string() }));
    refused(&ask(&site, Some(&hers), "POST", "/threads", Some(again)).await, 409, "id-taken");
    store::testing::settled(&site.test.ctx.store).await;
    service::search::follow(&site.test.ctx).await.expect("indexed");
    assert_eq!(get(&site, Some(&hers), "/search?q=bleue").await.json["items"].as_array().map(Vec::len), Some(1));
});

store::both_engines!(bodies_are_refused_at_their_field, |db: Db| async move {
    let World { site, ana, hers, his, .. } = world(db).await;
    for (more, status, field, code) in [
        (json!({ "title": "Bon" }), 422, "title", "too_short"),
        (json!({ "title": "a".repeat(161) }), 422, "title", "too_long"),
        (json!({ "title": 5 }), 400, "title", "unreadable"),
        (json!({ "title": null }), 400, "title", "unreadable"),
        (json!({ "body": "" }), 422, "body", "missing"),
        (json!({ "body": "a\u{202e}b" }), 422, "body", "bad_characters"),
        (json!({ "kind": "poll" }), 400, "kind", "unreadable"),
        (json!({ "kind": "announcement" }), 422, "kind", "hosts_announce"),
        (json!({ "circle": "patients" }), 422, "circle", "not_a_choice"),
        (json!({ "circle": "everybody" }), 400, "circle", "unreadable"),
        (json!({ "community": "nulle-part" }), 422, "community", "not_a_choice"),
        (json!({ "tags": "fatigue" }), 400, "tags", "unreadable"),
        (json!({ "tags": ["a", "b", "c", "d", "e", "f"] }), 422, "tags", "too_many"),
        (json!({ "tags": ["a,b"] }), 422, "tags", "bad_characters"),
        (json!({ "id": "court" }), 400, "id", "unreadable"),
        (json!({ "pinned": true }), 400, "pinned", "unknown"),
    ] {
        let told = ask(&site, Some(&his), "POST", "/threads", Some(new(more.clone()))).await;
        assert_eq!(told.answer.status, status, "{more}: {}", told.answer.text);
        assert_eq!(wrong(&told), [(field.to_owned(), code.to_owned())], "{more}");
    }
    let mut lacking = new(json!({}));
    lacking.as_object_mut().expect("an object").remove("circle");
    let told = ask(&site, Some(&hers), "POST", "/threads", Some(lacking)).await;
    refused(&told, 400, "unreadable");
    assert_eq!(wrong(&told), [("circle".to_owned(), "missing".to_owned())], "a circle is never assumed");

    let thread = site.test.thread(&ana, "reins", Kind::Question, Circle::Members, "À quelle heure ?").await;
    for (body, status, field, code) in [
        (json!({ "body": "Oui.", "voice": "professional" }), 422, "sources[0].text", "source_needed"),
        (json!({ "body": "Oui.", "sources": [{ "url": "javascript:alert(1)" }] }), 422, "sources[0].url", "not_a_link"),
        (json!({ "body": "Oui.", "sources": [{ "page": 3 }] }), 400, "sources[0].page", "unknown"),
        (json!({ "body": "Oui.", "parent": 7 }), 400, "parent", "unreadable"),
    ] {
        let told = ask(&site, Some(&his), "POST", &format!("/threads/{thread}/replies"), Some(body.clone())).await;
        assert_eq!(told.answer.status, status, "{body}: {}", told.answer.text);
        assert_eq!(wrong(&told), [(field.to_owned(), code.to_owned())], "{body}");
    }
    let lay = json!({ "body": "Oui.", "voice": "professional", "no_source": true });
    let told = ask(&site, Some(&hers), "POST", &format!("/threads/{thread}/replies"), Some(lay)).await;
    assert_eq!(wrong(&told), [("voice".to_owned(), "not_a_choice".to_owned())]);
    assert_eq!(told.json["title"], "Des champs sont à corriger.", "in the member's language");
});
