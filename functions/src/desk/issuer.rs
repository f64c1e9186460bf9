//! The sign-in issuer's public keys, kept in the isolate, and when they are asked for. Whoever sends nonsense makes us ask once a
//! minute at most; an issuer that cannot be reached closes the desk only when what is known is a day old. Pure.

use jsonwebtoken::jwk::{Jwk, JwkSet};

/// Keys are asked for again after an hour: what the issuer no longer has is then no longer taken.
const FRESH_SECONDS: u64 = 60 * 60;
/// If it does not answer, they are used for a day and no longer.
const LIVE_SECONDS: u64 = 24 * 60 * 60;
/// Asked once a minute at most, whatever came of it and whoever sent what.
const BETWEEN_SECONDS: u64 = 60;
/// A request that asked and never told what came of it: its client had gone. It is longer than anybody waits for the issuer.
const ABANDONED_SECONDS: u64 = 15;

/// What to do about a token that names a key.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// This is the key.
    Found(Box<Jwk>),
    /// There is none of this name.
    Unknown,
    /// Nothing is known, and it is too early to ask again.
    Unavailable,
    /// Ask the issuer, and tell [`Keys::answered`].
    Ask,
    /// Another request is asking.
    Wait,
}

/// What is known. Times are seconds.
#[derive(Debug)]
pub struct Keys {
    set: Option<(u64, JwkSet)>,
    asked: Option<u64>,
    is_asking: bool,
}

impl Keys {
    pub const fn new() -> Self {
        Self { set: None, asked: None, is_asking: false }
    }

    /// What to do about a token that names this key. [`Next::Ask`] is said to one request alone.
    pub fn next(&mut self, kid: &str, now: u64) -> Next {
        let age = |then: u64| now.saturating_sub(then);
        let live = self.set.as_ref().filter(|(fetched, _)| age(*fetched) < LIVE_SECONDS);
        let found = live.and_then(|(_, set)| set.find(kid));
        let is_fresh = live.is_some_and(|(fetched, _)| age(*fetched) < FRESH_SECONDS);
        let is_asking = self.is_asking && self.asked.is_some_and(|asked| age(asked) < ABANDONED_SECONDS);
        let pause = if self.is_asking { ABANDONED_SECONDS } else { BETWEEN_SECONDS };
        let may_ask = self.asked.is_none_or(|asked| age(asked) >= pause);
        match found {
            Some(key) if is_fresh || !may_ask => Next::Found(Box::new(key.clone())),
            _ if may_ask => {
                (self.asked, self.is_asking) = (Some(now), true);
                Next::Ask
            }
            _ if is_asking => Next::Wait,
            _ if live.is_some() => Next::Unknown,
            _ => Next::Unavailable,
        }
    }

    /// What came of asking: `None` if the issuer failed.
    pub fn answered(&mut self, set: Option<JwkSet>, now: u64) {
        self.is_asking = false;
        if let Some(set) = set {
            self.set = Some((now, set));
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::arithmetic_side_effects)]
    use super::*;

    fn set(kids: &[&str]) -> Option<JwkSet> {
        let keys: Vec<String> =
            kids.iter().map(|kid| format!(r#"{{"kty":"RSA","kid":"{kid}","n":"AQAB","e":"AQAB"}}"#)).collect();
        serde_json::from_str(&format!(r#"{{"keys":[{}]}}"#, keys.join(","))).ok()
    }

    fn is_found(next: &Next) -> bool {
        matches!(next, Next::Found(_))
    }

    /// Keys that were fetched at second 1,000.
    fn known() -> Keys {
        let mut keys = Keys::new();
        assert_eq!(keys.next("a", 1_000), Next::Ask);
        keys.answered(set(&["a"]), 1_000);
        keys
    }

    /// How often the issuer is asked by a token each second.
    fn asked(
        keys: &mut Keys,
        seconds: std::ops::Range<u64>,
        kid: impl Fn(u64) -> String,
        answer: Option<&JwkSet>,
    ) -> u32 {
        let mut count = 0;
        for now in seconds {
            if keys.next(&kid(now), now) == Next::Ask {
                count += 1;
                keys.answered(answer.cloned(), now);
            }
        }
        count
    }

    #[test]
    fn a_failing_issuer_is_asked_once_a_minute_whatever_is_sent() {
        assert_eq!(asked(&mut Keys::new(), 0..600, |_| "same".to_owned(), None), 10);
        assert_eq!(asked(&mut Keys::new(), 0..600, |now| now.to_string(), None), 10);
        assert_eq!(asked(&mut Keys::new(), 0..600, |now| now.to_string(), set(&[]).as_ref()), 10);
        assert_eq!(asked(&mut known(), 1_060..1_660, |now| now.to_string(), set(&["a"]).as_ref()), 10);
    }

    #[test]
    fn while_one_asks_the_others_wait_and_nobody_asks_again() {
        let mut keys = Keys::new();
        assert_eq!(keys.next("a", 5), Next::Ask);
        for other in ["a", "b", ""] {
            assert_eq!(keys.next(other, 5), Next::Wait);
        }
        keys.answered(set(&["a"]), 6);
        assert!(is_found(&keys.next("a", 6)));
        assert_eq!(keys.next("b", 6), Next::Unknown);
    }

    #[test]
    fn after_a_failure_nobody_waits_and_nobody_is_let_in() {
        let mut keys = Keys::new();
        assert_eq!(keys.next("a", 5), Next::Ask);
        keys.answered(None, 13);
        assert_eq!(keys.next("a", 13), Next::Unavailable);
        assert_eq!(keys.next("a", 64), Next::Unavailable);
        assert_eq!(keys.next("a", 65), Next::Ask);
    }

    #[test]
    fn who_asked_and_went_away_holds_nobody_up_for_a_minute() {
        let mut keys = Keys::new();
        assert_eq!(keys.next("a", 5), Next::Ask);
        assert_eq!(keys.next("a", 19), Next::Wait);
        assert_eq!(keys.next("a", 20), Next::Ask);
    }

    #[test]
    fn known_keys_outlive_a_failing_issuer_for_a_day_and_not_a_second_longer() {
        let mut keys = known();
        assert!(is_found(&keys.next("a", 4_599)));
        // An hour later one request asks; the others go on with what is known, during and after it.
        assert_eq!(keys.next("a", 4_600), Next::Ask);
        assert!(is_found(&keys.next("a", 4_600)));
        keys.answered(None, 4_608);
        assert!(is_found(&keys.next("a", 4_608)));
        let mut refused = None;
        for now in 4_609..90_000 {
            match keys.next("a", now) {
                Next::Ask => keys.answered(None, now),
                Next::Found(_) => assert!(refused.is_none(), "found at {now}"),
                _ => refused = refused.or(Some(now)),
            }
        }
        // A day after second 1,000; the second itself was an `Ask`.
        assert!((87_400..=87_401).contains(&refused.unwrap()), "{refused:?}");
    }

    #[test]
    fn a_key_that_the_issuer_took_back_is_not_taken_an_hour_later() {
        let mut keys = known();
        assert_eq!(keys.next("a", 4_600), Next::Ask);
        keys.answered(set(&["b"]), 4_600);
        assert_eq!(keys.next("a", 4_600), Next::Unknown);
        assert!(is_found(&keys.next("b", 4_600)));
    }

    #[test]
    fn a_new_key_is_found_with_the_first_token_that_names_it() {
        let mut keys = known();
        assert_eq!(keys.next("new", 1_500), Next::Ask);
        keys.answered(set(&["a", "new"]), 1_500);
        assert!(is_found(&keys.next("new", 1_500)));
    }
}
