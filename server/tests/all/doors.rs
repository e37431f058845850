//! Nobody reads past their circle: the table of the product, every cell, through every door.
//!
//! Each thread, its replies, sources, reactions and earlier texts carry a word that stands nowhere
//! else. Whoever may not read the thread never meets the word, whichever door they try; whoever may
//! finds it behind the doors that lead to it. A door added later is added to `doors`.

mod copies;
mod held;
mod own;
mod people;
mod programs;
mod queue;
mod told;

use crate::support::Site;
use domain::communities::Visibility;
use domain::pictures::{ALL_FIELD, FIELD, Size, alt_field};
use domain::policy::{Place, Standing};
use domain::threads::{Circle, Kind};
use domain::{PictureId, ReplyId, ThreadId};
use service::Actor;
use store::Db;

struct Planted {
    community: &'static str,
    visibility: Visibility,
    circle: Circle,
    thread: ThreadId,
    reply: ReplyId,
    picture: PictureId,
    word: String,
}

const COMMUNITIES: [(&str, Visibility); 2] =
    [("portes-ouvertes", Visibility::Open), ("portes-closes", Visibility::Members)];

/// What is screened where a company runs the community.
const ADVERSE: &str = "Depuis que je prends du tramadol, j’ai des vertiges";

/// The smallest picture there is.
const PIXEL: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0\x3b";

/// Plants a thread with a reply and earlier texts of both, each carrying the word.
async fn plant(
    site: &Site,
    author: &Actor,
    community: &'static str,
    visibility: Visibility,
    (circle, kind): (Circle, Kind),
    names: &str,
) -> Planted {
    let ctx = &site.test.ctx;
    let word = format!("mot-{}-{}", visibility.word(), circle.word());
    let word = if kind == Kind::Announcement { format!("{word}-annonce") } else { word };
    let thread = site.test.thread(author, community, kind, circle, &format!("Titre {word}")).await;
    // Everybody is named: whoever may not read it must not be told either.
    let reply = site.test.reply(author, thread, &format!("Réponse {word} @{names}")).await;
    let edit = |title: &str, body: &str| {
        [("title", title.to_owned()), ("body", body.to_owned()), ("tags", "essai".to_owned())]
            .into_iter()
            .collect::<domain::Fields>()
    };
    service::threads::edit_thread(
        ctx,
        author,
        thread,
        &edit(&format!("Titre neuf {word}"), &format!("Corps neuf {word}. {ADVERSE}")),
    )
    .await
    .expect("an edit");
    let picture = service::pictures::bring(ctx, author, PIXEL.to_vec()).await.expect("a picture").id;
    let mut pictured = edit("", &format!("{ADVERSE} {word}. Réponse neuve {word} @{names}"));
    pictured.set(ALL_FIELD, "1");
    pictured.set(FIELD, picture.to_string());
    pictured.set(&alt_field(picture), format!("Image {word}"));
    service::threads::edit_reply(ctx, author, reply, &pictured).await.expect("an edit");
    Planted { community, visibility, circle, thread, reply, picture, word }
}

/// Doors that lead to one thread.
fn direct(planted: &Planted) -> Vec<String> {
    let (thread, reply) = (planted.thread, planted.reply);
    vec![
        format!("/t/{thread}"),
        format!("/t/{thread}?at={reply}"),
        format!("/t/{thread}/history"),
        format!("/r/{reply}/history"),
        format!("/api/threads/page?id={thread}"),
        format!("/api/threads/history?id={thread}"),
        format!("/api/threads/reply_history?id={reply}"),
        format!("/report/thread/{thread}"),
        format!("/report/reply/{reply}"),
        format!("/api/moderation/report?subject=thread&id={thread}"),
        format!("/api/moderation/report?subject=reply&id={reply}"),
    ]
}

/// Doors for programs without an account: they open alike for everybody, session or not.
fn machines(planted: &[Planted]) -> Vec<String> {
    let mut doors: Vec<String> = [
        "/tags/essai/atom.xml",
        "/sitemap.xml",
        "/sitemap/communities.xml",
        "/sitemap/threads.xml",
        "/sitemap/tags.xml",
        "/robots.txt",
    ]
    .map(str::to_owned)
    .into();
    doors.extend(COMMUNITIES.map(|(slug, _)| format!("/c/{slug}/atom.xml")));
    doors.extend(planted.iter().map(|one| format!("/t/{}/atom.xml", one.thread)));
    doors
}

/// Doors that only the author passes.
fn authors(planted: &Planted) -> Vec<String> {
    let (thread, reply) = (planted.thread, planted.reply);
    vec![
        format!("/t/{thread}/edit"),
        format!("/r/{reply}/edit"),
        format!("/api/threads/edit?id={thread}"),
        format!("/api/threads/edit_reply?id={reply}"),
        format!("/vigilance/{thread}"),
        format!("/vigilance/{reply}"),
        format!("/api/vigilance/declare?id={thread}"),
        format!("/api/vigilance/declare?id={reply}"),
    ]
}

/// Doors that show many threads.
fn lists(authors: &[&Actor]) -> Vec<String> {
    let mut doors: Vec<String> = vec![
        "/".into(),
        "/feed".into(),
        "/feed?order=new".into(),
        "/feed?all=1".into(),
        "/api/feed/page?order=active&everything=false".into(),
        "/api/feed/page?order=new&everything=true".into(),
        "/tags/essai".into(),
        "/api/tags/page?key=essai".into(),
        "/communities".into(),
        "/settings/profession".into(),
        "/api/pro_sante/page".into(),
        "/admin/claims/0351qV3dIDHTJabxnqTq9w/proof".into(),
        "/search?q=titre+reponse+corps+mot".into(),
        "/api/search/find?q=titre+mot&community=&kind=&answered=&voice=&since=&page=0".into(),
        "/moderation".into(),
        "/moderation?tab=appeals".into(),
        "/moderation?tab=decided".into(),
        "/moderation?tab=decided&q=autrice".into(),
        "/api/moderation/queue?tab=waiting&q=&after=".into(),
        "/api/moderation/queue?tab=appeals&q=&after=".into(),
        "/api/moderation/queue?tab=decided&q=&after=".into(),
        "/decisions".into(),
        "/api/moderation/decisions".into(),
        "/rules".into(),
        "/api/moderation/log".into(),
        "/letters".into(),
        "/api/letters/list".into(),
        "/admin".into(),
        "/admin/members".into(),
        "/admin/members?q=autrice".into(),
        "/admin/communities".into(),
        "/admin/audit?verify=1".into(),
        "/admin/settings".into(),
        "/admin/invitations".into(),
        "/admin/suspensions?q=autrice".into(),
        "/api/administration/suspensions?q=autrice&after=".into(),
        "/api/administration/home".into(),
        "/api/administration/members?q=&after=".into(),
        "/api/administration/communities?q=&after=".into(),
        "/api/administration/audit?verb=&since=&before=&verify=true".into(),
        "/api/administration/settings".into(),
        "/api/administration/invitations?q=&after=".into(),
        "/admin/claims?q=a".into(),
        "/api/administration/claims?q=a&after=&verified=".into(),
    ];
    for (slug, _) in COMMUNITIES {
        doors.push(format!("/c/{slug}"));
        doors.push(format!("/c/{slug}?order=new"));
        doors.push(format!("/c/{slug}/join"));
        doors.push(format!("/c/{slug}/charter"));
        doors.push(format!("/c/{slug}/charter/edit"));
        doors.push(format!("/c/{slug}/hosts"));
        doors.push(format!("/api/communities/hosts_page?slug={slug}"));
        doors.push(format!("/c/{slug}/vigilance"));
        doors.push(format!("/api/vigilance/queue?slug={slug}&done=false"));
    }
    for author in authors {
        let id = author.me.as_ref().expect("a member").id;
        doors.push(format!("/m/{id}"));
        doors.push(format!("/report/member/{id}"));
        doors.push(format!("/api/moderation/report?subject=member&id={id}"));
        doors.push(format!("/admin/members/{id}"));
        doors.push(format!("/api/administration/member?id={id}"));
    }
    doors
}

store::both_engines!(every_cell_through_every_door, |db: Db| async move {
    let site = Site::over(db);
    let test = &site.test;
    let founder = test.patient("Fondatrice").await;
    let author = test.patient("Autrice").await;
    let writer = test.professional("Pharmacienne").await;
    test.give_key(&author).await;
    test.give_key(&writer).await;
    let readers = [test.patient("Relectrice").await, test.professional("Relecteur").await];
    test.give_key(&readers[0]).await;
    let judge = test.professional("Juge").await;
    let people = people::everybody(test).await;
    // Somebody who is shut out between being told and the mail that would tell them.
    let left = test.patient("Partie depuis").await;
    let mut reached = people.clone();
    reached.push(("shut out since", left.clone(), Some(Place::Banned)));
    told::reach(&site, &reached).await;
    let names = reached
        .iter()
        .filter_map(|(_, actor, _)| actor.me.as_ref())
        .map(|me| me.pseudonym.as_str())
        .collect::<Vec<_>>()
        .join(", @");
    let mut communities = vec![];
    let mut planted = vec![];
    for (slug, visibility) in COMMUNITIES {
        let community = test.community(slug, visibility, &founder).await;
        test.owned_by_company(community).await;
        test.place(&author, community, Place::Member).await;
        test.place(&writer, community, Place::Member).await;
        for reader in readers.iter().chain([&left]) {
            test.place(reader, community, Place::Member).await;
        }
        test.place(&judge, community, Place::Host).await;
        communities.push(community);
        for (_, actor, place) in &people {
            if let Some(place) = place {
                test.place(actor, community, *place).await;
            }
        }
        for &circle in Circle::ALL {
            if circle == Circle::Public && visibility == Visibility::Members {
                continue;
            }
            let by = if circle == Circle::Professionals { &writer } else { &author };
            planted.push(plant(&site, by, slug, visibility, (circle, Kind::Question), &names).await);
            // The same told by a host, and what may be pinned pinned.
            test.place(by, community, Place::Host).await;
            let told = plant(&site, by, slug, visibility, (circle, Kind::Announcement), &names).await;
            let none = domain::Fields::default();
            let pinned = service::threads::pin(&test.ctx, by, told.thread, service::threads::Pin::On, &none).await;
            assert_eq!(pinned.is_ok(), domain::policy::pinnable(circle));
            test.place(by, community, Place::Member).await;
            planted.push(told);
        }
    }
    // All of it is reported, decided and appealed against: hosts handle what they read, and learn of nothing else.
    let mut handled = vec![];
    for one in &planted {
        let theirs = one.circle == Circle::Professionals;
        let by = if theirs { (&writer, &readers[1], &judge) } else { (&author, &readers[0], &founder) };
        handled.push(queue::plant(test, one, by).await);
    }
    store::testing::settled(&test.ctx.store).await;
    service::notices::make(&test.ctx).await.expect("everybody is told");
    for community in communities {
        test.place(&left, community, Place::Banned).await;
    }
    let sent = told::tried(&site, &reached, &planted).await;
    assert!(sent > 100, "{sent} mails and rings");
    let own = own::plant(&site, &author, &readers[0]).await;
    service::search::follow(&test.ctx).await.expect("everything is indexed");
    let mut tried = 0;
    let mut opened = String::new();
    let mut suggested = 0;
    for (name, actor, place) in &people {
        let session = site.session(actor).await;
        let session = session.as_deref();
        let standing = Standing {
            role: actor.me.as_ref().map(|me| me.role),
            verified: actor.me.as_ref().is_some_and(|me| me.badge.is_some()),
            place: *place,
        };
        let token = programs::token(&site, actor).await;
        let token = token.as_deref();
        let listed = programs::lists(&site, token).await;
        let mut seen = String::new();
        for door in lists(&[&author, &writer]) {
            seen.push_str(&site.get(session, &door).await.text);
            tried += 1;
        }
        for door in machines(&planted) {
            let answer = site.get(session, &door).await.text;
            for thread in
                planted.iter().filter(|one| one.visibility == Visibility::Members || one.circle != Circle::Public)
            {
                assert!(!answer.contains(&thread.word), "{name} at {door}: {}", thread.word);
                assert!(!answer.contains(&thread.thread.to_string()), "{name} at {door}: {}", thread.thread);
                assert!(!answer.contains(&thread.reply.to_string()), "{name} at {door}: {}", thread.reply);
            }
            opened.push_str(&answer);
            tried += 1;
        }
        let who = (*name, actor);
        tried += people::administration(&site, session, who).await;
        tried += queue::tried(&site, session, who, standing, (&planted, &handled)).await;
        tried += own::tried(&site, session, who, *place, &own).await;
        let notices = told::list(&site, session).await;
        for thread in &planted {
            let may = standing.may_read(thread.visibility, thread.circle);
            for door in direct(thread) {
                let answer = site.get(session, &door).await;
                assert_eq!(answer.text.contains(&thread.word), may, "{name} at {door} of {}", thread.word);
                assert_eq!(answer.status, if may { 200 } else { 404 }, "{name} at {door} of {}", thread.word);
                tried += 1;
            }
            for size in Size::ALL {
                let door = format!("/pictures/{}/{}", thread.picture, size.file());
                let answer = site.get(session, &door).await;
                // It was reported: whoever decides about the text looks at all of it.
                let sees = may || queue::handles(actor, *place, may);
                assert_eq!(answer.status, if sees { 200 } else { 404 }, "{name} at {door} of {}", thread.word);
                tried += 1;
            }
            for door in authors(thread) {
                let answer = site.get(session, &door).await;
                assert!(!answer.text.contains(&thread.word) || may, "{name} at {door}");
                assert!(!answer.status.is_success(), "{name} is not the author: {door}");
                tried += 1;
            }
            tried += programs::direct(&site, token, thread, may, name).await;
            let told = may && actor.me.is_some();
            assert_eq!(notices.contains(&thread.word), told, "{name}, in their notices: {}", thread.word);
            let heard = site.hear(session, &format!("/live?t={}&feed=1&n=1&from=0.0", thread.thread)).await;
            assert_eq!(heard.contains(&thread.reply.to_string()), may, "{name}, on the stream: {}", thread.word);
            assert!(!heard.contains(&thread.word), "a stream carries no words");
            let typed = format!("titre neuf {}", thread.word.trim_end_matches(char::is_alphabetic));
            let proposed = service::search::suggest(&test.ctx, actor, &typed).await.expect("suggestions");
            let like = format!("Titre neuf, corps neuf {}", thread.word);
            let like = service::search::similar(&test.ctx, actor, &like).await.expect("similar threads");
            for one in proposed.threads.iter().chain(&like) {
                let planted = planted.iter().find(|planted| planted.thread == one.id).expect("a planted thread");
                let may = standing.may_read(planted.visibility, planted.circle);
                assert!(may, "{name}, proposed while typing: {}", one.title);
            }
            suggested += proposed.threads.len() + like.len();
            tried += 5;
            assert_eq!(listed.contains(&thread.word), may, "{name}, in lists of programs: {}", thread.word);
            assert_eq!(seen.contains(&thread.word), may, "{name}, in lists: {} of {}", thread.word, thread.community);
        }
    }
    for thread in planted.iter().filter(|one| one.visibility == Visibility::Open && one.circle == Circle::Public) {
        assert!(opened.contains(&thread.word), "programs read what is public: {}", thread.word);
    }
    assert!(suggested > 100, "{suggested} threads proposed");
    assert!(tried > 1_000, "{tried} doors tried");
});

store::both_engines!(a_stranger_writes_nowhere, |db: Db| async move {
    let site = Site::over(db);
    let test = &site.test;
    let founder = test.patient("Fondatrice").await;
    test.community("portes-closes", Visibility::Members, &founder).await;
    let thread = test.thread(&founder, "portes-closes", Kind::Discussion, Circle::Members, "Entre nous").await;
    let reply = test.reply(&founder, thread, "Une réponse").await;
    let stranger = test.patient("Étrangère").await;
    let session = site.session(&stranger).await;
    let (thread, reply) = (thread.to_string(), reply.to_string());
    let id: ReplyId = test.ctx.new_id();
    let id = id.to_string();
    let founded = founder.me.as_ref().expect("a member").id.to_string();
    for (command, fields) in [
        ("threads.reply", vec![("id", id.as_str()), ("thread", &thread), ("body", "Bonjour")]),
        ("threads.react", vec![("thread", &thread), ("reaction", "thanks")]),
        ("threads.react", vec![("thread", &thread), ("reply", &reply), ("reaction", "thanks")]),
        ("threads.follow", vec![("thread", &thread), ("follow", "1")]),
        ("threads.edit", vec![("thread", &thread), ("title", "Autre titre"), ("body", "Autre")]),
        ("threads.edit_reply", vec![("reply", &reply), ("body", "Autre")]),
        ("threads.narrow", vec![("thread", &thread), ("circle", "patients")]),
        ("threads.delete", vec![("thread", &thread)]),
        ("threads.pin", vec![("thread", &thread), ("pin", "on")]),
        ("threads.close", vec![("thread", &thread), ("closed", "1")]),
        ("threads.delete_reply", vec![("reply", &reply)]),
        ("threads.helped", vec![("thread", &thread), ("reply", &reply), ("helped", "1")]),
        ("administration.member", vec![("about", &founded), ("act", "sign_out"), ("reason", "Pour voir")]),
        ("administration.member", vec![("about", &founded), ("act", "moderator_on"), ("reason", "Pour voir")]),
        ("administration.member", vec![("about", &founded), ("act", "resend"), ("reason", "Pour voir")]),
        ("administration.member", vec![("about", &founded), ("act", "organisation_company"), ("reason", "Pour voir")]),
        (
            "administration.host",
            vec![("community", "portes-closes"), ("pseudonym", "Étrangère"), ("reason", "Pour voir")],
        ),
        ("communities.hold_first", vec![("community", "portes-closes"), ("holds", "0")]),
        ("administration.sign_ups", vec![("sign_ups", "closed"), ("reason", "Pour voir")]),
        ("administration.invite", vec![("note", "Moi"), ("uses", "1"), ("days", "1")]),
        ("administration.uninvite", vec![("about", &id), ("reason", "Pour voir")]),
        ("vigilance.summarise", vec![("about", &reply), ("medicine", "x"), ("effect", "y"), ("who", "me")]),
        ("vigilance.decide", vec![("community", "portes-closes"), ("about", &reply), ("state", "declared")]),
    ] {
        for who in [None, session.as_deref()] {
            let answer = site.submit(who, command, &fields).await;
            assert!(matches!(answer.status.as_u16(), 401 | 403 | 404), "{command}: {} {}", answer.status, answer.text);
            assert!(!answer.text.contains("Entre nous"), "{command}");
        }
    }
    programs::writes(&site, &stranger, &thread, &reply).await;
});
