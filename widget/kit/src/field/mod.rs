//! A question: label above, hint under it, error between hint and control (GOV.UK pattern).
//!
//! What an element names with `aria-describedby` is spoken even while it is hidden. So an error is named only while there is
//! one, and there are no words in its place before ([`describe`], [`ErrorMessage`]). Every control of forms, pages and desk
//! takes both attributes from here.
//!
//! The global class keeps Leptos from making static parts out of HTML strings, which Trusted Types forbid.

use crate::view;
use leptos::prelude::*;

/// What `aria-describedby` of a control names: hint and error, where there are any.
pub fn described_by(id: &str, has_hint: bool, has_error: bool) -> Option<String> {
    let hint = has_hint.then(|| format!("{id}-hint"));
    let error = has_error.then(|| format!("{id}-error"));
    let names: Vec<String> = hint.into_iter().chain(error).collect();
    (!names.is_empty()).then(|| names.join(" "))
}

/// What a control says of its hint and its error, as signals: `aria-describedby` and `aria-invalid`.
///
/// `id` is the [`Field`]'s, which is the control's own unless the field is a group.
pub fn describe(
    id: &str,
    has_hint: bool,
    error: Signal<String>,
) -> (Signal<Option<String>>, Signal<Option<&'static str>>) {
    let id = id.to_owned();
    let is_wrong = move || error.with(|error| !error.is_empty());
    (
        Signal::derive(move || described_by(&id, has_hint, is_wrong())),
        Signal::derive(move || is_wrong().then_some("true")),
    )
}

/// The message of a control, by the id that [`describe`] names: empty without an error.
#[component]
pub fn ErrorMessage(
    /// The field's id.
    id: String,
    /// The message to show, empty for none.
    #[prop(into)]
    error: Signal<String>,
    /// Whether it comes by itself, without a form being sent: then it is spoken when it comes.
    #[prop(optional)]
    live: bool,
) -> impl IntoView {
    let words = move || {
        let message = error.get();
        (!message.is_empty()).then(|| view! { class = "k", <span class="sr">"Error: "</span><span>{message}</span> })
    };
    // What is to be spoken must not be hidden before there are words.
    let hidden = move || !live && error.with(String::is_empty);
    view! {
        class = "k",
        <p class="error" id=format!("{id}-error") aria-live=live.then_some("assertive") hidden=hidden>{words}</p>
    }
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
    /// Whether the error comes by itself ([`ErrorMessage`]).
    #[prop(optional)]
    live: bool,
    #[prop(optional, into)] hidden: Signal<bool>,
    children: Children,
) -> impl IntoView {
    let (describedby, _) = describe(&id, hint.is_some(), error);
    let hint_id = format!("{id}-hint");
    let hint = hint.map(|hint| view! { class = "k", <p class="hint" id=hint_id>{hint}</p> });
    let message = view! { <ErrorMessage id=id.clone() error live/> };
    let class = move || if error.with(String::is_empty) { "field" } else { "field wrong" };
    if group {
        view! {
            <div class=class hidden=move || hidden.get()>
                <fieldset id=format!("{id}-group") aria-describedby=move || describedby.get()>
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

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn html(error: &str) -> String {
        let error = Signal::stored(error.to_owned());
        Owner::new().with(|| {
            let (describedby, invalid) = describe("day", true, error);
            view! {
                <Field id="day".to_owned() label="Day".to_owned() hint=Some("Like 24".to_owned()) error>
                    <input id="day" aria-describedby=move || describedby.get() aria-invalid=move || invalid.get()/>
                </Field>
            }
            .to_html()
        })
    }

    #[test]
    fn without_an_error_there_are_no_words_for_one_and_nothing_names_it() {
        let html = html("");
        assert!(html.contains("aria-describedby=\"day-hint\"") && html.contains("id=\"day-error\""), "{html}");
        assert!(!html.contains("Error") && !html.contains("aria-invalid"), "{html}");
    }

    #[test]
    fn with_an_error_the_control_is_invalid_and_described_by_hint_and_error() {
        let html = html("Enter the day");
        assert!(html.contains("aria-describedby=\"day-hint day-error\" aria-invalid=\"true\""), "{html}");
        assert!(html.contains("Error: ") && html.contains("Enter the day"), "{html}");
    }
}
