//! The title of the form's page while it goes step by step: each step, error and outcome has its own.

use crate::state::Phase;
use forthright_forms::Form;

/// Where somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// At a step, the last of which is the check; whether something has to be mended.
    Step(usize, bool),
    /// It is being sent.
    Sending,
    /// It could not be sent.
    NotSent,
    /// It is stored.
    Sent,
}

impl At {
    /// Where somebody is in a phase, at a step, with something to mend or not.
    #[must_use]
    pub fn of(phase: &Phase, step: usize, is_wrong: bool) -> Self {
        match phase {
            Phase::Filling => Self::Step(step, is_wrong),
            Phase::Sending(..) => Self::Sending,
            Phase::Failed(_) if is_wrong => Self::Step(step, true),
            Phase::Failed(_) => Self::NotSent,
            Phase::Sent(_) => Self::Sent,
        }
    }
}

/// What the page's title begins with, before the form's own.
#[must_use]
pub fn title(form: &Form, at: At) -> String {
    let noun = form.clock.noun();
    match at {
        At::Step(step, is_wrong) => {
            let name = form.steps.get(step).map_or("Check your answers", |step| step.title.as_str());
            let (now, total) = (step.saturating_add(1), form.steps.len().saturating_add(1));
            format!("{}{name} (step {now} of {total})", if is_wrong { "Error: " } else { "" })
        }
        At::Sending => format!("Sending your {noun}"),
        At::NotSent => format!("Error: Your {noun} has not been sent yet"),
        At::Sent => format!("We have your {noun}"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_step_error_and_outcome_has_a_title_of_its_own() {
        let json = r#"{"id": "a", "title": "Ask", "revision": 1, "steps": [
            {"id": "you", "title": "About you", "questions": []},
            {"id": "what", "title": "Your request", "questions": []}]}"#;
        let form: Form = serde_json::from_str(json).unwrap();
        let places = (0..3).flat_map(|step| [At::Step(step, false), At::Step(step, true)]);
        let all: Vec<String> = places.chain([At::Sending, At::NotSent, At::Sent]).map(|at| title(&form, at)).collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 9, "{all:?}");
        assert_eq!(title(&form, At::Step(1, true)), "Error: Your request (step 2 of 3)");
        assert_eq!(title(&form, At::Step(2, false)), "Check your answers (step 3 of 3)");
    }
}
