//! The project's commands: `cargo xtask up | test | check | build | bench | scan | size`.
#![allow(clippy::print_stdout)] // These are commands: what they print is what they do.

mod advisories;
mod assets;
mod bench;
mod bom;
mod build;
mod check;
mod fingerprint;
mod flags;
mod loader;
mod measure;
mod packages;
mod place;
mod process;
mod scan;
mod serve;
mod test;
mod tools;
mod traces;

use std::process::ExitCode;

const HELP: &str = "cargo xtask …
  up [--port 8787] [--state DIR] [--fresh]   set up, build, migrate, load the demonstration institution and serve
  test [AREA…]                               every test, or some: rust worker browser faults hostile
  check [--tested]                           what CI runs: formatting, lints, licences, sizes, every test
  build                                      release artefacts into dist/
  bench [NAME…]                              measurements: seal consents consent load register evidence
  scan URL [--site ID] [--pages N] [--json FILE] [--html FILE]
                                             what a website stores before and after each choice, beside the register
  size                                       what each bundle weighs on the wire, and its limit";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("", arguments.as_slice()),
    };
    let result = match command {
        "up" => serve::up(rest),
        "test" => test::run(rest),
        "check" => check::run_all(rest),
        "build" => build::everything(),
        "bench" => bench::run(rest),
        "scan" => scan::run(rest),
        "size" => measure::sizes(),
        "" | "help" | "--help" => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        other => Err(format!("There is no command “{other}”.\n\n{HELP}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            println!("\n{message}");
            ExitCode::FAILURE
        }
    }
}
