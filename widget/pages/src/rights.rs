//! `/rights`, `/library` and `/search`: from the register, too.

use crate::activity::{card, pending};
use crate::content::{list, tasks};
use crate::layout::{About, LIVE, Page, page};
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
    let description = say(
        "Access, rectification, erasure, restriction, portability, objection, automated decisions and consent: when each right applies and the form for it.",
        "Mynediad, cywiro, dileu, cyfyngu, cludadwyedd, gwrthwynebu, penderfyniadau awtomataidd a chydsyniad: pryd mae pob hawl yn berthnasol a’r ffurflen ar ei chyfer.",
    );
    let about = Some(About { path: "/rights", description, bilingual: true });
    let frame = Page { title, script: None, wide: false, language: tongue.tag(), about };
    page(register, &frame, || {
        let email = register.contact("data-protection").map(|contact| contact.email.clone()).unwrap_or_default();
        let all: Vec<AnyView> = content
            .rights
            .iter()
            .map(|right| {
                let applies: Vec<AnyView> = right.applies.iter().map(|one| view! { <li>{tongue.text(one)}</li> }.into_any()).collect();
                let form = right.form.as_ref().and_then(|id| register.form(id));
                let how = match form {
                    Some(form) => view! { <p><a class="button" href=tongue.address(&format!("/forms/{}", form.id))>{say("Use this right", "Defnyddio’r hawl hon")}<span class="sr">" – " {tongue.text(&right.name)}</span></a></p> }.into_any(),
                    None if right.form.is_some() => view! { <p>{say("Write to", "Ysgrifennwch at")} " " <a href=format!("mailto:{email}")>{email.clone()}</a>". " {say("No form is needed.", "Nid oes angen ffurflen.")}</p> }.into_any(),
                    None => ().into_any(),
                };
                let others = right.other_forms.iter().filter_map(|id| register.form(id));
                let others: Vec<AnyView> = others
                    .map(|form| view! { <p>{tongue.form(register, form)}</p> }.into_any())
                    .collect();
                view! {
                    <section id=right.id.clone() class="activity">
                        <h2>{tongue.text(&right.name)}</h2>
                        <p class="soft">{tongue.text(&right.legal_name)} " (" {say("UK GDPR", "GDPR y DU")} ", " {article(&right.article, tongue)} ")"</p>
                        <p>{tongue.text(&right.short)}</p>
                        <ul>{applies}</ul>
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
            .map(|right| view! { <li><a href=format!("#{}", right.id)>{tongue.text(&right.name)}</a> <span class="soft">" – " {tongue.text(&right.legal_name)}</span></li> }.into_any())
            .collect();
        view! {
            {tongue.switch("/rights")}
            <h1>{title}</h1>
            <p>{say("You can use each of them by letter, email, telephone or in person, too. Using them is free.", "Gallwch ddefnyddio pob un drwy lythyr, e-bost, ffôn neu wyneb yn wyneb hefyd. Mae’n rhad ac am ddim.")}</p>
            <ul>{contents}</ul>
            {all}
            {topics(register, TopicPage::Rights, tongue)}
        }
        .into_any()
    })
}

/// The article or articles, `13 and 14`, in words.
fn article(numbers: &str, tongue: Tongue) -> String {
    let several = numbers.contains(' ');
    match tongue {
        Tongue::English => format!("{} {numbers}", if several { "Articles" } else { "Article" }),
        Tongue::Welsh => {
            let numbers = numbers.replace(" and ", " ac ").replace(" to ", " i ");
            format!("{} {numbers}", if several { "Erthyglau" } else { "Erthygl" })
        }
    }
}

/// `/library`.
pub fn library(register: &Register, tongue: Tongue) -> String {
    let content = &register.content;
    let say = |english, welsh| tongue.say(english, welsh);
    let title = say("Privacy in the library", "Preifatrwydd yn y llyfrgell");
    let description = say(
        "What the library holds about you, who sees your loans and bookings, and the services it buys.",
        "Yr hyn sydd gan y llyfrgell amdanoch, pwy sy’n gweld eich benthyciadau a’ch archebion, a’r gwasanaethau y mae’n eu prynu.",
    );
    let about = Some(About { path: "/library", description, bilingual: true });
    let frame = Page { title, script: None, wide: false, language: tongue.tag(), about };
    page(register, &frame, || {
        let own: Vec<&Activity> = content.about(["library-user"]);
        let cards: Vec<AnyView> = own.iter().map(|one| card(one, register, tongue)).collect();
        let suppliers: Vec<AnyView> = content
            .suppliers
            .iter()
            .map(|supplier| {
                let notice = match &supplier.notice {
                    Some(address) => tongue.outside(address, say("Its own notice", "Ei hysbysiad ei hun").into_any()),
                    None => say("It has its own notice; ask us where to find it.", "Mae ganddo ei hysbysiad ei hun; gofynnwch i ni ble.").into_any(),
                };
                view! { <li><strong>{tongue.text(&supplier.name)}</strong> " (" {tongue.text(&supplier.service)} "). " {notice}</li> }.into_any()
            })
            .collect();
        view! {
            {tongue.switch("/library")}
            <h1>{title}</h1>
            {topics(register, TopicPage::Library, tongue)}
            <h2>{say("Suppliers", "Cyflenwyr")}</h2>
            <ul id="suppliers">{suppliers}</ul>
            <h2>{say("Details", "Manylion")}</h2>
            {cards}
            {pending(register, &own, tongue)}
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
    let frame = Page { title: &titled, script: LIVE, wide: false, language: tongue.tag(), about: None };
    page(register, &frame, || {
        view! {
            {tongue.switch_asked("/search", &[("q", query)])}
            <h1>{title}</h1>
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
            <p data-status=found_words(query, 0, tongue)>{say("We found nothing for", "Ni chafwyd dim am")} " “" <span translate="no">{query.to_owned()}</span> "”. "
                {say("Try another word, or email", "Rhowch gynnig ar air arall, neu e-bostiwch")} " " <a href=format!("mailto:{email}")>{email.clone()}</a>"."</p>
            <h2>{say("What people come here for", "Pam mae pobl yn dod yma")}</h2>
            {tasks(register, tongue, true)}
        }
        .into_any();
    }
    let count = match (tongue, found.len()) {
        (Tongue::English, 1) => "1 result".to_owned(),
        (Tongue::English, count) => format!("{count} results"),
        (Tongue::Welsh, count) => format!("{count} canlyniad"),
    };
    let list = list(found.iter().map(|one| (one.address.as_str(), &one.title, &one.line)), "result", "results", tongue);
    view! { <p data-status=count.clone()>{count.clone()}</p>{list} }.into_any()
}

/// How much is found for what, in words: for the title.
fn found_words(query: &str, count: usize, tongue: Tongue) -> String {
    let query = query.trim();
    match count {
        0 => format!("{} “{query}”", tongue.say("No results for", "Ni chafwyd dim am")),
        1 => format!("1 {} “{query}”", tongue.say("result for", "canlyniad ar gyfer")),
        count => format!("{count} {} “{query}”", tongue.say("results for", "canlyniad ar gyfer")),
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
