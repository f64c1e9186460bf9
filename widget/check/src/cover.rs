//! Covering what need not be seen: boxes are dragged with a pointer or moved with buttons, and burnt into the picture before
//! anything is sealed. While that is being done there is no picture to send.

use crate::dom::{append, attribute, document, element, on, style, window};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, CanvasRenderingContext2d, Event, HtmlCanvasElement, HtmlElement, ImageBitmap, PointerEvent};

/// A box in shares of the picture: left, top, width, height.
type Share = [f64; 4];

/// What has become of the picture.
pub enum Covered {
    /// It is being drawn again.
    Working,
    /// Every cover is in it; whether there is one.
    Done(Blob, bool),
    /// It could not be drawn again.
    Failed,
}

struct Cover {
    element: HtmlElement,
    share: Share,
    /// What it is called by.
    n: u32,
}

impl Cover {
    /// Where it lies and how large it is, for who cannot see it.
    fn words(&self) -> String {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // shares are 0 to 1
        let [left, top, width, height] = self.share.map(|share| (share * 100.0 + 0.5) as u32);
        format!("Cover {}: {left} % from the left, {top} % from the top, {width} % wide and {height} % high.", self.n)
    }
}

pub struct Covers {
    stage: HtmlElement,
    /// Under the picture: the buttons of each cover.
    tools: HtmlElement,
    begin: HtmlElement,
    status: HtmlElement,
    picture: Blob,
    boxes: RefCell<Vec<Cover>>,
    /// How many covers there ever were.
    count: Cell<u32>,
    /// The drawing that counts: one begun later makes it void.
    turn: Cell<u32>,
    tell: Box<dyn Fn(Covered)>,
}

impl Covers {
    /// Puts the tool under a picture. `tell` hears whenever a cover changes.
    pub fn begin(host: &HtmlElement, stage: HtmlElement, picture: Blob, tell: impl Fn(Covered) + 'static) {
        let hint = "Drag a box over anything we do not need to see, or move it with its buttons. What you cover will be black in the \
            picture that is sent.";
        let parts = element("p", "hint", hint).zip(element("div", "", "")).zip(element("p", "sr", ""));
        let Some((((hint, tools), status), begin)) = parts.zip(element("button", "second", "Cover part of it")) else {
            return;
        };
        attribute(&begin, "type", "button");
        attribute(&status, "role", "status");
        for part in [&hint, &begin, &tools, &status] {
            append(host, part);
        }
        let covers = Rc::new(Self {
            stage,
            tools,
            begin: begin.clone(),
            status,
            picture,
            boxes: RefCell::default(),
            count: Cell::new(0),
            turn: Cell::new(0),
            tell: Box::new(tell),
        });
        on(&begin, "click", move |_: Event| covers.add());
    }

    fn add(self: &Rc<Self>) {
        let n = self.count.get().saturating_add(1);
        self.count.set(n);
        let parts = element("div", "cover", "").zip(element("div", "actions", ""));
        let Some((cover, tools)) = parts else { return };
        attribute(&cover, "aria-hidden", "true");
        attribute(&tools, "role", "group");
        attribute(&tools, "aria-label", &format!("Cover {n}"));
        let share = [0.35, 0.4, 0.3, 0.12];
        place(&cover, &share);
        append(&self.stage, &cover);
        self.boxes.borrow_mut().push(Cover { element: cover.clone(), share, n });
        let step = 0.03;
        for (words, sizes, x, y) in [
            ("Left", false, -step, 0.0),
            ("Right", false, step, 0.0),
            ("Up", false, 0.0, -step),
            ("Down", false, 0.0, step),
            ("Wider", true, step, 0.0),
            ("Narrower", true, -step, 0.0),
            ("Taller", true, 0.0, step),
            ("Shorter", true, 0.0, -step),
        ] {
            let (covers, own) = (Rc::clone(self), cover.clone());
            self.button(&tools, words, n, move || {
                covers.change(&own, sizes, x, y);
                covers.burn(covers.words(&own));
            });
        }
        let (covers, own, own_tools) = (Rc::clone(self), cover.clone(), tools.clone());
        self.button(&tools, "Remove", n, move || covers.remove(&own, &own_tools));
        append(&self.tools, &tools);
        self.on_pointer(&cover);
        self.burn(self.words(&cover));
    }

    fn button(&self, tools: &HtmlElement, words: &str, n: u32, mut act: impl FnMut() + 'static) {
        let Some(button) = element("button", "second", words) else { return };
        attribute(&button, "type", "button");
        attribute(&button, "aria-label", &format!("{words}: cover {n}"));
        on(&button, "click", move |_: Event| act());
        append(tools, &button);
    }

    fn on_pointer(self: &Rc<Self>, cover: &HtmlElement) {
        let start: Rc<RefCell<Option<(f64, f64, bool)>>> = Rc::default();
        let (began, own) = (Rc::clone(&start), cover.clone());
        on(cover, "pointerdown", move |event: PointerEvent| {
            event.prevent_default();
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
        for end in ["pointerup", "pointercancel", "lostpointercapture"] {
            let (covers, own, ended) = (Rc::clone(self), cover.clone(), Rc::clone(&start));
            on(cover, end, move |_: PointerEvent| {
                if ended.borrow_mut().take().is_some() {
                    covers.burn(covers.words(&own));
                }
            });
        }
    }

    fn change(&self, cover: &HtmlElement, sizes: bool, x: f64, y: f64) {
        for Cover { element, share, .. } in self.boxes.borrow_mut().iter_mut().filter(|one| one.element == *cover) {
            let [left, top, width, height] = share;
            if sizes {
                // Not `clamp`: it can panic, and printing a number for that is 6 kB of this bundle.
                *width = (*width + x).min(1.0 - *left).max(0.04);
                *height = (*height + y).min(1.0 - *top).max(0.04);
            } else {
                *left = (*left + x).min(1.0 - *width).max(0.0);
                *top = (*top + y).min(1.0 - *height).max(0.0);
            }
            place(element, share);
        }
    }

    fn remove(self: &Rc<Self>, cover: &HtmlElement, tools: &HtmlElement) {
        self.boxes.borrow_mut().retain(|one| one.element != *cover);
        cover.remove();
        tools.remove();
        let _ = self.begin.focus();
        let left = self.boxes.borrow().len();
        let left = if left == 1 { "1 cover is left.".to_owned() } else { format!("{left} covers are left.") };
        self.burn(["The cover was removed. ", &left].concat());
    }

    fn words(&self, cover: &HtmlElement) -> String {
        self.boxes.borrow().iter().find(|one| one.element == *cover).map(Cover::words).unwrap_or_default()
    }

    /// Draws the picture with every cover in it; then says what changed, once for many changes that follow each other.
    fn burn(self: &Rc<Self>, said: String) {
        let turn = self.turn.get().wrapping_add(1);
        self.turn.set(turn);
        (self.tell)(Covered::Working);
        let covers = Rc::clone(self);
        spawn_local(async move {
            let shares: Vec<Share> = covers.boxes.borrow().iter().map(|one| one.share).collect();
            let burnt =
                if shares.is_empty() { Ok(covers.picture.clone()) } else { burnt(&covers.picture, &shares).await };
            if covers.turn.get() != turn {
                return;
            }
            match burnt {
                Ok(burnt) => {
                    covers.status.set_text_content(Some(&said));
                    (covers.tell)(Covered::Done(burnt, !shares.is_empty()));
                }
                Err(_) => (covers.tell)(Covered::Failed),
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
