//! What a letter has to say, and whether it says it (UK GDPR Art 12(3) and (4); Data Protection Act 2018, s.164A). Looked for in
//! English and in Welsh; whether the reasons are good is for people.

use crate::Ground;

/// What a letter has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// The ground.
    Ground(Ground),
    /// Why.
    Reason,
    /// That they can complain to the institution, and where (Data Protection Act 2018, s.164A).
    Complaint,
    /// That they can complain to the regulator, by name.
    Regulator,
    /// That they can go to court.
    Court,
}

/// What a letter says that tells somebody that all or part of what they asked is not done (Art 12(4)).
pub const NOT_DONE: &[Needed] = &[Needed::Reason, Needed::Complaint, Needed::Regulator, Needed::Court];

/// What a letter says that tells somebody that their complaint was right, or right in part (s.164A).
pub const COMPLAINT_UPHELD: &[Needed] = &[Needed::Regulator, Needed::Court];

/// Whom people can turn to, as the register has it.
#[derive(Clone, Copy, Debug)]
pub struct Remedies<'a> {
    /// The data protection officer's address, where complaints go.
    pub complaints: &'a str,
    /// The regulator's name, in English and in Welsh; empty where there is none in a language.
    pub regulator: [&'a str; 2],
}

impl Needed {
    /// What the team reads, after "The letter must say".
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Ground(Ground::Unfounded) => "that the request is manifestly unfounded",
            Self::Ground(Ground::Excessive) => "that the request is manifestly excessive",
            Self::Ground(Ground::Exemption) => "which exemption applies",
            Self::Reason => "why (“because …”)",
            Self::Complaint => "that the person can complain to us, at the data protection officer’s address",
            Self::Regulator => "that the person can complain to the regulator, giving its name",
            Self::Court => "that the person can go to court",
        }
    }
}

/// What a letter about a fee or a refusal leaves out.
#[must_use]
pub fn left_out(letter: &str, ground: Ground, remedies: &Remedies<'_>) -> Vec<Needed> {
    missing_words(letter, &[Needed::Ground(ground), Needed::Complaint, Needed::Regulator, Needed::Court], remedies)
}

/// What a letter leaves out of `needed`.
#[must_use]
pub fn missing_words(letter: &str, needed: &[Needed], remedies: &Remedies<'_>) -> Vec<Needed> {
    let letter = plain(letter);
    needed.iter().copied().filter(|one| !says(&letter, *one, remedies)).collect()
}

/// Whether a letter gives a reason: a word for one, and something after it (Art 12(3): an extension needs its reasons).
#[must_use]
pub fn gives_reason(letter: &str) -> bool {
    let letter = plain(letter);
    REASONS.iter().any(|sign| {
        letter.match_indices(sign).any(|(at, found)| {
            let before = letter.get(..at).and_then(|before| before.chars().next_back());
            let after = letter.get(at.saturating_add(found.len())..).unwrap_or_default();
            before.is_none_or(|c| !c.is_alphanumeric()) && has_words(after, 3)
        })
    })
}

/// Whether a paragraph begins with at least so many words. What comes after it does not belong to it; looks at no more than a few
/// lines.
fn has_words(text: &str, least: usize) -> bool {
    let (mut words, mut in_word, mut line_feeds) = (0_usize, false, 0_usize);
    for c in text.chars().take(400) {
        line_feeds = if c == '\n' { line_feeds.saturating_add(1) } else { 0 };
        if line_feeds == 2 {
            break;
        }
        if c.is_alphanumeric() && !in_word {
            words = words.saturating_add(1);
        }
        in_word = c.is_alphanumeric();
    }
    words >= least
}

/// Words of a template that staff were to replace: what stands in double brackets. A citation in single ones is none.
///
/// ```
/// use forthright_rights::unfilled;
///
/// assert_eq!(unfilled("because [[the reasons]]."), Some("[[the reasons]]"));
/// assert_eq!(unfilled("See Smith v Jones [2024] EWHC 1 (KB)."), None);
/// ```
#[must_use]
pub fn unfilled(letter: &str) -> Option<&str> {
    let begin = letter.find("[[")?;
    let rest = letter.get(begin..)?;
    let end = rest.find("]]")?;
    rest.get(..end.saturating_add(2))
}

const REASONS: [&str; 17] = [
    "because",
    "reason",
    "since ",
    "due to",
    "owing to",
    "exempt",
    "manifestly",
    "this is why",
    "we found that",
    "oherwydd",
    "rheswm",
    "rhesymau",
    "resymau",
    "gan fod",
    "gan nad",
    "am fod",
    "am nad",
];

/// What a body is called: its name, and the short one that may stand behind it in brackets: `Information Commission (ICO)`.
fn names_of(name: &str) -> impl Iterator<Item = &str> {
    let parts = name.split(['(', ')']).map(str::trim);
    parts.filter(|part| !part.is_empty())
}

/// Whether words stand in a letter as whole words.
fn is_named(letter: &str, words: &str) -> bool {
    letter.match_indices(words).any(|(at, found)| {
        let before = letter.get(..at).and_then(|before| before.chars().next_back());
        let after = letter.get(at.saturating_add(found.len())..).and_then(|after| after.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

/// Typed with either apostrophe, in capitals or not.
fn plain(text: &str) -> String {
    text.to_lowercase().replace('’', "'").replace("\r\n", "\n")
}

fn says(letter: &str, needed: Needed, remedies: &Remedies<'_>) -> bool {
    let has_word = |roots: &[&str], whole: bool, text: &str| {
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        words.any(|word| roots.iter().any(|root| if whole { word == *root } else { word.starts_with(root) }))
    };
    match needed {
        Needed::Ground(ground) => ground.named().iter().any(|name| letter.contains(name)),
        Needed::Reason => gives_reason(letter),
        // In Welsh the first letter of a word changes: cwyno, gwyno, chwyno; ddi-sail. What belongs together is in one sentence,
        // or in the next one.
        Needed::Complaint => {
            let address = plain(remedies.complaints);
            let sentences: Vec<&str> =
                letter.split("\n\n").flat_map(|paragraph| paragraph.split(". ").chain([""])).collect();
            let complains =
                |sentence: &str| has_word(&["complain", "cwyn", "gwyn", "chwyn", "nghwyn"], false, sentence);
            let has_address = |sentence: Option<&&str>| sentence.is_some_and(|sentence| sentence.contains(&address));
            !address.is_empty()
                && sentences.iter().enumerate().filter(|(_, sentence)| complains(sentence)).any(|(at, sentence)| {
                    has_address(Some(sentence)) || has_address(sentences.get(at.saturating_add(1)))
                })
        }
        Needed::Regulator => {
            remedies.regulator.iter().any(|name| names_of(name).any(|name| is_named(letter, &plain(name))))
        }
        Needed::Court => has_word(&["court", "courts", "llys", "lys", "llysoedd"], true, letter),
    }
}
