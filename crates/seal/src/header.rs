//! What the head of an envelope may look like: read within bounds before any of it is worked with. An age header
//! (age-encryption.org/v1) may name any number of recipients, and each costs whoever opens it a multiplication on the curve;
//! reading it costs the square of its length. Ours name the few keys of the register.

use std::fmt;

/// No header of ours is longer, in bytes: [`MAX_RECIPIENTS`] and [`MAX_GREASE`] stanzas take 2,700.
pub const MAX_HEADER_BYTES: usize = 4096;
/// An envelope is sealed to this many keys at most.
pub const MAX_RECIPIENTS: usize = 20;
/// Implementations of age add a stanza that nobody can open ("grease"), so that readers stay tolerant. One is usual.
pub const MAX_GREASE: usize = 2;

const VERSION: &[u8] = b"age-encryption.org/v1\n";
/// 32 bytes in base64 without padding.
const KEY_CHARACTERS: usize = 43;
/// A line of a stanza's body that is followed by another.
const FULL_LINE: usize = 64;
/// The longest first line of a stanza, without its end: a made-up name and four made-up words have 66.
const MAX_FIRST_LINE: usize = 96;
/// Full lines in the body of a stanza: grease has up to 99 bytes, a key has 32.
const MAX_FULL_LINES: usize = 2;

/// What a header consists of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeaderShape {
    /// Stanzas of every kind.
    pub stanzas: usize,
    /// Those of them that are sealed to an X25519 key. The caller compares with the number of keys it has today.
    pub x25519: usize,
    /// The header's length in bytes, with the end of its last line.
    pub bytes: usize,
}

/// Why a header is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderRefused {
    /// It does not begin like an envelope.
    NotAnEnvelope,
    /// It does not end within the bytes that were given.
    CutOff,
    /// It does not end within [`MAX_HEADER_BYTES`].
    TooLong,
    /// A line is not as the format wants it.
    Malformed,
    /// More stanzas than are ever made here.
    TooMany,
    /// A kind of recipient that is never used here.
    AnotherKind,
}

impl fmt::Display for HeaderRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAnEnvelope => "this is not a sealed envelope",
            Self::CutOff => "the envelope's header is cut off",
            Self::TooLong => "the envelope's header is longer than any that is made here",
            Self::Malformed => "the envelope's header is malformed",
            Self::TooMany => "the envelope names more recipients than are taken",
            Self::AnotherKind => "the envelope is sealed in a way that is not used here",
        })
    }
}

/// Reads the header of an envelope to X25519 keys. `head` is the envelope or its beginning; of a longer one
/// [`MAX_HEADER_BYTES`] are enough. Looks at no more bytes than that, once.
///
/// Says how the header is built, not whether anybody can open the envelope.
///
/// # Errors
/// [`HeaderRefused`] for anything but up to [`MAX_RECIPIENTS`] X25519 stanzas and up to [`MAX_GREASE`] stanzas that nobody
/// can open.
pub fn check_header(head: &[u8]) -> Result<HeaderShape, HeaderRefused> {
    let mut shape = HeaderShape::default();
    let mut grease = 0_usize;
    shape.bytes = read(head, |stanza| {
        shape.stanzas = shape.stanzas.saturating_add(1);
        match stanza.kind()? {
            Kind::X25519 => shape.x25519 = shape.x25519.saturating_add(1),
            Kind::Grease => grease = grease.saturating_add(1),
            Kind::Passphrase => return Err(HeaderRefused::AnotherKind),
        }
        if shape.x25519 > MAX_RECIPIENTS || grease > MAX_GREASE { Err(HeaderRefused::TooMany) } else { Ok(()) }
    })?;
    if shape.x25519 == 0 { Err(HeaderRefused::AnotherKind) } else { Ok(shape) }
}

/// Reads the header of something under a passphrase: exactly one stanza, of the kind `scrypt`.
#[cfg(any(feature = "open", feature = "draft"))]
pub(crate) fn check_passphrase_header(head: &[u8]) -> Result<(), HeaderRefused> {
    let mut found = 0_usize;
    read(head, |stanza| {
        found = found.saturating_add(1);
        match stanza.kind()? {
            Kind::Passphrase if found == 1 => Ok(()),
            _ => Err(HeaderRefused::AnotherKind),
        }
    })?;
    if found == 1 { Ok(()) } else { Err(HeaderRefused::AnotherKind) }
}

enum Kind {
    X25519,
    Grease,
    Passphrase,
}

struct Stanza<'a> {
    words: &'a [u8],
    full_lines: usize,
    last_line: &'a [u8],
}

impl Stanza<'_> {
    fn kind(&self) -> Result<Kind, HeaderRefused> {
        let mut words = self.words.split(|byte| *byte == b' ');
        let name = words.next().unwrap_or_default();
        if name == b"X25519" {
            let share = words.next().unwrap_or_default();
            let whole = words.next().is_none() && self.full_lines == 0;
            let is_key = is_key(share) && is_key(self.last_line);
            return if whole && is_key { Ok(Kind::X25519) } else { Err(HeaderRefused::Malformed) };
        }
        match name {
            b"scrypt" => Ok(Kind::Passphrase),
            name if name.ends_with(b"-grease") => Ok(Kind::Grease),
            _ => Err(HeaderRefused::AnotherKind),
        }
    }
}

/// Goes through the lines and hands each stanza on. Gives the header's length.
fn read(head: &[u8], mut each: impl FnMut(&Stanza) -> Result<(), HeaderRefused>) -> Result<usize, HeaderRefused> {
    let bounded = head.get(..MAX_HEADER_BYTES).unwrap_or(head);
    let at_the_end = || if head.len() >= MAX_HEADER_BYTES { HeaderRefused::TooLong } else { HeaderRefused::CutOff };
    let Some(mut rest) = bounded.strip_prefix(VERSION) else {
        let cut = VERSION.starts_with(bounded);
        return Err(if cut { HeaderRefused::CutOff } else { HeaderRefused::NotAnEnvelope });
    };
    loop {
        let line = next_line(&mut rest).ok_or_else(at_the_end)?;
        if let Some(mac) = line.strip_prefix(b"--- ") {
            let length = bounded.len().saturating_sub(rest.len());
            return if is_key(mac) { Ok(length) } else { Err(HeaderRefused::Malformed) };
        }
        let words = line.strip_prefix(b"-> ").filter(|words| line.len() <= MAX_FIRST_LINE && are_words(words));
        let words = words.ok_or(HeaderRefused::Malformed)?;
        let mut full_lines = 0_usize;
        let last_line = loop {
            let line = next_line(&mut rest).ok_or_else(at_the_end)?;
            if line.len() > FULL_LINE || full_lines > MAX_FULL_LINES || !line.iter().copied().all(is_base64) {
                return Err(HeaderRefused::Malformed);
            }
            if line.len() < FULL_LINE {
                break line;
            }
            full_lines = full_lines.saturating_add(1);
        };
        if !is_canonical(last_line) {
            return Err(HeaderRefused::Malformed);
        }
        each(&Stanza { words, full_lines, last_line })?;
    }
}

/// The line that comes next, without its end, if the end is there.
fn next_line<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let line = rest.get(..end)?;
    *rest = rest.get(end.saturating_add(1)..)?;
    Some(line)
}

/// Words of visible ASCII with one space between two.
fn are_words(line: &[u8]) -> bool {
    line.split(|byte| *byte == b' ').all(|word| !word.is_empty() && word.iter().all(u8::is_ascii_graphic))
}

fn is_key(text: &[u8]) -> bool {
    text.len() == KEY_CHARACTERS && text.iter().copied().all(is_base64) && is_canonical(text)
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/'
}

/// Whether base64 without padding ends as its encoder would have ended it: no bits are left over.
fn is_canonical(text: &[u8]) -> bool {
    match (text.len().wrapping_rem(4), text.last()) {
        (0, _) => true,
        (2, Some(last)) => b"AQgw".contains(last),
        (3, Some(last)) => b"AEIMQUYcgkosw048".contains(last),
        _ => false,
    }
}
