//! Where to look: made from the register's ids in the request, each place with what came of it.

use crate::call;
use crate::case::OpenCase;
use forthright_api::{CaseDetail, RecordSearch};
use forthright_cases::{Event, SearchResult};
use forthright_register::checklist::{Place, checklist, every_place};
use forthright_widget_kit::{Button, Weight};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn Checklist(detail: CaseDetail, case: OpenCase) -> impl IntoView {
    move || {
        let register = case.register.get()?;
        let Some(Ok(answers)) = case.answers.get() else { return None };
        let text = |id| answers.answers.get(id);
        let asked = checklist(&register.searchable, text("request"), text("areas"));
        let mut others = every_place(&register.searchable);
        others.retain(|place| !asked.iter().any(|one| one.name == place.name));
        let lead = if asked.is_empty() {
            "The request names no rows of the register. Every place is below."
        } else {
            "From the rows of the register that the request names."
        };
        let rows = |places: Vec<Place>| {
            let rows: Vec<AnyView> = places.into_iter().map(|place| row(place, &detail)).collect();
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

fn row(place: Place, detail: &CaseDetail) -> AnyView {
    let name = place.name.in_language("en");
    let what: Vec<String> = place.what.iter().map(|one| one.in_language("en")).collect();
    let noted = detail.events.iter().rev().find_map(|row| match &row.event {
        Event::Searched { place, result } if *place == name => Some(*result),
        _ => None,
    });
    // Only this place is drawn anew, so that the focus stays where it is.
    let noted = RwSignal::new(noted);
    let failed = RwSignal::new(String::new());
    let address = format!("cases/{}/searches", detail.row.reference);
    let buttons = detail.outcome.is_none().then(|| {
        let buttons = SearchResult::ALL.map(|result| {
            let (address, place, label) = (address.clone(), name.clone(), name.clone());
            let press = move || {
                let (address, body) = (address.clone(), RecordSearch { place: place.clone(), result });
                spawn_local(async move {
                    match call::post::<CaseDetail>(&address, &call::new_key(), &body).await {
                        Ok(_) => {
                            noted.set(Some(result));
                            failed.set(String::new());
                        }
                        Err(wrong) => failed.set(wrong.words),
                    }
                });
            };
            view! { class = "d", <Button weight=Weight::Second on_press=press>{result.words()}<span class="sr">": " {label}</span></Button> }
        });
        view! { class = "d", <span class="line">{buttons.into_iter().collect_view()}</span> }
    });
    view! {
        class = "d",
        <li>
            <p><strong>{name}</strong> {(!what.is_empty()).then(|| format!(": {}", what.join("; ")))}</p>
            <p role="status"><strong>{move || noted.get().map(SearchResult::words)}</strong></p>
            {buttons}
            <p role="alert" class="error">{move || failed.get()}</p>
        </li>
    }
    .into_any()
}
