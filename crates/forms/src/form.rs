//! The form itself.

use forthright_clock::Right;
use forthright_evidence::MAX_FILES;
use serde::{Deserialize, Serialize};

/// A form, from the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// The address segment: `subject-access`.
    pub id: String,
    /// The heading.
    pub title: String,
    /// Goes up when a question changes; sealed with the answers.
    pub revision: u32,
    /// What a person should know before they start, a paragraph each.
    #[serde(default)]
    pub lead: Vec<String>,
    /// What happens after sending, a line each.
    #[serde(default)]
    pub afterwards: Vec<String>,
    /// Which clock its cases run by.
    #[serde(default)]
    pub clock: Clock,
    /// Which right it uses, where it uses one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right: Option<Right>,
    /// Whether it is asked who somebody is.
    #[serde(default)]
    pub identity: AsksIdentity,
    /// Whether it can be sent without a name and without a way to reply.
    #[serde(default)]
    pub anonymous: bool,
    /// Whether the start page leads to it.
    #[serde(default)]
    pub featured: bool,
    /// The rows of the seed inventory it makes real.
    #[serde(default)]
    pub seed: Vec<String>,
    /// The questions, grouped.
    pub steps: Vec<Step>,
    /// Groups of questions of which one must be answered.
    #[serde(default)]
    pub at_least_one: Vec<AtLeastOne>,
}

/// The statutory clock of a form's cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clock {
    /// One calendar month to answer (UK GDPR Art 12A).
    #[default]
    RightsRequest,
    /// Thirty days to acknowledge (Data Protection Act 2018, s.164A); the receipt does.
    Complaint,
    /// 72 hours to tell the regulator, if people are at risk (UK GDPR Art 33).
    Incident,
}

/// Whether a form asks who somebody is (UK GDPR Art 12(6): only where there is a reasonable doubt).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AsksIdentity {
    /// Never: nothing waits for it, and no step of the form asks.
    Never,
    /// Documents can be added; they are asked for only if there is a doubt.
    #[default]
    OnDoubt,
}

impl Clock {
    /// What people call what they send.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::RightsRequest => "request",
            Self::Complaint => "complaint",
            Self::Incident => "report",
        }
    }
}

/// Questions that belong together on one page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Stable id.
    pub id: String,
    /// The heading.
    pub title: String,
    /// Paragraphs under it.
    #[serde(default)]
    pub lead: Vec<String>,
    /// The questions.
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Stable id; the field name.
    pub id: String,
    /// What is asked.
    pub label: String,
    /// Help under the label.
    #[serde(default)]
    pub hint: Option<String>,
    /// What the answer looks like.
    pub kind: Kind,
    /// The choices, for [`Kind::Choice`] and [`Kind::Choices`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// What the question is for, where the law cares.
    #[serde(default)]
    pub role: Option<Role>,
    /// The message when it must be answered and is not; its presence makes the question required.
    #[serde(default)]
    pub required: Option<String>,
    /// Only asked when this holds.
    #[serde(default)]
    pub when: Option<Condition>,
    /// The HTML `autocomplete` token.
    #[serde(default)]
    pub autocomplete: Option<String>,
}

/// What an answer looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// One line.
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Telephone,
    /// Several lines.
    LongText,
    /// Day, month and year, in the past.
    PastDate,
    /// A time of day.
    Time,
    /// One of the question's choices.
    Choice,
    /// Any of the question's choices; the answer is their values, one a line.
    Choices,
    /// No question: something to know, where its condition holds.
    Note,
    /// From and to, in calendar years or academic years.
    Period,
    /// Up to four documents that show who somebody is.
    Evidence,
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The value.
    pub value: String,
    /// What a person reads.
    pub label: String,
}

/// What the law lets a form insist on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Whose information it is.
    Name,
    /// A way to reply.
    Reply,
    /// What is asked for.
    Request,
}

/// A question is asked only when another one has this answer, or, of several choices, this among them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The other question.
    pub question: String,
    /// The answer it must have.
    pub is: String,
}

/// One of these questions must be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AtLeastOne {
    /// The questions.
    pub questions: Vec<String>,
    /// The message when none is.
    pub message: String,
}

/// What browsers can fill in about the person at the keyboard (WCAG 2.2, 1.3.5): the `autocomplete` tokens that forms use, each
/// with the kind of question that the HTML standard allows it on. An address has several lines.
const AUTOCOMPLETE: [(&str, Kind); 6] = [
    ("name", Kind::Text),
    ("organization", Kind::Text),
    ("email", Kind::Email),
    ("tel", Kind::Telephone),
    ("street-address", Kind::LongText),
    ("bday", Kind::PastDate),
];

impl Form {
    /// All questions in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.steps.iter().flat_map(|step| &step.questions)
    }

    /// The question with this id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id == id)
    }

    /// What is wrong with the form as data: pairs of key and message, for the register's checks.
    #[must_use]
    pub fn faults(&self) -> Vec<(String, String)> {
        let mut faults = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for question in self.questions() {
            let key = |field: &str| format!("questions.{}.{field}", question.id);
            if seen.contains(&question.id.as_str()) {
                faults.push((key("id"), "This id is used twice. Give each question its own.".to_owned()));
            }
            let controls = question.options.iter().skip(1).map(|option| format!("{}-{}", question.id, option.value));
            for taken in controls.filter(|id| self.question(id).is_some()) {
                faults.push((
                    key("options"),
                    format!("The control of a choice and a question are both called `{taken}`. Rename the question."),
                ));
            }
            if matches!(question.kind, Kind::Choice | Kind::Choices) == question.options.is_empty() {
                faults.push((key("options"), "A choice has options, and nothing else has.".to_owned()));
            }
            if question.required.is_some() && question.role.is_none() {
                faults.push((
                    key("required"),
                    "Only a name, a way to reply and the request itself can be required. Remove `required`, or give \
                     the question its `role`."
                        .to_owned(),
                ));
            }
            if let Some(token) = &question.autocomplete
                && token != "off"
                && !AUTOCOMPLETE.contains(&(token.as_str(), question.kind))
            {
                let known = AUTOCOMPLETE.map(|(token, _)| token).join(", ");
                faults.push((
                    key("autocomplete"),
                    format!("`{token}` is not one of {known}, or does not fit the kind of this question."),
                ));
            }
            if matches!(question.kind, Kind::Email | Kind::Telephone) && question.autocomplete.is_none() {
                let message = "Say `autocomplete`, so that browsers can fill it in: email or tel; off where it is not the \
                               person’s own.";
                faults.push((key("autocomplete"), message.to_owned()));
            }
            if let Some(condition) = &question.when
                && !self.can_be(condition, &seen)
            {
                faults.push((
                    key("when"),
                    format!(
                        "`{}` is not an earlier question with the choice `{}`. Name one that comes before.",
                        condition.question, condition.is
                    ),
                ));
            }
            seen.push(&question.id);
        }
        for group in &self.at_least_one {
            for id in &group.questions {
                match self.question(id) {
                    None => faults.push(("at_least_one".to_owned(), format!("There is no question `{id}`."))),
                    Some(q) if q.role.is_none() => faults.push((
                        "at_least_one".to_owned(),
                        format!("`{id}` has no `role`, so it must not be able to block a request."),
                    )),
                    Some(_) => {}
                }
            }
        }
        self.identity_faults(&mut faults);
        for role in [Role::Name, Role::Reply, Role::Request] {
            if !self.questions().any(|question| question.role == Some(role)) {
                faults.push(("steps".to_owned(), format!("No question has the role `{role:?}`.").to_lowercase()));
            }
        }
        faults
    }

    fn can_be(&self, condition: &Condition, earlier: &[&str]) -> bool {
        earlier.contains(&condition.question.as_str())
            && self
                .question(&condition.question)
                .is_some_and(|question| question.options.iter().any(|option| option.value == condition.is))
    }
}

impl Question {
    /// The names of the fields this question posts, files left out. The first takes the focus when something is wrong.
    #[must_use]
    pub fn fields(&self) -> Vec<String> {
        let id = &self.id;
        match self.kind {
            Kind::PastDate => ["day", "month", "year"].map(|part| format!("{id}-{part}")).to_vec(),
            Kind::Period => ["from", "to"].map(|part| format!("{id}-{part}")).to_vec(),
            Kind::Note => Vec::new(),
            Kind::Evidence => {
                (1..=MAX_FILES).flat_map(|n| [format!("{id}-{n}-kind"), format!("{id}-{n}-issuer")]).collect()
            }
            _ => vec![id.clone()],
        }
    }

    /// The name of the file field of slot `n`, counted from 1.
    #[must_use]
    pub fn file_field(&self, n: usize) -> String {
        format!("{}-{n}-file", self.id)
    }
}
