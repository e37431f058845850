//! What is somebody's own: their letters, where their notices lead, a community to its hosts.

use super::COMMUNITIES;
use crate::support::Site;
use domain::policy::Place;
use domain::{Fields, LetterId, MemberId, NoticeId};
use service::{Actor, letters, notices};

const LETTER: &str = "mot-sous-pli";

/// A letter between two members, and notices of the second that lead to threads.
pub struct Own {
    from: MemberId,
    to: MemberId,
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
    Own { from: one, to: other, notices }
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
    let Own { from, to, .. } = own;
    for door in [
        "/letters".to_owned(),
        "/api/letters/list".into(),
        format!("/letters/{from}"),
        format!("/letters/{to}"),
        format!("/api/letters/with?member={from}"),
        format!("/api/letters/with?member={to}"),
        "/admin/letters".into(),
        "/api/letters/reported".into(),
    ] {
        assert!(!site.get(session, &door).await.text.contains(LETTER), "{name} at {door}");
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
