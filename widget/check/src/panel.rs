//! What a person sees of one file: that it is being looked at, then the picture with what was found marked in it, and in
//! words. One status message for each result. Whatever it says, the picture can be sent.

use crate::cover::{Covered, Covers};
use crate::dom::{append, attribute, by_id, clear, document, element, on, region};
use crate::message::{field, object, text};
use crate::picture;
use crate::shown::{Found, verdict_json};
use forthright_evidence::{State, Verdict};
use gloo_timers::callback::Timeout;
use js_sys::Function;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, Event, HtmlElement, MessageEvent, Worker};

/// Why there is nothing to show.
const TOO_LONG: &str = "The picture could not be opened in time. Choose it again, or choose a smaller one.";
const STOPPED: &str = "You stopped before the picture was ready. Choose it again, or choose another.";
const NOT_COVERED: &str = "The cover could not be added to the picture. Choose the file again.";

/// How long reading may take once the picture is drawn.
const READING: u32 = 3_000;
/// How long drawing may take.
const DRAWING: u32 = 20_000;

#[wasm_bindgen(module = "/src/worker.js")]
extern "C" {
    /// A new Web Worker: forms start the one beside their code, the page that works offline its own.
    #[wasm_bindgen(catch, js_name = startWorker)]
    fn start_worker(sends: bool) -> Result<Worker, JsValue>;
}

thread_local! {
    /// What is being looked at, by the place it is shown in.
    static OPEN: RefCell<BTreeMap<String, Weak<Panel>>> = const { RefCell::new(BTreeMap::new()) };
}

struct Panel {
    /// Where it is shown, with the region that speaks; both stay.
    host: HtmlElement,
    status: HtmlElement,
    /// What is shown of this very file. Once it is out of the page, nothing is said of the file any more.
    place: HtmlElement,
    cancel: HtmlElement,
    tell: Function,
    worker: RefCell<Option<Worker>>,
    timer: RefCell<Option<Timeout>>,
    /// Until it was looked at.
    file: RefCell<Option<Blob>>,
    told: String,
    /// Whether the file is a PDF, which is sent as it is.
    pdf: Cell<bool>,
    picture: RefCell<Option<Blob>>,
    done: Cell<bool>,
    /// How long reading took, in milliseconds.
    took: Cell<f64>,
    /// Whether it is looked at in order to be sent.
    sends: bool,
}

/// Shows a file in a host, in place of what was there before: that has nothing to say any more.
pub fn open(host: HtmlElement, file: Blob, told: String, tell: Function, sends: bool) {
    clear(&host);
    let Some(((words, cancel), place)) = element("p", "", "Looking at the document on your device…")
        .zip(element("button", "second", "Stop looking"))
        .zip(element("div", "", ""))
    else {
        return;
    };
    attribute(&cancel, "type", "button");
    let Some(status) = region(&host, "status") else { return };
    append(&status, &words);
    append(&place, &cancel);
    append(&host, &place);
    let panel = Rc::new(Panel {
        host,
        status,
        place,
        cancel,
        tell,
        worker: RefCell::default(),
        timer: RefCell::default(),
        file: RefCell::new(Some(file)),
        told,
        pdf: Cell::new(false),
        picture: RefCell::default(),
        done: Cell::new(false),
        took: Cell::new(0.0),
        sends,
    });
    let before = OPEN.with_borrow_mut(|open| open.insert(panel.host.id(), Rc::downgrade(&panel)));
    if let Some(before) = before.and_then(|before| before.upgrade()) {
        before.end();
    }
    let stopped = Rc::clone(&panel);
    on(&panel.cancel, "click", move |_: Event| stopped.late(STOPPED));
    if panel.begin().is_none() {
        panel.fail(TOO_LONG);
    }
}

impl Panel {
    fn begin(self: &Rc<Self>) -> Option<()> {
        let worker = start_worker(self.sends).ok()?;
        let panel = Rc::clone(self);
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| panel.hear(&event.data()));
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        heard.forget();
        let panel = Rc::clone(self);
        let failed = Closure::<dyn FnMut(Event)>::new(move |_: Event| panel.late(TOO_LONG));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        failed.forget();
        *self.worker.borrow_mut() = Some(worker);
        self.wait(DRAWING);
        self.ask(&JsValue::UNDEFINED)
    }

    /// Hands the file to the Worker. `pdf`: the code that reads PDFs, where it is one.
    fn ask(&self, pdf: &JsValue) -> Option<()> {
        let (module, told) = (wasm_bindgen::module(), JsValue::from_str(&self.told));
        let file = self.file.borrow().clone()?;
        let said = object(&[("module", &module), ("file", &file), ("told", &told), ("pdf", pdf)]);
        self.worker.borrow().as_ref()?.post_message(&said).ok()
    }

    /// A PDF is looked into with code of its own.
    fn look_into(self: &Rc<Self>) {
        self.pdf.set(true);
        let panel = Rc::clone(self);
        spawn_local(async move {
            let module = crate::pdf::module().await;
            if panel.done.get() {
                return;
            }
            panel.wait(DRAWING);
            if module.ok().and_then(|module| panel.ask(&module)).is_none() {
                panel.late(TOO_LONG);
            }
        });
    }

    fn wait(self: &Rc<Self>, milliseconds: u32) {
        let panel = Rc::clone(self);
        *self.timer.borrow_mut() = Some(Timeout::new(milliseconds, move || panel.late(TOO_LONG)));
    }

    fn hear(self: &Rc<Self>, said: &JsValue) {
        if self.done.get() {
            return;
        }
        if field(said, "failed").is_truthy() {
            self.late(TOO_LONG);
        } else if let Some(problem) = text(said, "problem") {
            self.fail(&problem);
        } else if field(said, "drawn").is_truthy() {
            self.wait(READING);
        } else if field(said, "pdf").is_truthy() {
            self.look_into();
        } else if let Ok(picture) = field(said, "picture").dyn_into::<Blob>() {
            *self.picture.borrow_mut() = Some(picture);
            self.wait(READING);
        } else {
            self.took.set(field(said, "took").as_f64().unwrap_or(0.0));
            let found = Found::of_js(&field(said, "found"));
            self.show(found.unwrap_or_else(|| self.nothing_told()));
        }
    }

    /// It took too long, was stopped, or the Worker failed.
    fn late(self: &Rc<Self>, why: &str) {
        if self.done.get() {
            return;
        }
        if self.pdf.get() || self.picture.borrow().is_some() {
            self.show(self.nothing_told());
        } else {
            self.fail(why);
        }
    }

    /// Ends the Worker: what it held is gone, and the file as it was chosen is let go.
    fn end(&self) {
        self.done.set(true);
        *self.file.borrow_mut() = None;
        *self.timer.borrow_mut() = None;
        if let Some(worker) = self.worker.borrow_mut().take() {
            worker.set_onmessage(None);
            worker.set_onerror(None);
            worker.terminate();
        }
    }

    fn fail(&self, problem: &str) {
        self.end();
        if !self.place.is_connected() {
            return;
        }
        let had_focus = self.cancel_has_focus();
        clear(&self.host);
        if had_focus && let Some(field) = self.host.get_attribute("data-field").and_then(|id| by_id::<HtmlElement>(&id))
        {
            let _ = field.focus();
        }
        self.say(&object(&[("problem", &JsValue::from_str(problem))]));
    }

    fn cancel_has_focus(&self) -> bool {
        document().and_then(|document| document.active_element()).as_ref() == Some(self.cancel.as_ref())
    }

    fn say(&self, what: &JsValue) {
        let _ = self.tell.call1(&JsValue::NULL, what);
    }

    fn show(self: &Rc<Self>, found: Found) {
        self.end();
        if !self.place.is_connected() {
            return;
        }
        let had_focus = self.cancel_has_focus();
        self.cancel.remove();
        if let Some(words) = words(&found.verdict, self.sends) {
            self.status.set_text_content(None);
            append(&self.status, &words);
        }
        if had_focus {
            attribute(&self.status, "tabindex", "-1");
            let _ = self.status.focus();
        }
        if let Some(seems) = found.verdict.seems {
            // Whoever asked chooses it and looks again: what is shown now is not read to its end.
            self.say(&object(&[("seems", &JsValue::from_str(seems.name()))]));
        }
        let json = verdict_json(&found.verdict);
        if self.pdf.get() {
            if self.sends
                && let Some(note) = element("p", "", "This is a PDF. It will be sent as it is.")
            {
                append(&self.status, &note);
            }
            self.say(&object(&[("pdf", &JsValue::TRUE), ("verdict", &JsValue::from_str(&json))]));
        }
        let Some(picture) = self.picture.borrow_mut().take() else { return };
        self.tell_picture(&picture, &json);
        let panel = Rc::clone(self);
        spawn_local(async move {
            let Some(stage) = element("div", "stage", "") else { return };
            let Some(canvas) = picture::drawn(&picture, &found.marks, panel.sends).await else { return };
            append(&stage, &canvas);
            append(&panel.place, &stage);
            if let Some(legend) = picture::legend(&found.marks) {
                append(&panel.place, &legend);
            }
            if panel.sends {
                let place = panel.place.clone();
                Covers::begin(&place, stage, picture, move |covered| match covered {
                    Covered::Working => {
                        panel.say(&object(&[("working", &JsValue::TRUE), ("covered", &JsValue::TRUE)]));
                    }
                    // What was read may be what is covered: it does not travel.
                    Covered::Done(blob, true) => {
                        panel.tell_picture(&blob, &verdict_json(&covered_verdict(&found.verdict)))
                    }
                    Covered::Done(blob, false) => panel.tell_picture(&blob, &json),
                    Covered::Failed => panel.fail(NOT_COVERED),
                });
            }
        });
    }

    fn nothing_told(&self) -> Found {
        let verdict = if self.pdf.get() { Verdict::pdf_not_told() } else { Verdict::could_not_tell() };
        Found::words(verdict)
    }

    fn tell_picture(&self, picture: &Blob, verdict: &str) {
        let took = JsValue::from_f64(self.took.get());
        self.say(&object(&[("picture", picture), ("verdict", &JsValue::from_str(verdict)), ("took", &took)]));
    }
}

fn covered_verdict(before: &Verdict) -> Verdict {
    let lines = vec!["The person covered part of it after this check.".to_owned()];
    Verdict { state: before.state, lines, seems: None }
}

/// The verdict in words.
fn words(verdict: &Verdict, sends: bool) -> Option<HtmlElement> {
    let good = verdict.state == State::LooksReady;
    let block = element("div", if good { "verdict good" } else { "verdict" }, "")?;
    let head = element("p", "", "")?;
    append(&head, &element("strong", "", &format!("{}. ", verdict.state.words()))?);
    if !good && sends {
        append(&head, &element("span", "", "You can still send it.")?);
    }
    append(&block, &head);
    let list = element("ul", "", "")?;
    for line in &verdict.lines {
        append(&list, &element("li", "", line)?);
    }
    append(&block, &list);
    Some(block)
}
