//! The interface for programs: every resource, who may what, and how it says no.

mod posts;
mod reports;
mod tokens;

use crate::support::{Answer, Site};
use axum::body::Body;
use domain::communities::Visibility;
use domain::policy::Place;
use domain::threads::{Circle, Kind};
use domain::tokens::Scope;
use http::{Request, header};
use serde_json::{Value, json};
use service::Actor;
use store::Db;

/// An answer with its body read.
struct Told {
    answer: Answer,
    json: Value,
}

/// Asks as a program does.
async fn ask(site: &Site, token: Option<&str>, method: &str, path: &str, body: Option<Value>) -> Told {
    let text = body.map(|json| json.to_string());
    let answer = site.program(token, method, path, text.as_deref()).await;
    let json = serde_json::from_str(&answer.text).unwrap_or(Value::Null);
    if !answer.status.is_success() && answer.status != 304 {
        assert_eq!(answer.header("content-type"), "application/problem+json", "{method} {path}: {}", answer.text);
        assert_eq!(json["status"], answer.status.as_u16());
        assert_eq!(json["correlation_id"], answer.header("x-correlation-id"));
        let code = json["code"].as_str().expect("a code");
        assert_eq!(json["type"], format!("http://localhost:3000/api#{code}"));
    }
    assert_eq!(answer.header("x-correlation-id").len(), 16, "{method} {path}");
    assert_eq!(answer.header("set-cookie"), "", "{method} {path}");
    assert_eq!(answer.header("access-control-allow-origin"), "", "{method} {path}");
    Told { answer, json }
}

async fn get(site: &Site, token: Option<&str>, path: &str) -> Told {
    ask(site, token, "GET", path, None).await
}

/// A refusal's status and word.
#[track_caller]
fn refused(told: &Told, status: u16, code: &str) {
    assert_eq!((told.answer.status.as_u16(), told.json["code"].as_str()), (status, Some(code)), "{}", told.answer.text);
}

/// Which fields are to be corrected, and how.
fn wrong(told: &Told) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let errors = told.json["errors"].as_array().expect("errors");
    errors.iter().map(|error| (text(&error["field"]), text(&error["code"]))).collect()
}

/// Two members of an open community, and a token of each that may both.
struct World {
    site: Site,
    ana: Actor,
    yves: Actor,
    hers: String,
    his: String,
}

async fn world(db: Db) -> World {
    let site = Site::over(db);
    let (ana, yves) = (site.test.patient("Ana").await, site.test.professional("Yves").await);
    let community = site.test.community("reins", Visibility::Open, &ana).await;
    site.test.place(&yves, community, Place::Member).await;
    let both = [Scope::Read, Scope::Write];
    let (hers, his) = (site.test.token(&ana, &both).await, site.test.token(&yves, &both).await);
    World { site, ana, yves, hers, his }
}

store::both_engines!(communities_are_read_by_everybody, |db: Db| async move {
    let World { site, ana, hers, .. } = world(db).await;
    for n in 0..25 {
        site.test.community(&format!("autre-{n:02}"), Visibility::Members, &ana).await;
    }
    let first = get(&site, None, "/communities").await.json;
    assert_eq!(first["items"].as_array().map(Vec::len), Some(20));
    let next = first["next"].as_str().expect("another page");
    let second = get(&site, None, &format!("/communities?cursor={next}")).await.json;
    assert_eq!((second["items"].as_array().map(Vec::len), &second["next"]), (Some(6), &Value::Null));

    let one = get(&site, Some(&hers), "/communities/reins").await.json;
    assert_eq!((&one["slug"], &one["visibility"], &one["place"]), (&json!("reins"), &json!("open"), &json!("host")));
    assert_eq!(one["charter"]["sources"][0], json!({ "name": "Cotisations", "share": 100, "industry": false }));
    assert_eq!(get(&site, None, "/communities/reins").await.json["place"], Value::Null);
    refused(&get(&site, None, "/communities/nulle-part").await, 404, "not-found");
    refused(&get(&site, None, "/communities/nulle-part/threads").await, 404, "not-found");
});

store::both_engines!(threads_are_listed_page_by_page, |db: Db| async move {
    let World { site, ana, hers, .. } = world(db).await;
    let mut made = vec![];
    for n in 0..45 {
        let title = format!("Sujet {n}");
        made.push(site.test.thread(&ana, "reins", Kind::Discussion, Circle::Public, &title).await.to_string());
    }
    made.reverse();
    for list in ["/communities/reins/threads?order=new", "/tags/essai/threads?", "/feed?order=new"] {
        let (mut seen, mut cursor) = (vec![], String::new());
        loop {
            let page = get(&site, Some(&hers), &format!("{list}{cursor}")).await;
            assert_eq!(page.answer.status, 200, "{list}{cursor}: {}", page.answer.text);
            let items = page.json["items"].as_array().expect("items").clone();
            seen.extend(items.iter().map(|one| one["id"].as_str().expect("an id").to_owned()));
            match page.json["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(seen, made, "{list}");
    }
    let one = &get(&site, None, "/communities/reins/threads").await.json["items"][0];
    assert_eq!(one["title"], "Sujet 44");
    assert!(one["created_at"].as_str().expect("a moment").ends_with('Z'), "{one}");
    refused(&get(&site, None, "/tags/nulle-part/threads").await, 404, "not-found");
});

store::both_engines!(what_was_written_is_found, |db: Db| async move {
    let World { site, ana, .. } = world(db).await;
    site.test.thread(&ana, "reins", Kind::Discussion, Circle::Public, "La bouillotte du matin").await;
    site.test.thread(&ana, "reins", Kind::Discussion, Circle::Members, "La bouillotte entre nous").await;
    store::testing::settled(&site.test.ctx.store).await;
    service::search::follow(&site.test.ctx).await.expect("indexed");
    let found = get(&site, None, "/search?q=bouillotte").await.json;
    assert_eq!(found["items"].as_array().map(Vec::len), Some(1), "{found}");
    assert_eq!(found["items"][0]["thread"]["title"], "La bouillotte du matin");
    let pieces = found["items"][0]["snippet"].as_array().expect("a snippet");
    assert!(pieces.iter().any(|piece| piece["marked"] == true), "{found}");
    let none = get(&site, None, "/search?q=bouillotte&kind=question").await.json;
    assert_eq!(none["items"], json!([]));
});

store::both_engines!(members_read_what_concerns_them, |db: Db| async move {
    let World { site, ana, hers, his, .. } = world(db).await;
    let thread = site.test.thread(&ana, "reins", Kind::Question, Circle::Public, "À quelle heure ?").await;
    let list = format!("/threads/{thread}/replies");
    let answer = ask(&site, Some(&his), "POST", &list, Some(json!({ "body": "À midi." }))).await;
    assert_eq!(answer.answer.status, 201);
    store::testing::settled(&site.test.ctx.store).await;
    service::notices::make(&site.test.ctx).await.expect("told");
    let notices = get(&site, Some(&hers), "/notices").await.json;
    assert_eq!((&notices["unseen"], &notices["items"][0]["kind"]), (&json!(1), &json!("answer")));
    assert_eq!(notices["items"][0]["thread"]["id"], thread.to_string());
    let me = get(&site, Some(&hers), "/me").await.json;
    assert_eq!((&me["pseudonym"], &me["unseen_notices"]), (&json!("Ana"), &json!(1)));
    assert_eq!(me["token"]["scopes"], json!(["read", "write"]));
    assert_eq!(me["places"][0]["community"]["slug"], "reins");
    for body in [json!({ "thread": thread.to_string() }), json!({})] {
        assert_eq!(ask(&site, Some(&hers), "POST", "/notices/seen", Some(body)).await.answer.status, 204);
    }
    assert_eq!(get(&site, Some(&hers), "/notices").await.json["unseen"], 0);
    for path in ["/me", "/notices"] {
        refused(&get(&site, None, path).await, 401, "token-needed");
    }
});

store::both_engines!(an_answer_is_sent_once, |db: Db| async move {
    let World { site, hers, .. } = world(db).await;
    let first = get(&site, Some(&hers), "/communities/reins").await.answer;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    assert_eq!(first.header("cache-control"), "private, no-cache");
    assert!(first.header("vary").contains("authorization"));
    let again = |token: Option<String>| {
        let mut request = Request::get("/api/v1/communities/reins").header(header::IF_NONE_MATCH, &tag);
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        site.send(request.body(Body::empty()).expect("a request"))
    };
    let same = again(Some(hers.clone())).await;
    assert_eq!((same.status.as_u16(), same.text.as_str()), (304, ""));
    assert_eq!(again(None).await.status, 200, "a visitor reads something else there");
});

store::both_engines!(what_cannot_be_read_is_refused_at_its_field, |db: Db| async move {
    let World { site, hers, .. } = world(db).await;
    for (path, field, code) in [
        ("/feed?order=best", "order", "unreadable"),
        ("/feed?cursor=x", "cursor", "unreadable"),
        ("/feed?cursor=-1-0000000000000000000001", "cursor", "unreadable"),
        ("/feed?limit=500", "limit", "unknown"),
        ("/search", "q", "missing"),
        ("/communities?cursor=zzzzzzzzzzzzzzzzzzzzzz", "cursor", "unreadable"),
    ] {
        let told = get(&site, None, path).await;
        refused(&told, 400, "unreadable");
        assert_eq!(wrong(&told), [(field.to_owned(), code.to_owned())], "{path}");
    }
    for (path, field) in
        [("/search?q=", "q"), ("/search?q=a&page=10", "page"), ("/search?q=a&community=A", "community")]
    {
        let told = get(&site, None, path).await;
        refused(&told, 422, "invalid");
        assert_eq!(wrong(&told)[0].0, field);
    }
    let send = |kind: &'static str, text: &'static str| {
        let request = Request::post("/api/v1/threads")
            .header(header::AUTHORIZATION, format!("Bearer {hers}"))
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(text));
        site.send(request.expect("a request"))
    };
    assert_eq!(send("text/plain", "{}").await.status, 415);
    assert_eq!(send("application/x-www-form-urlencoded", "title=a").await.status, 415);
    for text in ["", "{", "[]", "null", "{} {}", "\"a\"", "{\"title\":\"\\ud800\"}"] {
        assert_eq!(send("application/json", text).await.status, 400, "{text}");
    }
    let long = Body::from(format!("{{\"body\":\"{}\"}}", "a".repeat(600_000)));
    let request = Request::post("/api/v1/threads").header(header::AUTHORIZATION, format!("Bearer {hers}"));
    let request = request.header(header::CONTENT_TYPE, "application/json").body(long).expect("a request");
    assert_eq!(site.send(request).await.status, 413);
    for path in ["/nulle-part", "/communities/%00", "/communities/%00/threads", "/tags/%00/threads", "/communities/%ff"]
    {
        refused(&get(&site, None, path).await, 404, "not-found");
    }
    assert_eq!(get(&site, None, "/search?q=%00").await.json["items"], json!([]));
    refused(&get(&site, None, "/threads/x").await, 404, "not-found");
    let told = ask(&site, None, "DELETE", "/feed", None).await;
    refused(&told, 405, "method-not-allowed");
    assert_eq!(told.answer.header("allow"), "GET,HEAD");
});

store::both_engines!(it_is_described_by_itself, |db: Db| async move {
    let World { site, .. } = world(db).await;
    let described = get(&site, None, "/openapi.json").await.json;
    assert!(described["openapi"].as_str().expect("a version").starts_with("3.1"), "{}", described["openapi"]);
    assert_eq!(described["servers"][0]["url"], "http://localhost:3000/api/v1");
    let mut operations = 0;
    for (path, item) in described["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            operations += 1;
            let of = format!("{method} {path}");
            assert!(operation["summary"].is_string() && operation["security"].is_array(), "{of}");
            for status in ["401", "403", "429", "500"] {
                let content = &operation["responses"][status]["content"]["application/problem+json"];
                assert_eq!(content["schema"]["$ref"], "#/components/schemas/ProblemBody", "{of} {status}");
            }
            if let Some(body) = operation.get("requestBody") {
                let name = body["content"]["application/json"]["schema"]["$ref"].as_str().expect("a shape");
                let shape = &described["components"]["schemas"][name.rsplit('/').next().expect("a name")];
                assert_eq!(shape["additionalProperties"], false, "{of}: {shape}");
                assert!(shape["example"].is_object(), "{of}: {shape}");
            }
        }
    }
    assert_eq!(operations, 24);
    let whole = described.to_string();
    let named: Vec<&str> = whole.split("\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(named.len() > operations, "{} references", named.len());
    for one in named {
        assert!(described.pointer(one).is_some(), "{one} is named and not described");
    }
});
