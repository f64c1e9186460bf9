//! How a case may end: what belongs to its kind, what must be known first, and which letter must have been sent
//! (UK GDPR Arts 7(3), 12(4), 12(6), 21(3); Data Protection Act 2018, s.164A).

use crate::{Case, Closing, Event, Identity, Outcome, Refused};
use forthright_clock::{Need, Right, days_left};
use jiff::ToSpan;
use jiff::civil::Date;

/// How long somebody has to show who they are before their request can end for want of it.
const DAYS_TO_SHOW_IDENTITY: i32 = 14;

impl Case {
    pub(crate) fn close(&self, closing: Closing, today: Date) -> Result<Event, Refused> {
        let Closing { outcome, rights, letter } = closing.clone();
        // Footage and copies are both of the right of access: the form for one can ask for the other.
        let own = Right::named(&self.form).filter(|own| !self.also.contains(own));
        if let Some(right) = own.filter(|own| rights.contains_key(own)) {
            return Err(Refused::RightNotUsed(right));
        }
        self.check_outcome(outcome, &self.form, today)?;
        for (right, outcome) in &rights {
            self.check_outcome(*outcome, right.name(), today)?;
        }
        if !outcome.ends_everything()
            && let Some(right) = self.also.iter().find(|right| !rights.contains_key(right))
        {
            return Err(Refused::RightUnanswered(*right));
        }
        // The letter of an approved refusal was checked when it was proposed.
        let refused_alone = outcome == Outcome::Refused && rights.values().all(|other| other.must_say().is_empty());
        let letter = letter.or(self.refusal.clone().filter(|_| refused_alone));
        if !closing.must_say().is_empty() && letter.is_none() {
            return Err(Refused::LetterNeeded);
        }
        Ok(Event::Closed { outcome, letter, rights })
    }

    /// Whether a right, or whatever the form is for, can end so now.
    fn check_outcome(&self, outcome: Outcome, form: &str, today: Date) -> Result<(), Refused> {
        if !outcome.fits(form) {
            return Err(Refused::OtherKind);
        }
        if outcome.discloses(form) && !self.identity.is_some_and(Identity::is_known) {
            return Err(Refused::IdentityNotKnown);
        }
        match outcome {
            Outcome::Refused if self.refusal.is_none() => Err(Refused::ApprovalNeeded),
            Outcome::IdentityNotShown => self.check_identity_not_shown(today),
            _ => Ok(()),
        }
    }

    fn check_identity_not_shown(&self, today: Date) -> Result<(), Refused> {
        let is_open = self.identity == Some(Identity::NotConfirmed) || self.awaited().contains(&Need::Identity);
        let asked = self.identity_asked.filter(|_| is_open && !self.identity.is_some_and(Identity::is_known));
        let asked = asked.ok_or(Refused::IdentityNotAsked)?;
        if days_left(asked, today) < DAYS_TO_SHOW_IDENTITY {
            let until = asked.checked_add(DAYS_TO_SHOW_IDENTITY.days()).unwrap_or(asked);
            return Err(Refused::IdentityAwaited(until));
        }
        Ok(())
    }
}
