//! What whoever is suspended looked after goes on without them: they hand over, give back what they had begun, and are
//! told of nothing that they could not do. On both engines.

use super::*;
use domain::moderation::Tab;
use domain::notices::NoticeKind;
use domain::threads::{Circle, Kind};
use domain::{CaseId, ThreadId};
use service::{communities, erasures, moderation, notices};

struct Scene {
    test: TestContext,
    admin: Actor,
    /// Founded the community, and hosts it alone.
    anne: Actor,
    yves: Actor,
    simone: Actor,
    community: CommunityId,
    /// Two threads of somebody else's.
    threads: [ThreadId; 2],
}

async fn scene(db: Db) -> Scene {
    let test = context(db);
    let admin = administrator(&test, "Hélène").await;
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    let yves = test.with_address("Yves", "yves@exemple.fr").await;
    let simone = test.with_address("Simone", "simone@exemple.fr").await;
    let paul = test.with_address("Paul", "paul@exemple.fr").await;
    let community = test.community("reins", Visibility::Open, &anne).await;
    for who in [&yves, &simone, &paul] {
        test.place(who, community, Place::Member).await;
    }
    let first = test.thread(&paul, "reins", Kind::Discussion, Circle::Public, "Bonjour à tous").await;
    let second = test.thread(&paul, "reins", Kind::Discussion, Circle::Public, "Encore une question").await;
    Scene { test, admin, anne, yves, simone, community, threads: [first, second] }
}

impl Scene {
    async fn suspend(&self, who: &Actor) {
        let about = id(who).to_string();
        let order = form(&[
            ("about", about.as_str()),
            ("days", "7"),
            ("rule", "respect"),
            ("reasons", "Des insultes dans trois communautés."),
        ]);
        administration::suspend(&self.test.ctx, &self.admin, &order).await.expect("suspended");
    }

    /// The same member as a request of theirs brings them now.
    async fn now(&self, who: &Actor) -> Actor {
        let session = self.test.session(who).await;
        let found = members::sessions::authenticate(&self.test.ctx, &session).await.expect("asked").expect("signed in");
        Actor { me: Some(found.0), ..Actor::visitor(Locale::Fr) }
    }

    async fn report(&self, thread: ThreadId) {
        let about = thread.to_string();
        let report = form(&[
            ("subject", "thread"),
            ("about", about.as_str()),
            ("reason", "danger"),
            ("text", "Voyez vous-même."),
        ]);
        moderation::report(&self.test.ctx, &self.simone, &report).await.expect("reported");
    }

    async fn case(&self, who: &Actor) -> CaseId {
        moderation::queue(&self.test.ctx, who, Tab::Waiting).await.expect("a queue").waiting[0].id
    }

    async fn keeps(&self, who: &Actor, case: CaseId) -> Outcome<()> {
        let case = case.to_string();
        let decided = form(&[
            ("case", case.as_str()),
            ("action", "keep"),
            ("measure", "none"),
            ("rule", "care"),
            ("reasons", "Rien de dangereux : il raconte ce qu’il a vécu."),
        ]);
        moderation::decide(&self.test.ctx, who, &decided).await
    }

    /// How often somebody was told of a case or an appeal.
    async fn told(&self, who: &Actor) -> usize {
        self.told_of(who, NoticeKind::Case).await
    }

    async fn told_of(&self, who: &Actor, kind: NoticeKind) -> usize {
        store::testing::settled(&self.test.ctx.store).await;
        notices::make(&self.test.ctx).await.expect("made");
        let page = notices::list(&self.test.ctx, who, None).await.expect("a list");
        page.notices.rows.iter().filter(|notice| notice.kind == kind).count()
    }
}

both_engines!(the_only_host_hands_over_and_goes, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    scene.suspend(&scene.anne).await;
    let anne = scene.now(&scene.anne).await;
    assert!(anne.me.as_ref().is_some_and(|me| me.suspended));
    let leave = form(&[("community", "reins")]);
    let named = |pseudonym: &str| form(&[("community", "reins"), ("pseudonym", pseudonym)]);
    let wish = form(&[("words", "remove"), ("moment", "now"), ("pseudonym", "Anne")]);
    assert_eq!(at(communities::leave(ctx, &anne, &leave).await, "leave"), Some(FieldError::LastHost));
    assert_eq!(at(erasures::request(ctx, &anne, &wish).await, "moment"), Some(FieldError::LastHost));
    let alone = communities::remove_host(ctx, &anne, &named("Anne")).await;
    assert_eq!(at(alone, "pseudonym"), Some(FieldError::LastHost));

    assert_eq!(communities::hosts_page(ctx, &anne, "reins").await.expect("the page").hosts.len(), 1);
    communities::name_host(ctx, &anne, &named("Yves")).await.expect("handed over");
    assert_eq!(communities::hosts_page(ctx, &scene.yves, "reins").await.expect("his page too").hosts.len(), 2);
    // Nothing else: not about others, nor about what is written.
    let refused = Some(Problem::Suspended);
    assert_eq!(problem(communities::remove_host(ctx, &anne, &named("Yves")).await), refused);
    let hold = form(&[("community", "reins"), ("holds", "1")]);
    assert_eq!(problem(moderation::hold_first(ctx, &anne, &hold).await), refused);
    assert_eq!(problem(communities::hosts_page(ctx, &scene.simone, "reins").await), Some(Problem::Forbidden));

    assert!(communities::remove_host(ctx, &anne, &named("Anne")).await.expect("stepped down"), "herself");
    assert_eq!(problem(communities::name_host(ctx, &anne, &named("Simone")).await), Some(Problem::Forbidden));
    communities::leave(ctx, &anne, &leave).await.expect("left");
    erasures::request(ctx, &anne, &wish).await.expect("asked for");
    assert_eq!(erasures::carry_out(ctx).await.expect("done"), 1);
});

both_engines!(what_a_suspended_host_had_begun_waits_for_others, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    scene.test.place(&scene.yves, scene.community, Place::Host).await;
    scene.report(scene.threads[0]).await;
    let case = scene.case(&scene.yves).await;
    moderation::claim(ctx, &scene.anne, &form(&[("case", &case.to_string())])).await.expect("claimed");
    assert_eq!(at(scene.keeps(&scene.yves, case).await, "action"), Some(FieldError::HandledByAnother));
    scene.suspend(&scene.anne).await;
    scene.keeps(&scene.yves, case).await.expect("decided");
});

both_engines!(what_somebody_had_begun_as_a_moderator_waits_for_others, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    let modeste = scene.test.with_address("Modeste", "modeste@exemple.fr").await;
    let about = id(&modeste).to_string();
    let order = |to: &str| {
        form(&[("about", about.as_str()), ("right", "moderator"), ("to", to), ("reason", "Nous en avons parlé.")])
    };
    administration::set_right(ctx, &scene.admin, &order("on")).await.expect("given");
    let moderator = scene.now(&modeste).await;
    scene.report(scene.threads[0]).await;
    let case = scene.case(&scene.anne).await;
    moderation::claim(ctx, &moderator, &form(&[("case", &case.to_string())])).await.expect("claimed");
    assert_eq!(at(scene.keeps(&scene.anne, case).await, "action"), Some(FieldError::HandledByAnother));
    administration::set_right(ctx, &scene.admin, &order("off")).await.expect("taken");
    scene.keeps(&scene.anne, case).await.expect("decided");
});

both_engines!(who_is_suspended_is_told_of_no_case, |db: Db| async move {
    let scene = scene(db).await;
    let karim = administrator(&scene.test, "Karim").await;
    scene.suspend(&scene.anne).await;
    scene.suspend(&karim).await;
    scene.report(scene.threads[0]).await;
    // Nobody who hosts could look: moderators are told, but for those who could not either.
    assert_eq!((scene.told(&scene.anne).await, scene.told(&karim).await, scene.told(&scene.admin).await), (0, 0, 1));
    // Over, before anything is swept.
    scene.test.clock.advance(8 * 86_400);
    scene.report(scene.threads[1]).await;
    assert_eq!((scene.told(&scene.anne).await, scene.told(&karim).await, scene.told(&scene.admin).await), (1, 0, 1));
});

both_engines!(what_is_to_be_screened_is_told_to_who_can_look, |db: Db| async move {
    let scene = scene(db).await;
    let test = &scene.test;
    test.owned_by_company(scene.community).await;
    let told = async |who: &Actor| scene.told_of(who, NoticeKind::Screening).await;
    test.reply(&scene.simone, scene.threads[0], "Le tramadol me donne des vertiges.").await;
    assert_eq!((told(&scene.anne).await, told(&scene.admin).await), (1, 0));
    scene.suspend(&scene.anne).await;
    test.reply(&scene.simone, scene.threads[1], "Depuis que je prends du méthotrexate, j’ai des vertiges.").await;
    assert_eq!((told(&scene.anne).await, told(&scene.admin).await), (1, 1));
});

both_engines!(what_no_host_reads_is_told_to_who_does, |db: Db| async move {
    let scene = scene(db).await;
    let test = &scene.test;
    let karim = test.professional("Karim").await;
    let lab = test.community("labo", Visibility::Members, &karim).await;
    test.owned_by_company(lab).await;
    for member in [&scene.simone, &scene.admin] {
        test.place(member, lab, Place::Member).await;
    }
    let title = "Le tramadol me donne des vertiges";
    test.thread(&scene.simone, "labo", Kind::Question, Circle::Patients, title).await;
    let told = async |who: &Actor| scene.told_of(who, NoticeKind::Screening).await;
    assert_eq!((told(&karim).await, told(&scene.admin).await), (0, 1), "a host, and none who reads among patients");
});

both_engines!(an_appeal_against_a_suspension_is_told_to_others_than_who_decided, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    let karim = administrator(&scene.test, "Karim").await;
    scene.suspend(&scene.anne).await;
    let decision = moderation::decisions(ctx, &scene.anne).await.expect("a list").decisions.remove(0).id;
    let appeal = form(&[("decision", &decision.to_string()), ("text", "Je n’ai insulté personne : on m’a confondue.")]);
    moderation::appeal(ctx, &scene.now(&scene.anne).await, &appeal).await.expect("appealed");
    assert_eq!((scene.told(&karim).await, scene.told(&scene.admin).await), (1, 0));
    assert_eq!(scene.told(&scene.anne).await, 0);
});
