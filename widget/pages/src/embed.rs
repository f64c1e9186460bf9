//! `/embed`: for web editors. Builds the snippet for a website, shows what its security policy has to allow, and says how to
//! check the result.

use crate::layout::{Page, page};
use crate::table::table;
use forthright_consent::{Basis, Signal, Site, languages};
use forthright_register::Register;
use leptos::prelude::*;

/// What the editor asked for; empty where nothing was chosen.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Wanted {
    /// Scheme and host of the privacy desk.
    pub origin: String,
    pub site: String,
    pub language: String,
    pub theme: String,
    pub position: String,
    pub links: String,
}

const THEMES: [(&str, &str); 3] = [("", "As the visitor’s device"), ("light", "Light"), ("dark", "Dark")];
const LINKS: [(&str, &str); 2] = [("", "As they are"), ("label", "Say which lead to another website")];
const POSITIONS: [(&str, &str); 3] = [("", "Bottom"), ("top", "Top"), ("centre", "Bottom, as a card")];

/// The page.
pub fn embed(register: &Register, wanted: &Wanted) -> String {
    let frame = Page { title: "For web editors", script: None, wide: false, language: "en-GB" };
    page(register, &frame, || {
        let site = register.site(&wanted.site).or_else(|| register.sites.first());
        let built = site.map(|site| built(site, wanted));
        view! {
            <h1>"Put the banner on your website"</h1>
            <p>"One line in the page’s head. It shows the cookie banner where one is needed, keeps everything that needs \
                consent switched off until it is granted, and records each choice."</p>
            {chooser(register, wanted, site.map(|site| site.id.clone()).unwrap_or_default())}
            {built}
            {gating()}
            {looks()}
            {checker(wanted, site)}
            {platforms(wanted, site)}
        }
        .into_any()
    })
}

fn chooser(register: &Register, wanted: &Wanted, site: String) -> AnyView {
    let sites: Vec<(String, String)> = register.sites.iter().map(|s| (s.id.clone(), s.name.clone())).collect();
    let own = |list: &[(&str, &str)]| list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>();
    let mut codes = vec![(String::new(), "The page’s own language".to_owned())];
    codes.extend(languages().iter().map(|language| {
        let name = language.words().get("name").and_then(|name| name.as_str()).unwrap_or_default();
        (language.code().to_owned(), name.to_owned())
    }));
    view! {
        <h2>"Your snippet"</h2>
        <form method="get" action="/embed">
            {select("site", "Website", sites, &site)}
            {select("language", "Language", codes, &wanted.language)}
            {select("theme", "Light or dark", own(&THEMES), &wanted.theme)}
            {select("position", "Where", own(&POSITIONS), &wanted.position)}
            {select("links", "Links", own(&LINKS), &wanted.links)}
            <div class="actions"><button type="submit">"Build the snippet"</button></div>
        </form>
    }
    .into_any()
}

fn select(name: &'static str, label: &'static str, options: Vec<(String, String)>, chosen: &str) -> AnyView {
    let options: Vec<AnyView> = options
        .into_iter()
        .map(|(value, text)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{text}</option> }.into_any()
        })
        .collect();
    view! { <div class="field"><label for=name>{label}</label><select id=name name=name>{options}</select></div> }
        .into_any()
}

/// The snippet and the policy for one site.
fn built(site: &Site, wanted: &Wanted) -> AnyView {
    let option = |name: &str, value: &str, known: bool| {
        if value.is_empty() || !known { String::new() } else { format!(" {name}=\"{value}\"") }
    };
    let among = |list: &[(&str, &str)], value: &str| list.iter().any(|(known, _)| *known == value);
    let options = [
        option("data-lang", &wanted.language, languages().iter().any(|language| language.code() == wanted.language)),
        option("data-theme", &wanted.theme, among(&THEMES, &wanted.theme)),
        option("data-position", &wanted.position, among(&POSITIONS, &wanted.position)),
        option("data-links", &wanted.links, among(&LINKS, &wanted.links)),
    ]
    .concat();
    let origin = &wanted.origin;
    let snippet = format!(
        "<script src=\"{origin}/embed.js\" data-site=\"{}\"{options} async></script>\n<noscript>This website uses cookies. \
         What needs your consent is off. <a href=\"{origin}/cookies#{}\">See and change your choice</a>.</noscript>",
        site.id, site.id
    );
    let links = "<button type=\"button\" data-forthright=\"preferences\">Cookie choices</button>\n\
                 <button type=\"button\" data-forthright=\"withdraw\">Withdraw consent</button>";
    let policy = format!("script-src 'self' {origin};\nconnect-src 'self' {origin};");
    let with_wasm = format!("script-src 'self' {origin} 'wasm-unsafe-eval';");
    let services: Vec<AnyView> = site
        .services
        .iter()
        .map(|service| {
            let gate = match service.basis {
                Basis::Consent => "Needs consent: gate it",
                basis if basis.is_exempt() => "On until objected to: gate it, so that an objection works",
                _ => "Always on: leave it as it is",
            };
            let (name, id) = (service.name.clone(), service.id.clone());
            view! { <tr><th scope="row">{name}</th><td><code>{id}</code></td><td><code>{service.category.name()}</code></td><td>{gate}</td></tr> }
                .into_any()
        })
        .collect();
    let signals: Vec<&str> = site
        .signals
        .iter()
        .map(|signal| match signal {
            Signal::Google => "Google Consent Mode v2 (basic: gate Google’s tags as well)",
            Signal::Matomo => "Matomo’s consent calls",
            Signal::DataLayer => "an event on dataLayer",
        })
        .collect();
    let told = (!signals.is_empty()).then(|| view! { <p>"Also told of each decision: " {signals.join("; ")} "."</p> });
    view! {
        <h3>"First in the head"</h3>
        {code("The snippet", snippet)}
        <h3>"Somewhere on every page, for example in the footer"</h3>
        <p>"Taking consent back must be as easy as giving it: the second button does so in one click. Links and other elements \
            work as well; a link leads to our page where there is no JavaScript."</p>
        {code("The buttons", links.to_owned())}
        <h3>"What your content security policy has to allow"</h3>
        {code("The policy", policy)}
        <p>"With this the banner, the records and the embeds work. The preference centre opens on our own page. To open it in \
            yours, allow WebAssembly:"</p>
        {code("The policy with WebAssembly", with_wasm)}
        <p>"What the services below load has to be allowed as well, as their providers say."</p>
        <h3>"What this website uses"</h3>
        {table("Services of the website", None, ["Service", "Id", "Category", "What to do"], services)}
        <p>"Something is missing? Tell the data protection team before you add it: the register comes first, and visitors are \
            asked again when something new is added."</p>
        {told}
    }
    .into_any()
}

fn gating() -> AnyView {
    let script = "<script type=\"text/plain\" data-consent=\"statistics\" src=\"https://…\"></script>\n\
                  <script type=\"text/plain\" data-consent=\"statistics\">/* inline */</script>\n\
                  <script type=\"text/plain\" data-type=\"module\" data-consent=\"statistics\" src=\"https://…\"></script>";
    let embed = "<iframe data-consent=\"media\" data-src=\"https://…\" title=\"What it shows\" width=\"560\" height=\"315\"></iframe>\n\
                 <img data-consent=\"marketing\" data-src=\"https://…\" alt=\"\" width=\"1\" height=\"1\">";
    let condition = "<script type=\"text/plain\" data-consent=\"statistics and not marketing\" src=\"…\"></script>\n\
                     <iframe data-consent=\"vidstream or preferences\" data-src=\"…\" title=\"…\"></iframe>";
    view! {
        <h2>"Gate what needs consent"</h2>
        <p>"Scripts run once, in document order, when what they name is granted. A category or a service’s id will do. Names \
            that are not in the register stay blocked, and the console says so. A script that uses "
            <code>"document.write"</code> " cannot be gated: it would empty the page when it starts."</p>
        {code("Scripts", script.to_owned())}
        <p>"Frames, images, video, audio, embed, object and link elements wait with " <code>"data-src"</code>", "
            <code>"data-srcset"</code>", " <code>"data-href"</code>", " <code>"data-data"</code>" or " <code>"data-poster"</code>
            ". What can be seen gets a placeholder of the same size that says whose it is."</p>
        {code("Embeds", embed.to_owned())}
        <p>"Conditions are joined by “and” and “or” (“and” binds closer); “not” holds once consent was taken back."</p>
        {code("Conditions", condition.to_owned())}
    }
    .into_any()
}

fn looks() -> AnyView {
    let theme = ":root {\n  --forthright-paper: #ffffff;\n  --forthright-ink: #16181d;\n  --forthright-button: #8a0d2e;\n  \
                 --forthright-button-ink: #ffffff;\n  --forthright-radius: 4px;\n}";
    view! {
        <h2>"Make it look like your website"</h2>
        <p>"The banner takes the page’s font. Its colours are custom properties. Accepting and refusing always look the same; a \
            theme that makes them differ, or text below a contrast of 4.5:1, is refused in the browser, and the console says so."</p>
        {code("The theme", theme.to_owned())}
    }
    .into_any()
}

fn checker(wanted: &Wanted, site: Option<&Site>) -> AnyView {
    let website = site.and_then(|site| site.origins.first());
    let command = format!("cargo xtask scan {}", website.map_or(&wanted.origin, |origin| origin));
    view! {
        <h2>"Check it"</h2>
        <p>"This opens a page in Chromium, lists every cookie, stored key and request to others before and after each choice, \
            compares them with the register, and fails on the regulator’s three tests: advertising cookies before a choice, \
            refusing harder than accepting, and cookies despite refusal."</p>
        {code("The command", command)}
    }
    .into_any()
}

fn platforms(wanted: &Wanted, site: Option<&Site>) -> AnyView {
    let module = format!(
        "import {{ load, whenAllowed }} from \"{0}/module/index.js\";\n\nconst consent = await load({{ origin: \"{0}\", site: \
         \"{1}\" }});\nconsent.on((decision) => console.log(decision));\nawait whenAllowed(\"media\");",
        wanted.origin,
        site.map_or("", |site| site.id.as_str())
    );
    view! {
        <h2>"WordPress, Drupal, single-page apps"</h2>
        <ul>
            <li><a href="/snippets/wordpress.txt" download="forthright.php">"WordPress: a must-use plugin"</a></li>
            <li><a href="/snippets/drupal.txt">"Drupal: a small module"</a></li>
            <li><a href="/module/README.md">"Single-page apps: an ES module with TypeScript types"</a></li>
        </ul>
        {code("In a single-page app", module)}
        <p>"We do not speak the advertising industry’s framework (IAB TCF): it exists to pass visitors’ choices to hundreds of \
            advertisers, and a university has none to pass them to."</p>
    }
    .into_any()
}

fn code(label: &'static str, text: String) -> AnyView {
    view! { <pre class="scroll" tabindex="0" role="region" aria-label=label><code>{text}</code></pre> }.into_any()
}
