//! The picture on the screen, with what was found marked in it.

use crate::dom::{append, attribute, document, element, window};
use crate::shown::{Around, Mark};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, ImageBitmap};

impl Around {
    /// Colour, dashes in pixels, and what the legend says.
    const fn look(self) -> (&'static str, &'static [f64], &'static str) {
        match self {
            Self::Document => ("#06c", &[], "a line around the document"),
            Self::Line => ("#0b5", &[24.0, 6.0], "dashes around the rows of letters and < signs that we read"),
            Self::Glare => ("#b30", &[10.0, 6.0], "boxes of dashes where light is reflected"),
            Self::Blur => ("#b30", &[3.0, 6.0], "boxes of dots where it is blurred"),
        }
    }
}

/// What the marks mean, and where those are that want mending; nothing without any. Each phrase is an element of its own: on a
/// Welsh page each is looked up.
pub fn legend(marks: &[Mark]) -> Option<HtmlElement> {
    let line = element("p", "hint", "")?;
    let say = |words: &str| {
        if let Some(phrase) = element("span", "", words) {
            append(&line, &phrase);
        }
    };
    for around in Around::ALL {
        let of_kind = marks.iter().filter(|(of, _)| *of == around);
        let (mut across, mut down, mut count) = (0.0, 0.0, 0.0);
        for [x, y] in of_kind.flat_map(|(_, corners)| corners.as_chunks().0) {
            (across, down, count) = (across + x, down + y, count + 1.0);
        }
        if count == 0.0 {
            continue;
        }
        say(if line.has_child_nodes() { ", " } else { "Drawn on the screen only: " });
        say(around.look().2);
        if matches!(around, Around::Glare | Around::Blur) {
            say(third(down / count, [", at the top ", ", at the ", ", at the bottom "]));
            say(third(across / count, ["left", "middle", "right"]));
        }
    }
    line.has_child_nodes().then(|| {
        say(".");
        line.clone()
    })
}

const fn third(share: f32, [first, second, last]: [&'static str; 3]) -> &'static str {
    if share < 0.36 {
        first
    } else if share < 0.64 {
        second
    } else {
        last
    }
}

/// The picture with marks.
pub async fn drawn(picture: &Blob, marks: &[Mark], sends: bool) -> Option<HtmlElement> {
    let decoding = window()?.create_image_bitmap_with_blob(picture).ok()?;
    let bitmap: ImageBitmap = JsFuture::from(decoding).await.ok()?.unchecked_into();
    let canvas: HtmlCanvasElement = document()?.create_element("canvas").ok()?.unchecked_into();
    let scale = (1200.0 / f64::from(bitmap.width().max(bitmap.height()))).min(1.0);
    let (width, height) = (f64::from(bitmap.width()) * scale, f64::from(bitmap.height()) * scale);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most 1,200
    {
        canvas.set_width(width as u32);
        canvas.set_height(height as u32);
    }
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.unchecked_into();
    context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, width, height).ok()?;
    bitmap.close();
    for (around, corners) in marks {
        let (colour, dashes, _) = around.look();
        context.begin_path();
        for [x, y] in corners.as_chunks().0 {
            context.line_to(f64::from(*x) * width, f64::from(*y) * height);
        }
        context.close_path();
        // Light under dark, so that a mark is seen on any ground.
        for (colour, line, dashes) in [("#fff", 6.0, [].as_slice()), (colour, 2.5, dashes)] {
            context.set_stroke_style_str(colour);
            context.set_line_width(line);
            let dashes: Array = dashes.iter().copied().map(JsValue::from_f64).collect();
            let _ = context.set_line_dash(&dashes);
            context.stroke();
        }
    }
    let canvas: HtmlElement = canvas.unchecked_into();
    attribute(&canvas, "role", "img");
    attribute(
        &canvas,
        "aria-label",
        if sends { "The picture as it will be sent, except for the marks" } else { "The picture" },
    );
    canvas.set_class_name("preview");
    Some(canvas)
}
