//! What a person reads about a picture: three states, what was read, and what to do. Never "verified", never "rejected".

use crate::date::plain_date;
use crate::mrz::Fields;
use crate::names::{Comparison, Printed, compare_date, compare_name};
use crate::{Examination, Kind};
use serde::{Deserialize, Serialize};

/// The three states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Nothing to mend was found.
    LooksReady,
    /// Something may be mended or explained.
    PleaseCheck,
    /// It could not be told.
    CouldNotTell,
}

impl State {
    /// What a person reads.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::LooksReady => "Looks ready",
            Self::PleaseCheck => "Please check",
            Self::CouldNotTell => "Could not tell",
        }
    }
}

/// What the person told, to compare with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Told {
    /// What the document is said to be.
    pub kind: Option<Kind>,
    /// The name as typed; empty not to compare it.
    pub name: String,
    /// The date of birth, `YYYY-MM-DD`; empty not to compare it.
    pub birth: String,
    /// Today's date: year, month, day.
    pub today: (u16, u8, u8),
}

/// What is said about a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// In short.
    pub state: State,
    /// What to do or to know, one sentence or two each.
    pub lines: Vec<String>,
    /// What it clearly is, where nobody has said that yet: the page chooses it and looks again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seems: Option<Kind>,
}

impl Verdict {
    /// For a picture that could not be looked at in time, or where the check does not run.
    #[must_use]
    pub fn could_not_tell() -> Self {
        Self::unread(
            "We could not look at this picture on this device. Check for yourself that every line can be read.",
        )
    }

    /// For a PDF that could not be looked at in time, or where the check does not run.
    #[must_use]
    pub fn pdf_not_told() -> Self {
        Self::unread(
            "We could not look inside this PDF on this device. Check for yourself that it opens and shows your name.",
        )
    }

    /// For a PDF that is encrypted.
    #[must_use]
    pub fn pdf_locked() -> Self {
        let line = "This PDF is locked, and our team may not be able to open it. Save a copy without a password, or send a photo.";
        Self { state: State::PleaseCheck, lines: vec![line.to_owned()], seems: None }
    }

    /// For a PDF that is damaged.
    #[must_use]
    pub fn pdf_broken() -> Self {
        let line = "This PDF does not open: it may be damaged. Save it again, or send a photo.";
        Self { state: State::PleaseCheck, lines: vec![line.to_owned()], seems: None }
    }

    /// For a PDF whose letters a program cannot name.
    #[must_use]
    pub fn pdf_nameless() -> Self {
        Self::unread(
            "We cannot read the text of this PDF: it does not say which letters it shows. If you can read it, send it as it \
             is, or print it to a new PDF, or take a photo of it.",
        )
    }

    /// For a scan whose picture is in parts.
    #[must_use]
    pub fn pdf_in_parts() -> Self {
        Self::unread(
            "We cannot look at this scan, because its page is saved in several parts. Check for yourself that every line can be \
             read, or take a photo of it.",
        )
    }

    /// The same of a document of that kind: while nobody has said what it is, nobody can say that it is ready.
    pub(crate) fn of_kind(mut self, kind: Option<Kind>, seems: Option<Kind>) -> Self {
        self.seems = seems.filter(|_| kind.is_none());
        if kind.is_none() && self.state == State::LooksReady {
            self.state = State::CouldNotTell;
            self.lines.insert(
                0,
                "We have not been told what this document is, so we cannot tell whether it is ready.".to_owned(),
            );
        }
        self
    }

    /// Nothing could be told, for a reason.
    pub(crate) fn unread(why: &str) -> Self {
        Self { state: State::CouldNotTell, lines: vec![why.to_owned()], seems: None }
    }
}

/// Puts what was found into words. The document's number is never among them.
#[must_use]
pub fn verdict(seen: &Examination, told: &Told) -> Verdict {
    let mut check: Vec<String> = seen.quality.findings.iter().map(|finding| finding.words().to_owned()).collect();
    let mut good: Vec<String> = Vec::new();
    let whole = seen.reading.as_ref().filter(|reading| reading.is_whole());
    if let Some(reading) = whole {
        let fields = reading.zone.fields(told.today);
        good.push(read_words(&fields));
        // What it is, its zone says; what was chosen is only what was meant.
        let (shown, is_chosen) = match seen.document() {
            "passport" => ("a passport", Some(Kind::Passport)),
            "visa" => ("a visa", None),
            _ => ("an identity card or a residence permit", None),
        };
        if let Some(chosen) = told.kind.filter(|kind| Some(*kind) != is_chosen) {
            check.push(format!("It looks like {shown}, but you chose “{}”.", chosen.title()));
        }
        check.extend(differences(&fields, told));
        if let Some(expiry) = fields.expiry.as_deref().filter(|expiry| is_over(expiry, told.today)) {
            check.push(format!("It expired on {}. Our team will decide whether it still counts.", plain_date(expiry)));
        }
    }
    if told.kind == Some(Kind::PhotocardLicence) && seen.quality.proportion.is_some_and(|seen| !CARD.contains(&seen)) {
        check.push(
            "We could not make out the shape of a card. If this is the right picture, you do not need to do anything."
                .to_owned(),
        );
    }
    let lines_expected = matches!(told.kind, Some(Kind::Passport)) || (told.kind.is_none() && seen.reading.is_some());
    let unread = lines_expected && whole.is_none();
    if unread {
        check.push(
            "We could not read the lines of letters and < signs at the bottom. Make sure that they are all in the \
             picture, sharp and without reflections."
                .to_owned(),
        );
    }
    // Nothing that was found speaks for what was chosen.
    let is_mute = told.kind.is_some() && whole.is_none() && !lines_expected;
    let state = if check.is_empty() {
        if is_mute { State::CouldNotTell } else { State::LooksReady }
    } else if unread && seen.quality.looks_ready() {
        State::CouldNotTell
    } else {
        State::PleaseCheck
    };
    let mut lines = check;
    lines.extend(good);
    if lines.is_empty() {
        lines.push(
            "It is sharp and light enough. We cannot tell what it shows: check that it is the right document and that \
             every line can be read."
                .to_owned(),
        );
    }
    // A zone that is read whole has its check digits right: a passport is clear.
    let seems = whole.filter(|_| seen.document() == "passport").map(|_| Kind::Passport);
    Verdict { state, lines, seems: None }.of_kind(told.kind, seems)
}

/// The longer side of a card by its shorter one is 1.586 (ISO/IEC 7810, ID-1); a passport's page has 1.42, a letter 1.41.
const CARD: std::ops::Range<f32> = 1.5..1.72;

fn read_words(fields: &Fields) -> String {
    let name = format!("{} {}", fields.given_names, fields.surname);
    let birth = fields.birth.as_deref().map(|birth| format!(", born {}", plain_date(birth))).unwrap_or_default();
    format!("We read: {}{birth}. This shows that it can be read, not that it is genuine.", name.trim())
}

fn differences(fields: &Fields, told: &Told) -> Vec<String> {
    let mut lines = Vec::new();
    let printed = Printed { surname: &fields.surname, given: &fields.given_names, cut: fields.name_may_be_cut };
    if !told.name.trim().is_empty() {
        match compare_name(&printed, &told.name) {
            Comparison::Match | Comparison::CouldNotRead => {}
            Comparison::LooksTheSame => lines
                .push(format!("One letter of the name differs from what you typed, {}. Check both.", told.name.trim())),
            Comparison::Different => lines.push(format!(
                "The name is not the one you typed, {}. If it is a former name, say so in your request.",
                told.name.trim()
            )),
        }
    }
    let differs = fields.birth.as_deref().map(|birth| compare_date(birth, &told.birth));
    if differs == Some(Comparison::Different) {
        lines.push(format!("The date of birth is not the one you typed, {}.", plain_date(&told.birth)));
    }
    lines
}

fn is_over(date: &str, (year, month, day): (u16, u8, u8)) -> bool {
    *date < *format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::mrz::Mrz;
    use crate::reader::Reading;
    use crate::{Finding, Findings};

    const ZONE: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

    fn seen(zone: Option<&str>, certain: f32, findings: Vec<Finding>) -> Examination {
        let reading = zone.map(|text| {
            let zone = Mrz::parse(text).unwrap();
            let confidence = zone.lines.iter().map(|line| vec![certain; line.len()]).collect();
            Reading { zone, confidence, mended: false, places: Vec::new(), pitch: 20.0 }
        });
        Examination { quality: Findings { findings, width: 1600, height: 1200, ..Findings::default() }, reading }
    }

    fn told(name: &str, birth: &str) -> Told {
        Told { kind: Some(Kind::Passport), name: name.to_owned(), birth: birth.to_owned(), today: (2010, 1, 1) }
    }

    #[test]
    fn what_agrees_looks_ready_and_says_what_was_read_but_never_the_number() {
        let verdict = verdict(&seen(Some(ZONE), 0.99, vec![]), &told("Anna Eriksson", "1974-08-12"));
        assert_eq!(verdict.state, State::LooksReady);
        assert_eq!(
            verdict.lines,
            [
                "We read: ANNA MARIA ERIKSSON, born 12 August 1974. This shows that it can be read, not that it is genuine."
            ]
        );
        assert!(!verdict.lines.concat().contains("898902"));
    }

    #[test]
    fn another_name_or_birth_or_an_old_passport_is_a_question() {
        let other = verdict(&seen(Some(ZONE), 0.99, vec![]), &told("Anna Smith", "1974-12-08"));
        assert_eq!(other.state, State::PleaseCheck);
        assert_eq!(other.lines.len(), 3, "{:?}", other.lines);
        let late = Told { today: (2026, 1, 1), ..told("", "") };
        assert!(verdict(&seen(Some(ZONE), 0.99, vec![]), &late).lines.concat().contains("expired on 15 April 2012"));
    }

    #[test]
    fn a_passport_whose_lines_cannot_be_read_could_not_be_told() {
        for seen in [seen(None, 0.0, vec![]), seen(Some(ZONE), 0.2, vec![])] {
            assert_eq!(verdict(&seen, &told("", "")).state, State::CouldNotTell);
        }
        assert_eq!(verdict(&seen(None, 0.0, vec![Finding::TooDark]), &told("", "")).state, State::PleaseCheck);
    }

    #[test]
    fn what_nobody_named_is_never_ready() {
        for zone in [Some(ZONE), None] {
            let verdict = verdict(&seen(zone, 0.99, vec![]), &Told { kind: None, ..told("", "") });
            assert_eq!(verdict.state, State::CouldNotTell, "{zone:?}");
            assert!(verdict.lines.concat().contains("not been told what this document is"));
        }
    }

    #[test]
    fn what_is_clear_is_named_for_who_has_not_said_it() {
        let untold = Told { kind: None, ..told("", "") };
        assert_eq!(verdict(&seen(Some(ZONE), 0.99, vec![]), &untold).seems, Some(Kind::Passport));
        assert_eq!(verdict(&seen(Some(ZONE), 0.99, vec![]), &told("", "")).seems, None);
        assert_eq!(verdict(&seen(None, 0.0, vec![]), &untold).seems, None);
        let json = serde_json::to_string(&verdict(&seen(None, 0.0, vec![]), &untold)).unwrap();
        assert!(!json.contains("seems"), "{json}");
    }

    #[test]
    fn a_picture_of_which_nothing_is_read_is_never_ready_as_what_was_chosen() {
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Passport) {
            let chosen = Told { kind: Some(kind), ..told("", "") };
            let sharp = verdict(&seen(None, 0.0, vec![]), &chosen);
            assert_eq!(sharp.state, State::CouldNotTell, "{kind:?}");
            assert!(kind == Kind::PhotocardLicence || sharp.lines.concat().contains("sharp and light enough"));
            assert_eq!(verdict(&seen(None, 0.0, vec![Finding::TooBlurred]), &chosen).state, State::PleaseCheck);
        }
    }

    #[test]
    fn a_passport_is_not_ready_as_anything_else_nor_a_visa_as_a_passport() {
        const VISA: &str = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<";
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Passport) {
            let verdict = verdict(&seen(Some(ZONE), 0.99, vec![]), &Told { kind: Some(kind), ..told("", "") });
            assert_eq!(verdict.state, State::PleaseCheck, "{kind:?}");
            assert!(verdict.lines.concat().contains("It looks like a passport, but you chose"), "{:?}", verdict.lines);
        }
        let visa = verdict(&seen(Some(VISA), 0.99, vec![]), &told("", ""));
        assert_eq!(visa.state, State::PleaseCheck);
        assert!(visa.lines.concat().contains("It looks like a visa, but you chose “Passport”."), "{:?}", visa.lines);
    }
}
