//! The cookie `forthright_consent`, pinned for ever by `tests/vectors/consent.json`.
//!
//! `1.<id>.<revision>.<seconds>.<source>.<granted>.<refused>`: the id is the UUID's 32 hexadecimal digits, numbers are
//! base 36, the source is a letter, names are joined by `_` and the four optional categories have one letter each.
//! ASCII, under 200 bytes, safe in a cookie without quoting, no personal data.

use crate::{Category, Decision, Source};

/// The cookie's name.
pub const COOKIE_NAME: &str = "forthright_consent";

/// The cookie is not one this version wrote. It is treated as no decision: everything optional stays off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

const LETTERS: [(Category, &str); 4] =
    [(Category::Preferences, "p"), (Category::Statistics, "s"), (Category::Media, "m"), (Category::Marketing, "a")];

impl Decision {
    /// The cookie's value.
    #[must_use]
    pub fn to_cookie(&self) -> String {
        let letter = Source::LETTERS.iter().find(|(source, _)| *source == self.source()).map_or('i', |(_, l)| *l);
        format!(
            "1.{}.{}.{}.{}.{}.{}",
            self.id().replace('-', ""),
            base36(u64::from(self.revision())),
            base36(self.decided_at()),
            letter,
            join(self.granted()),
            join(self.refused())
        )
    }

    /// Reads a cookie's value.
    ///
    /// # Errors
    /// [`Malformed`] for anything this version would not have written.
    pub fn from_cookie(value: &str) -> Result<Self, Malformed> {
        let mut parts = value.split('.');
        let mut next = || parts.next().ok_or(Malformed);
        let (version, id, revision, seconds, source, granted, refused) =
            (next()?, next()?, next()?, next()?, next()?, next()?, next()?);
        if version != "1" || parts.next().is_some() {
            return Err(Malformed);
        }
        let source = Source::LETTERS
            .iter()
            .find(|(_, letter)| source.len() == 1 && source.starts_with(*letter))
            .map(|(source, _)| *source)
            .ok_or(Malformed)?;
        let revision = u32::try_from(from_base36(revision)?).map_err(|_| Malformed)?;
        let decision = Self::new(&uuid(id)?, revision, from_base36(seconds)?, source, split(granted), split(refused))
            .map_err(|_| Malformed)?;
        // One decision has one spelling: leading zeros, capitals or a category written out are not ours.
        if decision.to_cookie() == value { Ok(decision) } else { Err(Malformed) }
    }
}

fn uuid(hex: &str) -> Result<String, Malformed> {
    let part = |from: usize, to: usize| hex.get(from..to).ok_or(Malformed);
    if hex.len() != 32 {
        return Err(Malformed);
    }
    Ok(format!("{}-{}-{}-{}-{}", part(0, 8)?, part(8, 12)?, part(12, 16)?, part(16, 20)?, part(20, 32)?))
}

fn join(names: &[String]) -> String {
    let short = |name: &String| {
        LETTERS.iter().find(|(c, _)| c.name() == name).map_or_else(|| name.clone(), |(_, l)| (*l).to_owned())
    };
    names.iter().map(short).collect::<Vec<_>>().join("_")
}

fn split(text: &str) -> Vec<String> {
    let long = |name: &str| LETTERS.iter().find(|(_, l)| *l == name).map_or(name, |(c, _)| c.name()).to_owned();
    if text.is_empty() { Vec::new() } else { text.split('_').map(long).collect() }
}

fn base36(mut n: u64) -> String {
    let mut digits = Vec::new();
    loop {
        let digit = u32::try_from(n % 36).unwrap_or(0);
        digits.push(char::from_digit(digit, 36).unwrap_or('0'));
        n /= 36;
        if n == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

fn from_base36(text: &str) -> Result<u64, Malformed> {
    if text.is_empty() || text.len() > 11 {
        Err(Malformed)
    } else {
        u64::from_str_radix(text, 36).map_err(|_| Malformed)
    }
}
