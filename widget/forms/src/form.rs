//! The form's page: all questions at once without JavaScript; step by step with it, ending with a check of the answers.

use crate::browser;
use crate::draft::{Draft, Resume, Save};
use crate::evidence::documents;
use crate::question::QuestionView;
use crate::receipt::Receipt;
use crate::state::{FileNote, PageState, Phase};
use forthright_evidence::{MAX_FILES, missing};
use forthright_forms::{Form, Kind, Problem, Question, check, summary};
use forthright_widget_kit::{Button, ErrorLink, ErrorSummary, SummaryItem, SummaryList, Weight};
use leptos::prelude::*;

/// The form as HTML, followed by its state as JSON for the browser to take over.
#[cfg(feature = "ssr")]
pub fn form(state: &PageState) -> serde_json::Result<String> {
    let json = serde_json::to_string(state)?.replace('<', "\\u003c");
    let state = state.clone();
    let html = Owner::new().with(|| view! { <FormView state/> }.to_html());
    Ok(format!("<div id=\"form-root\">{html}</div><script type=\"application/json\" id=\"form-state\">{json}</script>"))
}

/// Rendering is the Worker's.
#[cfg(not(feature = "ssr"))]
pub fn form(_: &PageState) -> serde_json::Result<String> {
    Ok(String::new())
}

/// The form. `page` is what the browser draws it from, so that it can be drawn anew; the Worker has none.
#[component]
pub fn FormView(state: PageState, #[prop(optional)] page: Option<RwSignal<PageState>>) -> impl IntoView {
    let form = StoredValue::new(state.form.clone());
    let sent_from = StoredValue::new(state.clone());
    let draft = RwSignal::new(Draft { code: state.code.clone(), ..Draft::default() });
    let kept = RwSignal::new(form.with_value(browser::kept));
    let answers = RwSignal::new(state.answers.clone());
    let problems = RwSignal::new(state.problems.clone());
    let notes = RwSignal::new(vec![FileNote::default(); MAX_FILES]);
    let phase = RwSignal::new(Phase::Filling);
    let enhanced = RwSignal::new(false);
    let step = RwSignal::new(state.step);
    let last = state.form.steps.len();
    let today = state.today;

    // Effects run in the browser alone: from here on the page goes step by step.
    Effect::new(move |_| {
        answers.set(form.with_value(browser::answers));
        if let Some(problem) = problems.get_untracked().first() {
            step.set(form.with_value(|form| step_of(form, &problem.field)));
        }
        enhanced.set(true);
    });

    // Sent is no longer saved; what somebody else saved here is none of it.
    Effect::new(move |_| {
        if matches!(phase.get(), Phase::Sent(_)) && !draft.with_untracked(|draft| draft.code.is_empty()) {
            form.with_value(browser::forget);
        }
    });

    let links = Signal::derive(move || {
        let link = |p: Problem| ErrorLink { field: p.field, message: p.message };
        problems.get().into_iter().map(link).collect::<Vec<_>>()
    });
    let read = move || answers.set(form.with_value(browser::answers));
    let show_step = move |to: usize| {
        step.set(to);
        browser::go_to(&if to == last { "check-title".to_owned() } else { format!("step-{to}") });
    };
    let stopped_at = move |found: Vec<Problem>| {
        let stop = !found.is_empty();
        problems.set(found);
        if stop {
            browser::go_to("error-summary");
        }
        stop
    };
    let on_continue = move || {
        read();
        let here = form.with_value(|form| {
            let found = check(form, &answers.get_untracked(), today);
            found.into_iter().filter(|p| step_of(form, &p.field) == step.get_untracked()).collect::<Vec<_>>()
        });
        let here = here.into_iter().chain(file_problems(form, &notes.get_untracked(), step.get_untracked())).collect();
        if !stopped_at(here) {
            show_step(step.get_untracked().saturating_add(1).min(last));
        }
    };
    let on_send = move || {
        read();
        let found = form.with_value(|form| check(form, &answers.get_untracked(), today));
        if let Some(problem) = found.first() {
            step.set(form.with_value(|form| step_of(form, &problem.field)));
        }
        if !stopped_at(found) {
            let asked = form.with_value(|form| answers.get_untracked().asked(form));
            sent_from.with_value(|page| browser::send(page, &asked, phase));
        }
    };

    let steps = state
        .form
        .steps
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let lead = one.lead.iter().map(|text| view! { <p>{text.clone()}</p> }).collect_view();
            let questions = one
                .questions
                .iter()
                .map(|question| {
                    let (question, initial) = (question.clone(), state.answers.clone());
                    view! { <QuestionView question initial answers problems notes enhanced today/> }
                })
                .collect_view();
            view! {
                <section hidden=move || enhanced.get() && step.get() != at>
                    <h2 id=format!("step-{at}") tabindex="-1">{one.title.clone()}</h2>
                    {lead}
                    {questions}
                </section>
            }
        })
        .collect_view();
    let lead = state.form.lead.iter().map(|text| view! { <p>{text.clone()}</p> }).collect_view();
    let afterwards = state.form.afterwards.iter().map(|text| view! { <li>{text.clone()}</li> }).collect_view();
    let checking = move || enhanced.get() && step.get() == last;
    let is_sending = Signal::derive(move || matches!(phase.get(), Phase::Sending(..)));
    let is_sent = move || matches!(phase.get(), Phase::Sent(_));
    let noun = state.form.clock.noun();
    let (id, key) = (state.form.id.clone(), state.key.clone());
    let total = last.saturating_add(1);
    let path = if state.at_desk { "/desk/log" } else { "/forms" };
    let at_desk = state.at_desk;
    let notice = state.notice.clone().filter(|_| !at_desk).map(|notice| {
        view! {
            <input type="hidden" name="notice" value=notice.hash/>
            <p>"How we use what you send, and your rights: " <a href=notice.address target="_blank">{notice.title} " (opens in a new tab)"</a>"."</p>
        }
    });

    view! {
        <div hidden=is_sent>
            <ErrorSummary links/>
            <h1>{state.form.title.clone()}</h1>
            <div hidden=move || enhanced.get() && step.get() != 0>{lead}</div>
            {page.filter(|_| !at_desk && state.code.is_empty()).map(|page| view! { <Resume form draft kept page/> })}
            <p class="progress" hidden=move || !enhanced.get()>
                "Step " {move || step.get().saturating_add(1)} " of " {total}
            </p>
            <form method="post" action=format!("{path}/{id}") enctype="multipart/form-data" novalidate=true id="form"
                on:change=move |_| read()
                on:submit=move |event| {
                    if enhanced.get_untracked() {
                        event.prevent_default();
                        if step.get_untracked() == last { on_send() } else { on_continue() }
                    }
                }>
                <input type="hidden" name="idempotency-key" value=key/>
                {steps}
                <section hidden=move || !checking()>
                    <h2 id="check-title" tabindex="-1">"Check your answers"</h2>
                    {move || checking().then(|| check_answers(form, answers, notes, show_step))}
                    <h3>"What happens next"</h3>
                    <ol>{afterwards}</ol>
                </section>
                <div hidden=move || enhanced.get() && step.get() != last>{notice}</div>
                <div class="actions" hidden=move || is_sending.get()>
                    <button type="submit" class="button">
                        {move || if enhanced.get() && step.get() != last { "Continue".to_owned() } else { format!("Send your {noun}") }}
                    </button>
                    <span hidden=move || !enhanced.get() || step.get() == 0>
                        <Button weight=Weight::Second on_press=move || {
                            read();
                            problems.set(Vec::new());
                            show_step(step.get_untracked().saturating_sub(1));
                        }>"Back"</Button>
                    </span>
                </div>
            </form>
            {page.filter(|_| !at_desk).map(|_| view! {
                <div hidden=move || is_sending.get()><Save form draft kept today now=move || { read(); (answers.get_untracked(), step.get_untracked()) }/></div>
            })}
            <div id="sending" role="status">{move || sending(phase.get(), noun)}</div>
        </div>
        {move || match phase.get() {
            Phase::Sent(submitted) => view! { <Receipt submitted=*submitted at_desk/> }.into_any(),
            _ => ().into_any(),
        }}
    }
}

/// The step whose questions include a field.
fn step_of(form: &Form, field: &str) -> usize {
    let has = |question: &Question| {
        question.fields().iter().any(|f| f == field) || (1..=MAX_FILES).any(|n| question.file_field(n) == field)
    };
    form.steps.iter().position(|step| step.questions.iter().any(has)).unwrap_or(0)
}

/// Files that cannot be taken hold the person at their step, so that none is left out unnoticed.
fn file_problems(form: StoredValue<Form>, notes: &[FileNote], step: usize) -> Vec<Problem> {
    form.with_value(|form| {
        let Some(question) = form.questions().find(|question| question.kind == Kind::Evidence) else {
            return Vec::new();
        };
        let fields = (1..=MAX_FILES).map(|n| question.file_field(n));
        fields
            .zip(notes)
            .filter(|(field, _)| step_of(form, field) == step)
            .filter_map(|(field, note)| match note {
                FileNote { working: true, .. } => {
                    Some(Problem::new(&field, "Wait until the picture has been looked at"))
                }
                FileNote { problem, .. } if !problem.is_empty() => Some(Problem::new(&field, problem.clone())),
                _ => None,
            })
            .collect()
    })
}

fn check_answers(
    form: StoredValue<Form>,
    answers: RwSignal<forthright_forms::Answers>,
    notes: RwSignal<Vec<FileNote>>,
    show_step: impl Fn(usize) + Copy + 'static,
) -> impl IntoView {
    form.with_value(|form| {
        let current = answers.get().asked(form);
        let rows = summary(form, &current);
        let sections = form.steps.iter().enumerate().map(|(at, step)| {
            let of_step = rows.iter().filter(|row| row.step == step.id);
            let items: Vec<SummaryItem> =
                of_step.map(|row| SummaryItem { label: row.label.clone(), answer: row.answer.clone() }).collect();
            let title = step.title.clone();
            view! {
                <h3>{title.clone()}</h3>
                <SummaryList items/>
                <Button weight=Weight::Second on_press=move || show_step(at)>
                    "Change" <span class="sr">": " {title}</span>
                </Button>
            }
        });
        let sections = sections.collect_view();
        let notes = notes.get();
        let evidence = form.questions().find(|question| question.kind == Kind::Evidence).map(|question| {
            let count = notes.iter().filter(|note| note.ready).count();
            let missing = missing(&documents(question, &current, &notes), current.represented());
            let lines = missing.iter().map(|m| view! { <li>{m.words()}</li> }).collect_view();
            let has_missing = !missing.is_empty();
            view! {
                <p>{count} " " {if count == 1 { "document" } else { "documents" }} " will be sealed and sent."</p>
                {has_missing.then(|| view! {
                    <div class="inset">
                        <p>"You can send it now. To check who you are we will still need this:"</p>
                        <ul>{lines}</ul>
                    </div>
                })}
            }
        });
        view! { {sections} {evidence} }
    })
}

fn sending(phase: Phase, noun: &'static str) -> AnyView {
    match phase {
        Phase::Sending(what, percent) => view! {
            <p>{what}</p>
            <progress max="100" value=percent.to_string() aria-label=format!("How far your {noun} has been sent")></progress>
        }
        .into_any(),
        Phase::Failed(why) => view! {
            <div class="inset bad">
                <p><strong>"Your " {noun} " has not been sent yet."</strong></p>
                <p>{why}</p>
                <p>"Nothing is lost. Press “Send your " {noun} "” again: it stays one " {noun} "."</p>
            </div>
        }
        .into_any(),
        _ => ().into_any(),
    }
}
