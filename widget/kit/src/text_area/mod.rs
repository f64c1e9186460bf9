//! A field of several lines. Leptos' server rendering writes the content of `textarea` as it is, so a value could end the element
//! and become markup (tachys 0.2.19); here, and nowhere else, is that element, and what stands in it is escaped. A test looks for
//! it elsewhere.

use crate::view;
use leptos::prelude::*;

/// A `textarea` with a value that stays text.
#[component]
pub fn TextArea(
    id: String,
    /// The name it is posted under; without one it is read by a program alone.
    #[prop(optional_no_strip)]
    name: Option<String>,
    /// What stands in it at first.
    #[prop(optional)]
    value: String,
    rows: u8,
    /// The ids of what describes it.
    #[prop(optional, into)]
    described_by: MaybeProp<String>,
    #[prop(optional, into)] invalid: Signal<bool>,
    /// The language of what stands in it (BCP 47), where it is not the page's.
    #[prop(optional, into)]
    language: MaybeProp<String>,
    #[prop(optional)] autocomplete: Option<String>,
    #[prop(optional)] on_input: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <textarea id=id name=name rows=rows.to_string() autocomplete=autocomplete lang=move || language.get()
            aria-describedby=move || described_by.get() aria-invalid=move || invalid.get().then_some("true")
            on:input=move |_| { if let Some(typed) = on_input { typed.run(()); } }>{content(&value)}</textarea>
    }
}

/// What goes between the tags. A browser takes one line feed at the beginning for layout, so there is always one to take.
#[cfg(feature = "ssr")]
fn content(value: &str) -> String {
    let escaped = value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("\n{escaped}")
}

/// In the browser it is a text node, which is never parsed.
#[cfg(not(feature = "ssr"))]
fn content(value: &str) -> String {
    value.to_owned()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn html(value: &str) -> String {
        let value = value.to_owned();
        Owner::new().with(|| view! { <TextArea id="text".to_owned() value rows=4/> }.to_html())
    }

    #[test]
    fn a_value_cannot_end_the_element() {
        let html = html("</textarea><script>1</script>&lt;");
        assert!(html.contains("\n&lt;/textarea&gt;&lt;script&gt;1&lt;/script&gt;&amp;lt;</textarea>"), "{html}");
    }

    #[test]
    fn a_line_feed_at_the_beginning_is_kept() {
        assert!(html("\nfirst").contains(">\n\nfirst</textarea>"));
        assert!(html("").contains(">\n</textarea>"));
    }
}
