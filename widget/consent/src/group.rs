//! One category with its services: what they are for, who gets what, and a switch for each that has one.

use crate::Centre;
use forthright_consent::{Category, Cookie, Service, wording};
use leptos::prelude::*;

/// A category, or nothing when the site uses no such service.
pub fn group(centre: &Centre, category: Category) -> Option<AnyView> {
    let services: Vec<&Service> = centre.site.services.iter().filter(|s| s.category == category).collect();
    if services.is_empty() {
        return None;
    }
    let title = wording::category_title(&centre.words, category);
    let why = wording::explanation(&centre.words, &services);
    let (id, why_id) = (["g-", category.name()].concat(), ["why-", category.name()].concat());
    let head = if services.iter().any(|service| service.basis.is_optional()) {
        let page = centre.page.clone();
        let described = why_id.clone();
        view! {
            <label>
                <input type="checkbox" aria-describedby=described on:change=move |_| page.switch(category.name())/>
                {title}
            </label>
        }
        .into_any()
    } else {
        title.into_any()
    };
    let rows: Vec<AnyView> = services.into_iter().map(|one| service(centre, one)).collect();
    Some(view! { <div class="group" id=id><h3>{head}</h3><p id=why_id>{why}</p>{rows}</div> }.into_any())
}

fn service(centre: &Centre, service: &Service) -> AnyView {
    let switch = if service.basis.is_optional() {
        let page = centre.page.clone();
        let on = centre.state.on.contains(&service.id);
        view! {
            <label class="one">
                <input type="checkbox" value=service.id.clone() checked=on on:change=move |_| page.align()/>
                <span class="sr">{service.name.clone()}</span>
            </label>
        }
        .into_any()
    } else {
        ().into_any()
    };
    let mut facts: Vec<AnyView> =
        wording::facts(service, &centre.words).into_iter().map(|(label, text)| fact(label, text.into_any())).collect();
    facts.push(fact(centre.word("stored"), stored(centre, &service.cookies)));
    if let Some(address) = service.notice.clone() {
        let link = view! { <a href=address target="_blank" rel="noreferrer">{centre.word("notice")}</a> };
        facts.push(fact(String::new(), link.into_any()));
    }
    view! {
        <div class="service">
            {switch}
            <details><summary>{service.name.clone()}</summary><dl>{facts}</dl></details>
        </div>
    }
    .into_any()
}

fn fact(label: String, text: AnyView) -> AnyView {
    view! { <div><dt>{label}</dt><dd>{text}</dd></div> }.into_any()
}

fn stored(centre: &Centre, items: &[Cookie]) -> AnyView {
    if items.is_empty() {
        return centre.word("nothing-stored").into_any();
    }
    let items: Vec<AnyView> = items
        .iter()
        .map(|item| {
            let kind = centre.word(item.kind.name());
            let rest = [" (", &kind, "): ", &item.purpose, ". ", &centre.word("duration"), ": ", &item.duration, "."];
            view! { <li><code>{item.name.clone()}</code>{rest.concat()}</li> }.into_any()
        })
        .collect();
    view! { <ul>{items}</ul> }.into_any()
}
