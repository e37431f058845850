//! What is exported and imported into an empty database gives the same site.

use super::*;

both_engines!(round_trip, |db: Db| async move {
    let t = context(db.clone());
    t.clock.advance(90 * 86_400);
    load(&t, &demo(), &trusted()).await;
    lived_in(&t, &db).await;
    let first = write(&t).await;
    for kind in
        ["member", "community", "membership", "thread", "reply", "reaction", "revision", "tombstone", "pin", "follow"]
    {
        assert!(first.contains(&format!("{{\"kind\":\"{kind}\"")), "{kind}");
    }
    assert_eq!(write(&t).await, first, "two exports of one site are equal");
    assert!(!first.contains("exemple.org"), "no address leaves");

    // Into an empty database of either engine.
    for other in [store::testing::sqlite().await, store::testing::postgres().await] {
        let t2 = context(other.db.clone());
        t2.clock.advance(90 * 86_400);
        let report = load(&t2, first.as_bytes(), &trusted()).await;
        assert_eq!((report.refusals(), report.stopped.clone()), (0, None), "{report:?}");
        counts_are_right(&other.db).await;
        assert_eq!(write(&t2).await, first);
        let again = load(&t2, first.as_bytes(), &trusted()).await;
        assert_eq!(again.new_records(), 0, "{again:?}");
        assert_eq!(write(&t2).await, first);
        for reader in [Actor::visitor(Locale::Fr), Actor::visitor(Locale::En)] {
            let (here, there) = (shown(&t, &reader).await, shown(&t2, &reader).await);
            assert_eq!(here, there, "the same site");
        }
        other.db.close().await;
    }
    // Back into the site it came from: nothing is new.
    assert_eq!(load(&t, first.as_bytes(), &trusted()).await.new_records(), 0);
});

/// What a reader is shown of every community.
async fn shown(t: &TestContext, reader: &Actor) -> String {
    let list = communities::list(&t.ctx, reader, None).await.unwrap();
    let mut shown = format!("{list:?}");
    for card in &list.communities.rows {
        for order in [Order::Active, Order::New] {
            let page = communities::page(&t.ctx, reader, &card.link.slug, order, None).await.unwrap();
            shown.extend([format!("{page:?}")]);
        }
    }
    shown
}

/// What people did since: edits, deletions, an organisation, somebody who left, a ban, follows.
async fn lived_in(t: &TestContext, db: &Db) {
    let company = t.member("Laboratoires Été", Role::Organisation, None).await;
    let professional = t.member("Dr Salomé", Role::Professional, Some(Profession::Midwife)).await;
    let gone = t.patient("Partie").await;
    let agreed = |slug: &str| [("community", slug), ("consent", "1")].into_iter().collect();
    for actor in [&company, &professional, &gone] {
        communities::join(&t.ctx, actor, &agreed("reins-au-quotidien")).await.unwrap();
    }
    let now = t.ctx.now().0;
    let member = gone.me.as_ref().unwrap().id;
    let organisation = company.me.as_ref().unwrap().id;
    let thread: uuid::Uuid = {
        let mut reader = db.read().await.unwrap();
        let sql = "SELECT id FROM thread WHERE title LIKE '%clairance%'";
        match reader.conn() {
            Conn::Sqlite(conn) => sqlx::query_scalar(sql).fetch_one(conn).await.unwrap(),
            Conn::Postgres(conn) => sqlx::query_scalar(sql).fetch_one(conn).await.unwrap(),
        }
    };
    let (thread, reply) = (domain::ThreadId(thread), t.ctx.new_id::<domain::ReplyId>());
    let mut tx = db.begin().await.unwrap();
    let conn = &mut tx.conn();
    let write = |id, body: &'static str, html: &'static str| store::threads::ReplyInsert {
        id,
        thread,
        parent: None,
        author: Some(member),
        voice: domain::threads::Voice::Lived,
        imported: false,
        body,
        html,
        no_source: false,
        sources: &[],
        created: Timestamp(now),
    };
    // HTML that somebody typed is shown as typed; it comes back the same.
    let html = service::markdown::render("Un <b>mot</b>.");
    let typed = store::threads::ReplyInsert { html: &html, ..write(reply, "Un <b>mot</b>.", "") };
    store::threads::insert_reply(conn, &typed).await.unwrap();
    store::threads::count_reply(conn, thread, domain::threads::Voice::Lived, Timestamp(now)).await.unwrap();
    let revision = t.ctx.new_id();
    store::threads::keep_revision(
        conn,
        revision,
        (thread, Some(reply)),
        (None, "Avant.", "<p>Avant.</p>"),
        Timestamp(now),
    )
    .await
    .unwrap();
    let erased = t.ctx.new_id::<domain::ReplyId>();
    store::threads::insert_reply(conn, &write(erased, "À effacer.", "<p>À effacer.</p>")).await.unwrap();
    store::threads::count_reply(conn, thread, domain::threads::Voice::Lived, Timestamp(now)).await.unwrap();
    store::threads::erase_reply_text(conn, thread, erased, domain::threads::Voice::Lived, Timestamp(now + 5))
        .await
        .unwrap();
    store::threads::follow(conn, member, thread, Timestamp(now)).await.unwrap();
    store::tags::follow(conn, member, "fatigue", Timestamp(now)).await.unwrap();
    store::threads::react(
        conn,
        store::threads::Subject::Reply(thread, reply),
        organisation,
        domain::threads::Reaction::Useful,
        true,
        Timestamp(now),
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    communities::leave(&t.ctx, &gone, &[("community", "reins-au-quotidien")].into_iter().collect()).await.unwrap();
    let _ = OrganisationKind::Company;
}

both_engines!(what_was_left_stays_left, |db: Db| async move {
    let t = context(db.clone());
    let (founder, patient) = (t.patient("Hélène").await, t.patient("Antonin").await);
    t.clock.advance(90 * 86_400);
    load(&t, &demo(), &trusted()).await;
    communities::join(&t.ctx, &patient, &[("community", "reins-au-quotidien"), ("consent", "1")].into_iter().collect())
        .await
        .unwrap();
    let before = write(&t).await;
    communities::leave(&t.ctx, &patient, &[("community", "reins-au-quotidien")].into_iter().collect()).await.unwrap();
    load(&t, before.as_bytes(), &trusted()).await;
    let page = communities::page(&t.ctx, &patient, "reins-au-quotidien", Order::Active, None).await.unwrap();
    assert_eq!(page.place, None, "an old dump brings nobody back");
    let _ = founder;
});
