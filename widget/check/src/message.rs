//! What Worker and page say to each other: objects with few fields.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

/// An object of named values.
pub fn object(fields: &[(&str, &JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// A field, `undefined` where there is none.
pub fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// A field that is text.
pub fn text(object: &JsValue, name: &str) -> Option<String> {
    field(object, name).as_string()
}
