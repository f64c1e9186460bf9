//! Live answers in the register's pages: the same views that the Worker renders, drawn anew while somebody types or ticks.
//! Loaded when a form that can use it is touched; without it the form asks the Worker.
#![allow(missing_docs)] // wasm-bindgen makes items of its own.

use forthright_register::Register;
use forthright_register::search::Index;
use forthright_widget_pages::words::Tongue;
use forthright_widget_pages::{notices, rights, ropa};
use leptos::prelude::*;
use std::any::Any;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{HtmlElement, UrlSearchParams};

/// The register with its index, and what is on the screen.
#[wasm_bindgen]
pub struct Finder {
    register: Register,
    index: Index,
    drawn: Option<Box<dyn Any>>,
}

#[wasm_bindgen]
impl Finder {
    /// From what `/v1/register/pages.json` holds; none if that is something else.
    pub fn new(register: &[u8]) -> Option<Finder> {
        let register: Register = serde_json::from_slice(register).ok()?;
        let index = Index::of(&register);
        Some(Self { register, index, drawn: None })
    }

    /// Draws into `place` what the page of this name answers to these parameters, in place of what is there.
    pub fn show(&mut self, page: &str, parameters: &UrlSearchParams, place: HtmlElement) {
        let asked = |name: &str| parameters.get(name).unwrap_or_default();
        let tongue = Tongue::of(&asked("lang"));
        let answer = Owner::new().with(|| match page {
            "search" => rights::results(&self.register, &asked("q"), &self.index, tongue),
            "notices" => {
                let ticked: Vec<String> =
                    parameters.get_all("about").iter().filter_map(|value| value.as_string()).collect();
                notices::answer(&self.register, &ticked, tongue)
            }
            _ => ropa::rows(&self.register, &ropa::Filter::of(asked), tongue),
        });
        self.drawn = None;
        place.set_text_content(None);
        self.drawn = Some(Box::new(leptos::mount::mount_to(place, move || answer)));
    }
}
