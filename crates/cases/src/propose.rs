//! A fee or a refusal: proposed by one, approved by another (UK GDPR Art 12(5)).

use crate::{Case, Event, Proposal, Refused};
use forthright_clock::{Calendar, Need};
use forthright_rights::Decision;
use jiff::civil::Date;

impl Case {
    pub(crate) fn propose(&self, proposal: Proposal, today: Date, calendar: &Calendar) -> Result<Event, Refused> {
        let Some(clock) = &self.clock else { return Err(Refused::NoClock) };
        if self.proposal.is_some() {
            return Err(Refused::ProposedAlready);
        }
        if !proposal.ground.allows(proposal.decision) {
            return Err(Refused::NoGround);
        }
        if proposal.decision == Decision::Fee && clock.awaited().any(|need| need == Need::Fee) {
            return Err(Refused::Clock(forthright_clock::Refused::AskedAlready(Need::Fee)));
        }
        if proposal.decision == Decision::Fee {
            clock.not_late(today, calendar).map_err(Refused::Clock)?;
        }
        let Proposal { decision, ground, message, by } = proposal;
        Ok(Event::Proposed { decision, ground, message, by })
    }

    pub(crate) fn answer_proposal(
        &self,
        approve: bool,
        message: &str,
        by: &str,
        today: Date,
        calendar: &Calendar,
    ) -> Result<Event, Refused> {
        let proposal = self.proposal.as_ref().ok_or(Refused::NothingProposed)?;
        if proposal.message != message {
            return Err(Refused::OtherProposal);
        }
        if !approve {
            return Ok(Event::NotApproved);
        }
        if proposal.by == by {
            return Err(Refused::OwnProposal);
        }
        let (decision, message) = (proposal.decision, proposal.message.clone());
        if decision == Decision::Fee {
            let mut clock = self.clock.clone().ok_or(Refused::NoClock)?;
            clock.ask_for(Need::Fee, today, calendar).map_err(Refused::Clock)?;
        }
        Ok(Event::Approved { decision, message, on: today })
    }
}
