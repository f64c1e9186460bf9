//! Writing to the person: from a letter of the register with the case's facts, to be read and changed before it goes. What
//! is typed is never lost to another letter, a decision or a colleague.

use crate::act::act;
use crate::case::OpenCase;
use crate::decisions::{choice_of, selected};
use crate::kept::Unsent;
use crate::letters::{ACTS, Act, Does, facts, goes_to};
use crate::proposal::proposal;
use crate::told::{Said, Told};
use forthright_rights::{Addressee, unfilled};
use forthright_widget_kit::{Button, TextArea, Weight, described_by};
use jiff::civil::Date;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement};

#[component]
pub fn Letters(case: OpenCase) -> impl IntoView {
    let told = Told::new();
    let closed = case.part(|detail| detail.outcome.is_some());
    let proposed = case.part(|detail| detail.proposal.clone());
    view! {
        class = "d",
        {move || (closed.get() == Some(false)).then(|| view! { class = "d", <h2>"Write to the person and manage the time limit"</h2> })}
        <Said told/>
        {move || proposed.get().flatten().filter(|_| closed.get() == Some(false)).map(|one| proposal(one, case, told))}
        {move || match closed.get() {
            Some(false) => form(case, told),
            Some(true) => left_over(case),
            None => ().into_any(),
        }}
    }
}

/// What is written for this case, as its parts draw it.
fn unsent<T: PartialEq + Send + Sync + 'static>(
    case: OpenCase,
    of: impl Fn(Unsent) -> T + Send + Sync + 'static,
) -> Memo<T> {
    Memo::new(move |_| of(case.office.unsent(&case.reference.get_value())))
}

fn write(case: OpenCase, how: impl FnOnce(&mut Unsent)) {
    case.office.write(&case.reference.get_value(), how);
}

/// The letter that is chosen, in its language and with the case's facts.
fn letter(case: OpenCase, chosen: Memo<String>, language: Memo<String>, day: Memo<String>) -> Memo<Option<String>> {
    Memo::new(move |_| {
        let addressee = addressee(case);
        let letter = Act::named(&chosen.get()).and_then(|act| act.letter)?;
        let detail = case.detail.get()?;
        case.register.with(|register| {
            let register = register.as_ref()?;
            let known = |id: &str| register.letters.iter().find(|known| known.id == id);
            let (letter, language) = (known(letter).or_else(|| known("free"))?, language.get());
            let facts = facts(&detail, register, &addressee, &language, day.get().parse().ok());
            Some(letter.with(&language, addressee.represented, &facts))
        })
    })
}

/// Whom a letter goes to, once the answers are opened.
fn addressee(case: OpenCase) -> Addressee {
    case.answers.with(|answers| match answers {
        Some(Ok(sealed)) => Addressee::of(&sealed.answers),
        _ => Addressee::default(),
    })
}

/// Whether it is an objection to direct marketing, which waits for nothing (UK GDPR Art 21(3)).
fn is_marketing(case: OpenCase) -> bool {
    case.answers.with(|answers| match answers {
        Some(Ok(sealed)) => sealed.form == "objection" && sealed.answers.get("use") == "marketing",
        _ => false,
    })
}

fn form(case: OpenCase, told: Told) -> AnyView {
    let (chosen, language) = (unsent(case, |unsent| unsent.act), unsent(case, |unsent| unsent.language));
    let (text, day) = (unsent(case, |unsent| unsent.text), unsent(case, |unsent| unsent.day));
    let copies = unsent(case, |unsent| unsent.replaced.len());
    let letter = letter(case, chosen, language, day);
    let wrong = RwSignal::new(String::new());
    // Whether another letter was chosen over what is typed, and what to do with it is not said yet.
    let asks = RwSignal::new(false);
    let fitting = case.part(move |detail| {
        let marketing = is_marketing(case);
        let fitting = ACTS.iter().filter(|act| act.fits(detail, marketing));
        fitting.map(|act| (act.name, act.words)).collect::<Vec<_>>()
    });
    Effect::new(move |_| {
        if let Some(letter) = letter.get() {
            write(case, |unsent| unsent.offer(&letter));
        }
    });
    // What a decision made impossible is not chosen any more; the text stays.
    Effect::new(move |_| {
        if fitting.get().is_some_and(|fitting| fitting.iter().all(|(name, _)| chosen.with(|chosen| chosen != name))) {
            write(case, |unsent| "free".clone_into(&mut unsent.act));
        }
    });
    let choose = move |how: &dyn Fn(&mut Unsent)| {
        told.begin();
        wrong.set(String::new());
        write(case, how);
        asks.set(unsent_now(case).has_typed_text() && letter.get_untracked().is_some());
    };
    // The day of the results changes what the letter says, as another letter does.
    let on_day = move |day: String| {
        if Act::named(&chosen.get_untracked()).is_some_and(Act::asks_results) {
            choose(&|unsent| unsent.day.clone_from(&day));
        } else {
            write(case, |unsent| unsent.day = day);
        }
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        send(case, told, letter, wrong, asks);
    };
    let act_of = move || Act::named(&chosen.get());
    let has_letter = Memo::new(move |_| act_of().is_some_and(|act| act.letter.is_some()));
    let has_day = move || act_of().is_some_and(|act| matches!(act.does, Does::Clock(_)));
    let day_words = move || match act_of() {
        Some(act) if act.asks_results() => {
            ("On what date are the results announced?", "Leave this empty if it is not known yet")
        }
        _ => ("On what date?", "If you leave this empty, we will use today’s date"),
    };
    let reasons = move || act_of().map(Act::reasons).unwrap_or_default();
    let reason = unsent(case, |unsent| unsent.reason);
    let options_of_reasons = move || {
        let reasons = reasons().into_iter();
        reasons.map(|(name, words)| choice_of(name, words, reason)).collect_view()
    };
    let has_reason = Memo::new(move |_| !reasons().is_empty());
    let button = move || match act_of().map(|act| act.does) {
        Some(Does::Propose(_)) => "Ask a colleague to approve it",
        _ if has_letter.get() => "Send the message",
        _ => "Note it",
    };
    let is_wrong = move || !wrong.get().is_empty();
    let described_by = Memo::new(move |_| described_by("message", true, is_wrong()));
    let language_of = Memo::new(move |_| Some(language.get()));
    let typed = Callback::new(move |()| {
        if let Some(area) = area() {
            write(case, |unsent| unsent.type_text(area.value()));
        }
    });
    Effect::new(move |_| {
        let text = text.get();
        if let Some(area) = area().filter(|area| area.value() != text) {
            area.set_value(&text);
        }
    });
    let options = move || {
        let fitting = fitting.get().unwrap_or_default().into_iter();
        fitting.map(|(name, words)| choice_of(name, words, chosen)).collect_view()
    };
    view! {
        class = "d",
        <form on:submit=on_submit>
            <div class="field">
                <label for="letter">"What do you want to do?"</label>
                <select id="letter" on:change=move |_| choose(&|unsent| unsent.choose(&selected("letter")))>{options}</select>
            </div>
            <div class="field" hidden=move || !has_day()>
                <label for="letter-day">{move || day_words().0}</label>
                <p class="hint" id="letter-day-hint">{move || day_words().1}</p>
                <input id="letter-day" type="date" class="short" aria-describedby="letter-day-hint" prop:value=day
                    on:input=move |event| on_day(event_target_value(&event))/>
            </div>
            <div class="field" hidden=move || !has_reason.get()>
                <label for="letter-reason">"Why?"</label>
                <select id="letter-reason" on:change=move |_| write(case, |unsent| unsent.reason = selected("letter-reason"))>
                    {options_of_reasons}
                </select>
            </div>
            <div hidden=move || !has_letter.get()>
                <div class="field">
                    <label for="letter-language">"Language"</label>
                    <select id="letter-language" on:change=move |_| choose(&|unsent| unsent.language = selected("letter-language"))>
                        {choice_of("en", "English", language)} {choice_of("cy", "Cymraeg", language)}
                    </select>
                </div>
                <div role="status">
                    {move || asks.get().then(|| view! {
                        class = "d",
                        <p class="inset">"Your text is kept. The letter you chose can go below it or replace it."</p>
                    })}
                </div>
                {move || asks.get().then(|| ask(case, letter, asks))}
                <div class=move || if is_wrong() { "field wrong" } else { "field" }>
                    <label for="message">"Message"</label>
                    <p class="hint" id="message-hint">"They will read it at /track with their receipt code. Replace the words in double brackets."</p>
                    <p class="hint">{move || case.answers.with(Option::is_some).then(|| goes_to(&addressee(case)))}</p>
                    <p class="error" id="message-error" role="alert">{move || wrong.get()}</p>
                    <TextArea id="message".to_owned() rows=12 described_by invalid=Signal::derive(is_wrong) language=language_of on_input=typed/>
                </div>
                {move || (copies.get() > 0).then(|| copies_kept(case, copies))}
            </div>
            <Button kind="submit" weight=Weight::Second on_press=|| {}>
                {button}
            </Button>
        </form>
    }
    .into_any()
}

fn unsent_now(case: OpenCase) -> Unsent {
    untrack(|| case.office.unsent(&case.reference.get_value()))
}

/// Does what is chosen, with the text as it is now.
fn send(case: OpenCase, told: Told, letter: Memo<Option<String>>, wrong: RwSignal<String>, asks: RwSignal<bool>) {
    let now = unsent_now(case);
    let (Some(chosen), Some(detail)) = (Act::named(&now.act), case.detail.get_untracked()) else { return };
    let sent = chosen.letter.is_some().then(|| now.text.clone());
    if sent.as_ref().is_some_and(|text| unfilled(text).is_some()) {
        told.begin();
        wrong.set("There are still words in brackets. Replace them with your own words.".to_owned());
        case.office.wrong.set(true);
        focus("message");
        return;
    }
    wrong.set(String::new());
    let Some((what, body)) = chosen.call(&detail, now.day.parse::<Date>().ok(), now.text, &now.language) else {
        return;
    };
    act(case, told, what, &body, move |_| {
        write(case, |unsent| unsent.done(sent.as_deref()));
        asks.try_set(false);
        if let Some(letter) = letter.try_get_untracked().flatten() {
            write(case, |unsent| unsent.offer(&letter));
        }
        chosen.done()
    });
}

fn area() -> Option<HtmlTextAreaElement> {
    document().get_element_by_id("message").and_then(|element| element.dyn_into().ok())
}

fn focus(id: &str) {
    let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        let _ = element.focus();
    }
}

/// What to do with a letter that was chosen over what is typed.
fn ask(case: OpenCase, letter: Memo<Option<String>>, asks: RwSignal<bool>) -> AnyView {
    let take = move |how: fn(&mut Unsent, &str)| {
        if let Some(letter) = letter.get_untracked() {
            write(case, |unsent| how(unsent, &letter));
        }
        asks.set(false);
        focus("message");
    };
    let leave = move || {
        asks.set(false);
        focus("message");
    };
    view! {
        class = "d",
        <div class="actions">
            <Button weight=Weight::Second on_press=move || take(Unsent::insert_below)>"Insert the letter below my text"</Button>
            <Button weight=Weight::Second on_press=move || take(Unsent::replace)>"Replace my text, keep a copy"</Button>
            <Button weight=Weight::Second on_press=leave>"Leave my text as it is"</Button>
        </div>
    }
    .into_any()
}

/// The texts that letters took the place of.
fn copies_kept(case: OpenCase, copies: Memo<usize>) -> AnyView {
    let words = move || match copies.get() {
        1 => "One piece of text you replaced is kept.".to_owned(),
        count => format!("{count} pieces of text you replaced are kept."),
    };
    let put_back = move || {
        write(case, Unsent::put_back);
        focus("message");
    };
    let delete = move || {
        write(case, Unsent::drop_copies);
        focus("message");
    };
    view! {
        class = "d",
        <p class="soft">{words}</p>
        <div class="actions">
            <Button weight=Weight::Second on_press=put_back>"Restore the text you replaced"</Button>
            <Button weight=Weight::Second on_press=delete>"Delete the text you replaced"</Button>
        </div>
    }
    .into_any()
}

/// A case that ended while something was written: the text can still be copied, and is deleted only when asked.
fn left_over(case: OpenCase) -> AnyView {
    let text = unsent(case, |unsent| {
        let texts = unsent.replaced.iter().chain(Some(&unsent.text).filter(|_| unsent.typed));
        texts.cloned().collect::<Vec<_>>().join("\n\n")
    });
    let any = Memo::new(move |_| !text.get().trim().is_empty());
    let delete = move || write(case, |unsent| *unsent = Unsent::default());
    let view = move || {
        any.get().then(|| {
            view! {
                class = "d",
                <h2>"Text that was not sent"</h2>
                <p>"The case is closed, so it can no longer be sent. Copy what you need."</p>
                <p class="typed" id="left-over">{move || text.get()}</p>
                <Button weight=Weight::Second on_press=delete>"Delete this text"</Button>
            }
        })
    };
    view! { class = "d", {view} }.into_any()
}
