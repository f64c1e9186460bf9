//! `/embed`: for web editors. Builds the snippet for a website, shows what its security policy has to allow, and says how to
//! check the result.

use crate::layout::{Page, page};
use crate::table::table;
use forthright_consent::{Basis, Signal, Site, languages};
use forthright_register::Register;
use forthright_widget_kit::view;
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

const THEMES: [(&str, &str); 3] = [("", "Same as the visitor’s device"), ("light", "Light"), ("dark", "Dark")];
const LINKS: [(&str, &str); 2] = [("", "Leave as they are"), ("label", "Say which lead to another website")];
const POSITIONS: [(&str, &str); 3] = [("", "Bottom"), ("top", "Top"), ("centre", "Bottom, as a card")];

/// The page.
pub fn embed(register: &Register, wanted: &Wanted) -> String {
    let frame = Page {
        title: "For web editors",
        script: Some("/assets/embed-start.js"),
        wide: false,
        language: "en-GB",
        about: None,
    };
    page(register, &frame, || {
        let site = register.site(&wanted.site).or_else(|| register.sites.first());
        let built = site.map(|site| built(site, wanted));
        view! {
            <h1>"Put the banner on your website"</h1>
            <p>"One line in the page’s head. It shows the cookie banner where one is needed, keeps everything that needs \
                consent switched off until it is granted, and records each choice."</p>
            {chooser(register, wanted, site.map(|site| site.id.clone()).unwrap_or_default())}
            {preview(wanted, site)}
            {built}
            {gating()}
            {frames(register, wanted)}
            {looks()}
            {checker(wanted, site)}
            {platforms(wanted, site)}
            {troubles()}
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
                basis if basis.is_exempt() => "On until someone objects: gate it, so that an objection works",
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
            Signal::Microsoft => "Microsoft Advertising (UET) and Clarity",
            Signal::Wordpress => "the WP Consent API",
        })
        .collect();
    let told = (!signals.is_empty()).then(|| view! { <p>"Also told of each decision: " {signals.join("; ")} "."</p> });
    view! {
        <h3>"First in the head"</h3>
        {code("The snippet", snippet)}
        <h3>"Somewhere on every page, for example in the footer"</h3>
        <p>"Withdrawing consent must be as easy as giving it: the second button does it in one click. Links and other elements \
            work as well; a link leads to our page where there is no JavaScript."</p>
        {code("The buttons", links.to_owned())}
        <h3>"What your content security policy has to allow"</h3>
        {code("The policy", policy)}
        <p>"With this the banner, the records and the embeds work. The preference centre opens on our own page. To open it in \
            yours, allow WebAssembly:"</p>
        {code("The policy with WebAssembly", with_wasm)}
        <p>"What the services below load has to be allowed as well, as their providers say. Where your scripts carry a nonce, \
            the gated ones have to carry it too: without it they stay off."</p>
        <h3>"What this website uses"</h3>
        {table("Services of the website", None, ["Service", "ID", "Category", "What to do"], services)}
        <p>"Is something missing? Tell the data protection team before you add it: the register comes first, and visitors will be \
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
    let template = "<template data-consent=\"media\" data-title=\"Where we are\" data-height=\"360\">\n  \
                    <iframe src=\"https://…\" title=\"Where we are\"></iframe>\n  <script src=\"https://…\"></script>\n</template>";
    let condition = "<script type=\"text/plain\" data-consent=\"statistics and not marketing\" src=\"…\"></script>\n\
                     <iframe data-consent=\"vidstream or preferences\" data-src=\"…\" title=\"…\"></iframe>";
    view! {
        <h2>"Gate what needs consent"</h2>
        <p>"Scripts run once, in document order, when what they name is granted. A category or a service’s id will do. Names \
            that are not in the register stay blocked, and the console says so. A script that uses "
            <code>"document.write"</code> " cannot be gated: it would empty the page when it starts. One that waits for "
            <code>"DOMContentLoaded"</code> " or " <code>"load"</code> " is told at once, even if the page has already loaded."</p>
        {code("Scripts", script.to_owned())}
        <h3>"Anything at all: a template"</h3>
        <p>"Nothing loads or runs what is in a template, not even a library that loads pictures and frames lazily, or \
            a WordPress optimiser. It is the safest way, and the one we recommend. Its scripts wait and run in their order."</p>
        {code("A template", template.to_owned())}
        <h3>"An element as it is"</h3>
        <p>"Frames, images, video, audio, embed, object and link elements wait with " <code>"data-src"</code>", "
            <code>"data-srcset"</code>", " <code>"data-href"</code>", " <code>"data-data"</code>" or " <code>"data-poster"</code>
            ". What can be seen gets a placeholder of the same size that says whose it is. Where the page has a library that loads \
            elements with these attributes lazily, use a template. A frame’s " <code>"srcdoc"</code> " begins before any script can \
            stop it: use a template there, too."</p>
        {code("Embeds", embed.to_owned())}
        <p>"Conditions are joined by “and” and “or” (“and” binds closer); “not” applies once consent has been withdrawn."</p>
        {code("Conditions", condition.to_owned())}
    }
    .into_any()
}

/// The banner as it was chosen, in an imitated page.
fn preview(wanted: &Wanted, site: Option<&Site>) -> AnyView {
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let chosen = [
        ("site", site.map(|site| site.id.as_str()).unwrap_or_default()),
        ("lang", wanted.language.as_str()),
        ("theme", wanted.theme.as_str()),
        ("position", wanted.position.as_str()),
        ("links", wanted.links.as_str()),
    ];
    let query: Vec<String> = chosen
        .into_iter()
        .filter(|(_, value)| !value.is_empty() && plain(value))
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let src = format!("/demo/preview/?{}", query.join("&"));
    view! {
        <h3>"How it looks"</h3>
        <p class="soft">"A real page with the real banner: what you choose in it counts for this host."</p>
        <iframe id="preview" class="preview-page" src=src title="Preview of the banner in a page"></iframe>
    }
    .into_any()
}

/// Our pages in theirs.
fn frames(register: &Register, wanted: &Wanted) -> AnyView {
    let origin = &wanted.origin;
    let form = register.forms.first();
    let (id, title) = form.map(|form| (form.id.as_str(), form.title.as_str())).unwrap_or_default();
    let snippet = format!(
        "<div data-forthright=\"form\" data-form=\"{id}\">\n  <a href=\"{origin}/forms/{id}\">{title}</a>\n</div>"
    );
    let kinds = [
        ("form", "A form. data-form says which one: see the list below"),
        ("check", "Is a photo of a document good enough?"),
        ("notices", "What we hold about people; with data-audience, one notice"),
        ("deadlines", "When a reply is due"),
        ("track", "Tracking a request"),
        ("rights", "Each right, and how to use it"),
    ];
    let kinds: Vec<AnyView> = kinds
        .into_iter()
        .map(|(kind, what)| view! { <tr><th scope="row"><code>{kind}</code></th><td>{what}</td></tr> }.into_any())
        .collect();
    let forms: Vec<AnyView> = register
        .forms
        .iter()
        .map(|form| {
            let (id, title) = (form.id.clone(), form.title.clone());
            view! { <tr><th scope="row"><code>{id}</code></th><td>{title}</td></tr> }.into_any()
        })
        .collect();
    let policy = format!("frame-src 'self' {origin};");
    view! {
        <h2>"Forms and pages of the privacy desk in your pages"</h2>
        <p>"Where the snippet above is in the page, an element shows one of our pages: in a frame that grows with what it shows and \
            takes the page’s colours and font. What people type in it stays between them and the privacy desk: your page learns how high it \
            is and where the focus is, and nothing else. It needs no cookies."</p>
        {code("A form in a page", snippet)}
        <p>"The link inside is for people without JavaScript, and for when no frame can be shown. A frame appears on the websites that \
            the register knows, and not where another website shows your page in a frame of its own: there the link stays, and \
            the console says why."</p>
        {table("What can be shown", None, ["data-forthright", "What it shows"], kinds)}
        <h3>"The forms"</h3>
        {table("The forms", None, ["data-form", "Its title"], forms)}
        <p>"With " <code>"data-done"</code> " on the element, your page hears an event " <code>"forthright:done"</code>
            " with the reference once a request was sent. With " <code>"data-title"</code> " you name the frame yourself. If your pages \
            have a content security policy, it has to allow the frame:"</p>
        {code("The policy for frames", policy)}
    }
    .into_any()
}

/// What to look at when something does not show.
fn troubles() -> AnyView {
    let rows = [
        (
            "No banner shows",
            "Your website needs none (see the list above), the choice was made already (delete the cookie forthright_consent), or a rule of \
             your style hides it: the console names the rule two seconds after the page has loaded.",
        ),
        (
            "“unknown site” in the console",
            "The name in data-site is not in the register. Compare it with the list above; capitals count.",
        ),
        (
            "The choice is not recorded",
            "Your host is not in the register, so the privacy desk accepts nothing from it. Tell the data protection team.",
        ),
        (
            "A gated script does not run",
            "It has no type=\"text/plain\", names something that is not in the register, or lacks the page’s nonce.",
        ),
        ("An embed loads before it is allowed", "Another script read its data-src first. Put it into a template."),
        (
            "There is a link instead of a form",
            "The console says why: the host is not in the register, another website’s page is around yours, or your policy lacks frame-src.",
        ),
        (
            "The banner covers something",
            "Give fixed bars at the bottom of your page bottom: env(safe-area-inset-bottom), or put the banner at the top.",
        ),
    ];
    let rows: Vec<AnyView> = rows
        .into_iter()
        .map(|(what, why)| view! { <tr><th scope="row">{what}</th><td>{why}</td></tr> }.into_any())
        .collect();
    view! {
        <h2>"When something does not show"</h2>
        <p>"Open the browser’s console: what the loader has to say begins with “forthright:”."</p>
        {table("What to look at", None, ["What you see", "What it is"], rows)}
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
            <li><a href="/packages/wordpress.zip">"WordPress: a plugin to install"</a>" (or "
                <a href="/snippets/wordpress.txt" download="forthright.php">"a must-use plugin in one file"</a>")"</li>
            <li><a href="/packages/drupal.zip">"Drupal: a module to install"</a>" (or "
                <a href="/snippets/drupal.txt">"a small one to copy"</a>")"</li>
            <li><a href="/packages/gtm.tpl">"Google Tag Manager: a template to import"</a></li>
            <li><a href="/module/README.md">"Single-page apps: an npm package with TypeScript types, for React and for web components"</a></li>
        </ul>
        {code("In a single-page app", module)}
        <p>"Where the page changes its language, banner and placeholders follow; where it does not say so in its root element, call "
            <code>"forthright.consent.setLanguage(\"cy\")"</code> ". Where a tag manager takes attributes away, write the website into \
            the address: " <code>"embed.js?site=…"</code> "."</p>
        <p>"We do not support the advertising industry’s framework (IAB TCF): it exists to pass visitors’ choices to hundreds of \
            advertisers, and a university has none to pass them to."</p>
    }
    .into_any()
}

fn code(label: &'static str, text: String) -> AnyView {
    view! { <pre class="scroll" tabindex="0" role="region" aria-label=label><code>{text}</code></pre> }.into_any()
}
