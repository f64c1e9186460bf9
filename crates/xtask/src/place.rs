//! Where things are.

use std::path::{Path, PathBuf};

/// The project's folder.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// Release artefacts.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Where the compiler keeps what it made.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// What is kept between runs and never committed: state, stamps.
pub fn kept() -> PathBuf {
    root().join(".forthright")
}

/// Tools by version, shared by every checkout of this user.
pub fn cache() -> PathBuf {
    let home = || PathBuf::from(std::env::var_os("HOME").unwrap_or_else(|| ".".into())).join(".cache");
    std::env::var_os("XDG_CACHE_HOME").map_or_else(home, PathBuf::from).join("forthright").join("tools")
}

/// The register that is built in: `FORTHRIGHT_REGISTER`, or De Montfort University's.
pub fn register() -> PathBuf {
    std::env::var_os("FORTHRIGHT_REGISTER").map_or_else(|| root().join("crates/register/dmu"), PathBuf::from)
}
