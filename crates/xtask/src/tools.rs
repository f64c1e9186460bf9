//! The tools, each at its pinned version. What is there already is not fetched again, so this works offline once it has
//! run; what is missing is said plainly.

use crate::process::{Done, output, run, step};
use crate::{fingerprint, place};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// worker-build, which belongs to the `worker` crate of the same version.
const WORKER_BUILD: &str = "0.8.7";
/// Older versions of wasm-opt accept a Leptos module and break it.
const BINARYEN_AT_LEAST: u32 = 132;

/// Everything that building and serving need.
pub fn set_up() -> Done {
    step("Node.js", node)?;
    step("Node packages (workerd, wasm-opt, esbuild, browser driver)", packages)?;
    step("Rust target wasm32-unknown-unknown", target)?;
    let version = wasm_bindgen_version()?;
    step(&format!("wasm-bindgen {version}"), || cargo_install("wasm-bindgen-cli", &version, "wasm-bindgen"))?;
    step(&format!("worker-build {WORKER_BUILD}"), || cargo_install("worker-build", WORKER_BUILD, "worker-build"))?;
    forget_what_they_were_made_of()?;
    step("wasm-opt", wasm_opt_is_new_enough)
}

/// The wasm-bindgen command of the lock file's version.
pub fn wasm_bindgen() -> Result<PathBuf, String> {
    Ok(installed("wasm-bindgen-cli", &wasm_bindgen_version()?, "wasm-bindgen"))
}

/// The worker-build command.
pub fn worker_build() -> PathBuf {
    installed("worker-build", WORKER_BUILD, "worker-build")
}

/// A command of the Node packages.
pub fn node_bin(name: &str) -> PathBuf {
    place::root().join("node_modules/.bin").join(name)
}

/// Wrangler, started without its wrapper so that signals reach it.
pub fn wrangler() -> Command {
    let mut command = Command::new("node");
    command
        .arg("--no-warnings")
        .arg(place::root().join("node_modules/wrangler/wrangler-dist/cli.js"))
        .env("WRANGLER_SEND_METRICS", "false")
        .env("CLOUDFLARE_CF_FETCH_ENABLED", "false")
        .env("WRANGLER_HIDE_BANNER", "true")
        .current_dir(place::root().join("functions"));
    command
}

fn node() -> Done {
    let version = output(Command::new("node").arg("--version"))?;
    let mut parts = version.trim().trim_start_matches('v').split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let found = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if found >= (20, 3) {
        Ok(())
    } else {
        Err(format!("Node.js {} is too old: 20.3 or newer is needed.", version.trim()))
    }
}

fn packages() -> Done {
    let root = place::root();
    let wanted = fingerprint::of(&[root.join("package.json"), root.join("package-lock.json")])?;
    let folder = root.join("node_modules");
    if fingerprint::is_done(&folder, ".forthright", &wanted) {
        return Ok(());
    }
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--prefer-offline"]).current_dir(&root))?;
    fingerprint::done(&folder, ".forthright", &wanted)
}

fn target() -> Done {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(place::root()))?;
    if Path::new(sysroot.trim()).join("lib/rustlib/wasm32-unknown-unknown").exists() {
        return Ok(());
    }
    run(Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"]).current_dir(place::root()))
}

fn cargo_install(package: &str, version: &str, binary: &str) -> Done {
    if installed(package, version, binary).exists() {
        return Ok(());
    }
    let folder = place::cache().join(format!("{package}-{version}"));
    let install = |locked: bool| {
        let mut cargo = Command::new("cargo");
        cargo.args(["install", package, "--version", version, "--root"]).arg(&folder);
        // They run for seconds in a build and take minutes to compile: the quickest to have wins. What both need is compiled
        // once.
        cargo
            .env("CARGO_TARGET_DIR", place::cache().join("target"))
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS");
        if locked {
            cargo.arg("--locked");
        }
        run(cargo.current_dir(std::env::temp_dir()))
    };
    // What its authors tested. A lock file can name a version that the registry does not have any more: then, and only
    // then, the newest that fit, and that is said.
    install(true).or_else(|why| {
        let last = why.lines().rev().find(|line| line.contains("error")).unwrap_or("it failed").trim();
        print!("not with its own lock file ({last}); with the newest that fit … ");
        install(false)
    })
}

/// What the tools were compiled from is of no use any more.
fn forget_what_they_were_made_of() -> Done {
    let folder = place::cache().join("target");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    Ok(())
}

fn installed(package: &str, version: &str, binary: &str) -> PathBuf {
    place::cache().join(format!("{package}-{version}/bin/{binary}"))
}

fn wasm_bindgen_version() -> Result<String, String> {
    let text = fs::read_to_string(place::root().join("Cargo.lock")).map_err(|error| format!("Cargo.lock: {error}"))?;
    let lock: toml::Value = toml::from_str(&text).map_err(|error| format!("Cargo.lock: {error}"))?;
    let packages = lock.get("package").and_then(toml::Value::as_array).ok_or("Cargo.lock has no packages")?;
    let found = packages.iter().find(|p| p.get("name").and_then(toml::Value::as_str) == Some("wasm-bindgen"));
    let version = found.and_then(|p| p.get("version")).and_then(toml::Value::as_str);
    version.map(str::to_owned).ok_or_else(|| "Cargo.lock has no wasm-bindgen".to_owned())
}

fn wasm_opt_is_new_enough() -> Done {
    let file = place::root().join("node_modules/binaryen/package.json");
    let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let package: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let version = package.get("version").and_then(Value::as_str).unwrap_or("0");
    let major: u32 = version.split('.').next().and_then(|part| part.parse().ok()).unwrap_or(0);
    if major >= BINARYEN_AT_LEAST {
        Ok(())
    } else {
        Err(format!("binaryen {version} is too old: {BINARYEN_AT_LEAST} or newer is needed."))
    }
}
