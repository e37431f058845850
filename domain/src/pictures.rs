//! Pictures that stand with a text: which sizes there are, and which of them a form attaches.

use crate::fields::{Errors, FieldError, Fields};
use crate::ids::PictureId;
use crate::text;
use serde::{Deserialize, Serialize};

/// The most pictures of one text.
pub const MOST: usize = 4;
/// The largest file taken, in bytes: what a phone's camera makes fits.
pub const FILE_MAX: usize = 20 * 1024 * 1024;
/// The largest picture taken, in pixels: what it takes to open one is bounded by it, whatever its file claims.
pub const PIXELS_MAX: u64 = 64_000_000;
/// The longest description, in characters.
pub const ALT_MAX: u32 = 1_000;
/// The field that names the pictures of a text, once for each.
pub const FIELD: &str = "picture";
/// Says that a form names all pictures of its text: one that does not say so leaves them as they are.
pub const ALL_FIELD: &str = "pictures";
/// The field that a page without JavaScript sends files in.
pub const FILE_FIELD: &str = "picture_file";
/// The button that only adds files, without posting.
pub const ADD_FIELD: &str = "picture_add";

/// A file that is kept of a picture. Names say what the longest side is at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Size {
    /// For lists of pictures and phones.
    Small,
    /// For most screens.
    Medium,
    /// To look at closely.
    Large,
    /// The medium one for whatever does not know WebP.
    Jpeg,
}

impl Size {
    /// Every file of a picture.
    pub const ALL: [Self; 4] = [Self::Small, Self::Medium, Self::Large, Self::Jpeg];
    /// Those that a browser chooses from.
    pub const WEBP: [Self; 3] = [Self::Small, Self::Medium, Self::Large];

    /// The longest side, in pixels.
    pub const fn side(self) -> u32 {
        match self {
            Self::Small => 480,
            Self::Medium | Self::Jpeg => 1_080,
            Self::Large => 2_048,
        }
    }

    /// The last part of its address.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Small => "s.webp",
            Self::Medium => "m.webp",
            Self::Large => "l.webp",
            Self::Jpeg => "m.jpg",
        }
    }

    /// The file of this name.
    pub fn from_file(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.file() == name)
    }

    /// What it is sent as.
    pub const fn content_type(self) -> &'static str {
        if matches!(self, Self::Jpeg) { "image/jpeg" } else { "image/webp" }
    }

    /// Width and height in this size of a picture that is so large, in pixels: smaller, never larger.
    pub fn fit(self, (width, height): (u32, u32)) -> (u32, u32) {
        let (side, longest) = (u64::from(self.side()), u64::from(width.max(height).max(1)));
        if longest <= side {
            return (width, height);
        }
        let scaled = |part: u32| u32::try_from((u64::from(part) * side + longest / 2) / longest).unwrap_or(1).max(1);
        (scaled(width), scaled(height))
    }
}

/// A picture as it stands with a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureView {
    /// Address: `/pictures/{id}/{file}`.
    pub id: PictureId,
    /// What is to be seen on it, for those who do not see it; may be empty.
    pub alt: String,
    /// Width of the large one, in pixels.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

impl PictureView {
    /// The address of one of its files.
    pub fn address(&self, size: Size) -> String {
        format!("/pictures/{}/{}", self.id, size.file())
    }
}

/// A picture that a form attaches to its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// Which.
    pub id: PictureId,
    /// What is to be seen on it.
    pub alt: String,
}

/// The field with the description of a picture.
pub fn alt_field(id: PictureId) -> String {
    format!("picture_alt_{id}")
}

/// Reads the pictures of a text, in their order. One that is named twice counts once.
pub fn parse(fields: &Fields, errors: &mut Errors) -> Vec<Attached> {
    let mut attached: Vec<Attached> = Vec::new();
    for named in fields.all(FIELD).filter(|named| !named.is_empty()) {
        let Ok(id) = named.parse::<PictureId>() else {
            errors.add(FIELD, FieldError::PictureGone);
            continue;
        };
        if attached.iter().any(|one| one.id == id) {
            continue;
        }
        let field = alt_field(id);
        let typed = fields.get(&field).split_whitespace().collect::<Vec<_>>().join(" ");
        let alt = if typed.is_empty() { Some(typed) } else { errors.take(&field, text::line(&typed, 1, ALT_MAX)) };
        attached.push(Attached { id, alt: alt.unwrap_or_default() });
        if attached.len() > MOST {
            break;
        }
    }
    if attached.len() > MOST {
        errors.add(FIELD, FieldError::TooMany { max: u32::try_from(MOST).unwrap_or(u32::MAX) });
    }
    attached
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stays_as_it_is_and_the_rest_keeps_its_proportions() {
        assert_eq!(Size::Small.fit((480, 20)), (480, 20));
        assert_eq!(Size::Large.fit((4_096, 1_024)), (2_048, 512));
        assert_eq!(Size::Small.fit((1, 16_000)), (1, 480));
        assert_eq!(Size::from_file("m.jpg"), Some(Size::Jpeg));
        assert_eq!(Size::from_file("../m.jpg"), None);
    }

    #[test]
    fn pictures_come_in_their_order_with_what_is_to_be_seen() {
        let (one, other) = ("0000000000000000000001", "0000000000000000000002");
        let alt = alt_field(one.parse().unwrap());
        let fields: Fields =
            [(FIELD, other), (FIELD, one), (FIELD, other), (alt.as_str(), " ma\nmain ")].into_iter().collect();
        let mut errors = Errors::default();
        let attached = parse(&fields, &mut errors);
        assert!(errors.is_empty());
        assert_eq!(attached.len(), 2);
        assert_eq!((attached[1].id.to_string().as_str(), attached[1].alt.as_str()), (one, "ma main"));
        let five: Fields = (1..=5).map(|n| (FIELD, format!("000000000000000000000{n}"))).collect();
        parse(&five, &mut errors);
        assert_eq!(errors.refuse(&five).at(FIELD), Some(FieldError::TooMany { max: 4 }));
    }
}
