//! Where an agent's status messages may go: scheme, host and port, and nothing else (RFC 6454). Read by rules narrower than a
//! browser's, so that there is no address that an officer reads one way and the platform another. Pure.

use std::fmt::{self, Display, Formatter};
use std::net::{Ipv4Addr, Ipv6Addr};

/// Longer addresses are none.
const MOST_BYTES: usize = 2_000;

/// Names that lead to the machine itself or into a private network (RFC 6761, RFC 6762, RFC 8375 and custom).
const PRIVATE_ENDINGS: [&str; 10] =
    ["localhost", "local", "localdomain", "internal", "intranet", "private", "lan", "home", "corp", "arpa"];

/// The places that an address may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// https to a public host.
    Public,
    /// Also http, this machine and private networks: the local environment.
    Local,
}

/// An origin, spelt in one way alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    secure: bool,
    host: String,
    port: u16,
}

impl Origin {
    /// What somebody typed, if it is an origin and no more.
    pub fn parse(text: &str, reach: Reach) -> Option<Self> {
        let (origin, rest) = split(text, reach)?;
        rest.is_empty().then_some(origin)
    }

    /// Whether an address lies there: this origin, a path, and perhaps a query.
    pub fn has(&self, address: &str, reach: Reach) -> bool {
        split(address, reach)
            .is_some_and(|(origin, rest)| origin == *self && rest.starts_with('/') && !rest.contains('#'))
    }
}

impl Display for Origin {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (scheme, usual) = if self.secure { ("https", 443) } else { ("http", 80) };
        write!(f, "{scheme}://{}", self.host)?;
        if self.port == usual { Ok(()) } else { write!(f, ":{}", self.port) }
    }
}

/// The origin of an address, and what follows it.
fn split(text: &str, reach: Reach) -> Option<(Origin, &str)> {
    // No spaces, tabs, line ends or other alphabets; a browser takes a backslash for a slash.
    if text.len() > MOST_BYTES || !text.bytes().all(|b| b.is_ascii_graphic() && b != b'\\') {
        return None;
    }
    let (secure, after) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
        (Some(after), _) => (true, after),
        (None, Some(after)) if reach == Reach::Local => (false, after),
        _ => return None,
    };
    let end = after.find(['/', '?', '#']).unwrap_or(after.len());
    let (authority, rest) = after.split_at_checked(end)?;
    let (host, port) = match authority.strip_prefix('[') {
        Some(inner) => {
            let (inside, port) = inner.split_once(']')?;
            (v6(inside, reach)?, port)
        }
        None => {
            let at = authority.find(':').unwrap_or(authority.len());
            let (name, port) = authority.split_at_checked(at)?;
            (named(name, reach)?, port)
        }
    };
    let port = match port.strip_prefix(':') {
        Some(digits) => number(digits)?,
        None if port.is_empty() => {
            if secure {
                443
            } else {
                80
            }
        }
        None => return None,
    };
    Some((Origin { secure, host, port }, rest))
}

/// A port: 1 to 65535, without leading noughts.
fn number(digits: &str) -> Option<u16> {
    let plain = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    plain.then(|| digits.parse().ok()).flatten()
}

fn v6(text: &str, reach: Reach) -> Option<String> {
    let ip: Ipv6Addr = text.parse().ok()?;
    (reach == Reach::Local || is_public_v6(ip)).then(|| format!("[{ip}]"))
}

/// A host's name in letters, digits and hyphens (RFC 1123, section 2.1), or an IPv4 address with four numbers.
fn named(text: &str, reach: Reach) -> Option<String> {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if text.len() > 253 || !text.split('.').all(is_label) {
        return None;
    }
    let name = text.to_ascii_lowercase();
    let last = name.rsplit('.').next().unwrap_or_default();
    // A browser reads a name that ends so as an IPv4 address, however it is written: 127.1, 0x7f000001, 2130706433.
    if last.bytes().all(|b| b.is_ascii_digit()) || last.starts_with("0x") {
        let ip: Ipv4Addr = name.parse().ok()?;
        return (reach == Reach::Local || is_public_v4(ip)).then(|| ip.to_string());
    }
    let is_public = name.contains('.') && !PRIVATE_ENDINGS.contains(&last);
    (reach == Reach::Local || is_public).then_some(name)
}

/// Not one of the special-purpose addresses (RFC 6890).
fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special =
        ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_documentation() || ip.is_multicast();
    let shared = a == 100 && (64..128).contains(&b);
    let protocol = (a, b, c) == (192, 0, 0) || (a, b, c) == (192, 88, 99) || (a == 198 && (b == 18 || b == 19));
    !(special || shared || protocol || a == 0 || a >= 240)
}

/// Global unicast (RFC 4291, section 2.4), without what stands for another address or is for documentation.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, ..] = ip.segments();
    let stands_for_another = a == 0x2002 || (a == 0x2001 && b < 0x200);
    let documentation = (a == 0x2001 && b == 0xdb8) || (a == 0x3fff && b < 0x1000);
    (0x2000..0x4000).contains(&a) && !stands_for_another && !documentation
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn shown(text: &str) -> Option<String> {
        Origin::parse(text, Reach::Public).map(|origin| origin.to_string())
    }

    #[test]
    fn an_origin_is_spelt_in_one_way() {
        for (typed, kept) in [
            ("https://agent.example.org", "https://agent.example.org"),
            ("https://Agent.Example.ORG:443", "https://agent.example.org"),
            ("https://agent.example.org:8443", "https://agent.example.org:8443"),
            ("https://8.8.8.8", "https://8.8.8.8"),
            ("https://[2606:4700::1111]", "https://[2606:4700::1111]"),
            ("https://[2606:4700:0:0:0:0:0:1111]:444", "https://[2606:4700::1111]:444"),
        ] {
            assert_eq!(shown(typed).as_deref(), Some(kept));
        }
    }

    #[test]
    fn nothing_but_an_origin_is_one() {
        for typed in [
            "",
            "https://",
            "https:///",
            "agent.example.org",
            "http://agent.example.org",
            "HTTPS://agent.example.org",
            "https:agent.example.org",
            "https:/agent.example.org",
            "ftp://agent.example.org",
            "javascript:x",
            "https://agent.example.org/",
            "https://agent.example.org/x",
            "https://agent.example.org?x",
            "https://agent.example.org#x",
            "https://user@agent.example.org",
            "https://user:pw@agent.example.org",
            "https://agent.example.org@evil.example",
            "https://agent.example.org\\@evil.example",
            "https://a\tb.example",
            "https://a b.example",
            "https://x%00y.example",
            "https://a%2eexample.org",
            "https://agent.example.org\n",
            "https://agent.example.org\u{0}",
            "https://agent.example.org:",
            "https://agent.example.org:0",
            "https://agent.example.org:65536",
            "https://agent.example.org:0443",
            "https://agent.example.org:+443",
            "https://agent.example.org:4 3",
            "https://agent.example.org:443:1",
            "https://.example.org",
            "https://agent..example.org",
            "https://agent.example.org.",
            "https://-agent.example.org",
            "https://agent-.example.org",
            "https://agent_x.example.org",
            "https://agént.example.org",
            "https://agent.example.org,evil.example",
            "https://agent.example.org;x",
            "https://[2606:4700::1111",
            "https://[2606:4700::1111]x",
            "https://[2606:4700::1111%25eth0]",
            "https://[agent.example.org]",
            "https://2606:4700::1111",
            "https://exa\u{ff0e}mple.org",
            "https://\u{212a}im.example.org",
        ] {
            assert_eq!(shown(typed), None, "{typed:?}");
        }
        assert_eq!(shown(&format!("https://{}.example.org", "a".repeat(64))), None);
        assert_eq!(shown(&format!("https://{}example.org", "a.".repeat(130))), None);
    }

    #[test]
    fn nothing_private_is_public_however_it_is_written() {
        for host in [
            "localhost",
            "LOCALHOST",
            "x.localhost",
            "intranet",
            "printer.local",
            "db.internal",
            "nas.lan",
            "a.home.arpa",
            "127.0.0.1",
            "127.255.255.254",
            "127.1",
            "127.0.1",
            "0x7f.0.0.1",
            "0x7f000001",
            "2130706433",
            "017700000001",
            "0177.0.0.1",
            "127.0.0.0x1",
            "0.0.0.0",
            "0",
            "10.0.0.1",
            "10.255.255.255",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "198.18.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "256.1.1.1",
            "1.2.3.4.5",
            "[::1]",
            "[::]",
            "[fc00::1]",
            "[fdff::1]",
            "[fe80::1]",
            "[ff02::1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:10.0.0.1]",
            "[::127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]",
            "[2001::1]",
            "[2001:db8::1]",
        ] {
            let address = format!("https://{host}");
            assert_eq!(shown(&address), None, "{address}");
            assert_eq!(shown(&format!("{address}:8443")), None, "{address}:8443");
        }
        // What only looks private.
        for host in ["172.15.0.1", "172.32.0.1", "100.63.0.1", "10.example.org", "localhost.example.org", "[2600::1]"] {
            assert!(shown(&format!("https://{host}")).is_some(), "{host}");
        }
    }

    #[test]
    fn the_local_environment_may_reach_itself_and_is_as_strict_about_spelling() {
        for text in ["http://127.0.0.1:8992", "http://localhost:1", "https://[::1]:444"] {
            assert_eq!(Origin::parse(text, Reach::Local).unwrap().to_string(), text);
        }
        for text in
            ["http://127.0.0.1:8992\\@evil", "https://user:pw@host", "http://a\tb", "http://x%00y", "http://127.1"]
        {
            assert_eq!(Origin::parse(text, Reach::Local), None, "{text:?}");
        }
    }

    #[test]
    fn an_address_lies_at_its_origin_and_at_no_other() {
        let origin = Origin::parse("http://127.0.0.1:8992", Reach::Local).unwrap();
        for inside in ["http://127.0.0.1:8992/x", "http://127.0.0.1:8992/a/b?c=d@e:f"] {
            assert!(origin.has(inside, Reach::Local), "{inside}");
        }
        for outside in [
            "http://127.0.0.1:8992",
            "http://127.0.0.1:8992?x",
            "http://127.0.0.1:8992#x",
            "http://127.0.0.1:8992/x#y",
            "http://127.0.0.1:8992.evil.example/x",
            "http://127.0.0.1:8992@evil.example/",
            "http://127.0.0.1:89929/x",
            "HTTP://127.0.0.1:8992/x",
            "https://127.0.0.1:8992/x",
            "http://127.0.0.1/x",
            "javascript:x",
            "http://127.0.0.1:8992/\r\nX: y",
            "http://127.0.0.1:8992/a b",
            "http://127.0.0.1:8992\\/x",
            "//127.0.0.1:8992/x",
            " http://127.0.0.1:8992/x",
            "http://x@127.0.0.1:8992/x",
        ] {
            assert!(!origin.has(outside, Reach::Local), "{outside:?}");
        }
        let usual = Origin::parse("https://agent.example.org", Reach::Public).unwrap();
        assert!(usual.has("https://AGENT.example.org:443/x", Reach::Public));
        assert!(!usual.has("http://agent.example.org/x", Reach::Public));
    }
}
