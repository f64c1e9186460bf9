//! The frame of every page: head, header, footer.

use crate::words::Tongue;
use forthright_register::Register;
use forthright_surfaces::address;
use forthright_widget_kit::view;
use leptos::prelude::*;
use serde_json::json;
use std::borrow::Cow;

/// What the frame needs to know.
pub struct Page<'a> {
    /// The title, before the institution's name.
    pub title: &'a str,
    /// A module script of ours, by its address among the sources.
    pub script: Option<&'a str>,
    /// Whether the page uses the full width.
    pub wide: bool,
    /// The language of the content (BCP 47). The frame around it is Welsh with Welsh, else English.
    pub language: &'a str,
    /// What search engines and previews are told of a page that is for everyone; `None` of all others.
    pub about: Option<About<'a>>,
}

/// A public page as others speak of it.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// Its address without language.
    pub path: &'a str,
    /// A sentence about it, in its language.
    pub description: &'a str,
    /// Whether there is a Welsh page and an English one.
    pub bilingual: bool,
}

/// The script of pages that answer while somebody types or ticks.
pub const LIVE: Option<&str> = Some("/assets/find-start.js");

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
    let tongue = Tongue::of(page.language);
    let say = |english, welsh| tongue.say(english, welsh);
    let to = |path: &'static str, english: &'static str, welsh: &'static str| {
        view! { <a href=tongue.address(path)>{say(english, welsh)}</a> }.into_any()
    };
    // What has no Welsh page yet is linked as it is, and says so.
    let english = |path: &'static str, english: &'static str, welsh: &'static str| {
        view! { <a href=path hreflang=(tongue == Tongue::Welsh).then_some("en-GB")>{say(english, welsh)}</a> }
            .into_any()
    };
    let home = match tongue {
        Tongue::English => format!("{} privacy desk", organisation.short_name),
        Tongue::Welsh => format!("Desg breifatrwydd {}", organisation.short_name),
    };
    let header = render(|| {
        view! {
            <a class="skip" href="#content" lang=tongue.tag()>{say("Skip to main content", "Neidio i’r prif gynnwys")}</a>
            <header class="site" lang=tongue.tag()>
                <div class="inner">
                    <a class="home" href=tongue.address("/")>{home}</a>
                    <nav aria-label=say("Main", "Prif ddewislen")>
                        {to("/notices", "What we hold", "Yr hyn sydd gennym")}
                        {to("/rights", "Your rights", "Eich hawliau")}
                        {to("/search", "Search", "Chwilio")}
                        {to("/track", "Track your request", "Dilyn cais")}
                        {to("/cookies", "Cookies", "Cwcis")}
                    </nav>
                </div>
            </header>
        }
        .into_any()
    });
    let footer = render(|| {
        let contact = register.contact("data-protection").map(|contact| {
            view! { <p>{say("Questions: ", "Cwestiynau: ")} <a href=format!("mailto:{}", contact.email)>{contact.email.clone()}</a></p> }
        });
        view! {
            <footer class="site" lang=tongue.tag()>
                <div class="inner">
                    {contact}
                    <p>
                        {to("/deadlines", "Work out when a reply is due", "Erbyn pryd y byddwn yn ateb?")}
                        {to("/check", "Check a photo of a document", "Gwirio llun o ddogfen")}
                        {to("/ropa", "Record of processing", "Cofnod o brosesu")}
                        {to("/library", "Library", "Llyfrgell")}
                        {to("/security", "Security", "Diogelwch")}
                        {to("/accessibility", "Accessibility", "Hygyrchedd")}
                        {english("/embed", "For web editors", "I olygyddion gwe")}
                        <a href=organisation.website.clone()>{organisation.name.clone()}</a>
                    </p>
                </div>
            </footer>
        }
        .into_any()
    });
    // What is in English alone is in the page's language from here on.
    let main = if tongue == Tongue::Welsh { Cow::Owned(forthright_words::page(main)) } else { Cow::Borrowed(main) };
    let title: Vec<Cow<'_, str>> = match tongue {
        Tongue::Welsh => page.title.split(" – ").map(forthright_words::in_welsh).collect(),
        Tongue::English => vec![Cow::Borrowed(page.title)],
    };
    let title = title.join(" – ");
    let words = if tongue == Tongue::Welsh && page.script.is_some_and(draws) { welsh_words() } else { String::new() };
    let script = page.script.map(address);
    let script = script.map(|src| format!("<script type=\"module\" src=\"{src}\"></script>")).unwrap_or_default();
    let script = format!("{}{words}{script}", page.script.map(ahead).unwrap_or_default());
    let about = page.about.map(|about| spoken_of(register, page, &title, about)).unwrap_or_default();
    let style = address("/assets/style.css");
    let class = if page.wide { "wide" } else { "narrow" };
    format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\">\
         <title>{} – {}</title>{about}<link rel=\"icon\" href=\"/icon.svg\" type=\"image/svg+xml\">\
         <link rel=\"stylesheet\" href=\"{style}\">{script}</head>\
         <body>{header}{MAIN} class=\"{class}\" tabindex=\"-1\">{main}</main>{footer}</body></html>",
        escape(page.language),
        escape(&title),
        escape(&organisation.name),
    )
}

/// Whether a script of ours draws words of its own.
fn draws(script: &str) -> bool {
    ["/assets/forms-start.js", "/assets/check-start.js", "/assets/receipt-start.js"].contains(&script)
}

/// What puts Welsh words into what is drawn in the browser, before anything is.
fn welsh_words() -> String {
    format!(
        "<script type=\"application/json\" id=\"welsh-words\">{}</script><script type=\"module\" src=\"{}\"></script>",
        forthright_words::as_json(),
        address("/assets/welsh.js")
    )
}

/// Description, canonical address, languages and preview (Open Graph) of a public page, and on the first one whom to write to
/// (schema.org).
fn spoken_of(register: &Register, page: &Page<'_>, title: &str, about: About<'_>) -> String {
    let organisation = &register.organisation;
    let origin = organisation.origin.as_deref().unwrap_or_default();
    let (english, welsh) = (format!("{origin}{}", about.path), format!("{origin}{}?lang=cy", about.path));
    let is_welsh = page.language == "cy";
    let own = if is_welsh { &welsh } else { &english };
    let languages = about.bilingual.then(|| {
        format!(
            "<link rel=\"alternate\" hreflang=\"en-GB\" href=\"{english}\"><link rel=\"alternate\" hreflang=\"cy\" href=\"{welsh}\">\
             <link rel=\"alternate\" hreflang=\"x-default\" href=\"{english}\">"
        )
    });
    let said = if is_welsh { forthright_words::in_welsh(about.description) } else { Cow::Borrowed(about.description) };
    let (title, description) = (escape(title), escape(&said));
    let locale = if is_welsh { "cy_GB" } else { "en_GB" };
    let contacts = (about.path == "/").then(|| {
        let points: Vec<_> = register
            .contacts
            .iter()
            .map(|one| json!({"@type": "ContactPoint", "contactType": one.name, "email": one.email}))
            .collect();
        let data = json!({
            "@context": "https://schema.org", "@type": "CollegeOrUniversity", "name": organisation.name,
            "url": organisation.website, "contactPoint": points,
        });
        format!("<script type=\"application/ld+json\">{}</script>", data.to_string().replace('<', "\\u003c"))
    });
    format!(
        "<meta name=\"description\" content=\"{description}\"><link rel=\"canonical\" href=\"{own}\">{}\
         <meta property=\"og:title\" content=\"{title}\"><meta property=\"og:description\" content=\"{description}\">\
         <meta property=\"og:type\" content=\"website\"><meta property=\"og:locale\" content=\"{locale}\">\
         <meta property=\"og:site_name\" content=\"{}\">{}",
        languages.unwrap_or_default(),
        escape(&organisation.name),
        contacts.unwrap_or_default(),
    )
}

/// The same page for a frame in another website: without what leads around in ours, and with the script that speaks with the
/// page around it before anything is painted.
#[must_use]
pub fn in_frame(document: &str) -> String {
    let inside = document.split_once(MAIN).and_then(|(head, rest)| Some((head.split_once("<body>")?.0, rest)));
    let Some((head, rest)) = inside else { return document.to_owned() };
    let main = rest.rsplit_once("</main>").map_or(rest, |(main, _)| main);
    let script = address("/assets/frame.js");
    // Behind the style, which it reads; before all other scripts.
    let style = "<link rel=\"stylesheet\"";
    let (before, rest) = head.rsplit_once(style).unwrap_or((head, ">"));
    let (link, after) = rest.split_once('>').unwrap_or((rest, ""));
    let before = before.replacen("<html ", "<html class=\"framed\" ", 1);
    let head = format!("{before}{style}{link}><script src=\"{script}\"></script>{after}");
    format!("{head}<body>{MAIN}{main}</main></body></html>")
}

/// What a script of ours will ask for, asked for with the page: each request after another would cost a round trip.
fn ahead(script: &str) -> String {
    let bundle = match script {
        "/assets/forms-start.js" => "forms",
        "/assets/check-start.js" => "check",
        _ => return String::new(),
    };
    let (code, module) = (address(&format!("/assets/{bundle}.js")), address(&format!("/assets/{bundle}_bg.wasm")));
    format!(
        "<link rel=\"modulepreload\" href=\"{code}\">\
         <link rel=\"preload\" href=\"{module}\" as=\"fetch\" type=\"application/wasm\" crossorigin>"
    )
}

/// Where the content begins, after the header.
const MAIN: &str = "<main id=\"content\"";

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn in_a_frame_a_page_has_its_content_and_its_script_and_nothing_around_it() {
        let whole = "<!doctype html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>T</title><link rel=\"stylesheet\" href=\"/s\"><script src=\"/m\"></script></head>\
            <body><header>Menu</header><main id=\"content\" class=\"narrow\"><p>One &lt;/main> </p></main><footer>More</footer></body></html>";
        let framed = in_frame(whole);
        assert!(!framed.contains("Menu") && !framed.contains("More"), "{framed}");
        assert!(
            framed.contains("<html class=\"framed\" lang=\"en-GB\">")
                && framed
                    .contains("href=\"/s\"><script src=\"/assets/content-hash/frame.js\"></script><script src=\"/m\">"),
            "{framed}"
        );
        assert!(
            framed.ends_with("<main id=\"content\" class=\"narrow\"><p>One &lt;/main> </p></main></body></html>"),
            "{framed}"
        );
        assert_eq!(in_frame("no page"), "no page");
    }
}
