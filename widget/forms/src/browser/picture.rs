//! A picture is drawn to a canvas and encoded anew, which drops EXIF and everything else that is not the picture; a
//! smaller grey copy is looked at. Nothing leaves the device here.

use forthright_evidence::{Findings, Luma, MAX_FILE_BYTES, Unacceptable, assess};
use leptos::prelude::{document, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

/// A picture drawn again.
pub struct Drawn {
    pub blob: Blob,
    pub findings: Findings,
}

/// The longest side of what is sent, in pixels: small print on a page is readable well below it.
const SENT_SIDE: u32 = 3_000;
/// The longest side of what is looked at.
const LOOKED_SIDE: u32 = 1_600;

/// Draws a picture again and looks at it.
pub async fn draw_again(file: &Blob) -> Result<Drawn, Unacceptable> {
    let unreadable = |_: JsValue| Unacceptable::Unreadable;
    let decoding = window().create_image_bitmap_with_blob(file).map_err(unreadable)?;
    let bitmap: ImageBitmap = JsFuture::from(decoding).await.map_err(unreadable)?.unchecked_into();
    let (width, height) = (bitmap.width(), bitmap.height());
    let drawn = draw(&bitmap, width, height).await;
    bitmap.close();
    drawn.map_err(unreadable)
}

async fn draw(bitmap: &ImageBitmap, width: u32, height: u32) -> Result<Drawn, JsValue> {
    let (canvas, _) = canvas(bitmap, width, height, SENT_SIDE)?;
    let mut blob = encode(&canvas, 0.92).await?;
    #[allow(clippy::cast_precision_loss)] // ten million
    if blob.size() > MAX_FILE_BYTES as f64 {
        blob = encode(&canvas, 0.7).await?;
    }
    let (small, context) = self::canvas(bitmap, width, height, LOOKED_SIDE)?;
    let (w, h) = (small.width(), small.height());
    let pixels = context.get_image_data(0.0, 0.0, f64::from(w), f64::from(h))?.data().0;
    let luma: Vec<u8> = pixels.chunks_exact(4).map(grey).collect();
    let whole = Luma::new(usize::try_from(w).unwrap_or(0), usize::try_from(h).unwrap_or(0), &luma);
    let findings = whole.map(|luma| assess(luma, width, height)).unwrap_or_default();
    Ok(Drawn { blob, findings })
}

/// ITU-R BT.601 luma.
fn grey(pixel: &[u8]) -> u8 {
    let [r, g, b, _] = pixel else { return 0 };
    let sum = u32::from(*r).saturating_mul(299).saturating_add(u32::from(*g).saturating_mul(587));
    let sum = sum.saturating_add(u32::from(*b).saturating_mul(114));
    u8::try_from(sum / 1000).unwrap_or(u8::MAX)
}

fn canvas(
    bitmap: &ImageBitmap,
    width: u32,
    height: u32,
    longest: u32,
) -> Result<(HtmlCanvasElement, CanvasRenderingContext2d), JsValue> {
    let scale = (f64::from(longest) / f64::from(width.max(height).max(1))).min(1.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most `longest`
    let side = |length: u32| ((f64::from(length) * scale).round() as u32).max(1);
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    canvas.set_width(side(width));
    canvas.set_height(side(height));
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
    context.set_fill_style_str("#fff");
    let (w, h) = (f64::from(side(width)), f64::from(side(height)));
    context.fill_rect(0.0, 0.0, w, h);
    context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, w, h)?;
    Ok((canvas, context))
}

async fn encode(canvas: &HtmlCanvasElement, quality: f64) -> Result<Blob, JsValue> {
    let promise = js_sys::Promise::new(&mut |resolve, reject| {
        let done = Closure::once_into_js(move |blob: JsValue| {
            let _ = if blob.is_null() { reject.call0(&JsValue::NULL) } else { resolve.call1(&JsValue::NULL, &blob) };
        });
        let _ = canvas.to_blob_with_type_and_encoder_options(
            done.unchecked_ref(),
            "image/jpeg",
            &JsValue::from_f64(quality),
        );
    });
    JsFuture::from(promise).await.map(JsCast::unchecked_into)
}
