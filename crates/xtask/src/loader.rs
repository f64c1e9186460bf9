//! The loader: `www/embed.js` with what the register says of each site, the parts it loads later, the words in every
//! language and the cookie lists.

use crate::build::{io, minify};
use crate::place;
use crate::process::{Done, run};
use crate::tools::node_bin;
use forthright_consent::{Basis, Language, Service, languages};
use forthright_register::{Colours, Register};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The words the banner itself shows, in `embed.js` in English; all others are loaded with what shows them.
const BANNER_WORDS: [&str; 14] = [
    "region",
    "ask",
    "exempt",
    "object",
    "link",
    "accept",
    "refuse",
    "choose",
    "comma",
    "and",
    "preferences",
    "statistics",
    "media",
    "marketing",
];

/// Writes `assets/loader/*` and `v1/sites/*` below `to`.
pub fn parts(register: &Register, to: &Path) -> Done {
    let from = place::root().join("www/loader/late");
    let parts = to.join("assets/loader");
    io(&parts, fs::create_dir_all(&parts))?;
    let forms: serde_json::Map<_, _> = register.forms.iter().map(|form| (form.id.clone(), json!(form.title))).collect();
    let forms = format!("--define:FORMS={}", Value::Object(forms));
    for entry in io(&from, fs::read_dir(&from))? {
        let file = io(&from, entry)?.path();
        let Some(name) = file.file_name().filter(|name| *name != "late.js") else { continue };
        minify(&file, &parts.join(name), &["--format=esm", "--target=es2020", "--bundle", &forms])?;
    }
    for language in languages() {
        let file = parts.join(format!("words-{}.js", language.code()));
        io(&file, fs::write(&file, format!("export default {}", language.words())))?;
        minify(&file, &file, &["--format=esm", "--target=es2020", "--charset=utf8"])?;
    }
    cookie_lists(register, to)
}

/// Writes `embed.js`. `version`: the folder of its parts, named by what is in it.
pub fn script(register: &Register, to: &Path, version: &str) -> Done {
    let defined = |name: &str, value: Value| format!("--define:{name}={value}");
    let codes: Vec<&str> = languages().iter().map(Language::code).collect();
    let defines = [
        defined("SERVICES", register.services.iter().map(service).collect()),
        defined("SITES", sites(register)),
        defined("REVISION", json!(register.revision)),
        defined("VERSION", json!(version)),
        format!("--define:WORDS={}", banner_words()),
        defined("LANGUAGES", json!(format!(" {} ", codes.join(" ")))),
        defined("LIGHT", json!(custom_properties(&register.theme.light))),
        defined("DARK", json!(custom_properties(&register.theme.dark))),
        defined("RADIUS", json!(register.theme.radius)),
        defined("NAME_OF_ORGANISATION", json!(register.organisation.name)),
        defined("ORIGIN", json!(register.organisation.origin.as_deref().unwrap_or_default())),
    ];
    let mut arguments = vec!["--format=iife", "--target=es2020", "--bundle", "--charset=utf8"];
    arguments.extend(defines.iter().map(String::as_str));
    let file = to.join("embed.js");
    minify(&place::root().join("www/embed.js"), &file, &arguments)?;
    shrink(&file)
}

/// Makes the one script that every page waits for smaller still, by some hundred bytes after brotli.
fn shrink(file: &Path) -> Done {
    let text = io(file, fs::read_to_string(file))?;
    // Nothing in it depends on strictness.
    io(file, fs::write(file, text.replacen("\"use strict\";", "", 1)))?;
    let options = ["--toplevel", "--compress", "passes=3,ecma=2020", "--mangle"];
    // Not with `//# allFunctionsCalledOnLoad`: over sixty loads it takes as long with it as without (14.9 and 14.2 ms, CPU / 4).
    run(Command::new(node_bin("terser")).arg(file).args(options).arg("--output").arg(file))
}

/// In the order above, which is the one that compresses best.
fn banner_words() -> String {
    let words = Language::of("en").words().get("banner");
    let word = |key: &&str| Some(format!("{}:{}", json!(key), words?.get(*key)?));
    format!("{{{}}}", BANNER_WORDS.iter().filter_map(word).collect::<Vec<_>>().join(","))
}

/// Id, number, since, category, basis (0 always on, 1 needs consent, 2 exempt) and whether stopping it takes a reload.
fn service(service: &Service) -> Value {
    let basis = match service.basis {
        Basis::Consent => 1,
        basis if basis.is_exempt() => 2,
        _ => 0,
    };
    json!([service.id, service.number, service.since, service.category, basis, u8::from(service.reload)])
}

/// Id, the cookie's domain, the places of the services in the list of all, and whom to tell in the page.
fn sites(register: &Register) -> Value {
    let place = |service: &Service| register.services.iter().position(|all| all.id == service.id);
    let site = |site: &forthright_consent::Site| {
        let places: Vec<usize> = site.services.iter().filter_map(place).collect();
        json!([site.id, site.cookie_domain, places, site.signals])
    };
    register.sites.iter().map(site).collect()
}

fn custom_properties(colours: &Colours) -> String {
    let Colours { paper, ink, button, button_ink } = colours;
    format!("--p:{paper};--i:{ink};--b:{button};--t:{button_ink}")
}

/// `/v1/sites/{site}/cookies.json` and its Welsh twin, as files: they are there even when the Worker is not.
fn cookie_lists(register: &Register, to: &Path) -> Done {
    for (sites, file) in [(&register.sites, "cookies.json"), (&register.welsh_sites, "cookies.cy.json")] {
        for site in sites {
            let folder = to.join("v1/sites").join(&site.id);
            io(&folder, fs::create_dir_all(&folder))?;
            let text = serde_json::to_string(site).map_err(|error| error.to_string())?;
            let path = folder.join(file);
            io(&path, fs::write(&path, text))?;
        }
    }
    Ok(())
}
