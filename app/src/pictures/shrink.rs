//! Making a photograph smaller before it leaves the device: a phone sends a tenth as much, and where and when the
//! photograph was made never travels. The server makes it anew all the same, and judges what cannot be opened here.

use domain::pictures::Size;
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::Promise;
use web_sys::{Blob, CanvasRenderingContext2d, File, HtmlCanvasElement, ImageBitmap};

/// What cameras write.
const PHOTOGRAPH: &str = "image/jpeg";
/// How well it is written, of 1: the server writes it once more.
const QUALITY: f64 = 0.9;

/// The photograph in the largest size that is kept; any other file, and one that the browser cannot open, as it is.
pub(super) async fn shrink(file: &File) -> Blob {
    if file.type_() == PHOTOGRAPH
        && let Ok(smaller) = smaller(file).await
        && smaller.size() > 0.0
    {
        return smaller;
    }
    file.clone().unchecked_into()
}

async fn smaller(file: &File) -> Result<Blob, JsValue> {
    // Turned as it was held: browsers do so by themselves.
    let opening = web_sys::window().ok_or(JsValue::NULL)?.create_image_bitmap_with_blob(file)?;
    let opened: ImageBitmap = JsFuture::from(opening).await?.dyn_into()?;
    let (width, height) = Size::Large.fit((opened.width(), opened.height()));
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.dyn_into()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let paper: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into()?;
    if !honest(&paper)? {
        opened.close();
        return Err(JsValue::NULL);
    }
    let drawn = paper.draw_image_with_image_bitmap_and_dw_and_dh(&opened, 0.0, 0.0, width.into(), height.into());
    opened.close();
    drawn?;
    let written = Promise::new(&mut |done, failed| {
        let otherwise = failed.clone();
        let told = Closure::once_into_js(move |blob: Option<Blob>| {
            let _ = match blob {
                Some(blob) => done.call1(&JsValue::NULL, &blob),
                None => otherwise.call0(&JsValue::NULL),
            };
        });
        let asked = canvas.to_blob_with_type_and_encoder_options(told.unchecked_ref(), PHOTOGRAPH, &QUALITY.into());
        if let Err(why) = asked {
            let _ = failed.call1(&JsValue::NULL, &why);
        }
    });
    JsFuture::from(written).await?.dyn_into()
}

/// Whether what is drawn is what is read: browsers that guard against being recognised by it hand out noise, which
/// nobody's photograph may become.
fn honest(paper: &CanvasRenderingContext2d) -> Result<bool, JsValue> {
    paper.set_fill_style_str("#123456");
    paper.fill_rect(0.0, 0.0, 1.0, 1.0);
    let read = paper.get_image_data(0.0, 0.0, 1.0, 1.0)?.data();
    Ok(read.get(..3) == Some(&[0x12, 0x34, 0x56]))
}
