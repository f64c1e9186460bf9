//! "There is a problem": what to mend, each with a link to its field (GOV.UK pattern).
//!
//! The global class keeps Leptos from making static parts out of HTML strings, which Trusted Types forbid.

use crate::view;
use leptos::prelude::*;

/// One line of the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorLink {
    /// The id of the control.
    pub field: String,
    /// What to do.
    pub message: String,
}

/// The summary: a live region that is empty while there is nothing to mend. A page that comes with problems begins with the
/// focus in it; after that the caller moves the focus to `#error-summary`.
#[component]
pub fn ErrorSummary(#[prop(into)] links: Signal<Vec<ErrorLink>>) -> impl IntoView {
    let is_wrong = move || links.with(|links| !links.is_empty());
    let comes_with_problems = links.with_untracked(|links| !links.is_empty());
    let content = move || {
        is_wrong().then(|| {
            let lines = links
                .get()
                .into_iter()
                .map(|link| view! { class = "k", <li><a href=format!("#{}", link.field)>{link.message}</a></li> })
                .collect_view();
            view! { class = "k", <h2 id="error-summary-title">"There is a problem"</h2> <ul>{lines}</ul> }
        })
    };
    view! {
        class = "k",
        <div class="error-summary" id="error-summary" tabindex="-1" role="alert"
            aria-labelledby=move || is_wrong().then_some("error-summary-title") autofocus=comes_with_problems>{content}</div>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn the_region_is_there_without_words_and_takes_the_focus_only_with_them() {
        let html = |links: Vec<ErrorLink>| {
            Owner::new().with(|| view! { <ErrorSummary links=Signal::stored(links)/> }.to_html())
        };
        let empty = html(Vec::new());
        assert!(
            empty.contains("role=\"alert\"") && !empty.contains("problem") && !empty.contains("autofocus"),
            "{empty}"
        );
        let full = html(vec![ErrorLink { field: "name".to_owned(), message: "Enter a name".to_owned() }]);
        assert!(
            full.contains("There is a problem") && full.contains("href=\"#name\"") && full.contains("autofocus"),
            "{full}"
        );
    }
}
