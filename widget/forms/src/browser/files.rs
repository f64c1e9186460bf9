//! A chosen file: looked at by a bundle of its own, kept for sending.

use super::check_bundle;
use crate::state::FileNote;
use forthright_evidence::{FileType, Told, Verdict};
use js_sys::Reflect;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::collections::BTreeMap;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, Element, Event, EventInit, HtmlElement, HtmlInputElement};

const AS_SENT: &str = "This is the picture as it will be sent. Hidden data, such as where it was taken, is removed.";

/// A document that is ready to be sealed.
#[derive(Clone)]
pub struct Prepared {
    pub blob: Blob,
    pub file_type: FileType,
    pub verdict: Option<Verdict>,
}

thread_local! {
    /// How many files were chosen or taken out so far in each place: what is found of an earlier one is void.
    static TURNS: RefCell<BTreeMap<u8, u32>> = const { RefCell::new(BTreeMap::new()) };
    /// What the last file in each place was compared with; nothing once a part of it was covered.
    static COMPARED: RefCell<BTreeMap<u8, Told>> = const { RefCell::new(BTreeMap::new()) };
    static PREPARED: RefCell<BTreeMap<u8, Prepared>> = const { RefCell::new(BTreeMap::new()) };
}

/// The documents that are ready, by their number.
pub fn prepared() -> BTreeMap<u8, Prepared> {
    PREPARED.with_borrow(Clone::clone)
}

/// Somebody chose a file in slot `n`, or took it out again. `panel`: where what is found is shown.
pub fn file_chosen(n: u8, field: &str, panel: &str, told: Told, notes: RwSignal<Vec<FileNote>>) {
    let input = document().get_element_by_id(field).and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
    let file = input.and_then(|input| input.files()).and_then(|files| files.get(0));
    let host = document().get_element_by_id(panel).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    PREPARED.with_borrow_mut(|prepared| prepared.remove(&n));
    COMPARED.with_borrow_mut(|compared| compared.remove(&n));
    let turn = next_turn(n);
    let kind_field = field.replace("-file", "-kind");
    set(n, notes, FileNote { working: file.is_some(), ..FileNote::default() });
    let Some(host) = host else { return };
    clear(&host);
    let Some(file) = file else { return };
    COMPARED.with_borrow_mut(|compared| compared.insert(n, told.clone()));
    spawn_local(async move {
        let Ok(bundle) = check_bundle::fetch().await else {
            let problem =
                "The code that checks documents did not load. Check your connection and choose the file again.";
            return if is_latest(n, turn) {
                set(n, notes, FileNote { problem: problem.to_owned(), ..FileNote::default() });
            };
        };
        if !is_latest(n, turn) {
            return;
        }
        let original: Blob = file.clone().unchecked_into();
        let tell = Closure::<dyn FnMut(JsValue)>::new(move |said: JsValue| {
            if !is_latest(n, turn) {
                return;
            }
            if let Some(kind) = Reflect::get(&said, &JsValue::from_str("seems")).ok().and_then(|kind| kind.as_string())
            {
                choose_kind(&kind_field, &kind);
            } else {
                let note = take(n, &said, &original);
                set(n, notes, note);
            }
        });
        let told = serde_json::to_string(&told).unwrap_or_default();
        bundle.check(&host, &file, &told, tell.as_ref().unchecked_ref());
        tell.forget();
    });
}

/// The kind that the page chose by itself.
const SEEMS: &str = "data-seems";

/// Chooses the kind that a document clearly has, where nobody has said one.
fn choose_kind(field: &str, kind: &str) {
    let Some(select) = document().get_element_by_id(field) else { return };
    if chosen(&select).is_empty() {
        let _ = select.set_attribute(SEEMS, kind);
        change(&select, kind);
    }
}

/// Another file is chosen: what the page chose for the last one says nothing of it; what the person chose stays.
pub fn forget_kind(file_field: &str) {
    let select = document().get_element_by_id(&file_field.replace("-file", "-kind"));
    if let Some(select) =
        select.filter(|select| select.get_attribute(SEEMS).is_some_and(|seems| seems == chosen(select)))
    {
        change(&select, "");
    }
}

fn chosen(select: &Element) -> String {
    Reflect::get(select, &JsValue::from_str("value")).ok().and_then(|value| value.as_string()).unwrap_or_default()
}

/// A change like any other: the file is looked at again with it.
fn change(select: &Element, kind: &str) {
    if Reflect::set(select, &JsValue::from_str("value"), &JsValue::from_str(kind)).is_ok() {
        let bubbles = EventInit::new();
        bubbles.set_bubbles(true);
        if let Ok(event) = Event::new_with_event_init_dict("change", &bubbles) {
            let _ = select.dispatch_event(&event);
        }
    }
}

/// What a person told may have changed: a file that was compared with something else is looked at again.
pub fn told_anew(n: u8, field: &str, panel: &str, told: Told, notes: RwSignal<Vec<FileNote>>) {
    if COMPARED.with_borrow(|compared| compared.get(&n).is_some_and(|before| *before != told)) {
        file_chosen(n, field, panel, told, notes);
    }
}

/// Takes away what is shown of a file. The region that speaks comes first; it stays, empty: a new one would not be heard.
fn clear(host: &HtmlElement) {
    if let Some(region) = host.first_element_child() {
        region.set_text_content(None);
    }
    while let Some(last) = host.last_element_child().filter(|last| last.previous_element_sibling().is_some()) {
        last.remove();
    }
}

fn next_turn(n: u8) -> u32 {
    TURNS.with_borrow_mut(|turns| {
        let turn = turns.entry(n).or_default();
        *turn = turn.wrapping_add(1);
        *turn
    })
}

fn is_latest(n: u8, turn: u32) -> bool {
    TURNS.with_borrow(|turns| turns.get(&n) == Some(&turn))
}

/// The form is drawn anew, with nothing chosen.
pub fn forget_all() {
    PREPARED.with_borrow_mut(BTreeMap::clear);
    COMPARED.with_borrow_mut(BTreeMap::clear);
    TURNS.with_borrow_mut(|turns| turns.values_mut().for_each(|turn| *turn = turn.wrapping_add(1)));
}

/// A photo was taken: it is as if it had been chosen.
pub fn photo_taken(camera: &str, field: &str) {
    let input = |id: &str| document().get_element_by_id(id)?.dyn_into::<HtmlInputElement>().ok();
    let Some((camera, input)) = input(camera).zip(input(field)) else { return };
    if let (Some(files), Ok(event)) = (camera.files().filter(|files| files.length() > 0), Event::new("change")) {
        input.set_files(Some(&files));
        let _ = input.dispatch_event(&event);
    }
}

/// Whether the browser has a camera that may be asked for.
pub fn has_camera() -> bool {
    // Pages without https have none.
    Reflect::get(&window().navigator(), &JsValue::from_str("mediaDevices")).is_ok_and(|devices| devices.is_object())
}

/// Opens the camera in the place where a file is shown; what is taken is as if it had been chosen.
pub fn open_camera(host: &str, field: &str, kind: &str) {
    let element = |id: &str| document().get_element_by_id(id);
    let host = element(host).and_then(|host| host.dyn_into::<HtmlElement>().ok());
    let input = element(field).and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
    let (Some((host, input)), kind) = (host.zip(input), kind.to_owned()) else { return };
    spawn_local(async move {
        match check_bundle::fetch().await {
            Ok(bundle) => bundle.camera(&host, &input, &kind, true),
            // The file field is still there.
            Err(_) => drop(input.focus()),
        }
    });
}

/// Keeps what is to be sent, and what the page says about it.
fn take(n: u8, said: &JsValue, original: &Blob) -> FileNote {
    let field = |name: &str| Reflect::get(said, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED);
    PREPARED.with_borrow_mut(|all| all.remove(&n));
    if let Some(problem) = field("problem").as_string() {
        COMPARED.with_borrow_mut(|compared| compared.remove(&n));
        return FileNote { problem, ..FileNote::default() };
    }
    if field("covered").is_truthy() {
        COMPARED.with_borrow_mut(|compared| compared.remove(&n));
    }
    if field("working").is_truthy() {
        // A cover is put into a picture that is there already: nothing else changes on the page for that moment.
        return FileNote { working: true, words: AS_SENT.to_owned(), ..FileNote::default() };
    }
    let verdict: Option<Verdict> = field("verdict").as_string().and_then(|json| serde_json::from_str(&json).ok());
    let state = verdict.as_ref().map(|verdict| verdict.state);
    let (prepared, words) = match field("picture").dyn_into::<Blob>() {
        Ok(blob) => (Prepared { blob, file_type: FileType::Jpeg, verdict }, AS_SENT),
        Err(_) => (Prepared { blob: original.clone(), file_type: FileType::Pdf, verdict }, ""),
    };
    PREPARED.with_borrow_mut(|all| all.insert(n, prepared));
    FileNote { words: words.to_owned(), ready: true, state, ..FileNote::default() }
}

fn set(n: u8, notes: RwSignal<Vec<FileNote>>, note: FileNote) {
    notes.update(|notes| {
        if let Some(slot) = notes.get_mut(usize::from(n).saturating_sub(1)) {
            *slot = note;
        }
    });
}
