//! One question as HTML, the same in the Worker and in the browser.

use crate::evidence::Evidence;
use crate::state::FileNote;
use forthright_forms::{Answers, Kind, Problem, Question, academic_years};
use forthright_widget_kit::Field;
use jiff::civil::Date;
use leptos::prelude::*;

/// A question with its control.
#[component]
pub fn QuestionView(
    question: Question,
    /// What the Worker knew; the control keeps its own value after that.
    initial: Answers,
    answers: RwSignal<Answers>,
    problems: RwSignal<Vec<Problem>>,
    notes: RwSignal<Vec<FileNote>>,
    enhanced: RwSignal<bool>,
    today: Date,
) -> impl IntoView {
    let fields = question.fields();
    let error = Signal::derive({
        let fields = fields.clone();
        move || {
            let problems = problems.get();
            problems.iter().find(|p| fields.contains(&p.field)).map(|p| p.message.clone()).unwrap_or_default()
        }
    });
    let hidden = Signal::derive({
        let question = question.clone();
        move || enhanced.get() && !answers.get().asks(&question)
    });
    if question.kind == Kind::Note {
        return view! { <p class="inset" hidden=move || hidden.get()>{question.label.clone()}</p> }.into_any();
    }
    let first = fields.first().cloned().unwrap_or_default();
    let (label, hint, kind) = (question.label.clone(), question.hint.clone(), question.kind);
    let is_group = matches!(kind, Kind::PastDate | Kind::Choice | Kind::Choices | Kind::Period | Kind::Evidence);
    let describes = {
        let (first, has_hint) = (first.clone(), hint.is_some());
        move || forthright_widget_kit::described_by(&first, has_hint, !error.get().is_empty())
    };
    let control = match kind {
        Kind::LongText => {
            let value = initial.get(&question.id).to_owned();
            view! {
                <textarea id=first.clone() name=first.clone() rows="4" aria-describedby=describes
                    aria-invalid=move || invalid(error)>{value}</textarea>
            }
            .into_any()
        }
        Kind::Text | Kind::Email | Kind::Telephone | Kind::Time => {
            let input = match kind {
                Kind::Email => "email",
                Kind::Telephone => "tel",
                _ => "text",
            };
            let value = initial.get(&question.id).to_owned();
            let autocomplete = question.autocomplete.clone();
            view! {
                <input id=first.clone() name=first.clone() type=input value=value autocomplete=autocomplete
                    spellcheck="false" aria-describedby=describes aria-invalid=move || invalid(error)/>
            }
            .into_any()
        }
        Kind::Choice | Kind::Choices => choices(&question, &initial).into_any(),
        Kind::Note => ().into_any(),
        Kind::PastDate => date(&question, &initial, error).into_any(),
        Kind::Period => period(&question, &initial, error, today).into_any(),
        Kind::Evidence => view! { <Evidence question initial answers notes enhanced today/> }.into_any(),
    };
    view! { <Field id=first label hint error group=is_group hidden>{control}</Field> }.into_any()
}

fn invalid(error: Signal<String>) -> Option<&'static str> {
    (!error.get().is_empty()).then_some("true")
}

fn choices(question: &Question, initial: &Answers) -> impl IntoView + use<> {
    let id = question.id.clone();
    let chosen: Vec<String> = initial.chosen(&id).map(ToOwned::to_owned).collect();
    let input = if question.kind == Kind::Choices { "checkbox" } else { "radio" };
    question
        .options
        .iter()
        .enumerate()
        .map(|(at, option)| {
            // The first choice carries the question's id, so that the error summary can lead to it.
            let input_id = if at == 0 { id.clone() } else { format!("{id}-{}", option.value) };
            let checked = chosen.contains(&option.value);
            view! {
                <div class="choice">
                    <input id=input_id.clone() type=input name=id.clone() value=option.value.clone() checked=checked/>
                    <label for=input_id>{option.label.clone()}</label>
                </div>
            }
        })
        .collect_view()
}

fn date(question: &Question, initial: &Answers, error: Signal<String>) -> impl IntoView + use<> {
    let parts = [("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4)];
    let is_birthday = question.autocomplete.as_deref() == Some("bday");
    let inputs = parts.map(|(part, label, size)| {
        let id = format!("{}-{part}", question.id);
        let value = initial.get(&id).to_owned();
        let class = if size == 4 { "year" } else { "day" };
        view! {
            <div>
                <label for=id.clone()>{label}</label>
                <input id=id.clone() name=id type="text" inputmode="numeric" maxlength=size class=class value=value
                    autocomplete=is_birthday.then(|| format!("bday-{part}")) aria-invalid=move || invalid(error)/>
            </div>
        }
    });
    view! { <div class="parts">{inputs.into_iter().collect_view()}</div> }
}

fn period(question: &Question, initial: &Answers, error: Signal<String>, today: Date) -> impl IntoView + use<> {
    let list = format!("{}-years", question.id);
    let years = academic_years(today).into_iter().map(|year| view! { <option value=year></option> }).collect_view();
    let inputs = [("from", "From"), ("to", "To")].map(|(part, label)| {
        let id = format!("{}-{part}", question.id);
        let value = initial.get(&id).to_owned();
        view! {
            <div>
                <label for=id.clone()>{label}</label>
                <input id=id.clone() name=id type="text" class="period" value=value list=list.clone() autocomplete="off"
                    aria-invalid=move || invalid(error)/>
            </div>
        }
    });
    view! { <div class="parts">{inputs.into_iter().collect_view()}</div> <datalist id=list>{years}</datalist> }
}
