//! Covering what need not be seen: boxes are dragged with a pointer or moved with keys, and burnt into the picture before
//! anything is sealed.

use crate::dom::{append, attribute, document, element, on, style, window};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, CanvasRenderingContext2d, Event, HtmlCanvasElement, HtmlElement, ImageBitmap, KeyboardEvent, PointerEvent,
};

/// A box in shares of the picture: left, top, width, height.
type Share = [f64; 4];

pub struct Covers {
    stage: HtmlElement,
    status: HtmlElement,
    picture: Blob,
    boxes: RefCell<Vec<(HtmlElement, Share)>>,
    tell: Box<dyn Fn(Blob)>,
}

impl Covers {
    /// Puts the tool under a picture. `tell` gets the picture anew whenever a cover has changed.
    pub fn begin(host: &HtmlElement, stage: HtmlElement, picture: Blob, tell: impl Fn(Blob) + 'static) {
        let Some(button) = element("button", "second", "Cover a part of it") else { return };
        let hint = "Drag the box over what need not be seen. With a keyboard: the arrow keys move it, with Shift they \
            change its size, Delete takes it away. What is covered is black in the picture that is sent.";
        let Some((hint, status)) = element("p", "hint", hint).zip(element("p", "sr", "")) else { return };
        attribute(&button, "type", "button");
        attribute(&status, "role", "status");
        for part in [&button, &hint, &status] {
            append(host, part);
        }
        let covers = Rc::new(Self { stage, status, picture, boxes: RefCell::default(), tell: Box::new(tell) });
        on(&button, "click", move |_: Event| covers.add());
    }

    fn add(self: &Rc<Self>) {
        let n = self.boxes.borrow().len().saturating_add(1);
        let Some(cover) = element("div", "cover", "") else { return };
        attribute(&cover, "tabindex", "0");
        attribute(&cover, "role", "group");
        attribute(
            &cover,
            "aria-label",
            &format!("Cover {n}: arrow keys move it, Shift and arrow keys size it, Delete removes it"),
        );
        let share = [0.35, 0.4, 0.3, 0.12];
        place(&cover, &share);
        append(&self.stage, &cover);
        let _ = cover.focus();
        self.boxes.borrow_mut().push((cover.clone(), share));
        self.on_keys(&cover);
        self.on_pointer(&cover);
        self.burn("A part is covered.");
    }

    fn on_keys(self: &Rc<Self>, cover: &HtmlElement) {
        let (covers, own) = (Rc::clone(self), cover.clone());
        on(cover, "keydown", move |event: KeyboardEvent| {
            let step = 0.02;
            let (x, y) = match event.key().as_str() {
                "ArrowLeft" => (-step, 0.0),
                "ArrowRight" => (step, 0.0),
                "ArrowUp" => (0.0, -step),
                "ArrowDown" => (0.0, step),
                "Delete" | "Backspace" => {
                    event.prevent_default();
                    covers.remove(&own);
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            covers.change(&own, event.shift_key(), x, y);
        });
        let covers = Rc::clone(self);
        on(cover, "keyup", move |event: KeyboardEvent| {
            if event.key().starts_with("Arrow") {
                covers.burn("The cover was moved.");
            }
        });
    }

    fn on_pointer(self: &Rc<Self>, cover: &HtmlElement) {
        let start: Rc<RefCell<Option<(f64, f64, bool)>>> = Rc::default();
        let (began, own) = (Rc::clone(&start), cover.clone());
        on(cover, "pointerdown", move |event: PointerEvent| {
            event.prevent_default();
            let _ = own.focus();
            let _ = own.set_pointer_capture(event.pointer_id());
            // The lower right corner is for its size.
            let place = own.get_bounding_client_rect();
            let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
            let sizes = place.right() - x < 24.0 && place.bottom() - y < 24.0;
            *began.borrow_mut() = Some((x, y, sizes));
        });
        let (covers, own, moving) = (Rc::clone(self), cover.clone(), Rc::clone(&start));
        on(cover, "pointermove", move |event: PointerEvent| {
            let Some((x, y, sizes)) = *moving.borrow() else { return };
            let (now_x, now_y) = (f64::from(event.client_x()), f64::from(event.client_y()));
            let stage = covers.stage.get_bounding_client_rect();
            covers.change(&own, sizes, (now_x - x) / stage.width().max(1.0), (now_y - y) / stage.height().max(1.0));
            *moving.borrow_mut() = Some((now_x, now_y, sizes));
        });
        let covers = Rc::clone(self);
        on(cover, "pointerup", move |_: PointerEvent| {
            if start.borrow_mut().take().is_some() {
                covers.burn("The cover was moved.");
            }
        });
    }

    fn change(&self, cover: &HtmlElement, sizes: bool, x: f64, y: f64) {
        for (element, share) in self.boxes.borrow_mut().iter_mut().filter(|(element, _)| element == cover) {
            let [left, top, width, height] = share;
            if sizes {
                *width = (*width + x).clamp(0.02, 1.0 - *left);
                *height = (*height + y).clamp(0.02, 1.0 - *top);
            } else {
                *left = (*left + x).clamp(0.0, 1.0 - *width);
                *top = (*top + y).clamp(0.0, 1.0 - *height);
            }
            place(element, share);
        }
    }

    fn remove(self: &Rc<Self>, cover: &HtmlElement) {
        self.boxes.borrow_mut().retain(|(element, _)| element != cover);
        cover.remove();
        self.burn("The cover was removed.");
    }

    /// The picture with every cover in it.
    fn burn(self: &Rc<Self>, said: &str) {
        self.status.set_text_content(Some(said));
        let covers = Rc::clone(self);
        spawn_local(async move {
            let shares: Vec<Share> = covers.boxes.borrow().iter().map(|(_, share)| *share).collect();
            let burnt =
                if shares.is_empty() { Ok(covers.picture.clone()) } else { burnt(&covers.picture, &shares).await };
            if let Ok(burnt) = burnt {
                (covers.tell)(burnt);
            }
        });
    }
}

fn place(cover: &HtmlElement, [left, top, width, height]: &Share) {
    for (name, share) in [("left", left), ("top", top), ("width", width), ("height", height)] {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // shares are 0 to 1
        let hundredths = (share * 10_000.0) as u32;
        style(cover, name, &format!("{}.{:02}%", hundredths / 100, hundredths % 100));
    }
}

async fn burnt(picture: &Blob, shares: &[Share]) -> Result<Blob, JsValue> {
    let missing = || JsValue::NULL;
    let decoding = window().ok_or_else(missing)?.create_image_bitmap_with_blob(picture)?;
    let bitmap: ImageBitmap = JsFuture::from(decoding).await?.unchecked_into();
    let canvas: HtmlCanvasElement = document().ok_or_else(missing)?.create_element("canvas")?.unchecked_into();
    canvas.set_width(bitmap.width());
    canvas.set_height(bitmap.height());
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or_else(missing)?.unchecked_into();
    context.draw_image_with_image_bitmap(&bitmap, 0.0, 0.0)?;
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    bitmap.close();
    context.set_fill_style_str("#000");
    for [x, y, w, h] in shares {
        context.fill_rect(x * width, y * height, w * width, h * height);
    }
    let encoding = js_sys::Promise::new(&mut |resolve, reject| {
        let done = Closure::once_into_js(move |blob: JsValue| {
            let _ = if blob.is_null() { reject.call0(&JsValue::NULL) } else { resolve.call1(&JsValue::NULL, &blob) };
        });
        let quality = JsValue::from_f64(0.92);
        let _ = canvas.to_blob_with_type_and_encoder_options(done.unchecked_ref(), "image/jpeg", &quality);
    });
    JsFuture::from(encoding).await.map(JsCast::unchecked_into)
}
