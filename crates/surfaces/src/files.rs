//! The static files' headers, in the format of Cloudflare's `_headers`: rules whose values are joined where two fit, so
//! each name is set by one rule alone.

use crate::headers::{HSTS, resource_policy};
use crate::policy;
use crate::surface::{Surface, file};
use crate::table::FILES;
use std::fmt::Write;

/// A static file that has no row in the table.
#[derive(Debug, PartialEq, Eq)]
pub struct Unlisted(pub String);

/// The text of `_headers` for these files, by their paths below the site's folder: `embed.js`, `assets/desk.js`.
///
/// # Errors
///
/// A file without a row.
pub fn headers_file<'a>(files: impl IntoIterator<Item = &'a str>) -> Result<String, Unlisted> {
    for path in files {
        let address = format!("/{}", path.strip_suffix(".html").unwrap_or(path));
        if file(&address).is_none() {
            return Err(Unlisted(path.to_owned()));
        }
    }
    let mut text = format!(
        "/*\n  Strict-Transport-Security: {HSTS}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n"
    );
    for surface in FILES {
        // Writing to a string cannot fail.
        let _ = rule(&mut text, surface);
    }
    Ok(text)
}

fn rule(text: &mut String, surface: &Surface) -> std::fmt::Result {
    writeln!(text, "{}", surface.path)?;
    writeln!(text, "  Content-Security-Policy: {}", policy::content(surface, "", "", &[]))?;
    writeln!(text, "  Cross-Origin-Resource-Policy: {}", resource_policy(surface))?;
    writeln!(text, "  Permissions-Policy: {}", policy::permissions(surface))?;
    writeln!(text, "  Cache-Control: {}", surface.cache)?;
    if surface.shared {
        writeln!(text, "  Access-Control-Allow-Origin: *")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_a_row_is_refused() {
        assert_eq!(headers_file(["embed.js", "new-page.html"]), Err(Unlisted("new-page.html".to_owned())));
        assert!(headers_file(["embed.js", "desk-viewer.html", "demo/main/index.html"]).is_ok());
    }

    #[test]
    fn cloudflare_takes_the_file() {
        let text = headers_file([]).unwrap_or_default();
        // At most 100 rules, no line over 2,000 characters; only the first rule covers what another one does.
        assert!(FILES.len() < 100 && text.lines().all(|line| line.len() <= 2_000));
        assert!(FILES.iter().all(|row| row.path != "/*" && !row.cache.is_empty()));
    }
}
