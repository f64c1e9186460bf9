//! Two languages side by side: words of ours, and texts of the register with the language they are really in.

use forthright_register::Text;
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
        self.say("We have not written this down yet. Ask us.", "Nid ydym wedi nodi hyn eto. Gofynnwch i ni.")
    }

    /// An address of ours in this language.
    pub fn address(self, path: &str) -> String {
        match (self, path.split_once('#')) {
            (Self::English, _) => path.to_owned(),
            (Self::Welsh, Some((path, part))) => format!("{path}?lang=cy#{part}"),
            (Self::Welsh, None) => format!("{path}?lang=cy"),
        }
    }

    /// The same page in the other language.
    pub fn switch(self, path: &str) -> AnyView {
        let welsh = self == Self::Welsh;
        view! {
            <nav class="languages" aria-label=self.say("Language", "Iaith")>
                {if welsh {
                    view! { <a href=path.to_owned() lang="en-GB" hreflang="en-GB">"English"</a><strong lang="cy">"Cymraeg"</strong> }.into_any()
                } else {
                    view! { <strong lang="en-GB">"English"</strong><a href=format!("{path}?lang=cy") lang="cy" hreflang="cy">"Cymraeg"</a> }.into_any()
                }}
            </nav>
        }
        .into_any()
    }
}
