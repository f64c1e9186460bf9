//! Known weaknesses of what is used, where a list of them is to be had; where it is not, that is said.

use crate::place;
use crate::process::{Done, run};
use serde_json::Value;
use std::process::Command;

/// Compares crates with the RustSec database, which fails, and Node packages with npm's, which is told: they build and
/// test, and nothing of them is shipped.
pub fn check() -> Done {
    println!();
    println!("  Node packages: {}", node());
    let deny = |arguments: &[&str]| run(Command::new("cargo").arg("deny").args(arguments).current_dir(place::root()));
    if deny(&["--version"]).is_err() {
        print!("  crates: not compared, because cargo-deny is not installed (`cargo install --locked cargo-deny`) … ");
        return Ok(());
    }
    if deny(&["fetch", "db"]).is_err() {
        print!("  crates: not compared, because the RustSec database cannot be fetched from here … ");
        return Ok(());
    }
    deny(&["check", "advisories"])?;
    print!("  crates: nothing is known … ");
    Ok(())
}

fn node() -> String {
    let arguments = ["audit", "--json", "--fetch-retries=0", "--fetch-timeout=10000"];
    let output = Command::new("npm").args(arguments).current_dir(place::root()).output();
    let report = output.ok().and_then(|output| serde_json::from_slice(&output.stdout).ok());
    told(&report.unwrap_or(Value::Null))
}

/// What a report of `npm audit` says.
fn told(report: &Value) -> String {
    let Some(counts) = report.pointer("/metadata/vulnerabilities").and_then(Value::as_object) else {
        return "not compared, because npm's database cannot be asked from here".to_owned();
    };
    let found: Vec<String> = counts
        .iter()
        .filter(|(severity, count)| *severity != "total" && count.as_u64() != Some(0))
        .map(|(severity, count)| format!("{count} {severity}"))
        .collect();
    if found.is_empty() { "nothing is known".to_owned() } else { format!("{} (`npm audit`)", found.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_could_not_be_asked_is_not_called_sound() {
        assert!(told(&Value::Null).starts_with("not compared"));
        assert!(told(&json!({"message": "request failed", "error": {"code": "ENOAUDIT"}})).starts_with("not compared"));
        let counts = |high: u32| json!({"metadata": {"vulnerabilities": {"low": 0, "high": high, "total": high}}});
        assert_eq!(told(&counts(0)), "nothing is known");
        assert_eq!(told(&counts(2)), "2 high (`npm audit`)");
    }
}
