//! The list of cases: what is due first comes first, and the days left are the loudest thing.

use crate::call::{self, Failed};
use forthright_api::CaseRow;
use forthright_cases::{Status, Waiting};
use forthright_clock::long_date;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

#[component]
pub fn CaseList(open_case: RwSignal<Option<String>>) -> impl IntoView {
    let rows = RwSignal::new(None::<Result<Vec<CaseRow>, Failed>>);
    spawn_local(async move {
        rows.set(Some(call::get("cases").await));
        crate::focus_heading();
    });
    view! {
        class = "d",
        <h1 tabindex="-1">"Cases"</h1>
        {move || match rows.get() {
            None => view! { class = "d", <p role="status">"Loading the cases…"</p> }.into_any(),
            Some(Err(failed)) => view! { class = "d", <p role="alert">{failed.words}</p> }.into_any(),
            Some(Ok(rows)) if rows.is_empty() => view! {
                class = "d",
                <p>"No case yet. When somebody sends a request it appears here, and you get an email."</p>
            }
            .into_any(),
            Some(Ok(rows)) => table(rows, open_case).into_any(),
        }}
    }
}

fn table(rows: Vec<CaseRow>, open_case: RwSignal<Option<String>>) -> impl IntoView {
    let rows = rows
        .into_iter()
        .map(|row| {
            let reference = row.reference.clone();
            view! {
                class = "d",
                <tr>
                    <td><Days row=row.clone()/></td>
                    <th scope="row">
                        <button type="button" class="second" on:click=move |_| open_case.set(Some(reference.clone()))>
                            {row.reference.clone()}
                        </button>
                    </th>
                    <td>{row.form.clone()}</td>
                    <td>{row.status.words()}</td>
                    <td>{long_date(row.received)}</td>
                    <td>{row.due.map_or("no date yet".to_owned(), long_date)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        class = "d",
        <p class="hint">"Keys: j and k move, Enter opens."</p>
        <div class="scroll" tabindex="0" role="region" aria-label="Cases" on:keydown=|event| on_key(&event)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Days left"</th><th scope="col">"Reference"</th><th scope="col">"Request"</th>
                        <th scope="col">"Where it stands"</th><th scope="col">"Received"</th><th scope="col">"Due"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// How many days are left, in words and size, never by colour alone.
#[component]
pub fn Days(row: CaseRow) -> impl IntoView {
    let (class, words) = match (row.status, row.days_left.unwrap_or_default()) {
        (Status::Closed, _) => ("days", "closed".to_owned()),
        _ if row.waiting == Waiting::ToStart => ("days", "not started".to_owned()),
        _ if row.waiting == Waiting::Paused => ("days", "paused".to_owned()),
        (_, days) if days < 0 => ("days late", format!("{} late", days.saturating_abs())),
        (_, 0) => ("days late", "today".to_owned()),
        (_, days) if days <= 7 => ("days soon", days.to_string()),
        (_, days) => ("days", days.to_string()),
    };
    view! { class = "d", <span class=class>{words}</span> }
}

/// `j` and `k` move between the rows' buttons.
fn on_key(event: &KeyboardEvent) {
    let step: i64 = match event.key().as_str() {
        "j" => 1,
        "k" => -1,
        _ => return,
    };
    let Ok(buttons) = document().query_selector_all(".desk tbody button") else { return };
    let count = i64::from(buttons.length());
    let active = document().active_element();
    let here = (0..count).find(|at| {
        let button = u32::try_from(*at).ok().and_then(|at| buttons.item(at));
        button.is_some_and(|button| active.as_ref().is_some_and(|active| active.is_same_node(Some(&button))))
    });
    let next = here.map_or(0, |here| here.saturating_add(step)).clamp(0, count.saturating_sub(1).max(0));
    let button = u32::try_from(next).ok().and_then(|next| buttons.item(next));
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        let _ = button.focus();
        event.prevent_default();
    }
}
