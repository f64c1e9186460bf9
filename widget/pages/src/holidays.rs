//! What an officer sees of the bank holidays: which are known, when the government's list was asked, and what waits for them.

use forthright_clock::{Holiday, london_date, long_date};
use forthright_widget_kit::view;
use jiff::civil::Date;
use leptos::prelude::*;

/// What is known of them.
#[derive(Clone, Debug, Default)]
pub struct Holidays {
    /// The first day that is known.
    pub from: Option<Date>,
    /// Until when they are known.
    pub until: Option<Date>,
    /// The government's set in force, by its hash, and since when (RFC 3339).
    pub set: Option<(String, String)>,
    /// When the list was asked last (RFC 3339), and what came of it: `same`, `new`, `waiting` or `failed`.
    pub check: Option<(String, String)>,
    /// The hash of a set that waits for an officer.
    pub waiting: Option<String>,
    /// The days it would drop.
    pub lost: Vec<Holiday>,
}

fn day(at: &str) -> String {
    at.parse().map(|at| long_date(london_date(at))).unwrap_or_default()
}

/// The part of `/desk/register` about them.
pub fn holidays(known: &Holidays) -> AnyView {
    let covered = known.from.zip(known.until).map(|(from, until)| {
        view! { <p>"They are known from " {long_date(from.first_of_year())} " to " {long_date(until)} ". We never guess a date beyond that."</p> }
    });
    let set = match &known.set {
        Some((hash, at)) => {
            view! { <p>"From the government’s list since " {day(at)} ", set " <code class="typed">{hash.clone()}</code> "."</p> }.into_any()
        }
        None => view! { <p>"They come from the register."</p> }.into_any(),
    };
    let check = match known.check.as_ref().map(|(at, outcome)| (day(at), outcome.as_str())) {
        None => view! { <p>"The government’s list has never been checked."</p> }.into_any(),
        Some((day, "failed")) => {
            view! { <p class="inset bad" role="note"><strong>"The government’s list could not be fetched or read on " {day} "."</strong> " We try again every day. Until then, we use the days we already know."</p> }
                .into_any()
        }
        Some((day, _)) => view! { <p>"The government’s list was last checked on " {day} "."</p> }.into_any(),
    };
    let waiting = known.waiting.clone().map(|hash| {
        let days: Vec<AnyView> = known
            .lost
            .iter()
            .map(|day| view! { <li>{long_date(day.date)} ": " {day.name.clone()}</li> }.into_any())
            .collect();
        view! {
            <div class="inset bad">
                <p><strong>"The government’s list leaves out days that are known. It will not be used until you confirm it."</strong></p>
                <ul>{days}</ul>
                <form method="post" action="/desk/register/holidays" enctype="multipart/form-data">
                    <input type="hidden" name="set" value=hash/>
                    <div class="actions">
                        <button type="submit" name="do" value="confirm">"Confirm the new list"</button>
                        <button type="submit" name="do" value="refuse" class="second">"Keep the days we have"</button>
                    </div>
                </form>
            </div>
        }
    });
    view! { <h2 id="holidays">"Bank holidays"</h2> {covered} {set} {check} {waiting} }.into_any()
}
