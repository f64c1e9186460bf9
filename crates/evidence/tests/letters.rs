//! Letters of many sorts, in our own words about people who do not exist: what each seems to be, and that none of them is ready
//! as a kind that it is not.
#![allow(clippy::unwrap_used)]

use forthright_evidence::{Kind, State, Told, letter};

const KINDS: [Kind; 4] = [Kind::UtilityBill, Kind::CouncilTaxBill, Kind::BankStatement, Kind::OfficialLetter];

/// The name and address that stand on all of them.
const TO: &str = "Ms Anna Eriksson\nFlat 2, 1 The Gateway\nLeicester\nLE1 9BH\n";

/// Letters that are accepted, and who sent them.
const ACCEPTED: [(Kind, &str, &str); 22] = [
    (
        Kind::UtilityBill,
        "OVO Energy",
        "OVO Energy\nYour energy bill\nBill date: 3 October 2026\nElectricity 212 kWh\nStanding charge\nMeter readings",
    ),
    (
        Kind::UtilityBill,
        "Octopus Energy",
        "Octopus Energy\nStatement of your energy account\nDate of issue: 3 October 2026\nElectricity\nSupply number\nUnit rate 24.5p per kWh\nBalance on 3 October",
    ),
    (
        Kind::UtilityBill,
        "Thames Water",
        "Thames Water\nYour water bill\n3 October 2026\nWastewater services\nMetered water",
    ),
    (
        Kind::UtilityBill,
        "Dŵr Cymru",
        "Dŵr Cymru\nEich bil dŵr\nDyddiad: 3 Hydref 2026\nDŵr a charthffosiaeth\nDarlleniad mesurydd",
    ),
    (
        Kind::UtilityBill,
        "giffgaff",
        "giffgaff\nYour mobile bill\n3 October 2026\nYour plan charges\nData allowance 20 GB\nCalls and texts",
    ),
    (
        Kind::UtilityBill,
        "Virgin Media",
        "Virgin Media\nYour broadband bill\nBill date 3 October 2026\nLine rental\nDirect Debit",
    ),
    (
        Kind::UtilityBill,
        "Switch2",
        "Switch2\nHeat network charges\n3 October 2026\nDistrict heating, unit rate per kWh",
    ),
    (
        Kind::CouncilTaxBill,
        "Leicester City Council",
        "Leicester City Council\nCouncil Tax Bill 2026/27\nDate of issue 14 March 2026\nValuation band B\nInstalments\n1 April 2026\n1 May 2026",
    ),
    (
        Kind::CouncilTaxBill,
        "London Borough of Camden",
        "London Borough of Camden\nCouncil tax demand notice\n14 March 2026\nAdult social care precept\nSingle person discount 25%",
    ),
    (
        Kind::CouncilTaxBill,
        "Cyngor Caerdydd",
        "Cyngor Caerdydd\nBil Treth y Cyngor 2026/27\nDyddiad cyhoeddi: 14/03/2026\nBand prisio C\nRhandaliadau",
    ),
    (
        Kind::BankStatement,
        "Monzo",
        "Monzo\nCurrent account statement\n1 October 2026 to 31 October 2026\nBalance brought forward\nPaid in\nPaid out\nBritish Gas direct debit",
    ),
    (
        Kind::BankStatement,
        "Nationwide",
        "Nationwide\nStatement date: 31 October 2026\nStart balance £100.00\nEnd balance £90.00\nArranged overdraft limit\nThames Water",
    ),
    (
        Kind::BankStatement,
        "Skipton Building Society",
        "Skipton Building Society\nAnnual mortgage statement\n31 March 2026\nInterest\nClosing balance",
    ),
    (
        Kind::BankStatement,
        "Barclaycard",
        "Barclaycard\nCredit card statement\n4 October 2026\nMinimum payment £25.00\nCredit limit £2,000",
    ),
    (
        Kind::OfficialLetter,
        "Department for Work and Pensions",
        "Department for Work and Pensions\nPersonal Independence Payment\n3 October 2026\nWe have decided that you are entitled to",
    ),
    (
        Kind::OfficialLetter,
        "The Pension Service",
        "The Pension Service\nYour State Pension\n3 October 2026\nFrom 6 April 2027 you will be paid",
    ),
    (
        Kind::OfficialLetter,
        "Adran Gwaith a Phensiynau",
        "Adran Gwaith a Phensiynau\nCredyd Cynhwysol\n3 Hydref 2026\nEich hawliad",
    ),
    (
        Kind::OfficialLetter,
        "HM Revenue & Customs",
        "HM Revenue & Customs\nP800 Tax Calculation for 2025 to 2026\nDate of issue 3 October 2026\nUnique Taxpayer Reference",
    ),
    (
        Kind::OfficialLetter,
        "HM Revenue and Customs",
        "HM Revenue and Customs\nPAYE Coding Notice\n3 October 2026\nYour tax code for the tax year",
    ),
    (
        Kind::OfficialLetter,
        "Child Benefit Office",
        "Child Benefit Office\nChild Benefit award notice\n3 October 2026\nNational Insurance number",
    ),
    (
        Kind::OfficialLetter,
        "HMRC",
        "HMRC\nSelf Assessment statement\n3 October 2026\nPay by 31 January 2027, sort code, account number",
    ),
    (
        Kind::OfficialLetter,
        "Jobcentre Plus",
        "Jobcentre Plus\nJobseeker’s Allowance\n3 October 2026\nYour award, and help with council tax",
    ),
];

/// Letters and papers that are not.
const OTHERS: [(&str, &str); 22] = [
    ("television", "TV Licensing\nYour TV Licence\nLicence number 123\nValid until 31 October 2027\nDirect debit"),
    ("appointment", "University Hospitals NHS Trust\nYour appointment\n3 October 2026\nOutpatient clinic\nNHS number"),
    (
        "payslip",
        "Payslip\nPay date 31 October 2026\nGross pay 2,000\nNet pay 1,640\nTax code 1257L\nNational Insurance\nEmployee number",
    ),
    (
        "P45 or P60",
        "P60 End of Year Certificate\nTax year to 5 April 2026\nTax code 1257L\nNational Insurance number\nEmployer PAYE reference",
    ),
    (
        "place to study",
        "Your offer of a place\n3 October 2026\nUnconditional offer\nBSc course, tuition fees\nAdmissions, University",
    ),
    ("student finance", "Student Finance England\nYour entitlement for 2026/27\nMaintenance loan\nTuition fee loan"),
    ("insurance", "Home insurance\nPolicy schedule\nPolicy number 12\nRenewal notice, 3 October 2026\nPremium"),
    (
        "tenancy",
        "Assured shorthold tenancy agreement\n3 October 2026\nLandlord\nTenant\nRent and deposit, council tax and water are paid by the tenant",
    ),
    ("tenancy", "Rent statement\nHousing Association\nRent account balance 3 October 2026\nArrears"),
    (
        "invoice",
        "Invoice number 21\nInvoice date: 3 October 2026\nQuantity\nUnit price\nVAT\nTotal due\nBank: sort code, account number",
    ),
    ("court", "In the County Court at Leicester\nClaim number\nClaimant\nDefendant\nJudgment, 3 October 2026"),
    (
        "curriculum vitae",
        "Curriculum Vitae\nPersonal profile\nWork experience: water engineer, 2020 to 2026\nEducation and qualifications\nSkills",
    ),
    ("vehicle", "DVLA\nV5C registration certificate\nVehicle registration AB12 CDE\n3 October 2026"),
    (
        "pension",
        "Universities Superannuation Scheme\nAnnual benefit statement\n31 March 2026\nYour pension scheme contributions",
    ),
    ("voting", "Leicester City Council\nPoll card\nPolling station\nElection on 7 May 2026"),
    ("Home Office", "Home Office\nUK Visas and Immigration\nIndefinite leave to remain\n3 October 2026"),
    ("debt", "Notice of default\n3 October 2026\nOutstanding debt\nCredit reference agency"),
    ("", "Dear Anna\nIt was lovely to see you on 3 October 2026. Come again soon, and bring the dog.\nLove, Bo"),
    ("", "Minutes of the residents’ association, 3 October 2026\nPresent: twelve\nThe garden was discussed"),
    ("", "Gym rota for October 2026\nMonday 9 am spin\nTuesday 9 am yoga"),
    ("subscription", "Booking reference QX12\nBoarding pass\nPassenger Eriksson\n3 October 2026"),
    ("brochure", "Prospectus 2026\nTable of contents\nIntroduction\nAll rights reserved\n3 October 2026"),
];

fn told(kind: Option<Kind>) -> Told {
    Told { kind, name: "Anna Eriksson".to_owned(), today: (2026, 11, 30), ..Told::default() }
}

fn with_address(text: &str) -> String {
    let (first, rest) = text.split_once('\n').unwrap();
    format!("{first}\n{TO}{rest}\n")
}

#[test]
fn letters_that_are_accepted_are_known_with_who_sent_them() {
    for (kind, sender, text) in ACCEPTED {
        let verdict = letter(&with_address(text), &told(Some(kind)));
        assert_eq!(verdict.state, State::LooksReady, "{text}: {:?}", verdict.lines);
        let lines = verdict.lines.concat();
        assert!(lines.contains(&format!("from {sender};")), "{sender}: {lines}");
        assert!(lines.contains("it is dated ") || text.contains(" to 31"), "{text}: {lines}");
    }
}

#[test]
fn nothing_is_ready_as_a_kind_that_it_is_not() {
    for (kind, _, text) in ACCEPTED {
        for wrong in KINDS.into_iter().filter(|one| *one != kind) {
            let verdict = letter(&with_address(text), &told(Some(wrong)));
            assert_ne!(verdict.state, State::LooksReady, "{text} as {wrong:?}: {:?}", verdict.lines);
        }
    }
    for (_, text) in OTHERS {
        for wrong in KINDS {
            let verdict = letter(&with_address(text), &told(Some(wrong)));
            assert_ne!(verdict.state, State::LooksReady, "{text} as {wrong:?}: {:?}", verdict.lines);
        }
    }
}

#[test]
fn what_is_not_accepted_is_named_with_what_is() {
    for (what, text) in OTHERS.into_iter().filter(|(what, _)| !what.is_empty()) {
        for wrong in KINDS {
            let lines = letter(&with_address(text), &told(Some(wrong))).lines.concat();
            assert!(
                lines.contains(what) && lines.contains("We can use a utility bill"),
                "{text} as {wrong:?}: {lines}"
            );
        }
    }
}
