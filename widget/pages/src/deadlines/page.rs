//! The calculator's page: what is asked, what is answered, and the rules.

use super::drawing::months;
use super::{Answer, Asked, BREACH, COMPLAINT, MARKS, RIGHTS, Wrong, answer};
use crate::layout::{About, Page, page};
use crate::words::{Tongue, encoded};
use forthright_clock::{Calendar, Right, long_date_in, long_moment_in};
use forthright_register::Register;
use forthright_widget_kit::view;
use forthright_widget_kit::{ErrorLink, ErrorSummary, Field, describe, described_by};
use leptos::prelude::*;

/// The page.
pub fn deadlines(register: &Register, calendar: &Calendar, asked: &Asked, tongue: Tongue) -> String {
    let say = |english, welsh| tongue.say(english, welsh);
    let found = answer(asked, calendar, tongue);
    let heading = say("Work out when a reply is due", "Cyfrifwch erbyn pryd y dylid ymateb");
    let titled = match &found {
        Ok(None) => heading.to_owned(),
        Ok(Some(answer)) => format!("{} – {heading}", answer.words(tongue)),
        Err(_) => format!("{}: {heading}", say("Error", "Gwall")),
    };
    let frame = Page {
        title: &titled,
        script: None,
        wide: false,
        language: tongue.tag(),
        about: Some(About {
            path: "/deadlines",
            description: say(
                "Work out when a reply to a data protection request, an acknowledgement of a complaint or a breach report is due, and why.",
                "Cyfrifwch erbyn pryd y dylid ymateb i gais diogelu data, cydnabod cwyn neu roi gwybod am doriad, a pham.",
            ),
            bilingual: true,
        }),
    };
    page(register, &frame, || {
        let wrong = found.as_ref().err().cloned().unwrap_or_default();
        let links: Vec<ErrorLink> = wrong
            .iter()
            .map(|(field, message)| ErrorLink { field: (*field).to_owned(), message: message.clone() })
            .collect();
        let result = found.as_ref().ok().and_then(Option::as_ref).map(|answer| shown(answer, asked, tongue));
        view! {
            <ErrorSummary links=Signal::stored(links)/>
            {tongue.switch_asked("/deadlines", &asked.given())}
            <h1>{heading}</h1>
            <p>{say(
                "For anyone who is waiting for a reply, or who has to send one, under UK data protection law in England and Wales. We do not store anything you enter.",
                "I unrhyw un sy’n aros am ymateb, neu sy’n gorfod anfon un, o dan gyfraith diogelu data’r DU yng Nghymru a Lloegr. Nid ydym yn storio unrhyw beth a nodwch.",
            )}</p>
            {result}
            {form(asked, &wrong, tongue)}
            {rules(tongue)}
        }
        .into_any()
    })
}

fn form(asked: &Asked, wrong: &[Wrong], tongue: Tongue) -> AnyView {
    let say = |english, welsh| tongue.say(english, welsh);
    let error =
        |field: &str| wrong.iter().find(|(at, _)| *at == field).map(|(_, message)| message.clone()).unwrap_or_default();
    let clock = if asked.clock.is_empty() { RIGHTS } else { &asked.clock };
    let clock_error = Signal::stored(error("clock-rights-request"));
    let (clock_describes, clock_invalid) = describe("clock", false, clock_error);
    let kinds: Vec<AnyView> = [
        (RIGHTS, say("A request to use a right: one calendar month", "Cais i ddefnyddio hawl: un mis calendr")),
        (
            MARKS,
            say(
                "A request for exam marks, before the results: up to five months",
                "Cais am farciau arholiad, cyn y canlyniadau: hyd at bum mis",
            ),
        ),
        (
            COMPLAINT,
            say(
                "A complaint about data protection: acknowledge within 30 days",
                "Cwyn am ddiogelu data: ei chydnabod o fewn 30 diwrnod",
            ),
        ),
        (
            BREACH,
            say("A personal data breach: report within 72 hours", "Toriad data personol: rhoi gwybod o fewn 72 awr"),
        ),
    ]
    .into_iter()
    .map(|(value, label)| {
        let id = format!("clock-{value}");
        let on = value == clock;
        view! {
            <div class="choice"><input type="radio" id=id.clone() name="clock" value=value checked=on aria-describedby=clock_describes aria-invalid=clock_invalid/><label for=id>{label}</label></div>
        }
        .into_any()
    })
    .collect();
    let field = |id: &'static str, label: &str, hint: &str, value: &str| {
        let error = Signal::stored(error(id));
        let (describes, invalid) = describe(id, true, error);
        let value = value.to_owned();
        view! {
            <Field id=id.to_owned() label=label.to_owned() hint=Some(hint.to_owned()) error>
                <input id=id name=id type="text" class="short" autocomplete="off" value=value aria-describedby=describes aria-invalid=invalid/>
            </Field>
        }
        .into_any()
    };
    let right_error = error("right");
    let right_describes = described_by("right", false, !right_error.is_empty());
    let right_invalid = (!right_error.is_empty()).then_some("true");
    let chosen = if asked.right.is_empty() { Some(Right::Access) } else { Right::named(&asked.right) };
    let rights: Vec<AnyView> = Right::ALL
        .into_iter()
        .map(|right| {
            let selected = chosen == Some(right);
            let words = capital(&tongue.own(right.words()));
            view! { <option value=right.name() selected=selected>{words}</option> }.into_any()
        })
        .collect();
    let what = say("What was received?", "Beth a dderbyniwyd?").to_owned();
    let which =
        say("Which right? (only for a request to use a right)", "Pa hawl? (dim ond ar gyfer cais i ddefnyddio hawl)");
    let paused = say(
        "Only a request to see information can be paused: the time limit stops while we wait for clarification that is reasonably needed, and continues when it arrives. For other rights, every day counts. Any request to use a right can be extended.",
        "Dim ond cais i weld gwybodaeth y gellir ei oedi: mae’r terfyn amser yn stopio tra byddwn yn aros am eglurhad y mae angen rhesymol amdano, ac yn parhau pan fydd yn cyrraedd. Ar gyfer hawliau eraill, mae pob diwrnod yn cyfrif. Gellir estyn y terfyn amser ar gyfer unrhyw gais i ddefnyddio hawl.",
    );
    let extended = say(
        "Extended by two months, and the person was told in the first month",
        "Wedi’i estyn o ddau fis, a’r person wedi cael gwybod yn y mis cyntaf",
    );
    view! {
        <form method="get" action="/deadlines" class="screen">
            {tongue.field()}
            <Field id="clock".to_owned() label=what hint=None error=clock_error group=true>{kinds}</Field>
            {field(
                "from",
                say("What date was it received?", "Ar ba ddyddiad y’i derbyniwyd?"),
                say("However it was received, using the date in London. For example 25/11/2026", "Sut bynnag y’i derbyniwyd, yn ôl y dyddiad yn Llundain. Er enghraifft 25/11/2026"),
                &asked.from,
            )}
            {field(
                "announced",
                say("When are the results announced? (only for exam marks)", "Pryd y cyhoeddir y canlyniadau? (dim ond ar gyfer marciau arholiad)"),
                say("Leave this empty if it is not known yet", "Gadewch hyn yn wag os nad yw’n hysbys eto"),
                &asked.announced,
            )}
            {field(
                "time",
                say("At what time? (only for a breach)", "Faint o’r gloch? (dim ond ar gyfer toriad)"),
                say("When you became reasonably sure there was a breach, using London time. For example 14:30", "Pan ddaethoch yn weddol sicr bod toriad wedi digwydd, yn ôl amser Llundain. Er enghraifft 14:30"),
                &asked.time,
            )}
            <Field id="right".to_owned() label=which.to_owned() hint=None error=Signal::stored(right_error)>
                <select id="right" name="right" aria-describedby=right_describes aria-invalid=right_invalid>{rights}</select>
            </Field>
            <details open=asked.extended || !asked.asked.is_empty() || !asked.answered.is_empty()>
                <summary>{say("Was it paused or extended?", "A gafodd ei oedi neu ei estyn?")}</summary>
                <p>{paused}</p>
                {field(
                    "asked",
                    say("Date clarification was asked for", "Dyddiad gofyn am eglurhad"),
                    say("For example 1/12/2026", "Er enghraifft 1/12/2026"),
                    &asked.asked,
                )}
                {field(
                    "answered",
                    say("Date clarification was received", "Dyddiad derbyn yr eglurhad"),
                    say("For example 10/12/2026", "Er enghraifft 10/12/2026"),
                    &asked.answered,
                )}
                <div class="choice"><input type="checkbox" id="extended" name="extended" value="true" checked=asked.extended/><label for="extended">{extended}</label></div>
            </details>
            <div class="actions"><button type="submit">{say("Show the date", "Dangos y dyddiad")}</button></div>
        </form>
    }
    .into_any()
}

/// With a capital letter at the beginning.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn shown(answer: &Answer, asked: &Asked, tongue: Tongue) -> AnyView {
    let say = |english, welsh| tongue.say(english, welsh);
    let given = asked.given();
    let all = given.iter().copied().chain((tongue == Tongue::Welsh).then_some(("lang", "cy")));
    let query: Vec<String> = all.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let download = format!("/deadlines.ics?{}", query.join("&"));
    let title = answer.words(tongue);
    let drawn = match answer {
        Answer::Day { what, from, pause, due } => {
            let steps: Vec<AnyView> =
                due.steps.iter().map(|step| view! { <li>{step.reason.clone()}</li> }.into_any()).collect();
            let latest = due.latest.filter(|latest| *latest != due.due).map(|latest| {
                let words = tongue.put(
                    "The law can be read to allow until {}. We work to the earlier date.",
                    "Gellir dehongli’r gyfraith i olygu bod gennym tan {}. Rydym yn gweithio at y cynharaf o’r ddau ddyddiad.",
                    &long_date_in(latest, tongue.code()),
                );
                view! { <p>{words}</p> }
            });
            let received = long_date_in(*from, tongue.code());
            let counted = if tongue == Tongue::Welsh {
                format!(
                    "Derbyniwyd ar {received}. Mae’r terfyn amser ar gyfer {what} yn cael ei gyfrif o’r diwrnod hwnnw."
                )
            } else {
                format!("Received on {received}. The time limit for {what} is counted from that day.")
            };
            view! { <p>{counted}</p> {latest} <ol class="reasons">{steps}</ol> {months(*from, *pause, due, tongue)} }
                .into_any()
        }
        Answer::Moment { from, due } => {
            let (from, due) = (long_moment_in(*from, tongue.code()), long_moment_in(*due, tongue.code()));
            let words = if tongue == Tongue::Welsh {
                format!(
                    "Daethoch yn weddol sicr ar {from}. Daw’r 72 awr i ben ar {due}. Mae nosweithiau, penwythnosau a gwyliau banc yn cyfrif, a hefyd yr oriau pan fydd y clociau’n newid."
                )
            } else {
                format!(
                    "You became reasonably sure on {from}. The 72 hours end on {due}. Nights, weekends and bank holidays count, and so do hours when the clocks change."
                )
            };
            view! { <p>{words}</p> }.into_any()
        }
    };
    view! {
        <section class="panel" id="answer">
            <h2>{title}</h2>
            {drawn}
            <p class="screen"><a class="button second" href=download download="deadline.ics">{say("Add to a calendar (.ics)", "Ychwanegu at galendr (.ics)")}</a></p>
        </section>
    }
    .into_any()
}

/// The rules in both languages, each with its source.
const RULES: [(&str, &str); 8] = [
    (
        "A reply to a request to use a right is due within one calendar month: by the same date in the next month, or by the last day of that month if it has no such date. If that is a weekend or a bank holiday, by the next working day (UK GDPR, Articles 12(3) and 12A).",
        "Dylid ymateb i gais i ddefnyddio hawl o fewn un mis calendr: erbyn yr un dyddiad yn y mis nesaf, neu erbyn diwrnod olaf y mis hwnnw os nad oes ganddo ddyddiad o’r fath. Os yw hynny ar benwythnos neu ŵyl banc, erbyn y diwrnod gwaith nesaf (GDPR y DU, Erthyglau 12(3) ac 12A).",
    ),
    (
        "The month starts on the day of the request, even on a Sunday; if we first had to ask for something, such as proof of who you are where there is doubt, it starts on the day that arrives. Once the month has run out, asking for it does not make the reply any less late.",
        "Mae’r mis yn dechrau ar ddiwrnod y cais, hyd yn oed ar ddydd Sul; os bu’n rhaid i ni ofyn am rywbeth yn gyntaf, megis prawf o bwy ydych chi lle mae amheuaeth, mae’n dechrau ar y diwrnod y mae hwnnw’n cyrraedd. Ar ôl i’r mis ddod i ben, nid yw gofyn amdano yn gwneud yr ymateb yn llai hwyr.",
    ),
    (
        "Only a request to see information (Article 15) can be paused, while we wait for clarification that is reasonably needed. The time limit continues when the clarification arrives; it does not start again (UK GDPR, Article 12A(5)).",
        "Dim ond cais i weld gwybodaeth (Erthygl 15) y gellir ei oedi, tra byddwn yn aros am eglurhad y mae angen rhesymol amdano. Mae’r terfyn amser yn parhau pan fydd yr eglurhad yn cyrraedd; nid yw’n dechrau o’r newydd (GDPR y DU, Erthygl 12A(5)).",
    ),
    (
        "It can be extended once, to three months from the start, if the request is complex or there are many requests. You must be told why within the first month.",
        "Gellir ei estyn unwaith, i dri mis o’r dechrau, os yw’r cais yn gymhleth neu os oes llawer o geisiadau. Rhaid dweud wrthych pam o fewn y mis cyntaf.",
    ),
    (
        "Exam marks that are asked for before the results are announced are due by the earlier of five months from the request and 40 days from the results. What you wrote in the exam is exempt (Data Protection Act 2018, Schedule 2, paragraph 25).",
        "Os gofynnir am farciau arholiad cyn cyhoeddi’r canlyniadau, dylid eu rhoi o fewn pum mis o ddyddiad y cais neu o fewn 40 diwrnod o ddyddiad y canlyniadau, pa un bynnag sydd gyntaf. Mae’r hyn a ysgrifennoch yn yr arholiad wedi’i eithrio (Deddf Diogelu Data 2018, Atodlen 2, paragraff 25).",
    ),
    (
        "A complaint must be acknowledged within 30 days (Data Protection Act 2018, section 164A). The outcome must follow without undue delay.",
        "Rhaid cydnabod cwyn o fewn 30 diwrnod (Deddf Diogelu Data 2018, adran 164A). Rhaid rhoi’r canlyniad heb oedi gormodol.",
    ),
    (
        "A breach must be reported to the regulator within 72 hours if there is a risk to people (UK GDPR, Article 33).",
        "Rhaid rhoi gwybod i’r rheoleiddiwr am doriad o fewn 72 awr os oes risg i bobl (GDPR y DU, Erthygl 33).",
    ),
    (
        "Days when the university is closed count as working days, unless they are bank holidays.",
        "Mae diwrnodau pan fydd y brifysgol ar gau yn cyfrif fel diwrnodau gwaith, oni bai eu bod yn wyliau banc.",
    ),
];

fn rules(tongue: Tongue) -> AnyView {
    let rules = RULES.map(|(english, welsh)| view! { <li>{tongue.say(english, welsh)}</li> });
    view! {
        <h2>{tongue.say("The rules", "Y rheolau")}</h2>
        <ul>{rules.into_iter().collect_view()}</ul>
        <p>{tongue.say("For programs: ", "Ar gyfer rhaglenni: ")}<a href="/v1/deadlines?clock=rights-request&from=2026-11-25">"/v1/deadlines"</a>"."</p>
    }
    .into_any()
}
