//! Statutory clocks: when an answer is due in law, and why.
//!
//! Clocks with rules of their own, kept apart because one shared "deadline" function would be wrong for all but one of them:
//! the rights request ([`rights_request`] and [`Request`], UK GDPR Art 12(3) and 12A), the acknowledgement of a complaint
//! ([`complaint_acknowledgement`], DPA 2018 s.164A), the report of a breach ([`breach`], UK GDPR Art 33(1)) and exam marks
//! that were asked for before the results ([`exam_marks`], DPA 2018 Sch 2 para 25). Only a request for
//! access ([`Right::access`]) can be paused: a [`Pause`] cannot be made without proof that it is one (Art 12A(5)).
//!
//! Everything here is a value: no system clock is read and no time-zone database is opened. Dates are London dates;
//! the zone is compiled in. What is absent: university closure days, which count as working days.

mod breach;
mod calendar;
pub mod civil;
mod complaint;
mod due;
mod exam;
mod feed;
mod london;
mod read;
mod refused;
mod request;
mod right;
mod rights;

pub use breach::{breach, breach_report};
pub use calendar::{BeyondKnownHolidays, Calendar, Holiday};
pub use complaint::{complaint_acknowledgement, complaint_acknowledgement_or_earlier};
pub use due::{Due, Rule, Step};
pub use exam::{AlreadyAnnounced, exam_marks};
pub use feed::{Feed, Unusable, is_covered, joined, left_out};
pub use london::{
    from_london, in_london, london_date, long_date, long_date_in, long_moment, long_moment_in, rfc3339,
    rfc3339_in_london,
};
pub use read::{read_date, read_time};
pub use refused::Refused;
pub use request::{Need, Request, State};
pub use right::{Access, Right};
pub use rights::{Length, Pause, PauseRunsBackwards, days_left, rights_request, rights_request_or_earlier};
