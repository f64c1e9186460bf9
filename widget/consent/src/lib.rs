//! The preference centre: what a website uses, by category, and a choice for each. Opened by the loader in a shadow root
//! of the host page, with the website's cookie list from the register; it hands the choice back. It stores and fetches
//! nothing.
#![allow(missing_docs, clippy::must_use_candidate)] // wasm-bindgen and `#[component]` make items of their own.

mod site;
mod style;

use forthright_consent::{Basis, Category, Service, Site};
use js_sys::{Array, Function};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use web_sys::{HtmlDialogElement, HtmlElement, ShadowRoot};

/// What the loader is told.
#[derive(Clone)]
struct Callbacks {
    /// `(granted: string[], withdrawn: boolean)`.
    save: Function,
    /// Nothing was chosen.
    close: Function,
}

/// Opens the preference centre inside `root`. `site`: the website's cookie list as `/v1/sites/{site}/cookies.json` gives
/// it; `chosen`: the categories that are on now.
#[wasm_bindgen]
pub fn open(root: &ShadowRoot, site: &JsValue, chosen: &Array, save: Function, close: Function) -> bool {
    let Some(site) = site::read(site) else { return false };
    style::adopt(root);
    let Ok(parent) = document().create_element("div").map(JsCast::unchecked_into::<HtmlElement>) else { return false };
    if root.append_child(&parent).is_err() {
        return false;
    }
    let chosen: Vec<String> = chosen.iter().filter_map(|name| name.as_string()).collect();
    let callbacks = Callbacks { save, close };
    leptos::mount::mount_to(parent, move || view! { <Preferences site chosen callbacks/> }).forget();
    true
}

#[component]
fn Preferences(site: Site, chosen: Vec<String>, callbacks: Callbacks) -> impl IntoView {
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            let dialog: &HtmlDialogElement = &dialog;
            let _ = dialog.show_modal();
        }
    });
    let close = StoredValue::new_local(callbacks.close.clone());
    let on_close = move |_| {
        let _ = close.get_value().call0(&JsValue::NULL);
    };
    view! {
        <dialog node_ref=dialog aria-labelledby="title" on:close=on_close>
            <h2 id="title" tabindex="-1" autofocus=true>"Cookie choices"</h2>
            <Choices site chosen callbacks/>
        </dialog>
    }
}

#[component]
fn Choices(site: Site, chosen: Vec<String>, callbacks: Callbacks) -> impl IntoView {
    let optional = site.optional_categories();
    let on =
        RwSignal::new(optional.iter().copied().filter(|c| chosen.iter().any(|n| n == c.name())).collect::<Vec<_>>());
    let callbacks = StoredValue::new_local(callbacks);
    let save = move |granted: Vec<Category>, withdrawn: bool| {
        let names: Array = granted.iter().map(|category| JsValue::from_str(category.name())).collect();
        let _ = callbacks.get_value().save.call2(&JsValue::NULL, &names, &JsValue::from_bool(withdrawn));
    };
    let had_something = !chosen.is_empty();
    let all = optional.clone();
    let has_optional = !optional.is_empty();
    let sections = Category::ALL
        .into_iter()
        .filter_map(|category| {
            let services: Vec<Service> = site.services.iter().filter(|s| s.category == category).cloned().collect();
            let is_optional = optional.contains(&category);
            (!services.is_empty()).then(|| view! { <Group category services is_optional on/> })
        })
        .collect_view();
    view! {
        <form method="dialog" on:submit=move |event: SubmitEvent| {
            event.prevent_default();
            save(on.get_untracked(), false);
        }>
            <p>"What is optional is off until you switch it on. You can come back and change it."</p>
            {sections}
            <div class="row">
                {has_optional.then(|| view! {
                    <button type="submit">"Save my choices"</button>
                    <button type="button" on:click=move |_| save(all.clone(), false)>"Accept all"</button>
                    <button type="button" on:click=move |_| save(Vec::new(), had_something)>"Refuse all"</button>
                })}
                <button type="button" on:click=move |_| {
                    let _ = callbacks.get_value().close.call0(&JsValue::NULL);
                }>"Close"</button>
            </div>
        </form>
    }
}

#[component]
fn Group(category: Category, services: Vec<Service>, is_optional: bool, on: RwSignal<Vec<Category>>) -> impl IntoView {
    let id = format!("c-{}", category.name());
    let exempt = services.iter().all(|service| service.basis.is_exempt());
    let explanation = match (is_optional, exempt) {
        (false, _) => "Always on. The site cannot work without it.",
        (true, true) => "On without asking, as the law allows. Switch it off to object.",
        (true, false) => "Off unless you switch it on.",
    };
    let control = if is_optional {
        let toggle = move |_| {
            on.update(|on| match on.iter().position(|c| *c == category) {
                Some(at) => {
                    on.remove(at);
                }
                None => on.push(category),
            });
        };
        view! {
            <label class="head" for=id.clone()>
                <input id=id.clone() type="checkbox" prop:checked=move || on.get().contains(&category) on:change=toggle
                    aria-describedby=format!("{id}-why")/>
                <strong>{category.title()}</strong>
            </label>
        }
        .into_any()
    } else {
        view! { <p class="head"><strong>{category.title()}</strong></p> }.into_any()
    };
    let services = services.into_iter().map(service).collect_view();
    view! {
        <div class="group">
            {control}
            <p id=format!("{id}-why")>{explanation}</p>
            {services}
        </div>
    }
}

fn service(service: Service) -> impl IntoView {
    let items = service
        .cookies
        .into_iter()
        .map(|c| view! { <li><code>{c.name}</code>": " {c.purpose} ". Kept: " {c.duration} "."</li> })
        .collect_view();
    let note = (service.basis == Basis::Consent).then_some(" Needs your consent.");
    view! {
        <details>
            <summary>{service.name} ", " {service.provider}</summary>
            <p>{service.purpose} {note}</p>
            <ul>{items}</ul>
        </details>
    }
}
