//! The pictures of a text, as they are read.

use super::words::Words;
use domain::pictures::{PictureView, Size};
use maud::{Markup, html};

/// How wide a picture is shown: one fills the column of a text, several share it.
const ALONE: &str = "(min-width: 48rem) 40rem, 92vw";
const SHARED: &str = "(min-width: 48rem) 20rem, 46vw";

/// The pictures; each leads to its large file.
pub fn pictures(w: Words, pictures: &[PictureView]) -> Markup {
    html! {
        @if !pictures.is_empty() {
            ul.pictures.pictures--alone[pictures.len() == 1] aria-label=(w.all()) {
                @for (place, one) in pictures.iter().enumerate() {
                    li {
                        a.pictures__one href=(one.address(Size::Large)) rel="external" target="_blank" {
                            (picture(one, &named(w, one, place, pictures.len()), if pictures.len() == 1 { ALONE } else { SHARED }))
                        }
                    }
                }
            }
        }
    }
}

/// What stands for a picture where it is not seen.
fn named(w: Words, one: &PictureView, place: usize, of: usize) -> String {
    match (one.alt.is_empty(), of) {
        (false, _) => one.alt.clone(),
        (true, 1) => w.untold().to_owned(),
        (true, _) => w.untold_in(place + 1, of),
    }
}

/// A picture of which the browser takes the size it needs. Width and height hold its place before it is there.
fn picture(one: &PictureView, alt: &str, sizes: &str) -> Markup {
    let whole = (one.width, one.height);
    let mut offered: Vec<(u32, String)> =
        Size::WEBP.map(|size| (size.fit(whole).0, one.address(size))).into_iter().collect();
    // What is small anyway is the same in each size.
    offered.dedup_by_key(|(width, _)| *width);
    let set = offered.into_iter().map(|(width, address)| format!("{address} {width}w")).collect::<Vec<_>>().join(", ");
    let (width, height) = Size::Jpeg.fit(whole);
    html! {
        picture {
            source type="image/webp" srcset=(set) sizes=(sizes);
            img src=(one.address(Size::Jpeg)) alt=(alt) width=(width) height=(height) loading="lazy" decoding="async";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Locale;

    #[test]
    fn each_size_is_offered_once_and_nothing_typed_is_markup() {
        let one = PictureView {
            id: "0000000000000000000001".parse().unwrap(),
            alt: "\"><script>".into(),
            width: 600,
            height: 400,
        };
        let drawn =
            pictures(Words(Locale::Fr), &[one.clone(), PictureView { alt: String::new(), ..one }]).into_string();
        assert!(drawn.contains("s.webp 480w, /pictures/0000000000000000000001/m.webp 600w\""), "{drawn}");
        assert!(!drawn.contains("l.webp 6"), "{drawn}");
        assert!(!drawn.contains("<script>"), "{drawn}");
        assert!(drawn.contains("Image 2 sur 2, sans description"), "{drawn}");
    }
}
