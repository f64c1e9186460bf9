//! What is said of all documents of a request together.

use crate::{Kind, Missing, State};

/// What is asked where a file is there and nobody has said what it is.
pub const WHAT_IS_IT: &str = "Choose what kind of document this is";

/// One document, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// What it is said to be, if that was said.
    pub kind: Option<Kind>,
    /// What was found in it, if it was looked at.
    pub state: Option<State>,
}

impl Seen {
    /// Whether it is known what it is, and nothing is to be looked at again.
    #[must_use]
    pub fn is_good(self) -> bool {
        self.kind.is_some() && self.state == Some(State::LooksReady)
    }
}

/// Whether the documents are enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Together {
    /// They are, and none of them has a note.
    Enough,
    /// They are if each is what the person says; one of them has a note, or could not be told.
    IfAsSaid,
    /// Something is missing.
    NotYet,
}

impl Together {
    /// What a person reads; where something is missing, before the list of what.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Enough => "These documents are enough.",
            Self::IfAsSaid => {
                "These documents will be enough if they are what you say they are. Look at the notes on each of them."
            }
            Self::NotYet => "You can send it like this. If we had to check who you are, we would also need:",
        }
    }
}

/// Judges documents by what the rule says is missing ([`crate::missing()`]) and by what was found in each.
///
/// ```
/// use forthright_evidence::{Kind, Seen, State, Together, together};
///
/// let passport = Seen { kind: Some(Kind::Passport), state: Some(State::LooksReady) };
/// assert_eq!(together(&[], &[passport]), Together::Enough);
/// assert_eq!(together(&[], &[passport, Seen { state: Some(State::PleaseCheck), ..passport }]), Together::IfAsSaid);
/// ```
#[must_use]
pub fn together(missing: &[Missing], seen: &[Seen]) -> Together {
    if !missing.is_empty() {
        Together::NotYet
    } else if !seen.is_empty() && seen.iter().all(|seen| seen.is_good()) {
        Together::Enough
    } else {
        Together::IfAsSaid
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn green_is_only_what_has_no_note_and_is_known() {
        let states = [None, Some(State::LooksReady), Some(State::PleaseCheck), Some(State::CouldNotTell)];
        for one in states {
            for other in states {
                for kind in [None, Some(Kind::BankStatement)] {
                    let seen = [Seen { kind: Some(Kind::CouncilTaxBill), state: one }, Seen { kind, state: other }];
                    let is_good = kind.is_some() && one == other && one == Some(State::LooksReady);
                    let expected = if is_good { Together::Enough } else { Together::IfAsSaid };
                    assert_eq!(together(&[], &seen), expected, "{seen:?}");
                    assert_eq!(together(&[Missing::Identity], &seen), Together::NotYet);
                }
            }
        }
        assert_eq!(together(&[], &[]), Together::IfAsSaid);
    }
}
