//! Making a picture anew: whatever a file holds beside what is to be seen stays behind.

use domain::FieldError;
use domain::pictures::{FILE_MAX, PIXELS_MAX, Size};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use std::io::Cursor;

/// Quality of WebP, of 100: at 80 nobody tells it from the photograph on a phone.
const WEBP_QUALITY: f32 = 80.0;
/// Quality of JPEG, of 100.
const JPEG_QUALITY: u8 = 82;
/// The most memory that opening a file may take, in bytes: four for each pixel, and as much again.
const MEMORY_MAX: u64 = PIXELS_MAX * 8;
/// The longest side, in pixels: formats allow more, cameras do not make it.
const SIDE_MAX: u32 = 20_000;

/// A picture made anew.
#[derive(Debug, Clone)]
pub struct Made {
    /// Width of the large file, in pixels.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// Each file there is to be.
    pub files: Vec<(Size, Vec<u8>)>,
}

/// Reads a file by what it holds, never by its name or by what it is said to be, and makes the files that are
/// kept. Only pixels cross over: no EXIF (where, when, with what), no comment, no colour profile, no second
/// picture. What opening it takes is known from its head before anything is opened.
///
/// # Errors
/// [`FieldError::PictureTooHeavy`], [`FieldError::PictureTooLarge`], [`FieldError::NotAPicture`].
pub fn make(file: &[u8]) -> Result<Made, FieldError> {
    if file.len() > FILE_MAX {
        return Err(too_heavy());
    }
    let format = image::guess_format(file).map_err(|_| FieldError::NotAPicture)?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP | ImageFormat::Gif) {
        return Err(FieldError::NotAPicture);
    }
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY_MAX);
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS_MAX || width.max(height) > SIDE_MAX {
        return Err(too_large());
    }
    // How the camera was held: lost with the rest of EXIF unless it is made part of the pixels.
    let turned = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let whole = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    let mut large = shrink(whole, Size::Large);
    large.apply_orientation(turned);
    let large = if large.color().has_alpha() {
        DynamicImage::ImageRgba8(large.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(large.into_rgb8())
    };
    let medium = shrink(large.clone(), Size::Medium);
    let small = shrink(medium.clone(), Size::Small);
    let files = vec![
        (Size::Small, webp(&small)?),
        (Size::Medium, webp(&medium)?),
        (Size::Large, webp(&large)?),
        (Size::Jpeg, jpeg(&medium)?),
    ];
    Ok(Made { width: large.width(), height: large.height(), files })
}

/// The refusal of a file that is too large.
pub(super) fn too_heavy() -> FieldError {
    FieldError::PictureTooHeavy { megabytes: u32::try_from(FILE_MAX / (1024 * 1024)).unwrap_or(u32::MAX) }
}

fn too_large() -> FieldError {
    FieldError::PictureTooLarge { megapixels: u32::try_from(PIXELS_MAX / 1_000_000).unwrap_or(u32::MAX) }
}

fn refusal(error: image::ImageError) -> FieldError {
    match error {
        image::ImageError::Limits(_) => too_large(),
        _ => FieldError::NotAPicture,
    }
}

fn shrink(image: DynamicImage, size: Size) -> DynamicImage {
    let (width, height) = size.fit((image.width(), image.height()));
    if (width, height) == (image.width(), image.height()) {
        return image;
    }
    // The first part of a long way down is gone quickly, and nothing is seen of it.
    let image = if image.width() > width * 3 { image.thumbnail_exact(width * 2, height * 2) } else { image };
    image.resize_exact(width, height, FilterType::CatmullRom)
}

fn webp(image: &DynamicImage) -> Result<Vec<u8>, FieldError> {
    let encoder = match image {
        DynamicImage::ImageRgba8(pixels) => webp::Encoder::from_rgba(pixels, pixels.width(), pixels.height()),
        DynamicImage::ImageRgb8(pixels) => webp::Encoder::from_rgb(pixels, pixels.width(), pixels.height()),
        _ => return Err(FieldError::NotAPicture),
    };
    encoder.encode_simple(false, WEBP_QUALITY).map(|file| file.to_vec()).map_err(|_| FieldError::NotAPicture)
}

fn jpeg(image: &DynamicImage) -> Result<Vec<u8>, FieldError> {
    let mut file = Vec::new();
    let pixels = on_white(image);
    JpegEncoder::new_with_quality(&mut file, JPEG_QUALITY)
        .encode_image(&pixels)
        .map_err(|_| FieldError::NotAPicture)?;
    Ok(file)
}

/// JPEG knows nothing transparent: what is, shows the paper below.
fn on_white(image: &DynamicImage) -> RgbImage {
    let DynamicImage::ImageRgba8(pixels) = image else { return image.to_rgb8() };
    let mut paper = RgbImage::new(pixels.width(), pixels.height());
    for (to, from) in paper.pixels_mut().zip(pixels.pixels()) {
        let [r, g, b, alpha] = from.0.map(u32::from);
        let mix = |colour: u32| u8::try_from((colour * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX);
        *to = Rgb([mix(r), mix(g), mix(b)]);
    }
    paper
}
