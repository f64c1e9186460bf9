//! The website's cookie list, read from the object that the loader fetched. Reading six fields by hand keeps a JSON
//! parser and number formatting out of the bundle (20 kB brotli).

use forthright_consent::{Basis, Category, Cookie, Service, Site};
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::JsValue;

/// The site, or `None` when the object is not a site's cookie list.
pub fn read(value: &JsValue) -> Option<Site> {
    let services = Array::from(&field(value, "services")?);
    Some(Site {
        id: text(value, "id")?,
        name: text(value, "name")?,
        revision: 0,
        origins: Vec::new(),
        cookie_domain: None,
        services: services.iter().map(|one| service(&one)).collect::<Option<_>>()?,
    })
}

fn service(value: &JsValue) -> Option<Service> {
    let cookies = Array::from(&field(value, "cookies")?);
    Some(Service {
        id: text(value, "id")?,
        name: text(value, "name")?,
        provider: text(value, "provider")?,
        purpose: text(value, "purpose")?,
        category: Category::from_name(&text(value, "category")?)?,
        basis: Basis::from_name(&text(value, "basis")?)?,
        cookies: cookies.iter().map(|one| cookie(&one)).collect::<Option<_>>()?,
    })
}

fn cookie(value: &JsValue) -> Option<Cookie> {
    Some(Cookie { name: text(value, "name")?, purpose: text(value, "purpose")?, duration: text(value, "duration")? })
}

fn text(value: &JsValue, name: &str) -> Option<String> {
    field(value, name)?.as_string()
}

fn field(value: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(value, &JsValue::from_str(name)).ok()
}
