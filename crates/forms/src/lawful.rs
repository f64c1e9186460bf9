//! What a form of a kind may not demand. The register's check refuses a form that does.
//!
//! - Withdrawing consent is as easy as giving it (UK GDPR Art 7(3)), who objects to direct marketing is left alone without
//!   more (Art 21(2) and (3)), and a complaint or a report discloses nothing: none of them asks who somebody is. Elsewhere
//!   identity is asked for only on doubt (Art 12(6)), so a form never requires it.
//! - Whoever reports an incident need not say who they are (Art 33: the 72 hours run from knowing).
//! - An address of long ago helps to search a period, and is asked for only with one (Art 5(1)(c)).

use crate::{AsksIdentity, Clock, Form, Kind, Role};
use forthright_clock::Right;

impl Form {
    /// The right it uses: what the register says, else what its id says.
    #[must_use]
    pub fn uses(&self) -> Option<Right> {
        match self.clock {
            Clock::RightsRequest => self.right.or_else(|| Right::named(&self.id)),
            Clock::Complaint | Clock::Incident => None,
        }
    }

    /// Whether the law lets it ask who somebody is.
    fn may_ask_identity(&self) -> bool {
        self.uses().is_some_and(Right::may_wait_for_identity)
    }

    /// Pairs of key and message, as [`Form::faults`].
    pub(crate) fn identity_faults(&self, faults: &mut Vec<(String, String)>) {
        let mut fault = |key: &str, message: &str| faults.push((key.to_owned(), message.to_owned()));
        if self.clock == Clock::RightsRequest && self.uses().is_none() {
            fault("right", "Say which right it uses: the law asks different things of each.");
        }
        if self.clock != Clock::RightsRequest && self.right.is_some() {
            fault("right", "A complaint or a report uses no right. Remove it, or use another clock.");
        }
        if !self.may_ask_identity() && self.identity != AsksIdentity::Never {
            fault(
                "identity",
                "Identity may not be asked for here (UK GDPR, Articles 7(3), 12(6) and 21(3)). Write `identity = \"never\"`.",
            );
        }
        let evidence = self.questions().any(|question| question.kind == Kind::Evidence);
        if evidence && (self.identity == AsksIdentity::Never || !self.may_ask_identity()) {
            fault("steps", "It asks for documents and may not ask for identity. Remove the question.");
        }
        if self.clock == Clock::Incident && !self.anonymous {
            fault("anonymous", "Anyone may report an incident without a name. Write `anonymous = true`.");
        }
        if self.anonymous {
            self.anonymity_faults(&mut fault);
        }
        let has_period = self.questions().any(|question| question.kind == Kind::Period);
        if !has_period && self.question("address-then").is_some() {
            fault(
                "questions.address-then",
                "An address at the time is asked for only with a period. Remove the question.",
            );
        }
    }

    /// What an anonymous form may not demand.
    fn anonymity_faults(&self, fault: &mut impl FnMut(&str, &str)) {
        let personal = |role: Option<Role>| matches!(role, Some(Role::Name | Role::Reply));
        for question in self.questions().filter(|question| personal(question.role) && question.required.is_some()) {
            fault(
                &format!("questions.{}.required", question.id),
                "A form that can be sent without a name must not demand one, or a way to reply.",
            );
        }
        let demands = |id: &String| self.question(id).is_some_and(|question| personal(question.role));
        if self.at_least_one.iter().any(|group| group.questions.iter().any(demands)) {
            fault(
                "at_least_one",
                "A form that can be sent without a name must not demand a way to reply. Remove the group.",
            );
        }
    }
}
