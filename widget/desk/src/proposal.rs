//! A fee or a refusal that waits for a colleague.

use crate::act::act;
use crate::case::OpenCase;
use crate::told::Told;
use forthright_api::{AnswerProposal, MessageLanguage, Proposed};
use forthright_widget_kit::{Button, Weight};
use leptos::prelude::*;

/// What waits for a colleague: the letter, and who may do what with it.
pub fn proposal(proposed: Proposed, case: OpenCase, told: Told) -> AnyView {
    let message = StoredValue::new(proposed.message.clone());
    let own = proposed.own;
    let answer = move |approve: bool| {
        let body = AnswerProposal { approve, message: message.get_value() };
        let done = match (approve, own) {
            (true, _) => "Approved. The letter was sent.",
            (false, true) => "Withdrawn. Nothing was sent.",
            (false, false) => "Not approved. Nothing was sent.",
        };
        act(case, told, "approval", &body, move |_| done.to_owned());
    };
    let buttons = if proposed.own {
        view! {
            class = "d",
            <p>"A colleague has to approve it."</p>
            <Button weight=Weight::Second on_press=move || answer(false)>"Withdraw it"</Button>
        }
        .into_any()
    } else {
        view! {
            class = "d",
            <div class="actions">
                <Button on_press=move || answer(true)>"Approve and send"</Button>
                <Button weight=Weight::Second on_press=move || answer(false)>"Do not approve"</Button>
            </div>
        }
        .into_any()
    };
    let (heading, ground) =
        (format!("{} proposes to {}", proposed.by, proposed.decision.words()), proposed.ground.words());
    view! {
        class = "d",
        <div class="inset">
            <h3>{heading}</h3>
            <p>{format!("{ground}.")}</p>
            <p class="typed" lang=proposed.language.map(MessageLanguage::tag)>{proposed.text}</p>
            {buttons}
        </div>
    }
    .into_any()
}
