//! A way to reach somebody, posted by a page without a program: asked about once, nothing lost, posted when they say so.

use crate::support::Site;
use domain::communities::Visibility;
use domain::threads::{Circle, Kind};
use store::Db;

const WARNING: &str = "Votre texte contient de quoi vous joindre";
const BODY: &str = "Appelez-moi au 06 12 34 56 78, je vous raconterai tout.";

store::both_engines!(how_to_reach_somebody_is_asked_about_once, |db: Db| async move {
    let site = Site::over(db);
    let anne = site.test.patient("Anne").await;
    site.test.community("reins", Visibility::Open, &anne).await;
    let session = site.session(&anne).await;
    let id: domain::ThreadId = site.test.ctx.new_id();
    let id = id.to_string();
    let ask = |body: &'static str, more: &'static [(&'static str, &'static str)]| {
        let mut fields = vec![
            ("_form", "threads.ask"),
            ("id", id.as_str()),
            ("kind", "discussion"),
            ("community", "reins"),
            ("title", "Parlons-en"),
            ("body", body),
            ("tags", "dialyse"),
            ("circle", "members"),
        ];
        fields.extend_from_slice(more);
        fields
    };
    let page = site.post(session.as_deref(), "/ask", &ask(BODY, &[])).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains(WARNING) && page.text.contains("name=\"reach_ok\""), "{}", page.text);
    for kept in ["06 12 34 56 78, je vous raconterai tout", "value=\"Parlons-en\"", "value=\"dialyse\""] {
        assert!(page.text.contains(kept), "{kept}");
    }
    assert_eq!(site.get(session.as_deref(), &format!("/t/{id}")).await.status, 404, "nothing was posted");
    // Something else is wrong, too: the box stays ticked while that is mended.
    let mut wrong = ask(BODY, &[("reach_ok", "1")]);
    wrong.retain(|(name, _)| *name != "circle");
    let page = site.post(session.as_deref(), "/ask", &wrong).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains(WARNING) && page.text.contains("id=\"threads-ask-circle-error\""), "{}", page.text);
    assert_eq!(site.post(session.as_deref(), "/ask", &ask(BODY, &[("reach_ok", "1")])).await.status, 303);
    assert!(site.get(session.as_deref(), &format!("/t/{id}")).await.text.contains("06 12 34 56 78"));

    // What tells nothing of the kind is posted at once, and so is what a hydrated page sends: it warned before.
    let other: domain::ThreadId = site.test.ctx.new_id();
    let other = other.to_string();
    let mut plain = ask("Je vous raconterai tout.", &[]);
    plain[1] = ("id", other.as_str());
    assert_eq!(site.post(session.as_deref(), "/ask", &plain).await.status, 303);
    let third: domain::ThreadId = site.test.ctx.new_id();
    let third = third.to_string();
    let mut hydrated = ask(BODY, &[]);
    hydrated[1] = ("id", third.as_str());
    assert_eq!(site.submit(session.as_deref(), "threads.ask", &hydrated[1..]).await.status, 200);
});

store::both_engines!(replies_and_changes_are_asked_about_too_and_strangers_about_nothing, |db: Db| async move {
    let site = Site::over(db);
    let anne = site.test.patient("Anne").await;
    site.test.community("reins", Visibility::Open, &anne).await;
    let session = site.session(&anne).await;
    let thread = site.test.thread(&anne, "reins", Kind::Discussion, Circle::Members, "Parlons-en").await.to_string();
    let reply: domain::ReplyId = site.test.ctx.new_id();
    let reply = reply.to_string();
    let here = format!("/t/{thread}");
    let mut fields = vec![
        ("_form", "threads.reply"),
        ("_key", thread.as_str()),
        ("id", reply.as_str()),
        ("thread", thread.as_str()),
        ("body", BODY),
    ];
    let page = site.post(session.as_deref(), &here, &fields).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains(WARNING) && page.text.contains("je vous raconterai tout"), "{}", page.text);
    fields.push(("reach_ok", "1"));
    assert_eq!(site.post(session.as_deref(), &here, &fields).await.status, 303);

    let edit = format!("/t/{thread}/edit");
    let mut fields = vec![
        ("_form", "threads.edit"),
        ("thread", thread.as_str()),
        ("title", "Parlons-en"),
        ("body", "anne.dupont@example.org"),
        ("tags", ""),
    ];
    let page = site.post(session.as_deref(), &edit, &fields).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains(WARNING) && page.text.contains("anne.dupont@example.org"), "{}", page.text);
    // Who is not signed in is told that, as before.
    assert_eq!(site.post(None, "/ask", &fields).await.status, 401);
    fields.push(("reach_ok", "1"));
    assert_eq!(site.post(session.as_deref(), &edit, &fields).await.status, 303);
});
