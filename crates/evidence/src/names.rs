//! Comparing what a document says with what somebody typed: names, dates.
//!
//! Names reach a machine-readable zone through transliteration (Doc 9303-3, section 6), some letters in more than one way,
//! so both sides become sets of spellings. A difference is a question to the person, never a refusal: names change.

use serde::{Deserialize, Serialize};

/// What came of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// The same, by the rules of transliteration.
    Match,
    /// The same but for one character that looks alike.
    LooksTheSame,
    /// Something else.
    Different,
    /// One of the sides has nothing to compare.
    CouldNotRead,
}

/// A name in a document. `cut`: it may have been shortened to fit.
#[derive(Clone, Copy, Debug)]
pub struct Printed<'a> {
    /// Surname.
    pub surname: &'a str,
    /// Given names.
    pub given: &'a str,
    /// Whether the last part may have been cut.
    pub cut: bool,
}

/// Compares a document's name with a name as typed, given names first or last.
///
/// ```
/// use forthright_evidence::names::{Comparison, Printed, compare_name};
///
/// let printed = Printed { surname: "MUELLER", given: "JUERGEN KARL", cut: false };
/// assert_eq!(compare_name(&printed, "Jürgen Müller"), Comparison::Match);
/// assert_eq!(compare_name(&printed, "Anna Smith"), Comparison::Different);
/// ```
#[must_use]
pub fn compare_name(printed: &Printed<'_>, typed: &str) -> Comparison {
    let [surname, given, typed] = [printed.surname, printed.given, typed].map(words);
    compare(&surname, &given, &typed, printed.cut)
}

/// The same of words with their spellings. `cut`: the last part of what is printed may have been cut.
pub(crate) fn compare(surname: &[Spellings], given: &[Spellings], typed: &[Spellings], cut: bool) -> Comparison {
    let [surname, given, typed] = [surname, given, typed].map(|words| words.get(..WORDS).unwrap_or(words));
    if typed.is_empty() || (surname.is_empty() && given.is_empty()) {
        return Comparison::CouldNotRead;
    }
    // Any split of what was typed, either way round: nobody is asked which part is which.
    let splits = (0..=typed.len()).map(|at| typed.split_at(at));
    let ways = splits.flat_map(|(a, b)| [(a, b), (b, a)]);
    ways.map(|(last, first)| surnames(surname, last, cut).and(givens(given, first, cut)))
        .fold(Comparison::Different, Comparison::better)
}

/// Whether there is anything in a name to compare: names in other scripts have no spelling in `A-Z`.
pub(crate) fn is_comparable(name: &str) -> bool {
    !words(name).is_empty()
}

/// Compares two dates written `YYYY-MM-DD`; `00` in the document's leaves a part open.
#[must_use]
pub fn compare_date(printed: &str, typed: &str) -> Comparison {
    let parts = |date: &str| -> Vec<String> { date.splitn(4, '-').map(str::to_owned).collect() };
    let (printed, typed) = (parts(printed), parts(typed));
    if printed.len() != 3 || typed.len() != 3 {
        return Comparison::CouldNotRead;
    }
    let same = printed.iter().zip(&typed).all(|(a, b)| a == b || a == "00");
    if same { Comparison::Match } else { Comparison::Different }
}

impl Comparison {
    const fn rank(self) -> u8 {
        match self {
            Self::Match => 2,
            Self::LooksTheSame => 1,
            Self::Different | Self::CouldNotRead => 0,
        }
    }

    const fn better(self, other: Self) -> Self {
        if other.rank() > self.rank() { other } else { self }
    }

    /// Both parts must hold, and one part may look alike.
    const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Match, Self::Match) => Self::Match,
            (Self::Match, Self::LooksTheSame) | (Self::LooksTheSame, Self::Match) => Self::LooksTheSame,
            _ => Self::Different,
        }
    }
}

/// A word's spellings in `A-Z` and `0-9`.
pub(crate) type Spellings = Vec<String>;

/// No name has more words than this, nor longer ones in bytes: what else is typed may not keep a device busy.
const WORDS: usize = 24;
const LETTERS: usize = 64;

/// The words of a name: parted at spaces and hyphens, joined at apostrophes.
pub(crate) fn words(name: &str) -> Vec<Spellings> {
    name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '<' | ','))
        .filter(|word| (1..=LETTERS).contains(&word.len()))
        .map(|word| spellings(&composed(word)))
        .filter(|word| word.iter().any(|spelling| !spelling.is_empty()))
        .take(WORDS)
        .collect()
}

/// The name in capitals; a letter and the mark after it as one where the mark changes how the letter is written in a zone,
/// other marks dropped. (Full Unicode normalisation would add 150 kB of tables to what a phone loads.)
fn composed(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars().flat_map(char::to_uppercase) {
        let before = text.chars().next_back();
        let whole = match (before, c) {
            (Some('A'), '\u{308}') => 'Ä',
            (Some('O'), '\u{308}') => 'Ö',
            (Some('U'), '\u{308}') => 'Ü',
            (Some('A'), '\u{30A}') => 'Å',
            (Some('N'), '\u{303}') => 'Ñ',
            (_, '\u{300}'..='\u{36F}') => continue,
            _ => {
                text.push(c);
                continue;
            }
        };
        text.pop();
        text.push(whole);
    }
    text
}

/// At most this many spellings of one word are kept.
const SPELLINGS: usize = 64;

fn spellings(word: &str) -> Spellings {
    let mut all = vec![String::new()];
    for c in word.chars() {
        let ways = ways(c);
        let grown = all.iter().flat_map(|start| ways.iter().map(move |end| format!("{start}{end}")));
        all = grown.take(SPELLINGS).collect();
    }
    all
}

/// How a capital letter may be written (Doc 9303-3, section 6 A).
fn ways(c: char) -> Vec<String> {
    let fixed: &[&str] = match c {
        'Ä' => &["AE", "A"],
        'Å' => &["AA", "A"],
        'Ñ' => &["N", "NXX"],
        'Ö' => &["OE", "O"],
        'Ü' => &["UE", "UXX", "U"],
        'Æ' => &["AE"],
        'Œ' => &["OE"],
        'Ø' => &["OE", "O"],
        'ẞ' | 'ß' => &["SS"],
        'Þ' => &["TH"],
        'Ð' | 'Đ' => &["D"],
        'Ł' => &["L"],
        'ı' => &["I"],
        _ => &[],
    };
    if !fixed.is_empty() {
        return fixed.iter().map(|&way| way.to_owned()).collect();
    }
    // Accents fall away; apostrophes, full stops and other letters are left out.
    vec![if c.is_ascii_alphanumeric() { Some(c) } else { bare(c) }.into_iter().collect()]
}

/// A capital letter of the Latin script without its accent (Doc 9303-3, section 6 A).
fn bare(c: char) -> Option<char> {
    const ACCENTED: [(&str, char); 22] = [
        ("ÀÁÂÃĀĂĄǍẠẢẤẦẨẪẬẮẰẲẴẶ", 'A'),
        ("ÇĆĈĊČ", 'C'),
        ("Ď", 'D'),
        ("ÈÉÊËĒĔĖĘĚẸẺẼẾỀỂỄỆƏ", 'E'),
        ("ĜĞĠĢ", 'G'),
        ("ĤĦ", 'H'),
        ("ÌÍÎÏĨĪĬĮİỈỊ", 'I'),
        ("Ĵ", 'J'),
        ("Ķ", 'K'),
        ("ĹĻĽĿ", 'L'),
        ("ŃŅŇŊ", 'N'),
        ("ÒÓÔÕŌŎŐƠỌỎỐỒỔỖỘỚỜỞỠỢ", 'O'),
        ("ŔŖŘ", 'R'),
        ("ŚŜŞŠȘ", 'S'),
        ("ŢŤŦȚ", 'T'),
        ("ÙÚÛŨŪŬŮŰŲƯỤỦỨỪỬỮỰ", 'U'),
        ("ŴẀẂẄ", 'W'),
        ("ÝŶŸỲỴỶỸ", 'Y'),
        ("ŹŻŽ", 'Z'),
        ("Ḃ", 'B'),
        ("Ḟ", 'F'),
        ("Ṁṁ", 'M'),
    ];
    ACCENTED.into_iter().find(|(letters, _)| letters.contains(c)).map(|(_, bare)| bare)
}

fn surnames(printed: &[Spellings], typed: &[Spellings], cut: bool) -> Comparison {
    if printed.is_empty() != typed.is_empty() {
        return Comparison::Different;
    }
    if printed.len() != typed.len() && !(cut && printed.len() < typed.len()) {
        return joined(printed, typed);
    }
    let last = printed.len().saturating_sub(1);
    let pairs = printed.iter().zip(typed).enumerate();
    pairs.map(|(at, (a, b))| word(a, b, cut && at == last)).fold(Comparison::Match, Comparison::and)
}

/// "VAN DER BERG" and "Vanderberg".
fn joined(printed: &[Spellings], typed: &[Spellings]) -> Comparison {
    let one =
        |words: &[Spellings]| -> String { words.iter().filter_map(|word| word.first()).map(String::as_str).collect() };
    if one(printed) == one(typed) { Comparison::Match } else { Comparison::Different }
}

/// The first given name typed is one of those printed, or starts one; the others need not be there.
fn givens(printed: &[Spellings], typed: &[Spellings], cut: bool) -> Comparison {
    let Some(first) = typed.first() else {
        return if printed.is_empty() { Comparison::Match } else { Comparison::Different };
    };
    let one = |a: &Spellings| {
        let initial = first.iter().any(|typed| typed.len() == 1 && a.iter().any(|a| a.starts_with(typed.as_str())));
        let starts = first.iter().any(|typed| typed.len() > 2 && a.iter().any(|a| a.starts_with(typed.as_str())));
        if initial || starts { Comparison::Match } else { word(a, first, cut) }
    };
    printed.iter().map(one).fold(Comparison::Different, Comparison::better)
}

fn word(printed: &Spellings, typed: &Spellings, cut: bool) -> Comparison {
    let pairs = || printed.iter().flat_map(|a| typed.iter().map(move |b| (a, b)));
    if pairs().any(|(a, b)| a == b || (cut && !a.is_empty() && b.starts_with(a.as_str()))) {
        Comparison::Match
    } else if pairs().any(|(a, b)| a.len() >= 4 && looks_alike(a, b)) {
        Comparison::LooksTheSame
    } else {
        Comparison::Different
    }
}

/// One character differs, and looks like the other.
fn looks_alike(a: &str, b: &str) -> bool {
    const ALIKE: [&str; 9] = ["0ODQ", "1IL", "5S", "8B", "2Z", "MNH", "KX", "VY", "UV"];
    if a.len() != b.len() {
        return false;
    }
    let differing: Vec<(char, char)> = a.chars().zip(b.chars()).filter(|(a, b)| a != b).collect();
    matches!(differing.as_slice(), [(a, b)] if ALIKE.iter().any(|group| group.contains(*a) && group.contains(*b)))
}

#[cfg(test)]
mod tests {
    use super::Comparison::{CouldNotRead, Different, LooksTheSame, Match};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_compared_as_zones_write_them() {
        for (surname, given, cut, typed, expected) in [
            ("ERIKSSON", "ANNA MARIA", false, "Anna Eriksson", Match),
            ("ERIKSSON", "ANNA MARIA", false, "Eriksson, Anna Maria", Match),
            ("ERIKSSON", "ANNA MARIA", false, "Maria Eriksson", Match),
            ("ERIKSSON", "ANNA MARIA", false, "A. Eriksson", Match),
            ("ERIKSSON", "ANNA MARIA", false, "Anna Erikson", Different),
            ("ERIKSSON", "ANNA MARIA", false, "Anna Er1ksson", LooksTheSame),
            ("MUELLER", "JUERGEN", false, "Jürgen Müller", Match),
            ("MULLER", "JURGEN", false, "Jürgen Müller", Match),
            ("MUXXLLER", "JURGEN", false, "Jürgen Müller", Match),
            ("OCONNOR", "ENYA SIOBHAN", false, "Enya Siobhán O’Connor", Match),
            ("PAPANDROPOULOUS", "JONATHON ALEC", false, "Jon Papandropoulous", Match),
            ("SMITH JONES", "SUSIE MARGARET", false, "Susie Smith-Jones", Match),
            ("VANDERBERG", "JAN", false, "Jan van der Berg", Match),
            ("NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG K", true, "Chayapa Nilavadhanananda", Match),
            ("NILAVADHANAN", "", true, "Nilavadhanananda", Match),
            ("GRUENBERG", "ZOE", false, "Zoë Grünberg", Match),
            ("STROSSNER", "A", false, "Anna Stroßner", Different),
            ("STROSSNER", "ANNA", false, "Anna Stroßner", Match),
            ("LI", "WEI", false, "Li Wei", Match),
            ("LI", "WEI", false, "Ll Wei", Different),
            ("MULLER", "JURGEN", false, "Ju\u{308}rgen Mu\u{308}ller", Match),
            ("NOVAKOVA", "ZANETA", false, "Žaneta Nováková", Match),
            ("NGUYEN", "THI MAI", false, "Nguyễn Thị Mai", Match),
            ("SMITH", "JOHN", false, "John Brown", Different),
            ("SMITH", "JOHN", false, "", CouldNotRead),
            ("", "", false, "John", CouldNotRead),
        ] {
            let printed = Printed { surname, given, cut };
            assert_eq!(compare_name(&printed, typed), expected, "{surname}, {given} and {typed}");
        }
    }

    #[test]
    fn dates_may_be_open() {
        assert_eq!(compare_date("1974-08-12", "1974-08-12"), Match);
        assert_eq!(compare_date("1974-00-00", "1974-08-12"), Match);
        assert_eq!(compare_date("1974-08-12", "1974-12-08"), Different);
        assert_eq!(compare_date("", "1974-12-08"), CouldNotRead);
    }

    proptest! {
        #[test]
        fn a_name_matches_itself_and_nothing_panics(surname in "\\PC{0,30}", given in "\\PC{0,30}", typed in "\\PC{0,60}") {
            let _ = compare_name(&Printed { surname: &surname, given: &given, cut: true }, &typed);
        }

        #[test]
        fn a_plain_name_matches_itself(surname in "[A-Z]{2,12}", given in "[A-Z]{2,12}") {
            let printed = Printed { surname: &surname, given: &given, cut: false };
            prop_assert_eq!(compare_name(&printed, &format!("{given} {surname}")), Match);
        }
    }
}
