//! What an officer must know of some requests: marks before results have a time limit of their own, scripts are exempt, and so are
//! confidential references (Data Protection Act 2018, Schedule 2, paragraphs 24 and 25).

/// Something that the law treats in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Marks and results of exams.
    ExamMarks,
    /// References given or received in confidence.
    References,
}

/// Words for marks, each whole; `*` stands for any ending.
const MARKS: [&str; 13] = [
    "exam*",
    "marks",
    "mark sheet*",
    "marksheet*",
    "grade*",
    "marked script*",
    "answer script*",
    "marking",
    "examiner*",
    "arholiad*",
    "marc",
    "marciau",
    "marcio",
];

const REFERENCES: [&str; 12] = [
    "my references",
    "a reference",
    "the reference",
    "any reference",
    "any references",
    "reference letter*",
    "letter of reference",
    "letters of reference",
    "referee*",
    "references about",
    "geirda*",
    "eirda*",
];

impl Hint {
    /// What the words of a request may ask for. A false alarm costs a glance, so common words count.
    ///
    /// ```
    /// use forthright_rights::Hint;
    ///
    /// assert_eq!(Hint::all_in("All my marks for the exam in June"), [Hint::ExamMarks]);
    /// assert_eq!(Hint::all_in("What my referees wrote"), [Hint::References]);
    /// assert_eq!(Hint::all_in("My reference number is 12, and I remarked on it"), []);
    /// ```
    #[must_use]
    pub fn all_in(text: &str) -> Vec<Self> {
        let plain: String = text.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let words: Vec<&str> = plain.split_whitespace().collect();
        let says = |signs: &[&str]| signs.iter().any(|sign| has(&words, sign));
        let found = [(Self::ExamMarks, says(&MARKS)), (Self::References, says(&REFERENCES) && !is_number(&words))];
        found.into_iter().filter_map(|(hint, is_there)| is_there.then_some(hint)).collect()
    }

    /// What the officer reads.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::ExamMarks => {
                "This may ask for exam marks. What candidates wrote in their scripts is exempt. If the results are not out yet and only \
                 marks are asked for, the time limit is the earlier of five months from the request and 40 days from the results \
                 (Data Protection Act 2018, Schedule 2, paragraph 25): note it below. Comments of examiners are not exempt."
            }
            Self::References => {
                "This may ask for references. A reference given or received in confidence, for education, work or volunteering, is exempt \
                 (Data Protection Act 2018, Schedule 2, paragraph 24). One that was not given in confidence is not."
            }
        }
    }
}

/// Whether the words stand there one after the other.
fn has(words: &[&str], sign: &str) -> bool {
    let (sign, open) = sign.strip_suffix('*').map_or((sign, false), |sign| (sign, true));
    let parts: Vec<&str> = sign.split(' ').collect();
    let last = parts.len().saturating_sub(1);
    words.windows(parts.len()).any(|here| {
        here.iter().zip(&parts).enumerate().all(
            |(at, (word, part))| {
                if open && at == last { word.starts_with(part) } else { word == part }
            },
        )
    })
}

/// Whether every reference is one that a letter or case is found by: "a reference number", "the reference DMU-…".
fn is_number(words: &[&str]) -> bool {
    let numbered =
        |next: &str| matches!(next, "number" | "no" | "code" | "dmu") || next.starts_with(|c: char| c.is_ascii_digit());
    let mut found = words
        .iter()
        .enumerate()
        .filter(|(_, word)| word.starts_with("reference"))
        .map(|(at, _)| words.get(at.saturating_add(1)).is_some_and(|next| numbered(next)));
    let first = found.next();
    first == Some(true) && found.all(|is_number| is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_as_people_write_them() {
        for (text, expected) in [
            ("Please send me my marks before the board meets.", vec![Hint::ExamMarks]),
            ("Copies of all MARKED SCRIPTS", vec![Hint::ExamMarks]),
            ("fy marciau arholiad", vec![Hint::ExamMarks]),
            ("the reference that Dr Jones wrote for my PhD application", vec![Hint::References]),
            ("References about me, and my grades", vec![Hint::ExamMarks, Hint::References]),
            ("geirda gan fy nhiwtor", vec![Hint::References]),
            ("a reference number DMU-7K3M9Q2X4", vec![]),
            ("the reference 12345", vec![]),
            ("Quote reference 12345. I want to see any reference", vec![Hint::References]),
            ("Emails that mention me in Denmark or remarks", vec![]),
            ("", vec![]),
            ("=1+1 </textarea><script>", vec![]),
        ] {
            assert_eq!(Hint::all_in(text), expected, "{text}");
        }
        assert!(Hint::all_in(&"marks ".repeat(10_000)).contains(&Hint::ExamMarks));
    }
}
