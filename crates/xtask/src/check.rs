//! `cargo xtask check`: what CI runs.

use crate::process::{Done, run, step};
use crate::{build, measure, place, test, tools};
use std::process::Command;

/// The version of cargo-deny that is installed when it is missing.
const CARGO_DENY: &str = "0.18.9";

/// Formatting, lints, licences, sizes and every test. With `--tested` the tests are left out, because they ran already.
pub fn run_all(arguments: &[String]) -> Done {
    let tested = match arguments {
        [] => false,
        [only] if only == "--tested" => true,
        _ => return Err("check knows only --tested.".to_owned()),
    };
    step("Formatting", || cargo(&["fmt", "--all", "--check"]))?;
    step("Lints, native", || {
        let bundles =
            ["consent", "seal", "desk", "forms", "kit", "pages"].map(|name| format!("forthright-widget-{name}"));
        let mut arguments = vec!["clippy", "--workspace", "--all-targets"];
        for bundle in &bundles {
            arguments.extend(["--exclude", bundle]);
        }
        arguments.extend(["--", "--deny", "warnings"]);
        cargo(&arguments)
    })?;
    step("Lints, browser", || {
        for (package, features) in [("consent", ""), ("seal", ""), ("desk", ""), ("forms", "browser")] {
            let package = format!("forthright-widget-{package}");
            let mut arguments = vec!["clippy", "--target", "wasm32-unknown-unknown", "--package", &package];
            if !features.is_empty() {
                arguments.extend(["--features", features]);
            }
            arguments.extend(["--", "--deny", "warnings"]);
            cargo(&arguments)?;
        }
        Ok(())
    })?;
    tools::set_up()?;
    step("JavaScript types", || {
        run(Command::new(tools::node_bin("tsc")).args(["-p", "."]).current_dir(place::root()))
    })?;
    step("Licences and sources", licences)?;
    build::if_changed()?;
    measure::sizes()?;
    if tested { Ok(()) } else { test::run(&[]) }
}

fn cargo(arguments: &[&str]) -> Done {
    run(Command::new("cargo").args(arguments).current_dir(place::root()))
}

fn licences() -> Done {
    let deny = tools::rust_tool("cargo-deny", CARGO_DENY, "cargo-deny")?;
    // Advisories need a database from elsewhere; they are checked where that can be reached: `cargo deny check advisories`.
    run(Command::new(deny).args(["--offline", "check", "licenses", "bans", "sources"]).current_dir(place::root()))
}
