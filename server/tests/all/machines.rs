//! What programs without an account are told: Atom feeds, the map, robots.txt, JSON-LD, who may list what.

use crate::support::{Answer, Site, request};
use domain::communities::Visibility;
use domain::policy::Place;
use domain::threads::{Circle, Kind, Reaction};
use domain::{Fields, ThreadId};
use http::header;
use roxmltree::{Document, Node};
use service::sitemap::{self, Page, Part};
use store::Db;

const ATOM: &str = "http://www.w3.org/2005/Atom";
const HOSTILE: &str = "</script><!-- <script> & ]]> \"'\u{2028}<img src=x onerror=__xss=1>";

fn child<'a>(node: Node<'a, 'a>, name: &str) -> &'a str {
    let found = node.children().find(|one| one.has_tag_name((ATOM, name)));
    found.and_then(|one| one.text()).unwrap_or_default()
}

fn link<'a>(node: Node<'a, 'a>, rel: &str) -> &'a str {
    let mut links = node.children().filter(|one| one.has_tag_name((ATOM, "link")));
    links.find(|one| one.attribute("rel") == Some(rel)).and_then(|one| one.attribute("href")).unwrap_or_default()
}

/// Holds a feed against RFC 4287; its entries' titles.
fn valid(answer: &Answer, own: &str) -> Vec<String> {
    assert_eq!(answer.status, 200, "{own}");
    assert_eq!(answer.header("content-type"), "application/atom+xml; charset=utf-8");
    let document = Document::parse(&answer.text).expect("well-formed XML");
    let feed = document.root_element();
    assert!(feed.has_tag_name((ATOM, "feed")));
    assert!(!child(feed, "title").is_empty());
    assert_eq!(link(feed, "self"), format!("http://localhost:3000{own}"));
    assert_eq!(format!("{}/atom.xml", link(feed, "alternate")), link(feed, "self"));
    let mut ids = vec![child(feed, "id")];
    let moment = |text: &str| domain::Timestamp::parse(text).unwrap_or_else(|| panic!("{text} is no moment"));
    let updated = moment(child(feed, "updated"));
    let mut titles = Vec::new();
    for entry in feed.children().filter(|one| one.has_tag_name((ATOM, "entry"))) {
        assert!(child(entry, "id").starts_with("urn:uuid:"));
        ids.push(child(entry, "id"));
        assert!(moment(child(entry, "updated")) <= updated && moment(child(entry, "published")) <= updated);
        assert!(link(entry, "alternate").starts_with("http://localhost:3000/t/"));
        let content = entry.children().find(|one| one.has_tag_name((ATOM, "content"))).expect("a content");
        assert_eq!(content.attribute("type"), Some("html"));
        assert!(content.children().all(|one| one.is_text()), "HTML is text here");
        titles.push(child(entry, "title").to_owned());
    }
    assert!(ids.iter().all(|id| id.starts_with("urn:uuid:") || id.starts_with("tag:localhost,2026:")), "{ids:?}");
    assert!(titles.len() <= 30, "bounded");
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "each has its own name");
    titles
}

async fn known(site: &Site, path: &str, name: header::HeaderName, value: &str) -> Answer {
    let asked = request("GET", None, path).header(name, value).body(axum::body::Body::empty()).expect("a request");
    site.send(asked).await
}

store::both_engines!(feeds_are_valid_bounded_and_not_sent_twice, |db: Db| async move {
    let site = Site::over(db);
    let test = &site.test;
    let host = test.patient("Hélène & <fils>").await;
    let pharmacist = test.professional("Claire").await;
    let community = test.community("reins", Visibility::Open, &host).await;
    test.place(&pharmacist, community, Place::Member).await;
    let mut last = None;
    for n in 0..32 {
        last = Some(test.thread(&host, "reins", Kind::Question, Circle::Public, &format!("Fil {n} & <b>")).await);
    }
    let last = last.expect("a thread");
    test.reply(&host, last, "Bonjour **à vous** & <b>").await;
    let id: domain::ReplyId = test.ctx.new_id();
    let fields: Fields = [
        ("id", id.to_string()),
        ("thread", last.to_string()),
        ("voice", "professional".to_owned()),
        ("body", "En général, oui.".to_owned()),
        ("source_text_0", "Fiche <1>".to_owned()),
        ("source_url_0", "https://exemple.fr/?a=1&b=2".to_owned()),
    ]
    .into_iter()
    .collect();
    service::threads::reply(&test.ctx, &pharmacist, &fields).await.expect("a reply");
    for path in ["/c/reins/atom.xml".to_owned(), "/tags/essai/atom.xml".into(), format!("/t/{last}/atom.xml")] {
        let first = site.get(None, &path).await;
        let titles = valid(&first, &path);
        if path.starts_with("/t/") {
            assert_eq!(titles, ["Claire · Réponse professionnelle", "Hélène & <fils> · Vécu"]);
            assert!(first.text.contains("exemple.fr/?a=1"), "a professional reply keeps its sources");
        } else {
            assert_eq!((titles.len(), titles[0].as_str()), (30, "Fil 31 & <b>"));
        }
        assert_eq!(first.header("cache-control"), "public, no-cache");
        let (tag, modified) = (first.header("etag").to_owned(), first.header("last-modified").to_owned());
        assert!(tag.starts_with("W/\"") && modified.ends_with("GMT"));
        for (name, value) in [(header::IF_NONE_MATCH, &tag), (header::IF_MODIFIED_SINCE, &modified)] {
            let again = known(&site, &path, name, value).await;
            assert_eq!((again.status.as_u16(), again.text.as_str()), (304, ""));
            assert_eq!(again.header("etag"), tag);
        }
        assert_eq!(known(&site, &path, header::IF_NONE_MATCH, "\"other\"").await.status, 200);
        let none = known(&site, &path, header::IF_MODIFIED_SINCE, "Sun, 06 Nov 1994 08:49:37 GMT").await;
        assert_eq!(none.status, 200);
    }
    // What changes is sent again.
    let before = site.get(None, "/c/reins/atom.xml").await.header("etag").to_owned();
    service::threads::delete_thread(&test.ctx, &host, last).await.expect("deleted");
    let after = known(&site, "/c/reins/atom.xml", header::IF_NONE_MATCH, &before).await;
    assert_eq!(after.status, 200);
    assert_eq!(valid(&after, "/c/reins/atom.xml")[0], "Fil 30 & <b>");
    assert_eq!(site.get(None, &format!("/t/{last}/atom.xml")).await.status, 404);
});

store::both_engines!(the_map_holds_every_public_address_once_page_by_page, |db: Db| async move {
    let site = Site::over(db);
    let test = &site.test;
    let host = test.patient("Hélène").await;
    let mut expected = std::collections::BTreeSet::from(["/tags/essai".to_owned()]);
    for n in 0..3 {
        test.community(&format!("ouverte-{n}"), Visibility::Open, &host).await;
        expected.insert(format!("/c/ouverte-{n}"));
    }
    test.community("fermee", Visibility::Members, &host).await;
    for n in 0..7 {
        let circle = if n == 3 { Circle::Members } else { Circle::Public };
        let id = test.thread(&host, "ouverte-0", Kind::Discussion, circle, &format!("Fil numéro {n}")).await;
        if n != 3 {
            expected.insert(format!("/t/{id}"));
        }
    }
    test.thread(&host, "fermee", Kind::Discussion, Circle::Members, "Entre nous").await;
    // Pages of two addresses each: the same walk as with 50,000.
    let mut seen = Vec::new();
    for page in sitemap::index(&test.ctx, 2).await.expect("an index") {
        let places = sitemap::page(&test.ctx, &page, 2).await.expect("a page");
        assert!(places.len() <= 2);
        assert_eq!(Page::parse(&page.name()), Some(page));
        seen.extend(places.into_iter().map(|place| place.path));
    }
    assert_eq!(seen.len(), expected.len(), "{seen:?}");
    assert_eq!(seen.into_iter().collect::<std::collections::BTreeSet<_>>(), expected);
    assert!(Part::ALL.len() == 3);

    let index = site.get(None, "/sitemap.xml").await;
    assert_eq!(index.header("content-type"), "application/xml; charset=utf-8");
    let document = Document::parse(&index.text).expect("well-formed XML");
    let pages: Vec<&str> =
        document.descendants().filter(|node| node.has_tag_name("loc")).filter_map(|node| node.text()).collect();
    assert_eq!(pages.len(), 3, "{}", index.text);
    let mut found = std::collections::BTreeSet::new();
    for page in pages {
        let path = page.strip_prefix("http://localhost:3000").expect("an absolute address");
        let answer = site.get(None, path).await;
        let document = Document::parse(&answer.text).expect("well-formed XML");
        for node in document.descendants().filter(|node| node.has_tag_name("lastmod")) {
            assert!(domain::Timestamp::parse(node.text().unwrap_or_default()).is_some());
        }
        let places = document.descendants().filter(|node| node.has_tag_name("loc")).filter_map(|node| node.text());
        found.extend(places.filter_map(|place| place.strip_prefix("http://localhost:3000")).map(str::to_owned));
    }
    assert_eq!(found, expected);
    for wrong in ["/sitemap/nothing.xml", "/sitemap/threads", "/sitemap/threads-x.xml", "/sitemap/communities-!.xml"] {
        assert_eq!(site.get(None, wrong).await.status, 404, "{wrong}");
    }
    let robots = site.get(None, "/robots.txt").await;
    assert!(robots.text.contains("\nSitemap: http://localhost:3000/sitemap.xml\n"), "{}", robots.text);
});

store::both_engines!(only_what_everybody_reads_is_for_search_engines, |db: Db| async move {
    let site = Site::over(db);
    let test = &site.test;
    let host = test.patient("Hélène").await;
    test.community("ouverte", Visibility::Open, &host).await;
    test.community("fermee", Visibility::Members, &host).await;
    let open = test.thread(&host, "ouverte", Kind::Discussion, Circle::Public, "Pour tout le monde").await;
    let closed = test.thread(&host, "ouverte", Kind::Discussion, Circle::Members, "Entre nous").await;
    let session = site.session(&host).await;
    let me = host.me.as_ref().expect("a member").id;
    let noindex = "<meta name=\"robots\" content=\"noindex\"";
    let feed = |page: &Answer| page.text.contains("type=\"application/atom+xml\"");
    for (path, own, fed) in [
        ("/".to_owned(), "/".to_owned(), false),
        ("/about".into(), "/about".into(), false),
        ("/communities".into(), "/communities".into(), false),
        ("/c/ouverte".into(), "/c/ouverte".into(), true),
        ("/c/ouverte?order=new".into(), "/c/ouverte".into(), true),
        (format!("/t/{open}"), format!("/t/{open}"), true),
        ("/tags/essai".into(), "/tags/essai".into(), true),
    ] {
        let page = site.get(None, &path).await;
        assert_eq!((page.status.as_u16(), page.header("x-robots-tag")), (200, "all"), "{path}");
        let head = page.text.split("</head>").next().unwrap_or_default();
        assert!(
            head.contains(&format!("<link href=\"http://localhost:3000{own}\" rel=\"canonical\"")),
            "{path}: {head}"
        );
        assert!(!head.contains(noindex), "{path}");
        assert_eq!(head.matches("canonical").count(), 1, "{path}: said once");
        assert_eq!(feed(&page), fed, "{path}");
    }
    for (who, path) in [
        (None, "/c/fermee".to_owned()),
        (None, format!("/t/{closed}")),
        (None, "/t/nothing".into()),
        (None, "/nowhere".into()),
        (None, "/search?q=tout".into()),
        (None, "/feed".into()),
        (None, "/sign-in".into()),
        (None, "/sign-up".into()),
        (None, "/ask".into()),
        (None, "/settings".into()),
        (None, format!("/m/{me}")),
        (None, "/c/ouverte/join".into()),
        (session.as_deref(), format!("/t/{closed}")),
        (session.as_deref(), "/settings".into()),
        (session.as_deref(), "/notices".into()),
        (session.as_deref(), "/ask".into()),
        (session.as_deref(), "/c/ouverte/hosts".into()),
    ] {
        let page = site.get(who, &path).await;
        assert_eq!(page.header("x-robots-tag"), "noindex", "{path}");
        assert!(page.text.contains(noindex), "{path} of {who:?}");
        assert!(!page.text.contains("canonical") && !page.text.contains("ld+json"), "{path}");
    }
    assert_eq!(site.get(None, "/api/feed/page?order=active&everything=false").await.header("x-robots-tag"), "noindex");
});

/// What a page's JSON-LD says.
fn data(page: &Answer) -> serde_json::Value {
    let begin = page.text.find("application/ld+json").expect("data");
    let text = &page.text[begin..];
    let text = &text[text.find('>').expect("an element") + 1..];
    serde_json::from_str(&text[..text.find("</script").expect("its end")]).expect("JSON")
}

store::both_engines!(threads_describe_themselves_and_no_text_leaves_its_script, |db: Db| async move {
    let site = Site::over(db);
    let test = &site.test;
    let (host, yves) = (test.patient("Hélène").await, test.patient("Yves").await);
    let community = test.community("reins", Visibility::Open, &host).await;
    test.place(&yves, community, Place::Member).await;
    let title = format!("Titre {HOSTILE}");
    let question = test.thread(&host, "reins", Kind::Question, Circle::Public, &title).await;
    let helped = test.reply(&yves, question, &format!("Cela aide. {HOSTILE}")).await;
    let other = test.reply(&yves, question, "Moi, le thermos.").await;
    service::threads::mark_helped(&test.ctx, &host, question, helped, true).await.expect("marked");
    for reaction in [Reaction::Useful, Reaction::Thanks, Reaction::Courage] {
        service::threads::react(&test.ctx, &host, question, Some(other), reaction, true).await.expect("given");
    }
    let page = site.get(None, &format!("/t/{question}")).await;
    assert_eq!(page.text.matches("application/ld+json").count(), 1, "said once");
    let said = data(&page);
    let asked = &said["mainEntity"];
    assert_eq!((&said["@type"], &asked["@type"]), (&"QAPage".into(), &"Question".into()));
    let bound = domain::text::bind(&title.replace("\u{2028}", " "));
    assert_eq!(asked["name"].as_str(), Some(bound.as_str()));
    assert_eq!(asked["answerCount"], 2);
    assert_eq!(asked["author"]["name"], "Hélène");
    assert_eq!(asked["acceptedAnswer"].as_array().map(Vec::len), Some(1));
    assert!(asked["acceptedAnswer"][0]["text"].as_str().expect("a text").contains("</script><!-- <script>"));
    assert_eq!(asked["suggestedAnswer"][0]["upvoteCount"], 2, "useful and thanks");
    assert_eq!(asked["suggestedAnswer"][0]["text"], "Moi, le thermos.");
    let block = &page.text[page.text.find("application/ld+json").expect("data")..];
    let block = &block[..block.find("</script>").expect("its end")];
    let json = &block[block.find('>').expect("an element") + 1..];
    assert!(!json.contains(['<', '>', '\u{2028}']), "{json}");

    let discussion = test.thread(&host, "reins", Kind::Discussion, Circle::Public, "Le soir").await;
    test.reply(&yves, discussion, "Chez moi aussi.").await;
    let said = data(&site.get(None, &format!("/t/{discussion}")).await);
    assert_eq!((&said["@type"], &said["headline"]), (&"DiscussionForumPosting".into(), &"Le soir".into()));
    assert_eq!(said["comment"][0]["text"], "Chez moi aussi.");
    for n in 0..11 {
        test.reply(&yves, discussion, &format!("Et le soir numéro {n}.")).await;
        test.reply(&yves, question, &format!("Réponse numéro {n}.")).await;
    }
    let said = data(&site.get(None, &format!("/t/{discussion}")).await);
    assert_eq!(
        (said["comment"].as_array().map(Vec::len), &said["commentCount"]),
        (Some(10), &12.into()),
        "not the page twice"
    );
    let asked = &data(&site.get(None, &format!("/t/{question}")).await)["mainEntity"];
    assert_eq!(asked["suggestedAnswer"].as_array().map(Vec::len), Some(9), "beside the one that helped");
    assert_eq!(asked["suggestedAnswer"][0]["text"], "Moi, le thermos.", "what most found good first");
    let session = site.session(&yves).await;
    let closed: ThreadId = test.thread(&host, "reins", Kind::Discussion, Circle::Members, "Entre nous").await;
    let page = site.get(session.as_deref(), &format!("/t/{closed}")).await;
    assert!(page.status == 200 && !page.text.contains("ld+json"));
});
