//! The bank holidays that the demo register carries.

use forthright_clock::{Calendar, Holiday};

/// The register's file is read line by line so that this crate needs no TOML parser.
pub fn calendar() -> Calendar {
    let text = include_str!("../../../register/dmu/bank-holidays.toml");
    let holidays = text.lines().filter_map(|line| {
        let rest = line.strip_prefix("{ date = \"").or_else(|| line.trim().strip_prefix("{ date = \""))?;
        let (date, rest) = rest.split_once("\", name = \"")?;
        let (name, _) = rest.split_once('"')?;
        Some(Holiday { date: date.parse().unwrap(), name: name.to_owned() })
    });
    Calendar::new(holidays)
}
