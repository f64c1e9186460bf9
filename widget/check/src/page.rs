//! The page `/check`: a picture is looked at without a request being made.

use crate::dom::{append, attribute, by_id, clear, element, on, region};
use crate::message::{field, object, text};
use crate::panel;
use forthright_evidence::WHAT_IS_IT;
use js_sys::Array;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, HtmlElement, HtmlInputElement, HtmlSelectElement};

thread_local! {
    /// The file that was chosen last, and in which control, until the page is left: it is looked at again when what was told of it changes.
    static FILE: RefCell<Option<(web_sys::Blob, HtmlInputElement)>> = const { RefCell::new(None) };
}

/// The kind that the page chose by itself.
const SEEMS: &str = "data-seems";

pub fn start() {
    let Some(form) = by_id::<HtmlElement>("check") else { return };
    form.set_class_name("");
    if let Some(plain) = by_id::<HtmlElement>("check-plain") {
        plain.remove();
    }
    // Now, so that nothing is fetched once a document is chosen.
    spawn_local(async {
        let _ = crate::pdf::module().await;
        crate::prepare_camera().await;
    });
    for id in ["check-kind", "check-name", "check-birth"] {
        if let Some(control) = by_id::<HtmlElement>(id) {
            on(&control, "change", |_: Event| {
                if let Some((file, input)) = FILE.with_borrow(Clone::clone) {
                    look(file, &input);
                }
            });
        }
    }
    offer_camera();
    for id in ["check-file", "check-camera"] {
        let Some(input) = by_id::<HtmlInputElement>(id) else { continue };
        let own = input.clone();
        let chosen = move || {
            let file = own.files().and_then(|files| files.get(0));
            if let Some(file) = file {
                let file: web_sys::Blob = file.unchecked_into();
                FILE.set(Some((file.clone(), own.clone())));
                forget_kind();
                look(file, &own);
            }
            // The same file can be chosen once more.
            own.set_value("");
        };
        // What was chosen while this was on its way.
        chosen();
        on(&input, "change", move |_: Event| chosen());
    }
}

/// Where the browser has a camera, it opens in the page.
fn offer_camera() {
    let (Some(place), Some(input), Some(host)) = (
        by_id::<HtmlElement>("check-live"),
        by_id::<HtmlInputElement>("check-camera"),
        by_id::<HtmlElement>("check-result"),
    ) else {
        return;
    };
    // Pages without https have none.
    let devices = crate::dom::window().map(|window| field(&window.navigator(), "mediaDevices"));
    place.set_hidden(!devices.is_some_and(|devices| devices.is_object()));
    on(&place, "click", move |_: Event| {
        let kind = by_id::<HtmlSelectElement>("check-kind").map(|select| select.value()).unwrap_or_default();
        let (host, input) = (host.clone(), input.clone());
        spawn_local(async move {
            crate::camera(host, input, kind, false).await;
        });
    });
}

/// What the page chose for the last file says nothing of another one; what the person chose stays.
fn forget_kind() {
    let select = by_id::<HtmlSelectElement>("check-kind");
    if let Some(select) =
        select.filter(|select| select.get_attribute(SEEMS).is_some_and(|seems| seems == select.value()))
    {
        select.set_value("");
    }
}

/// Asks what the document is, unless that was said.
fn ask_kind() {
    let (Some(select), Some(error)) =
        (by_id::<HtmlSelectElement>("check-kind"), by_id::<HtmlElement>("check-kind-error"))
    else {
        return;
    };
    let is_said = !select.value().is_empty();
    error.set_hidden(is_said);
    error.set_text_content((!is_said).then_some(WHAT_IS_IT));
    if is_said {
        let _ = select.remove_attribute("aria-invalid");
        let _ = select.remove_attribute("aria-describedby");
    } else {
        attribute(&select, "aria-invalid", "true");
        attribute(&select, "aria-describedby", "check-kind-error");
    }
}

/// Looks at a file that was chosen in `input`, which is told what is wrong with it.
fn look(file: web_sys::Blob, input: &HtmlInputElement) {
    ask_kind();
    let Some(host) = by_id::<HtmlElement>("check-result") else { return };
    for id in ["check-file", "check-camera"] {
        if let Some(input) = by_id::<HtmlElement>(id) {
            let _ = input.remove_attribute("aria-invalid");
            let _ = input.remove_attribute("aria-describedby");
        }
    }
    let (shown, input, again) = (host.clone(), input.clone(), file.clone());
    let tell = Closure::<dyn FnMut(JsValue)>::new(move |said: JsValue| {
        let select = by_id::<HtmlSelectElement>("check-kind").filter(|select| select.value().is_empty());
        if let Some((kind, select)) = text(&said, "seems").zip(select) {
            select.set_value(&kind);
            attribute(&select, SEEMS, &kind);
            look(again.clone(), &input);
        } else if let Some(words) = text(&said, "problem")
            && let Some((note, alert)) = element("p", "inset", &words).zip(region(&shown, "alert"))
        {
            clear(&shown);
            append(&alert, &note);
            attribute(&input, "aria-invalid", "true");
            attribute(&input, "aria-describedby", &alert.id());
        }
    });
    panel::open(host, file, told(), tell.as_ref().unchecked_ref::<js_sys::Function>().clone(), false);
    tell.forget();
}

/// What the person told, as JSON.
fn told() -> String {
    let kind = by_id::<HtmlSelectElement>("check-kind").map(|select| select.value()).unwrap_or_default();
    let value = |id: &str| by_id::<HtmlInputElement>(id).map(|input| input.value()).unwrap_or_default();
    let now = js_sys::Date::new_0();
    let today: Array = [now.get_full_year(), now.get_month().saturating_add(1), now.get_date()]
        .into_iter()
        .map(JsValue::from)
        .collect();
    let said = object(&[
        ("kind", &if kind.is_empty() { JsValue::NULL } else { JsValue::from_str(&kind) }),
        ("name", &JsValue::from_str(&value("check-name"))),
        ("birth", &JsValue::from_str(&value("check-birth"))),
        ("today", &today),
    ]);
    js_sys::JSON::stringify(&said).map(String::from).unwrap_or_default()
}
