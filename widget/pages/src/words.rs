//! Two languages side by side: words of ours, and texts of the register with the language they are really in.

use forthright_forms::Form;
use forthright_register::{Organisation, Register, Text};
use forthright_widget_kit::view;
use leptos::prelude::*;

/// A language of the register's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// English.
    English,
    /// Welsh.
    Welsh,
}

impl Tongue {
    /// From `?lang=`.
    pub fn of(code: &str) -> Self {
        if code == "cy" { Self::Welsh } else { Self::English }
    }

    /// `en` or `cy`.
    pub fn code(self) -> &'static str {
        if self == Self::Welsh { "cy" } else { "en" }
    }

    /// BCP 47.
    pub fn tag(self) -> &'static str {
        if self == Self::Welsh { "cy" } else { "en-GB" }
    }

    /// Our own words.
    pub fn say(self, english: &'static str, welsh: &'static str) -> &'static str {
        if self == Self::Welsh { welsh } else { english }
    }

    /// Words that were made in English elsewhere.
    pub fn own(self, english: &str) -> String {
        if self == Self::Welsh { forthright_words::in_welsh(english).into_owned() } else { english.to_owned() }
    }

    /// Our own words with one fact put in where they have `{}`.
    pub fn put(self, english: &'static str, welsh: &'static str, fact: &str) -> String {
        self.say(english, welsh).replacen("{}", fact, 1)
    }

    /// A text of the register; what has no Welsh is English and marked as such.
    pub fn text(self, text: &Text) -> AnyView {
        if text.is_unknown() {
            return view! { <em>{self.unknown()}</em> }.into_any();
        }
        let said = text.in_language(self.code());
        if self == Self::Welsh && !text.is_translated() {
            view! { <span lang="en-GB">{said}</span> }.into_any()
        } else {
            said.into_any()
        }
    }

    /// What is said where the institution has not said anything.
    pub fn unknown(self) -> &'static str {
        self.say("We are still working on this.", "Rydym yn dal i weithio ar hyn.")
    }

    /// A link to somebody else's website, which says so (seed rows B5 and B13).
    pub fn outside(self, address: &str, label: AnyView) -> AnyView {
        view! {
            <a href=address.to_owned() rel="noreferrer">{label}<span class="outside">" (" {self.say("another website", "gwefan arall")} ")"</span></a>
        }
        .into_any()
    }

    /// A link that says so if it leads to somebody else's website.
    pub fn link(self, organisation: &Organisation, address: &str, label: AnyView) -> AnyView {
        if organisation.is_own(address) {
            view! { <a href=address.to_owned()>{label}</a> }.into_any()
        } else {
            self.outside(address, label)
        }
    }

    /// An address of ours in this language.
    pub fn address(self, path: &str) -> String {
        match (self, path.split_once('#')) {
            (Self::English, _) => path.to_owned(),
            (Self::Welsh, Some((path, part))) => format!("{path}?lang=cy#{part}"),
            (Self::Welsh, None) => format!("{path}?lang=cy"),
        }
    }

    /// What keeps the language in an address that has no query: `?lang=cy`, or nothing.
    pub fn query(self) -> &'static str {
        if self == Self::Welsh { "?lang=cy" } else { "" }
    }

    /// A link to a form of the register, by its title in this language; where it has no other it is English, and says so.
    pub fn form(self, register: &Register, form: &Form) -> AnyView {
        match register.form_in(&form.id, self.code()) {
            Some(own) => {
                view! { <a href=self.address(&format!("/forms/{}", own.id))>{own.title.clone()}</a> }.into_any()
            }
            None => {
                view! { <a href=format!("/forms/{}", form.id) lang="en-GB" hreflang="en-GB">{form.title.clone()}</a> }
                    .into_any()
            }
        }
    }

    /// What keeps a form in this language.
    pub fn field(self) -> Option<AnyView> {
        (self == Self::Welsh).then(|| view! { <input type="hidden" name="lang" value="cy"/> }.into_any())
    }

    /// The same page in the other language.
    pub fn switch(self, path: &str) -> AnyView {
        self.switch_asked(path, &[])
    }

    /// The same page in the other language, with what was asked for.
    pub fn switch_asked(self, path: &str, asked: &[(&str, &str)]) -> AnyView {
        let welsh = self == Self::Welsh;
        let other = if welsh { None } else { Some(("lang", "cy")) };
        let given = asked.iter().copied().filter(|(_, value)| !value.is_empty());
        let query: Vec<String> =
            other.into_iter().chain(given).map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let address = if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) };
        view! {
            <nav class="languages" aria-label=self.say("Language", "Iaith")>
                {if welsh {
                    view! { <a href=address lang="en-GB" hreflang="en-GB">"English"</a><strong lang="cy">"Cymraeg"</strong> }.into_any()
                } else {
                    view! { <strong lang="en-GB">"English"</strong><a href=address lang="cy" hreflang="cy">"Cymraeg"</a> }.into_any()
                }}
            </nav>
        }
        .into_any()
    }
}

/// Percent-encoded for a query (RFC 3986).
pub fn encoded(text: &str) -> String {
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect()
}
