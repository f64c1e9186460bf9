//! Fences before public writes: how often one network may do something within a minute. An address is looked at and
//! forgotten: no log, queue or table ever sees one.
//!
//! The platform's rate limit counts at its edge, approximately and for each location; where it is not configured it lets
//! everybody through. [`Counters`] count in this isolate alone. Neither locks anybody out by itself: what a fence says is
//! weighed by whoever asks.

use crate::request::Incoming;
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use worker::Env;

/// How many networks an isolate tells apart within one minute; all others share one count.
const MOST: usize = 4_096;

/// The network a request comes from: of an IPv4 address the first 24 bits, of an IPv6 address the first 48. Empty where
/// the platform names none.
pub fn prefix(request: &Incoming) -> String {
    network(&request.header("CF-Connecting-IP").unwrap_or_default())
}

fn network(address: &str) -> String {
    match address.trim().parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V4(v4)) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        Ok(IpAddr::V6(v6)) => {
            let [a, b, c, ..] = v6.segments();
            format!("{}/48", Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0))
        }
        Err(_) => String::new(),
    }
}

/// Whether the platform's rate limit lets this through: the binding `FENCE`, for what people send.
pub async fn first_fence(env: &Env, key: String) -> bool {
    passes(env, "FENCE", key).await
}

/// The same with a binding of another limit. One that is not configured, or that fails, lets through.
pub async fn passes(env: &Env, binding: &str, key: String) -> bool {
    match env.rate_limiter(binding) {
        Ok(limiter) => limiter.limit(key).await.map_or(true, |outcome| outcome.success),
        Err(_) => true,
    }
}

/// Counts by key, in windows of a minute.
#[derive(Default)]
pub struct Counters {
    minute: u64,
    counts: HashMap<String, u32>,
    others: u32,
}

impl Counters {
    /// Counts one more, and says whether it is within `limit` of this minute. When more keys come than are told apart, the
    /// rest have `limit` together: a flood from everywhere does not fill the memory.
    pub fn count(&mut self, key: String, milliseconds: u64, limit: u32) -> bool {
        let minute = milliseconds / 60_000;
        if minute != self.minute {
            *self = Self { minute, ..Self::default() };
        }
        let is_full = self.counts.len() >= MOST;
        let count = match self.counts.get_mut(&key) {
            Some(count) => count,
            None if is_full => &mut self.others,
            None => self.counts.entry(key).or_default(),
        };
        *count = count.saturating_add(1);
        *count <= limit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_share_a_network_and_strangers_do_not() {
        for (address, expected) in [
            ("192.0.2.7", "192.0.2.0/24"),
            ("192.0.2.255", "192.0.2.0/24"),
            ("192.0.3.7", "192.0.3.0/24"),
            ("::ffff:192.0.2.9", "192.0.2.0/24"),
            ("2001:db8:12:34::1", "2001:db8:12::/48"),
            ("2001:db8:12:ffff:1:2:3:4", "2001:db8:12::/48"),
            ("2001:db8:13::1", "2001:db8:13::/48"),
            (" 127.0.0.1 ", "127.0.0.0/24"),
            ("", ""),
            ("unknown, 192.0.2.7", ""),
        ] {
            assert_eq!(network(address), expected, "{address}");
        }
    }

    #[test]
    fn what_is_beyond_the_limit_of_a_minute_is_told_and_the_next_minute_begins_anew() {
        let mut counters = Counters::default();
        let mut within = |key: &str, at: u64| counters.count(key.to_owned(), at, 2);
        assert!(within("a", 0) && within("a", 59_999) && !within("a", 59_999));
        assert!(within("b", 59_999), "another network has a count of its own");
        assert!(within("a", 60_000));
    }

    #[test]
    fn a_flood_from_everywhere_fills_no_memory_and_shares_one_count() {
        let mut counters = Counters::default();
        let within = (0..MOST + 10).filter(|n| counters.count(n.to_string(), 0, 3)).count();
        assert_eq!((within, counters.counts.len()), (MOST + 3, MOST));
        assert!(counters.count("7".to_owned(), 0, 3), "who was there before keeps a count of its own");
    }
}
