//! What our pages say in English, in Welsh.
//!
//! Forms, the check, receipts and the tracking page are written in English, in one place each. Where a page is Welsh, the Worker
//! puts the Welsh words into the HTML it rendered ([`page`]), and `www/assets/welsh.js` does the same with what is drawn in the browser
//! later, by the same list ([`as_json`]): neither the bundles nor what is sealed for the team depends on the language. Texts of an
//! institution are not here: its register has them in both languages.
//!
//! What people typed is marked with `translate="no"` (HTML, 3.2.6.1), and what is in another language with `lang`: both stay.

mod html;
mod pairs;

pub use html::page;
pub use pairs::PAIRS;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Where a fact is put in that is looked up as well: a document's name, a date.
const FACT: &str = "{}";
/// Where a fact is put in as it stands: a person's name.
const AS_IT_IS: &str = "{=}";
/// Where several parts of a sentence are put in, which are looked up one by one. No other fact that is looked up has the sign between
/// them.
const PARTS: &str = "{;}";
const BETWEEN: &str = "; ";

/// A text with facts in it: what stands between them, and whether each is looked up.
struct Template {
    between: Vec<&'static str>,
    signs: Vec<&'static str>,
    welsh: &'static str,
}

struct Words {
    whole: HashMap<&'static str, &'static str>,
    templates: Vec<Template>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let (with_facts, whole): (Vec<_>, Vec<_>) = PAIRS.iter().partition(|(english, _)| has_facts(english));
    let mut templates: Vec<Template> =
        with_facts.into_iter().map(|(english, welsh)| template(english, welsh)).collect();
    // What says more of itself is tried first.
    templates.sort_by_key(|one| std::cmp::Reverse(one.between.iter().map(|text| text.len()).sum::<usize>()));
    Words { whole: whole.into_iter().collect(), templates }
});

fn has_facts(english: &str) -> bool {
    [FACT, AS_IT_IS, PARTS].iter().any(|sign| english.contains(sign))
}

fn template(english: &'static str, welsh: &'static str) -> Template {
    let (mut between, mut signs, mut rest) = (Vec::new(), Vec::new(), english);
    loop {
        let next = [FACT, AS_IT_IS, PARTS].into_iter().filter_map(|sign| Some((rest.find(sign)?, sign))).min();
        let Some((before, sign, after)) =
            next.and_then(|(at, sign)| Some((rest.get(..at)?, sign, rest.get(at.saturating_add(sign.len())..)?)))
        else {
            between.push(rest);
            return Template { between, signs, welsh };
        };
        between.push(before);
        signs.push(sign);
        rest = after;
    }
}

impl Template {
    /// The facts in a text of this shape, each as short as it can be.
    fn facts<'t>(&self, text: &'t str) -> Option<Vec<&'t str>> {
        let (first, others) = self.between.split_first()?;
        let mut rest = text.strip_prefix(first)?;
        let mut facts = Vec::new();
        for (at, literal) in others.iter().enumerate() {
            let is_last = at.saturating_add(1) == others.len();
            let end = match literal {
                _ if is_last => rest.len().checked_sub(literal.len()).filter(|_| rest.ends_with(literal))?,
                &"" => return None,
                literal => rest.find(literal)?,
            };
            facts.push(rest.get(..end).filter(|fact| !fact.is_empty())?);
            rest = rest.get(end.saturating_add(literal.len())..)?;
        }
        let is_one = |(fact, sign): (&&str, &&str)| *sign != FACT || !fact.contains(BETWEEN);
        facts.iter().zip(&self.signs).all(is_one).then_some(facts)
    }

    fn filled(&self, facts: &[&str]) -> String {
        let mut welsh = self.welsh.to_owned();
        for (at, (fact, kind)) in facts.iter().zip(&self.signs).enumerate() {
            let said = if *kind == AS_IT_IS { Cow::Borrowed(*fact) } else { in_welsh(fact) };
            let numbered = format!("{{{}}}", at.saturating_add(1));
            let sign = if welsh.contains(&numbered) { &numbered } else { FACT };
            // A fact may hold signs itself: what is put in is not looked at again.
            welsh = welsh.replacen(sign, &said.replace('{', "\u{1}"), 1);
        }
        welsh.replace('\u{1}', "{")
    }
}

const MONTHS: [(&str, &str); 12] = [
    ("January", "Ionawr"),
    ("February", "Chwefror"),
    ("March", "Mawrth"),
    ("April", "Ebrill"),
    ("May", "Mai"),
    ("June", "Mehefin"),
    ("July", "Gorffennaf"),
    ("August", "Awst"),
    ("September", "Medi"),
    ("October", "Hydref"),
    ("November", "Tachwedd"),
    ("December", "Rhagfyr"),
];

/// `24 December 2026` or `24 December 2026, 14:30`.
fn date(text: &str) -> Option<String> {
    let mut words = text.splitn(3, ' ');
    let (day, month, rest) = (words.next()?, words.next()?, words.next()?);
    let is_day = matches!(day.len(), 1 | 2) && day.bytes().all(|byte| byte.is_ascii_digit());
    let is_rest = rest.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b' ' | b':'));
    let (_, welsh) = MONTHS.iter().find(|(english, _)| *english == month)?;
    (is_day && is_rest).then(|| format!("{day} {welsh} {rest}"))
}

/// `2019/20 to 2020/21`, `from 2019` or `until 2019/20`.
fn period(text: &str) -> Option<String> {
    let is_year = |year: &str| {
        year.starts_with(|c: char| c.is_ascii_digit())
            && year.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'/' | b'-'))
    };
    if let Some((from, to)) = text.split_once(" to ").filter(|(from, to)| is_year(from) && is_year(to)) {
        return Some(format!("{from} hyd {to}"));
    }
    let one = |sign: &str, welsh: &str| {
        text.strip_prefix(sign).filter(|year| is_year(year)).map(|year| format!("{welsh} {year}"))
    };
    one("from ", "o").or_else(|| one("until ", "hyd"))
}

/// How long a text can be that is looked for among those with facts: ours are sentences.
const LONGEST: usize = 2_000;

/// A text in Welsh, or as it is where it is none of ours. Spaces around it stay.
///
/// ```
/// use forthright_words::in_welsh;
///
/// assert_eq!(in_welsh(" Continue "), " Parhau ");
/// assert_eq!(in_welsh("24 December 2026"), "24 Rhagfyr 2026");
/// assert_eq!(in_welsh("Anything else"), "Anything else");
/// ```
#[must_use]
pub fn in_welsh(text: &str) -> Cow<'_, str> {
    let inner = text.trim();
    if inner.is_empty() || inner.len() > LONGEST {
        return Cow::Borrowed(text);
    }
    if inner.contains('\n') {
        return Cow::Owned(text.split('\n').map(in_welsh).collect::<Vec<_>>().join("\n"));
    }
    let words = &*WORDS;
    let found = words
        .whole
        .get(inner)
        .map(|welsh| (*welsh).to_owned())
        .or_else(|| date(inner))
        .or_else(|| period(inner))
        .or_else(|| words.templates.iter().find_map(|template| Some(template.filled(&template.facts(inner)?))));
    match found {
        Some(welsh) => Cow::Owned(text.replacen(inner, &welsh, 1)),
        None => Cow::Borrowed(text),
    }
}

/// The list as JSON for the browser: pairs of texts, months first, safe inside a `script` element.
#[must_use]
pub fn as_json() -> String {
    let all: Vec<&(&str, &str)> = MONTHS.iter().chain(PAIRS).collect();
    serde_json::to_string(&all).unwrap_or_default().replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_put_in_and_looked_up_and_names_stay() {
        for (english, welsh) in [
            ("Document 2", "Dogfen 2"),
            ("We must reply by 24 December 2026.", "Rhaid i ni ymateb erbyn 24 Rhagfyr 2026."),
            ("2019/20 to 2021", "2019/20 hyd 2021"),
            ("from 2019", "o 2019"),
            ("Passport\nBank statement", "Pasbort\nCyfriflen banc"),
            (
                "It looks like a utility bill, from Severn Trent; it is dated 3 October 2026; it shows your name and the postcode LE1 9BH. \
                 This shows that it can be read, not that it is genuine.",
                "Mae’n edrych fel “bil cyfleustodau” (anfonwr: Severn Trent); y dyddiad arno yw 3 Hydref 2026; mae’n dangos eich enw a’r cod \
                 post LE1 9BH. Mae hyn yn dangos y gellir ei ddarllen, nid ei fod yn ddilys.",
            ),
            ("Utility bill (Light to Continue)", "Bil cyfleustodau (Light to Continue)"),
            ("Add the month, or clear the whole date", "Ychwanegwch y canlynol: mis, neu cliriwch y dyddiad cyfan"),
        ] {
            assert_eq!(in_welsh(english), welsh);
        }
        // A name that is one of our words is still a name.
        let named =
            in_welsh("The name is not the one you typed, Light. If it is a former name, say so in your request.");
        assert!(named.contains("Light") && named.contains("enw"), "{named}");
        let braces =
            in_welsh("The name is not the one you typed, {} {1} {=}. If it is a former name, say so in your request.");
        assert!(braces.contains("{} {1} {=}"), "{braces}");
    }

    #[test]
    fn every_pair_is_one_text_each_with_the_same_facts() {
        let mut seen = std::collections::BTreeSet::new();
        for (english, welsh) in PAIRS {
            assert!(seen.insert(english), "twice: {english}");
            let count = |text: &str| text.matches('{').count();
            assert_eq!(count(english), count(welsh), "{english}: {welsh}");
            assert_eq!((english.trim(), welsh.trim()), (*english, *welsh));
            assert!(!english.is_empty() && !welsh.is_empty());
            // What is typed in Welsh has Welsh apostrophes.
            assert!(!welsh.contains('\''), "{welsh}");
        }
    }

    #[test]
    fn a_long_text_is_left_alone() {
        let long = "We must reply by ".repeat(1_000);
        assert_eq!(in_welsh(&long), long);
    }
}
