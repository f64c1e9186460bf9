//! The list of cases: what is due first comes first, and the days left are the loudest thing.

use crate::app::Office;
use crate::call::{self, Failed};
use crate::paging;
use crate::told::{Said, Told};
use forthright_api::{CaseDetail, CaseRow};
use forthright_cases::{Reference, Status, Unreadable, Waiting};
use forthright_clock::{london_date, long_date};
use forthright_widget_kit::{Button, Weight, described_by};
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

/// What is on the screen of the list, and where it goes on.
#[derive(Clone, Copy)]
struct Listed {
    rows: RwSignal<Option<Vec<CaseRow>>>,
    next: RwSignal<Option<String>>,
    total: RwSignal<Option<u32>>,
    set_apart: RwSignal<Option<u32>>,
}

impl Listed {
    /// Adds the next part.
    async fn more(self, next: Option<String>) -> Result<(), Failed> {
        let part = call::cases(next.as_deref()).await?;
        if part.total.is_some() {
            self.total.try_set(part.total);
            self.set_apart.try_set(part.set_apart);
        }
        self.next.try_set(part.next);
        self.rows.try_update(|rows| rows.get_or_insert_with(Vec::new).extend(part.rows));
        Ok(())
    }

    fn count(self) -> usize {
        self.rows.try_with_untracked(|rows| rows.as_ref().map_or(0, Vec::len)).unwrap_or_default()
    }
}

#[component]
pub fn CaseList(office: Office) -> impl IntoView {
    let listed = Listed {
        rows: RwSignal::new(None),
        next: RwSignal::new(None),
        total: RwSignal::new(None),
        set_apart: RwSignal::new(None),
    };
    let told = Told::new();
    let from = office.before.get_value();
    spawn_local(async move {
        office.waits.set("Loading the cases…");
        if let Ok(staff) = call::get("me").await {
            office.staff.set(Some(Ok(staff)));
        }
        let mut result = listed.more(None).await;
        // As much as was on the screen before a case was opened.
        while result.is_ok() && listed.count() < office.rows.get_value() {
            let Some(Some(next)) = listed.next.try_get_untracked() else { break };
            result = listed.more(Some(next)).await;
        }
        // Another view may wait for something else by now.
        if !listed.rows.is_disposed() {
            office.waits.set("");
        }
        if let Err(failed) = result {
            told.wrong(failed.words);
        }
        focus_row(from.as_deref());
    });
    let show_more = move || {
        let first = listed.count();
        told.begin();
        spawn_local(async move {
            match listed.more(listed.next.get_untracked()).await {
                Ok(()) => {
                    let count = listed.count();
                    office.rows.set_value(count);
                    told.done(format!("{} more cases are listed.", count.saturating_sub(first)));
                }
                Err(failed) => told.wrong(failed.words),
            }
        });
    };
    let table_of = move |apart: bool| {
        let rows = listed.rows.get().unwrap_or_default().into_iter().filter(|row| row.set_apart == apart);
        rows.collect::<Vec<CaseRow>>()
    };
    let is_empty = move || listed.rows.get().is_some_and(|rows| rows.is_empty());
    let count = move || paging::shown(listed.rows.get().map_or(0, |rows| rows.len()), listed.total.get());
    let more = move || {
        listed.next.get().map(|_| {
            let shown = count();
            view! { class = "d", <p><Button weight=Weight::Second on_press=show_more>{format!("Show more cases ({shown})")}</Button></p> }
        })
    };
    let apart = move || {
        let rows = table_of(true);
        let count =
            listed.set_apart.get().and_then(|count| usize::try_from(count).ok()).unwrap_or_default().max(rows.len());
        (count > 0).then(|| {
            view! {
                class = "d",
                <h2>"Set apart"</h2>
                <details>
                    <summary>{format!("{count} that arrived all at once, {} of them listed so far", rows.len())}</summary>
                    <p>"Many requests came at once, faster than people could send them. They are here so that the others can be found. A real one may be among them."</p>
                    {table(rows, office, "Set apart")}
                </details>
            }
        })
    };
    view! {
        class = "d",
        <h1 tabindex="-1">"Cases"</h1>
        {move || not_sent(office)}
        <Find office/>
        <Said told/>
        {move || is_empty().then(|| view! {
            class = "d",
            <p>"There are no cases yet. When someone sends a request it will appear here, and you will get an email."</p>
        })}
        {move || { let rows = table_of(false); (!rows.is_empty()).then(|| table(rows, office, "Cases")) }}
        {move || listed.rows.get().is_some_and(|rows| !rows.is_empty()).then(|| view! { class = "d", <p class="soft" id="case-count">{count()}</p> })}
        {more}
        {apart}
    }
}

/// E-mails to the team that could not be sent.
fn not_sent(office: Office) -> Option<AnyView> {
    let unsent =
        office.staff.get().and_then(Result::ok).and_then(|staff| staff.unsent).filter(|unsent| unsent.count > 0)?;
    let since = unsent.oldest.parse().map(|at| format!(" since {}", long_date(london_date(at)))).unwrap_or_default();
    let words = match unsent.count {
        1 => format!(
            "1 email to the team could not be sent{since}. It will be tried again; what it is about is listed here."
        ),
        count => {
            format!(
                "{count} emails to the team could not be sent{since}. They will be tried again; what they are about is listed here."
            )
        }
    };
    Some(view! { class = "d", <p class="inset bad" id="not-sent">{words}</p> }.into_any())
}

/// A way to a case by its reference, whether it is on the screen or not.
#[component]
fn Find(office: Office) -> impl IntoView {
    let wrong = RwSignal::new(String::new());
    let is_wrong = move || !wrong.get().is_empty();
    Effect::new(move |_| office.wrong.set(is_wrong()));
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        wrong.set(String::new());
        let input =
            document().get_element_by_id("find").and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
        let typed = input.map(|input| input.value()).unwrap_or_default();
        let reference = match Reference::parse(&typed) {
            Ok(reference) => reference.as_str().to_owned(),
            Err(Unreadable::Typo) => {
                return wrong.set("There is a typing mistake in this reference. Check it again.".to_owned());
            }
            Err(Unreadable::Shape) => return wrong.set("Enter a reference like DMU-7K3M9Q2X4".to_owned()),
        };
        spawn_local(async move {
            match call::get::<CaseDetail>(&format!("cases/{reference}")).await {
                Ok(_) => office.go(Some(reference)),
                Err(failed) if failed.not_found => {
                    wrong.try_set("There is no case with this reference.".to_owned());
                }
                Err(failed) => {
                    wrong.try_set(failed.words);
                }
            }
        });
    };
    view! {
        class = "d",
        <form on:submit=on_submit role="search" class="line">
            <div class="field">
                <label for="find">"Go to a case by its reference"</label>
                <p class="error" id="find-error" role="alert">{move || wrong.get()}</p>
                <input id="find" class="short" autocomplete="off" autocapitalize="characters" spellcheck="false"
                    aria-describedby=move || described_by("find", false, is_wrong())
                    aria-invalid=move || is_wrong().then_some("true")/>
            </div>
            <Button kind="submit" weight=Weight::Second on_press=|| {}>"Go"</Button>
        </form>
    }
}

fn table(rows: Vec<CaseRow>, office: Office, label: &'static str) -> AnyView {
    let unsent = untrack(|| office.with_unsent());
    let rows = rows
        .into_iter()
        .map(|row| {
            let reference = row.reference.clone();
            let kept = unsent
                .contains(&reference)
                .then(|| view! { class = "d", <p class="soft">"You have text you have not sent"</p> });
            view! {
                class = "d",
                <tr>
                    <td><Days row=row.clone()/></td>
                    <th scope="row">
                        <button type="button" class="second" on:click=move |_| office.go(Some(reference.clone()))>
                            {row.reference.clone()}
                        </button>
                    </th>
                    <td>{row.form.clone()}</td>
                    <td>{row.status.words()} {kept}</td>
                    <td>{long_date(row.received)}</td>
                    <td>{row.due.map_or(if row.waiting == Waiting::Acknowledged { "acknowledged" } else { "no date yet" }.to_owned(), long_date)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        class = "d",
        <p class="hint">"Keys: j and k move, Enter opens."</p>
        <div class="scroll" tabindex="0" role="region" aria-label=label on:keydown=|event| on_key(&event)>
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
    .into_any()
}

/// How many days are left, in words and size, never by colour alone.
#[component]
pub fn Days(row: CaseRow) -> impl IntoView {
    let (class, words) = match (row.status, row.days_left.unwrap_or_default()) {
        (Status::Closed, _) => ("days", "closed".to_owned()),
        _ if row.waiting == Waiting::ToStart => ("days", "not started".to_owned()),
        _ if row.waiting == Waiting::Acknowledged => ("days", "no date".to_owned()),
        _ if row.waiting == Waiting::Paused => ("days", "paused".to_owned()),
        (_, days) if days < 0 => ("days late", format!("{} late", days.saturating_abs())),
        (_, 0) => ("days late", "today".to_owned()),
        (_, days) if days <= 7 => ("days soon", days.to_string()),
        (_, days) => ("days", days.to_string()),
    };
    view! { class = "d", <span class=class>{words}</span> }
}

/// Gives the focus to the row of the case one comes back from, or to the heading.
fn focus_row(reference: Option<&str>) {
    let Some(reference) = reference.map(str::to_owned) else { return crate::focus_heading() };
    request_animation_frame(move || {
        let button =
            buttons().into_iter().find(|button| button.text_content().is_some_and(|text| text.trim() == reference));
        match button {
            Some(button) => drop(button.focus()),
            None => crate::focus_heading(),
        }
    });
}

/// The rows' buttons, in their order.
fn buttons() -> Vec<HtmlElement> {
    let Ok(found) = document().query_selector_all(".desk tbody button") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// `j` and `k` move between the rows' buttons.
fn on_key(event: &KeyboardEvent) {
    let step: i64 = match event.key().as_str() {
        "j" => 1,
        "k" => -1,
        _ => return,
    };
    let buttons = buttons();
    let count = i64::try_from(buttons.len()).unwrap_or_default();
    let active = document().active_element();
    let here =
        buttons.iter().position(|button| active.as_ref().is_some_and(|active| active.is_same_node(Some(button))));
    let here = here.and_then(|here| i64::try_from(here).ok());
    let next = here.map_or(0, |here| here.saturating_add(step)).clamp(0, count.saturating_sub(1).max(0));
    if let Some(button) = usize::try_from(next).ok().and_then(|next| buttons.get(next)) {
        let _ = button.focus();
        event.prevent_default();
    }
}
