//! What the compiler is told for everything that is shipped: what `.cargo/config.toml` says, and that paths of this machine
//! are written as if the project, the registry and the toolchain lay at fixed places. So a build is the same wherever it is
//! made, and tells nobody where that was.

use crate::place;
use crate::process::output;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The flags of one compilation for WASM, as `CARGO_ENCODED_RUSTFLAGS` has them: that variable stands in place of the
/// configuration, and is the only one in which a folder's name may have spaces. `more`: what this bundle needs besides.
pub fn encoded(more: Option<&str>) -> Result<String, String> {
    let mut flags = configured(&place::root().join(".cargo/config.toml"))?;
    flags.extend(more.unwrap_or_default().split_whitespace().map(str::to_owned));
    // Where two fit, the compiler takes the later one.
    flags.extend(places()?.into_iter().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display())));
    Ok(flags.join("\u{1f}"))
}

fn configured(file: &Path) -> Result<Vec<String>, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let configuration: toml::Value = toml::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;
    let flags = ["target", "wasm32-unknown-unknown", "rustflags"]
        .iter()
        .try_fold(&configuration, |value, key| value.get(key))
        .and_then(toml::Value::as_array)
        .ok_or_else(|| format!("{} has no flags for wasm32-unknown-unknown", file.display()))?;
    Ok(flags.iter().filter_map(|flag| flag.as_str().map(str::to_owned)).collect())
}

/// Folders of this machine that a compiler may write down, and what it is to write in their place.
pub fn places() -> Result<Vec<(PathBuf, &'static str)>, String> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(place::root()))?;
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| home.map(|home| home.join(".cargo")));
    let mut places = vec![(place::root(), "forthright"), (place::target(), "target")];
    places.extend(cargo.map(|cargo| (cargo, "cargo")));
    places.push((PathBuf::from(sysroot.trim()), "rust"));
    Ok(places)
}
