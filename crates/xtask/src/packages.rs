//! What other systems install: the npm package as a folder, the WordPress plugin and the Drupal module as archives, and the tag
//! manager's template. Archives are the same byte for byte whenever they are made of the same files.

use crate::build::{copy, io};
use crate::process::Done;
use crate::{fingerprint, place};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Writes `dist/npm`, `dist/wordpress.zip`, `dist/drupal.zip` and `dist/gtm.tpl`, and offers the last three to web editors below
/// `site/packages/`.
pub fn write() -> Done {
    let (www, dist) = (place::root().join("www"), place::dist());
    let npm = dist.join("npm");
    if npm.exists() {
        io(&npm, fs::remove_dir_all(&npm))?;
    }
    copy(&www.join("module"), &npm)?;
    let offered = dist.join("site/packages");
    io(&offered, fs::create_dir_all(&offered))?;
    for name in ["wordpress", "drupal"] {
        let archive = dist.join(format!("{name}.zip"));
        zipped(&www.join("packages").join(name), &archive)?;
        io(&archive, fs::copy(&archive, offered.join(format!("{name}.zip"))))?;
    }
    let template = www.join("packages/gtm/template.tpl");
    io(&template, fs::copy(&template, dist.join("gtm.tpl")))?;
    io(&template, fs::copy(&template, offered.join("gtm.tpl"))).map(drop)
}

/// An archive of everything below a folder, by its paths from there.
fn zipped(folder: &Path, to: &Path) -> Done {
    let wrong = |error: zip::result::ZipError| format!("{}: {error}", to.display());
    let mut archive = ZipWriter::new(io(to, File::create(to))?);
    // Without a time: the day it was made is nobody's matter.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).unix_permissions(0o644);
    for file in fingerprint::below(folder)? {
        let name = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        archive.start_file(name, options).map_err(wrong)?;
        io(&file, archive.write_all(&io(&file, fs::read(&file))?))?;
    }
    archive.finish().map_err(wrong).map(drop)
}
