//! A table that scrolls by itself where it is wider than the page.

use forthright_widget_kit::view;
use leptos::prelude::*;

/// `label` names the region that the keyboard can scroll (WCAG 2.2, 2.1.1); each row brings its own cells.
pub fn table<const N: usize>(
    label: impl Into<String>,
    class: Option<&'static str>,
    head: [impl Into<String>; N],
    rows: Vec<AnyView>,
) -> AnyView {
    let head: Vec<AnyView> =
        head.into_iter().map(|cell| view! { <th scope="col">{cell.into()}</th> }.into_any()).collect();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=label.into()>
            <table class=class>
                <thead><tr>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
