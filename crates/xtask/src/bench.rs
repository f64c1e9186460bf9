//! `cargo xtask bench`: measurements, never a test.

use crate::process::{Done, show};
use crate::{build, place, test, tools};
use std::process::Command;

const BENCHES: [&str; 6] = ["seal", "consents", "consent", "load", "register", "evidence"];

/// Runs the named measurements, or all.
pub fn run(arguments: &[String]) -> Done {
    if let Some(unknown) = arguments.iter().find(|name| !BENCHES.contains(&name.as_str())) {
        return Err(format!("There is no measurement “{unknown}”: {}.", BENCHES.join(" ")));
    }
    tools::set_up()?;
    build::if_changed()?;
    let chromium = test::chromium()?;
    let command = std::env::current_exe().map_err(|error| error.to_string())?;
    let wanted = BENCHES.into_iter().filter(|name| arguments.is_empty() || arguments.iter().any(|a| a == name));
    let mut failed = Vec::new();
    for name in wanted {
        let script = place::root().join("tests/bench").join(format!("{name}.mjs"));
        let mut node = Command::new("node");
        node.arg(script).env("FORTHRIGHT_XTASK", &command).env("FORTHRIGHT_CHROMIUM", &chromium);
        if show(&mut node).is_err() {
            failed.push(name);
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("Over the limit or failed: {}", failed.join(", "))) }
}
