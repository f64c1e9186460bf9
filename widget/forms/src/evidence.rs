//! Up to four documents. Without JavaScript: a kind, a company and a file each. With it: the picture as it will be sent,
//! what the device found in it, and what the rule says is still missing.

use crate::browser;
use crate::state::FileNote;
use forthright_evidence::{Document, Kind, MAX_FILES, Seen, Together, WHAT_IS_IT, missing, together};
use forthright_forms::{Answers, Problem, Question};
use forthright_widget_kit::view;
use forthright_widget_kit::{Button, Field, Weight, describe};
use jiff::civil::Date;
use leptos::prelude::*;

/// The documents that are described or chosen.
pub fn documents(question: &Question, answers: &Answers, notes: &[FileNote]) -> Vec<Document> {
    (1..=MAX_FILES)
        .zip(notes)
        .filter(|(_, note)| note.ready)
        .filter_map(|(n, _)| answers.document(question, n))
        .collect()
}

/// Every file that is there, with what it is said to be and what was found in it.
fn seen(question: &Question, answers: &Answers, notes: &[FileNote]) -> Vec<Seen> {
    let there = (1..=MAX_FILES).zip(notes).filter(|(_, note)| note.ready);
    there
        .map(|(n, note)| Seen { kind: answers.document(question, n).map(|said| said.kind), state: note.state })
        .collect()
}

/// The files that are there without a kind.
pub fn unnamed(question: &Question, answers: &Answers, notes: &[FileNote]) -> Vec<Problem> {
    let there = (1..=MAX_FILES).zip(notes).filter(|(_, note)| note.ready || note.working);
    let without = there.filter(|(n, _)| answers.document(question, *n).is_none());
    without.map(|(n, _)| Problem::new(&format!("{}-{n}-kind", question.id), WHAT_IS_IT)).collect()
}

/// The answers without the kinds of documents that are not there: what is shown to be sent is what is sent.
pub fn of_files(question: &Question, answers: &Answers, notes: &[FileNote]) -> Answers {
    let mut answers = answers.clone();
    for (n, _) in (1..=MAX_FILES).zip(notes).filter(|(_, note)| !note.ready) {
        answers.set(&format!("{}-{n}-kind", question.id), "");
    }
    answers
}

#[component]
pub fn Evidence(
    question: Question,
    initial: Answers,
    answers: RwSignal<Answers>,
    problems: RwSignal<Vec<Problem>>,
    notes: RwSignal<Vec<FileNote>>,
    enhanced: RwSignal<bool>,
    today: Date,
) -> impl IntoView {
    let signals = Signals { answers, problems, notes, enhanced };
    let slots = (1..=MAX_FILES).map(|n| slot(n, &question, &initial, signals, today)).collect_view();
    // While a document is looked at or covered, what was said last still stands: it is said once, when it is known.
    let known = {
        let question = question.clone();
        Memo::new(move |before: Option<&(Vec<_>, Vec<_>)>| {
            let (answers, notes) = (answers.get(), notes.get());
            match before {
                Some(before) if notes.iter().any(|note| note.working) => before.clone(),
                _ => {
                    let missing = missing(&documents(&question, &answers, &notes), answers.represented());
                    (missing, seen(&question, &answers, &notes))
                }
            }
        })
    };
    let verdict = move || {
        let (missing, seen) = known.get();
        if !enhanced.get() {
            ().into_any()
        } else if !missing.is_empty() && seen.iter().any(|seen| seen.kind.is_none()) {
            view! { <p class="verdict">"Say what each document is. Then we can say whether they are enough."</p> }
                .into_any()
        } else if seen.is_empty() {
            view! { <p class="verdict">"You can leave this out. We will ask you to show who you are only if we have a reason to doubt it (UK GDPR, Article 12(6))."</p> }.into_any()
        } else if missing.is_empty() {
            let all = together(&missing, &seen);
            let class = if all == Together::Enough { "verdict good" } else { "verdict" };
            view! { <p class=class>{all.words()}</p> }.into_any()
        } else {
            let lines = missing.into_iter().map(|m| view! { <li>{m.words()}</li> }).collect_view();
            view! { <div class="verdict"><p>{Together::NotYet.words()}</p><ul>{lines}</ul></div> }.into_any()
        }
    };
    view! {
        {slots}
        <div role="status" id="evidence-missing">{verdict}</div>
        <details>
            <summary>"I cannot take a photo"</summary>
            <p>"Send your request without it. If we have to see something, we will write to you and tell you how to show it safely, including by post or in person."</p>
        </details>
    }
}

/// What the form's page keeps.
#[derive(Clone, Copy)]
struct Signals {
    answers: RwSignal<Answers>,
    problems: RwSignal<Vec<Problem>>,
    notes: RwSignal<Vec<FileNote>>,
    enhanced: RwSignal<bool>,
}

impl Signals {
    /// What is wrong with one field.
    fn error(self, field: &str) -> Signal<String> {
        let field = field.to_owned();
        Signal::derive(move || {
            let problems = self.problems.get();
            problems.into_iter().find(|p| p.field == field).map(|p| p.message).unwrap_or_default()
        })
    }
}

fn slot(n: usize, question: &Question, initial: &Answers, signals: Signals, today: Date) -> impl IntoView + use<> {
    let Signals { answers, notes, enhanced, .. } = signals;
    let field = |part: &str| format!("{}-{n}-{part}", question.id);
    let (kind_id, issuer_id, file_id) = (field("kind"), field("issuer"), question.file_field(n));
    let chosen = initial.get(&kind_id).to_owned();
    let issuer = initial.get(&issuer_id).to_owned();
    let options = Kind::ALL
        .into_iter()
        .map(|kind| {
            let selected = chosen == kind.name();
            view! { <option value=kind.name() selected=selected>{kind.title()}</option> }
        })
        .collect_view();
    let note = Signal::derive(move || notes.get().into_iter().nth(n.saturating_sub(1)).unwrap_or_default());
    // One empty slot at a time, so that the page asks for one thing.
    let previous_empty = {
        let previous = field("kind").replace(&format!("-{n}-"), &format!("-{}-", n.saturating_sub(1)));
        move || {
            let before = notes.get().into_iter().nth(n.saturating_sub(2)).unwrap_or_default();
            n > 1 && !before.ready && !before.working && answers.get().get(&previous).is_empty()
        }
    };
    let hidden = move || enhanced.get() && !note.get().ready && !note.get().working && previous_empty();
    let issuer_hidden = {
        let kind_id = kind_id.clone();
        move || enhanced.get() && !Kind::from_name(answers.get().get(&kind_id)).is_some_and(Kind::needs_issuer)
    };
    // Asked as soon as a file is there.
    let is_unnamed = {
        let kind_id = kind_id.clone();
        Signal::derive(move || {
            let note = note.get();
            enhanced.get() && (note.ready || note.working) && Kind::from_name(answers.get().get(&kind_id)).is_none()
        })
    };
    let slot_number = u8::try_from(n).unwrap_or(u8::MAX);
    let chosen_file = file_id.clone();
    let words_id = format!("{file_id}-words");
    let (sent_kind, issuer_error) = (signals.error(&kind_id), signals.error(&issuer_id));
    let kind_error = {
        let kind_id = kind_id.clone();
        Signal::derive(move || {
            if is_unnamed.get() {
                return WHAT_IS_IT.to_owned();
            }
            let is_said = Kind::from_name(answers.get().get(&kind_id)).is_some();
            if is_said { String::new() } else { sent_kind.get() }
        })
    };
    let (kind_describes, kind_invalid) = describe(&kind_id, false, kind_error);
    let (issuer_describes, issuer_invalid) = describe(&issuer_id, false, issuer_error);
    // What the device found holds before what was found when the form was sent.
    let sent_with = signals.error(&file_id);
    let file_error = Signal::derive(move || match note.get() {
        FileNote { problem, .. } if !problem.is_empty() => problem,
        FileNote { ready: true, .. } => String::new(),
        _ => sent_with.get(),
    });
    let (file_described, file_invalid) = describe(&file_id, false, file_error);
    let describes = {
        let words_id = words_id.clone();
        move || {
            let words = (!note.get().words.is_empty()).then(|| words_id.clone());
            let names: Vec<String> = file_described.get().into_iter().chain(words).collect();
            (!names.is_empty()).then(|| names.join(" "))
        }
    };
    let panel_id = format!("{file_id}-panel");
    let camera_id = format!("{file_id}-camera");
    let (panel, camera, kind_field) = (panel_id.clone(), camera_id.clone(), kind_id.clone());
    let told =
        Memo::new(move |_| answers.with(|answers| answers.told(Kind::from_name(answers.get(&kind_field)), today)));
    let (same_file, same_panel) = (chosen_file.clone(), panel.clone());
    // What was mended after the file was chosen is compared as well.
    Effect::new(move |_| browser::told_anew(slot_number, &same_file, &same_panel, told.get(), notes));
    let chosen = move |_| {
        browser::forget_kind(&chosen_file);
        browser::file_chosen(slot_number, &chosen_file, &panel, told.get_untracked(), notes);
    };
    let (input_id, data_field) = (file_id.clone(), file_id.clone());
    let taken = move |_| browser::photo_taken(&camera, &input_id);
    let (live_host, live_input, live_kind) = (panel_id.clone(), file_id.clone(), kind_id.clone());
    let open = move || {
        let kind = answers.with_untracked(|answers| answers.get(&live_kind).to_owned());
        browser::open_camera(&live_host, &live_input, &kind);
    };
    view! {
        <fieldset class="slot" hidden=hidden>
            <legend>{format!("Document {n}")}</legend>
            <Field id=kind_id.clone() label="What is it?".to_owned() hint=None error=kind_error live=true>
                <select id=kind_id.clone() name=kind_id aria-describedby=kind_describes aria-invalid=kind_invalid>
                    <option value="">"Choose a kind of document"</option>
                    {options}
                </select>
            </Field>
            <Field id=issuer_id.clone() label="Which company sent it? (for bills)".to_owned() hint=None error=issuer_error
                hidden=Signal::derive(issuer_hidden)>
                <input id=issuer_id.clone() name=issuer_id type="text" autocomplete="off" value=issuer
                    aria-describedby=issuer_describes aria-invalid=issuer_invalid/>
            </Field>
            <Field id=file_id.clone() label="File".to_owned() hint=None error=file_error live=true>
                <input id=file_id.clone() name=file_id type="file" accept="image/jpeg,image/png,image/webp,application/pdf"
                    aria-describedby=describes aria-invalid=file_invalid on:change=chosen/>
            </Field>
            <div class="field" hidden=move || !enhanced.get()>
                <label for=camera_id.clone()>"Or take a photo"</label>
                <input id=camera_id type="file" accept="image/*" capture="environment" on:change=taken/>
            </div>
            <div class="actions" hidden=move || !enhanced.get() || !browser::has_camera()>
                <Button weight=Weight::Second on_press=open>"Use the camera here"</Button>
            </div>
            <div id=panel_id data-field=data_field><div role="status"></div></div>
            <p id=words_id>{move || note.get().words}</p>
        </fieldset>
    }
}
