//! A deadline as an iCalendar file.

use crate::deadlines::Answer;
use crate::words::Tongue;
use forthright_clock::{long_moment_in, rfc3339};
use forthright_register::Organisation;
use jiff::Timestamp;
use jiff::civil::Date;

/// The deadline as an iCalendar file (RFC 5545).
pub fn ics(answer: &Answer, organisation: &Organisation, now: Timestamp, tongue: Tongue) -> String {
    // The basic format of ISO 8601 is the extended one without its signs.
    let stamp = |at: Timestamp| rfc3339(at).replace(['-', ':'], "");
    let day = |date: Date| date.to_string().replace('-', "");
    let (when, summary, why) = match answer {
        Answer::Day { what, due, .. } => {
            let reasons: Vec<String> = due.steps.iter().map(|step| tongue.own(&step.reason)).collect();
            let summary = tongue.put("Last day for {}", "Diwrnod olaf ar gyfer {}", what);
            (format!("DTSTART;VALUE=DATE:{}", day(due.due)), summary, reasons.join("\n"))
        }
        Answer::Moment { from, due } => (
            format!("DTSTART:{}", stamp(*due)),
            tongue
                .say("Report the breach to the regulator by now", "Rhowch wybod i’r rheoleiddiwr am y toriad erbyn hyn")
                .to_owned(),
            tongue.put(
                "You became reasonably sure on {}. 72 hours, with no break.",
                "Daethoch yn weddol sicr ar {}. 72 awr, heb fwlch.",
                &long_moment_in(*from, tongue.code()),
            ),
        ),
    };
    let uid = when.replace([':', ';', '='], "-").to_lowercase();
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        format!("PRODID:-//{}//Forthright//{}", escaped(&organisation.name), tongue.code().to_uppercase()),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{uid}@{}.forthright", organisation.id),
        format!("DTSTAMP:{}", stamp(now)),
        when,
        format!("SUMMARY:{}", escaped(&summary)),
        format!("DESCRIPTION:{}", escaped(&why)),
        "TRANSP:TRANSPARENT".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    lines.iter().map(|line| folded(line)).collect()
}

/// Text of a property (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// A content line in pieces of at most 75 octets (RFC 5545, 3.1).
fn folded(line: &str) -> String {
    let mut out = String::new();
    let mut length = 0_usize;
    for c in line.chars() {
        if length.saturating_add(c.len_utf8()) > 74 {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length = length.saturating_add(c.len_utf8());
    }
    out + "\r\n"
}
