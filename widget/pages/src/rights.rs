//! `/rights`, `/library` and `/search`: from the register, too.

use crate::activity::card;
use crate::layout::{LIVE, Page, page};
use crate::notices::topics;
use crate::words::Tongue;
use forthright_register::Register;
use forthright_register::content::{Activity, TopicPage};
use forthright_register::search::Index;
use forthright_widget_kit::view;
use leptos::prelude::*;

/// `/rights`: each right, when it applies, and how to use it.
pub fn rights(register: &Register, tongue: Tongue) -> String {
    let content = &register.content;
    let say = |english, welsh| tongue.say(english, welsh);
    let title = say("Your rights", "Eich hawliau");
    let frame = Page { title, script: None, wide: false, language: tongue.tag() };
    page(register, &frame, || {
        let email = register.contact("data-protection").map(|contact| contact.email.clone()).unwrap_or_default();
        let all: Vec<AnyView> = content
            .rights
            .iter()
            .map(|right| {
                let applies: Vec<AnyView> = right.applies.iter().map(|one| view! { <li>{tongue.text(one)}</li> }.into_any()).collect();
                let form = right.form.as_ref().and_then(|id| register.form(id));
                let how = match form {
                    Some(form) => view! { <p><a class="button" href=format!("/forms/{}", form.id)>{say("Use this right", "Defnyddio’r hawl hon")}<span class="sr">" – " {tongue.text(&right.name)}</span></a></p> }.into_any(),
                    None if right.form.is_some() => view! { <p>{say("Write to", "Ysgrifennwch at")} " " <a href=format!("mailto:{email}")>{email.clone()}</a>". " {say("No form is needed.", "Nid oes angen ffurflen.")}</p> }.into_any(),
                    None => ().into_any(),
                };
                let others = right.other_forms.iter().filter_map(|id| register.form(id));
                let others: Vec<AnyView> = others
                    .map(|form| view! { <p><a href=format!("/forms/{}", form.id) lang=(tongue == Tongue::Welsh).then_some("en-GB")>{form.title.clone()}</a></p> }.into_any())
                    .collect();
                view! {
                    <section id=right.id.clone() class="activity">
                        <h2>{tongue.text(&right.name)}</h2>
                        <p>{tongue.text(&right.short)}</p>
                        <ul>{applies}</ul>
                        <p class="soft">"UK GDPR, " {say("Article", "Erthygl")} " " {right.article.clone()}</p>
                        {how}
                        {others}
                    </section>
                }
                .into_any()
            })
            .collect();
        let contents: Vec<AnyView> = content
            .rights
            .iter()
            .map(|right| view! { <li><a href=format!("#{}", right.id)>{tongue.text(&right.name)}</a></li> }.into_any())
            .collect();
        view! {
            <h1>{title}</h1>
            {tongue.switch("/rights")}
            <p>{say("You can use each of them by letter, email, telephone or in person, too. Using them is free.", "Gallwch ddefnyddio pob un drwy lythyr, e-bost, ffôn neu wyneb yn wyneb hefyd. Mae’n rhad ac am ddim.")}</p>
            <ul>{contents}</ul>
            {all}
            {topics(register, TopicPage::Rights, tongue)}
        }
        .into_any()
    })
}

/// `/library`.
pub fn library(register: &Register, tongue: Tongue) -> String {
    let content = &register.content;
    let say = |english, welsh| tongue.say(english, welsh);
    let title = say("Privacy in the library", "Preifatrwydd yn y llyfrgell");
    let frame = Page { title, script: None, wide: false, language: tongue.tag() };
    page(register, &frame, || {
        let own: Vec<&Activity> = content.about(["library-user"]);
        let cards: Vec<AnyView> = own.iter().map(|one| card(one, content, tongue)).collect();
        let suppliers: Vec<AnyView> = content
            .suppliers
            .iter()
            .map(|supplier| {
                let notice = match &supplier.notice {
                    Some(address) => tongue.outside(address, say("Its own notice", "Ei hysbysiad ei hun").into_any()),
                    None => say("It has its own notice; ask us where.", "Mae ganddo ei hysbysiad ei hun; gofynnwch i ni ble.").into_any(),
                };
                view! { <li><strong>{tongue.text(&supplier.name)}</strong> " (" {tongue.text(&supplier.service)} "). " {notice}</li> }.into_any()
            })
            .collect();
        view! {
            <h1>{title}</h1>
            {tongue.switch("/library")}
            {topics(register, TopicPage::Library, tongue)}
            <h2>{say("Suppliers", "Cyflenwyr")}</h2>
            <ul id="suppliers">{suppliers}</ul>
            <h2>{say("One by one", "Fesul un")}</h2>
            {cards}
            <p class="screen"><a href="/notices?about=library-user#answer">{say("Ask for a copy of what the library holds about you", "Gofyn am gopi o’r hyn sydd gan y llyfrgell amdanoch")}</a></p>
        }
        .into_any()
    })
}

/// How much is listed at most.
pub const MOST: usize = 20;

/// `/search`.
pub fn search(register: &Register, query: &str, index: &Index, tongue: Tongue) -> String {
    let title = tongue.say("Search", "Chwilio");
    let titled = if query.trim().is_empty() {
        title.to_owned()
    } else {
        format!("{} – {title}", found_words(query, index.find(query, MOST).len(), tongue))
    };
    let frame = Page { title: &titled, script: LIVE, wide: false, language: tongue.tag() };
    page(register, &frame, || {
        view! {
            <h1>{title}</h1>
            {tongue.switch_asked("/search", &[("q", query)])}
            {search_form(query, title, tongue)}
            <p class="sr" role="status" id="live-status"></p>
            <div id="live">{results(register, query, index, tongue)}</div>
        }
        .into_any()
    })
}

/// What was found; nothing for an empty question.
pub fn results(register: &Register, query: &str, index: &Index, tongue: Tongue) -> AnyView {
    let say = |english, welsh| tongue.say(english, welsh);
    if query.trim().is_empty() {
        return ().into_any();
    }
    let found = index.find(query, MOST);
    if found.is_empty() {
        let email = register.contact("data-protection").map(|contact| contact.email.clone()).unwrap_or_default();
        return view! {
            <p data-status=found_words(query, 0, tongue)>{say("We found nothing for", "Ni chafwyd dim am")} " “" {query.to_owned()} "”. "
                {say("Try another word, or write to", "Rhowch gynnig ar air arall, neu ysgrifennwch at")} " " <a href=format!("mailto:{email}")>{email.clone()}</a>"."</p>
        }
        .into_any();
    }
    let list: Vec<AnyView> = found
        .iter()
        .map(|one| {
            let (title, line) = (tongue.text(&one.title), tongue.text(&one.line));
            view! { <li><a href=tongue.address(&one.address)>{title}</a><p>{line}</p></li> }.into_any()
        })
        .collect();
    let count = format!("{} {}", found.len(), say("found", "wedi’u canfod"));
    view! { <p data-status=count.clone()>{count.clone()}</p><ul class="results">{list}</ul> }.into_any()
}

/// How much is found for what, in words: for the title.
fn found_words(query: &str, count: usize, tongue: Tongue) -> String {
    let query = query.trim();
    match count {
        0 => format!("{} “{query}”", tongue.say("Nothing found for", "Ni chafwyd dim am")),
        count => format!("{count} {} “{query}”", tongue.say("found for", "wedi’u canfod am")),
    }
}

/// The field and its button, on the page with this title.
pub fn search_form(query: &str, title: &'static str, tongue: Tongue) -> AnyView {
    view! {
        <form method="get" action="/search" role="search" class="search" data-live="search" data-title=title>
            {tongue.field()}
            <label for="q">{tongue.say("What do you want to know?", "Beth hoffech chi ei wybod?")}</label>
            <p class="hint" id="q-hint">{tongue.say("For example: bank details, CCTV, who sees my exam results", "Er enghraifft: manylion banc, teledu cylch cyfyng")}</p>
            <div class="line"><input type="search" id="q" name="q" value=query.to_owned() aria-describedby="q-hint" maxlength="200"/><button type="submit">{tongue.say("Search", "Chwilio")}</button></div>
        </form>
    }
    .into_any()
}
