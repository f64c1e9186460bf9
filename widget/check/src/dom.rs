//! Elements with little ceremony.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Event, HtmlElement, Window};

pub fn window() -> Option<Window> {
    web_sys::window()
}

pub fn document() -> Option<Document> {
    window()?.document()
}

/// An element with a class and text, either of them empty for none.
pub fn element(tag: &str, class: &str, text: &str) -> Option<HtmlElement> {
    let element: HtmlElement = document()?.create_element(tag).ok()?.unchecked_into();
    if !class.is_empty() {
        element.set_class_name(class);
    }
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    Some(element)
}

pub fn attribute(element: &HtmlElement, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

pub fn append(parent: &HtmlElement, child: &HtmlElement) {
    let _ = parent.append_child(child);
}

/// The element with this id.
pub fn by_id<T: JsCast>(id: &str) -> Option<T> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// What is spoken when it changes: inside a place of the page, empty until there is something to say. `role` is `status` or
/// `alert`.
pub fn region(place: &HtmlElement, role: &str) -> Option<HtmlElement> {
    let found = place.query_selector(&["[role=", role, "]"].concat()).ok().flatten();
    if let Some(found) = found {
        return Some(found.unchecked_into());
    }
    let made = element("div", "", "")?;
    attribute(&made, "role", role);
    append(place, &made);
    Some(made)
}

/// Empties a place but for its regions, which stay and are emptied: one that came together with its words would not be spoken.
pub fn clear(place: &HtmlElement) {
    while let Some(last) = place.last_element_child().filter(|last| !last.has_attribute("role")) {
        last.remove();
    }
    for role in ["status", "alert"] {
        if let Some(region) = place.query_selector(&["[role=", role, "]"].concat()).ok().flatten() {
            region.set_text_content(None);
        }
    }
}

/// Listens for as long as the element lives.
pub fn on<E: JsCast>(target: &HtmlElement, name: &str, mut act: impl FnMut(E) + 'static) {
    let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| act(event.unchecked_into()));
    let _ = target.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    listener.forget();
}

/// A style that the page's policy allows, because a script sets it.
pub fn style(element: &HtmlElement, name: &str, value: &str) {
    let _ = element.style().set_property(name, value);
}
