//! What moderation holds of a thread. Who handles the case reads it there; in the lists of the queue words stand only
//! for those who read the circle by their own role; nobody else learns that there is anything.

use super::Planted;
use crate::support::Site;
use domain::moderation::{Subject, Tab};
use domain::policy::{Place, Standing};
use domain::threads::Circle;
use domain::{CaseId, DecisionId, Fields};
use service::testing::TestContext;
use service::{Actor, moderation};
use uuid::Uuid;

/// A case that waits, about a thread's reply; one that was decided, about its own text, and is appealed against.
pub struct Handled {
    waits: CaseId,
    decided: CaseId,
    decision: DecisionId,
}

fn form<const N: usize>(pairs: [(&str, String); N]) -> Fields {
    pairs.into_iter().collect()
}

async fn report(test: &TestContext, by: &Actor, one: &Planted, (subject, id): (Subject, Uuid)) -> CaseId {
    let fields = form([
        ("subject", subject.word().into()),
        ("about", domain::ids::to_base62(id)),
        ("reason", "danger".into()),
        ("text", format!("Voyez {}", one.word)),
    ]);
    moderation::report(&test.ctx, by, &fields).await.expect("a report");
    let mut reader = test.ctx.store.read().await.expect("a reader");
    store::moderation::open_case(&mut reader.conn(), id).await.expect("asked").expect("a case")
}

/// Has a thread and its reply reported; what is decided about the thread changes nothing of it, and is appealed against.
pub async fn plant(
    test: &TestContext,
    one: &Planted,
    (author, reporter, decider): (&Actor, &Actor, &Actor),
) -> Handled {
    let waits = report(test, reporter, one, (Subject::Reply, one.reply.0)).await;
    let decided = report(test, reporter, one, (Subject::Thread, one.thread.0)).await;
    let decide = form([
        ("case", decided.to_string()),
        ("action", "keep".into()),
        ("measure", "warn".into()),
        ("rule", "care".into()),
        ("reasons", format!("À propos de {}, à relire.", one.word)),
    ]);
    moderation::decide(&test.ctx, decider, &decide).await.expect("decided");
    let decision = moderation::decisions(&test.ctx, author).await.expect("decisions").decisions[0].id;
    let appeal =
        form([("decision", decision.to_string()), ("text", format!("Je redis {}, et je m’explique.", one.word))]);
    moderation::appeal(&test.ctx, author, &appeal).await.expect("appealed");
    Handled { waits, decided, decision }
}

/// Whether somebody handles what was reported of a thread they read or not: moderators all, hosts what they read.
pub fn handles(actor: &Actor, place: Option<Place>, reads: bool) -> bool {
    actor.moderates() || (place == Some(Place::Host) && reads)
}

/// Tries the queue, every case and every appeal; how many doors were tried.
pub async fn tried(
    site: &Site,
    session: Option<&str>,
    (name, actor): (&str, &Actor),
    standing: Standing,
    (planted, handled): (&[Planted], &[Handled]),
) -> usize {
    let status = |opens: bool| -> u16 {
        match (&actor.me, opens) {
            (None, _) => 401,
            (Some(_), true) => 200,
            (Some(_), false) => 404,
        }
    };
    let host = standing.place == Some(Place::Host);
    let mut lists = Vec::new();
    for &tab in Tab::ALL {
        let word = tab.word();
        for door in [format!("/moderation?tab={word}"), format!("/api/moderation/queue?tab={word}&q=&after=")] {
            let answer = site.get(session, &door).await;
            assert_eq!(answer.status, status(actor.moderates() || host), "{name} at {door}");
            lists.push((tab, door, answer.text));
        }
    }
    let mut tried = lists.len();
    for (one, held) in planted.iter().zip(handled) {
        let may = standing.may_read(one.visibility, one.circle);
        let handles = handles(actor, standing.place, may);
        for (tab, door, text) in &lists {
            let id = if *tab == Tab::Waiting { held.waits.to_string() } else { held.decision.to_string() };
            // A page lists what was decided without a way there.
            if *tab != Tab::Decided || door.starts_with("/api/") {
                assert_eq!(text.contains(&id), handles, "{name} at {door}, the case of {}", one.word);
            }
            assert_eq!(text.contains(&one.word), handles && may, "{name} at {door}, the words of {}", one.word);
        }
        for door in [
            format!("/moderation/{}", held.waits),
            format!("/moderation/{}", held.decided),
            format!("/moderation/appeals/{}", held.decision),
            format!("/api/moderation/case?id={}", held.waits),
            format!("/api/moderation/case?id={}", held.decided),
            format!("/api/moderation/appeal?id={}", held.decision),
        ] {
            let answer = site.get(session, &door).await;
            assert_eq!(answer.status, status(handles), "{name} at {door} of {}", one.word);
            assert_eq!(answer.text.contains(&one.word), handles, "{name} at {door} of {}", one.word);
            tried += 1;
        }
    }
    // A search finds of that what its list tells: whose a text is that waits, to who reads its circle by their own role.
    for &tab in Tab::ALL {
        for typed in ["portes", "autrice", "Pharmac", "mot", "titre"] {
            let door = format!("/api/moderation/queue?tab={}&q={typed}&after=", tab.word());
            let answer = site.get(session, &door).await;
            assert_eq!(answer.status, status(actor.moderates() || host), "{name} at {door}");
            for (one, held) in planted.iter().zip(handled) {
                let may = standing.may_read(one.visibility, one.circle);
                let author = if one.circle == Circle::Professionals { "Pharmac" } else { "autrice" };
                let told = typed == "portes" || (typed == author && (may || tab != Tab::Waiting));
                let finds = told && handles(actor, standing.place, may);
                let id = if tab == Tab::Waiting { held.waits.to_string() } else { held.decision.to_string() };
                assert_eq!(answer.text.contains(&id), finds, "{name} at {door}, the case of {}", one.word);
                assert_eq!(answer.text.contains(&one.word), finds && may, "{name} at {door}, words of {}", one.word);
            }
            tried += 1;
        }
    }
    tried
}
