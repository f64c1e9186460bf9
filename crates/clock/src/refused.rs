//! Why something cannot have happened to the clock of a request, in words for the team.

use crate::calendar::BeyondKnownHolidays;
use crate::london::long_date;
use crate::request::Need;
use jiff::civil::Date;
use std::fmt;

/// Why something cannot have happened to this clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Before what it follows.
    TooEarly(Date),
    /// It was due on this day and has not been answered: asking for something does not make it less late.
    Late(Date),
    /// Only a request for access can be paused (UK GDPR Art 12A(5)).
    NoPause,
    /// The same thing was asked for already.
    AskedAlready(Need),
    /// It was never asked for.
    NotAsked(Need),
    /// It came already.
    ArrivedAlready(Need),
    /// An answer cannot come before its question.
    BeforeAsking(Date),
    /// The time has not started, so it cannot be stopped or made longer.
    NotStarted,
    /// It is paused already.
    Paused(Date),
    /// It is not paused.
    NotPaused,
    /// A request is extended once.
    ExtendedAlready(Date),
    /// The person must have been told within the first month, by this day.
    TooLateToExtend(Date),
    /// Only a request for access has the time limit of exam marks (DPA 2018 Sch 2 para 25).
    NotForMarks,
    /// The results were announced on this day, by which the request had not come yet, or on the same day.
    Announced(Date),
    /// The time limit of exam marks is neither paused nor extended.
    ExamMarks,
    /// The answer needs a bank holiday that is not known.
    Beyond(BeyondKnownHolidays),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooEarly(date) => {
                write!(f, "This cannot have been before {}. Choose that day or a later one.", long_date(*date))
            }
            Self::Late(due) => write!(
                f,
                "The reply was due on {}. Asking now does not stop or start the time limit: the request stays late. Reply first, or \
                 write a message.",
                long_date(*due)
            ),
            Self::NoPause => write!(
                f,
                "Only a request to see information (UK GDPR, Article 15) can be paused (Article 12A(5)). Ask in a message: the \
                 time limit continues."
            ),
            Self::AskedAlready(need) => write!(f, "We have already asked for {}.", need.words()),
            Self::NotAsked(need) => write!(f, "We have not asked for {}.", need.words()),
            Self::ArrivedAlready(need) => write!(f, "We already have {}.", need.words()),
            Self::BeforeAsking(date) => {
                write!(f, "We asked on {}. The reply cannot come before that.", long_date(*date))
            }
            Self::NotStarted => write!(f, "The time limit has not started, so it cannot be stopped or extended."),
            Self::Paused(date) => {
                write!(f, "It has been paused since {}. First note the reply.", long_date(*date))
            }
            Self::NotPaused => write!(f, "It is not paused."),
            Self::ExtendedAlready(date) => {
                write!(f, "It was extended on {}. The law only allows that once.", long_date(*date))
            }
            Self::TooLateToExtend(date) => {
                write!(f, "The person must be told of an extension within the first month, by {}.", long_date(*date))
            }
            Self::NotForMarks => write!(
                f,
                "Only a request to see information (UK GDPR, Article 15) that uses no other right can have the time limit for exam \
                 marks."
            ),
            Self::Announced(date) => write!(
                f,
                "The results were announced on {}, so the request did not come before them. The usual month applies.",
                long_date(*date)
            ),
            Self::ExamMarks => write!(
                f,
                "This case has the time limit for exam marks (Data Protection Act 2018, Schedule 2, paragraph 25). It cannot be paused or \
                 extended."
            ),
            Self::Beyond(beyond) => write!(f, "{beyond}"),
        }
    }
}

impl From<BeyondKnownHolidays> for Refused {
    fn from(beyond: BeyondKnownHolidays) -> Self {
        Self::Beyond(beyond)
    }
}
