//! `cargo xtask scan URL`: what a website stores and requests before and after each choice, beside the register.

use crate::process::Done;
use crate::{place, test, tools};
use forthright_register::{known_services, load};
use serde_json::json;
use std::fs;
use std::process::Command;

/// Opens the website in Chromium. What the scanner found is on the screen; its exit code is the command's.
pub fn run(arguments: &[String]) -> Done {
    if arguments.is_empty() {
        return Err(
            "Name the page: cargo xtask scan URL [--site ID] [--pages N] [--json FILE] [--html FILE]".to_owned()
        );
    }
    tools::set_up()?;
    let chromium = test::chromium()?;
    let register = load(&place::register()).map_err(|faults| {
        let list: Vec<String> = faults.iter().map(ToString::to_string).collect();
        list.join("\n")
    })?;
    let folder = place::kept();
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let file = folder.join("scanned-register.json");
    let text = json!({"sites": register.sites, "known": known_services()?}).to_string();
    fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()))?;
    let status = Command::new("node")
        .arg(place::root().join("crates/xtask/src/scan.mjs"))
        .args(arguments)
        .arg("--register")
        .arg(&file)
        .env("FORTHRIGHT_CHROMIUM", chromium)
        .status()
        .map_err(|error| format!("Node.js cannot be started: {error}"))?;
    if status.success() { Ok(()) } else { Err("The scan found something to fix.".to_owned()) }
}
