//! Live streams over the real routes: nothing missed, nothing twice, nothing to those who may not know.

use crate::support::Site;
use axum::body::Body;
use domain::communities::Visibility;
use domain::events::EventKind;
use domain::live::Signal;
use domain::members::Role;
use domain::policy::Place;
use domain::threads::{Circle, Kind, Reaction};
use domain::{ReplyId, ThreadId};
use futures::StreamExt as _;
use service::Actor;
use service::threads;
use std::collections::BTreeSet;
use std::time::Duration;
use store::{Db, both_engines};

/// A stream as a browser reads it.
struct Reading {
    body: axum::body::BodyDataStream,
    text: String,
    /// What `Last-Event-ID` would be.
    last: String,
}

impl Reading {
    async fn open(site: &Site, session: Option<&str>, path: &str, last: Option<&str>) -> Self {
        let mut request = crate::support::request("GET", session, path);
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let answer = site.raw(request.body(Body::empty()).expect("a request")).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        Self { body: answer.into_body().into_data_stream(), text: String::new(), last: String::new() }
    }

    /// The next event: its name and its data; `None` when the stream ends or is silent for so long.
    async fn event(&mut self, patience: Duration) -> Option<(String, String)> {
        loop {
            if let Some(end) = self.text.find("\n\n") {
                let block: String = self.text.drain(..end + 2).collect();
                let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
                if let Some(id) = field("id:") {
                    id.clone_into(&mut self.last);
                }
                if let Some(data) = field("data:") {
                    return Some((field("event:").unwrap_or("message").to_owned(), data.to_owned()));
                }
                continue;
            }
            let chunk = tokio::time::timeout(patience, self.body.next()).await.ok()??.expect("a chunk");
            self.text.push_str(&String::from_utf8_lossy(&chunk));
        }
    }

    async fn signal(&mut self) -> Option<Signal> {
        self.signal_within(Duration::from_secs(5)).await
    }

    async fn signal_within(&mut self, patience: Duration) -> Option<Signal> {
        loop {
            let (name, data) = self.event(patience).await?;
            if name == "message" {
                return Some(serde_json::from_str(&data).expect("a signal"));
            }
        }
    }

    async fn silent(&mut self) -> bool {
        self.signal_within(Duration::from_millis(400)).await.is_none()
    }
}

/// A site that hands events on, a community, a thread in it by its host.
async fn site(db: Db) -> (Site, Actor, domain::CommunityId, ThreadId) {
    let site = Site::over(db);
    tokio::spawn(service::live::run(site.test.ctx.clone()));
    while site.test.ctx.live.position().is_none() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let host = site.test.patient("Maryvonne").await;
    let community = site.test.community("reins", Visibility::Members, &host).await;
    let thread = site.test.thread(&host, "reins", Kind::Discussion, Circle::Members, "Dormir").await;
    // What was prepared is handed on before anybody listens.
    let mut handed = site.test.ctx.live.moved();
    store::testing::settled(&site.test.ctx.store).await;
    let latest = store::events::latest(&mut site.test.ctx.store.read().await.expect("a reader").conn()).await;
    let latest = latest.expect("a position");
    handed.wait_for(|position| position.is_some_and(|position| position >= latest)).await.expect("handed on");
    (site, host, community, thread)
}

both_engines!(a_stream_cut_fifty_times_misses_nothing_and_doubles_nothing, |db: Db| async move {
    let (site, host, community, thread) = site(db).await;
    let reader = site.test.member("Yves", Role::Carer, None).await;
    site.test.place(&reader, community, Place::Member).await;
    let token = site.test.session(&reader).await;
    let path = format!("/live?t={thread}");

    let mut first = Reading::open(&site, Some(&token), &path, None).await;
    assert_eq!(first.event(Duration::from_secs(5)).await.expect("a beginning").0, "begin");
    let mut last = first.last.clone();
    drop(first);

    let ctx = site.test.ctx.clone();
    let written = tokio::spawn(async move {
        let mut written = Vec::new();
        for n in 0..500 {
            let id: ReplyId = ctx.new_id();
            let fields = [("thread", thread.to_string()), ("id", id.to_string()), ("body", format!("Réponse {n}."))];
            threads::reply(&ctx, &host, &fields.into_iter().collect()).await.expect("a reply");
            written.push(id);
        }
        written
    });
    let mut told: Vec<ReplyId> = Vec::new();
    let mut cuts = 0;
    while told.len() < 500 {
        let mut reading = Reading::open(&site, Some(&token), &path, Some(&last)).await;
        // Cut after a few, in the middle of what is going on; the last one stays.
        let until = if cuts < 50 { told.len() + 1 + cuts % 17 } else { 500 };
        while told.len() < until.min(500) {
            let signal = reading.signal().await.expect("what is missing comes");
            assert_eq!(signal.kind, EventKind::ReplyCreated);
            told.extend(signal.reply);
        }
        last = reading.last.clone();
        cuts += 1;
    }
    assert!(cuts > 50, "cut {cuts} times");
    let written = written.await.expect("all were written");
    assert_eq!(told, written, "each once, in the order they were written");
});

both_engines!(a_stream_tells_what_its_reader_may_read_at_that_moment, |db: Db| async move {
    let (site, host, community, thread) = site(db).await;
    let (yves, claire) = (site.test.member("Yves", Role::Carer, None).await, site.test.professional("Claire").await);
    for actor in [&yves, &claire] {
        site.test.place(actor, community, Place::Member).await;
    }
    let (of_yves, of_claire) = (site.test.session(&yves).await, site.test.session(&claire).await);
    let path = format!("/live?t={thread}&feed=1");
    let mut streams = [
        Reading::open(&site, Some(&of_yves), &path, None).await,
        Reading::open(&site, Some(&of_claire), &path, None).await,
    ];
    let mut visitor = Reading::open(&site, None, &path, None).await;
    let stranger = site.test.patient("Inconnue").await;
    let of_stranger = site.test.session(&stranger).await;
    let mut elsewhere = Reading::open(&site, Some(&of_stranger), &path, None).await;

    let reply = site.test.reply(&host, thread, "Bonsoir.").await;
    for stream in &mut streams {
        let signal = stream.signal().await.expect("both are told");
        assert_eq!((signal.kind, signal.reply, signal.own), (EventKind::ReplyCreated, Some(reply), false));
    }
    assert!(visitor.silent().await && elsewhere.silent().await, "neither visitors nor strangers");

    // A reaction brings its count, and says whose it is.
    threads::react(&site.test.ctx, &yves, thread, Some(reply), Reaction::Courage, true).await.expect("given");
    let [first, second] = &mut streams;
    let (own, other) = (first.signal().await.expect("told"), second.signal().await.expect("told"));
    assert!(own.own && !other.own);
    assert_eq!(other.counts.map(|counts| counts.iter().sum::<u32>()), Some(1));

    // A circle of professionals: only she is told.
    let narrow = site.test.thread(&claire, "reins", Kind::Discussion, Circle::Professionals, "Entre soignants").await;
    assert_eq!(second.signal().await.expect("she is told").thread, Some(narrow));
    assert!(first.silent().await);

    // Who leaves hears nothing more, on the stream that is open.
    service::communities::leave(&site.test.ctx, &yves, &[("community", "reins")].into_iter().collect())
        .await
        .expect("left");
    site.test.reply(&host, thread, "Merci.").await;
    assert!(second.signal().await.is_some());
    assert!(first.silent().await);

    // A badge that is lost ends the professionals' circle and the members' one.
    site.test.unverify(&claire).await;
    site.test.reply(&host, thread, "Encore.").await;
    assert!(second.silent().await);
});

both_engines!(a_session_that_ends_ends_its_streams, |db: Db| async move {
    let (site, host, _, thread) = site(db).await;
    let token = site.test.session(&host).await;
    let mut reading = Reading::open(&site, Some(&token), &format!("/live?t={thread}"), None).await;
    site.test.reply(&host, thread, "Un.").await;
    assert!(reading.signal().await.expect("told").own);
    site.test.end_sessions(&host).await;
    site.test.reply(&host, thread, "Deux.").await;
    assert!(reading.signal().await.is_none(), "ended");
    assert_eq!(site.test.ctx.live.open(), 0);
});

both_engines!(whoever_comes_back_from_too_far_reads_anew, |db: Db| async move {
    let (site, host, _, thread) = site(db).await;
    let token = site.test.session(&host).await;
    let path = format!("/live?t={thread}");
    let mut first = Reading::open(&site, Some(&token), &path, None).await;
    first.event(Duration::from_secs(5)).await.expect("a beginning");
    let last = first.last.clone();
    site.test.clock.advance(31 * 86_400);
    let token = site.test.session(&host).await;
    service::live::forget(&site.test.ctx).await.expect("forgotten");
    let mut again = Reading::open(&site, Some(&token), &path, Some(&last)).await;
    assert_eq!(again.event(Duration::from_secs(5)).await.expect("an answer").0, "reset");
    let reply = site.test.reply(&host, thread, "Et encore.").await;
    assert_eq!(again.signal().await.expect("told from there on").reply, Some(reply));
});

both_engines!(who_has_it_open_learns_that_it_is_gone, |db: Db| async move {
    let (site, host, community, thread) = site(db).await;
    let reader = site.test.professional("Claire").await;
    site.test.place(&reader, community, Place::Member).await;
    let token = site.test.session(&reader).await;
    let mut reading = Reading::open(&site, Some(&token), &format!("/live?t={thread}"), None).await;
    threads::narrow(&site.test.ctx, &host, thread, &[("circle", "patients")].into_iter().collect())
        .await
        .expect("narrowed");
    assert_eq!(reading.signal().await.expect("told").kind, EventKind::ThreadNarrowed);
    site.test.reply(&host, thread, "Entre nous.").await;
    assert!(reading.silent().await, "what is written in the narrower circle is not told");
});

both_engines!(ten_tabs_of_one_session_hold_few_streams, |db: Db| async move {
    let (site, host, _, thread) = site(db).await;
    let token = site.test.session(&host).await;
    let mut open = Vec::new();
    for _ in 0..10 {
        open.push(Reading::open(&site, Some(&token), &format!("/live?t={thread}"), None).await);
    }
    assert_eq!(site.test.ctx.live.open(), 8);
    site.test.reply(&host, thread, "Un.").await;
    let mut told = BTreeSet::new();
    for (n, reading) in open.iter_mut().enumerate() {
        if reading.signal().await.is_some() {
            told.insert(n);
        }
    }
    assert_eq!(told, (2..10).collect(), "the oldest two made room");
    drop(open);
    assert_eq!(site.test.ctx.live.open(), 0, "nothing stays of streams that were left");
});
