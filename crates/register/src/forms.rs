//! Forms as an officer writes them: a form may stand on another one and take over its steps and questions by id.

use crate::Fault;
use forthright_clock::Right;
use forthright_forms::{AsksIdentity, AtLeastOne, Choice, Clock, Condition, Form, Kind, Question, Role, Step};
use serde::Deserialize;

/// A form's file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormSource {
    pub id: String,
    /// The form whose steps and questions can be used here, and whose groups hold if there are none and a way to reply is needed.
    base: Option<String>,
    title: String,
    revision: u32,
    #[serde(default)]
    lead: Vec<String>,
    #[serde(default)]
    afterwards: Vec<String>,
    #[serde(default)]
    clock: Clock,
    right: Option<Right>,
    #[serde(default)]
    identity: AsksIdentity,
    #[serde(default)]
    anonymous: bool,
    #[serde(default)]
    featured: bool,
    #[serde(default)]
    seed: Vec<String>,
    steps: Vec<StepSource>,
    #[serde(default)]
    at_least_one: Vec<AtLeastOne>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StepSource {
    /// A step of the base. What else is said here takes the place of what it says.
    #[serde(rename = "use")]
    from: Option<String>,
    id: Option<String>,
    title: Option<String>,
    #[serde(default)]
    lead: Vec<String>,
    #[serde(default)]
    questions: Vec<QuestionSource>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionSource {
    /// A question of the base. What else is said here takes the place of what it says.
    #[serde(rename = "use")]
    from: Option<String>,
    id: Option<String>,
    label: Option<String>,
    hint: Option<String>,
    kind: Option<Kind>,
    #[serde(default)]
    options: Vec<Choice>,
    role: Option<Role>,
    required: Option<String>,
    when: Option<Condition>,
    autocomplete: Option<String>,
}

/// The forms with what they take over, those that stand on their own first; what is missing becomes a fault.
pub fn resolve(sources: Vec<(String, FormSource)>, faults: &mut Vec<Fault>) -> Vec<(String, Form)> {
    let whole: Vec<(String, Form)> = sources
        .iter()
        .filter(|(_, source)| source.base.is_none())
        .map(|(file, source)| (file.clone(), form(file, source.clone(), None, faults)))
        .collect();
    let mut all = whole.clone();
    for (file, source) in sources {
        let Some(base) = source.base.clone() else { continue };
        let Some((_, base)) = whole.iter().find(|(_, form)| form.id == base) else {
            let message = format!("There is no form `{base}` that stands on its own.");
            faults.push(Fault { file, key: "base".to_owned(), message });
            continue;
        };
        let made = form(&file, source, Some(base), faults);
        all.push((file, made));
    }
    for (_, form) in &mut all {
        without_itself(form);
    }
    all
}

/// Among the other rights to use at the same time, a form does not offer itself.
fn without_itself(form: &mut Form) {
    let id = form.id.clone();
    for step in &mut form.steps {
        for question in step.questions.iter_mut().filter(|question| question.kind == Kind::Choices) {
            question.options.retain(|option| option.value != id);
        }
        step.questions.retain(|question| question.when.as_ref().is_none_or(|when| when.is != id));
    }
}

fn form(file: &str, source: FormSource, base: Option<&Form>, faults: &mut Vec<Fault>) -> Form {
    let mut fault = |key: String, message: String| faults.push(Fault { file: file.to_owned(), key, message });
    let steps = source.steps.into_iter().map(|one| step(one, base, &mut fault)).collect();
    let groups =
        base.filter(|_| source.at_least_one.is_empty() && !source.anonymous).map(|base| base.at_least_one.clone());
    Form {
        id: source.id,
        title: source.title,
        revision: source.revision,
        lead: source.lead,
        afterwards: source.afterwards,
        clock: source.clock,
        right: source.right,
        identity: source.identity,
        anonymous: source.anonymous,
        featured: source.featured,
        seed: source.seed,
        steps,
        at_least_one: groups.unwrap_or(source.at_least_one),
    }
}

fn step(source: StepSource, base: Option<&Form>, fault: &mut impl FnMut(String, String)) -> Step {
    let from = source.from.as_ref().map(|id| {
        let found = base.and_then(|base| base.steps.iter().find(|step| step.id == *id)).cloned();
        found.unwrap_or_else(|| {
            fault(format!("steps.{id}.use"), format!("The form it stands on has no step `{id}`."));
            Step { id: id.clone(), title: String::new(), lead: Vec::new(), questions: Vec::new() }
        })
    });
    let id = source.id.or(from.as_ref().map(|from| from.id.clone())).unwrap_or_default();
    let title = source.title.or(from.as_ref().map(|from| from.title.clone())).unwrap_or_default();
    if id.is_empty() || title.is_empty() {
        fault(format!("steps.{id}"), "A step has an `id` and a `title`, or names one with `use`.".to_owned());
    }
    let mut questions: Vec<Question> = source.questions.into_iter().map(|one| question(one, base, fault)).collect();
    let mut lead = source.lead;
    if let Some(from) = from {
        questions.extend(from.questions);
        if lead.is_empty() {
            lead = from.lead;
        }
    }
    Step { id, title, lead, questions }
}

fn question(source: QuestionSource, base: Option<&Form>, fault: &mut impl FnMut(String, String)) -> Question {
    let from = source.from.as_ref().and_then(|id| {
        let found = base.and_then(|base| base.question(id)).cloned();
        if found.is_none() {
            fault(format!("questions.{id}.use"), format!("The form it stands on has no question `{id}`."));
        }
        found
    });
    let named = source.id.or(source.from);
    let from = from.unwrap_or_else(|| Question {
        id: String::new(),
        label: String::new(),
        hint: None,
        kind: Kind::Text,
        options: Vec::new(),
        role: None,
        required: None,
        when: None,
        autocomplete: None,
    });
    let stands_alone = from.id.is_empty();
    let id = named.unwrap_or_default();
    if stands_alone && (id.is_empty() || source.label.is_none() || source.kind.is_none()) {
        let message = "A question has an `id`, a `label` and a `kind`, or names one with `use`.".to_owned();
        fault(format!("questions.{id}"), message);
    }
    Question {
        id,
        label: source.label.unwrap_or(from.label),
        hint: source.hint.or(from.hint),
        kind: source.kind.unwrap_or(from.kind),
        options: if source.options.is_empty() { from.options } else { source.options },
        role: source.role.or(from.role),
        required: source.required.or(from.required),
        when: source.when.or(from.when),
        autocomplete: source.autocomplete.or(from.autocomplete),
    }
}
