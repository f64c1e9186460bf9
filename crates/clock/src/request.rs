//! The clock of one rights request, as what happened leaves it: not running yet, running, paused, due or overdue.

use crate::calendar::{BeyondKnownHolidays, Calendar};
use crate::due::Due;
use crate::exam::exam_marks;
use crate::refused::Refused;
use crate::right::Right;
use crate::rights::{Length, Pause, days_left, rights_request};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What may be needed before the time to answer starts (UK GDPR Art 12A; ICO guidance). Only what was asked for counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// Information that shows who the person is, where that is not clear already.
    Identity,
    /// Evidence that a representative may act.
    Authority,
    /// A fee for a manifestly unfounded or excessive request (Art 12(5)).
    Fee,
}

impl Need {
    /// What is awaited, after "we are waiting for".
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Identity => "information that shows who you are",
            Self::Authority => "something that shows that you may act for the person",
            Self::Fee => "the fee",
        }
    }
}

/// Something that was asked for, and when it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Awaited {
    need: Need,
    asked: Date,
    arrived: Option<Date>,
}

/// A rights request's clock. Dates are London dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    received: Date,
    right: Option<Right>,
    awaited: Vec<Awaited>,
    pauses: Vec<Pause>,
    open_pause: Option<Date>,
    extended: Option<Date>,
    /// Whether marks are asked for before the results of an exam, with the day of the results where it is known.
    marks: Option<Option<Date>>,
}

/// Where the clock stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It has not started: there is no due date yet.
    Awaiting(Vec<Need>),
    /// It runs.
    Running(Due),
    /// It is stopped since this day, until a clarification is answered. The due date is the one an answer on the day of
    /// asking gives: it can only move later.
    Paused(Date, Due),
    /// The answer is due today.
    DueToday(Due),
    /// It was due this many days ago.
    Overdue(Due, i32),
}

impl Request {
    /// A request received on this London date, by whatever channel. Where nobody said which right it uses, it has nothing that
    /// only one right has.
    #[must_use]
    pub fn received(received: Date, right: Option<Right>) -> Self {
        Self { received, right, awaited: Vec::new(), pauses: Vec::new(), open_pause: None, extended: None, marks: None }
    }

    /// Something needed was asked for. The time to answer starts when the last of it arrives.
    ///
    /// # Errors
    /// [`Refused::TooEarly`], [`Refused::AskedAlready`] while it is awaited, [`Refused::Late`] once the month has run out: a
    /// request that is late does not become one that has not started.
    pub fn ask_for(&mut self, need: Need, asked: Date, calendar: &Calendar) -> Result<(), Refused> {
        self.not_before_receipt(asked)?;
        if self.waits_for(need).is_some() {
            return Err(Refused::AskedAlready(need));
        }
        self.not_late(asked, calendar)?;
        self.note_need(need, asked);
        Ok(())
    }

    /// The same, for what was checked when it happened.
    pub fn note_need(&mut self, need: Need, asked: Date) {
        if self.waits_for(need).is_none() {
            self.awaited.push(Awaited { need, asked, arrived: None });
        }
    }

    /// Refuses once the reply was due before this day. While something is awaited, or where bank holidays are not known yet,
    /// nothing is late.
    ///
    /// # Errors
    /// [`Refused::Late`].
    pub fn not_late(&self, on: Date, calendar: &Calendar) -> Result<(), Refused> {
        match self.due(calendar) {
            Ok(Some(due)) if self.open_pause.is_none() && on > due.due => Err(Refused::Late(due.due)),
            _ => Ok(()),
        }
    }

    /// Whether its time can be stopped: for a request for access alone (UK GDPR Art 12A(5)).
    #[must_use]
    pub fn can_be_paused(&self) -> bool {
        self.right.and_then(Right::access).is_some()
    }

    /// Something that was asked for arrived.
    ///
    /// # Errors
    /// [`Refused::NotAsked`], [`Refused::ArrivedAlready`], [`Refused::BeforeAsking`].
    pub fn arrived(&mut self, need: Need, arrived: Date) -> Result<(), Refused> {
        let known = self.awaited.iter().any(|one| one.need == need);
        let open = self.awaited.iter_mut().find(|one| one.need == need && one.arrived.is_none());
        let one = open.ok_or(if known { Refused::ArrivedAlready(need) } else { Refused::NotAsked(need) })?;
        if arrived < one.asked {
            return Err(Refused::BeforeAsking(one.asked));
        }
        one.arrived = Some(arrived);
        Ok(())
    }

    /// A clarification that is reasonably required was asked for: the days until its answer do not count (UK GDPR Art 12A(5)).
    ///
    /// # Errors
    /// [`Refused::NoPause`] for every right but access, [`Refused::NotStarted`], [`Refused::Paused`], [`Refused::TooEarly`],
    /// [`Refused::Late`] once the month has run out.
    pub fn pause(&mut self, asked: Date, calendar: &Calendar) -> Result<(), Refused> {
        self.check_pause(asked)?;
        self.not_late(asked, calendar)?;
        self.open_pause = Some(asked);
        Ok(())
    }

    /// The same, for what was checked when it happened. Earlier versions paused other rights, too: those days count.
    ///
    /// # Errors
    /// As [`Request::pause`], but for [`Refused::Late`].
    pub fn note_pause(&mut self, asked: Date) -> Result<(), Refused> {
        self.check_pause(asked)?;
        self.open_pause = Some(asked);
        Ok(())
    }

    fn check_pause(&self, asked: Date) -> Result<(), Refused> {
        if !self.can_be_paused() {
            return Err(Refused::NoPause);
        }
        if self.marks.is_some() {
            return Err(Refused::ExamMarks);
        }
        let start = self.start().ok_or(Refused::NotStarted)?;
        if asked < start {
            return Err(Refused::TooEarly(start));
        }
        if let Some(since) = self.open_pause {
            return Err(Refused::Paused(since));
        }
        if let Some(last) = self.pauses.last().filter(|last| asked < last.answered()) {
            return Err(Refused::TooEarly(last.answered()));
        }
        Ok(())
    }

    /// The clarification was answered.
    ///
    /// # Errors
    /// [`Refused::NoPause`] for every right but access, [`Refused::NotPaused`], [`Refused::BeforeAsking`].
    pub fn resume(&mut self, answered: Date) -> Result<(), Refused> {
        let access = self.right.and_then(Right::access).ok_or(Refused::NoPause)?;
        let asked = self.open_pause.ok_or(Refused::NotPaused)?;
        let pause = Pause::new(access, asked, answered).map_err(|_| Refused::BeforeAsking(asked))?;
        self.pauses.push(pause);
        self.open_pause = None;
        Ok(())
    }

    /// The person was told, with reasons, that it takes two months more (complexity or number of requests).
    ///
    /// # Errors
    /// [`Refused::NotStarted`], [`Refused::ExtendedAlready`], [`Refused::TooLateToExtend`] after the first month,
    /// [`Refused::Beyond`].
    pub fn extend(&mut self, told: Date, calendar: &Calendar) -> Result<(), Refused> {
        if self.marks.is_some() {
            return Err(Refused::ExamMarks);
        }
        let start = self.start().ok_or(Refused::NotStarted)?;
        if let Some(date) = self.extended {
            return Err(Refused::ExtendedAlready(date));
        }
        if told < start {
            return Err(Refused::TooEarly(start));
        }
        let first_month = rights_request(start, Length::Month, &self.pauses, calendar)?.due;
        if told > first_month && self.open_pause.is_none_or(|since| since > first_month) {
            return Err(Refused::TooLateToExtend(first_month));
        }
        self.note_extension(told);
        Ok(())
    }

    /// The same, for what was checked when it happened.
    pub fn note_extension(&mut self, told: Date) {
        self.extended = Some(told);
    }

    /// Nothing but marks is asked for, and before the results are announced, which `announced` gives where it is known. Said
    /// again, the later word counts.
    ///
    /// # Errors
    /// [`Refused::NotForMarks`], [`Refused::Announced`] where the results came first, [`Refused::Late`] once the reply was due.
    pub fn exam_marks(&mut self, announced: Option<Date>, on: Date, calendar: &Calendar) -> Result<(), Refused> {
        if !self.can_be_paused() {
            return Err(Refused::NotForMarks);
        }
        if let Some(date) = announced.filter(|date| exam_marks(self.received, Some(*date)).is_err()) {
            return Err(Refused::Announced(date));
        }
        self.not_late(on, calendar)?;
        self.note_exam_marks(announced);
        Ok(())
    }

    /// The same, for what was checked when it happened.
    pub fn note_exam_marks(&mut self, announced: Option<Date>) {
        self.open_pause = None;
        self.marks = Some(announced);
    }

    /// Whether it has the time limit of exam marks.
    #[must_use]
    pub fn has_exam_marks(&self) -> bool {
        self.marks.is_some()
    }

    /// What is awaited before the time starts.
    pub fn awaited(&self) -> impl Iterator<Item = Need> {
        self.awaited.iter().filter(|one| one.arrived.is_none()).map(|one| one.need)
    }

    /// Since when a clarification is awaited.
    #[must_use]
    pub fn paused_since(&self) -> Option<Date> {
        self.open_pause
    }

    /// The day the time to answer started; none while something is awaited.
    #[must_use]
    pub fn start(&self) -> Option<Date> {
        let mut start = self.received;
        for one in &self.awaited {
            start = start.max(one.arrived?);
        }
        Some(start)
    }

    /// When it is due; none while something is awaited. An open pause counts no day yet.
    ///
    /// # Errors
    /// [`BeyondKnownHolidays`] when the answer needs a bank holiday that is not known.
    pub fn due(&self, calendar: &Calendar) -> Result<Option<Due>, BeyondKnownHolidays> {
        // The results may come before what was needed to start: the law counts from the request (DPA 2018 Sch 2 para 25(3)).
        if let (Some(_), Some(Ok(due))) =
            (self.start(), self.marks.map(|announced| exam_marks(self.received, announced)))
        {
            return Ok(Some(due));
        }
        let length = if self.extended.is_some() { Length::Extended } else { Length::Month };
        self.start().map(|start| rights_request(start, length, &self.pauses, calendar)).transpose()
    }

    /// Where it stands on a London date.
    ///
    /// # Errors
    /// [`BeyondKnownHolidays`] when the answer needs a bank holiday that is not known.
    pub fn state(&self, today: Date, calendar: &Calendar) -> Result<State, BeyondKnownHolidays> {
        let Some(due) = self.due(calendar)? else {
            return Ok(State::Awaiting(self.awaited().collect()));
        };
        if let Some(since) = self.open_pause {
            return Ok(State::Paused(since, due));
        }
        Ok(match days_left(today, due.due) {
            0 => State::DueToday(due),
            left if left < 0 => State::Overdue(due, left.saturating_abs()),
            _ => State::Running(due),
        })
    }

    fn waits_for(&self, need: Need) -> Option<&Awaited> {
        self.awaited.iter().find(|one| one.need == need && one.arrived.is_none())
    }

    fn not_before_receipt(&self, date: Date) -> Result<(), Refused> {
        if date < self.received { Err(Refused::TooEarly(self.received)) } else { Ok(()) }
    }
}
