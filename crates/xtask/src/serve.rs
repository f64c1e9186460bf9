//! `cargo xtask up`: from nothing to a served demonstration institution.

use crate::process::{Done, output, run, step};
use crate::{build, fingerprint, place, tools};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the command line asks for.
struct Options {
    port: u16,
    state: PathBuf,
    fresh: bool,
}

/// Sets up, builds, migrates, loads the demonstration institution and serves until it is stopped.
pub fn up(arguments: &[String]) -> Done {
    let options = options(arguments)?;
    tools::set_up()?;
    build::if_changed()?;
    prepare_state(&options.state, options.fresh)?;
    announce(options.port);
    serve(&options)
}

fn options(arguments: &[String]) -> Result<Options, String> {
    let mut options = Options { port: 8787, state: place::kept().join("state"), fresh: false };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value."));
        match argument.as_str() {
            "--port" => options.port = value()?.parse().map_err(|_| "--port needs a number up to 65535.".to_owned())?,
            "--state" => options.state = PathBuf::from(value()?),
            "--fresh" => options.fresh = true,
            other => return Err(format!("up does not know “{other}”: [--port 8787] [--state DIR] [--fresh]")),
        }
    }
    options.state = std::path::absolute(&options.state).map_err(|error| error.to_string())?;
    Ok(options)
}

/// Makes the state's folder ready: migrations applied, staff loaded, development issuer and secret made.
pub fn prepare_state(state: &Path, fresh: bool) -> Done {
    if fresh && state.exists() {
        step("Emptying the state", || fs::remove_dir_all(state).map_err(|error| error.to_string()))?;
    }
    fs::create_dir_all(state).map_err(|error| format!("{}: {error}", state.display()))?;
    let functions = place::root().join("functions");
    let wanted = fingerprint::of(&[functions.join("migrations"), functions.join("demo")])?;
    if !fingerprint::is_done(state, ".migrated", &wanted) {
        step("Migrations", || d1(state, &["migrations", "apply", "DATABASE"], &[]))?;
        let staff = functions.join("demo/staff.sql");
        step("Demonstration staff", || {
            d1(state, &["execute", "DATABASE"], &["--yes", "--file", &staff.to_string_lossy()])
        })?;
        fingerprint::done(state, ".migrated", &wanted)?;
    }
    step("Development issuer", || issuer(state))
}

fn d1(state: &Path, what: &[&str], more: &[&str]) -> Done {
    run(tools::wrangler()
        .arg("d1")
        .args(what)
        .args(["--local", "--env", "local", "--persist-to"])
        .arg(state)
        .args(more)
        .env("CI", "1"))
}

/// Keys and sign-ins of the development issuer, and the Worker's secret, in files that only this user can read.
fn issuer(state: &Path) -> Done {
    let script = place::root().join("crates/xtask/src/issuer.mjs");
    output(Command::new("node").arg(script).arg(state).arg(place::root().join("functions/demo"))).map(drop)
}

fn announce(port: u16) {
    let at = format!("http://127.0.0.1:{port}");
    println!(
        "
Serving in a moment. Stop with Ctrl-C.
  Privacy desk         {at}/
  Ask what is held     {at}/forms/subject-access
  Follow a request     {at}/track
  Imitated websites    {at}/demo/
  Staff sign-in        {at}/dev/sign-in   (Asha: passphrase “asha asha”, Ben: “ben ben”; key files on that page)
"
    );
}

fn serve(options: &Options) -> Done {
    let mut wrangler = tools::wrangler();
    wrangler
        .args(["dev", "--env", "local", "--ip", "127.0.0.1", "--log-level", "warn"])
        .args(["--show-interactive-dev-session", "false", "--inspector-port", "0"])
        .arg("--port")
        .arg(options.port.to_string())
        .arg("--persist-to")
        .arg(&options.state)
        .arg("--env-file")
        .arg(options.state.join("local.env"))
        .env(
            "NODE_OPTIONS",
            format!("--import \"{}\"", place::root().join("crates/xtask/src/keep-alive.mjs").display()),
        );
    // The server takes this process's place, so that whatever stops this stops it.
    use std::os::unix::process::CommandExt;
    Err(format!("Node.js cannot be started: {}", wrangler.exec()))
}
