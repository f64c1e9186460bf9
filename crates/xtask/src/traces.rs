//! Whether what is shipped names a folder of the machine it was built on.

use crate::process::Done;
use crate::{fingerprint, flags, place};
use std::fs;
use std::path::{Path, PathBuf};

/// Looks through everything in `dist/site` and `dist/worker`.
pub fn none() -> Done {
    let mut folders: Vec<PathBuf> = flags::places()?.into_iter().map(|(folder, _)| folder).collect();
    folders.extend(std::env::var_os("HOME").map(PathBuf::from));
    let wanted = texts(&folders);
    let mut found = Vec::new();
    for part in ["site", "worker"] {
        for file in fingerprint::below(&place::dist().join(part))? {
            let content = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
            found.extend(
                wanted.iter().filter(|text| contains(&content, text.as_bytes())).map(|text| {
                    format!("{} names {text}", file.strip_prefix(place::dist()).unwrap_or(&file).display())
                }),
            );
        }
    }
    if found.is_empty() { Ok(()) } else { Err(format!("Paths of this machine are shipped:\n{}", found.join("\n"))) }
}

/// What gives a folder away. A short one could be part of an address of ours, so it counts only where a folder of the
/// project follows.
fn texts(folders: &[PathBuf]) -> Vec<String> {
    let below = ["crates/", "functions/", "widget/", "target/", "registry/", "lib/rustlib/", ".cargo/", ".rustup/"];
    let is_short = |folder: &Path| folder.components().count() < 4;
    folders
        .iter()
        .filter(|folder| folder.components().count() > 1)
        .flat_map(|folder| {
            let folder = folder.display();
            if is_short(Path::new(&folder.to_string())) {
                below.iter().map(|name| format!("{folder}/{name}")).collect()
            } else {
                vec![format!("{folder}/")]
            }
        })
        .collect()
}

fn contains(content: &[u8], text: &[u8]) -> bool {
    content.windows(text.len()).any(|window| window == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_found_and_an_address_that_begins_like_a_short_one_is_not() {
        let texts = texts(&["/".into(), "/app".into(), "/home/somebody/work/forthright".into()]);
        let found = |content: &str| texts.iter().any(|text| contains(content.as_bytes(), text.as_bytes()));
        assert!(
            found("x/home/somebody/work/forthright/functions/src/lib.rs") && found("\0/app/crates/clock/src/lib.rs")
        );
        assert!(!found("/app/privacy") && !found("forthright/functions/src/lib.rs") && !found("cargo/registry/src"));
    }
}
