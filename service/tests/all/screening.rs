//! Hosts are told of what waits to be looked at, and of what stood before a company came nothing is passed by. On both
//! engines.

use domain::communities::Visibility;
use domain::notices::{NoticeKind, NoticeView};
use domain::policy::Place;
use domain::threads::{Circle, Kind};
use domain::{CommunityId, Fields, ReplyId};
use service::testing::{TestContext, context};
use service::{Actor, communities, notices, threads, vigilance};
use store::{Db, both_engines};

const TOLD: &str = "Depuis que je prends du méthotrexate, j’ai des nausées.";

fn form(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().copied().collect()
}

/// A community with a patient and a professional as its hosts, and an author.
struct Scene {
    test: TestContext,
    host: Actor,
    professional: Actor,
    author: Actor,
    community: CommunityId,
}

async fn scene(db: Db) -> Scene {
    let test = context(db);
    let mut host = test.with_address("Hélène", "helene@exemple.fr").await;
    if let Some(me) = &mut host.me {
        me.hosts = true;
    }
    let professional = test.professional("Karim").await;
    let author = test.with_address("Anne", "anne@exemple.fr").await;
    let community = test.community("labo", Visibility::Members, &host).await;
    for (actor, place) in [(&professional, Place::Host), (&author, Place::Member)] {
        test.place(actor, community, place).await;
    }
    Scene { test, host, professional, author, community }
}

impl Scene {
    /// What somebody is told about texts that wait, latest first.
    async fn told(&self, who: &Actor) -> Vec<NoticeView> {
        store::testing::settled(&self.test.ctx.store).await;
        notices::make(&self.test.ctx).await.expect("made");
        let page = notices::list(&self.test.ctx, who, None).await.expect("a list");
        page.notices.rows.into_iter().filter(|notice| notice.kind == NoticeKind::Screening).collect()
    }

    async fn counts(&self, who: &Actor) -> Vec<(u32, bool)> {
        self.told(who).await.iter().map(|notice| (notice.texts, notice.new)).collect()
    }

    async fn waiting(&self, who: &Actor) -> Vec<String> {
        let page = vigilance::queue(&self.test.ctx, who, "labo", false).await.expect("a queue");
        page.rows.into_iter().map(|row| row.about).collect()
    }

    async fn decide(&self, about: &str) {
        let fields = form(&[("community", "labo"), ("about", about), ("state", "screened"), ("note", "")]);
        vigilance::decide(&self.test.ctx, &self.host, &fields).await.expect("decided");
    }

    /// Another version of the charter, with another kind of owner.
    async fn owner(&self, version: &str, owner_type: &str) {
        let fields = form(&[
            ("community", "labo"),
            ("owner", "Les Deux Rives"),
            ("owner_type", owner_type),
            ("funding", "Cotisations et dons."),
            ("source_name_0", "Cotisations"),
            ("source_share_0", "100"),
            ("advertising", "no"),
            ("objectives", "Rompre l’isolement."),
            ("data_use", "Jamais vendues, jamais prêtées."),
            ("moderation", "Relue sous quatre heures."),
            ("sure", "1"),
            ("version", version),
        ]);
        communities::change_charter(&self.test.ctx, &self.host, &fields).await.expect("another version");
    }
}

both_engines!(hosts_who_read_it_are_told_once_of_all_that_waits, |db: Db| async move {
    let scene = scene(db).await;
    let (test, ctx) = (&scene.test, &scene.test.ctx);
    test.owned_by_company(scene.community).await;
    test.community("asso", Visibility::Members, &scene.author).await;
    let members = test.thread(&scene.author, "labo", Kind::Discussion, Circle::Members, "Mes samedis").await;
    let title = "Le tramadol me donne des vertiges";
    test.thread(&scene.author, "labo", Kind::Question, Circle::Patients, title).await;
    test.reply(&scene.author, members, "Bonne nuit à tous.").await;
    let first = test.reply(&scene.author, members, TOLD).await;

    // A professional reads no circle of patients, and hears of nothing in it; an author is told nothing about their own.
    assert_eq!(scene.counts(&scene.host).await, [(2, true)]);
    assert_eq!(scene.counts(&scene.professional).await, [(1, true)]);
    assert!(scene.told(&scene.author).await.is_empty());
    let notice = scene.told(&scene.host).await.remove(0);
    assert_eq!((notice.thread.is_none(), notice.reply, notice.actor.is_none()), (true, None, true), "{notice:?}");
    assert_eq!(notice.path().as_deref(), Some("/c/labo/vigilance"));
    // The same text, changed while it waits, is not another one.
    let again = form(&[("body", "Depuis que je prends du méthotrexate, j’ai des vertiges.")]);
    threads::edit_reply(ctx, &scene.author, first, &again).await.expect("an edit");
    assert_eq!(scene.counts(&scene.host).await, [(2, true)]);

    // By mail it says that there is something: not what, whose or where.
    notices::send_due(ctx).await.expect("sent");
    let mails = ctx.mailer.kept().await.expect("kept");
    let mail = mails.iter().find(|mail| mail.subject == "Des textes à examiner").expect("a mail");
    assert_eq!(mail.to, "helene@exemple.fr");
    for word in ["labo", "Anne", "tramadol", "vertiges", "nausées", "effet"] {
        assert!(!mail.text.contains(word), "{word}: {}", mail.text);
    }

    // Read: what comes then is told anew. Looked at before anybody was told: nothing is told.
    notices::see(ctx, &scene.host, None).await.expect("seen");
    let second = test.reply(&scene.author, members, TOLD).await;
    assert_eq!(scene.counts(&scene.host).await, [(1, true), (2, false)]);
    scene.decide(&second.to_string()).await;
    assert_eq!(scene.counts(&scene.host).await, [(1, true), (2, false)], "others still wait");
    for about in scene.waiting(&scene.host).await {
        assert_eq!(scene.counts(&scene.host).await, [(1, true), (2, false)]);
        scene.decide(&about).await;
    }
    assert_eq!(scene.counts(&scene.host).await, [(1, false), (2, false)], "whoever decides about the last has seen it");
    let third = test.reply(&scene.author, members, TOLD).await;
    scene.decide(&third.to_string()).await;
    assert_eq!(scene.counts(&scene.host).await.len(), 2);
});

both_engines!(hosts_choose_how_they_are_told_and_others_are_not_asked, |db: Db| async move {
    let scene = scene(db).await;
    let (test, ctx) = (&scene.test, &scene.test.ctx);
    test.owned_by_company(scene.community).await;
    let kinds = async |who: &Actor| {
        let settings = notices::settings(ctx, who).await.expect("settings");
        settings.kinds.into_iter().map(|one| one.kind).collect::<Vec<_>>()
    };
    assert!(!kinds(&scene.author).await.contains(&NoticeKind::Screening));
    let chosen: Fields = kinds(&scene.host).await.into_iter().map(|kind| (kind.word(), "never")).collect();
    assert!(chosen.has("screening"));
    notices::choose(ctx, &scene.host, &chosen).await.expect("chosen");
    let thread = test.thread(&scene.author, "labo", Kind::Discussion, Circle::Members, "Mes samedis").await;
    test.reply(&scene.author, thread, TOLD).await;
    assert_eq!(scene.counts(&scene.host).await, [(1, true)], "in the application all the same");
    notices::send_due(ctx).await.expect("sent");
    assert!(ctx.mailer.kept().await.expect("kept").iter().all(|mail| mail.to != "helene@exemple.fr"));
});

both_engines!(what_stood_before_a_company_came_is_looked_at_once, |db: Db| async move {
    let scene = scene(db).await;
    let (test, ctx) = (&scene.test, &scene.test.ctx);
    let thread = test.thread(&scene.author, "labo", Kind::Discussion, Circle::Members, "Mes samedis").await;
    let mut tell: Vec<ReplyId> = Vec::new();
    for _ in 0..3 {
        tell.push(test.reply(&scene.author, thread, TOLD).await);
        test.reply(&scene.author, thread, "Bonne nuit à tous.").await;
    }
    let title = "Le tramadol me donne des vertiges";
    let other = test.thread(&scene.author, "labo", Kind::Question, Circle::Patients, title).await;
    let gone = test.reply(&scene.author, thread, TOLD).await;
    threads::delete_reply(ctx, &scene.author, gone).await.expect("deleted");
    vigilance::catch_up(ctx).await.expect("nothing to look at");

    scene.owner("1", "company").await;
    assert!(scene.waiting(&scene.host).await.is_empty(), "beside the requests");
    // One text at a time, as if it were cut off after each: every turn goes on where the last one was.
    let mut turns = 0;
    while vigilance::look_at_some(ctx, 1).await.expect("looked at") {
        turns += 1;
        assert!(turns < 50, "it comes to an end");
        if turns == 3 {
            let first = scene.waiting(&scene.host).await;
            assert_eq!(first, [tell[0].to_string()], "oldest first");
            scene.decide(&first[0]).await;
        }
    }
    assert!(turns > 8, "{turns}");
    let rest = [tell[1].to_string(), tell[2].to_string(), other.to_string()];
    let waiting = scene.waiting(&scene.host).await;
    assert!(waiting.len() == 3 && rest.iter().all(|one| waiting.contains(one)), "{waiting:?}");
    assert_eq!(scene.waiting(&scene.professional).await.len(), 2);
    assert_eq!(scene.counts(&scene.professional).await, [(2, true)], "told as of any other");

    // Into other hands and back: all of it is looked at again, and nothing waits twice or anew.
    scene.owner("2", "association").await;
    scene.owner("3", "company").await;
    vigilance::catch_up(ctx).await.expect("looked at");
    assert_eq!(scene.waiting(&scene.host).await, waiting);
    let done = vigilance::queue(ctx, &scene.host, "labo", true).await.expect("a queue").rows;
    assert_eq!(done.iter().map(|row| row.about.clone()).collect::<Vec<_>>(), [tell[0].to_string()]);
    // Another wording of a company's charter is no reason to begin again.
    assert!(!vigilance::look_at_some(ctx, 1).await.expect("nothing to look at"));
});
