//! Where to look: made from the register's ids in the request, each place with what came of it.

use crate::act::act;
use crate::case::OpenCase;
use crate::told::{Told, Wrong};
use forthright_api::RecordSearch;
use forthright_cases::{Event, SearchResult};
use forthright_register::checklist::{Place, checklist, every_place};
use leptos::prelude::*;

#[component]
pub fn Checklist(case: OpenCase) -> impl IntoView {
    move || {
        let register = case.register.get()?;
        let Some(Ok(answers)) = case.answers.get() else { return None };
        let text = |id| answers.answers.get(id);
        let asked = checklist(&register.searchable, text("request"), text("areas"));
        let mut others = every_place(&register.searchable);
        others.retain(|place| !asked.iter().any(|one| one.name == place.name));
        let lead = if asked.is_empty() {
            "The request does not name any entries in the register, so every place is listed below."
        } else {
            "From the entries in the register that the request names."
        };
        let rows = |places: Vec<Place>| {
            let rows: Vec<AnyView> = places.into_iter().map(|place| row(place, case)).collect();
            view! { class = "d", <ul class="checklist">{rows}</ul> }
        };
        Some(view! {
            class = "d",
            <h2>"Where to look"</h2>
            <p>{lead}</p>
            {rows(asked)}
            <details><summary>"Other places"</summary>{rows(others)}</details>
        })
    }
}

fn row(place: Place, case: OpenCase) -> AnyView {
    let name = place.name.in_language("en");
    let what: Vec<String> = place.what.iter().map(|one| one.in_language("en")).collect();
    // Only the words of this place are drawn anew, so that the focus stays where it is.
    let searched = name.clone();
    let noted = case.part(move |detail| {
        detail.events.iter().rev().find_map(|row| match &row.event {
            Event::Searched { place, result } if *place == searched => Some(*result),
            _ => None,
        })
    });
    let is_open = case.part(|detail| detail.outcome.is_none());
    let told = Told::new();
    let place = name.clone();
    let buttons = move || {
        let buttons = SearchResult::ALL.map(|result| {
            let place = place.clone();
            let label = format!("{}: {place}", result.words());
            let press = move |_| {
                let body = RecordSearch { place: place.clone(), result };
                act(case, told, "searches", &body, |_| String::new());
            };
            view! { class = "d", <button type="button" class="button second" aria-label=label on:click=press>{result.words()}</button> }
        });
        view! { class = "d", <span class="line">{buttons.into_iter().collect_view()}</span> }
    };
    view! {
        class = "d",
        <li>
            <p><strong>{name}</strong> {(!what.is_empty()).then(|| format!(": {}", what.join("; ")))}</p>
            <p role="status"><strong>{move || noted.get().flatten().map(SearchResult::words)}</strong></p>
            {move || (is_open.get() == Some(true)).then(&buttons)}
            <Wrong told/>
        </li>
    }
    .into_any()
}
