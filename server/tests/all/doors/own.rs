//! What is somebody's own: their letters, where their notices lead, a community to its hosts.

use super::COMMUNITIES;
use crate::support::Site;
use domain::policy::Place;
use domain::{CaseId, Fields, LetterId, MemberId, NoticeId};
use service::{Actor, letters, moderation, notices};

const LETTER: &str = "mot-sous-pli";
/// In the answer to it, which was reported.
const REPORTED: &str = "mot-remis";

/// A letter between two members, its answer that was reported, and notices of the second that lead to threads.
pub struct Own {
    from: MemberId,
    to: MemberId,
    letter: LetterId,
    reported: LetterId,
    case: CaseId,
    notices: Vec<NoticeId>,
}

/// Writes the letter. Notices were made before.
pub async fn plant(site: &Site, from: &Actor, to: &Actor) -> Own {
    let id: LetterId = site.test.ctx.new_id();
    let (one, other) = (from.me.as_ref().expect("a member").id, to.me.as_ref().expect("a member").id);
    let letter: Fields =
        [("id", id.to_string()), ("to", other.to_string()), ("body", format!("Rien que pour vous : {LETTER}"))]
            .into_iter()
            .collect();
    letters::write(&site.test.ctx, from, &letter).await.expect("a letter");
    let told = notices::list(&site.test.ctx, to, None).await.expect("a list").notices.rows;
    let notices: Vec<NoticeId> =
        told.iter().filter(|notice| notice.thread.is_some()).map(|notice| notice.id).take(3).collect();
    // Whose they are finds them there.
    let session = site.session(to).await;
    let read = site.get(session.as_deref(), &format!("/letters/{one}")).await;
    assert!(read.text.contains(LETTER), "{}", read.status);
    let led = site.get(session.as_deref(), &format!("/n/{}", notices[0])).await;
    assert!(led.header("location").starts_with("/t/"), "{} {}", led.status, led.header("location"));
    let reported: LetterId = site.test.ctx.new_id();
    let answer: Fields =
        [("id", reported.to_string()), ("to", one.to_string()), ("body", format!("Insistons : {REPORTED}"))]
            .into_iter()
            .collect();
    letters::write(&site.test.ctx, to, &answer).await.expect("an answer");
    let report: Fields =
        [("subject", "letter".to_owned()), ("about", reported.to_string()), ("reason", "harassment".to_owned())]
            .into_iter()
            .collect();
    moderation::report(&site.test.ctx, from, &report).await.expect("a report");
    let mut reader = site.test.ctx.store.read().await.expect("a reader");
    let case = store::moderation::open_case(&mut reader.conn(), reported.0).await.expect("asked").expect("a case");
    Own { from: one, to: other, letter: id, reported, case, notices }
}

/// Tries them as somebody else; how many doors were tried.
pub async fn tried(
    site: &Site,
    session: Option<&str>,
    (name, actor): (&str, &Actor),
    place: Option<Place>,
    own: &Own,
) -> usize {
    let mut tried = 0;
    for notice in &own.notices {
        for door in [format!("/n/{notice}"), format!("/api/notices/lead?id={notice}")] {
            let answer = site.get(session, &door).await;
            assert_eq!(answer.status, if actor.me.is_some() { 404 } else { 401 }, "{name} at {door}");
            assert_eq!(answer.header("location"), "", "{name} at {door}");
            tried += 1;
        }
    }
    let Own { from, to, letter, reported, case, .. } = own;
    // Moderators of the instance read what was handed over; no host does, and nobody the letter that was not.
    for door in [format!("/moderation/{case}"), format!("/api/moderation/case?id={case}")] {
        let answer = site.get(session, &door).await;
        let opens = actor.moderates();
        let expected: u16 = match (&actor.me, opens) {
            (None, _) => 401,
            (Some(_), true) => 200,
            (Some(_), false) => 404,
        };
        assert_eq!(answer.status, expected, "{name} at {door}");
        assert_eq!(answer.text.contains(REPORTED), opens, "{name} at {door}");
        assert!(!answer.text.contains(LETTER), "{name} at {door}");
        tried += 1;
    }
    for id in [letter, reported] {
        for door in [format!("/report/letter/{id}"), format!("/api/moderation/report?subject=letter&id={id}")] {
            let answer = site.get(session, &door).await;
            assert!(!answer.status.is_success(), "{name} at {door}: {}", answer.status);
            assert!(!answer.text.contains(LETTER) && !answer.text.contains(REPORTED), "{name} at {door}");
            tried += 1;
        }
    }
    for door in [
        "/letters".to_owned(),
        "/api/letters/list".into(),
        format!("/letters/{from}"),
        format!("/letters/{to}"),
        format!("/api/letters/with?member={from}"),
        format!("/api/letters/with?member={to}"),
        "/moderation".into(),
        "/api/moderation/queue?tab=waiting&q=&after=".into(),
    ] {
        let answer = site.get(session, &door).await.text;
        assert!(!answer.contains(LETTER) && !answer.contains(REPORTED), "{name} at {door}");
        tried += 1;
    }
    // The list says that a letter waits, and by the name of its author nobody finds it.
    for (typed, told) in [("", actor.moderates()), ("Relectrice", false), ("Autrice", false)] {
        let door = format!("/api/moderation/queue?tab=waiting&q={typed}&after=");
        let answer = site.get(session, &door).await.text;
        assert_eq!(answer.contains(&case.to_string()), told, "{name} at {door}");
        tried += 1;
    }
    for (slug, _) in COMMUNITIES {
        for door in [format!("/c/{slug}/hosts"), format!("/api/communities/hosts_page?slug={slug}")] {
            let expected: u16 = match (&actor.me, place) {
                (None, _) => 401,
                (Some(_), Some(Place::Host)) => 200,
                (Some(_), _) => 403,
            };
            assert_eq!(site.get(session, &door).await.status, expected, "{name} at {door}");
            tried += 1;
        }
    }
    tried
}
