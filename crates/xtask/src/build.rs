//! Building: the browser bundles, the Worker and the static site, into `dist/`.

use crate::process::{Done, run, step};
use crate::{assets, bom, fingerprint, flags, loader, measure, packages, place, tools, traces};
use forthright_register::checklist::DeskRegister;
use forthright_register::{Register, export, load};
use forthright_surfaces::PLACEHOLDER;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One bundle for one surface, so that nobody downloads another's.
pub struct Bundle {
    pub name: &'static str,
    pub features: Option<&'static str>,
    /// What the compiler is told besides.
    flags: Option<&'static str>,
}

/// The stamp of a shrunk module; its name changes when the way of shrinking does.
const SHRUNK: &str = ".shrunk-3";

/// Fixed-width SIMD; every current browser has it.
const VECTORS: &str = "-C target-feature=+simd128";
/// At most 256 MiB of memory: what a small file unfolds to ends the Worker it is read in, and nothing else.
const BOUNDED: &str = "-C link-arg=--max-memory=268435456";

pub const BUNDLES: [Bundle; 9] = [
    Bundle { name: "consent", features: None, flags: None },
    Bundle { name: "check", features: None, flags: Some(VECTORS) },
    Bundle { name: "camera", features: None, flags: None },
    Bundle { name: "pdf", features: None, flags: Some(BOUNDED) },
    Bundle { name: "find", features: None, flags: None },
    Bundle { name: "seal", features: None, flags: None },
    Bundle { name: "forms", features: Some("browser"), flags: None },
    Bundle { name: "key", features: None, flags: None },
    Bundle { name: "desk", features: None, flags: None },
];

/// `cargo xtask build`.
pub fn everything() -> Done {
    tools::set_up()?;
    if_changed()?;
    measure::sizes()
}

/// Builds what has changed since the last time.
pub fn if_changed() -> Done {
    let sources = fingerprint::sources()?;
    if fingerprint::is_done(&place::dist(), ".built", &sources) {
        println!("Nothing changed since the last build.");
        return Ok(());
    }
    let register = step("Checking the register", register)?;
    assets::set_aside()?;
    step("Static pages and the loader's parts", || site(&register))?;
    // Compiling keeps one core busy for most of its time, shrinking another: they overlap.
    std::thread::scope(|scope| {
        let mut shrinking = Vec::new();
        for bundle in &BUNDLES {
            let compiled = step(&format!("Compiling the browser bundle “{}”", bundle.name), || compile(bundle))?;
            shrinking.push((bundle.name, scope.spawn(move || shrink(bundle, &compiled))));
        }
        step("Worker", worker)?;
        for (name, thread) in shrinking {
            step(&format!("Shrinking “{name}”"), || thread.join().map_err(|_| "it stopped".to_owned())?)?;
        }
        Ok::<(), String>(())
    })?;
    step("Naming assets by their content", || assets::name(&register))?;
    offline()?;
    step("Packages for npm, WordPress, Drupal and the tag manager", packages::write)?;
    headers()?;
    step("Bill of materials", bom::write)?;
    step("Paths of this machine in what is shipped", traces::none)?;
    fingerprint::done(&place::dist(), ".built", &sources)
}

/// Names what the page that looks at documents keeps for offline by its content, so that browsers fetch it again once it
/// changes. `/check` itself is rendered by the Worker.
fn offline() -> Done {
    let site = place::dist().join("site");
    let assets = site.join("assets").join(assets::names()?.own);
    let files = [assets, site.join("check-worker.js"), place::dist().join("worker/index_bg.wasm")];
    let hash = fingerprint::of(&files)?;
    let script = site.join("check-offline.js");
    let text = io(&script, fs::read_to_string(&script))?;
    let text = text.replace("check-version", &format!("check-{}", hash.get(..16).unwrap_or(&hash)));
    io(&script, fs::write(&script, text))
}

/// Writes `_headers`: what each static file carries. A file without a row among the surfaces ends the build.
fn headers() -> Done {
    let site = place::dist().join("site");
    let files = fingerprint::below(&site)?;
    let names: Vec<String> = files
        .iter()
        .filter_map(|file| file.strip_prefix(&site).ok())
        .map(|file| file.to_string_lossy().into_owned())
        .filter(|name| name != "_headers")
        .collect();
    let text = forthright_surfaces::headers_file(names.iter().map(String::as_str))
        .map_err(|file| format!("{} has no row in crates/surfaces/src/table.rs.", file.0))?;
    let file = site.join("_headers");
    io(&file, fs::write(&file, text))
}

fn register() -> Result<Register, String> {
    load(&place::register()).map_err(|faults| {
        let list: Vec<String> = faults.iter().map(ToString::to_string).collect();
        list.join("\n")
    })
}

pub fn io<T>(path: &Path, result: std::io::Result<T>) -> Result<T, String> {
    result.map_err(|error| format!("{}: {error}", path.display()))
}

/// `www/` and what is made from the register: the loader with its sites, the style with the institution's colour.
fn site(register: &Register) -> Done {
    let (from, to) = (place::root().join("www"), place::dist().join("site"));
    if to.exists() {
        io(&to, fs::remove_dir_all(&to))?;
    }
    copy(&from, &to)?;
    let accent = &register.organisation.accent;
    let style = to.join("assets/style.css");
    let text = io(&style, fs::read_to_string(&style))?;
    let text = text.replace("#accent-light", &accent.light).replace("#accent-dark", &accent.dark);
    io(&style, fs::write(&style, text))?;
    minify(&style, &style, &[])?;
    let frame = to.join("assets/frame.js");
    minify(&frame, &frame, &["--bundle", "--format=iife", "--target=es2020"])?;
    // Forms start this copy: one beside the page that works offline may be older than they are.
    let worker = to.join("check-worker.js");
    let text = io(&worker, fs::read_to_string(&worker))?;
    let copy = to.join("assets/look-worker.js");
    io(&copy, fs::write(&copy, text.replace(PLACEHOLDER, ".")))?;
    // Packages for other systems are no files of the site.
    let packages = to.join("packages");
    if packages.exists() {
        io(&packages, fs::remove_dir_all(&packages))?;
    }
    // The loader's parts are inside `embed.js`.
    let parts = to.join("loader");
    io(&parts, fs::remove_dir_all(&parts))?;
    // What a browser draws the register's pages from.
    let pages = to.join("v1/register/pages.json");
    io(&pages, fs::create_dir_all(to.join("v1/register")))?;
    let public = serde_json::to_string(&export::public_register(register)).map_err(|error| error.to_string())?;
    io(&pages, fs::write(&pages, public))?;
    let desk = serde_json::to_string(&DeskRegister::of(register)).map_err(|error| error.to_string())?;
    io(&pages, fs::write(to.join("v1/register/desk.json"), desk))?;
    let described = place::root().join("functions/openapi.json");
    io(&described, fs::copy(&described, to.join("v1/openapi.json")))?;
    loader::parts(register, &to)
}

pub fn minify(from: &Path, to: &Path, more: &[&str]) -> Done {
    run(Command::new(tools::node_bin("esbuild"))
        .arg(from)
        .args(["--minify", "--allow-overwrite", "--log-level=warning", "--legal-comments=none"])
        .args(more)
        .arg(format!("--outfile={}", to.display())))
}

pub fn copy(from: &Path, to: &Path) -> Done {
    io(to, fs::create_dir_all(to))?;
    for entry in io(from, fs::read_dir(from))? {
        let entry = io(from, entry)?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy(&source, &target)?;
        } else {
            io(&source, fs::copy(&source, &target))?;
        }
    }
    Ok(())
}

fn compile(bundle: &Bundle) -> Result<PathBuf, String> {
    let package = format!("forthright-widget-{}", bundle.name);
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--release", "--target", "wasm32-unknown-unknown", "--package", &package]);
    if let Some(features) = bundle.features {
        cargo.args(["--features", features]);
    }
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags::encoded(bundle.flags)?);
    // Where paths are remapped cargo does not keep what was compiled with other flags apart: bundles with flags of their own have a
    // folder of their own, or each of them would compile everything again.
    let target = bundle.flags.map_or_else(place::target, |_| place::target().join(bundle.name));
    run(cargo.arg("--target-dir").arg(&target).current_dir(place::root()))?;
    Ok(target.join(format!("wasm32-unknown-unknown/release/{}.wasm", package.replace('-', "_"))))
}

/// Makes glue and the small module; kept by what was compiled, because shrinking takes longest.
fn shrink(bundle: &Bundle, compiled: &Path) -> Done {
    let kept = place::target().join("forthright").join(bundle.name);
    let wanted = fingerprint::of(&[compiled.to_owned(), place::root().join("package-lock.json")])?;
    let (script, module) = (format!("{}.js", bundle.name), format!("{}_bg.wasm", bundle.name));
    let shrunk = kept.join("shrunk.wasm");
    if !fingerprint::is_done(&kept, SHRUNK, &wanted) {
        run(Command::new(tools::wasm_bindgen()?)
            .args(["--target", "web", "--no-typescript", "--out-name", bundle.name, "--out-dir"])
            .arg(&kept)
            .arg(compiled))?;
        optimise(SMALL, &kept.join(&module), &shrunk)?;
        fingerprint::done(&kept, SHRUNK, &wanted)?;
    }
    let assets = place::dist().join("site/assets");
    io(&assets, fs::create_dir_all(&assets))?;
    io(&shrunk, fs::copy(&shrunk, assets.join(&module)))?;
    minify(&kept.join(&script), &assets.join(&script), &["--bundle", "--format=esm", "--external:/assets/*"])
}

/// What makes bundles small on the wire, by measuring: functions in the order of their names stand beside those that are like them,
/// which saves brotli a tenth of the form; what has one caller is a part of it.
const SMALL: &[&str] = &["-Os", "--one-caller-inline-max-function-size=20", "--reorder-functions-by-name"];

/// Runs wasm-opt. The features are named one by one: `--all-features` makes it write imports of a kind that only the
/// newest engines read.
fn optimise(passes: &[&str], from: &Path, to: &Path) -> Done {
    const FEATURES: [&str; 10] = [
        "bulk-memory",
        "bulk-memory-opt",
        "call-indirect-overlong",
        "exception-handling",
        "multivalue",
        "mutable-globals",
        "nontrapping-float-to-int",
        "reference-types",
        "sign-ext",
        "simd",
    ];
    run(Command::new(tools::node_bin("wasm-opt"))
        .args(passes)
        .arg("--strip-debug")
        .args(FEATURES.map(|feature| format!("--enable-{feature}")))
        .arg(from)
        .arg("-o")
        .arg(to))
}

fn worker() -> Done {
    let functions = place::root().join("functions");
    run(Command::new(tools::worker_build())
        .arg("--release")
        .current_dir(&functions)
        .env("CARGO_ENCODED_RUSTFLAGS", flags::encoded(None)?)
        .env("WASM_BINDGEN_BIN", tools::wasm_bindgen()?)
        .env("WASM_OPT_BIN", tools::node_bin("wasm-opt"))
        .env("ESBUILD_BIN", tools::node_bin("esbuild")))?;
    let (from, to) = (functions.join("build"), place::dist().join("worker"));
    if to.exists() {
        io(&to, fs::remove_dir_all(&to))?;
    }
    copy(&from, &to)?;
    let module = to.join("index_bg.wasm");
    let wanted = fingerprint::of(&[from.join("index_bg.wasm"), place::root().join("package-lock.json")])?;
    let kept = place::target().join("forthright/worker");
    let shrunk = kept.join("shrunk.wasm");
    if !fingerprint::is_done(&kept, SHRUNK, &wanted) {
        io(&kept, fs::create_dir_all(&kept))?;
        // -O1 takes a quarter of the time of -Oz and is well within the limit; names are half of the module.
        optimise(&["-O1"], &module, &shrunk)?;
        fingerprint::done(&kept, SHRUNK, &wanted)?;
    }
    io(&shrunk, fs::copy(&shrunk, &module)).map(drop)
}
