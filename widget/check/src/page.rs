//! The page `/check`: a picture is looked at without a request being made.

use crate::dom::{by_id, element, on};
use crate::message::{object, text};
use crate::panel;
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, HtmlElement, HtmlInputElement, HtmlSelectElement};

pub fn start() {
    let Some(form) = by_id::<HtmlElement>("check") else { return };
    form.set_hidden(false);
    if let Some(plain) = by_id::<HtmlElement>("check-plain") {
        plain.remove();
    }
    // Now, so that nothing is fetched once a document is chosen.
    spawn_local(async {
        let _ = crate::pdf::module().await;
    });
    for id in ["check-file", "check-camera"] {
        let Some(input) = by_id::<HtmlInputElement>(id) else { continue };
        let own = input.clone();
        on(&input, "change", move |_: Event| {
            let file = own.files().and_then(|files| files.get(0));
            if let Some(file) = file {
                look(file.unchecked_into());
            }
            // The same file can be chosen once more.
            own.set_value("");
        });
    }
}

fn look(file: web_sys::Blob) {
    let Some(old) = by_id::<HtmlElement>("check-result") else { return };
    // A new one for each file: what is still being found of the last one goes nowhere.
    let Some(host) = old.clone_node().ok().and_then(|node| node.dyn_into::<HtmlElement>().ok()) else { return };
    let _ = old.replace_with_with_node_1(&host);
    let shown = host.clone();
    let tell = Closure::<dyn FnMut(JsValue)>::new(move |said: JsValue| {
        if let Some(words) = text(&said, "problem")
            && let Some(note) = element("p", "inset", &words)
        {
            let _ = note.set_attribute("role", "alert");
            shown.set_text_content(None);
            let _ = shown.append_child(&note);
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
