//! Makes the demonstration keys anew: three locked key files in the folder given, their public keys printed. The
//! passphrase of each is its name twice: for trying the desk out and for nothing else.
#![allow(clippy::print_stdout, clippy::expect_used)]

use forthright_seal::Identity;

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).expect("the folder to write to");
    for name in ["asha", "ben", "recovery"] {
        let identity = Identity::generate();
        // Little work, so that every test run can unlock it; a real key takes 2^17.
        let locked = identity.lock(&format!("{name} {name}"), 12)?;
        std::fs::write(format!("{folder}/{name}.key.age"), locked.as_bytes())?;
        println!("{name} {}", identity.recipient());
    }
    Ok(())
}
