//! The website's cookie list, read from the object that the loader fetched.

use crate::words::{field, list, text};
use forthright_consent::{Basis, Category, Change, Cookie, Kind, Service, Site};
use wasm_bindgen::prelude::JsValue;

/// The site, or `None` when the object is not a site's cookie list.
pub fn read(value: &JsValue) -> Option<Site> {
    Some(Site {
        id: text(value, "id")?,
        name: text(value, "name")?,
        revision: 0,
        origins: Vec::new(),
        cookie_domain: None,
        signals: Vec::new(),
        services: list(value, "services").iter().map(|one| service(&one)).collect::<Option<_>>()?,
        changes: list(value, "changes").iter().map(|one| change(&one)).collect::<Option<_>>()?,
    })
}

fn service(value: &JsValue) -> Option<Service> {
    Some(Service {
        id: text(value, "id")?,
        number: 0,
        since: 0,
        name: text(value, "name")?,
        provider: text(value, "provider")?,
        notice: text(value, "notice"),
        purpose: text(value, "purpose")?,
        purposes: Vec::new(),
        category: Category::from_name(&text(value, "category")?)?,
        basis: Basis::from_name(&text(value, "basis")?)?,
        transfer: text(value, "transfer")?,
        reload: false,
        cookies: list(value, "cookies").iter().map(|one| cookie(&one)).collect::<Option<_>>()?,
    })
}

fn cookie(value: &JsValue) -> Option<Cookie> {
    Some(Cookie {
        name: text(value, "name")?,
        kind: Kind::from_name(&text(value, "kind")?)?,
        purpose: text(value, "purpose")?,
        duration: text(value, "duration")?,
        path: None,
        domain: None,
    })
}

fn change(value: &JsValue) -> Option<Change> {
    // Revisions are small whole numbers.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let revision = field(value, "revision")?.as_f64()? as u32;
    Some(Change { revision, text: text(value, "text")? })
}
