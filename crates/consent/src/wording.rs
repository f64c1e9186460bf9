//! What a person is shown, word for word, as lines of text. A record holds the hash of these lines; the same lines are
//! made again as proof. The loader builds its banner from the same words in the same order.

use crate::{Basis, Category, Service, Site};

/// The words of one language. Keys are those of `words/en.json`.
pub trait Words {
    /// The text with this key in a section, or nothing.
    fn word(&self, section: &str, key: &str) -> String;
}

/// Where a decision was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Surface {
    /// The banner.
    Banner,
    /// The place of one embed.
    Placeholder,
    /// The preference centre in the page.
    Preferences,
    /// `/cookies`, without a script.
    Page,
}

/// The banner's lines. `added`: it asks only for services that are new since the last choice; they are named. Otherwise
/// it names the categories of all that need consent. `on`: what is exempt runs, so the banner says so and offers to object.
#[must_use]
pub fn banner(site: &Site, words: &dyn Words, added: &[&Service], on: bool) -> Vec<String> {
    let word = |key: &str| words.word("banner", key);
    let categories = |wanted: &dyn Fn(Basis) -> bool| {
        let has = |c: &Category| site.services.iter().any(|s| s.category == *c && wanted(s.basis));
        list(words, &Category::ALL.into_iter().filter(has).map(|c| word(c.name())).collect::<Vec<_>>())
    };
    let ask = if added.is_empty() {
        word("ask").replace("{list}", &categories(&|basis| basis == Basis::Consent))
    } else {
        let names: Vec<String> = added.iter().map(|service| service.name.clone()).collect();
        word("ask-new").replace("{list}", &list(words, &names))
    };
    let mut lines = vec![word("region"), ask, word("link")];
    if on && site.services.iter().any(|service| service.basis.is_exempt()) {
        lines.push(word("exempt").replace("{list}", &categories(&Basis::is_exempt)));
        lines.push(word("object"));
    }
    lines.extend(["accept", "refuse", "choose"].map(word));
    lines
}

/// The lines in the place of a blocked embed.
#[must_use]
pub fn placeholder(words: &dyn Words, provider: &str, categories: &[Category]) -> Vec<String> {
    let word = |key: &str| words.word("banner", key).replace("{provider}", provider);
    let names: Vec<String> = categories.iter().map(|category| word(category.name())).collect();
    vec![word("blocked"), word("once"), word("always").replace("{list}", &names.join(&word("and"))), word("direct")]
}

/// The lines of the preference centre.
#[must_use]
pub fn preferences(site: &Site, words: &dyn Words) -> Vec<String> {
    choices(site, words, "preferences")
}

/// The lines of `/cookies` for one website.
#[must_use]
pub fn page(site: &Site, words: &dyn Words) -> Vec<String> {
    choices(site, words, "page")
}

/// Title and lead of the surface, then every category with its services, then the buttons.
fn choices(site: &Site, words: &dyn Words, surface: &str) -> Vec<String> {
    let word = |key: &str| words.word("preferences", key);
    let mut lines = vec![words.word(surface, "title"), words.word(surface, "lead")];
    for category in Category::ALL {
        let services: Vec<&Service> = site.services.iter().filter(|service| service.category == category).collect();
        if services.is_empty() {
            continue;
        }
        lines.push(category_title(words, category));
        lines.push(explanation(words, &services));
        for service in services {
            lines.push(service.name.clone());
            lines.extend(facts(service, words).into_iter().map(|(label, text)| format!("{label}: {text}")));
            lines.extend(
                service.cookies.iter().map(|c| {
                    [c.name.as_str(), &word(c.kind.name()), c.purpose.as_str(), c.duration.as_str()].join(", ")
                }),
            );
        }
    }
    lines.extend(["save", "accept-all", "refuse-all"].map(word));
    lines
}

/// The heading of a category.
#[must_use]
pub fn category_title(words: &dyn Words, category: Category) -> String {
    words.word("preferences", &[category.name(), "-title"].concat())
}

/// What the services of a category have in common: always on, off until agreed, on until objected to, or mixed.
#[must_use]
pub fn explanation(words: &dyn Words, services: &[&Service]) -> String {
    let all = |rule: &dyn Fn(Basis) -> bool| services.iter().all(|service| rule(service.basis));
    let key = if all(&|basis| !basis.is_optional()) {
        "always-on"
    } else if all(&|basis| basis == Basis::Consent) {
        "needs-consent"
    } else if all(&Basis::is_exempt) {
        "exempt"
    } else {
        "mixed"
    };
    words.word("preferences", key)
}

/// Who, why, on what basis and where the data goes: pairs of label and text.
#[must_use]
pub fn facts(service: &Service, words: &dyn Words) -> [(String, String); 4] {
    let word = |key: &str| words.word("preferences", key);
    [
        (word("provider"), service.provider.clone()),
        (word("purpose"), service.purpose.clone()),
        (word("basis"), word(service.basis.name())),
        (word("transfer"), service.transfer.clone()),
    ]
}

/// "a, b and c" in the language's way.
fn list(words: &dyn Words, names: &[String]) -> String {
    match names.split_last() {
        Some((last, before)) if !before.is_empty() => {
            let before = before.join(&words.word("banner", "comma"));
            [before.as_str(), &words.word("banner", "and"), last].concat()
        }
        Some((only, _)) => only.clone(),
        None => String::new(),
    }
}
