//! Forms as an officer writes them: a form may stand on another one and take over its steps and questions by id. Their texts are
//! in English and perhaps in Welsh; what people fill in is a form in one language.

use crate::{Fault, Text};
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
    title: Text,
    revision: u32,
    #[serde(default)]
    lead: Vec<Text>,
    #[serde(default)]
    afterwards: Vec<Text>,
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
    at_least_one: Vec<GroupSource>,
}

/// Questions of which one needs an answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupSource {
    questions: Vec<String>,
    message: Text,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChoiceSource {
    value: String,
    label: Text,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StepSource {
    /// A step of the base. What else is said here takes the place of what it says.
    #[serde(rename = "use")]
    from: Option<String>,
    id: Option<String>,
    title: Option<Text>,
    #[serde(default)]
    lead: Vec<Text>,
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
    label: Option<Text>,
    hint: Option<Text>,
    kind: Option<Kind>,
    #[serde(default)]
    options: Vec<ChoiceSource>,
    role: Option<Role>,
    required: Option<Text>,
    when: Option<Condition>,
    autocomplete: Option<String>,
}

impl FormSource {
    /// Every text, with where it stands.
    fn texts(&self) -> Vec<(String, &Text)> {
        let mut all: Vec<(String, &Text)> = vec![("title".to_owned(), &self.title)];
        all.extend(self.lead.iter().chain(&self.afterwards).map(|text| ("lead or afterwards".to_owned(), text)));
        all.extend(self.at_least_one.iter().map(|group| ("at_least_one".to_owned(), &group.message)));
        for step in &self.steps {
            let of_step = format!("steps.{}", step.id.as_ref().or(step.from.as_ref()).map_or("", String::as_str));
            all.extend(step.title.iter().chain(&step.lead).map(|text| (of_step.clone(), text)));
            for question in &step.questions {
                let named = question.id.as_ref().or(question.from.as_ref()).map_or("", String::as_str);
                let of_question = format!("questions.{named}");
                let own = question.label.iter().chain(&question.hint).chain(&question.required);
                let options = question.options.iter().map(|option| &option.label);
                all.extend(own.chain(options).map(|text| (of_question.clone(), text)));
            }
        }
        all
    }
}

/// The forms in Welsh: those whose every text has it, and that stand on none that lacks it. A form that has some is a fault.
pub fn in_welsh(sources: &[(String, FormSource)], faults: &mut Vec<Fault>) -> Vec<Form> {
    let mut whole: Vec<(String, FormSource)> = Vec::new();
    for (file, source) in sources {
        let texts = source.texts();
        let missing: Vec<&str> =
            texts.iter().filter(|(_, text)| !text.is_translated()).map(|(key, _)| key.as_str()).collect();
        if missing.is_empty() {
            whole.push((file.clone(), source.clone()));
        } else if missing.len() < texts.len() {
            let message =
                "Some texts of this form have Welsh and this one has not. Write all of them, or none.".to_owned();
            let keys = missing.join(", ");
            faults.push(Fault { file: file.clone(), key: keys, message });
        }
    }
    let ids: Vec<String> = whole.iter().map(|(_, source)| source.id.clone()).collect();
    whole.retain(|(_, source)| source.base.as_ref().is_none_or(|base| ids.contains(base)));
    // What is wrong with them was said of the English ones.
    resolve(whole, "cy", &mut Vec::new()).into_iter().map(|(_, form)| form).collect()
}

/// The forms in a language with what they take over, those that stand on their own first; what is missing becomes a fault.
pub fn resolve(sources: Vec<(String, FormSource)>, language: &str, faults: &mut Vec<Fault>) -> Vec<(String, Form)> {
    let whole: Vec<(String, Form)> = sources
        .iter()
        .filter(|(_, source)| source.base.is_none())
        .map(|(file, source)| (file.clone(), form(file, source.clone(), None, language, faults)))
        .collect();
    let mut all = whole.clone();
    for (file, source) in sources {
        let Some(base) = source.base.clone() else { continue };
        let Some((_, base)) = whole.iter().find(|(_, form)| form.id == base) else {
            let message = format!("There is no form `{base}` that stands on its own.");
            faults.push(Fault { file, key: "base".to_owned(), message });
            continue;
        };
        let made = form(&file, source, Some(base), language, faults);
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

fn all_in(texts: Vec<Text>, language: &str) -> Vec<String> {
    texts.iter().map(|text| text.in_language(language)).collect()
}

fn form(file: &str, source: FormSource, base: Option<&Form>, language: &str, faults: &mut Vec<Fault>) -> Form {
    let mut fault = |key: String, message: String| faults.push(Fault { file: file.to_owned(), key, message });
    let steps = source.steps.into_iter().map(|one| step(one, base, language, &mut fault)).collect();
    let groups =
        base.filter(|_| source.at_least_one.is_empty() && !source.anonymous).map(|base| base.at_least_one.clone());
    let own = source
        .at_least_one
        .into_iter()
        .map(|group| AtLeastOne { questions: group.questions, message: group.message.in_language(language) });
    Form {
        id: source.id,
        title: source.title.in_language(language),
        revision: source.revision,
        lead: all_in(source.lead, language),
        afterwards: all_in(source.afterwards, language),
        clock: source.clock,
        right: source.right,
        identity: source.identity,
        anonymous: source.anonymous,
        featured: source.featured,
        seed: source.seed,
        steps,
        at_least_one: groups.unwrap_or_else(|| own.collect()),
    }
}

fn step(source: StepSource, base: Option<&Form>, language: &str, fault: &mut impl FnMut(String, String)) -> Step {
    let from = source.from.as_ref().map(|id| {
        let found = base.and_then(|base| base.steps.iter().find(|step| step.id == *id)).cloned();
        found.unwrap_or_else(|| {
            fault(format!("steps.{id}.use"), format!("The form it stands on has no step `{id}`."));
            Step { id: id.clone(), title: String::new(), lead: Vec::new(), questions: Vec::new() }
        })
    });
    let id = source.id.or(from.as_ref().map(|from| from.id.clone())).unwrap_or_default();
    let title = source.title.map(|title| title.in_language(language));
    let title = title.or(from.as_ref().map(|from| from.title.clone())).unwrap_or_default();
    if id.is_empty() || title.is_empty() {
        fault(format!("steps.{id}"), "A step has an `id` and a `title`, or names one with `use`.".to_owned());
    }
    let mut questions: Vec<Question> =
        source.questions.into_iter().map(|one| question(one, base, language, fault)).collect();
    let mut lead = all_in(source.lead, language);
    if let Some(from) = from {
        questions.extend(from.questions);
        if lead.is_empty() {
            lead = from.lead;
        }
    }
    Step { id, title, lead, questions }
}

fn question(
    source: QuestionSource,
    base: Option<&Form>,
    language: &str,
    fault: &mut impl FnMut(String, String),
) -> Question {
    let text = |text: Option<Text>| text.map(|text| text.in_language(language));
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
    let options = source
        .options
        .iter()
        .map(|option| Choice { value: option.value.clone(), label: option.label.in_language(language) });
    Question {
        id,
        label: text(source.label).unwrap_or(from.label),
        hint: text(source.hint).or(from.hint),
        kind: source.kind.unwrap_or(from.kind),
        options: if source.options.is_empty() { from.options } else { options.collect() },
        role: source.role.or(from.role),
        required: text(source.required).or(from.required),
        when: source.when.or(from.when),
        autocomplete: source.autocomplete.or(from.autocomplete),
    }
}
