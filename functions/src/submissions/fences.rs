//! How much may come from where. Nobody is asked who they are: a proof of work costs a browser a fraction of a second, and what comes
//! without one (a form without JavaScript, a program) is taken as well, only less of it. What is beyond the ordinary is taken and
//! set apart, so that it hides nothing; only what no network of people sends is refused. Somebody with a receipt code, or who sends
//! again what was begun, is never counted.

use crate::at_rest;
use crate::context::Context;
use crate::problem::{Problem, Result};
use forthright_api::Code;
use forthright_clock::rfc3339;
use serde::Deserialize;
use worker::D1PreparedStatement;

/// What becomes of something that is begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Ordinary,
    Apart,
    Refused,
}

/// How often something was begun, this time included: of this form from this network in an hour and in a day, and without a proof
/// from everywhere in an hour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub hour: u32,
    pub day: u32,
    pub everywhere: u32,
}

/// A network of people: a lecture hall that was just told about its rights, behind one address.
const ORDINARY: Limits = Limits { hour: 200, day: 400, everywhere: 2_000 };
/// With a proof of work.
const ORDINARY_PROVED: Limits = Limits { hour: 400, day: 1_500, everywhere: u32::MAX };
/// Beyond this no people are.
const ANY: Limits = Limits { hour: 600, day: 3_000, everywhere: u32::MAX };
const ANY_PROVED: Limits = Limits { hour: 3_000, day: 20_000, everywhere: u32::MAX };

struct Limits {
    hour: u32,
    day: u32,
    everywhere: u32,
}

impl Limits {
    fn holds(&self, counts: Counts) -> bool {
        counts.hour <= self.hour && counts.day <= self.day && counts.everywhere <= self.everywhere
    }
}

/// What becomes of it.
pub fn verdict(proved: bool, counts: Counts) -> Verdict {
    let (ordinary, any) = if proved { (ORDINARY_PROVED, ANY_PROVED) } else { (ORDINARY, ANY) };
    if ordinary.holds(counts) {
        Verdict::Ordinary
    } else if any.holds(counts) {
        Verdict::Apart
    } else {
        Verdict::Refused
    }
}

/// Counts one more and says what becomes of it.
///
/// # Errors
/// [`Code::TooManyRequests`] beyond what people send.
pub async fn pass(form: &str, prefix: &str, proved: bool, context: &Context<'_>) -> Result<Verdict> {
    #[derive(Deserialize)]
    struct Row {
        who: String,
        n: f64,
    }
    let now = context.now_text();
    let (day, hour) = (now.get(..10).unwrap_or_default(), now.get(..13).unwrap_or_default());
    let secret = context.secret()?;
    let network = at_rest::named(&secret, &format!("fence {day}\n{form}\n{prefix}\n{proved}"))?;
    let everywhere = format!("everywhere/{proved}");
    let daily = format!("{network}/day");
    // A day's rows are named by the day, an hour's by the hour.
    let sql = "INSERT INTO fences (who, since, n) VALUES (?1, ?2, 1), (?3, ?4, 1), (?5, ?2, 1)
               ON CONFLICT (who, since) DO UPDATE SET n = n + 1 RETURNING who, n";
    let values = [(&network).into(), hour.into(), (&daily).into(), day.into(), (&everywhere).into()];
    let rows: Vec<Row> = context.database()?.all(sql, &values).await?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // counts, handed over by D1 as floating point
    let count = |who: &str| rows.iter().find(|row| row.who == who).map_or(0, |row| row.n as u32);
    let counts = Counts { hour: count(&network), day: count(&daily), everywhere: count(&everywhere) };
    match verdict(proved, counts) {
        Verdict::Refused => Err(Problem::new(Code::TooManyRequests)),
        verdict => Ok(verdict),
    }
}

/// The statement that forgets counts which no longer matter.
pub fn forget(context: &Context<'_>) -> Result<D1PreparedStatement> {
    let before = context.now().checked_sub(jiff::SignedDuration::from_hours(48)).unwrap_or(context.now());
    context.database()?.statement("DELETE FROM fences WHERE since < ?", &[(&rfc3339(before)).into()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_from_one_network_is_set_apart_and_then_refused() {
        let from_one = |hour| verdict(false, Counts { hour, day: hour, everywhere: hour });
        assert_eq!([from_one(1), from_one(200)], [Verdict::Ordinary; 2]);
        assert_eq!([from_one(201), from_one(600)], [Verdict::Apart; 2]);
        assert_eq!([from_one(601), from_one(10_000)], [Verdict::Refused; 2]);
    }

    #[test]
    fn a_flood_from_everywhere_is_set_apart_and_never_refused() {
        let counts = Counts { hour: 1, day: 1, everywhere: 50_000 };
        assert_eq!(verdict(false, counts), Verdict::Apart);
        assert_eq!(verdict(true, counts), Verdict::Ordinary);
    }

    #[test]
    fn a_slow_flood_is_seen_by_the_day() {
        assert_eq!(verdict(false, Counts { hour: 20, day: 401, everywhere: 20 }), Verdict::Apart);
        assert_eq!(verdict(true, Counts { hour: 20, day: 401, everywhere: 20 }), Verdict::Ordinary);
    }
}
