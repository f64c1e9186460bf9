//! Registers on disk that a test may change.

use std::fs;
use std::path::{Path, PathBuf};

/// De Montfort University's register.
pub const DMU: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/dmu");

/// A copy of it, in a folder of the test's own, with one file written anew.
pub fn copy_with(test: &str, file: &str, change: impl Fn(&[u8]) -> Vec<u8>) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    copy(Path::new(DMU), &folder);
    let old = fs::read(folder.join(file)).unwrap();
    let new = change(&old);
    assert_ne!(old, new, "the change must change something");
    fs::write(folder.join(file), new).unwrap();
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// What must be true of text is easier to change as text.
pub fn text(change: impl Fn(&str) -> String) -> impl Fn(&[u8]) -> Vec<u8> {
    move |old| change(std::str::from_utf8(old).unwrap()).into_bytes()
}
