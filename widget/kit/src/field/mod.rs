//! A question: label above, hint under it, error between hint and control (GOV.UK pattern).

use leptos::prelude::*;

/// What `aria-describedby` of a control names: hint and error, where there are any.
pub fn described_by(id: &str, has_hint: bool, has_error: bool) -> Option<String> {
    let hint = has_hint.then(|| format!("{id}-hint"));
    let error = has_error.then(|| format!("{id}-error"));
    let names: Vec<String> = hint.into_iter().chain(error).collect();
    (!names.is_empty()).then(|| names.join(" "))
}

/// A question with one control (`group` false) or a group of them in a fieldset.
#[component]
pub fn Field(
    /// The control's id; for a group, the fieldset's is `{id}-group`.
    id: String,
    label: String,
    #[prop(optional_no_strip)] hint: Option<String>,
    /// The message to show, empty for none.
    #[prop(into)]
    error: Signal<String>,
    #[prop(optional)] group: bool,
    #[prop(optional, into)] hidden: Signal<bool>,
    children: Children,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let has_hint = hint.is_some();
    let hint = hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> });
    let message = view! {
        <p class="error" id=error_id hidden=move || error.get().is_empty()>
            <span class="sr">"Error: "</span>
            <span>{move || error.get()}</span>
        </p>
    };
    let class = move || if error.get().is_empty() { "field" } else { "field wrong" };
    if group {
        let describes = id.clone();
        let describedby = move || described_by(&describes, has_hint, !error.get().is_empty());
        view! {
            <div class=class hidden=move || hidden.get()>
                <fieldset id=format!("{id}-group") aria-describedby=describedby>
                    <legend>{label}</legend>
                    {hint}
                    {message}
                    {children()}
                </fieldset>
            </div>
        }
        .into_any()
    } else {
        view! {
            <div class=class hidden=move || hidden.get()>
                <label for=id.clone()>{label}</label>
                {hint}
                {message}
                {children()}
            </div>
        }
        .into_any()
    }
}
