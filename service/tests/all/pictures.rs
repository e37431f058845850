//! Pictures: only what is to be seen of them is kept, only readers of their text see them, and they go with it.

use domain::communities::Visibility;
use domain::pictures::{ALL_FIELD, FIELD, FILE_MAX, PictureView, Size, alt_field};
use domain::policy::Place;
use domain::threads::{Circle, Kind};
use domain::{FieldError, Fields, PictureId, Problem, ReplyId, ThreadId};
use image::{DynamicImage, ImageEncoder as _, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use service::testing::{TestContext, context};
use service::{Actor, Fault, pictures, threads};
use std::io::Cursor;
use store::{Db, both_engines};

/// A photograph held upright: EXIF says how, and where it was made.
fn photograph() -> Vec<u8> {
    let mut pixels = RgbImage::from_pixel(300, 200, Rgb([200, 40, 40]));
    for (_, _, pixel) in pixels.enumerate_pixels_mut().filter(|(x, _, _)| *x < 100) {
        *pixel = Rgb([20, 20, 220]);
    }
    let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
    exif.extend_from_slice(b"GPS 48.8566 N 2.3522 E, Appareil de Simone");
    let mut file = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new(&mut file);
    encoder.set_exif_metadata(exif).expect("metadata");
    encoder.encode_image(&pixels).expect("a photograph");
    file
}

fn holds(file: &[u8], text: &str) -> bool {
    file.windows(text.len()).any(|part| part == text.as_bytes())
}

#[test]
fn only_what_is_to_be_seen_crosses_over() {
    let file = photograph();
    assert!(holds(&file, "GPS 48.8566"), "the test's own photograph");
    let made = pictures::make(&file).expect("a picture");
    assert_eq!((made.width, made.height), (200, 300), "turned as it was held");
    for (size, file) in &made.files {
        for word in ["GPS", "Simone", "Exif", "EXIF", "ICCP", "XMP"] {
            assert!(!holds(file, word), "{word} in {}", size.file());
        }
        let seen = image::load_from_memory(file).expect("a picture").into_rgb8();
        assert_eq!(seen.dimensions(), (200, 300));
        // What was at the left of the sensor is above once the picture stands upright.
        assert!(seen.get_pixel(100, 40)[2] > 180 && seen.get_pixel(100, 260)[0] > 150, "{}", size.file());
    }
}

#[test]
fn files_are_judged_by_what_they_hold() {
    let mut png = Cursor::new(Vec::new());
    let half = RgbaImage::from_pixel(40, 30, Rgba([0, 0, 0, 0]));
    DynamicImage::ImageRgba8(half).write_to(&mut png, ImageFormat::Png).expect("a picture");
    let made = pictures::make(png.get_ref()).expect("a picture");
    let jpeg = &made.files.iter().find(|(size, _)| *size == Size::Jpeg).expect("a file").1;
    assert!(image::load_from_memory(jpeg).expect("a picture").into_rgb8().pixels().all(|one| one[0] > 250), "on white");
    for (what, file) in [
        ("a page", b"<html><script>alert(1)</script>".to_vec()),
        ("a drawing that may run", b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec()),
        ("a document", b"%PDF-1.7 ...".to_vec()),
        ("nothing", vec![]),
        ("a picture cut off", photograph()[..200].to_vec()),
        ("another kind", b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\x18\0".to_vec()),
    ] {
        assert_eq!(pictures::make(&file).err(), Some(FieldError::NotAPicture), "{what}");
    }
    assert_eq!(pictures::make(&vec![0; FILE_MAX + 1]).err(), Some(FieldError::PictureTooHeavy { megabytes: 20 }));
}

/// A file of a few hundred bytes that claims to be enormous.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut file = Vec::new();
    image::codecs::png::PngEncoder::new(&mut file)
        .write_image(&[0; 3], 1, 1, image::ExtendedColorType::Rgb8)
        .expect("a picture");
    file[16..20].copy_from_slice(&width.to_be_bytes());
    file[20..24].copy_from_slice(&height.to_be_bytes());
    let mut sum = 0xffff_ffff_u32;
    for byte in &file[12..29] {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
        }
    }
    file[29..33].copy_from_slice(&(!sum).to_be_bytes());
    file
}

#[test]
fn what_would_take_too_much_to_open_is_never_opened() {
    for (width, height) in [(60_000, 60_000), (15_000, 15_000), (1, 2_000_000_000), (19_999, 19_999)] {
        assert_eq!(
            pictures::make(&bomb(width, height)).err(),
            Some(FieldError::PictureTooLarge { megapixels: 64 }),
            "{width} x {height}"
        );
    }
    // A real one: one colour packs very well.
    let mut file = Cursor::new(Vec::new());
    DynamicImage::ImageLuma8(image::GrayImage::new(12_000, 6_000)).write_to(&mut file, ImageFormat::Png).expect("one");
    assert!(file.get_ref().len() < 1_000_000, "{} bytes", file.get_ref().len());
    assert_eq!(pictures::make(file.get_ref()).err(), Some(FieldError::PictureTooLarge { megapixels: 64 }));
}

async fn members(test: &TestContext) -> (Actor, Actor, Actor, domain::CommunityId) {
    let anne = test.with_address("Anne", "anne@exemple.fr").await;
    let yves = test.with_address("Yves", "yves@exemple.fr").await;
    let other = test.with_address("Simone", "simone@exemple.fr").await;
    let community = test.community("reins", Visibility::Members, &anne).await;
    test.place(&yves, community, Place::Member).await;
    (anne, yves, other, community)
}

async fn bring(test: &TestContext, who: &Actor) -> PictureView {
    pictures::bring(&test.ctx, who, photograph()).await.expect("a picture")
}

async fn sees(test: &TestContext, who: &Actor, id: PictureId) -> bool {
    match pictures::see(&test.ctx, who, id, Size::Small).await {
        Ok(seen) => {
            assert_eq!(image::guess_format(&seen.file).expect("a kind"), ImageFormat::WebP);
            true
        }
        Err(Fault::Problem(Problem::NotFound)) => false,
        Err(fault) => panic!("{fault}"),
    }
}

fn naming(pictures: &[PictureId], more: &[(&str, String)]) -> Fields {
    let mut fields: Fields = more.iter().map(|(name, value)| (*name, value.clone())).collect();
    fields.set(ALL_FIELD, "1");
    for id in pictures {
        fields.0.push((FIELD.to_owned(), id.to_string()));
        fields.0.push((alt_field(*id), format!("Ma main, {id}")));
    }
    fields
}

async fn reply(test: &TestContext, who: &Actor, thread: ThreadId, pictures: &[PictureId]) -> service::Outcome<ReplyId> {
    let id: ReplyId = test.ctx.new_id();
    let more = [("id", id.to_string()), ("thread", thread.to_string()), ("body", "Voici.".to_owned())];
    threads::reply(&test.ctx, who, &naming(pictures, &more)).await.map(|(_, reply)| reply)
}

async fn files(test: &TestContext) -> usize {
    use futures::TryStreamExt as _;
    test.ctx.pictures.list(None).try_fold(0, async |count, _| Ok(count + 1)).await.expect("a list")
}

both_engines!(a_picture_is_seen_by_who_reads_its_text_and_goes_with_it, |db: Db| async move {
    let test = context(db);
    let (anne, yves, other, community) = members(&test).await;
    let picture = bring(&test, &anne).await;
    assert_eq!(files(&test).await, 4);
    assert!(sees(&test, &anne, picture.id).await, "one's own while it waits");
    assert!(
        !sees(&test, &yves, picture.id).await && !sees(&test, &Actor::visitor(domain::Locale::Fr), picture.id).await
    );

    let thread = test.thread(&anne, "reins", Kind::Discussion, Circle::Members, "Ma main").await;
    let posted = reply(&test, &anne, thread, &[picture.id]).await.expect("a reply");
    assert!(sees(&test, &yves, picture.id).await, "who reads the thread");
    assert!(!sees(&test, &other, picture.id).await, "who does not belong to it");
    let page = threads::read(&test.ctx, &yves, thread, None, None).await.expect("a page");
    assert_eq!(page.replies[0].pictures.len(), 1);
    assert_eq!(page.replies[0].pictures[0].alt, format!("Ma main, {}", picture.id));
    assert_eq!((page.replies[0].pictures[0].width, page.replies[0].pictures[0].height), (200, 300));

    // Whoever leaves sees it no more.
    let me = yves.me.as_ref().expect("a member").id;
    let mut tx = test.ctx.store.begin().await.expect("a transaction");
    assert!(store::communities::leave(&mut tx.conn(), community, me).await.expect("left"));
    tx.commit().await.expect("committed");
    assert!(!sees(&test, &yves, picture.id).await);

    threads::delete_reply(&test.ctx, &anne, posted).await.expect("deleted");
    assert!(!sees(&test, &other, picture.id).await);
    assert_eq!(pictures::sweep(&test.ctx).await.expect("swept"), 1);
    assert_eq!(files(&test).await, 0);
    assert!(!sees(&test, &anne, picture.id).await);
});

both_engines!(nobody_posts_what_is_not_theirs_or_stands_elsewhere, |db: Db| async move {
    let test = context(db);
    let (anne, yves, ..) = members(&test).await;
    let thread = test.thread(&anne, "reins", Kind::Discussion, Circle::Members, "Ma main").await;
    let picture = bring(&test, &anne).await;
    let gone = |outcome: service::Outcome<ReplyId>| match outcome {
        Err(Fault::Form(refused)) => refused.at(FIELD) == Some(FieldError::PictureGone),
        _ => false,
    };
    assert!(gone(reply(&test, &yves, thread, &[picture.id]).await), "somebody else's");
    assert!(gone(reply(&test, &yves, thread, &[test.ctx.new_id()]).await), "one there never was");
    let page = threads::read(&test.ctx, &yves, thread, None, None).await.expect("a page");
    assert!(page.replies.is_empty(), "nothing is posted without what was to go with it");
    reply(&test, &anne, thread, &[picture.id]).await.expect("a reply");
    assert!(gone(reply(&test, &anne, thread, &[picture.id]).await), "one that stands with another text");
    let five: Vec<PictureId> = (0..5).map(|_| test.ctx.new_id()).collect();
    let refused = reply(&test, &anne, thread, &five).await;
    assert!(matches!(refused, Err(Fault::Form(refused)) if refused.at(FIELD) == Some(FieldError::TooMany { max: 4 })));
});

both_engines!(editing_keeps_what_is_named_and_lets_the_rest_go, |db: Db| async move {
    let test = context(db);
    let (anne, ..) = members(&test).await;
    let (one, two, three) = (bring(&test, &anne).await.id, bring(&test, &anne).await.id, bring(&test, &anne).await.id);
    let thread = test.thread(&anne, "reins", Kind::Discussion, Circle::Members, "Ma main").await;
    let text = [("title", "Ma main".to_owned()), ("body", "Voici ma main.".to_owned())];
    let edit = async |named: &[PictureId]| {
        threads::edit_thread(&test.ctx, &anne, thread, &naming(named, &text)).await.expect("an edit");
        let page = threads::read(&test.ctx, &anne, thread, None, None).await.expect("a page");
        page.pictures.iter().map(|picture| picture.id).collect::<Vec<_>>()
    };
    assert_eq!(edit(&[one, two]).await, [one, two]);
    assert_eq!(edit(&[two, three, one]).await, [two, three, one], "in the order they are named");
    assert_eq!(edit(&[one]).await, [one]);
    let page = threads::edit_page(&test.ctx, &anne, thread).await.expect("a form");
    assert_eq!(page.pictures.len(), 1);
    // A form that knows nothing of pictures leaves them.
    let plain: Fields = text.iter().cloned().collect();
    threads::edit_thread(&test.ctx, &anne, thread, &plain).await.expect("an edit");
    assert!(sees(&test, &anne, one).await);
    assert_eq!(pictures::sweep(&test.ctx).await.expect("swept"), 2);
    assert_eq!(files(&test).await, 4);
    threads::delete_thread(&test.ctx, &anne, thread).await.expect("deleted");
    assert_eq!(pictures::sweep(&test.ctx).await.expect("swept"), 1);
    assert_eq!(files(&test).await, 0);
});

both_engines!(what_no_text_takes_is_gone_after_a_while, |db: Db| async move {
    let test = context(db);
    let (anne, ..) = members(&test).await;
    let picture = bring(&test, &anne).await;
    test.clock.advance(13 * 86_400);
    assert_eq!(pictures::sweep(&test.ctx).await.expect("swept"), 0);
    test.clock.advance(2 * 86_400);
    let thread = test.thread(&anne, "reins", Kind::Discussion, Circle::Members, "Ma main").await;
    assert!(reply(&test, &anne, thread, &[picture.id]).await.is_err(), "what may be gone any moment is not promised");
    assert_eq!(pictures::sweep(&test.ctx).await.expect("swept"), 1);
    assert_eq!(files(&test).await, 0);
});

both_engines!(what_lies_outside_the_database_says_nothing, |db: Db| async move {
    use object_store::ObjectStoreExt as _;
    let test = context(db);
    let (anne, ..) = members(&test).await;
    let picture = bring(&test, &anne).await;
    for size in Size::ALL {
        let path = pictures::path(picture.id, size);
        let sealed = test.ctx.pictures.get(&path).await.expect("a file").bytes().await.expect("bytes");
        assert!(image::guess_format(&sealed).is_err(), "{path} is sealed");
    }
    // One file put in the place of another does not open.
    let large = test.ctx.pictures.get(&pictures::path(picture.id, Size::Large)).await.unwrap().bytes().await.unwrap();
    test.ctx.pictures.put(&pictures::path(picture.id, Size::Small), large.into()).await.unwrap();
    assert!(matches!(pictures::see(&test.ctx, &anne, picture.id, Size::Small).await, Err(Fault::Internal(_))));
    let unconfirmed = {
        let mut one = anne.clone();
        one.me.as_mut().expect("a member").confirmed = false;
        one
    };
    assert!(pictures::bring(&test.ctx, &unconfirmed, photograph()).await.is_err());
    assert!(pictures::bring(&test.ctx, &Actor::visitor(domain::Locale::Fr), photograph()).await.is_err());
});
