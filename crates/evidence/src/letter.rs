//! What is said about a bill or a letter whose text is at hand: whether the name that was typed stands on it, what it seems
//! to be, who sent it and when.

mod issued;
mod senders;
mod signs;
mod sorts;
mod sought;

use crate::names::is_comparable;
use crate::{Kind, State, Told, Verdict};
use issued::issued;
use signs::{Signs, issuer};
use sorts::Seems;
use sought::Sought;

/// A letter with fewer letters and digits says nothing.
const FEW: usize = 20;
/// What is accepted beside documents with a photo.
const ACCEPTED: &str = "We can use a utility bill, a council tax bill, a bank or building society statement, or a letter \
    from DWP or HMRC.";
/// An address has at most this many lines under the name.
const ADDRESS: usize = 8;

/// Puts what a letter says into words.
///
/// ```
/// use forthright_evidence::{Kind, State, Told, letter};
///
/// let text = "Severn Trent\nMiss A Eriksson\n1 The Gateway\nLeicester LE1 9BH\nYour bill, 3 October 2026\nMeter reading";
/// let told = Told { name: "Anna Eriksson".to_owned(), today: (2026, 11, 1), ..Told::default() };
/// let bill = Told { kind: Some(Kind::UtilityBill), ..told.clone() };
/// assert_eq!(letter(text, &bill).state, State::LooksReady);
/// // Nobody said what it is.
/// assert_eq!(letter(text, &told).state, State::CouldNotTell);
/// ```
#[must_use]
pub fn letter(text: &str, told: &Told) -> Verdict {
    if text.chars().filter(|c| c.is_alphanumeric()).count() < FEW {
        return Verdict::unread(
            "We found no text in this PDF and no picture that we can look at. Check for yourself that it can be read.",
        );
    }
    if told.kind.is_some_and(|kind| matches!(kind, Kind::Passport | Kind::PhotocardLicence | Kind::BirthCertificate)) {
        return Verdict::unread(
            "This PDF has text of its own, as letters have. Check for yourself that it shows the document.",
        );
    }
    if told.kind == Some(Kind::OldStyleLicence) {
        return Verdict::unread(
            "This PDF has text of its own, as letters have. Check for yourself that it shows the licence.",
        );
    }
    let cells: Vec<&str> = text.split(['\n', '\t']).collect();
    let sought = Sought::of(&told.name);
    let in_two = || cells.windows(2).position(|two| matches!(two, [one, other] if sought.is_in_both(one, other)));
    let named = cells.iter().position(|cell| sought.is_in(cell)).or_else(in_two);
    let mut check = Vec::new();
    let mut read = Vec::new();
    let signs = Signs::of(text);
    let seems = signs.seems();
    let accepted = match seems {
        Some(Seems::Accepted(kind)) => Some(kind),
        _ => None,
    };
    let issuer = if seems.is_none() || accepted.is_some() { issuer(text, accepted.or(told.kind)) } else { None };
    let from = issuer.as_ref().map(|issuer| format!(", from {issuer}")).unwrap_or_default();
    let is_spoken_for = told.kind.is_some_and(|kind| signs.speak_for(kind));
    // Nothing speaks for what was chosen: whatever else is found, nobody can say that it is ready.
    let mut is_told = true;
    match (seems, told.kind) {
        (Some(Seems::Accepted(kind)), Some(chosen)) if kind != chosen && !is_spoken_for => {
            check.push(format!("It looks like a {}{from}, but you chose {}.", said(kind), said(chosen)));
        }
        (Some(Seems::Other(what)), _) if !is_spoken_for => {
            check.push(format!("It looks like {what}, which does not show who you are. {ACCEPTED}"));
        }
        (Some(Seems::NoLetter(what)), _) if !is_spoken_for => {
            is_told = false;
            check.push(format!("It looks like {what}, which does not show who you are. {ACCEPTED}"));
        }
        (_, Some(chosen)) if !is_spoken_for => {
            is_told = false;
            check.push(format!("Nothing in it says that it is a {}. Check that it is the right file.", said(chosen)));
            read.extend(issuer.map(|issuer| format!("it looks as if it came from {issuer}")));
        }
        _ => {
            let kind = accepted.or(told.kind);
            read.extend(kind.map(|kind| format!("it looks like a {}{from}", said(kind))));
        }
    }
    if let Some(date) = issued(text, told.today) {
        read.push(date);
    }
    let name = told.name.trim();
    if let Some(at) = named {
        let below = cells.iter().skip(at).take(ADDRESS).find_map(|cell| postcode(cell));
        read.push(match below {
            Some(postcode) => format!("it shows your name and the postcode {postcode}"),
            None => "it shows your name".to_owned(),
        });
    } else if is_comparable(name) {
        check.push(format!(
            "We did not find the name you typed, {name}. If it shows a former name, say so in your request."
        ));
    }
    let state = if !is_told || (check.is_empty() && read.is_empty()) {
        State::CouldNotTell
    } else if check.is_empty() {
        State::LooksReady
    } else {
        State::PleaseCheck
    };
    let mut lines = check;
    if read.is_empty() {
        lines.push(
            "It has text, but we did not find a date or who sent it. Check for yourself that it can be read."
                .to_owned(),
        );
    } else {
        lines.push(sentence(&read));
    }
    Verdict { state, lines, seems: None }.of_kind(told.kind, accepted)
}

fn sentence(parts: &[String]) -> String {
    let mut text = parts.join("; ");
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    format!("{text}. This shows that it can be read, not that it is genuine.")
}

const fn said(kind: Kind) -> &'static str {
    match kind {
        Kind::UtilityBill => "utility bill",
        Kind::CouncilTaxBill => "council tax bill",
        Kind::BankStatement => "bank statement",
        Kind::OfficialLetter => "letter from DWP or HMRC",
        _ => "document",
    }
}

/// A postcode of the United Kingdom, written with one space (BS 7666 in shape).
fn postcode(line: &str) -> Option<String> {
    let words: Vec<String> = line
        .split(|c: char| !c.is_ascii_alphanumeric())
        .map(str::to_ascii_uppercase)
        .filter(|w| !w.is_empty())
        .collect();
    let one = words.iter().filter_map(|word| word.split_at_checked(word.len().checked_sub(3)?));
    let two = words.windows(2).filter_map(|pair| match pair {
        [outward, inward] => Some((outward.as_str(), inward.as_str())),
        _ => None,
    });
    one.chain(two).find(|(outward, inward)| is_outward(outward) && is_inward(inward)).map(|(a, b)| format!("{a} {b}"))
}

fn is_outward(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '9' } else { 'A' }).collect();
    matches!(shape.as_str(), "A9" | "A99" | "A9A" | "AA9" | "AA99" | "AA9A")
}

fn is_inward(text: &str) -> bool {
    let mut letters = text.chars();
    text.len() == 3
        && letters.next().is_some_and(|c| c.is_ascii_digit())
        && letters.all(|c| c.is_ascii_uppercase() && !"CIKMOV".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BILL: &str = "Severn Trent\nMiss Anna M Eriksson\tAccount 123\nFlat 2\n1 The Gateway\nLEICESTER\tBill date: 3 October 2026\n\
                        LE1 9BH\nYour water bill\nMeter reading 1 July 2026\nPay by 30 November 2026";

    fn told(kind: Kind, name: &str) -> Told {
        Told { kind: Some(kind), name: name.to_owned(), today: (2026, 11, 1), ..Told::default() }
    }

    #[test]
    fn a_bill_to_the_person_looks_ready_and_says_what_was_read() {
        let verdict = letter(BILL, &told(Kind::UtilityBill, "Anna Eriksson"));
        assert_eq!(verdict.state, State::LooksReady);
        assert_eq!(
            verdict.lines,
            ["It looks like a utility bill, from Severn Trent; it is dated 3 October 2026; it shows your name \
              and the postcode LE1 9BH. This shows that it can be read, not that it is genuine."]
        );
    }

    #[test]
    fn names_are_found_as_letters_write_them() {
        for (line, typed) in [
            ("Mr & Mrs A Eriksson", "Anna Eriksson"),
            ("ERIKSSON ANNA", "Anna Eriksson"),
            ("MISS A. M. ERIKSSON", "Anna Eriksson"),
            ("Mrs A.M.Eriksson", "Anna Eriksson"),
            ("MRS AM ERIKSSON", "Anna Eriksson"),
            ("Dear Anna Maria Eriksson", "Anna Eriksson"),
            ("Herr JUERGEN MUELLER", "Jürgen Müller"),
            ("Mr J Vanderberg", "Jan van der Berg"),
            ("Ms E O Connor", "Enya O'Connor"),
            ("MR J MC DONALD", "James McDonald"),
            ("Dear Sukarno,", "Sukarno"),
        ] {
            assert!(Sought::of(typed).is_in(line), "{line}, {typed}");
        }
        for line in ["Anna Smith", "Eriksson", "Anna", "Bjorn Eriksson", "Alan Eriksson", "B Eriksson", ""] {
            assert!(!Sought::of("Anna Eriksson").is_in(line), "{line}");
        }
        for (line, typed) in [
            ("REV J SMITH", "Rachel Smith"),
            ("C/O SMITH", "Carol Smith"),
            ("FAO SMITH", "Fiona Smith"),
            ("THE SMITH FAMILY", "Thomas Smith"),
            ("12 ST JAMES ROAD", "Sarah James"),
            ("14 A JAMES STREET", "Anna James"),
            ("ANNA JAMES HOUSE", "Anna James"),
        ] {
            assert!(!Sought::of(typed).is_in(line), "{line}, {typed}");
        }
        for (line, typed) in [
            ("MD RAHMAN HOSSAIN", "Mohammed Rahman Hossain"),
            ("Mr Mohammad Hossain", "Md Hossain"),
            ("ABUBAKR SIDDIQ", "Abu Bakr Siddiq"),
            ("Wm Turner", "William Turner"),
        ] {
            assert!(Sought::of(typed).is_in(line), "{line}, {typed}");
        }
        assert!(Sought::of("Anna Eriksson").is_in_both("Anna", "ERIKSSON"));
        assert!(!Sought::of("Anna Eriksson").is_in_both("Anna", "Eriksson owes us a letter of five words"));
        assert!(!Sought::of("Maria Smith").is_in("MR SMITH"), "a title is no initial");
        assert!(!Sought::of("Anna Smith").is_in("BO SMITH"));
    }

    #[test]
    fn a_name_made_to_keep_a_device_busy_is_given_up() {
        let typed = "ÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖ ".repeat(12);
        let text = format!("{}\n", "UEAEOEUEAEOEUEAEOEUEAEOEUEAEOEA ÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖA ".repeat(20)).repeat(100);
        assert!(letter(&text, &told(Kind::UtilityBill, &typed)).lines.concat().contains("We did not find the name"));
        let plain = format!("{}{BILL}", "Payment to Bjorn Eriksson of Leicester on request\n".repeat(2_000));
        let verdict = letter(&plain, &told(Kind::UtilityBill, "Anna Eriksson"));
        assert!(verdict.lines.concat().contains("your name and the postcode LE1 9BH"), "{:?}", verdict.lines);
    }

    #[test]
    fn a_name_in_another_script_is_not_said_to_be_missing() {
        let verdict = letter(BILL, &told(Kind::UtilityBill, "李小龙"));
        assert_eq!(verdict.state, State::LooksReady, "{:?}", verdict.lines);
    }

    #[test]
    fn who_sent_it_stands_first_and_sends_such_letters() {
        let statement = "Barclays\nYour statement\nOpening balance 12.00\nDirect debit to British Gas\nClosing balance 3.00\nMoney out";
        let lines = letter(statement, &told(Kind::BankStatement, "")).lines.concat();
        assert!(lines.contains("a bank statement, from Barclays"), "{lines}");
        let tax = "HM REVENUE & CUSTOMS\nSelf Assessment statement\nHMRC, National Insurance number\nPay to Barclays, sort code, account number, IBAN";
        let verdict = letter(tax, &told(Kind::OfficialLetter, ""));
        assert_eq!(verdict.state, State::LooksReady);
        assert!(verdict.lines.concat().contains("from HM Revenue & Customs"), "{:?}", verdict.lines);
        let words = "Council tax bill\nProperty reference 12\nSo energy costs less: a good energy rating. Your first direct debit";
        assert!(!letter(words, &told(Kind::CouncilTaxBill, "")).lines.concat().contains("from"));
    }

    #[test]
    fn another_name_and_another_kind_are_questions() {
        let other = letter(BILL, &told(Kind::UtilityBill, "Anna Smith"));
        assert_eq!(other.state, State::PleaseCheck);
        assert!(other.lines.concat().contains("We did not find the name you typed, Anna Smith."));
        let kind = letter(BILL, &told(Kind::BankStatement, "Anna Eriksson"));
        assert!(
            kind.lines
                .concat()
                .contains("It looks like a utility bill, from Severn Trent, but you chose bank statement.")
        );
    }

    #[test]
    fn a_short_name_is_no_word_in_small_letters() {
        let kind = |text: &str| letter(text, &told(Kind::UtilityBill, "")).lines.concat();
        assert!(kind("Broadband from Sky, your bill of 3 May 2026").contains("from Sky;"));
        assert!(!kind("Broadband under a blue sky, your bill of 3 May 2026").contains("Sky"));
    }

    #[test]
    fn what_says_nothing_could_not_be_told() {
        for text in ["", "   \n\t", "scanned by an app", "Some words that have nothing to do with any of this, at all."]
        {
            assert_eq!(letter(text, &told(Kind::UtilityBill, "")).state, State::CouldNotTell, "{text}");
        }
        assert_eq!(letter(BILL, &told(Kind::Passport, "Anna Eriksson")).state, State::CouldNotTell);
    }

    #[test]
    fn postcodes_have_a_shape() {
        for (line, found) in [
            ("Leicester LE1 9BH", Some("LE1 9BH")),
            ("sw1a1aa", Some("SW1A 1AA")),
            ("M1 1AE.", Some("M1 1AE")),
            ("Sort code 40 47 84", None),
            ("A1 1CC", None),
            ("", None),
        ] {
            assert_eq!(postcode(line).as_deref(), found, "{line}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".*", name in ".*") {
            let _ = letter(&text, &told(Kind::UtilityBill, &name));
        }
    }
}
