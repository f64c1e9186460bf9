//! A row of the table, and finding the row of an address.

use crate::policy::{CLOSED, DEMO, LOOKING, OFFLINE, VIEWER};
use crate::table::{FILES, WORKER};

/// What runs on a page of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Runs {
    /// Nothing.
    Nothing,
    /// A small script that asks before a receipt is lost.
    Receipt,
    /// The guide for web editors, with a preview in a frame.
    Guide,
    /// Live answers, drawn from the register.
    Live,
    /// A form's journey: sealing, and looking at documents in a Web Worker.
    Form,
    /// Looking at documents without a request.
    Check,
    /// The desk, with its viewer in a frame.
    Desk,
}

/// What an answer is to a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A page of ours.
    Page(Runs),
    /// Something for programs, or to save.
    Data,
    /// A static file with this policy.
    File(&'static str),
}

/// One surface: an address or a group of them, and what it may do.
#[derive(Clone, Copy, Debug)]
pub struct Surface {
    /// `{…}` stands for one segment, `*` at the end for everything below.
    pub path: &'static str,
    pub(crate) kind: Kind,
    /// Where its forms go, and where the answer sends the browser on to. [`HERE`] is the address itself.
    pub(crate) forms: &'static [&'static str],
    /// Whether documents are photographed here.
    pub(crate) camera: bool,
    /// Whether pages of other websites load it.
    pub(crate) shared: bool,
    /// Whether a website of the register may show it in a frame when it asks to.
    pub(crate) framed: bool,
    /// Whether search engines may list it.
    pub(crate) listed: bool,
    /// Whether it is the same for everyone, so that browsers keep it for some minutes.
    pub(crate) public: bool,
    /// How long a static file is kept; answers of the Worker say so themselves.
    pub(crate) cache: &'static str,
}

/// The address that was asked for, as the target of a form.
pub(crate) const HERE: &str = "";

impl Surface {
    const fn new(path: &'static str, kind: Kind) -> Self {
        Self {
            path,
            kind,
            forms: &[],
            camera: false,
            shared: false,
            framed: false,
            listed: false,
            public: false,
            cache: "",
        }
    }

    /// A page that runs nothing.
    pub(crate) const fn page(path: &'static str) -> Self {
        Self::new(path, Kind::Page(Runs::Nothing))
    }

    /// An answer to a program, or something to save.
    pub(crate) const fn data(path: &'static str) -> Self {
        Self::new(path, Kind::Data)
    }

    /// A static file that is no page.
    pub(crate) const fn file(path: &'static str, cache: &'static str) -> Self {
        Self { cache, ..Self::new(path, Kind::File(CLOSED)) }
    }

    pub(crate) const fn runs(self, runs: Runs) -> Self {
        Self { kind: Kind::Page(runs), ..self }
    }

    pub(crate) const fn forms(self, forms: &'static [&'static str]) -> Self {
        Self { forms, ..self }
    }

    pub(crate) const fn camera(self) -> Self {
        Self { camera: true, ..self }
    }

    pub(crate) const fn shared(self) -> Self {
        Self { shared: true, ..self }
    }

    pub(crate) const fn public(self) -> Self {
        Self { public: true, listed: true, ..self }
    }

    pub(crate) const fn listed(self) -> Self {
        Self { listed: true, ..self }
    }

    pub(crate) const fn framed(self) -> Self {
        Self { framed: true, ..self }
    }

    /// Whether a website of the register may show it in a frame.
    #[must_use]
    pub const fn can_be_framed(&self) -> bool {
        self.framed
    }

    /// Whether the answer is the same for everyone.
    #[must_use]
    pub const fn is_public(&self) -> bool {
        self.public
    }

    /// Imitates another website.
    pub(crate) const fn imitated(self) -> Self {
        Self { kind: Kind::File(DEMO), ..self }
    }

    /// Starts as a Web Worker that looks at files and connects to nothing.
    pub(crate) const fn looks(self) -> Self {
        Self { kind: Kind::File(LOOKING), ..self }
    }

    /// Starts as the service worker of the page that looks at documents.
    pub(crate) const fn keeps(self) -> Self {
        Self { kind: Kind::File(OFFLINE), ..self }
    }

    /// The desk's frame of no origin.
    pub(crate) const fn shows(self) -> Self {
        Self { kind: Kind::File(VIEWER), ..self }
    }

    fn covers(&self, path: &str) -> bool {
        let mut asked = path.split('/');
        for own in self.path.split('/') {
            match (own, asked.next()) {
                ("*", Some(_)) => return true,
                (own, Some(_)) if own.starts_with('{') => {}
                (own, Some(segment)) if own == segment => {}
                _ => return false,
            }
        }
        asked.next().is_none()
    }
}

/// What an address without a row gets.
pub(crate) const UNKNOWN: Surface = Surface::page("");

/// The row of an address that the Worker answers: `/desk/log`.
#[must_use]
pub fn find(path: &str) -> Option<&'static Surface> {
    // As the routes read it: empty segments are none.
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    let path: String = segments.flat_map(|segment| ["/", segment]).collect();
    let path = if path.is_empty() { "/" } else { &path };
    WORKER.iter().find(|surface| surface.covers(path))
}

/// The same, or what is closed most.
#[must_use]
pub fn of(path: &str) -> &'static Surface {
    find(path).unwrap_or(&UNKNOWN)
}

/// The row of a static file by its address.
pub(crate) fn file(path: &str) -> Option<&'static Surface> {
    FILES.iter().find(|surface| surface.covers(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_in_braces_stands_for_one_segment_and_a_star_for_all_below() {
        assert_eq!(of("/forms/subject-access").path, "/forms/{form}");
        assert_eq!(of("/forms/subject-access/receipt").path, "/forms/{form}/receipt");
        assert_eq!(of("/forms/subject-access/receipt/more").path, "");
        assert_eq!(of("/notices/versions/abc").path, "/notices/versions/{hash}");
        assert_eq!(of("/notices/staff/versions").path, "/notices/{id}/versions");
        assert_eq!((of("/").path, of("//desk/").path), ("/", "/desk"));
        assert_eq!(file("/assets/loader/after.js").map(|row| row.path), Some("/assets/*"));
        assert!(file("/assets").is_none() && file("/elsewhere.js").is_none());
    }

    #[test]
    fn no_row_hides_another() {
        for rows in [WORKER, FILES] {
            for (at, row) in rows.iter().enumerate() {
                let example = row.path.replace('*', "x");
                let found = rows.iter().position(|other| other.covers(&example));
                assert_eq!(found, Some(at), "{} is covered by an earlier row", row.path);
            }
        }
    }
}
