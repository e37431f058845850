//! Pictures around the server: the copy beside the backups, and what a form with files may cost.

use crate::support::Site;
use domain::pictures::Size;
use object_store::ObjectStoreExt as _;
use object_store::memory::InMemory;
use service::{Actor, pictures};
use store::Db;
use vecu_server::backups::pictures::{Copied, back, out};

const PIXEL: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0\x3b";

async fn bring(site: &Site, who: &Actor) -> domain::PictureId {
    pictures::bring(&site.test.ctx, who, PIXEL.to_vec()).await.expect("a picture").id
}

store::both_engines!(the_copy_forgets_what_the_database_forgot_and_nothing_else, |db: Db| async move {
    let site = Site::over(db.clone());
    let anne = site.test.with_address("Anne", "anne@exemple.fr").await;
    let (place, copy) = (site.test.ctx.pictures.clone(), InMemory::new());
    let one = bring(&site, &anne).await;
    assert_eq!(out(&db, place.as_ref(), &copy).await.unwrap(), Copied { new: 4, there: 0, gone: 0 });
    copy.put(&"holidays/beach.jpg".into(), "ours".into()).await.unwrap();

    // Not mounted: nothing there, or only what came since.
    for size in Size::ALL {
        place.delete(&pictures::path(one, size)).await.unwrap();
    }
    assert!(out(&db, place.as_ref(), &copy).await.is_err());
    bring(&site, &anne).await;
    assert_eq!(out(&db, place.as_ref(), &copy).await.unwrap(), Copied { new: 4, there: 0, gone: 0 });
    assert!(copy.head(&pictures::path(one, Size::Large)).await.is_ok(), "the last copy there is");
    assert_eq!(back(&copy, place.as_ref()).await.unwrap().new, 5, "back again, with what lay beside");
    assert!(pictures::see(&site.test.ctx, &anne, one, Size::Large).await.is_ok());

    // No text took them: after a while they are gone, and then their copies.
    site.test.clock.advance(15 * 86_400);
    assert_eq!(pictures::sweep(&site.test.ctx).await.unwrap(), 2);
    assert_eq!(out(&db, place.as_ref(), &copy).await.unwrap(), Copied { new: 0, there: 0, gone: 8 });
    assert!(copy.head(&"holidays/beach.jpg".into()).await.is_ok(), "what is not ours stays");
});

/// A form as a browser sends it, of parts that are a name, perhaps a file's name, and what is in them.
fn form(parts: &[(&str, Option<&str>, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, file, content) in parts {
        let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
        body.extend(format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").bytes());
        body.extend_from_slice(content);
        body.extend(b"\r\n");
    }
    body.extend(b"--x--\r\n");
    body
}

store::both_engines!(files_come_with_a_form_and_cost_no_more_than_they_may, |db: Db| async move {
    let site = Site::over(db);
    let anne = site.test.with_address("Anne", "anne@exemple.fr").await;
    site.test.community("reins", domain::communities::Visibility::Members, &anne).await;
    let session = site.session(&anne).await;
    let id = site.test.ctx.new_id::<domain::ThreadId>().to_string();
    let text = |body: &'static [u8]| -> Vec<(&str, Option<&str>, &[u8])> {
        vec![
            ("_form", None, b"threads.ask"),
            ("id", None, id.as_bytes()),
            ("community", None, b"reins"),
            ("kind", None, b"discussion"),
            ("circle", None, b"members"),
            ("title", None, b"Ma main ce matin"),
            ("body", None, body),
        ]
    };
    let with = |body: &'static [u8], files: &[&'static [u8]]| {
        let mut parts = text(body);
        parts.extend(files.iter().map(|file| ("picture_file", Some("a.gif"), *file)));
        form(&parts)
    };
    // What is refused keeps every word and every picture that was fine.
    let answer = site.post_form(session.as_deref(), "/ask", &with(b"Voici ma main.", &[PIXEL, b"<html>"])).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("Voici ma main.") && answer.text.contains("/s.webp"), "{}", answer.text);
    // A fifth file is told, not left out in silence.
    let answer = site.post_form(session.as_deref(), "/ask", &with(b"Voici ma main.", &[PIXEL; 5])).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("4 au plus"), "{}", answer.text);
    // Nobody without an account is given more room than a text needs.
    let large = vec![b'a'; 2_000_000];
    let heavy = form(&[("_form", None, b"threads.ask"), ("body", None, &large)]);
    assert_eq!(site.post_form(None, "/ask", &heavy).await.status, 400);
    assert_eq!(
        site.post_form(session.as_deref(), "/ask", &heavy).await.status,
        400,
        "nor is a text larger in a form with files"
    );
    assert_eq!(site.post_form(None, "/api/forms/submit", &heavy).await.status, 400, "read no further than a text goes");
    let answer = site.post_form(session.as_deref(), "/ask", &with(b"Voici ma main.", &[PIXEL, PIXEL, b""])).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let page =
        service::threads::read(&site.test.ctx, &anne, id.parse().expect("an id"), None, None).await.expect("a page");
    assert_eq!(page.pictures.len(), 2);
});
