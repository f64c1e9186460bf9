//! `cargo xtask check`: what CI runs.

use crate::process::{Done, run, step};
use crate::{advisories, build, measure, place, test, tools};
use std::process::Command;

/// Formatting, lints, licences, sizes and every test. With `--tested` the tests are left out, because they ran already.
pub fn run_all(arguments: &[String]) -> Done {
    let tested = match arguments {
        [] => false,
        [only] if only == "--tested" => true,
        _ => return Err("check knows only --tested.".to_owned()),
    };
    step("Formatting", || cargo(&["fmt", "--all", "--check"]))?;
    step("Lints, native", || {
        let names = build::BUNDLES.iter().map(|bundle| bundle.name).chain(["kit", "pages"]);
        let bundles: Vec<String> = names.map(|name| format!("forthright-widget-{name}")).collect();
        let mut arguments = vec!["clippy", "--workspace", "--all-targets"];
        for bundle in &bundles {
            arguments.extend(["--exclude", bundle]);
        }
        arguments.extend(["--", "--deny", "warnings"]);
        cargo(&arguments)
    })?;
    step("Lints, browser", || {
        for bundle in &build::BUNDLES {
            let package = format!("forthright-widget-{}", bundle.name);
            let mut arguments = vec!["clippy", "--target", "wasm32-unknown-unknown", "--package", &package];
            if let Some(features) = bundle.features {
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
    step("Known weaknesses", advisories::check)?;
    build::if_changed()?;
    measure::sizes()?;
    if tested { Ok(()) } else { test::run(&[]) }
}

fn cargo(arguments: &[&str]) -> Done {
    run(Command::new("cargo").args(arguments).current_dir(place::root()))
}

/// `cargo deny`, where it is installed. Compiling it takes as long as everything else here together, so it is not
/// installed for this; the test of licences among the Rust tests reads the same list of `deny.toml` everywhere.
fn licences() -> Done {
    if Command::new("cargo").args(["deny", "--version"]).output().is_ok_and(|output| output.status.success()) {
        return cargo(&["deny", "--offline", "check", "licenses", "bans", "sources"]);
    }
    print!("cargo-deny is not installed (`cargo install --locked cargo-deny`); the Rust tests check licences … ");
    Ok(())
}
