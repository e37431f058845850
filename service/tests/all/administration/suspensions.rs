//! An account that is suspended on the whole instance reads and writes nothing; its member is told why and appeals, and
//! loses nothing of theirs. On both engines.

use super::*;
use domain::moderation::{Measure, Rule, Subject, Tab};
use domain::notices::NoticeKind;
use domain::threads::{Circle, Kind, Reaction};
use domain::tokens::Scope;
use domain::{ReplyId, ThreadId};
use service::{communities, erasures, exports, letters, moderation, notices, pictures, threads, tokens};

const REASONS: &str = "Des messages de vente dans six communautés, malgré deux avertissements.";

fn order(about: &Actor, days: &str) -> Fields {
    form(&[("about", &id(about).to_string()), ("days", days), ("rule", "advertising"), ("reasons", REASONS)])
}

/// The same member as a request of theirs brings them now.
async fn now(test: &TestContext, session: &str) -> Actor {
    let found = members::sessions::authenticate(&test.ctx, session).await.expect("asked").expect("signed in");
    Actor { me: Some(found.0), ..Actor::visitor(Locale::Fr) }
}

struct Scene {
    test: TestContext,
    admin: Actor,
    other: Actor,
    anne: Actor,
    /// A session of Anne's, begun before anything happens.
    session: String,
    /// A thread of the administrator's, and one of Anne's with a reply of hers.
    thread: ThreadId,
    own: ThreadId,
    reply: ReplyId,
}

async fn scene(db: Db) -> Scene {
    let test = context(db);
    let admin = administrator(&test, "Hélène").await;
    let other = administrator(&test, "Karim").await;
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    let community = test.community("reins", Visibility::Open, &admin).await;
    test.place(&anne, community, Place::Member).await;
    let thread = test.thread(&admin, "reins", Kind::Discussion, Circle::Members, "Entre nous").await;
    let own = test.thread(&anne, "reins", Kind::Discussion, Circle::Public, "Bonjour à tous").await;
    let reply = test.reply(&anne, thread, "Une réponse d’avant.").await;
    let session = test.session(&anne).await;
    Scene { test, admin, other, anne, session, thread, own, reply }
}

impl Scene {
    async fn suspend(&self, days: &str) {
        administration::suspend(&self.test.ctx, &self.admin, &order(&self.anne, days)).await.expect("suspended");
    }

    async fn anne(&self) -> Actor {
        now(&self.test, &self.session).await
    }

    async fn replies(&self, who: &Actor) -> Outcome<(ThreadId, ReplyId)> {
        let new: ReplyId = self.test.ctx.new_id();
        let fields = form(&[("id", &new.to_string()), ("thread", &self.thread.to_string()), ("body", "Et encore.")]);
        threads::reply(&self.test.ctx, who, &fields).await
    }

    async fn listed(&self, typed: &str) -> Vec<String> {
        let page = administration::suspensions(&self.test.ctx, &self.admin, typed, None).await.expect("a list");
        page.rows.into_iter().map(|row| row.name).collect()
    }

    async fn decision(&self) -> domain::moderation::DecisionView {
        moderation::decisions(&self.test.ctx, &self.anne).await.expect("a list").decisions.remove(0)
    }
}

both_engines!(who_is_suspended_reads_and_writes_nothing_at_once, |db: Db| async move {
    let scene = scene(db).await;
    let (test, ctx) = (&scene.test, &scene.test.ctx);
    let secret = test.token(&scene.anne, &[Scope::Read, Scope::Write]).await;
    assert!(!scene.anne().await.me.expect("her").suspended);
    scene.suspend("7").await;

    // The session and the token that there were: the next request writes nothing.
    let anne = scene.anne().await;
    let program = tokens::authenticate(ctx, &secret).await.expect("asked").expect("a token").actor;
    let refused = Some(Problem::Suspended);
    for who in [&anne, &program] {
        assert_eq!(problem(scene.replies(who).await), refused);
        assert_eq!(problem(threads::ask(ctx, who, &form(&[])).await), refused);
        assert_eq!(problem(threads::compose(ctx, who).await), refused);
        assert_eq!(problem(threads::edit_reply(ctx, who, scene.reply, &form(&[("body", "Changé.")])).await), refused);
        assert_eq!(problem(threads::react(ctx, who, scene.thread, None, Reaction::Courage, true).await), refused);
        assert_eq!(problem(letters::write(ctx, who, &form(&[])).await), refused);
        assert_eq!(problem(pictures::bring(ctx, who, vec![0; 8]).await.map(|_| ())), refused);
        assert_eq!(problem(communities::create(ctx, who, &form(&[])).await.map(|_| ())), refused);
        assert_eq!(problem(members::about(ctx, who, &form(&[("about", "Écrivez-moi ailleurs")])).await), refused);
        // What is theirs they have, and take away.
        let page = threads::read(ctx, who, scene.thread, None, None).await.expect("she reads");
        assert_eq!(page.replies.len(), 1);
        let can = page.can;
        assert!(
            !can.change && !can.reply && !can.react && !can.professional && !can.join && !can.close,
            "nothing to write is offered"
        );
        assert!(threads::read(ctx, who, scene.own, None, None).await.expect("hers").can.own, "she may take it back");
        moderation::decisions(ctx, who).await.expect("why");
        members::about(ctx, who, &form(&[("about", "")])).await.expect("nothing is said of her any more");
    }
    let report = form(&[
        ("subject", "thread"),
        ("about", &scene.thread.to_string()),
        ("reason", "distress"),
        ("text", "Elle ne va pas bien."),
    ]);
    moderation::report(ctx, &anne, &report).await.expect("who sees somebody in distress says so");
    threads::narrow(ctx, &anne, scene.own, &form(&[("circle", "members")])).await.expect("fewer readers");
    threads::delete_reply(ctx, &anne, scene.reply).await.expect("deleted");
    exports::ask(ctx, &anne).await.expect("a copy");

    // Told, with rule, reasons and the way to appeal; by mail, too, which says neither who nor where nor why.
    let decision = scene.decision().await;
    assert_eq!((decision.subject, decision.measure), (Subject::Member, Measure::Suspend));
    assert_eq!((decision.rule, decision.reasons.as_str()), (Some(Rule::Advertising), REASONS));
    assert!(decision.community.is_none() && decision.until.is_some() && decision.appeal_until.is_some());
    store::testing::settled(&ctx.store).await;
    notices::make(ctx).await.expect("made");
    let page = notices::list(ctx, &anne, None).await.expect("a list");
    assert!(page.notices.rows.iter().any(|notice| notice.kind == NoticeKind::Decision));
    let mails = ctx.mailer.kept().await.expect("kept");
    let mail = mails.iter().find(|mail| mail.subject == "Votre compte est suspendu").expect("a mail");
    assert_eq!(mail.to, "anne@exemple.fr");
    assert!(!mail.text.contains(REASONS) && mail.text.contains("/decisions"), "{}", mail.text);
    assert!(!mail.text.contains("reins") && !mail.text.contains("Hélène"), "{}", mail.text);

    // Written down, and in the list.
    let lines = log(test, &scene.admin, "member.suspended").await.rows;
    assert_eq!((lines[0].detail.as_str(), lines[0].reason.as_str()), ("7 days advertising", REASONS));
    assert_eq!(scene.listed("").await, ["Anne"]);
    assert_eq!(scene.listed("AN").await, ["Anne"]);
    assert_eq!(scene.listed("nne").await, [""; 0]);
    let page = administration::member(ctx, &scene.admin, id(&anne)).await.expect("a page");
    assert_eq!(page.suspension.map(|one| (one.rule, one.appealed)), Some((Some(Rule::Advertising), false)));
    // Nobody reported anything: what that took and what was decided counts for no month.
    let queue = moderation::queue(ctx, &scene.admin, Tab::Decided).await.expect("a queue");
    assert_eq!((queue.minutes, queue.month.len(), queue.decided.len()), (None, 0, 1));

    // When its time is over she writes, before anything is swept; then it is written down.
    test.clock.advance(7 * 86_400);
    let session = test.session(&anne).await;
    let anne = now(test, &session).await;
    scene.replies(&anne).await.expect("written");
    let admin = test.administrator(&scene.admin);
    let swept = async || {
        let page = administration::suspensions(ctx, &admin, "", None).await.expect("a list");
        (page.rows.len(), log(test, &admin, "member.let_in").await.rows.len())
    };
    assert_eq!(swept().await, (0, 0));
    moderation::sweep(ctx).await.expect("swept");
    moderation::sweep(ctx).await.expect("swept");
    assert_eq!(swept().await, (0, 1));
    assert_eq!(moderation::audit::verify(ctx).await.expect("verified").broken, None);
});

both_engines!(another_than_who_decided_reads_the_appeal, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    scene.suspend("lifted").await;
    let anne = scene.anne().await;
    let decision = scene.decision().await;
    assert_eq!(decision.until, None, "until somebody lifts it");
    let appeal = form(&[("decision", &decision.id.to_string()), ("text", "Je n’ai rien vendu : on m’a confondue.")]);
    moderation::appeal(ctx, &anne, &appeal).await.expect("appealed, suspended as she is");
    let row = administration::suspensions(ctx, &scene.other, "", None).await.expect("a list").rows.remove(0);
    assert!(row.appealed && row.until.is_none());
    let answer = form(&[
        ("decision", &decision.id.to_string()),
        ("outcome", "reversed"),
        ("answer", "Relu : c’était quelqu’un d’autre. Pardon."),
    ]);
    for not_they in [&scene.admin, &anne] {
        assert!(moderation::appealed(ctx, not_they, decision.id).await.is_err());
        assert!(moderation::answer(ctx, not_they, &answer).await.is_err());
    }
    moderation::appealed(ctx, &scene.other, decision.id).await.expect("read");
    assert_eq!(problem(scene.replies(&scene.anne().await).await), Some(Problem::Suspended));
    moderation::answer(ctx, &scene.other, &answer).await.expect("answered");
    scene.replies(&scene.anne().await).await.expect("at once");
    assert_eq!(scene.listed("").await, [""; 0]);

    // An appeal against one suspension takes back no other.
    scene.suspend("3").await;
    let again = scene.decision().await;
    assert_ne!(again.id, decision.id);
    assert!(moderation::answer(ctx, &scene.other, &answer).await.is_err(), "answered before");
    assert_eq!(problem(scene.replies(&scene.anne().await).await), Some(Problem::Suspended));
});

both_engines!(a_suspension_is_lifted_with_a_reason, |db: Db| async move {
    let scene = scene(db).await;
    let (test, ctx) = (&scene.test, &scene.test.ctx);
    scene.suspend("lifted").await;
    let lift = |reason: &str| form(&[("about", &id(&scene.anne).to_string()), ("reason", reason)]);
    let short = administration::lift(ctx, &scene.other, &lift("ok")).await;
    assert_eq!(at(short, "reason"), Some(FieldError::TooShort { min: 5, have: 2 }));
    assert_eq!(problem(scene.replies(&scene.anne().await).await), Some(Problem::Suspended));
    for _ in 0..2 {
        administration::lift(ctx, &scene.other, &lift("Nous en avons parlé ensemble.")).await.expect("lifted");
    }
    scene.replies(&scene.anne().await).await.expect("written");
    let lines = log(test, &scene.admin, "member.suspension_lifted").await.rows;
    assert_eq!(lines.iter().map(|line| line.reason.as_str()).collect::<Vec<_>>(), ["Nous en avons parlé ensemble."]);
    assert!(scene.decision().await.until.is_some(), "the decision says when it ended");
    let mails = ctx.mailer.kept().await.expect("kept");
    let told = mails.iter().filter(|mail| mail.subject == "Votre compte n’est plus suspendu").count();
    assert_eq!(told, 1);
    scene.suspend("1").await;
    assert_eq!(scene.listed("").await, ["Anne"]);
});

both_engines!(nobody_suspends_themselves_or_the_last_administrator, |db: Db| async move {
    let scene = scene(db).await;
    let (test, ctx) = (&scene.test, &scene.test.ctx);
    // As a form and as somebody else.
    let wrong = form(&[("about", &id(&scene.anne).to_string()), ("days", "8"), ("rule", ""), ("reasons", "Non")]);
    let refused = administration::suspend(ctx, &scene.admin, &wrong).await;
    let Err(Fault::Form(refused)) = refused else { panic!("to be corrected") };
    assert_eq!(refused.at("days"), Some(FieldError::NotAChoice));
    assert_eq!(refused.at("rule"), Some(FieldError::Missing));
    assert_eq!(refused.at("reasons"), Some(FieldError::TooShort { min: 10, have: 3 }));
    assert_eq!(
        problem(administration::suspend(ctx, &scene.anne, &order(&scene.other, "7")).await),
        Some(Problem::Forbidden)
    );
    let own = administration::suspend(ctx, &scene.admin, &order(&scene.admin, "7")).await;
    assert_eq!(problem(own), Some(Problem::Forbidden));
    scene.suspend("7").await;
    let twice = administration::suspend(ctx, &scene.admin, &order(&scene.anne, "30")).await;
    assert_eq!(at(twice, "suspension"), Some(FieldError::DecidedAlready));

    // Two administrators at once: the request of the second was on its way when the first came through.
    let session = test.session(&scene.other).await;
    administration::suspend(ctx, &scene.admin, &order(&scene.other, "7")).await.expect("suspended");
    let last = administration::suspend(ctx, &scene.other, &order(&scene.admin, "7")).await;
    assert_eq!(at(last, "suspension"), Some(FieldError::LastAdministrator));
    let zoe = administrator(test, "Zoé").await;
    let late = administration::suspend(ctx, &scene.other, &order(&zoe, "7")).await;
    assert_eq!(problem(late), Some(Problem::Suspended));
    assert_eq!(scene.listed("").await, ["Anne", "Karim"]);

    // Suspended, an administrator administers and moderates nothing, and nobody counts on them.
    let karim = now(test, &session).await;
    assert!(karim.me.as_ref().is_some_and(|me| me.administrator && me.suspended));
    assert_eq!(problem(administration::home(ctx, &karim).await), Some(Problem::Suspended));
    assert_eq!(problem(moderation::queue(ctx, &karim, Tab::Waiting).await), Some(Problem::Suspended));
    let lift = form(&[("about", &id(&karim).to_string()), ("reason", "Je me pardonne.")]);
    assert_eq!(problem(administration::lift(ctx, &karim, &lift).await), Some(Problem::Suspended));
});

both_engines!(a_suspended_host_handles_nothing, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    let community = {
        let mut reader = ctx.store.read().await.expect("a reader");
        store::communities::by_slug(&mut reader.conn(), "reins").await.expect("asked").expect("there").id
    };
    scene.test.place(&scene.anne, CommunityId(community), Place::Host).await;
    let yves = scene.test.with_address("Yves", "yves@exemple.fr").await;
    scene.test.place(&yves, CommunityId(community), Place::Member).await;
    let about = scene.thread.to_string();
    let report = form(&[("subject", "thread"), ("about", &about), ("reason", "danger"), ("text", "Voyez.")]);
    moderation::report(ctx, &yves, &report).await.expect("reported");
    let case = moderation::queue(ctx, &scene.anne().await, Tab::Waiting).await.expect("a queue").waiting[0].id;
    scene.suspend("7").await;
    let anne = scene.anne().await;
    let refused = Some(Problem::Suspended);
    let named = form(&[("case", &case.to_string())]);
    assert_eq!(problem(moderation::queue(ctx, &anne, Tab::Waiting).await), refused);
    assert_eq!(problem(moderation::case(ctx, &anne, case).await), refused);
    assert_eq!(problem(moderation::claim(ctx, &anne, &named).await), refused);
    let keep = form(&[("case", &case.to_string()), ("action", "keep"), ("measure", "none")]);
    assert_eq!(problem(moderation::decide(ctx, &anne, &keep).await), refused);
});

both_engines!(who_is_suspended_may_leave_with_everything, |db: Db| async move {
    let scene = scene(db).await;
    let (test, ctx) = (&scene.test, &scene.test.ctx);
    scene.suspend("lifted").await;
    let anne = scene.anne().await;
    let fields = form(&[("words", "remove"), ("moment", "now"), ("pseudonym", "Anne")]);
    erasures::request(ctx, &anne, &fields).await.expect("asked for");
    assert_eq!(erasures::carry_out(ctx).await.expect("done"), 1);
    assert_eq!(scene.listed("").await, [""; 0]);
    let gone = administration::member(ctx, &scene.admin, id(&anne)).await;
    assert_eq!(problem(gone), Some(Problem::NotFound));
    let lines = log(test, &scene.admin, "member.suspended").await.rows;
    assert_eq!(lines[0].reason, "", "the reasons went with her");
    assert_eq!(moderation::audit::verify(ctx).await.expect("verified").broken, None);
});
