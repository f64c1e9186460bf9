//! Hands the register's public keys to the sealing bundle, so that they come with the build and never from the API.
#![allow(clippy::print_stdout, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;

fn main() {
    println!("cargo:rerun-if-env-changed=FORTHRIGHT_REGISTER");
    let default = "../../crates/register/dmu".to_owned();
    let folder = PathBuf::from(std::env::var("FORTHRIGHT_REGISTER").unwrap_or(default));
    println!("cargo:rerun-if-changed={}", folder.display());
    let register = forthright_register::load(&folder).unwrap_or_else(|faults| {
        let list: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("the register in {} has faults:\n{}", folder.display(), list.join("\n"))
    });
    let keys: Vec<String> = register.keys.into_iter().map(|key| key.recipient).collect();
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("recipients.txt");
    std::fs::write(out, keys.join("\n")).expect("OUT_DIR can be written");
}
