//! `/desk/agents`: authorised agents that may send requests for people (Data Rights Protocol).

use crate::layout::{Page, page};
use crate::table::table;
use forthright_clock::long_date;
use forthright_register::Register;
use forthright_widget_kit::view;
use forthright_widget_kit::{ErrorLink, ErrorSummary, Field, describe};
use jiff::civil::Date;
use leptos::prelude::*;

/// An agent an officer registered.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Registered {
    pub id: String,
    pub name: String,
    /// The officer.
    pub by: String,
    /// Whether it has set up its token.
    pub has_token: bool,
    /// Since when its address has taken no status message.
    pub undelivered_since: Option<Date>,
}

/// What was typed into the form.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Typed {
    pub id: String,
    pub name: String,
    pub key: String,
    pub origin: String,
}

/// The list, and the form to add one. `problem`: the field, and what to do.
pub fn agents(
    register: &Register,
    business: &str,
    list: &[Registered],
    typed: &Typed,
    problem: Option<(&'static str, &'static str)>,
) -> String {
    let title = if problem.is_some() { "Error: Authorised agents" } else { "Authorised agents" };
    let frame = Page { title, script: None, wide: false, language: "en-GB", about: None };
    page(register, &frame, || {
        let rows: Vec<AnyView> = list
            .iter()
            .map(|one| {
                view! {
                    <tr>
                        <th scope="row">{one.name.clone()}</th>
                        <td>{one.id.clone()}</td>
                        <td>{one.by.clone()}</td>
                        <td>
                            {if one.has_token { "Connected" } else { "Not yet" }}
                            {one.undelivered_since.map(|since| format!(". Its address has not accepted any status messages since {}", long_date(since)))}
                        </td>
                        <td>
                            <form method="post" action="/desk/agents" enctype="multipart/form-data">
                                <input type="hidden" name="agent" value=one.id.clone()/>
                                <button type="submit" name="do" value="remove" class="second">"Remove"<span class="sr">" " {one.name.clone()}</span></button>
                            </form>
                        </td>
                    </tr>
                }
                .into_any()
            })
            .collect();
        let known = if rows.is_empty() {
            view! { <p>"There are none. No one can send requests this way."</p> }.into_any()
        } else {
            table("Registered agents", None, ["Agent", "ID", "Registered by", "Connection", "Change"], rows)
        };
        let links = problem.map(|(field, message)| ErrorLink { field: field.to_owned(), message: message.to_owned() });
        let field = |id: &'static str, label: &'static str, hint: &'static str, value: &str| {
            let wrong = problem.filter(|(field, _)| *field == id).map(|(_, message)| message);
            let error = Signal::stored(wrong.unwrap_or_default().to_owned());
            let (describes, invalid) = describe(id, true, error);
            let value = value.to_owned();
            view! {
                <Field id=id.to_owned() label=label.to_owned() hint=Some(hint.to_owned()) error>
                    <input id=id name=id type="text" value=value autocomplete="off" spellcheck="false"
                        aria-describedby=describes aria-invalid=invalid/>
                </Field>
            }
        };
        view! {
            <ErrorSummary links=Signal::stored(Vec::from_iter(links))/>
            <h1>"Authorised agents"</h1>
            <p>"An agent acts for people and sends their requests through the Data Rights Protocol, signed with its key. Register only agents whose key you have from the network’s directory or from the agent itself. Our ID there is " <code>{business.to_owned()}</code> "."</p>
            {known}
            <h2>"Register an agent"</h2>
            <form method="post" action="/desk/agents" enctype="multipart/form-data">
                {field("agent", "ID", "From the directory, in capital letters", &typed.id)}
                {field("name", "Name", "As people know it", &typed.name)}
                {field("key", "Verify key", "Ed25519, in base 64", &typed.key)}
                {field("origin", "Where status messages may go (optional)", "For example https://agent.example.org", &typed.origin)}
                <div class="actions"><button type="submit" name="do" value="add">"Register"</button></div>
            </form>
            <p><a href="/desk">"Back to the desk"</a></p>
        }
        .into_any()
    })
}
