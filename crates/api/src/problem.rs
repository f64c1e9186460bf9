//! Problem documents (RFC 9457) with a stable code. None holds personal data.

use serde::{Deserialize, Serialize};

/// What went wrong, for programs. The names never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The body is not JSON.
    NotJson,
    /// A field is missing or has the wrong format.
    InvalidBody,
    /// The `Idempotency-Key` header is missing or malformed.
    IdempotencyKeyNeeded,
    /// The same key was used for something else.
    IdempotencyKeyReused,
    /// A body without `Content-Length`.
    LengthNeeded,
    /// The body is larger than is taken.
    TooLarge,
    /// The headers are larger than is taken.
    HeadersTooLarge,
    /// The body ended before its announced length.
    UploadIncomplete,
    /// What was uploaded is no sealed envelope.
    NotSealed,
    /// A file that was announced is not there.
    FilesMissing,
    /// More files than are taken, or a number that is none.
    FileNumber,
    /// No such address, case, site or form, or no access to it: the same answer for all of them.
    NotFound,
    /// The address exists and does something else.
    MethodNotAllowed,
    /// A media type that is not taken.
    UnsupportedMediaType,
    /// The page that called is not one of the institution's.
    OriginNotAllowed,
    /// No valid sign-in.
    SignInNeeded,
    /// Signed in, and not allowed.
    NotAllowed,
    /// The rules of the case forbid it now.
    RefusedByCase,
    /// Somebody changed the case in between.
    CaseChanged,
    /// Too many attempts.
    TooManyRequests,
    /// A choice names a service that the register does not have.
    NoSuchService,
    /// A date beyond the published bank holidays.
    BeyondKnownHolidays,
    /// The receipt code was given out and cannot be shown again.
    ReceiptGone,
    /// The institution has not finished setting up.
    NotReady,
    /// Something failed here; trying again is safe.
    TryAgain,
}

impl Code {
    /// Every code.
    pub const ALL: [Self; 25] = [
        Self::NotJson,
        Self::InvalidBody,
        Self::IdempotencyKeyNeeded,
        Self::IdempotencyKeyReused,
        Self::LengthNeeded,
        Self::TooLarge,
        Self::HeadersTooLarge,
        Self::UploadIncomplete,
        Self::NotSealed,
        Self::FilesMissing,
        Self::FileNumber,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::UnsupportedMediaType,
        Self::OriginNotAllowed,
        Self::SignInNeeded,
        Self::NotAllowed,
        Self::RefusedByCase,
        Self::CaseChanged,
        Self::TooManyRequests,
        Self::NoSuchService,
        Self::BeyondKnownHolidays,
        Self::ReceiptGone,
        Self::NotReady,
        Self::TryAgain,
    ];

    /// HTTP status, stable name and title.
    #[must_use]
    pub const fn parts(self) -> (u16, &'static str, &'static str) {
        match self {
            Self::NotJson => (400, "not-json", "The body is not JSON. Send an object as application/json."),
            Self::InvalidBody => (400, "invalid-body", "A field is missing or has the wrong format."),
            Self::IdempotencyKeyNeeded => (
                400,
                "idempotency-key-needed",
                "Send an Idempotency-Key header of 16 to 64 letters, digits or hyphens.",
            ),
            Self::IdempotencyKeyReused => {
                (409, "idempotency-key-reused", "This Idempotency-Key was used for another form.")
            }
            Self::LengthNeeded => (411, "length-needed", "Send the body with a Content-Length."),
            Self::TooLarge => (413, "too-large", "This is larger than we can take. A file can be up to 10 MB."),
            Self::HeadersTooLarge => (
                431,
                "headers-too-large",
                "The request headers are too large. Clear this site’s cookies and try again.",
            ),
            Self::UploadIncomplete => {
                (400, "upload-incomplete", "The upload was cut off. Nothing was kept; send it again.")
            }
            Self::NotSealed => (422, "not-sealed", "This is not a sealed envelope, so it was not kept."),
            Self::FilesMissing => {
                (409, "files-missing", "A document that was announced has not arrived. Upload it and complete again.")
            }
            Self::FileNumber => (400, "file-number", "Documents are numbered from 1 to 4."),
            Self::NotFound => (404, "not-found", "We cannot find this. Check the web address."),
            Self::MethodNotAllowed => (405, "method-not-allowed", "This address cannot be used in this way."),
            Self::UnsupportedMediaType => (415, "unsupported-media-type", "This media type is not accepted here."),
            Self::OriginNotAllowed => (403, "origin-not-allowed", "This page is not allowed to send requests here."),
            Self::SignInNeeded => (401, "sign-in-needed", "Sign in again."),
            Self::NotAllowed => (403, "not-allowed", "Your account is not allowed to do this."),
            Self::RefusedByCase => (409, "refused-by-case", "This cannot be done with the case now."),
            Self::CaseChanged => {
                (409, "case-changed", "Someone changed this case at the same time. Check it and try again.")
            }
            Self::TooManyRequests => (429, "too-many-requests", "Too many attempts. Wait a minute and try again."),
            Self::NoSuchService => (422, "no-such-service", "No service or category has one of these names."),
            Self::BeyondKnownHolidays => {
                (422, "beyond-known-holidays", "The bank holidays for that time are not published yet.")
            }
            Self::ReceiptGone => {
                (410, "receipt-gone", "The request was received. Its receipt code was shown and cannot be shown again.")
            }
            Self::NotReady => (503, "not-ready", "This service is not open yet. Write to the data protection team."),
            Self::TryAgain => (503, "try-again", "There is a problem with the service. Nothing is lost. Try again."),
        }
    }
}

/// A problem document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemDocument {
    /// A URN that ends with the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// What is wrong, in a sentence.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The stable code.
    pub code: String,
    /// More about this occurrence, without personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

impl ProblemDocument {
    /// The document for a code.
    #[must_use]
    pub fn new(code: Code, detail: Option<String>) -> Self {
        let (status, name, title) = code.parts();
        Self {
            kind: format!("urn:forthright:problem:{name}"),
            title: title.to_owned(),
            status,
            code: name.to_owned(),
            detail,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_code_has_its_serialised_name_and_an_error_status() {
        for code in Code::ALL {
            let (status, name, title) = code.parts();
            assert_eq!(format!("\"{name}\""), serde_json::to_string(&code).unwrap());
            assert!((400..600).contains(&status) && title.ends_with('.'));
        }
    }
}
