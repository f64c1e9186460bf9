//! A fee or a refusal: a decision with a ground, which a colleague approves, and words that must reach the person
//! (UK GDPR Art 12(4) and (5)).

use serde::{Deserialize, Serialize};

/// What is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// A reasonable fee has to be paid first.
    Fee,
    /// The request is not acted on.
    Refusal,
}

impl Decision {
    /// What the team reads, after "to".
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Fee => "ask for a fee",
            Self::Refusal => "refuse",
        }
    }
}

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// The request is manifestly unfounded (Art 12(5)).
    Unfounded,
    /// The request is manifestly excessive (Art 12(5)).
    Excessive,
    /// An exemption of the Data Protection Act 2018, Schedules 2 to 4, holds. It never makes a fee lawful.
    Exemption,
}

impl Ground {
    /// Every ground, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Unfounded, Self::Excessive, Self::Exemption];

    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unfounded => "unfounded",
            Self::Excessive => "excessive",
            Self::Exemption => "exemption",
        }
    }

    /// What the team reads.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Unfounded => "It is manifestly unfounded",
            Self::Excessive => "It is manifestly excessive",
            Self::Exemption => "An exemption holds",
        }
    }

    /// Whether the law gives this ground for the decision.
    #[must_use]
    pub const fn allows(self, decision: Decision) -> bool {
        !matches!((self, decision), (Self::Exemption, Decision::Fee))
    }

    /// How a letter names it, in English and in Welsh.
    const fn named(self) -> [&'static str; 2] {
        match self {
            Self::Unfounded => ["unfounded", "di-sail"],
            Self::Excessive => ["excessive", "ormodol"],
            Self::Exemption => ["exempt", "esempt"],
        }
    }
}

/// What the letter has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// The ground.
    Ground(Ground),
    /// That they can complain to the institution (Data Protection Act 2018, s.164A).
    Complaint,
    /// That they can complain to the regulator, by name.
    Regulator,
    /// That they can go to court.
    Court,
}

impl Needed {
    /// What the team reads, after "The letter must say".
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Ground(Ground::Unfounded) => "that the request is manifestly unfounded",
            Self::Ground(Ground::Excessive) => "that the request is manifestly excessive",
            Self::Ground(Ground::Exemption) => "which exemption holds",
            Self::Complaint => "that the person can complain to us",
            Self::Regulator => "that the person can complain to the regulator, by its name",
            Self::Court => "that the person can go to court",
        }
    }
}

/// What a letter leaves out that it must say, in English or in Welsh. `email`: where complaints go; `regulator`: its name.
#[must_use]
pub fn left_out(letter: &str, ground: Ground, email: &str, regulator: &str) -> Vec<Needed> {
    // Typed with either apostrophe.
    let plain = |text: &str| text.to_lowercase().replace('’', "'");
    let (letter, regulator) = (plain(letter), plain(regulator));
    let says = |text: &str, words: &[&str]| words.iter().any(|word| !word.is_empty() && text.contains(word));
    let begins = |text: &str, roots: &[&str]| {
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        words.any(|word| roots.iter().any(|root| word.starts_with(root)))
    };
    let is_word = |wanted: &[&str]| letter.split(|c: char| !c.is_alphanumeric()).any(|word| wanted.contains(&word));
    // In Welsh the first letter of a word changes: cwyno, gwyno, chwyno; ddi-sail. What belongs together is in one sentence.
    let to_us = letter.split("\n\n").flat_map(|paragraph| paragraph.split(". ")).any(|sentence| {
        begins(sentence, &["complain", "cwyn", "gwyn", "chwyn", "nghwyn"])
            && says(sentence, &[&plain(email), "to us", "wrthym"])
    });
    [
        (Needed::Ground(ground), says(&letter, &ground.named())),
        (Needed::Complaint, to_us),
        (Needed::Regulator, says(&letter, &[regulator.as_str()])),
        (Needed::Court, is_word(&["court", "courts", "llys", "lys", "llysoedd"])),
    ]
    .into_iter()
    .filter_map(|(needed, said)| (!said).then_some(needed))
    .collect()
}
