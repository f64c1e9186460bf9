//! One question as HTML, the same in the Worker and in the browser.

use crate::evidence::Evidence;
use crate::state::FileNote;
use forthright_forms::{Answers, Kind, Problem, Question, academic_years};
use forthright_widget_kit::view;
use forthright_widget_kit::{Field, TextArea, describe};
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
    // Documents say at each control what is wrong with it.
    let of_question = if question.kind == Kind::Evidence { Vec::new() } else { fields.clone() };
    let problem =
        Memo::new(move |_| problems.with(|problems| problems.iter().find(|p| of_question.contains(&p.field)).cloned()));
    let error = Signal::derive(move || problem.get().map(|problem| problem.message).unwrap_or_default());
    let hidden = Signal::derive({
        let question = question.clone();
        move || enhanced.get() && !answers.get().asks(&question)
    });
    if question.kind == Kind::Note {
        return view! { <p class="inset" hidden=move || hidden.get()>{question.label.clone()}</p> }.into_any();
    }
    let first =
        if question.kind == Kind::Evidence { question.id.clone() } else { fields.first().cloned().unwrap_or_default() };
    let (label, hint, kind) = (question.label.clone(), question.hint.clone(), question.kind);
    let is_group = matches!(kind, Kind::PastDate | Kind::Choice | Kind::Choices | Kind::Period | Kind::Evidence);
    // The controls of a group are described by its error alone; the group has the hint.
    let (describes, invalid) = describe(&first, hint.is_some() && !is_group, error);
    let control = match kind {
        Kind::LongText => {
            let value = initial.get(&question.id).to_owned();
            let invalid = Signal::derive(move || !error.get().is_empty());
            let autocomplete = question.autocomplete.clone().unwrap_or_else(|| "on".to_owned());
            view! { <TextArea id=first.clone() name=Some(first.clone()) value rows=4 described_by=describes invalid autocomplete/> }
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
                    spellcheck="false" aria-describedby=describes aria-invalid=invalid/>
            }
            .into_any()
        }
        Kind::Choice | Kind::Choices => choices(&question, &initial, describes, invalid).into_any(),
        Kind::Note => ().into_any(),
        Kind::PastDate => date(&question, &initial, Parts { answers, problem, describes }).into_any(),
        Kind::Period => period(&question, &initial, Parts { answers, problem, describes }, today).into_any(),
        Kind::Evidence => view! { <Evidence question initial answers problems notes enhanced today/> }.into_any(),
    };
    view! { <Field id=first label hint error group=is_group hidden>{control}</Field> }.into_any()
}

/// A question in parts, and what is wrong with it.
#[derive(Clone, Copy)]
struct Parts {
    answers: RwSignal<Answers>,
    problem: Memo<Option<Problem>>,
    describes: Signal<Option<String>>,
}

impl Parts {
    /// Whether a part is wrong: it is named, or the first one is, as a whole: there is something in it, or in none.
    fn invalid(self, fields: Vec<String>, own: String) -> Signal<Option<&'static str>> {
        Signal::derive(move || {
            let field = self.problem.get()?.field;
            let first = fields.first()?;
            let given = |field: &String| self.answers.with_untracked(|answers| !answers.get(field).is_empty());
            let whole = field == *first && (given(first) || !fields.iter().any(given));
            (field == own || whole).then_some("true")
        })
    }
}

fn choices(
    question: &Question,
    initial: &Answers,
    describes: Signal<Option<String>>,
    invalid: Signal<Option<&'static str>>,
) -> impl IntoView + use<> {
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
                    <input id=input_id.clone() type=input name=id.clone() value=option.value.clone() checked=checked
                        aria-describedby=describes aria-invalid=invalid/>
                    <label for=input_id>{option.label.clone()}</label>
                </div>
            }
        })
        .collect_view()
}

fn date(question: &Question, initial: &Answers, parts_of: Parts) -> impl IntoView + use<> {
    let fields = question.fields();
    let parts = [("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4)];
    let is_birthday = question.autocomplete.as_deref() == Some("bday");
    let inputs = parts.map(|(part, label, size)| {
        let id = format!("{}-{part}", question.id);
        let value = initial.get(&id).to_owned();
        let class = if size == 4 { "year" } else { "day" };
        let invalid = parts_of.invalid(fields.clone(), id.clone());
        view! {
            <div>
                <label for=id.clone()>{label}</label>
                <input id=id.clone() name=id type="text" inputmode="numeric" maxlength=size class=class value=value
                    autocomplete=is_birthday.then(|| format!("bday-{part}")) aria-describedby=parts_of.describes aria-invalid=invalid/>
            </div>
        }
    });
    view! { <div class="parts">{inputs.into_iter().collect_view()}</div> }
}

fn period(question: &Question, initial: &Answers, parts: Parts, today: Date) -> impl IntoView + use<> {
    let fields = question.fields();
    let list = format!("{}-years", question.id);
    let years = academic_years(today).into_iter().map(|year| view! { <option value=year></option> }).collect_view();
    let inputs = [("from", "From"), ("to", "To")].map(|(part, label)| {
        let id = format!("{}-{part}", question.id);
        let value = initial.get(&id).to_owned();
        let invalid = parts.invalid(fields.clone(), id.clone());
        view! {
            <div>
                <label for=id.clone()>{label}</label>
                <input id=id.clone() name=id type="text" class="period" value=value list=list.clone() autocomplete="off"
                    aria-describedby=parts.describes aria-invalid=invalid/>
            </div>
        }
    });
    view! { <div class="parts">{inputs.into_iter().collect_view()}</div> <datalist id=list>{years}</datalist> }
}
