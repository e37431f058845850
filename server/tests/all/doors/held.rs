//! What waits for a host is read by its author alone, whichever door anybody else tries; and by those who decide about it,
//! in its case, where it says that nobody else reads it.

use super::people::entrusted;
use super::{COMMUNITIES, PIXEL, Planted, authors, direct, lists, machines, programs};
use crate::support::Site;
use domain::administration::Right;
use domain::communities::Visibility;
use domain::policy::Place;
use domain::threads::{Circle, Kind};
use domain::{Fields, Locale, PictureId};
use service::Actor;
use service::testing::TestContext;
use store::Db;

/// What a page says of a text that waits, and why it waits.
const LABELS: [&str; 2] = ["Ce texte n’est pas encore publié", "Premier message, à lire avant publication"];

/// The case of each text that waits: its page and its data, with what stands in both and what the page alone says. Who
/// handles it reads the text there, and that nobody else does; for everybody else there is no case. How many doors.
async fn cases(
    site: &Site,
    session: Option<&str>,
    (name, actor): (&str, &Actor),
    one: &Planted,
    decides: bool,
) -> usize {
    let status: u16 = match (&actor.me, decides) {
        (None, _) => 401,
        (Some(_), true) => 200,
        (Some(_), false) => 404,
    };
    let queue = site.get(session, "/moderation").await;
    let mut tried = 1;
    for id in [one.thread.0, one.reply.0] {
        let case = case_of(&site.test, id).await;
        assert_eq!(queue.text.contains(&case), decides, "{name}, in the queue");
        for door in [format!("/moderation/{case}"), format!("/api/moderation/case?id={case}")] {
            let answer = site.get(session, &door).await;
            assert_eq!(answer.status, status, "{name} at {door}");
            assert_eq!(answer.text.contains(&one.word), decides, "{name} at {door}");
            for label in LABELS {
                let said = decides && !door.starts_with("/api/");
                assert_eq!(answer.text.contains(label), said, "{name} at {door}: {label}");
            }
            tried += 1;
        }
    }
    tried
}

async fn case_of(test: &TestContext, id: uuid::Uuid) -> String {
    let mut reader = test.ctx.store.read().await.expect("a reader");
    let case = store::moderation::open_case(&mut reader.conn(), id).await.expect("asked").expect("it waits");
    case.to_string()
}

store::both_engines!(what_waits_is_its_authors_alone, |db: Db| async move {
    let site = Site::over(db);
    let test = &site.test;
    let founder = test.patient("Fondatrice").await;
    let newcomer = test.patient("Nouvelle").await;
    test.give_key(&newcomer).await;
    let people: Vec<(&str, Actor, Option<Place>)> = vec![
        ("visitor", Actor::visitor(Locale::Fr), None),
        ("stranger", test.patient("Étrangère").await, None),
        ("patient", test.patient("Malade").await, Some(Place::Member)),
        ("professional", test.professional("Infirmier").await, Some(Place::Member)),
        ("host", test.patient("Hôte malade").await, Some(Place::Host)),
        ("hosting professional", test.professional("Hôte pro").await, Some(Place::Host)),
        ("banned", test.patient("Bannie").await, Some(Place::Banned)),
        ("host of another community", test.patient("Hôte d’ailleurs").await, None),
        ("moderator", entrusted(test, test.patient("Modératrice").await, Right::Moderator).await, None),
        ("administrator", entrusted(test, test.patient("Administratrice").await, Right::Administrator).await, None),
    ];
    let (_, elsewhere, _) = people.iter().find(|(name, ..)| *name == "host of another community").expect("somebody");
    test.community("ailleurs", Visibility::Open, elsewhere).await;
    let names: Vec<&str> =
        people.iter().filter_map(|(_, actor, _)| actor.me.as_ref()).map(|me| me.pseudonym.as_str()).collect();
    let mut planted = Vec::new();
    for (slug, visibility) in COMMUNITIES {
        let community = test.community(slug, visibility, &founder).await;
        test.place(&newcomer, community, Place::Member).await;
        for (_, actor, place) in &people {
            if let Some(place) = place {
                test.place(actor, community, *place).await;
            }
        }
        // Followed by its author, who would be told of a reply.
        let there = test.thread(&founder, slug, Kind::Question, Circle::Members, "Qui dort la nuit ?").await;
        let hold: Fields = [("community", slug), ("holds", "3")].into_iter().collect();
        service::moderation::hold_first(&test.ctx, &founder, &hold).await.expect("said by a host");
        let word = format!("mot-retenu-{}", visibility.word());
        let thread = test.thread(&newcomer, slug, Kind::Question, Circle::Members, &format!("Titre {word}")).await;
        let body = format!("Réponse {word} @{}", names.join(", @"));
        let reply = test.reply(&newcomer, there, &body).await;
        let picture: PictureId =
            service::pictures::bring(&test.ctx, &newcomer, PIXEL.to_vec()).await.expect("a picture").id;
        let mut changed: Fields = [("body", body.as_str())].into_iter().collect();
        changed.set(domain::pictures::ALL_FIELD, "1");
        changed.set(domain::pictures::FIELD, picture.to_string());
        changed.set(&domain::pictures::alt_field(picture), format!("Image {word}"));
        service::threads::edit_reply(&test.ctx, &newcomer, reply, &changed).await.expect("changed while it waits");
        planted.push(Planted { community: slug, visibility, circle: Circle::Members, thread, reply, picture, word });
    }
    store::testing::settled(&test.ctx.store).await;
    service::notices::make(&test.ctx).await.expect("everybody is told");
    service::search::follow(&test.ctx).await.expect("everything is indexed");

    let mut tried = 0;
    for (name, actor, place) in &people {
        let session = site.session(actor).await;
        let session = session.as_deref();
        let token = programs::token(&site, actor).await;
        let mut seen = programs::lists(&site, token.as_deref()).await;
        let all = lists(&[&founder, &newcomer]).into_iter().chain(machines(&planted));
        for door in all.chain(["/notices".to_owned(), "/api/notices/list".to_owned()]) {
            seen.push_str(&site.get(session, &door).await.text);
            tried += 1;
        }
        for one in &planted {
            assert!(!seen.contains(&one.word), "{name}, in a list: {}", one.word);
            for door in direct(one).into_iter().chain(authors(one)) {
                let answer = site.get(session, &door).await;
                assert!(!answer.text.contains(&one.word), "{name} at {door}");
                assert!(!answer.status.is_success(), "{name} at {door}: {}", answer.status);
                tried += 1;
            }
            let door = format!("/pictures/{}/{}", one.picture, domain::pictures::Size::ALL[0].file());
            // Whoever decides about a text sees all of it.
            let decides = *place == Some(Place::Host) || actor.moderates();
            let status = if decides { 200 } else { 404 };
            assert_eq!(site.get(session, &door).await.status, status, "{name} at {door}");
            tried += programs::direct(&site, token.as_deref(), one, false, name).await + 1;
            tried += cases(&site, session, (name, actor), one, decides).await;
            let heard = site.hear(session, &format!("/live?t={}&feed=1&n=1&from=0.0", one.thread)).await;
            for id in [one.thread.to_string(), one.reply.to_string()] {
                // Streams of hosts say that a case was opened, not about what.
                assert!(!heard.contains(&format!("\"reply\":\"{id}")), "{name}, on the stream");
            }
            assert!(!heard.contains(&one.word), "{name}, on the stream");
            let like = service::search::similar(&test.ctx, actor, &format!("Titre {}", one.word)).await.expect("asked");
            assert!(like.iter().all(|like| like.id != one.thread), "{name}, while writing");
        }
    }
    // Whoever wrote it finds it where they wrote it.
    let session = site.session(&newcomer).await;
    for one in &planted {
        let door = format!("/t/{}", one.thread);
        assert!(site.get(session.as_deref(), &door).await.text.contains(&one.word), "{}", one.community);
    }
    assert!(tried > 500, "{tried} doors tried");
});
