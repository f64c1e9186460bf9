//! What was seen in a message and not filled in, because it may be wrong.

/// Why something was left empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsure {
    /// Several people wrote: each with address and day, as far as they are known.
    People(Vec<String>),
    /// Only a colleague's header is there: the colleague.
    Colleague(String),
    /// A message is forwarded whose header could not be read.
    Header,
    /// The message is quoted in a later one by the same person, so it may have reached us on another day: the day it was written.
    Quoted(String),
    /// A day that can be read two ways, as it stands there.
    TwoDays(String),
    /// A day that never was, is still to come, or does not fit, as it stands there.
    WrongDay(String),
    /// Addresses that stand in the text, of whomever.
    Addresses(Vec<String>),
    /// It is too long to be read.
    TooLong,
}

impl Unsure {
    /// What staff read.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::People(people) => format!(
                "Several people wrote, and we do not know whose request it is, so no name or day is filled in. We found: {}.",
                people.join("; ")
            ),
            Self::Colleague(who) => format!(
                "The only sender in it is a colleague, {who}, so no name or day is filled in. Ask when the request first reached \
                 someone here: it counts from that day."
            ),
            Self::Header => {
                "It contains a forwarded message whose header we could not read, so no name or day is filled in."
                    .to_owned()
            }
            Self::Quoted(day) => format!(
                "The request is quoted in a later message. It was written on {day}. Find out on which day it first reached someone \
                 here."
            ),
            Self::TwoDays(text) => format!("The date {text} can be read in two ways, so it is not filled in."),
            Self::WrongDay(text) => format!("The date {text} cannot be right, so it is not filled in."),
            Self::Addresses(all) => format!("Addresses in it, which are not filled in: {}.", all.join("; ")),
            Self::TooLong => {
                "It is too long to be read here, so no name or day is filled in. Paste only the message that asks."
                    .to_owned()
            }
        }
    }
}
