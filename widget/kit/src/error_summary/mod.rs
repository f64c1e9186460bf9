//! "There is a problem": what to mend, each with a link to its field (GOV.UK pattern).

use leptos::prelude::*;

/// One line of the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorLink {
    /// The id of the control.
    pub field: String,
    /// What to do.
    pub message: String,
}

/// The summary; nothing is shown while there is nothing to mend. The caller moves the focus to `#error-summary`.
#[component]
pub fn ErrorSummary(#[prop(into)] links: Signal<Vec<ErrorLink>>) -> impl IntoView {
    view! {
        <div class="error-summary" id="error-summary" tabindex="-1" role="alert" hidden=move || links.get().is_empty()>
            <h2>"There is a problem"</h2>
            <ul>
                {move || {
                    links
                        .get()
                        .into_iter()
                        .map(|link| view! { <li><a href=format!("#{}", link.field)>{link.message}</a></li> })
                        .collect_view()
                }}
            </ul>
        </div>
    }
}
