//! Up to four documents. Without JavaScript: a kind, a company and a file each. With it: the picture as it will be sent,
//! what the device found in it, and what the rule says is still missing.

use crate::browser;
use crate::state::FileNote;
use forthright_evidence::{Document, Kind, MAX_FILES, missing};
use forthright_forms::{Answers, Question};
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

#[component]
pub fn Evidence(
    question: Question,
    initial: Answers,
    answers: RwSignal<Answers>,
    notes: RwSignal<Vec<FileNote>>,
    enhanced: RwSignal<bool>,
    today: Date,
) -> impl IntoView {
    let slots = (1..=MAX_FILES).map(|n| slot(n, &question, &initial, answers, notes, enhanced, today)).collect_view();
    let still_missing = {
        let question = question.clone();
        move || {
            let (answers, notes) = (answers.get(), notes.get());
            if !enhanced.get() {
                return Vec::new();
            }
            missing(&documents(&question, &answers, &notes), answers.represented())
        }
    };
    let verdict = move || {
        let missing = still_missing();
        if !enhanced.get() {
            ().into_any()
        } else if missing.is_empty() {
            view! { <p class="verdict good">"These documents are enough."</p> }.into_any()
        } else {
            let lines = missing.into_iter().map(|m| view! { <li>{m.words()}</li> }).collect_view();
            view! { <div class="verdict"><p>"Still missing:"</p><ul>{lines}</ul></div> }.into_any()
        }
    };
    view! {
        {slots}
        <div role="status" id="evidence-missing">{verdict}</div>
        <details>
            <summary>"I cannot take a photo"</summary>
            <p>"Send the request without it. You can show your documents later, by post or in person: our team tells you how."</p>
        </details>
    }
}

fn slot(
    n: usize,
    question: &Question,
    initial: &Answers,
    answers: RwSignal<Answers>,
    notes: RwSignal<Vec<FileNote>>,
    enhanced: RwSignal<bool>,
    today: Date,
) -> impl IntoView + use<> {
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
            n > 1 && !before.ready && answers.get().get(&previous).is_empty()
        }
    };
    let hidden = move || enhanced.get() && !note.get().ready && previous_empty();
    let issuer_hidden = {
        let kind_id = kind_id.clone();
        move || enhanced.get() && !Kind::from_name(answers.get().get(&kind_id)).is_some_and(Kind::needs_issuer)
    };
    let slot_number = u8::try_from(n).unwrap_or(u8::MAX);
    let chosen_file = file_id.clone();
    let problem_id = format!("{file_id}-error");
    let words_id = format!("{file_id}-words");
    let describes = format!("{problem_id} {words_id}");
    let panel_id = format!("{file_id}-panel");
    let camera_id = format!("{file_id}-camera");
    let (panel, camera, kind_field) = (panel_id.clone(), camera_id.clone(), kind_id.clone());
    let told =
        Memo::new(move |_| answers.with(|answers| answers.told(Kind::from_name(answers.get(&kind_field)), today)));
    let (same_file, same_panel) = (chosen_file.clone(), panel.clone());
    // What was mended after the file was chosen is compared as well.
    Effect::new(move |_| browser::told_anew(slot_number, &same_file, &same_panel, told.get(), notes));
    let chosen = move |_| browser::file_chosen(slot_number, &chosen_file, &panel, told.get_untracked(), notes);
    let input_id = file_id.clone();
    let taken = move |_| browser::photo_taken(&camera, &input_id);
    view! {
        <fieldset class="slot" hidden=hidden>
            <legend>"Document " {n}</legend>
            <div class="field">
                <label for=kind_id.clone()>"What is it?"</label>
                <select id=kind_id.clone() name=kind_id>
                    <option value="">"Choose a kind of document"</option>
                    {options}
                </select>
            </div>
            <div class="field" hidden=issuer_hidden>
                <label for=issuer_id.clone()>"Which company sent it? (for bills)"</label>
                <input id=issuer_id.clone() name=issuer_id type="text" autocomplete="off" value=issuer/>
            </div>
            <div class="field">
                <label for=file_id.clone()>"File"</label>
                <p class="error" id=problem_id role="alert" hidden=move || note.get().problem.is_empty()>
                    <span class="sr">"Error: "</span><span>{move || note.get().problem}</span>
                </p>
                <input id=file_id.clone() name=file_id type="file" accept="image/jpeg,image/png,image/webp,application/pdf"
                    aria-describedby=describes on:change=chosen/>
            </div>
            <div class="field" hidden=move || !enhanced.get()>
                <label for=camera_id.clone()>"Or take a photo"</label>
                <input id=camera_id type="file" accept="image/*" capture="environment" on:change=taken/>
            </div>
            <div id=panel_id></div>
            <p id=words_id>{move || note.get().words}</p>
        </fieldset>
    }
}
