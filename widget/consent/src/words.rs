//! The words of the language and what the loader knows, read from the objects it hands over. Reading fields by hand keeps a
//! JSON parser out of the bundle (20 kB brotli).

use forthright_consent::Words;
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::JsValue;

/// One language's words, as `assets/loader/words-*.js` exports them.
pub struct PageWords(pub JsValue);

impl Words for PageWords {
    fn word(&self, section: &str, key: &str) -> String {
        field(&self.0, section).and_then(|section| text(&section, key)).unwrap_or_default()
    }
}

/// What the loader knows when it opens the preference centre.
pub struct State {
    /// Ids of the services that are on.
    pub on: Vec<String>,
    /// Whether there is a choice, and the revision it was made for.
    pub decided: Option<f64>,
    /// Whether the browser sends Global Privacy Control.
    pub gpc: bool,
    /// Address of the receipt; empty without a choice.
    pub receipt: String,
    /// Codes and names of the languages to choose from.
    pub languages: Vec<(String, String)>,
}

impl State {
    /// Reads it; what is missing counts as no.
    pub fn read(value: &JsValue) -> Self {
        let yes = |name: &str| field(value, name).is_some_and(|value| value.is_truthy());
        let revision = field(value, "revision").and_then(|revision| revision.as_f64());
        let pair =
            |pair: JsValue| Some((Array::from(&pair).get(0).as_string()?, Array::from(&pair).get(1).as_string()?));
        Self {
            on: list(value, "on").iter().filter_map(|id| id.as_string()).collect(),
            decided: revision.filter(|_| yes("decided")),
            gpc: yes("gpc"),
            receipt: text(value, "receipt").unwrap_or_default(),
            languages: list(value, "languages").iter().filter_map(pair).collect(),
        }
    }
}

/// A text field.
pub fn text(value: &JsValue, name: &str) -> Option<String> {
    field(value, name)?.as_string()
}

/// A list; empty if it is none.
pub fn list(value: &JsValue, name: &str) -> Array {
    field(value, name).filter(Array::is_array).map(|list| Array::from(&list)).unwrap_or_default()
}

/// Any field.
pub fn field(value: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(value, &JsValue::from_str(name)).ok()
}
