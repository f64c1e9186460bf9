//! The frame of every page: head, header, footer.

use forthright_register::Register;
use leptos::prelude::*;

/// What the frame needs to know.
pub struct Page<'a> {
    /// The title, before the institution's name.
    pub title: &'a str,
    /// A module script of ours, by its address.
    pub script: Option<&'a str>,
    /// Whether the page uses the full width.
    pub wide: bool,
    /// The language of the content (BCP 47). The frame around it is English.
    pub language: &'a str,
}

/// A page from a view.
pub fn page(register: &Register, page: &Page<'_>, main: impl FnOnce() -> AnyView) -> String {
    document(register, page, &render(main))
}

/// A view as HTML.
pub fn render(view: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| view().to_html())
}

/// A page from HTML that was rendered already.
pub fn document(register: &Register, page: &Page<'_>, main: &str) -> String {
    let organisation = &register.organisation;
    let header = render(|| {
        view! {
            <a class="skip" href="#content" lang="en-GB">"Skip to main content"</a>
            <header class="site" lang="en-GB">
                <div class="inner">
                    <a class="home" href="/">{organisation.short_name.clone()} " privacy desk"</a>
                    <nav aria-label="Main">
                        <a href="/notices">"What we hold"</a>
                        <a href="/rights">"Your rights"</a>
                        <a href="/search">"Search"</a>
                        <a href="/track">"Follow a request"</a>
                        <a href="/cookies">"Cookies"</a>
                    </nav>
                </div>
            </header>
        }
        .into_any()
    });
    let footer = render(|| {
        let contact = register.contact("data-protection").map(|contact| {
            view! { <p>"Questions: " <a href=format!("mailto:{}", contact.email)>{contact.email.clone()}</a></p> }
        });
        view! {
            <footer class="site" lang="en-GB">
                <div class="inner">
                    {contact}
                    <p>
                        <a href="/ropa">"Record of processing"</a>
                        <a href="/library">"Library"</a>
                        <a href="/security">"Security"</a>
                        <a href="/accessibility">"Accessibility"</a>
                        <a href="/embed">"For web editors"</a>
                        <a href=organisation.website.clone()>{organisation.name.clone()}</a>
                    </p>
                </div>
            </footer>
        }
        .into_any()
    });
    let script = page.script.map(|src| format!("<script type=\"module\" src=\"{src}\"></script>")).unwrap_or_default();
    let class = if page.wide { "wide" } else { "narrow" };
    format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><meta name=\"robots\" content=\"noindex\">\
         <title>{} – {}</title><link rel=\"icon\" href=\"/icon.svg\" type=\"image/svg+xml\">\
         <link rel=\"stylesheet\" href=\"/style.css\">{script}</head>\
         <body>{header}<main id=\"content\" class=\"{class}\" tabindex=\"-1\">{main}</main>{footer}</body></html>",
        escape(page.language),
        escape(page.title),
        escape(&organisation.name),
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
