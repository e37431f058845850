//! The doors for programs (`/api/v1`): a token opens what its member may open, no token what visitors may.

use super::{COMMUNITIES, Planted};
use crate::support::Site;
use domain::tokens::Scope;
use service::Actor;

/// A token that may both; none for a visitor.
pub async fn token(site: &Site, actor: &Actor) -> Option<String> {
    match &actor.me {
        Some(_) => Some(site.test.token(actor, &[Scope::Read, Scope::Write]).await),
        None => None,
    }
}

/// Doors that lead to one thread; how many were tried.
pub async fn direct(site: &Site, token: Option<&str>, planted: &Planted, may: bool, name: &str) -> usize {
    let (thread, reply, word) = (planted.thread, planted.reply, &planted.word);
    let doors = [format!("/threads/{thread}"), format!("/threads/{thread}/replies"), format!("/replies/{reply}")];
    for door in &doors {
        let answer = site.program(token, "GET", door, None).await;
        assert_eq!(answer.text.contains(word), may, "{name} at {door} of {word}");
        assert_eq!(answer.status, if may { 200 } else { 404 }, "{name} at {door} of {word}");
    }
    let door = format!("/pictures/{}/s.webp", planted.picture);
    let answer = site.program(token, "GET", &door, None).await;
    assert_eq!(answer.status, if may { 200 } else { 404 }, "{name} at {door} of {word}");
    // Whoever may not read it gets no hold of it either, and nobody changes what is not theirs.
    let changes = [
        ("PATCH", format!("/threads/{thread}"), Some("{}")),
        ("DELETE", format!("/threads/{thread}"), None),
        ("PATCH", format!("/replies/{reply}"), Some("{}")),
        ("DELETE", format!("/replies/{reply}"), None),
    ];
    for (method, door, body) in &changes {
        let answer = site.program(token, method, door, *body).await;
        let refused: &[u16] = match (token, may) {
            (None, _) => &[401],
            (_, true) => &[403],
            (_, false) => &[404],
        };
        assert!(refused.contains(&answer.status.as_u16()), "{name}, {method} {door}: {}", answer.status);
        assert!(!answer.text.contains(word), "{name}, {method} {door}");
    }
    doors.len() + changes.len() + 1
}

/// All that lists show, and what somebody is told.
pub async fn lists(site: &Site, token: Option<&str>) -> String {
    let mut doors: Vec<String> = vec![
        "/communities".into(),
        "/feed".into(),
        "/feed?order=new".into(),
        "/feed?everything=true".into(),
        "/tags/essai/threads".into(),
        "/search?q=titre+reponse+corps+mot".into(),
    ];
    for (slug, _) in COMMUNITIES {
        doors.push(format!("/communities/{slug}"));
        doors.push(format!("/communities/{slug}/threads"));
        doors.push(format!("/communities/{slug}/threads?order=new"));
    }
    if token.is_some() {
        doors.extend(["/me".into(), "/notices".into()]);
    }
    let mut seen = String::new();
    for door in doors {
        let answer = site.program(token, "GET", &door, None).await;
        assert!(matches!(answer.status.as_u16(), 200 | 404), "{door}: {}", answer.status);
        seen.push_str(&answer.text);
    }
    seen
}

/// Somebody who may not read a thread writes nowhere in it.
pub async fn writes(site: &Site, stranger: &Actor, thread: &str, reply: &str) {
    let token = token(site, stranger).await;
    // Nor is it to be found out by reporting.
    let report =
        |subject: &str, id: &str| format!("{{\"subject\":\"{subject}\",\"id\":\"{id}\",\"reason\":\"danger\"}}");
    let (of_thread, of_reply) = (report("thread", thread), report("reply", reply));
    for (method, door, body) in [
        ("POST", format!("/threads/{thread}/replies"), Some("{\"body\":\"Bonjour\"}")),
        ("PUT", format!("/threads/{thread}/reactions/thanks"), None),
        ("DELETE", format!("/threads/{thread}/reactions/thanks"), None),
        ("PUT", format!("/replies/{reply}/reactions/thanks"), None),
        ("DELETE", format!("/replies/{reply}/reactions/thanks"), None),
        ("PATCH", format!("/threads/{thread}"), Some("{\"title\":\"Autre titre\"}")),
        ("DELETE", format!("/threads/{thread}"), None),
        ("PATCH", format!("/replies/{reply}"), Some("{\"body\":\"Autre\"}")),
        ("DELETE", format!("/replies/{reply}"), None),
        ("POST", "/reports".to_owned(), Some(of_thread.as_str())),
        ("POST", "/reports".to_owned(), Some(of_reply.as_str())),
    ] {
        for who in [None, token.as_deref()] {
            let answer = site.program(who, method, &door, body).await;
            assert!(matches!(answer.status.as_u16(), 401 | 404), "{method} {door}: {}", answer.status);
            assert!(!answer.text.contains("Entre nous"), "{method} {door}");
        }
    }
}
