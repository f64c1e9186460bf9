//! Where the assets lie: below a folder whose name is a hash of what is in it, so that browsers keep them for good. The
//! Worker is compiled while they are still made smaller; the build then writes the name over the one here, which is as long.

use std::hint::black_box;

/// What stands for the folder until the build knows its name; in static files as well as here.
pub const PLACEHOLDER: &str = "/assets/content-hash";

/// The folder of our own pages' assets.
#[must_use]
pub fn folder() -> &'static str {
    // The compiler must leave the text whole, for the build to find it.
    black_box(PLACEHOLDER)
}

/// Where the asset lies that the sources call `/assets/…`; other addresses stay.
#[must_use]
pub fn address(path: &str) -> String {
    path.strip_prefix("/assets").map_or_else(|| path.to_owned(), |rest| format!("{}{rest}", folder()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_lies_below_the_folder_and_nothing_else_does() {
        assert_eq!(address("/assets/forms-start.js"), format!("{PLACEHOLDER}/forms-start.js"));
        assert_eq!(address("/embed.js"), "/embed.js");
        // Twelve hexadecimal digits are written over the last twelve bytes.
        assert_eq!(PLACEHOLDER.len(), "/assets/".len() + 12);
    }
}
