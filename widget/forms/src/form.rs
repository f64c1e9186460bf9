//! The form's page: all questions at once without JavaScript; step by step with it, ending with a check of the answers.

use crate::browser;
use crate::draft::{Draft, Resume, Save};
use crate::evidence::{documents, of_files, unnamed};
use crate::question::QuestionView;
use crate::receipt::Receipt;
use crate::state::{FileNote, PageState, Phase};
use crate::title::{At, title};
use forthright_evidence::{MAX_FILES, missing};
use forthright_forms::{Answers, Form, Kind, Problem, Question, check, summary};
use forthright_widget_kit::view;
use forthright_widget_kit::{Button, ErrorLink, ErrorSummary, SummaryItem, SummaryList, Weight};
use leptos::prelude::*;

/// The Worker marks what the browser will hide (`later`) and show (`soon`) when it takes the form over. The style makes it so
/// from the first paint, where programs run, and takes it back when none does within some seconds.
const IN_WORKER: bool = cfg!(feature = "ssr");

/// The form as HTML, followed by its state as JSON for the browser to take over.
#[cfg(feature = "ssr")]
pub fn form(state: &PageState) -> serde_json::Result<String> {
    let json = serde_json::to_string(state)?.replace('<', "\\u003c");
    let state = state.clone();
    let html = Owner::new().with(|| view! { <FormView state/> }.to_html());
    // Until the browser takes it over, the page shows the step that it will show then.
    Ok(format!(
        "<div id=\"form-root\" class=\"coming\">{html}</div><script type=\"application/json\" id=\"form-state\">{json}</script>"
    ))
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
    // The step that shows first, where programs run: drawn by the Worker as it will stay, so that nothing moves.
    let first = state.problems.first().map_or(state.step, |problem| step_of(&state.form, &problem.field));
    let later = |is_later: bool| (IN_WORKER && is_later).then_some("later");
    let soon = if IN_WORKER { "soon" } else { "" };
    let today = state.today;
    let at_desk = state.at_desk;
    let goes_on = move || enhanced.get() && step.get() != last;

    // Effects run in the browser alone: from here on the page goes step by step.
    Effect::new(move |_| {
        answers.set(form.with_value(browser::answers));
        if let Some(problem) = problems.get_untracked().first() {
            step.set(form.with_value(|form| step_of(form, &problem.field)));
            browser::go_to("error-summary");
        }
        enhanced.set(true);
    });

    // The title says where the person is, and that there is something to mend.
    Effect::new(move |_| {
        let at = phase.with(|phase| At::of(phase, step.get(), problems.with(|problems| !problems.is_empty())));
        if enhanced.get() {
            form.with_value(|form| browser::set_title(&form.title, &title(form, at)));
        }
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
    // While a document is being looked at, going on from there waits for what is found.
    let waits = RwSignal::new(false);
    // Whether one answer is changed from the check page, which is where it goes on.
    let changing = RwSignal::new(false);
    let go_to_step = move |to: usize| {
        changing.set(false);
        step.set(to);
        browser::go_to(&if to == last { "check-title".to_owned() } else { format!("step-{to}") });
    };
    let show_step = move |to: usize| {
        browser::note_step(to);
        go_to_step(to);
    };
    let change = move |field: String| {
        let to = form.with_value(|form| step_of(form, &field));
        browser::note_step(to);
        changing.set(true);
        step.set(to);
        browser::go_to(&field);
    };
    // What was typed stays; what is being sent goes on.
    Effect::new(move |_| {
        browser::on_history(step.get_untracked(), move |to| {
            if phase.with_untracked(|phase| matches!(phase, Phase::Filling | Phase::Failed(_))) && to <= last {
                read();
                waits.set(false);
                problems.set(Vec::new());
                go_to_step(to);
            }
        });
    });
    let stopped_at = move |found: Vec<Problem>| {
        let stop = !found.is_empty();
        problems.set(found);
        if stop {
            browser::go_to("error-summary");
        }
        stop
    };
    let is_at_documents = move || {
        form.with_value(|form| {
            let question = form.questions().find(|question| question.kind == Kind::Evidence);
            question.is_some_and(|question| step_of(form, &question.file_field(1)) == step.get_untracked())
        })
    };
    let is_looking = move || notes.with(|notes| notes.iter().any(|note| note.working));
    let on_continue = move || {
        read();
        if is_at_documents() && untrack(is_looking) {
            waits.set(true);
            return;
        }
        let here = form.with_value(|form| {
            let found = check(form, &answers.get_untracked(), today);
            found.into_iter().filter(|p| step_of(form, &p.field) == step.get_untracked()).collect::<Vec<_>>()
        });
        let of_files = file_problems(form, &answers.get_untracked(), &notes.get_untracked()).into_iter();
        let of_files = of_files.filter(|p| form.with_value(|form| step_of(form, &p.field)) == step.get_untracked());
        let here = here.into_iter().chain(of_files).collect();
        if !stopped_at(here) {
            if !at_desk {
                sent_from.with_value(|page| browser::begin_proof(&page.form.id, &page.key));
            }
            show_step(if changing.get_untracked() { last } else { step.get_untracked().saturating_add(1).min(last) });
        }
    };
    Effect::new(move |_| {
        if waits.get() && !is_looking() {
            waits.set(false);
            on_continue();
        }
    });
    let on_send = move || {
        read();
        let mut found = form.with_value(|form| check(form, &answers.get_untracked(), today));
        found.extend(file_problems(form, &answers.get_untracked(), &notes.get_untracked()));
        if let Some(problem) = found.first() {
            step.set(form.with_value(|form| step_of(form, &problem.field)));
        }
        if !stopped_at(found) {
            let asked = form.with_value(|form| answers.get_untracked().asked(form));
            sent_from.with_value(|page| browser::send(page, &asked, phase));
        }
    };

    let total = last.saturating_add(1);
    let of_all = move |at: usize| {
        let words = format!(" (step {} of {total})", at.saturating_add(1));
        view! { <span class=if IN_WORKER { "progress soon" } else { "progress" } hidden=move || !IN_WORKER && !enhanced.get()>{words}</span> }
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
                    let is_asked = state.answers.asks(question);
                    let (question, initial) = (question.clone(), state.answers.clone());
                    let question = view! { <QuestionView question initial answers problems notes enhanced today/> };
                    match later(!is_asked) {
                        Some(class) => view! { <div class=class>{question}</div> }.into_any(),
                        None => question.into_any(),
                    }
                })
                .collect_view();
            view! {
                <section class=later(at != first) hidden=move || enhanced.get() && step.get() != at>
                    <h2 id=format!("step-{at}") tabindex="-1">{one.title.clone()}{of_all(at)}</h2>
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
    let (id, key, query) = (state.form.id.clone(), state.key.clone(), state.query.clone());
    let path = if state.at_desk { "/desk/log" } else { "/forms" };
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
            <div class=later(first != 0) hidden=move || enhanced.get() && step.get() != 0>{lead}</div>
            {page.filter(|_| !at_desk && state.code.is_empty()).map(|page| view! { <Resume form draft kept page/> })}
            <form method="post" action=format!("{path}/{id}{query}") enctype="multipart/form-data" novalidate=true id="form"
                on:change=move |_| read()
                on:submit=move |event| {
                    if enhanced.get_untracked() {
                        event.prevent_default();
                        if is_sending.get_untracked() {
                            return;
                        }
                        if step.get_untracked() == last { on_send() } else { on_continue() }
                    }
                }>
                <input type="hidden" name="idempotency-key" value=key/>
                {steps}
                <section hidden=move || !checking()>
                    <h2 id="check-title" tabindex="-1">"Check your answers"{of_all(last)}</h2>
                    {move || checking().then(|| check_answers(form, answers, notes, change))}
                    <h3>"What happens next"</h3>
                    <ol>{afterwards}</ol>
                </section>
                <div class=later(first != last) hidden=move || enhanced.get() && step.get() != last>{notice}</div>
                <div class="actions">
                    // Not hidden while something is sent: it has the focus.
                    <button type="submit" class="button" aria-disabled=move || is_sending.get().then_some("true")>
                        // Two elements: a page that is being translated keeps words that change in place.
                        <span class=soon hidden=move || !IN_WORKER && !goes_on()>"Continue"</span>
                        <span class=later(true) hidden=goes_on>{format!("Send your {noun}")}</span>
                    </button>
                    <span hidden=move || !enhanced.get() || (step.get() == 0 && !changing.get()) || is_sending.get()>
                        <Button weight=Weight::Second on_press=move || {
                            read();
                            waits.set(false);
                            problems.set(Vec::new());
                            show_step(if changing.get_untracked() { last } else { step.get_untracked().saturating_sub(1) });
                        }>"Back"</Button>
                    </span>
                </div>
            </form>
            {(!at_desk).then(|| view! {
                <div class=soon hidden=move || is_sending.get()><Save form draft kept today now=move || { read(); (answers.get_untracked(), step.get_untracked()) }/></div>
            })}
            {sending(phase, noun)}
        </div>
        {move || match phase.get() {
            Phase::Sent(submitted) => view! { <Receipt submitted=*submitted form=form.get_value() at_desk query=sent_from.with_value(|page| page.query.clone())/> }.into_any(),
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

/// Files that cannot be taken, or of which nobody has said what they are, hold the person at their step, so that none is left
/// out unnoticed.
fn file_problems(form: StoredValue<Form>, answers: &Answers, notes: &[FileNote]) -> Vec<Problem> {
    form.with_value(|form| {
        let Some(question) = form.questions().find(|question| question.kind == Kind::Evidence) else {
            return Vec::new();
        };
        let fields = (1..=MAX_FILES).map(|n| question.file_field(n));
        let unnamed = unnamed(question, answers, notes);
        let of_files = fields.zip(notes).filter_map(|(field, note)| match note {
            FileNote { working: true, .. } => Some(Problem::new(&field, "Wait until the picture has been checked")),
            FileNote { problem, .. } if !problem.is_empty() => Some(Problem::new(&field, problem.clone())),
            _ => None,
        });
        unnamed.into_iter().chain(of_files).collect()
    })
}

fn check_answers(
    form: StoredValue<Form>,
    answers: RwSignal<Answers>,
    notes: RwSignal<Vec<FileNote>>,
    change: impl Fn(String) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    form.with_value(|form| {
        let mut current = answers.get().asked(form);
        if let Some(question) = form.questions().find(|question| question.kind == Kind::Evidence) {
            current = of_files(question, &current, &notes.get());
        }
        let rows = summary(form, &current);
        let sections = form.steps.iter().map(|step| {
            let of_step = rows.iter().filter(|row| row.step == step.id);
            let first_field = |id: &str| form.question(id).and_then(|question| question.fields().into_iter().next());
            let (items, fields): (Vec<SummaryItem>, Vec<String>) = of_step
                .map(|row| {
                    let of = form.question(&row.question).map(|question| question.kind);
                    let is_typed = !matches!(of, Some(Kind::PastDate | Kind::Period | Kind::Evidence));
                    let item = SummaryItem { label: row.label.clone(), answer: row.answer.clone(), is_typed };
                    (item, first_field(&row.question).unwrap_or_default())
                })
                .unzip();
            let change = Callback::new(move |at: usize| {
                if let Some(field) = fields.get(at) {
                    change(field.clone());
                }
            });
            view! { <h3>{step.title.clone()}</h3> <SummaryList items change/> }
        });
        let sections = sections.collect_view();
        let notes = notes.get();
        let evidence = form.questions().find(|question| question.kind == Kind::Evidence).map(|question| {
            let count = notes.iter().filter(|note| note.ready).count();
            let documents = documents(question, &current, &notes);
            let missing = missing(&documents, current.represented());
            let lines = missing.iter().map(|m| view! { <li>{m.words()}</li> }).collect_view();
            let is_short = !documents.is_empty() && !missing.is_empty();
            view! {
                <p>{[count.to_string().as_str(), if count == 1 { " document" } else { " documents" }, " will be sealed and sent."].concat()}</p>
                <p>"You can send it now. We will ask you to show who you are only if we have a reason to doubt it."</p>
                {is_short.then(|| view! {
                    <div class="inset">
                        <p>"If we had to check who you are, these documents alone would not be enough:"</p>
                        <ul>{lines}</ul>
                    </div>
                })}
            }
        });
        view! { {sections} {evidence} }
    })
}

/// How sending goes: a region that is there from the beginning. What is said changes with each part, the bar beside it with
/// each piece.
fn sending(phase: RwSignal<Phase>, noun: &'static str) -> impl IntoView {
    let said = Memo::new(move |_| match phase.get() {
        Phase::Sending(what, _) => Some(Ok(what)),
        Phase::Failed(why) => Some(Err(why)),
        Phase::Filling | Phase::Sent(_) => None,
    });
    let words = move || {
        match said.get() {
        Some(Ok(what)) => view! { <p>{what}</p> }.into_any(),
        Some(Err(why)) => view! {
            <div class="inset bad">
                <p><strong>{["Your ", noun, " has not been sent yet."].concat()}</strong></p>
                <p>{why}</p>
                <p>{["Nothing is lost. Press “Send your ", noun, "” again: it will still count as one ", noun, "."].concat()}</p>
            </div>
        }
        .into_any(),
        None => ().into_any(),
    }
    };
    let percent =
        move || if let Phase::Sending(_, percent) = phase.get() { percent.to_string() } else { String::new() };
    view! {
        <div id="sending" role="status">{words}</div>
        <progress max="100" value=percent aria-label=format!("How much of your {noun} has been sent")
            hidden=move || !matches!(phase.get(), Phase::Sending(..))></progress>
    }
}
