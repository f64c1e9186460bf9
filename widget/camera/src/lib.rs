//! The camera in the page: what it sees, the one thing to do next, and the picture, taken by itself when it is good or by hand.
//!
//! The picture goes into the page's own file field, as if it had been chosen: everything after that is the same. What the
//! camera sees goes to the Web Worker that looks at documents, which may connect to nothing, and nowhere else; nothing of it is
//! kept. Where there is no camera, or it may not be used, the file field has the focus and the page says why.
#![allow(missing_docs)] // wasm-bindgen makes items of its own.

mod finder;
mod stream;

use finder::Finder;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Float32Array, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, CanvasRenderingContext2d, DataTransfer, Event, EventInit, File, FilePropertyBag, HtmlElement,
    HtmlInputElement, ImageBitmap, MediaStream, MessageEvent, Worker,
};

/// The picture is taken by itself after so many good looks one after another.
const STEADY: u32 = 4;
/// A machine-readable zone is looked for in every so many looks: reading takes longer than looking.
const READS: u32 = 6;
/// Advice stands for so many milliseconds, so that it can be read and heard.
const STANDS: f64 = 1_200.0;
const BY_HAND: &str = "Take the picture when it is sharp.";
const LOST: &str = "The camera can no longer be used. Choose a file instead.";

struct Camera {
    finder: Finder,
    input: HtmlInputElement,
    lens: Worker,
    module: JsValue,
    stream: RefCell<Option<MediaStream>>,
    /// Whether the Worker still looks at what it got last.
    busy: Cell<bool>,
    /// How many looks there were, and how many good ones in a row.
    looks: Cell<u32>,
    good: Cell<u32>,
    /// When advice last changed, in milliseconds since 1970.
    advised: Cell<f64>,
    done: Cell<bool>,
}

/// Opens the camera in a place of the page. `input`: the file field that gets the picture. `shape`: width by height of the
/// outline. `lens`: the Web Worker that looks; `module`: its code.
#[wasm_bindgen]
pub fn open(host: HtmlElement, input: HtmlInputElement, shape: f64, lens: Worker, module: JsValue) {
    let Some(finder) = Finder::new(&host, shape) else { return lens.terminate() };
    let camera = Rc::new(Camera {
        finder,
        input,
        lens,
        module,
        stream: RefCell::default(),
        busy: Cell::new(false),
        looks: Cell::new(0),
        good: Cell::new(0),
        advised: Cell::new(0.0),
        done: Cell::new(false),
    });
    camera.listen();
    spawn_local(async move {
        match stream::open().await {
            Ok(stream) => camera.begin(stream).await,
            Err(why) => camera.close(why),
        }
    });
}

/// A field of what the Worker says.
fn field(said: &JsValue, name: &str) -> JsValue {
    Reflect::get(said, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

impl Camera {
    fn listen(self: &Rc<Self>) {
        let camera = Rc::clone(self);
        finder::on(&self.finder.shutter, "click", move || camera.take());
        let camera = Rc::clone(self);
        finder::on(&self.finder.close, "click", move || camera.close(""));
        let camera = Rc::clone(self);
        finder::on(&self.finder.light, "click", move || {
            if let Some(stream) = camera.stream.borrow().as_ref() {
                let is_on = camera.finder.light.get_attribute("aria-pressed").as_deref() != Some("true");
                stream::set_light(stream, is_on);
                let _ = camera.finder.light.set_attribute("aria-pressed", if is_on { "true" } else { "false" });
            }
        });
        let camera = Rc::clone(self);
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| camera.hear(&event.data()));
        self.lens.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        heard.forget();
        // Without the code that looks, the shutter still works.
        let camera = Rc::clone(self);
        let failed = Closure::<dyn FnMut(Event)>::new(move |_: Event| {
            camera.finder.say(BY_HAND);
        });
        self.lens.set_onerror(Some(failed.as_ref().unchecked_ref()));
        failed.forget();
    }

    async fn begin(self: Rc<Self>, stream: MediaStream) {
        if self.done.get() {
            return stream::stop(&stream);
        }
        self.finder.light.set_hidden(!stream::has_light(&stream));
        let camera = Rc::clone(&self);
        stream::when_lost(&stream, move || camera.close(LOST));
        self.finder.video.set_src_object(Some(&stream));
        *self.stream.borrow_mut() = Some(stream);
        if let Ok(playing) = self.finder.video.play() {
            let _ = JsFuture::from(playing).await;
        }
        if self.done.get() {
            return;
        }
        self.finder.ready();
        self.look();
    }

    /// Looks once, and again when that is done.
    fn look(self: &Rc<Self>) {
        if self.done.get() || !self.finder.video.is_connected() {
            return self.close("");
        }
        let camera = Rc::clone(self);
        // Not faster than a screen shows it, and not while nobody sees it.
        finder::next_frame(move || {
            if camera.done.get() {
                return;
            }
            spawn_local(async move {
                if !camera.busy.get() && camera.send().await.is_some() {
                    return;
                }
                // Nothing to see yet.
                let again = Rc::clone(&camera);
                Timeout::new(100, move || again.look()).forget();
            });
        });
    }

    /// Hands the Worker what the camera sees now.
    async fn send(&self) -> Option<()> {
        let video = &self.finder.video;
        if video.ready_state() < 2 || video.video_width() == 0 {
            return None;
        }
        let making = web_sys::window()?.create_image_bitmap_with_html_video_element(video).ok()?;
        let frame: ImageBitmap = JsFuture::from(making).await.ok()?.unchecked_into();
        let looks = self.looks.get().wrapping_add(1);
        self.looks.set(looks);
        let said = js_sys::Object::new();
        let reads = JsValue::from_bool(looks.checked_rem(READS) == Some(0));
        for (name, value) in [("module", &self.module), ("frame", frame.as_ref()), ("reads", &reads)] {
            Reflect::set(&said, &JsValue::from_str(name), value).ok()?;
        }
        self.busy.set(true);
        self.lens.post_message_with_transfer(&said, &Array::of1(&frame)).ok()
    }

    fn hear(self: &Rc<Self>, said: &JsValue) {
        self.busy.set(false);
        if self.done.get() {
            return;
        }
        if field(said, "failed").is_truthy() {
            self.finder.say(BY_HAND);
            return;
        }
        let corners = field(said, "corners").dyn_into::<Float32Array>().map(|list| list.to_vec()).unwrap_or_default();
        let is_good = field(said, "good").is_truthy();
        self.finder.mark(&corners, is_good);
        self.good.set(if is_good { self.good.get().saturating_add(1) } else { 0 });
        let now = js_sys::Date::now();
        if let Some(words) = field(said, "words").as_string()
            && now - self.advised.get() > STANDS
            && self.finder.say(&words)
        {
            self.advised.set(now);
        }
        self.finder.note_looks(self.looks.get());
        let is_time = self.good.get() >= STEADY || field(said, "read").is_truthy();
        if is_time && self.finder.auto.checked() { self.take() } else { self.look() }
    }

    /// Takes the picture as the camera sees it, in full size.
    fn take(self: &Rc<Self>) {
        let camera = Rc::clone(self);
        spawn_local(async move {
            let Some(picture) = camera.picture().await.filter(|_| !camera.done.get()) else { return };
            camera.close("The picture was taken.");
            camera.hand_over(&picture);
        });
    }

    async fn picture(&self) -> Option<File> {
        let video = &self.finder.video;
        let canvas = finder::canvas(video.video_width(), video.video_height())?;
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.unchecked_into();
        context.draw_image_with_html_video_element(video, 0.0, 0.0).ok()?;
        let blob: Blob = stream::encoded(&canvas).await?;
        canvas.set_width(0);
        let options = FilePropertyBag::new();
        options.set_type("image/jpeg");
        File::new_with_blob_sequence_and_options(&Array::of1(&blob), "photo.jpg", &options).ok()
    }

    fn hand_over(&self, picture: &File) -> Option<()> {
        let files = DataTransfer::new().ok()?;
        files.items().add_with_file(picture).ok()?;
        self.input.set_files(files.files().as_ref());
        let bubbles = EventInit::new();
        bubbles.set_bubbles(true);
        self.input.dispatch_event(&Event::new_with_event_init_dict("change", &bubbles).ok()?).ok().map(drop)
    }

    /// Ends it: the camera goes off, its code is gone, and the focus is where the picture goes.
    fn close(&self, why: &str) {
        if self.done.replace(true) {
            return;
        }
        if let Some(stream) = self.stream.borrow_mut().take() {
            stream::stop(&stream);
        }
        self.finder.video.set_src_object(None);
        self.lens.set_onmessage(None);
        self.lens.set_onerror(None);
        self.lens.terminate();
        self.finder.close(why);
        let _ = self.input.focus();
    }
}
