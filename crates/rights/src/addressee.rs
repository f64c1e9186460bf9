//! Whom a letter goes to and greets: the person, or whoever acts for them, as the reply was asked to go.

use forthright_forms::Answers;

/// The reader of a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addressee {
    /// Whom it greets; empty where nobody gave a name.
    pub name: String,
    /// Whose information it is.
    pub person: String,
    /// Whether it goes to somebody who acts for the person.
    pub represented: bool,
    /// How they can be reached, a line each; empty where no way was given.
    pub ways: Vec<String>,
}

impl Addressee {
    /// From what was answered. Where somebody acts for another person and did not say where the reply should go, it goes to
    /// whoever wrote.
    #[must_use]
    pub fn of(answers: &Answers) -> Self {
        let said = |field: &str| answers.get(field).trim().to_owned();
        let represented = answers.represented() && answers.get("representative-reply") != "them";
        let name = said(if represented { "representative-name" } else { "name" });
        let ways =
            ["email", "postal-address", "telephone"].map(said).into_iter().filter(|way| !way.is_empty()).collect();
        Self { name, person: said("name"), represented, ways }
    }

    /// What stands after "Dear", or after "Annwyl" for `cy`.
    #[must_use]
    pub fn greeting(&self, language: &str) -> String {
        match (self.name.as_str(), language) {
            ("", "cy") => "Syr neu Fadam".to_owned(),
            ("", _) => "Sir or Madam".to_owned(),
            (name, _) => name.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(pairs: &[(&str, &str)]) -> Answers {
        let mut answers = Answers::default();
        for (field, value) in pairs {
            answers.set(field, value);
        }
        answers
    }

    const FOR_MARIA: [(&str, &str); 4] = [
        ("who", "someone-else"),
        ("name", "Maria Example"),
        ("representative-name", "Sam Example"),
        ("email", "sam@example.org"),
    ];

    #[test]
    fn a_representatives_letter_greets_whom_the_reply_was_asked_to_go_to() {
        for (reply, greeted, represented) in
            [("me", "Sam Example", true), ("them", "Maria Example", false), ("", "Sam Example", true)]
        {
            let all = [&FOR_MARIA[..], &[("representative-reply", reply)]].concat();
            let to = Addressee::of(&answers(&all));
            assert_eq!(
                (to.greeting("en").as_str(), to.represented, to.person.as_str()),
                (greeted, represented, "Maria Example")
            );
        }
        // What was typed under a choice that no longer holds does not count.
        let own = Addressee::of(&answers(&[("who", "me"), ("name", "Maria"), ("representative-name", "Sam")]));
        assert_eq!((own.greeting("cy").as_str(), own.represented), ("Maria", false));
    }

    #[test]
    fn art_33_whoever_reported_without_a_name_is_greeted_all_the_same() {
        let nobody = Addressee::of(&answers(&[("request", "A letter went to the wrong person")]));
        assert_eq!((nobody.greeting("en"), nobody.greeting("cy")), ("Sir or Madam".into(), "Syr neu Fadam".into()));
        assert!(nobody.ways.is_empty());
    }
}
