//! `/consents/{id}`: the receipt of a cookie choice, to read, to print, and to have deleted.

use crate::cookies::{languages, moment, names, tag};
use crate::layout::{Page, page};
use crate::notices::version_address;
use crate::table::table;
use forthright_consent::{Language, Words};
use forthright_register::Register;
use forthright_widget_kit::view;
use leptos::prelude::*;

/// What a receipt says.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Receipt {
    pub id: String,
    pub site: String,
    pub decided_at: String,
    pub recorded_at: String,
    pub source: String,
    pub language: String,
    pub previous: Option<String>,
    pub granted: Vec<String>,
    pub refused: Vec<String>,
    pub purposes: Vec<Purpose>,
    /// The hash of the words that were shown, if any were.
    pub shown: Option<String>,
    /// The words themselves, if the register knows them.
    pub text: Option<String>,
    /// The hash of the notice that was in force.
    pub notice: Option<String>,
}

/// One service and what was decided about it.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Purpose {
    pub name: String,
    pub purpose: String,
    pub provider: String,
    /// The basis by name.
    pub basis: String,
    /// `given`, `refused`, `objected`, `not-objected` or `not-asked`.
    pub state: String,
}

/// The page; without a receipt it says why there may be none.
pub fn receipt(register: &Register, receipt: Option<&Receipt>, language: &'static Language) -> String {
    let word = |key: &str| language.word("page", key);
    let title = word("receipt-title");
    let titled = match receipt {
        Some(receipt) => format!("{title}: {}, {}", receipt.site, moment(&receipt.decided_at, language)),
        None => format!("{}: {title}", if language.code() == "cy" { "Gwall" } else { "Error" }),
    };
    let frame = Page { title: &titled, script: None, wide: false, language: tag(language), about: None };
    page(register, &frame, || {
        let Some(receipt) = receipt else {
            return view! { <h1>{title.clone()}</h1><p>{word("receipt-none")}</p><p><a href=format!("/cookies?lang={}", language.code())>{word("title")}</a></p> }
                .into_any();
        };
        let path = format!("/consents/{}", receipt.id);
        view! {
            <h1>{title.clone()}</h1>
            {languages(&path, language)}
            <p>{word("receipt-lead")}</p>
            {facts(register, receipt, language)}
            <h2>{word("receipt-purposes")}</h2>
            {purposes(receipt, language)}
            <h2>{word("receipt-wording")}</h2>
            {wording(receipt, language)}
            <p class="screen"><a href=format!("/v1/consents/{}", receipt.id)>{word("receipt-json")}</a></p>
            <div class="screen">
                <h2>{word("delete")}</h2>
                <p>{word("delete-lead")}</p>
                <form method="post" action=format!("{path}?lang={}", language.code()) enctype="multipart/form-data">
                    <input type="hidden" name="do" value="delete"/>
                    <div class="actions"><button type="submit" class="second">{word("delete")}</button></div>
                </form>
            </div>
        }
        .into_any()
    })
}

fn facts(register: &Register, receipt: &Receipt, language: &Language) -> AnyView {
    let word = |key: &str| language.word("page", key);
    let some =
        |list: &[String]| if list.is_empty() { word("receipt-nothing") } else { names(list, register, language) };
    let email = register.contact("data-protection").map(|contact| contact.email.clone()).unwrap_or_default();
    let mut rows = vec![
        ("receipt-number", receipt.id.clone()),
        ("receipt-site", receipt.site.clone()),
        ("receipt-when", moment(&receipt.decided_at, language)),
        ("receipt-stored", moment(&receipt.recorded_at, language)),
        ("receipt-how", word(&format!("source-{}", receipt.source))),
        ("receipt-granted", some(&receipt.granted)),
        ("receipt-refused", some(&receipt.refused)),
        ("receipt-language", receipt.language.clone()),
        ("receipt-controller", format!("{}, {email}", register.organisation.name)),
    ];
    if let Some(previous) = &receipt.previous {
        rows.push(("receipt-before", previous.clone()));
    }
    let rows: Vec<AnyView> = rows
        .into_iter()
        .map(|(label, text)| view! { <div><dt>{word(label)}</dt><dd class="typed">{text}</dd></div> }.into_any())
        .collect();
    let notice = receipt.notice.as_ref().map(|hash| {
        let version = view! { <a href=version_address(hash)>{hash.clone()}</a> };
        view! { <div><dt>{word("receipt-notice")}</dt><dd class="typed">{version}</dd></div> }
    });
    view! { <dl class="summary">{rows}{notice}</dl> }.into_any()
}

fn purposes(receipt: &Receipt, language: &Language) -> AnyView {
    let rows: Vec<AnyView> = receipt
        .purposes
        .iter()
        .map(|purpose| {
            view! {
                <tr>
                    <th scope="row">{purpose.name.clone()}<br/><span class="soft">{purpose.provider.clone()}</span></th>
                    <td>{purpose.purpose.clone()}</td>
                    <td>{language.word("preferences", &purpose.basis)}</td>
                    <td>{language.word("page", &purpose.state)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let label = language.word("page", "receipt-purposes");
    let word = |key: &str| language.word("preferences", key);
    let head = [word("item"), word("purpose"), word("basis"), language.word("page", "receipt-state")];
    table(label, None, head, rows)
}

fn wording(receipt: &Receipt, language: &Language) -> AnyView {
    let word = |key: &str| language.word("page", key);
    match (&receipt.text, &receipt.shown) {
        (Some(text), _) => {
            let lines: Vec<AnyView> =
                text.split('\n').map(|line| view! { <p>{line.to_owned()}</p> }.into_any()).collect();
            let lang = receipt.language.clone();
            view! { <blockquote class="inset" lang=lang>{lines}</blockquote> }.into_any()
        }
        (None, Some(hash)) => {
            view! { <p class="typed">{word("receipt-unknown-wording").replace("{hash}", hash)}</p> }.into_any()
        }
        (None, None) => view! { <p>{word("receipt-no-wording")}</p> }.into_any(),
    }
}
