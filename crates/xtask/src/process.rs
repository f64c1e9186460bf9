//! Running other programs, with a line of progress for each step.

use std::process::{Command, Stdio};
use std::time::Instant;

/// What every command gives.
pub type Done = Result<(), String>;

/// Says what is being done and how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    use std::io::Write;
    print!("{what} … ");
    let _ = std::io::stdout().flush();
    let start = Instant::now();
    let result = work();
    let took = start.elapsed().as_secs_f32();
    println!("{} ({took:.1} s)", if result.is_ok() { "done" } else { "FAILED" });
    result
}

/// Runs a program quietly; when it fails, what it said is the error.
pub fn run(command: &mut Command) -> Done {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().map_err(|error| missing(&name, &error))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    let lines: Vec<&str> = said.lines().collect();
    let tail = lines.iter().skip(lines.len().saturating_sub(60)).copied().collect::<Vec<_>>().join("\n");
    Err(format!("{tail}\n{name} failed."))
}

/// Runs a program that may say what it likes.
pub fn show(command: &mut Command) -> Done {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.stdin(Stdio::null()).status().map_err(|error| missing(&name, &error))?;
    if status.success() { Ok(()) } else { Err(format!("{name} failed.")) }
}

/// What a program prints.
pub fn output(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().map_err(|error| missing(&name, &error))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!("{}\n{name} failed.", String::from_utf8_lossy(&output.stderr)))
    }
}

fn missing(name: &str, error: &std::io::Error) -> String {
    let advice = match name {
        "node" | "npm" => " Install Node.js 20.3 or newer (with npm) and run this again.",
        "cargo" | "rustup" => " Install Rust with rustup and run this again.",
        "git" => " Install git and run this again.",
        _ => "",
    };
    format!("{name} cannot be started: {error}.{advice}")
}
