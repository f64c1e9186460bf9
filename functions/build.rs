//! Reads and checks the register, so that a Worker with a broken register is never built.
//! `FORTHRIGHT_REGISTER` names the folder; without it, De Montfort University's.
#![allow(clippy::print_stdout, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;

fn main() {
    println!("cargo:rerun-if-env-changed=FORTHRIGHT_REGISTER");
    let default = "../crates/register/dmu".to_owned();
    let folder = PathBuf::from(std::env::var("FORTHRIGHT_REGISTER").unwrap_or(default));
    println!("cargo:rerun-if-changed={}", folder.display());
    let register = forthright_register::load(&folder).unwrap_or_else(|faults| {
        let list: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("the register in {} has faults:\n{}", folder.display(), list.join("\n"))
    });
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("register.json");
    let json = serde_json::to_vec(&register).expect("a register serialises");
    std::fs::write(out, json).expect("OUT_DIR can be written");
}
