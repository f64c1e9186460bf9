//! What comes in, read once and within limits. Paths are split here; the platform's URL type is not used, because it
//! brings tables that would double the Worker.

use crate::problem::{Problem, Result};
use forthright_api::{Code, limits};
use forthright_consent::Language;
use serde::de::DeserializeOwned;
use wasm_bindgen_futures::JsFuture;
use worker::{Method, Request};

/// A request with its path split.
pub struct Incoming {
    inner: Request,
    path: String,
    query: String,
    secure: bool,
}

impl Incoming {
    pub fn new(inner: Request) -> Self {
        let url = inner.inner().url();
        let (scheme, rest) = url.split_once("://").unwrap_or(("", ""));
        let secure = scheme == "https";
        let at_path = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/");
        let (path, query) = at_path.split_once('?').unwrap_or((at_path, ""));
        let (path, query) = (path.to_owned(), query.to_owned());
        Self { inner, path, query, secure }
    }

    pub fn method(&self) -> Method {
        self.inner.method()
    }

    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether it came over https.
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    pub fn header(&self, name: &str) -> Option<String> {
        self.inner.headers().get(name).ok().flatten()
    }

    /// A parameter of the query, decoded.
    pub fn parameter(&self, name: &str) -> Option<String> {
        self.query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, v)| decode(v))
    }

    /// Every value of a parameter of the query, decoded; at most a hundred.
    pub fn parameters(&self, name: &str) -> Vec<String> {
        let pairs = self.query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.filter(|(key, _)| *key == name).map(|(_, value)| decode(value)).take(100).collect()
    }

    /// A cookie's value.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies(name).into_iter().next()
    }

    /// The values of all cookies with this name: a host's and its parent domain's can be there at once.
    pub fn cookies(&self, name: &str) -> Vec<String> {
        self.pairs().into_iter().filter(|(key, _)| key == name).map(|(_, value)| value).collect()
    }

    /// The names of all cookies that can be written back into a header.
    pub fn cookie_names(&self) -> Vec<String> {
        let plain = |name: &String| name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b));
        self.pairs().into_iter().map(|(name, _)| name).filter(plain).collect()
    }

    fn pairs(&self) -> Vec<(String, String)> {
        let cookies = self.header("Cookie").unwrap_or_default();
        let pairs = cookies.split(';').filter_map(|pair| pair.trim().split_once('='));
        pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    /// The host without its port.
    pub fn host(&self) -> String {
        let host = self.header("Host").unwrap_or_default();
        host.split(':').next().unwrap_or_default().to_ascii_lowercase()
    }

    /// Scheme and host of this very site.
    pub fn origin(&self) -> String {
        let scheme = if self.secure { "https" } else { "http" };
        format!("{scheme}://{}", self.header("Host").unwrap_or_default())
    }

    /// Global Privacy Control: exactly `1`. Several header lines arrive as one with commas; a `1` among them counts.
    pub fn sends_gpc(&self) -> bool {
        self.header("Sec-GPC").is_some_and(|value| value.split(',').any(|one| one.trim() == "1"))
    }

    /// The language asked for with `?lang=`, or English.
    pub fn language(&self) -> &'static Language {
        let wanted = Language::of(&self.parameter("lang").unwrap_or_default());
        if wanted.is_complete() { wanted } else { Language::of("en") }
    }

    /// Refuses headers larger than is taken.
    pub fn check_headers(&self) -> Result<()> {
        let size = self
            .inner
            .headers()
            .entries()
            .fold(0_usize, |sum, (name, value)| sum.saturating_add(name.len()).saturating_add(value.len()));
        if size > limits::HEADER_BYTES { Err(Problem::new(Code::HeadersTooLarge)) } else { Ok(()) }
    }

    /// The announced length of the body, within `limit`.
    pub fn length(&self, limit: u64) -> Result<u64> {
        let length = self.header("Content-Length").ok_or(Problem::new(Code::LengthNeeded))?;
        let length: u64 = length.parse().map_err(|_| Problem::new(Code::LengthNeeded))?;
        if length > limit { Err(Problem::new(Code::TooLarge)) } else { Ok(length) }
    }

    /// The body as text.
    pub async fn text(&mut self, limit: u64) -> Result<String> {
        let length = self.length(limit)?;
        let bytes = self.inner.bytes().await.map_err(|_| Problem::new(Code::UploadIncomplete))?;
        if u64::try_from(bytes.len()) != Ok(length) {
            return Err(Problem::new(Code::UploadIncomplete));
        }
        String::from_utf8(bytes).map_err(|_| Problem::new(Code::NotJson))
    }

    /// The body as JSON.
    pub async fn json<T: DeserializeOwned>(&mut self, limit: u64) -> Result<T> {
        // From text like everything else: reading bytes would be the same code a second time in the module.
        let text = self.text(limit).await?;
        serde_json::from_str(&text).map_err(|error| match error.classify() {
            // What serde says of a value may quote it; of a field it names only the field.
            serde_json::error::Category::Data => {
                Problem::with(Code::InvalidBody, format!("See line {}, column {}.", error.line(), error.column()))
            }
            _ => Problem::new(Code::NotJson),
        })
    }

    /// A posted form.
    pub async fn form(&mut self, limit: u64) -> Result<worker::FormData> {
        self.length(limit)?;
        self.inner.form_data().await.map_err(|_| Problem::new(Code::UploadIncomplete))
    }

    /// The body as a stream that is read here.
    pub fn stream(&mut self) -> Result<worker::ByteStream> {
        self.inner.stream().map_err(|_| Problem::new(Code::UploadIncomplete))
    }

    /// The body as a stream that the platform can pass on without copying it through here.
    pub fn body(&self) -> Option<web_sys::ReadableStream> {
        self.inner.inner().body()
    }

    /// Reads what is left of a body that was refused and forgets it, so that the client gets the answer instead of a
    /// broken connection. Bodies the platform itself would refuse are left.
    pub async fn drain(&self) {
        if self.length(limits::DRAINED_BYTES).is_err() {
            return;
        }
        if let Some(body) = self.body().filter(|body| !body.locked())
            && let Ok(nowhere) = web_sys::WritableStream::new()
        {
            let _ = JsFuture::from(body.pipe_to(&nowhere)).await;
        }
    }

    /// Whether the `Origin` header, if there is one, is this very site or one of `others`.
    pub fn comes_from(&self, others: &[String]) -> bool {
        let Some(origin) = self.header("Origin") else { return true };
        // With its scheme: a page that came over http speaks for nobody who signed in over https.
        let own = self.header("Host").is_some() && origin == self.origin();
        own || others.contains(&origin)
    }

    /// Whether the browser says that a page of this very site sent it. A program can say so, too.
    pub fn comes_from_own_page(&self) -> bool {
        match self.header("Sec-Fetch-Site") {
            Some(site) => site == "same-origin",
            None => self.header("Origin").is_some() && self.comes_from(&[]),
        }
    }

    /// Refuses what another site's page sent.
    pub fn check_same_origin(&self) -> Result<()> {
        let site = self.header("Sec-Fetch-Site");
        let own = match (self.header("Origin").as_deref(), site.as_deref()) {
            // A page without a referrer has no origin to tell (Fetch, "append a request Origin header"); the browser says whose it is.
            (Some("null"), Some("same-origin")) => true,
            // The browser has compared scheme and host with what it asked; a proxy may have taken TLS off in between.
            (Some(origin), Some("same-origin")) => {
                origin.split_once("://").map(|(_, host)| host) == self.header("Host").as_deref()
            }
            (_, site) => site.is_none_or(is_own_site) && self.comes_from(&[]),
        };
        if own { Ok(()) } else { Err(Problem::new(Code::OriginNotAllowed)) }
    }

    /// The same for a form that acts with a sign-in and has no header of ours: the browser has to say where it comes from. Every
    /// browser that the desk works in does.
    pub fn check_own_form(&self) -> Result<()> {
        let said = ["Origin", "Sec-Fetch-Site"].into_iter().any(|name| self.header(name).is_some());
        if said { self.check_same_origin() } else { Err(Problem::new(Code::OriginNotAllowed)) }
    }

    /// The `Idempotency-Key`, made by the client.
    pub fn idempotency_key(&self) -> Result<String> {
        let key = self.header("Idempotency-Key").unwrap_or_default();
        if is_idempotency_key(&key) { Ok(key) } else { Err(Problem::new(Code::IdempotencyKeyNeeded)) }
    }
}

/// What `Sec-Fetch-Site` says of a page of this very origin, or of somebody who typed the address.
fn is_own_site(site: &str) -> bool {
    matches!(site, "same-origin" | "none")
}

/// 16 to 64 letters, digits or hyphens.
pub fn is_idempotency_key(key: &str) -> bool {
    (16..=64).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// Percent-decoding of a query value; anything malformed stays as it is.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let mut ahead = rest.clone();
                let hex: Option<u8> = (|| {
                    let pair = [ahead.next()?, ahead.next()?];
                    u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()
                })();
                match hex {
                    Some(value) => {
                        bytes.push(value);
                        rest = ahead;
                    }
                    None => bytes.push(b'%'),
                }
            }
            other => bytes.push(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_value_is_decoded_and_malformed_signs_stay() {
        assert_eq!(decode("2026-11-25T10%3A00%2B00:00"), "2026-11-25T10:00+00:00");
        assert_eq!(decode("100%+%zz%4"), "100% %zz%4");
    }

    #[test]
    fn an_idempotency_key_has_16_to_64_plain_characters() {
        assert!(is_idempotency_key("0f8fad5b-d9cb-469f-a165-70867728950e"));
        assert!(!is_idempotency_key("short"));
        assert!(!is_idempotency_key("0f8fad5b d9cb 469f a165"));
    }
}
