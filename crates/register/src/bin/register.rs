//! `register lint [FOLDER]`: checks an institution's register. Faults, and review dates that are over, exit with 1.
#![allow(clippy::print_stdout)]

use forthright_clock::london_date;
use forthright_register::load;
use jiff::Timestamp;
use jiff::civil::Date;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

/// The London date of the device's clock.
fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map(|since| since.as_secs()).unwrap_or_default();
    let now = i64::try_from(seconds).ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    london_date(now.unwrap_or_default())
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["lint"] => PathBuf::from("crates/register/dmu"),
        ["lint", folder] => PathBuf::from(folder),
        _ => {
            println!("register lint [FOLDER]   checks a register; the default folder is crates/register/dmu");
            return ExitCode::from(2);
        }
    };
    match load(&folder) {
        Ok(register) => {
            let overdue = register.content.overdue(today());
            for fault in &overdue {
                println!("error: {fault}");
            }
            if !overdue.is_empty() {
                println!("{} to mend.", overdue.len());
                return ExitCode::FAILURE;
            }
            let keys = if register.has_demonstration_keys() {
                "\nconcern: keys.toml holds demonstration keys. Replace them before anybody sends a real request."
            } else {
                ""
            };
            for concern in &register.concerns {
                println!("concern: {concern}");
            }
            println!(
                "{}: {} notices, {} activities, {} sites, {} forms, {} contacts, {} keys, {} bank holidays. No faults.{keys}",
                register.organisation.name,
                register.content.notices.len(),
                register.content.activities.len(),
                register.sites.len(),
                register.forms.len(),
                register.contacts.len(),
                register.keys.len(),
                register.holidays.len()
            );
            ExitCode::SUCCESS
        }
        Err(faults) => {
            for fault in &faults {
                println!("error: {fault}");
            }
            println!("{} to mend.", faults.len());
            ExitCode::FAILURE
        }
    }
}
