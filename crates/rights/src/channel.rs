//! A request that came another way than by our forms, logged by staff with its true day and time.

use forthright_clock::{from_london, read_time};
use forthright_forms::{Answers, Choice, Condition, Form, Kind, Question, Step};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// How it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// By e-mail.
    Email,
    /// By post.
    Post,
    /// By telephone.
    Telephone,
    /// Over a counter, or said to a colleague.
    Counter,
    /// On social media (seed row A25).
    SocialMedia,
    /// From an authorised agent's system (Data Rights Protocol).
    Agent,
}

impl Channel {
    /// Those staff log by hand, in the order they are offered.
    pub const BY_HAND: [Self; 5] = [Self::Email, Self::Post, Self::Telephone, Self::Counter, Self::SocialMedia];

    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Post => "post",
            Self::Telephone => "telephone",
            Self::Counter => "counter",
            Self::SocialMedia => "social-media",
            Self::Agent => "agent",
        }
    }

    /// What the team reads.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Email => "By email",
            Self::Post => "By post",
            Self::Telephone => "By telephone",
            Self::Counter => "In person",
            Self::SocialMedia => "On social media",
            Self::Agent => "From an authorised agent",
        }
    }
}

/// How and when a request came that staff logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Logged {
    /// How.
    pub channel: Channel,
    /// The London date on which it arrived.
    #[serde(with = "forthright_clock::civil")]
    pub on: Date,
    /// The London time, where it is known. Elapsed hours count from it; else from the beginning of the day.
    #[serde(default, with = "forthright_clock::civil::time", skip_serializing_if = "Option::is_none")]
    pub at: Option<Time>,
}

impl Logged {
    /// The instant from which hours count.
    #[must_use]
    pub fn instant(&self) -> Option<Timestamp> {
        from_london(self.on, self.at.unwrap_or(Time::midnight()))
    }
}

/// The questions about how it came, put before a form's own. Their answers are sealed with the others.
#[must_use]
pub fn arrival_step() -> Step {
    let question = |id: &str, label: &str, hint: &str, kind| Question {
        id: id.to_owned(),
        label: label.to_owned(),
        hint: (!hint.is_empty()).then(|| hint.to_owned()),
        kind,
        options: Vec::new(),
        role: None,
        required: None,
        when: None,
        autocomplete: None,
    };
    let choice = |channel: Channel| Choice { value: channel.name().to_owned(), label: channel.words().to_owned() };
    Step {
        id: "arrival".to_owned(),
        title: "How it reached us".to_owned(),
        lead: vec!["It counts from the day it reached anyone here, whoever that was.".to_owned()],
        questions: vec![
            Question {
                options: Channel::BY_HAND.map(choice).to_vec(),
                required: Some("Choose how it reached us".to_owned()),
                ..question("channel", "How did it reach us?", "", Kind::Choice)
            },
            Question {
                when: Some(Condition { question: "channel".to_owned(), is: "social-media".to_owned() }),
                ..question("handle", "Their name there", "Kept with this request only", Kind::Text)
            },
            Question {
                required: Some("Enter the date we received it".to_owned()),
                ..question("arrived", "What date did we receive it?", "For example 24 3 2026", Kind::PastDate)
            },
            question(
                "arrived-at",
                "At what time? (optional)",
                "For example 14:30. For incidents, hours count",
                Kind::Time,
            ),
        ],
    }
}

/// A form as staff fill it in for somebody: first how it came. Nothing is asked for that the person did not have to give.
#[must_use]
pub fn logged_form(form: &Form) -> Form {
    let mut form = form.clone();
    form.steps.insert(0, arrival_step());
    form.at_least_one.clear();
    form.lead.clear();
    // What browsers know of the officer is not what is asked for here.
    for question in form.steps.iter_mut().flat_map(|step| &mut step.questions) {
        question.autocomplete = Some("off".to_owned());
    }
    form.title = format!("Log: {}", form.title);
    form
}

/// How and when it came, from the answers to [`arrival_step`] that passed the form's check.
#[must_use]
pub fn arrival(answers: &Answers) -> Option<Logged> {
    let name = answers.get("channel");
    let channel = Channel::BY_HAND.into_iter().find(|channel| channel.name() == name)?;
    Some(Logged { channel, on: answers.date("arrived")?, at: read_time(answers.get("arrived-at")) })
}
