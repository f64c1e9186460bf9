//! In the Worker: decode, draw again, read. Pixels are wiped after use.

use crate::message::{field, object, text};
use crate::shown::{Found, told, verdict_of_json};
use forthright_evidence::header::{is_decodable, size};
use forthright_evidence::{FileType, Luma, MAX_FILE_BYTES, Told, Unacceptable, Verdict};
use forthright_evidence::{accept_to_draw, examine, grey};
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, DedicatedWorkerGlobalScope, ImageBitmap, ImageBitmapOptions, ImageEncodeOptions, OffscreenCanvas,
    OffscreenCanvasRenderingContext2d,
};

/// The longest side of what is sent, in pixels: small print on a page is readable well below it.
const SENT_SIDE: u32 = 3_000;
/// The longest side of what is read.
pub const READ_SIDE: u32 = 1_600;
/// So much of a file is looked at for its size: metadata comes first.
const HEAD: f64 = 262_144.0;

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

pub fn post(fields: &[(&str, &JsValue)]) {
    let _ = scope().post_message(&object(fields));
}

pub async fn look(file: &Blob, told: &str) {
    match draw(file).await {
        Ok(Drawn::Pdf) => post(&[("pdf", &JsValue::TRUE)]),
        Ok(Drawn::Picture { blob, bitmap, width, height }) => {
            post(&[("picture", &blob)]);
            let begun = js_sys::Date::now();
            let found = read_bitmap(&bitmap, (width, height), &self::told(told), false);
            let took = JsValue::from_f64(js_sys::Date::now() - begun);
            bitmap.close();
            post(&[("found", &found.map_or(JsValue::NULL, |found| found.to_js())), ("took", &took)]);
        }
        Err(why) => post(&[("problem", &JsValue::from_str(&why.to_string()))]),
    }
}

/// Posts what was found in a PDF: what was made of its text, or what is in the picture of its first page.
pub async fn judge(seen: &JsValue, told: &str) {
    let found = match field(seen, "scan").dyn_into::<Uint8Array>() {
        Ok(scan) => scanned(&scan, &self::told(told)).await.ok(),
        Err(_) => told_of_pdf(seen, told),
    };
    post(&[("found", &Found::words(found.unwrap_or_else(Verdict::pdf_not_told)).to_js())]);
}

/// What the bundle `pdf` found in a file that shows no JPEG file: a verdict, or grey pixels that are looked at here.
pub fn told_of_pdf(seen: &JsValue, told: &str) -> Option<Verdict> {
    let Ok(pixels) = field(seen, "grey").dyn_into::<Uint8Array>() else {
        return text(seen, "verdict").as_deref().and_then(verdict_of_json);
    };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // numbers of pixels
    let number = |name: &str| field(seen, name).as_f64().unwrap_or(0.0) as u32;
    let (width, luma) = (number("width"), pixels.to_vec());
    let height = u32::try_from(luma.len()).ok()?.checked_div(width)?;
    let whole = (number("wholeWidth"), number("wholeHeight"));
    let found = read_grey(luma, (width, height), whole, &self::told(told), true);
    found.map(|found| found.verdict)
}

/// What is found in the picture of a page.
async fn scanned(scan: &Uint8Array, told: &Told) -> Result<Verdict, JsValue> {
    let file = Blob::new_with_u8_array_sequence(&js_sys::Array::of1(scan))?;
    let (width, height) = size(&scan.to_vec()).filter(|size| is_decodable(*size)).ok_or(JsValue::NULL)?;
    let bitmap = bitmap(&file, width, height).await?;
    post(&[("drawn", &JsValue::TRUE)]);
    let found = read_bitmap(&bitmap, (width, height), told, true);
    bitmap.close();
    found.map(|found| found.verdict).ok_or(JsValue::NULL)
}

enum Drawn {
    Pdf,
    Picture { blob: Blob, bitmap: ImageBitmap, width: u32, height: u32 },
}

/// The picture drawn again, which drops EXIF and everything else that is not the picture.
async fn draw(file: &Blob) -> Result<Drawn, Unacceptable> {
    let unreadable = |_: JsValue| Unacceptable::Unreadable;
    let head = file.slice_with_f64_and_f64(0.0, HEAD).map_err(unreadable)?;
    let head = Uint8Array::new(&JsFuture::from(head.array_buffer()).await.map_err(unreadable)?).to_vec();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // sizes are whole and positive
    let kind = accept_to_draw(head.get(..FileType::HEAD).unwrap_or(&head), file.size() as u64)?;
    if !kind.is_picture() {
        return Ok(Drawn::Pdf);
    }
    let mut measured = size(&head);
    if measured.is_none() && file.size() > HEAD {
        // Some cameras put more than that before the picture's size.
        let whole = JsFuture::from(file.array_buffer()).await.map_err(unreadable)?;
        measured = size(&Uint8Array::new(&whole).to_vec());
    }
    let (width, height) =
        measured.filter(|(width, height)| *width > 0 && *height > 0).ok_or(Unacceptable::Unreadable)?;
    if !is_decodable((width, height)) {
        return Err(Unacceptable::TooManyPixels);
    }
    let bitmap = bitmap(file, width, height).await.map_err(unreadable)?;
    let blob = encode(&bitmap).await.map_err(unreadable)?;
    Ok(Drawn::Picture { blob, bitmap, width, height })
}

/// The picture decoded, upright, its longest side at most [`SENT_SIDE`].
async fn bitmap(file: &Blob, width: u32, height: u32) -> Result<ImageBitmap, JsValue> {
    let options = ImageBitmapOptions::new();
    let longest = width.max(height);
    if longest > SENT_SIDE {
        // Which side is the longer one once it is upright is not known yet; the other follows.
        let narrow = u64::from(width.min(height)).saturating_mul(u64::from(SENT_SIDE)).checked_div(u64::from(longest));
        options.set_resize_width(if width >= height {
            SENT_SIDE
        } else {
            u32::try_from(narrow.unwrap_or(1)).unwrap_or(1)
        });
        options.set_resize_quality(web_sys::ResizeQuality::Medium);
    }
    let decoding = scope().create_image_bitmap_with_blob_and_image_bitmap_options(file, &options)?;
    Ok(JsFuture::from(decoding).await?.unchecked_into())
}

async fn encode(bitmap: &ImageBitmap) -> Result<Blob, JsValue> {
    let (canvas, _) = canvas(bitmap, SENT_SIDE)?;
    let mut blob = Blob::new()?;
    for quality in [0.92, 0.7] {
        let options = ImageEncodeOptions::new();
        options.set_type("image/jpeg");
        options.set_quality(quality);
        blob = JsFuture::from(canvas.convert_to_blob_with_options(&options)?).await?.unchecked_into();
        #[allow(clippy::cast_precision_loss)] // ten million
        if blob.size() <= MAX_FILE_BYTES as f64 {
            break;
        }
    }
    empty(&canvas);
    Ok(blob)
}

fn read_bitmap(bitmap: &ImageBitmap, whole: (u32, u32), told: &Told, is_scan: bool) -> Option<Found> {
    let (luma, w, h) = grey_of(bitmap, READ_SIDE)?;
    read_grey(luma, (w, h), whole, told, is_scan)
}

/// A picture's grey copy, its longer side at most `longest`: the pixels, its width and height.
pub fn grey_of(bitmap: &ImageBitmap, longest: u32) -> Option<(Vec<u8>, u32, u32)> {
    let (canvas, context) = canvas(bitmap, longest).ok()?;
    let (w, h) = (canvas.width(), canvas.height());
    let pixels = context.get_image_data(0.0, 0.0, f64::from(w), f64::from(h)).ok()?.data().0;
    empty(&canvas);
    Some((to_grey(pixels), w, h))
}

fn to_grey(mut pixels: Vec<u8>) -> Vec<u8> {
    let luma = pixels.chunks_exact(4).filter_map(|pixel| pixel.first_chunk().copied()).map(grey).collect();
    pixels.fill(0);
    luma
}

/// What is found in pixels, which are wiped. `whole`: the picture's own size. `is_scan`: whether a scanner made it.
pub fn read(pixels: Vec<u8>, size: (u32, u32), whole: (u32, u32), told: &Told, is_scan: bool) -> Option<Found> {
    read_grey(to_grey(pixels), size, whole, told, is_scan)
}

fn read_grey(mut luma: Vec<u8>, (w, h): (u32, u32), whole: (u32, u32), told: &Told, is_scan: bool) -> Option<Found> {
    let side = |length: u32| usize::try_from(length).unwrap_or(0);
    let seen = examine(Luma::new(side(w), side(h), &luma)?, whole.0, whole.1);
    luma.fill(0);
    let seen = if is_scan { seen.of_scan() } else { seen };
    #[allow(clippy::cast_precision_loss)] // at most READ_SIDE
    Some(Found::of(&seen, (w as f32, h as f32), told))
}

/// A canvas with the picture on white, its longer side at most `longest`.
fn canvas(bitmap: &ImageBitmap, longest: u32) -> Result<(OffscreenCanvas, OffscreenCanvasRenderingContext2d), JsValue> {
    let (width, height) = (bitmap.width(), bitmap.height());
    let scale = (f64::from(longest) / f64::from(width.max(height).max(1))).min(1.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most `longest`
    let side = |length: u32| ((f64::from(length) * scale).round() as u32).max(1);
    let canvas = OffscreenCanvas::new(side(width), side(height))?;
    let context: OffscreenCanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
    let (w, h) = (f64::from(side(width)), f64::from(side(height)));
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, w, h);
    context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, w, h)?;
    Ok((canvas, context))
}

fn empty(canvas: &OffscreenCanvas) {
    canvas.set_width(0);
    canvas.set_height(0);
}
