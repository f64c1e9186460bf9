//! `cargo xtask test`: every test, or some areas.

use crate::process::{Done, output, show, step};
use crate::{build, place, tools};
use std::path::{Path, PathBuf};
use std::process::Command;

const AREAS: [&str; 5] = ["rust", "worker", "browser", "faults", "hostile"];

/// Sets up what the tests need and runs them.
pub fn run(arguments: &[String]) -> Done {
    if let Some(unknown) = arguments.iter().find(|area| !AREAS.contains(&area.as_str())) {
        return Err(format!("There is no test area “{unknown}”: {}.", AREAS.join(" ")));
    }
    let wanted: Vec<&str> =
        AREAS.into_iter().filter(|area| arguments.is_empty() || arguments.iter().any(|a| a == area)).collect();
    // Asked before the Rust tests, which may build this very command anew in its place.
    let command = std::env::current_exe().map_err(|error| error.to_string())?;
    if wanted.contains(&"rust") {
        rust()?;
    }
    let areas: Vec<&str> = wanted.into_iter().filter(|area| *area != "rust").collect();
    if areas.is_empty() {
        return Ok(());
    }
    tools::set_up()?;
    build::if_changed()?;
    let chromium = step("Chromium", chromium)?;
    journeys(&areas, &command, &chromium)
}

fn rust() -> Done {
    println!("Rust tests");
    let cargo = |arguments: &[&str]| show(Command::new("cargo").args(arguments).current_dir(place::root()));
    cargo(&[
        "test",
        "--quiet",
        "--workspace",
        "--exclude",
        "forthright-functions",
        "--exclude",
        "forthright-widget-*",
    ])?;
    cargo(&["test", "--quiet", "--package", "forthright-seal", "--features", "open,draft"])?;
    // What the Worker renders is compiled for it already.
    cargo(&[
        "test",
        "--quiet",
        "--package",
        "forthright-functions",
        "--package",
        "forthright-widget-kit",
        "--package",
        "forthright-widget-pages",
        "--package",
        "forthright-widget-forms",
        "--features",
        "forthright-widget-pages/ssr,forthright-widget-forms/ssr",
    ])
}

fn journeys(areas: &[&str], command: &Path, chromium: &Path) -> Done {
    println!("Journeys on workerd and in Chromium: {}", areas.join(" "));
    let mut playwright = Command::new(tools::node_bin("playwright"));
    playwright
        .args(["test", "--config", "tests/playwright.config.mjs"])
        .env("FORTHRIGHT_XTASK", command)
        .env("FORTHRIGHT_CHROMIUM", chromium)
        .current_dir(place::root());
    // Where the machine has a Firefox, the main path runs in it as well.
    if let Some(firefox) = which(&["firefox", "firefox-esr"]) {
        playwright.env("FORTHRIGHT_FIREFOX", firefox);
    }
    for area in areas {
        playwright.args(["--project", area]);
    }
    show(&mut playwright)
}

/// A Chromium: named by FORTHRIGHT_CHROMIUM, found, or installed by the system's package manager.
pub fn chromium() -> Result<PathBuf, String> {
    if let Some(named) = std::env::var_os("FORTHRIGHT_CHROMIUM") {
        return Ok(PathBuf::from(named));
    }
    if let Some(found) = find() {
        return Ok(found);
    }
    let apt = |arguments: &[&str]| run_apt(arguments);
    if apt(&["install", "--yes", "--no-install-recommends", "chromium"]).is_err() {
        apt(&["update"])?;
        apt(&["install", "--yes", "--no-install-recommends", "chromium"])?;
    }
    find().ok_or_else(|| {
        "No Chromium was found. Install chromium with your package manager, or set FORTHRIGHT_CHROMIUM to one."
            .to_owned()
    })
}

fn run_apt(arguments: &[&str]) -> Done {
    let advice = "Chromium is missing and could not be installed with apt-get. Install it yourself, or set \
                  FORTHRIGHT_CHROMIUM to one.";
    crate::process::run(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
        .map_err(|error| format!("{error}\n{advice}"))
}

fn find() -> Option<PathBuf> {
    let mac = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    which(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
        .or_else(|| Some(mac).filter(|path| path.exists()))
}

/// The first of some programs that is installed.
fn which(names: &[&str]) -> Option<PathBuf> {
    let found = names.iter().find_map(|name| output(Command::new("which").arg(name)).ok())?;
    Some(PathBuf::from(found.trim())).filter(|path| path.exists())
}
