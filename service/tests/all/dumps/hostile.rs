//! Lines that mean harm, or nonsense: refused with their reason, and nothing of them stays.

use super::*;

both_engines!(hostile_lines, |db: Db| async move {
    let t = context(db.clone());
    let long = format!(r#"{{"kind":"member","id":"x","name":"{}","role":"patient"}}"#, "a".repeat(3_000_000));
    let deep = format!("{{\"kind\":\"member\",\"id\":{}1{}}}", "[".repeat(5_000), "]".repeat(5_000));
    let thread = |field: &str| THREAD.replace("\"id\":\"t\"", &format!("\"id\":\"x\",{field}"));
    let reply = |from: &str, to: &str| REPLY.replace("\"id\":\"r\"", "\"id\":\"x\"").replace(from, to);
    let nested = reply("\"thread\":\"t\"", "\"thread\":\"t\",\"parent\":\"r\"").replace("\"x\"", "\"nested\"");
    let lines = [
        MEMBER.to_owned(),
        COMMUNITY.to_owned(),
        THREAD.to_owned(),
        REPLY.to_owned(),
        nested.clone(),
        long,
        deep,
        "not json".into(),
        "{\"kind\":\"member\",\"id\":\"x\"".into(),
        HEADER.into(),
        r#"{"kind":"virus","id":"x"}"#.into(),
        r#"{"kind":"member","id":7,"name":"Jo Jo","role":"patient"}"#.into(),
        r#"{"kind":"member","id":"x","name":"<b>Jo</b>","role":"patient"}"#.into(),
        r#"{"kind":"member","id":"x","name":"Jo Jo","role":"king"}"#.into(),
        r#"{"kind":"member","id":"","name":"Jo Jo","role":"patient"}"#.into(),
        format!(r#"{{"kind":"member","id":"{}","name":"Jo Jo","role":"patient"}}"#, "i".repeat(201)),
        r#"{"kind":"member","id":"x\u0000","name":"Jo Jo","role":"patient"}"#.into(),
        r#"{"kind":"member","id":"x","name":"Jo Jo","role":"patient","profession":"doctor"}"#.into(),
        COMMUNITY.replace("\"id\":\"c\"", "\"id\":\"x\"").replace("\"host\":\"m\"", "\"host\":\"nobody\""),
        COMMUNITY.replace("\"id\":\"c\"", "\"id\":\"x\"").replace("\"slug\":\"reins\"", "\"slug\":\"../admin\""),
        COMMUNITY
            .replace("\"id\":\"c\"", "\"id\":\"x\"")
            .replace("\"charter\":", "\"conditions\":[\"ZZZ\"],\"charter\":"),
        COMMUNITY.replace("\"id\":\"c\"", "\"id\":\"x\"").replace(
            "\"funding\":\"Rien\"",
            "\"funding\":\"Rien\",\"funding_sources\":[{\"name\":\"A\",\"share\":50,\"industry\":true}]",
        ),
        thread("\"x\":1").replace("\"author\":\"m\"", "\"author\":\"nobody\""),
        thread("\"x\":1").replace("\"community\":\"c\"", "\"community\":\"nowhere\""),
        thread("\"x\":1").replace("2026-01-02T00:00:00Z", "yesterday"),
        thread("\"x\":1").replace("2026-01-02T00:00:00Z", "2126-01-02T00:00:00Z"),
        thread("\"x\":1").replace("2026-01-02T00:00:00Z", "1970-01-02T00:00:00Z"),
        thread("\"x\":1").replace("Qui ?", "<script>alert(1)</script>"),
        thread("\"x\":1").replace("Qui ?", "a <img src=x onerror=alert(1)> b"),
        thread("\"circle\":\"everyone\""),
        thread("\"x\":1").replace("Bonjour", ""),
        reply("\"thread\":\"t\"", "\"thread\":\"nowhere\""),
        reply("2026-01-03T00:00:00Z", "2026-01-01T00:00:00Z"),
        reply("\"thread\":\"t\"", "\"thread\":\"t\",\"parent\":\"nested\""),
        reply("\"voice\":\"lived\"", "\"voice\":\"lived\",\"source_url\":\"javascript:alert(1)\""),
        r#"{"kind":"reaction","subject":"t","member":"nobody","reaction":"thanks"}"#.into(),
        r#"{"kind":"reaction","subject":"t","member":"m","reaction":"hate"}"#.into(),
        r#"{"kind":"member","id":"y","name":"Étrangère","role":"carer"}"#.into(),
        r#"{"kind":"reaction","subject":"t","member":"y","reaction":"thanks"}"#.into(),
        r#"{"kind":"reaction","subject":"r","member":"m","reaction":"thanks"}"#.into(),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let (report, refused) = load_lines(&t, &lines).await;
    let names: Vec<(u64, &str)> = refused.iter().map(|refusal| (refusal.line, refusal.reason.name())).collect();
    let expected = [
        (7, "line too long"),
        (8, "nested too deep"),
        (9, "malformed"),
        (10, "malformed"),
        (11, "header"),
        (12, "unknown kind"),
        (13, "malformed"),
        (14, "field refused"),
        (15, "malformed"),
        (16, "bad id"),
        (17, "bad id"),
        (18, "bad id"),
        (19, "inconsistent"),
        (20, "unknown reference"),
        (21, "field refused"),
        (22, "inconsistent"),
        (23, "field refused"),
        (24, "unknown reference"),
        (25, "unknown reference"),
        (26, "date refused"),
        (27, "date refused"),
        (28, "date refused"),
        (29, "HTML in a text"),
        (30, "HTML in a text"),
        (31, "malformed"),
        (32, "field refused"),
        (33, "unknown reference"),
        (34, "before what it answers"),
        (35, "parent not possible"),
        (36, "field refused"),
        (37, "unknown reference"),
        (38, "malformed"),
        (40, "not a member"),
    ];
    assert_eq!(names, expected);
    assert!(refused.iter().all(|refusal| !refusal.reason.to_string().contains(char::is_control)));
    assert_eq!((report.count("member").new, report.count("reply").new, report.count("reaction").new), (2, 2, 1));
    assert_eq!(report.refusals(), expected.len() as u64);
    counts_are_right(&db).await;

    // What is not a dump is refused as a whole, and a strict import stops where it first fails.
    for bad in ["", "{}", "garbage", r#"{"kind":"dump","version":2,"source":"x"}"#, MEMBER] {
        let report = load(&t, bad.as_bytes(), &Options::default()).await;
        assert!(report.stopped.is_some() && report.new_records() == 0, "{bad}");
    }
    let dump = [
        HEADER,
        r#"{"kind":"member","id":"z","name":"Zoé","role":"carer"}"#,
        "oops",
        r#"{"kind":"member","id":"w","name":"Will","role":"carer"}"#,
    ]
    .join("\n");
    let twice = format!("{HEADER}\n{MEMBER}\n{MEMBER}\n{}", MEMBER.replace("Maryvonne", "Quelqu’un"));
    let report = load(&t, twice.as_bytes(), &Options::default()).await;
    assert_eq!((report.count("member").already, report.refused.get("id used twice")), (2, Some(&1)));
    let strict = load(&t, dump.as_bytes(), &Options { strict: true, ..Options::default() }).await;
    assert_eq!((strict.count("member").new, strict.stopped.unwrap().line), (1, 3));
});

both_engines!(a_hundred_megabyte_line, |db: Db| async move {
    let t = context(db);
    let line = std::io::Read::take(std::io::repeat(b'x'), 100_000_000);
    let input = std::io::Read::chain(
        std::io::Read::chain(std::io::Cursor::new(format!("{HEADER}\n")), line),
        std::io::Cursor::new(format!("\n{MEMBER}\n")),
    );
    let mut refused = Vec::new();
    let report = import(&t.ctx, std::io::BufReader::new(input), &Options::default(), &mut |p| {
        refused.extend_from_slice(p.refused);
    })
    .await
    .unwrap();
    assert_eq!(refused, [Refusal { line: 2, reason: Reason::TooLong }]);
    assert_eq!(report.count("member").new, 1);
});
