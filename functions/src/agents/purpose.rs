//! What a signed message is for. The protocol's messages do not name the address they were signed for, so what they say must fit
//! it, and what one was used for is remembered until it has expired (3.07: one action of one user, one time).

use super::Agent;
use super::message::Rejected;
use crate::at_rest;
use crate::context::Context;
use crate::problem::Result;
use forthright_clock::rfc3339;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Map, Value};

/// What an agent may have remembered at once; what exercises a right is forgotten within about an hour.
const MOST_MESSAGES: u32 = 5_000;
/// A revocation needs no time (2.04), so it is remembered for about as long as anything can be open.
const WITHOUT_TIME: SignedDuration = SignedDuration::from_hours(366 * 24);
/// Rows are compared to the second; a message is never forgotten before it has expired.
const SPARE: SignedDuration = SignedDuration::from_mins(1);

/// What the protocol has in other messages than the one that sets up a token (2.01, 2.04, 3.04).
const NOT_IN_A_SET_UP: [&str; 15] = [
    "exercise",
    "regime",
    "relationships",
    "status_callback",
    "agent-request-id",
    "reason",
    "request_id",
    "name",
    "email",
    "email_verified",
    "phone_number",
    "phone_number_verified",
    "address",
    "address_verified",
    "power_of_attorney",
];

/// The address that a message came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose<'a> {
    /// `POST /v1/agent/{id}` (2.05).
    SetUp,
    /// `POST /v1/data-rights-request` (2.01).
    Exercise,
    /// `DELETE /v1/data-rights-request/{id}` (2.04), with this id.
    Revoke(&'a str),
}

impl Purpose<'_> {
    /// Why what a message says does not fit.
    pub fn refuses(self, message: &Map<String, Value>) -> Option<Rejected> {
        match self {
            Self::SetUp => {
                let other = NOT_IN_A_SET_UP.into_iter().any(|name| message.contains_key(name));
                other.then_some(Rejected::OtherPurpose)
            }
            Self::Exercise if !message.contains_key("exercise") => Some(Rejected::UnknownAction),
            Self::Exercise => None,
            Self::Revoke(_) if message.contains_key("exercise") => Some(Rejected::UnknownAction),
            // The protocol has no such field; who has it means that request alone.
            Self::Revoke(id) => {
                let named = ["request_id", "request-id"].into_iter().find_map(|name| message.get(name));
                named.filter(|named| named.as_str() != Some(id)).map(|_| Rejected::OtherRequest)
            }
        }
    }

    /// What is remembered.
    fn used_for(self) -> String {
        match self {
            Self::SetUp => "set-up".to_owned(),
            Self::Exercise => "exercise".to_owned(),
            Self::Revoke(id) => format!("revoke {id}"),
        }
    }

    /// Whether a message that was used before may do the same again. A token is given once; the rest changes nothing the second
    /// time, so that an agent whose connection broke can ask again.
    fn takes_again(self, used_for: &str) -> bool {
        self != Self::SetUp && self.used_for() == used_for
    }
}

/// Remembers what a message is used for, or says why it is not used.
pub async fn remember(
    text: &[u8],
    expires: Option<Timestamp>,
    purpose: Purpose<'_>,
    agent: &Agent,
    context: &Context<'_>,
) -> Result<Option<Rejected>> {
    #[derive(Deserialize)]
    struct Row {
        used_for: String,
    }
    let database = context.database()?;
    let hash = at_rest::named(&context.secret()?, &format!("signed message\n{}", at_rest::sha256_hex(text)))?;
    let until = match expires {
        Some(expires) => expires.checked_add(SPARE).unwrap_or(Timestamp::MAX),
        None => context.now().checked_add(WITHOUT_TIME).unwrap_or(Timestamp::MAX),
    };
    let used_for = purpose.used_for();
    // One statement: of two at the same time, one is first.
    let sql = "INSERT INTO agent_messages (agent, hash, used_for, expires_at) SELECT ?, ?, ?, ?
               WHERE (SELECT COUNT(*) FROM agent_messages WHERE agent = ?) < ? ON CONFLICT (agent, hash) DO NOTHING";
    let until = rfc3339(until);
    let values = [
        (&agent.id).into(),
        (&hash).into(),
        (&used_for).into(),
        (&until).into(),
        (&agent.id).into(),
        MOST_MESSAGES.into(),
    ];
    if database.run(sql, &values).await? > 0 {
        return Ok(None);
    }
    let sql = "SELECT used_for FROM agent_messages WHERE agent = ? AND hash = ?";
    let before: Option<Row> = database.first(sql, &[(&agent.id).into(), (&hash).into()]).await?;
    Ok(match before {
        Some(row) if purpose.takes_again(&row.used_for) => None,
        Some(_) => Some(Rejected::OtherPurpose),
        None => Some(Rejected::TooMany),
    })
}

/// Part of the scheduled run: forgets what has expired. By the platform's clock, also where another may be moved: what is forgotten
/// too early could be used again.
pub async fn forget(context: &Context<'_>) -> Result<()> {
    let sql = "DELETE FROM agent_messages WHERE expires_at <= ?";
    let now = i64::try_from(worker::Date::now().as_millis()).ok().and_then(|now| Timestamp::from_millisecond(now).ok());
    let Some(now) = now else { return Ok(()) };
    context.database()?.run(sql, &[(&rfc3339(now)).into()]).await.map(drop)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    const OWN: &str = "c789ff35-7644-4ceb-9981-4b35c264aac3";

    fn message(more: Value) -> Map<String, Value> {
        let envelope = json!({
            "agent-id": "AGENT", "business-id": "DMU", "issued-at": "2026-11-25T10:00:00Z",
            "expires-at": "2026-11-25T10:10:00Z", "drp.version": "1.0",
        });
        let (Value::Object(mut all), Value::Object(more)) = (envelope, more) else { return Map::new() };
        all.extend(more);
        all
    }

    #[test]
    fn what_was_signed_for_one_address_does_not_fit_another() {
        let set_up = message(json!({}));
        let exercise = message(json!({"exercise": "access", "name": "Maria Example"}));
        let revoke = message(json!({"reason": "They changed their mind"}));
        let every = [Purpose::SetUp, Purpose::Exercise, Purpose::Revoke(OWN)];
        let fits = |message: &Map<String, Value>| every.map(|purpose| purpose.refuses(message).is_none());
        // A revocation needs no word of its own: the empty one fits both, and is used for one of them alone.
        assert_eq!(fits(&set_up), [true, false, true]);
        assert_eq!(fits(&exercise), [false, true, false]);
        assert_eq!(fits(&revoke), [false, false, true]);
    }

    #[test]
    fn nothing_that_tells_of_a_person_sets_up_a_token() {
        for name in NOT_IN_A_SET_UP {
            for value in [json!(""), json!(null), json!(false), json!({}), json!("x")] {
                assert!(Purpose::SetUp.refuses(&message(json!({name: value}))).is_some(), "{name}");
            }
        }
        assert_eq!(Purpose::SetUp.refuses(&message(json!({"nonce": "7"}))), None);
    }

    #[test]
    fn a_revocation_that_names_a_request_means_it_alone() {
        for name in ["request_id", "request-id"] {
            assert_eq!(Purpose::Revoke(OWN).refuses(&message(json!({name: OWN}))), None);
            for other in [json!("00000000-0000-4000-8000-000000000000"), json!([OWN]), json!(null)] {
                assert_eq!(Purpose::Revoke(OWN).refuses(&message(json!({name: other}))), Some(Rejected::OtherRequest));
            }
        }
    }

    #[test]
    fn a_message_does_again_what_it_did_and_nothing_else_and_a_token_is_given_once() {
        let every = [Purpose::SetUp, Purpose::Exercise, Purpose::Revoke(OWN), Purpose::Revoke("another")];
        for first in every {
            for second in every {
                let again = second.takes_again(&first.used_for());
                assert_eq!(again, first == second && second != Purpose::SetUp, "{first:?}, then {second:?}");
            }
        }
    }
}
