//! First texts that wait for a host, and hidden ones that their authors mend: nobody else reads them until somebody has
//! looked. On both engines.

use domain::communities::Visibility;
use domain::crisis::Crisis;
use domain::moderation::{Action, Reason, Tab, Veil};
use domain::notices::NoticeKind;
use domain::policy::Place;
use domain::threads::{Circle, Kind};
use domain::{CaseId, FieldError, Fields, Problem, ReplyId, ThreadId};
use service::testing::{TestContext, context};
use service::{Actor, Fault, communities, feed, moderation, notices, search, threads};
use store::{Db, both_engines};

const WORD: &str = "crépuscule";

/// A community whose hosts read everybody's first text, with a thread in it.
struct Scene {
    test: TestContext,
    host: Actor,
    anne: Actor,
    zoe: Actor,
    thread: ThreadId,
}

async fn scene(db: Db) -> Scene {
    let test = context(db);
    let host = test.with_address("Hélène", "helene@exemple.fr").await;
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    let zoe = test.with_address("Zoé", "zoe@exemple.fr").await;
    let community = test.community("reins", Visibility::Members, &host).await;
    for who in [&anne, &zoe] {
        test.place(who, community, Place::Member).await;
    }
    let thread = test.thread(&anne, "reins", Kind::Question, Circle::Members, "Qui dort la nuit ?").await;
    let scene = Scene { test, host, anne, zoe, thread };
    scene.hold(&scene.host, "1").await.expect("hosts say so");
    scene
}

impl Scene {
    async fn hold(&self, who: &Actor, count: &str) -> Result<(), Fault> {
        let fields: Fields = [("community", "reins"), ("holds", count)].into_iter().collect();
        moderation::hold_first(&self.test.ctx, who, &fields).await
    }

    async fn ask(&self, who: &Actor, title: &str) -> ThreadId {
        self.test.thread(who, "reins", Kind::Discussion, Circle::Members, title).await
    }

    async fn cases(&self) -> Vec<CaseId> {
        let page = moderation::queue(&self.test.ctx, &self.host, Tab::Waiting).await.expect("a queue");
        page.waiting.iter().map(|row| row.id).collect()
    }

    async fn decide(&self, action: Action) -> Result<(), Fault> {
        let case = *self.cases().await.first().expect("a case");
        let page = moderation::case(&self.test.ctx, &self.host, case).await.expect("read before");
        self.decide_as_read(action, case, page.version).await
    }

    async fn decide_as_read(&self, action: Action, case: CaseId, version: Option<i64>) -> Result<(), Fault> {
        let mut fields: Fields = [("action", action.word())].into_iter().collect();
        fields.set("version", version.map_or_else(String::new, |version| version.to_string()));
        fields.set("case", case.to_string());
        if action != Action::Keep {
            fields.set("rule", "care");
            fields.set("reasons", "Enlevez le nom du médecin, et nous le publions.");
        }
        moderation::decide(&self.test.ctx, &self.host, &fields).await
    }

    async fn told(&self, who: &Actor) -> Vec<NoticeKind> {
        store::testing::settled(&self.test.ctx.store).await;
        notices::make(&self.test.ctx).await.expect("made");
        let page = notices::list(&self.test.ctx, who, None).await.expect("a list");
        page.notices.rows.iter().map(|notice| notice.kind).collect()
    }

    /// What this reader sees of the reply: its text, and why only they see it.
    async fn reply(&self, who: &Actor, id: ReplyId) -> Option<(String, Option<Veil>)> {
        let page = threads::read(&self.test.ctx, who, self.thread, None, Some(id)).await.expect("the thread");
        let reply = page.replies.into_iter().find(|reply| reply.id == id)?;
        Some((reply.html, reply.veil))
    }

    /// Whether the word is met anywhere by this reader.
    async fn meets(&self, who: &Actor) -> bool {
        store::testing::settled(&self.test.ctx.store).await;
        search::follow(&self.test.ctx).await.expect("indexed");
        let wanted = search::Wanted { words: WORD.into(), ..Default::default() };
        let found = search::find(&self.test.ctx, who, &wanted).await.expect("searched").found.len();
        let page = feed::read(&self.test.ctx, who, domain::feed::Order::Active, false, None).await.expect("a feed");
        let rows = page.threads.rows;
        let page = threads::read(&self.test.ctx, who, self.thread, None, None).await.expect("the thread");
        let listed = rows.iter().any(|row| row.title.contains(WORD) || row.excerpt.contains(WORD));
        found > 0 || listed || page.replies.iter().any(|reply| reply.html.contains(WORD))
    }
}

fn at(outcome: Result<impl Sized, Fault>, field: &str) -> Option<FieldError> {
    match outcome {
        Err(Fault::Form(refused)) => refused.at(field),
        _ => None,
    }
}

fn is(outcome: Result<impl Sized, Fault>, problem: Problem) -> bool {
    matches!(outcome, Err(Fault::Problem(found)) if found == problem)
}

both_engines!(a_first_reply_waits_for_a_host_and_then_it_is_there_as_if_just_written, |db: Db| async move {
    let scene = scene(db).await;
    let before = threads::read(&scene.test.ctx, &scene.anne, scene.thread, None, None).await.unwrap();
    assert!(!before.can.waits, "she has written here before");
    assert!(threads::read(&scene.test.ctx, &scene.zoe, scene.thread, None, None).await.unwrap().can.waits);
    assert!(threads::compose(&scene.test.ctx, &scene.zoe).await.unwrap().places[0].waits, "said before it is written");

    let id = scene.test.reply(&scene.zoe, scene.thread, &format!("Moi au {WORD}, @Anne, ou jamais.")).await;
    // Its author reads it, and why nobody else does.
    let (html, veil) = scene.reply(&scene.zoe, id).await.expect("there for her");
    assert!(html.contains(WORD) && veil == Some(Veil::Held));
    for other in [&scene.anne, &scene.host] {
        assert_eq!(scene.reply(other, id).await, None, "not even a trace");
        assert!(!scene.meets(other).await);
    }
    let after = threads::read(&scene.test.ctx, &scene.anne, scene.thread, None, None).await.unwrap();
    assert_eq!((after.lived, after.state), (before.lived, before.state), "counts tell nothing of it");
    assert_eq!(scene.told(&scene.anne).await, []);
    assert!(is(threads::edit_reply_page(&scene.test.ctx, &scene.anne, id).await, Problem::NotFound));

    // The host was called, reads it, and may publish it, have it mended or take it out: nothing else.
    assert!(scene.told(&scene.host).await.contains(&NoticeKind::Case));
    let case = moderation::case(&scene.test.ctx, &scene.host, scene.cases().await[0]).await.unwrap();
    assert!(case.html.contains(WORD) && case.veil == Some(Veil::Held));
    assert_eq!(case.reports[0].reason, Reason::First);
    scene.test.clock.advance(3_600);
    let last = scene.test.reply(&scene.host, scene.thread, "Personne, je crois.").await;
    scene.test.clock.advance(3_600);
    assert_eq!(at(scene.decide(Action::Lock).await, "action"), Some(FieldError::NotAChoice));
    assert_eq!(at(scene.decide(Action::AskEdit).await, "action"), Some(FieldError::NotAChoice));
    scene.decide(Action::Keep).await.expect("published");
    assert_eq!(scene.reply(&scene.anne, id).await.map(|(_, veil)| veil), Some(None));
    assert!(scene.meets(&scene.anne).await);
    let after = threads::read(&scene.test.ctx, &scene.anne, scene.thread, None, None).await.unwrap();
    assert_eq!(after.lived, before.lived + 2);
    assert_eq!(after.replies.iter().map(|reply| reply.id).collect::<Vec<_>>(), [last, id], "where readers look for it");
    assert_eq!(scene.told(&scene.anne).await, [NoticeKind::Answer, NoticeKind::Answer]);
    assert_eq!(scene.told(&scene.zoe).await, [NoticeKind::Shown]);

    // She is known here now.
    let next = scene.test.reply(&scene.zoe, scene.thread, "Et une tisane.").await;
    assert_eq!(scene.reply(&scene.anne, next).await.map(|(_, veil)| veil), Some(None));
    assert_eq!(scene.cases().await, []);
});

both_engines!(a_first_thread_waits_and_what_is_not_yet_right_is_mended, |db: Db| async move {
    let scene = scene(db).await;
    let id = scene.ask(&scene.zoe, &format!("Le docteur Morel et le {WORD}")).await;
    let page = threads::read(&scene.test.ctx, &scene.zoe, id, None, None).await.expect("hers");
    assert!(page.title.contains(WORD) && page.can.kept && page.veil == Some(Veil::Held));
    for other in [&scene.anne, &scene.host] {
        assert!(is(threads::read(&scene.test.ctx, other, id, None, None).await, Problem::NotFound));
        assert!(!scene.meets(other).await);
    }
    let reply: ReplyId = scene.test.ctx.new_id();
    let mut fields: Fields = [("body", "Je continue toute seule.")].into_iter().collect();
    fields.set("id", reply.to_string());
    fields.set("thread", id.to_string());
    assert!(is(threads::reply(&scene.test.ctx, &scene.zoe, &fields).await, Problem::Forbidden));
    scene.decide(Action::Hide).await.expect("to be mended");
    assert_eq!(scene.told(&scene.zoe).await, [NoticeKind::Decision]);
    let decisions = moderation::decisions(&scene.test.ctx, &scene.zoe).await.unwrap().decisions;
    assert!(decisions[0].excerpt.contains("Morel"), "the statement says which text");
    assert_eq!(scene.cases().await, []);

    // She mends it; still nobody else reads it, and a host is asked again.
    let edit = threads::edit_page(&scene.test.ctx, &scene.zoe, id).await.expect("as she wrote it");
    assert!(edit.title.contains("Morel"));
    let mut fields: Fields = [("body", "Dès qu’il fait sombre."), ("tags", "sommeil")].into_iter().collect();
    fields.set("title", format!("Mon médecin et le {WORD}"));
    assert!(
        is(threads::edit_thread(&scene.test.ctx, &scene.anne, id, &fields).await, Problem::NotFound)
            || is(threads::edit_thread(&scene.test.ctx, &scene.anne, id, &fields).await, Problem::Forbidden)
    );
    threads::edit_thread(&scene.test.ctx, &scene.zoe, id, &fields).await.expect("mended");
    assert!(!scene.meets(&scene.anne).await);
    let case = moderation::case(&scene.test.ctx, &scene.host, scene.cases().await[0]).await.unwrap();
    assert!(case.html.contains("sombre") && case.veil == Some(Veil::Mended));
    assert_eq!(case.reports[0].reason, Reason::Mended);
    scene.decide(Action::Keep).await.expect("published");
    let page = threads::read(&scene.test.ctx, &scene.anne, id, None, None).await.expect("there");
    assert!(page.title.starts_with("Mon médecin") && page.tags.len() == 1 && !page.deleted && page.veil.is_none());
    assert!(scene.meets(&scene.anne).await);
});

both_engines!(a_text_that_waits_is_changed_or_taken_back_by_its_author, |db: Db| async move {
    let scene = scene(db).await;
    let id = scene.test.reply(&scene.zoe, scene.thread, "Écrit trop vite.").await;
    let fields: Fields = [("body", &*format!("Écrit au {WORD}."))].into_iter().collect();
    threads::edit_reply(&scene.test.ctx, &scene.zoe, id, &fields).await.expect("changed");
    let case = moderation::case(&scene.test.ctx, &scene.host, scene.cases().await[0]).await.unwrap();
    assert!(case.html.contains(WORD) && case.veil == Some(Veil::Held));
    assert_eq!(scene.cases().await.len(), 1);
    scene.decide(Action::Keep).await.expect("published");
    assert!(
        is(threads::reply_history(&scene.test.ctx, &scene.anne, id).await, Problem::NotFound),
        "nobody read it before"
    );
    let page = threads::read(&scene.test.ctx, &scene.anne, scene.thread, None, None).await.unwrap();
    assert_eq!(page.lived, 1);

    // Somebody else’s first one, taken back: nothing waits, nothing is kept.
    let jo = scene.test.with_address("Jo", "jo@exemple.fr").await;
    let community = page_of(&scene).await;
    scene.test.place(&jo, community, Place::Member).await;
    let id = scene.test.reply(&jo, scene.thread, &format!("Encore un {WORD}.")).await;
    assert_eq!(scene.cases().await.len(), 1);
    threads::delete_reply(&scene.test.ctx, &jo, id).await.expect("taken back");
    assert_eq!(scene.cases().await, []);
    assert_eq!(scene.reply(&jo, id).await, None);
    let kept = store::moderation::veiled(&mut scene.test.ctx.store.read().await.unwrap().conn(), id.0).await.unwrap();
    assert!(kept.is_none());
    let page = threads::read(&scene.test.ctx, &scene.anne, scene.thread, None, None).await.unwrap();
    assert_eq!(page.lived, 1, "counts are as they were");
});

async fn page_of(scene: &Scene) -> domain::CommunityId {
    let mut reader = scene.test.ctx.store.read().await.unwrap();
    let row = store::communities::by_slug(&mut reader.conn(), "reins").await.unwrap().unwrap();
    domain::CommunityId(row.id)
}

both_engines!(what_was_taken_out_for_good_is_not_mended_and_hosts_alone_say_what_waits, |db: Db| async move {
    let scene = scene(db).await;
    let id = scene.test.reply(&scene.zoe, scene.thread, &format!("Vendez-moi du {WORD}.")).await;
    scene.decide(Action::Remove).await.expect("taken out");
    assert_eq!(scene.reply(&scene.zoe, id).await.and_then(|(_, veil)| veil), Some(Veil::Removed));
    assert_eq!(scene.reply(&scene.anne, id).await, None);
    let fields: Fields = [("body", "Autre chose.")].into_iter().collect();
    assert!(is(threads::edit_reply(&scene.test.ctx, &scene.zoe, id, &fields).await, Problem::Forbidden));
    assert!(is(threads::edit_reply_page(&scene.test.ctx, &scene.zoe, id).await, Problem::Forbidden));
    threads::delete_reply(&scene.test.ctx, &scene.zoe, id).await.expect("nothing to do");
    assert!(scene.reply(&scene.zoe, id).await.is_some(), "kept for an appeal");

    assert!(is(scene.hold(&scene.anne, "0").await, Problem::Forbidden));
    assert_eq!(at(scene.hold(&scene.host, "2").await, "holds"), Some(FieldError::NotAChoice));
    assert_eq!(communities::hosts_page(&scene.test.ctx, &scene.host, "reins").await.unwrap().holds, 1);
    // Hosts do not wait for themselves, and after that nobody does.
    let host = scene.test.reply(&scene.host, scene.thread, "Bienvenue.").await;
    assert_eq!(scene.reply(&scene.anne, host).await.map(|(_, veil)| veil), Some(None));
    scene.hold(&scene.host, "0").await.expect("off");
    let next = scene.test.reply(&scene.zoe, scene.thread, "Pardon.").await;
    assert_eq!(scene.reply(&scene.anne, next).await.map(|(_, veil)| veil), Some(None));
});

both_engines!(an_appeal_shows_what_was_appealed_for_and_nothing_that_was_written_since, |db: Db| async move {
    let scene = scene(db).await;
    let second = scene.test.with_address("Karim", "karim@exemple.fr").await;
    scene.test.place(&second, page_of(&scene).await, Place::Host).await;
    let id = scene.test.reply(&scene.zoe, scene.thread, "Une tisane, et c’est tout.").await;
    scene.decide(Action::Hide).await.expect("hidden");
    let decision = moderation::decisions(&scene.test.ctx, &scene.zoe).await.unwrap().decisions[0].id.to_string();
    let appeal: Fields = [("decision", decision.as_str()), ("text", "Qu’y a-t-il de mal ?")].into_iter().collect();
    moderation::appeal(&scene.test.ctx, &scene.zoe, &appeal).await.expect("appealed");
    let fields: Fields = [("body", &*format!("Achetez mon {WORD}."))].into_iter().collect();
    threads::edit_reply(&scene.test.ctx, &scene.zoe, id, &fields).await.expect("changed");
    let answer = [("decision", decision.as_str()), ("outcome", "reversed"), ("answer", "Rien de mal, pardon.")];
    moderation::answer(&scene.test.ctx, &second, &answer.into_iter().collect()).await.expect("taken back");
    assert!(!scene.meets(&scene.anne).await, "nobody has looked at that");
    assert_eq!(scene.cases().await.len(), 1, "and somebody will");
    scene.decide(Action::Remove).await.expect("taken out");
    assert!(!scene.meets(&scene.anne).await);
});

/// The smallest picture there is.
const PIXEL: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0\x3b";

both_engines!(what_is_published_is_all_that_was_read_and_nothing_else, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    let picture = service::pictures::bring(ctx, &scene.zoe, PIXEL.to_vec()).await.expect("a picture").id;
    let id: ReplyId = ctx.new_id();
    let mut fields: Fields = [("body", "Voici ma lampe."), ("pictures", "1")].into_iter().collect();
    fields.set("id", id.to_string());
    fields.set("thread", scene.thread.to_string());
    fields.set(domain::pictures::FIELD, picture.to_string());
    fields.set(&domain::pictures::alt_field(picture), "Une lampe jaune".to_owned());
    threads::reply(ctx, &scene.zoe, &fields).await.expect("a reply that waits");

    // Who decides sees the picture, who wrote it too, and nobody else.
    let case = scene.cases().await[0];
    let page = moderation::case(ctx, &scene.host, case).await.unwrap();
    assert_eq!(
        page.pictures.iter().map(|one| (one.id, one.alt.as_str())).collect::<Vec<_>>(),
        [(picture, "Une lampe jaune")]
    );
    for (who, sees) in [(&scene.host, true), (&scene.zoe, true), (&scene.anne, false)] {
        let seen = service::pictures::may_see(ctx, who, picture).await;
        assert_eq!(seen.is_ok(), sees);
    }
    // It is changed meanwhile: with its picture, which the form brings along, and not by what the host has read.
    let edit = threads::edit_reply_page(ctx, &scene.zoe, id).await.unwrap();
    assert_eq!(edit.pictures.len(), 1);
    let mut change: Fields = [("body", "Voici ma lampe, à vendre."), ("pictures", "1")].into_iter().collect();
    change.set(domain::pictures::FIELD, picture.to_string());
    change.set(&domain::pictures::alt_field(picture), edit.pictures[0].alt.clone());
    threads::edit_reply(ctx, &scene.zoe, id, &change).await.expect("changed");
    let late = scene.decide_as_read(Action::Keep, case, page.version).await;
    assert_eq!(at(late, "action"), Some(FieldError::TextChanged));
    assert_eq!(scene.reply(&scene.anne, id).await, None);
    scene.decide(Action::Keep).await.expect("read again");
    let page = threads::read(ctx, &scene.anne, scene.thread, None, Some(id)).await.unwrap();
    let shown = page.replies.iter().find(|reply| reply.id == id).expect("there");
    assert!(shown.html.contains("à vendre") && shown.pictures.len() == 1);
    assert!(service::pictures::may_see(ctx, &scene.anne, picture).await.is_ok());
    // What nobody read is in no history.
    assert!(is(threads::reply_history(ctx, &scene.anne, id).await, Problem::NotFound));

    // Hidden, mended and published: what it was hidden for is in no history either.
    let report: Fields = [("subject", "reply".to_owned()), ("about", id.to_string()), ("reason", "sale".to_owned())]
        .into_iter()
        .collect();
    moderation::report(ctx, &scene.anne, &report).await.expect("reported");
    scene.decide(Action::Hide).await.expect("hidden");
    let mut mended: Fields = [("body", "Voici ma lampe.")].into_iter().collect();
    mended.set("reply", id.to_string());
    threads::edit_reply(ctx, &scene.zoe, id, &mended).await.expect("mended");
    scene.decide(Action::Keep).await.expect("published");
    assert!(is(threads::reply_history(ctx, &scene.anne, id).await, Problem::NotFound));
    // Taken back, its pictures go at once.
    let jo = scene.test.with_address("Jo", "jo@exemple.fr").await;
    scene.test.place(&jo, page_of(&scene).await, Place::Member).await;
    let waits = scene.test.reply(&jo, scene.thread, "Moi aussi.").await;
    let brought = service::pictures::bring(ctx, &jo, PIXEL.to_vec()).await.expect("a picture").id;
    let mut change: Fields = [("body", "Moi aussi, regardez."), ("pictures", "1")].into_iter().collect();
    change.set(domain::pictures::FIELD, brought.to_string());
    threads::edit_reply(ctx, &jo, waits, &change).await.expect("with a picture");
    threads::delete_reply(ctx, &jo, waits).await.expect("taken back");
    service::pictures::sweep(ctx).await.expect("swept");
    assert!(service::pictures::may_see(ctx, &jo, brought).await.is_err());
});

both_engines!(a_first_text_that_calls_for_help_waits_and_is_looked_at_within_the_hour, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    let signs = async |who: &Actor, thread| threads::read(ctx, who, thread, None, None).await.map(|page| page.signs);
    let id = scene.test.reply(&scene.zoe, scene.thread, &format!("Au {WORD}, je veux en finir, ce soir.")).await;
    let page = moderation::queue(ctx, &scene.host, Tab::Waiting).await.expect("a queue");
    assert_eq!(page.waiting.len(), 1);
    let row = &page.waiting[0];
    assert_eq!(row.reasons, [(Reason::Distress, 1), (Reason::First, 1)]);
    assert!(row.urgent && row.due.utc <= row.opened.utc.plus(3_600 * domain::time::SECOND), "within the hour");
    assert!(scene.told(&scene.host).await.contains(&NoticeKind::Case));
    let case = moderation::case(ctx, &scene.host, row.id).await.expect("a case");
    assert!(case.row.urgent && case.html.contains(WORD) && case.veil == Some(Veil::Held));
    // Help is shown at once to who wrote it, and the text waits all the same.
    assert_eq!(signs(&scene.zoe, scene.thread).await.expect("the thread"), [Crisis::Suicide]);
    assert_eq!(scene.reply(&scene.zoe, id).await.and_then(|(_, veil)| veil), Some(Veil::Held));
    for other in [&scene.anne, &scene.host] {
        assert_eq!(signs(other, scene.thread).await.expect("the thread"), []);
        assert_eq!(scene.reply(other, id).await, None);
        assert!(!scene.meets(other).await);
    }

    let asked = scene.ask(&scene.zoe, &format!("Je veux en finir, ce {WORD}")).await;
    assert_eq!(signs(&scene.zoe, asked).await.expect("hers"), [Crisis::Suicide]);
    assert!(is(signs(&scene.anne, asked).await, Problem::NotFound));
    let page = moderation::queue(ctx, &scene.host, Tab::Waiting).await.expect("a queue");
    assert_eq!(page.waiting.iter().map(|row| row.urgent).collect::<Vec<_>>(), [true, true]);

    // Looking at it does not show it; a decision does.
    scene.test.clock.advance(3_601);
    let late = moderation::queue(ctx, &scene.host, Tab::Waiting).await.expect("a queue").waiting;
    assert!(late.iter().all(|row| row.late));
    scene.decide(Action::Keep).await.expect("published");
    assert_eq!(scene.reply(&scene.anne, id).await.map(|(_, veil)| veil), Some(None));
});
