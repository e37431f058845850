//! Two nodes on one PostgreSQL, as real processes: they are one site.

use crate::support::process::{Browser, Place, Server, get};
use crate::support::rows;
use domain::policy::Place as Standing;
use domain::{ReplyId, ThreadId};
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use store::Db;
use store::testing::TestDb;

const COMMUNITY: &str = "reins-au-quotidien";

/// Two nodes, both with everything that runs beside the requests.
struct Nodes {
    database: TestDb,
    places: [Place; 2],
    servers: Vec<Server>,
    db: Db,
    test: service::testing::TestContext,
    account: (String, String),
}

impl Nodes {
    async fn start(settings: &[(&str, &str)]) -> Self {
        let database = store::testing::postgres().await;
        database.db.close().await;
        let first = Place::new(&database.url, settings);
        let (data, public) = (first.data().display().to_string(), format!("http://{}", first.address));
        // The same secret, and the same address for people.
        let shared = [("VECU_DATA_DIR", data.as_str()), ("VECU_PUBLIC_URL", public.as_str())];
        let second = Place::new(&database.url, &[settings, &shared].concat());
        let accounts: serde_json::Value = serde_json::from_str(&first.vecu(&["demo", "--json"])).expect("the demo");
        let patient = accounts.as_array().expect("accounts").iter().find(|one| one["part"] == "patient");
        let text = |key: &str| patient.expect("a patient")[key].as_str().expect("a text").to_owned();
        let account = (text("email"), text("password"));
        let mut places = [first, second];
        let mut servers = Vec::new();
        for place in &mut places {
            servers.push(place.start().await);
        }
        let db = Db::open(&database.url, 4).await.expect("the database");
        let secret =
            std::fs::read(places[0].data().join("secret.key")).expect("a secret").try_into().expect("32 bytes");
        let mut test = service::testing::context(db.clone());
        test.ctx.keys = Arc::new(service::crypto::Keys::new(&secret));
        rows::as_of_today(&test);
        // The demo is indexed first: a transaction that writes for long holds back events of later ones.
        let begun = Instant::now();
        while !rows::is_caught_up(&db).await {
            assert!(begun.elapsed() < Duration::from_mins(2), "the demo is never indexed");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Self { database, places, servers, db, test, account }
    }

    fn addresses(&self) -> [SocketAddr; 2] {
        [self.places[0].address, self.places[1].address]
    }

    /// A member of the community, with an address, signed in.
    async fn member(&self, pseudonym: &str) -> Browser {
        let actor = self.test.with_address(pseudonym, &format!("{}@exemple.fr", pseudonym.to_lowercase())).await;
        let mut reader = self.db.read().await.expect("a reader");
        let me = actor.me.as_ref().expect("a member").id;
        let place = store::threads::place_in(&mut reader.conn(), COMMUNITY, me).await.expect("a place");
        drop(reader);
        self.test.place(&actor, place.expect("the community").community, Standing::Member).await;
        let mut browser = Browser::new(self.places[0].address);
        browser.is_signed_in(&self.test.session(&actor).await);
        browser
    }

    /// A thread of theirs.
    async fn thread(&self, who: &mut Browser, circle: &str) -> ThreadId {
        let id: ThreadId = self.test.ctx.new_id();
        let text = id.to_string();
        let fields = [
            ("id", text.as_str()),
            ("community", COMMUNITY),
            ("kind", "discussion"),
            ("circle", circle),
            ("title", "Ce que l’un sait, l’autre le sait"),
            ("body", "Une discussion que deux serveurs tiennent."),
            ("tags", ""),
        ];
        let answer = who.submit("threads.ask", &fields).await.expect("an answer");
        assert!(answer.text.contains("Done"), "{}: {}", answer.status, answer.text);
        id
    }

    async fn stop(mut self) -> (Vec<String>, [Place; 2]) {
        let mut logs = Vec::new();
        for server in &mut self.servers {
            server.terminate();
            assert!(server.stopped().await.success(), "{}", server.log());
            logs.push(server.log());
        }
        self.db.close().await;
        self.database.db.close().await;
        for (log, word) in logs.iter().flat_map(|log| ["ERROR", "panicked", "tried again"].map(|word| (log, word))) {
            assert!(!log.contains(word), "{log}");
        }
        (logs, self.places)
    }
}

fn reply_fields(id: ReplyId, thread: ThreadId, body: &str) -> [(&'static str, String); 4] {
    [("id", id.to_string()), ("thread", thread.to_string()), ("voice", "lived".into()), ("body", body.into())]
}

async fn reply(who: &mut Browser, id: ReplyId, thread: ThreadId) {
    let fields = reply_fields(id, thread, "Écrit ici, lu là-bas.");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = who.submit("threads.reply", &fields).await.expect("an answer");
    assert!(answer.text.contains("Done"), "{}: {}", answer.status, answer.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_hears_the_other_tells_and_sessions_hold_and_end() {
    let nodes = Nodes::start(&[]).await;
    let [a, b] = nodes.addresses();
    let mut writer = nodes.member("Ecrivaine").await.at(a);
    let thread = nodes.thread(&mut writer, "members").await;
    let public = nodes.thread(&mut writer, "public").await;
    // Signed in at one node, known at the other.
    let mut reader = Browser::new(a);
    let account = [("email", nodes.account.0.as_str()), ("password", nodes.account.1.as_str())];
    let answer = reader.submit("members.sign_in", &account).await.expect("an answer");
    assert!(answer.text.contains("Done"), "{}", answer.text);
    assert_eq!(reader.at(b).get("/settings").await.expect("an answer").status, 200);
    reader.submit("communities.join", &[("community", COMMUNITY), ("consent", "1")]).await.expect("an answer");

    let mut stream = reader.at(b).listen(&format!("/live?t={thread}&n=1"), "").await.expect("a stream");
    assert_eq!(stream.next().await.expect("a beginning").0, "begin");
    let mut took = Vec::new();
    for _ in 0..20 {
        let id: ReplyId = nodes.test.ctx.new_id();
        nodes.test.clock.advance(1);
        reply(&mut writer, id, thread).await;
        let since = Instant::now();
        let heard = tokio::time::timeout(Duration::from_secs(10), async {
            while !stream.next().await.expect("the stream goes on").1.contains(&id.to_string()) {}
        });
        heard.await.expect("told at the other node");
        took.push(since.elapsed());
    }
    took.sort();
    eprintln!("from one node to the other: median {:?}, slowest {:?}", took[10], took[19]);
    // Nodes look by themselves once a second: it is quicker than that because they tell each other. (Another
    // test's transaction on the same cluster may hold one of them back.)
    assert!(took[10] < Duration::from_millis(250), "{took:?}");

    // What a visitor's node keeps of a page goes when another node changes it.
    let (visitor, page) = (Browser::new(b), format!("/t/{public}"));
    for _ in 0..2 {
        assert_eq!(visitor.get(&page).await.expect("an answer").status, 200);
    }
    let id: ReplyId = nodes.test.ctx.new_id();
    reply(&mut writer, id, public).await;
    let since = Instant::now();
    while !visitor.get(&page).await.expect("an answer").text.contains(&id.to_string()) {
        assert!(since.elapsed() < Duration::from_secs(5), "the page stays as it was");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }

    // Signed out at one, signed out at the other, and what was open there is closed.
    let answer = reader.submit("members.sign_out", &[]).await.expect("an answer");
    assert!(answer.text.contains("Done"), "{}", answer.text);
    let since = Instant::now();
    let ended = tokio::time::timeout(Duration::from_secs(10), async { while stream.next().await.is_some() {} });
    ended.await.expect("the stream ends");
    eprintln!("a stream at the other node ended {:?} after signing out", since.elapsed());
    nodes.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_out_holds_at_every_node_and_attempts_are_counted_together() {
    let nodes = Nodes::start(&[("VECU_LIMITS_FACTOR", "1")]).await;
    let [a, b] = nodes.addresses();
    let mut known = nodes.member("Connue").await.at(a);
    let elsewhere = known.clone().at(b);
    assert_eq!(elsewhere.get("/settings").await.expect("an answer").status, 200);
    known.submit("members.sign_out", &[]).await.expect("an answer");
    assert_ne!(elsewhere.get("/settings").await.expect("an answer").status, 200, "the same cookie is worth nothing");

    // Eight wrong passwords for an account, four at each node; the ninth waits, at either.
    let mut said = Vec::new();
    for attempt in 0..10 {
        let mut visitor = Browser::new(if attempt % 2 == 0 { a } else { b });
        let wrong = [("email", nodes.account.0.as_str()), ("password", "pas le bon")];
        let answer = visitor.submit("members.sign_in", &wrong).await.expect("an answer");
        said.push(answer.text.contains("WrongCredentials"));
        assert_eq!(!said[attempt], answer.text.contains("TooMany"), "{}", answer.text);
    }
    assert_eq!(said, [true, true, true, true, true, true, true, true, false, false]);
    nodes.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_notice_is_made_once_and_mailed_once() {
    const EACH: usize = 20;
    let nodes = Nodes::start(&[]).await;
    let mut asker = nodes.member("Demandeuse").await;
    let thread = nodes.thread(&mut asker, "members").await;
    let mut writing = Vec::new();
    for (number, address) in nodes.addresses().into_iter().cycle().take(4).enumerate() {
        let mut writer = nodes.member(&format!("Voix{number}")).await.at(address);
        let ids: Vec<ReplyId> = (0..EACH).map(|_| nodes.test.ctx.new_id()).collect();
        writing.push(tokio::spawn(async move {
            for &id in &ids {
                reply(&mut writer, id, thread).await;
                // Long enough that mail goes out meanwhile, more than once.
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            ids
        }));
    }
    let mut written = BTreeSet::new();
    for one in writing {
        written.extend(one.await.expect("written"));
    }
    assert_eq!(written.len(), 4 * EACH);
    let mut made = rows::notices_of(&nodes.db, thread).await;
    for _ in 0..600 {
        if made.len() >= written.len() && made.iter().all(|(_, mail)| mail == "sent") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        made = rows::notices_of(&nodes.db, thread).await;
    }
    assert!(made.iter().all(|(_, mail)| mail == "sent"), "{made:?}");
    assert_eq!(made.len(), written.len(), "a notice for each reply");
    assert_eq!(made.into_iter().map(|(reply, _)| reply).collect::<BTreeSet<_>>(), written);

    let (logs, places) = nodes.stop().await;
    let outbox = places[0].data().join("outbox");
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    let mut mails = 0;
    for file in std::fs::read_dir(outbox).expect("kept mails") {
        let file = file.expect("a file").path();
        if file.extension().is_some_and(|extension| extension == "json") {
            let mail: serde_json::Value =
                serde_json::from_slice(&std::fs::read(file).expect("a mail")).expect("a mail");
            let text = mail["text"].as_str().expect("a text");
            mails += 1;
            for address in text.split_whitespace().filter_map(|word| word.split_once("/n/")) {
                *named.entry(address.1.to_owned()).or_default() += 1;
            }
        }
    }
    assert!(named.len() == written.len() && named.values().all(|&times| times == 1), "mailed once each: {named:?}");
    // The same mail sent again would have the same name.
    let sent = logs.iter().map(|log| log.matches("kept a mail").count());
    let sent: Vec<usize> = sent.collect();
    assert_eq!(sent.iter().sum::<usize>(), mails);
    assert!(mails > 1, "one mail for all proves little");
    eprintln!("{} replies, {mails} mails, {sent:?} by each node", written.len());
}

/// What a balancer knows: which nodes want visitors.
struct Balancer {
    nodes: [(SocketAddr, AtomicBool); 2],
    turn: AtomicUsize,
    answered: AtomicUsize,
}

impl Balancer {
    /// Asks every node whether it is ready, for ever.
    async fn watch(self: Arc<Self>) {
        loop {
            for (address, ready) in &self.nodes {
                let answer = tokio::time::timeout(Duration::from_secs(2), get(*address, "/readyz")).await;
                ready.store(matches!(answer, Ok(Ok(answer)) if answer.status == 200), Ordering::SeqCst);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// A node that is ready, each in its turn.
    fn choose(&self) -> SocketAddr {
        let turn = self.turn.fetch_add(1, Ordering::SeqCst);
        let ready = |at: usize| self.nodes[at % 2].1.load(Ordering::SeqCst);
        self.nodes[if ready(turn) { turn % 2 } else { (turn + 1) % 2 }].0
    }

    /// A connection to whoever takes one. After it, nothing is tried again.
    async fn connect(&self, who: &Browser) -> std::io::Result<(Browser, tokio::net::TcpStream)> {
        let first = who.at(self.choose());
        if let Ok(line) = first.connect().await {
            return Ok((first, line));
        }
        let other = who.at(self.choose());
        let line = other.connect().await?;
        Ok((other, line))
    }
}

/// What a client got until it was told to stop.
#[derive(Default)]
struct Got {
    answered: usize,
    posted: BTreeSet<ReplyId>,
    lost: Vec<String>,
}

async fn visit(
    balancer: Arc<Balancer>,
    who: Browser,
    thread: ThreadId,
    ids: Vec<ReplyId>,
    stop: Arc<AtomicBool>,
) -> Got {
    let mut got = Got::default();
    let mut ids = ids.into_iter();
    while !stop.load(Ordering::SeqCst) {
        let id = ids.next().expect("ids enough");
        let fields = reply_fields(id, thread, "Pendant que l’on change de serveur.");
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        for step in ["page", "reply"] {
            let outcome = async {
                let (there, line) = balancer.connect(&who).await?;
                match step {
                    "page" => there.get_over(line, &format!("/t/{thread}")).await,
                    _ => there.submit_over(line, "threads.reply", &fields).await,
                }
            };
            let whole = if step == "page" { "</html>" } else { "Done" };
            match outcome.await {
                Ok(answer) if answer.status == 200 && answer.text.contains(whole) => {
                    got.answered += 1;
                    balancer.answered.fetch_add(1, Ordering::SeqCst);
                    if step == "reply" {
                        got.posted.insert(id);
                    }
                }
                Ok(answer) => got.lost.push(format!("{step}: {} {}", answer.status, answer.text)),
                Err(error) => got.lost.push(format!("{step}: {error}")),
            }
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    got
}

/// Listens as a browser does: when the line is cut, it comes back with where it was.
async fn listen(balancer: Arc<Balancer>, who: Browser, thread: ThreadId, heard: Arc<std::sync::Mutex<Vec<String>>>) {
    let mut last = String::new();
    loop {
        if let Ok(mut stream) = who.at(balancer.choose()).listen(&format!("/live?t={thread}"), &last).await {
            while let Some((name, data)) = stream.next().await {
                assert_ne!(name, "reset");
                heard.lock().expect("what was heard").push(data);
            }
            last = stream.last;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rolling_restart_drops_no_request() {
    let mut nodes = Nodes::start(&[("VECU_STOP_DELAY", "1")]).await;
    let mut first = nodes.member("Habituee").await;
    let thread = nodes.thread(&mut first, "members").await;
    let [a, b] = nodes.addresses();
    let ready = [a, b].map(|address| (address, AtomicBool::new(true)));
    let balancer = Arc::new(Balancer { nodes: ready, turn: AtomicUsize::new(0), answered: AtomicUsize::new(0) });
    let watching = tokio::spawn(balancer.clone().watch());
    let heard = Arc::<std::sync::Mutex<Vec<String>>>::default();
    let listening = tokio::spawn(listen(balancer.clone(), first.clone(), thread, heard.clone()));
    let stop = Arc::new(AtomicBool::new(false));
    let mut clients = Vec::new();
    for number in 0..3 {
        let who = nodes.member(&format!("Visiteuse{number}")).await;
        let ids = (0..5_000).map(|_| nodes.test.ctx.new_id()).collect();
        clients.push(tokio::spawn(visit(balancer.clone(), who, thread, ids, stop.clone())));
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    for _ in 0..2 {
        for at in 0..2 {
            let before = balancer.answered.load(Ordering::SeqCst);
            nodes.servers[at].terminate();
            assert!(nodes.servers[at].stopped().await.success(), "{}", nodes.servers[at].log());
            nodes.servers[at] = nodes.places[at].start().await;
            while !balancer.nodes[at].1.load(Ordering::SeqCst) {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            let meanwhile = balancer.answered.load(Ordering::SeqCst) - before;
            assert!(meanwhile >= 5, "{meanwhile} answers during a restart are no load");
            // Both answer for a moment, as somebody who restarts waits and looks.
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }
    stop.store(true, Ordering::SeqCst);
    let mut all = Got::default();
    for client in clients {
        let got = client.await.expect("a client");
        all.answered += got.answered;
        all.posted.extend(got.posted);
        all.lost.extend(got.lost);
    }
    assert!(all.lost.is_empty(), "{} of {}: {:?}", all.lost.len(), all.answered, &all.lost[..all.lost.len().min(5)]);
    let there = rows::bodies(&nodes.db).await;
    assert!(all.posted.iter().all(|id| there.contains_key(id)), "what was acknowledged is there");
    // And whoever listened all the while heard of each, once.
    let count = |id: &ReplyId| {
        let told = heard.lock().expect("what was heard");
        told.iter().filter(|data| data.contains(&id.to_string())).count()
    };
    for _ in 0..200 {
        if all.posted.iter().all(|id| count(id) > 0) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let miscounted: Vec<usize> = all.posted.iter().map(count).filter(|&times| times != 1).collect();
    assert!(miscounted.is_empty(), "{miscounted:?} times instead of once");
    watching.abort();
    listening.abort();
    eprintln!("{} answers, {} replies through four restarts, none lost", all.answered, all.posted.len());
    nodes.stop().await;
}
