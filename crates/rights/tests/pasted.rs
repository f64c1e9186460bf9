//! Messages as staff paste them, with what must be read of each: right, or empty. All people are made up.
#![allow(clippy::unwrap_used, missing_docs)]

use forthright_rights::{Here, Read, Unsure};

/// What is pasted; the name, the address, the day and the time (`2026-11-24 14:05`), the rights; empty for none.
type Case = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

const ACCESS: &[&str] = &["subject-access"];
const ERASURE: &[&str] = &["erasure"];

fn read(text: &str) -> Read {
    let domains = ["uni.example".to_owned()];
    Here { domains: &domains, today: Some(jiff::civil::date(2026, 11, 29)) }.read(text)
}

fn check(cases: &[Case]) {
    let mut wrong = Vec::new();
    for (text, name, email, day, forms) in cases {
        let read = read(text);
        let at = read.arrived_at.map(|at| format!(" {:02}:{:02}", at.hour(), at.minute())).unwrap_or_default();
        let arrived = read.arrived.map(|date| format!("{date}{at}")).unwrap_or_default();
        let found =
            (read.name.as_deref().unwrap_or_default(), read.email.as_deref().unwrap_or_default(), arrived.as_str());
        if found != (*name, *email, *day) || read.forms != *forms {
            wrong.push(format!(
                "{text}\n  expected {:?} {forms:?}\n  read {found:?} {:?} {:?}\n",
                (name, email, day),
                read.forms,
                read.unsure
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

const MARIA: &str = "Maria Example";
const AT: &str = "maria@example.org";
const WHEN: &str = "2026-11-24 14:05";

#[test]
fn a_message_as_it_came_in_each_program_s_way() {
    check(&[
        (
            "From: Maria Example <maria@example.org>\nSent: 24 November 2026 14:05\nTo: Library <library@uni.example>\nSubject: my data\n\nPlease send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        (
            "From: Maria Example <maria@example.org>\nSent: Tuesday, November 24, 2026 2:05 PM\nTo: library@uni.example\nSubject: Hello\n\nPlease delete my account.",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "*From:* Maria Example <maria@example.org>\n*Sent:* Tuesday, 24 November 2026 14:05\n*To:* library@uni.example\n*Subject:* Hello\n\nPlease delete my account.",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "From: Maria Example <maria@example.org>\n\nSent: 24 November 2026 14:05\n\nTo: library@uni.example\n\nSubject: Hello\n\nPlease delete my account.",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "From: Maria Example [mailto:maria@example.org]\nSent: 24 November 2026 14:05\nTo: Library\nSubject: Hello\n\nPlease delete my account.",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "Return-Path: <maria@example.org>\nReceived: from mx.example.org by mail.uni.example;\n Tue, 24 Nov 2026 14:05:01 +0000\nX-Mailer: Pine\nMIME-Version: 1.0\nDate: Tue, 24 Nov 2026 09:05:00 -0500\nFrom: Maria Example\n <maria@example.org>\nTo: library@uni.example\nSubject: Hello\n\nPlease delete my account.",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "From: Maria Example <maria@example.org>\nTo: Library <library@uni.example>;\nWarden <warden@uni.example>\nSent: 24 November 2026 14:05\nSubject: Hello\n\nPlease delete my account.",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "From: \"Example, Maria (Student)\" <maria@example.org>\nDate: Tue, 24 Nov 2026 at 14:05\nTo: <library@uni.example>\n\nPlease delete my account.",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "Maria Example <maria@example.org>\nTo: library@uni.example\nTue 24/11/2026 14:05\n\nPlease delete my account.",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "Maria Example <maria@example.org>\tTue, 24 Nov 2026 at 14:05\nTo: library@uni.example\n\nPlease delete my account.",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "From: maria@example.org\nSent: 24 November 2026 14:05\nTo: library@uni.example\nSubject: Hello\n\nPlease delete my account.\n\nRegards\nMaria Example",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        // A signature that nothing agrees with is none.
        (
            "From: bluebird77@example.org\nSent: 24 November 2026 14:05\nTo: library@uni.example\nSubject: Hello\n\nPlease delete my account.\n\nRegards\nMaria Example",
            "",
            "bluebird77@example.org",
            WHEN,
            ERASURE,
        ),
        (
            "From: 'maria@example.org' via Enquiries <enquiries@uni.example>\nSent: 24 November 2026 14:05\nTo: Enquiries <enquiries@uni.example>\nSubject: Hello\n\nPlease delete my account.",
            "",
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "From: 'Maria Example' via Enquiries <enquiries@uni.example>\nReply-To: maria@example.org\nDate: Tue, 24 Nov 2026 14:05:00 +0000\nTo: enquiries@uni.example\nSubject: Hello\n\nPlease delete my account.",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        // A sender whose address is not shown.
        (
            "From: Maria Example\nSent: 24 November 2026 14:05\nTo: Library\nSubject: Hello\n\nPlease delete my account.",
            MARIA,
            "",
            WHEN,
            ERASURE,
        ),
        // A student's mailbox here is the student's.
        (
            "From: Maria Example <P2512345@my365.uni.example>\nSent: 24 November 2026 14:05\nTo: library@uni.example\nSubject: Hello\n\nPlease delete my account.",
            MARIA,
            "P2512345@my365.uni.example",
            WHEN,
            ERASURE,
        ),
        // A colleague who asks for herself.
        (
            "From: Maria Example <maria.example@uni.example>\nSent: 24 November 2026 14:05\nTo: HR <hr@uni.example>\nSubject: my file\n\nPlease send me my HR file.\n\nMany thanks\nMaria",
            MARIA,
            "maria.example@uni.example",
            WHEN,
            ACCESS,
        ),
    ]);
}

#[test]
fn an_address_that_is_shown_as_a_name_is_not_the_sender_s() {
    check(&[
        (
            "From: alice@mail.example <maria@example.org>\nSent: 24 November 2026 14:05\nTo: library@uni.example\nSubject: Hello\n\nPlease delete my account.",
            "",
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "From: \"alice@mail.example\" <maria@example.org>\nSent: 24 November 2026 14:05\nTo: library@uni.example\nSubject: Hello\n\nPlease delete my account.",
            "",
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "\"alice@mail.example\" <maria@example.org>\nTo: library@uni.example\nTue 24/11/2026 14:05\n\nPlease delete my account.",
            "",
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "On Tue, 24 Nov 2026 at 14:05, \"alice@mail.example\" <maria@example.org> wrote:\n> Please send me my HR file.",
            "",
            AT,
            WHEN,
            ACCESS,
        ),
        (
            "On Tue, 24 Nov 2026 at 14:05, Maria Example <maria@example.org <mailto:maria@example.org>> wrote:\n> Please send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
    ]);
}

#[test]
fn a_time_zone_in_words_is_no_name_and_counts() {
    check(&[
        (
            "In a message dated 11/24/2026 8:00:24 P.M. Central Standard Time,\nmaria@example.org writes:\n\n> Please send me my HR file.",
            "",
            AT,
            "2026-11-25 02:00",
            ACCESS,
        ),
        (
            "In a message dated 24/11/2026 14:05:24 GMT Standard Time, maria@example.org writes:\n\n> Please send me my HR file.",
            "",
            AT,
            WHEN,
            ACCESS,
        ),
        (
            "On Tue, Nov 24, 2026 at 11:30 PM Pacific Standard Time, Maria Example <maria@example.org> wrote:\n> Please send me my HR file.",
            MARIA,
            AT,
            "2026-11-25 07:30",
            ACCESS,
        ),
        (
            "In a message dated 24/07/2026 14:05:24 GMT Daylight Time, maria@example.org writes:\n\n> Please send me my HR file.",
            "",
            AT,
            "2026-07-24 14:05",
            ACCESS,
        ),
        // A zone that is not known: the day may be another.
        (
            "In a message dated 24/11/2026 14:05:24 W. Europe Standard Time, maria@example.org writes:\n\n> Please send me my HR file.",
            "",
            AT,
            "",
            ACCESS,
        ),
    ]);
}

#[test]
fn a_message_that_was_forwarded_is_its_writer_s_and_counts_from_the_day_it_first_came() {
    check(&[
        (
            "From: Sam Colleague <sam@uni.example>\nSent: 27 November 2026 09:00\nTo: Data Protection <dp@uni.example>\nSubject: FW: my data\n\nOne for you.\n\nFrom: Maria Example <maria@example.org>\nSent: 24 November 2026 14:05\nTo: Sam Colleague <sam@uni.example>\nSubject: my data\n\nPlease send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        (
            "From: Sam Colleague\nSent: 27 November 2026 09:00\nTo: Data Protection\nSubject: FW: my data\n\n-----Original Message-----\nFrom: Maria Example <maria@example.org>\nSent: 24 November 2026 14:05\nTo: Sam Colleague\nSubject: my data\n\nPlease send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        (
            "Hi, can you deal with this?\nSam\n\n---------- Forwarded message ---------\nFrom: Maria Example <maria@example.org>\nDate: Tue, 24 Nov 2026 at 14:05\nSubject: my data\nTo: <library@uni.example>\n\nPlease send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        (
            "FYI\n\nBegin forwarded message:\n\n> From: Maria Example <maria@example.org>\n> Subject: my data\n> Date: 24 November 2026 at 14:05:10 GMT\n> To: library@uni.example\n> \n> Please send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        (
            "-------- Forwarded Message --------\nSubject: \tmy data\nDate: \tTue, 24 Nov 2026 14:05:00 +0000\nFrom: \tMaria Example <maria@example.org>\nTo: \tlibrary@uni.example\n\nPlease send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        (
            "From: Sam Colleague <sam@uni.example>\nDate: Fri, 27 Nov 2026 09:00:00 +0000\nTo: dp@uni.example\nSubject: Fwd: my data\n\nGet Outlook for Android\n________________________________\nFrom: Maria Example <maria@example.org>\nSent: Tuesday, November 24, 2026 2:05:33 PM\nTo: Sam Colleague <sam@uni.example>\nSubject: my data\n\nPlease send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        (
            "----- Forwarded message -----\nFrom: \"Maria Example\" <maria@example.org>\nTo: \"library@uni.example\" <library@uni.example>\nSent: Tuesday, 24 November 2026 at 14:05:00 GMT\nSubject: my data\n\nPlease send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        (
            "------- Forwarded Message -------\nFrom: Maria Example <maria@example.org>\nDate: On Tuesday, November 24th, 2026 at 2:05 PM\nSubject: my data\nTo: library@uni.example <library@uni.example>\n\n> Please send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        // Forwarded twice.
        (
            "From: Kim Office <kim@uni.example>\nSent: 28 November 2026 10:00\nTo: dp@uni.example\nSubject: FW: FW: my data\n\nFrom: Sam Colleague <sam@uni.example>\nSent: 27 November 2026 09:00\nTo: Kim Office <kim@uni.example>\nSubject: FW: my data\n\nIs this a complaint?\n\nFrom: Maria Example <maria@example.org>\nSent: 24 November 2026 14:05\nTo: Sam Colleague <sam@uni.example>\nSubject: my data\n\nPlease send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        (
            "> > From: Maria Example <maria@example.org>\n> > Date: Tue, 24 Nov 2026 14:05:00 +0000\n> > To: library@uni.example\n> > Subject: my data\n> >\n> > Please send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        // The colleague's own words are no right of anybody's.
        (
            "From: Sam Colleague <sam@uni.example>\nSent: 27 November 2026 09:00\nTo: dp@uni.example\nSubject: FW: hello\n\nShe wants to complain about CCTV I think.\n\nFrom: Maria Example <maria@example.org>\nSent: 24 November 2026 14:05\nTo: library@uni.example\nSubject: hello\n\nPlease send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        // No words that we know: the sender is still the one from outside.
        (
            "From: Sam Colleague <sam@uni.example>\nSent: 27 November 2026 09:00\nTo: dp@uni.example\nSubject: FW: hello\n\nFrom: Maria Example <maria@example.org>\nSent: 24 November 2026 14:05\nTo: library@uni.example\nSubject: hello\n\nIt is about that thing again.",
            MARIA,
            AT,
            WHEN,
            &[],
        ),
        // A colleague's request, forwarded by another.
        (
            "From: Sam Colleague <sam@uni.example>\nSent: 27 November 2026 09:00\nTo: dp@uni.example\nSubject: FW: my file\n\nFrom: Maria Example <maria.example@uni.example>\nSent: 24 November 2026 14:05\nTo: Sam Colleague <sam@uni.example>\nSubject: my file\n\nPlease send me my HR file.",
            MARIA,
            "maria.example@uni.example",
            WHEN,
            ACCESS,
        ),
    ]);
}

#[test]
fn a_message_that_was_answered_is_found_in_what_is_quoted() {
    check(&[
        (
            "From: Sam Colleague <sam@uni.example>\nSent: 27 November 2026 09:00\nTo: dp@uni.example\nSubject: Re: my data\n\nOver to you.\n\nOn Tue, 24 Nov 2026 at 14:05, Maria Example <maria@example.org> wrote:\n> Please send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        (
            "Passing this on.\n\nOn 24 Nov 2026, at 14:05, Maria Example <maria@example.org> wrote:\n\nPlease send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        ("On 24/11/2026 14:05, Maria Example wrote:\n> Please send me my HR file.", MARIA, "", WHEN, ACCESS),
        (
            "On Tuesday, 24 November 2026 at 14:05:12 GMT, Maria Example <maria@example.org> wrote:\n\nPlease send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        (
            "On Tuesday, November 24th, 2026 at 2:05 PM, Maria Example <maria@example.org> wrote:\n\n> Please send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        (
            "On Tue, Nov 24, 2026 at 2:05\u{202F}PM Maria Example <maria@example.org> wrote:\n> Please send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        (
            "On Tue, 24 Nov 2026 at 14:05, Maria Example\n<maria@example.org> wrote:\n> Please send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        (
            "On Tue, 24 Nov 2026 at 14:05, Example, Maria <maria@example.org> wrote:\n> Please send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        (
            "On 24 Nov 2026, at 2.05pm, Theresa May <tm@example.org> wrote:\n> Please send me my HR file.",
            "Theresa May",
            "tm@example.org",
            WHEN,
            ACCESS,
        ),
        (
            "2026-11-24 14:05 GMT+00:00 Maria Example <maria@example.org>:\n> Please send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        (
            "On 24 Nov 2026, at 14:05, maria2004 Smith <maria@example.org> wrote:\n> Please send me my HR file.",
            "",
            AT,
            WHEN,
            ACCESS,
        ),
        // The day is London's.
        (
            "On Mon, 23 Nov 2026 at 21:05 -0500, Maria Example <maria@example.org> wrote:\n> Please send me my HR file.",
            MARIA,
            AT,
            "2026-11-24 02:05",
            ACCESS,
        ),
        // A long thread: the first message asks, the last only waits.
        (
            "From: Maria Example <maria@example.org>\nSent: 28 November 2026 08:00\nTo: Sam Colleague <sam@uni.example>\nSubject: Re: my data\n\nAny news?\n\nOn 26 Nov 2026, at 10:00, Sam Colleague <sam@uni.example> wrote:\n> We are looking into it.\n>\n> On 24 Nov 2026, at 14:05, Maria Example <maria@example.org> wrote:\n>> Please send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        // The last message asks, the first was something else.
        (
            "From: Maria Example <maria@example.org>\nSent: 24 November 2026 14:05\nTo: Sam Colleague <sam@uni.example>\nSubject: Re: opening times\n\nThank you. Please send me my HR file.\n\nOn 20 Nov 2026, at 10:00, Sam Colleague <sam@uni.example> wrote:\n> At nine.\n>\n> On 19 Nov 2026, at 14:05, Maria Example <maria@example.org> wrote:\n>> When does the library open?",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        // A thread that was printed with the oldest first, and the request made twice.
        (
            "From: Maria Example <maria@example.org>\nSent: 24 November 2026 14:05\nTo: sam@uni.example\nSubject: my data\n\nPlease send me my HR file.\n\nFrom: Sam Colleague <sam@uni.example>\nSent: 25 November 2026 09:00\nTo: maria@example.org\nSubject: Re: my data\n\nWe will see.\n\nFrom: Maria Example <maria@example.org>\nSent: 28 November 2026 14:05\nTo: sam@uni.example\nSubject: Re: my data\n\nOnce more: please send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        // What she quotes from a newsletter is not hers.
        (
            "From: Maria Example <maria@example.org>\nSent: 24 November 2026 14:05\nTo: info@uni.example\nSubject: Re: News\n\nPlease stop sending me newsletters.\n\nOn 20 Nov 2026, at 10:00, University News <news@mailer.example> wrote:\n> The autumn fair begins on Monday.",
            MARIA,
            AT,
            WHEN,
            &["objection"],
        ),
        // Her own earlier message, quoted by herself: whether it came then is not known.
        (
            "From: Maria Example <maria@example.org>\nSent: 28 November 2026 08:00\nTo: info@uni.example\nSubject: Fwd: my data\n\nI wrote this to somebody.\n\nOn 24 Nov 2026, at 14:05, Maria Example <maria@example.org> wrote:\n> Please send me my HR file.",
            MARIA,
            AT,
            "",
            ACCESS,
        ),
        (
            "From: Maria Example <maria@example.org>\nSent: 28 November 2026 08:00\nTo: info@uni.example\nSubject: Fwd: my data\n\nI wrote this on Tuesday.\n\nFrom: Maria Example <maria@example.org>\nSent: 24 November 2026 14:05\nTo: library@uni.example\nSubject: my data\n\nPlease send me my HR file.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
    ]);
}

#[test]
fn other_languages_headers_are_read() {
    check(&[
        (
            "Oddi wrth: Maria Example <maria@example.org>\nAnfonwyd: Dydd Mawrth, 24 Tachwedd 2026 14:05\nAt: Llyfrgell <llyfrgell@uni.example>\nPwnc: fy ffeil\n\nAnfonwch gopi o fy ffeil ataf, os gwelwch yn dda.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        (
            "Ar Maw, 24 Tach 2026 am 14:05, Maria Example <maria@example.org> ysgrifennodd:\n> Hoffwn weld fy ffeil.",
            MARIA,
            AT,
            WHEN,
            ACCESS,
        ),
        (
            "Oddi wrth: Maria Example <maria@example.org>\nAnfonwyd: 03/11/2026 14:05\nAt: Llyfrgell\nPwnc: data\n\nDilëwch fy nata.",
            MARIA,
            AT,
            "2026-11-03 14:05",
            ERASURE,
        ),
        (
            "---------- Neges wedi'i hanfon ymlaen ---------\nOddi wrth: Maria Example <maria@example.org>\nDyddiad: y 24ain o Dachwedd 2026 am 14:05\nPwnc: data\nAt: <llyfrgell@uni.example>\n\nDileu fy nata os gwelwch yn dda.",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "De : Maria Example <maria@example.org>\nEnvoyé : mardi 24 novembre 2026 14:05\nÀ : library@uni.example\nObjet : data\n\nPlease delete my account.",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "Le mar. 24 nov. 2026 à 14:05, Maria Example <maria@example.org> a écrit :\n> Please delete my account.",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "Von: Maria Example <maria@example.org>\nGesendet: Dienstag, 24. November 2026 14:05\nAn: library@uni.example\nBetreff: data\n\nPlease delete my account.",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        ("Am 24.11.26 um 14:05 schrieb Maria Example:\n> Please delete my account.", MARIA, "", WHEN, ERASURE),
        (
            "Am Di., 24. Nov. 2026 um 14:05 Uhr schrieb Maria Example <maria@example.org>:\n> Please delete my account.",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "El mar, 24 nov 2026 a las 14:05, Maria Example (<maria@example.org>) escribió:\n> Please delete my account.",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "De: Maria Example <maria@example.org>\nEnviado el: martes, 24 de noviembre de 2026 14:05\nPara: library@uni.example\nAsunto: data\n\nPlease delete my account.",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "Il giorno mar 24 nov 2026 alle ore 14:05 Maria Example <maria@example.org> ha scritto:\n> Please delete my account.",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "Da: Maria Example <maria@example.org>\nInviato: martedì 24 novembre 2026 14:05\nA: library@uni.example\nOggetto: data\n\nPlease delete my account.",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "wt., 24 lis 2026 o 14:05 Maria Example <maria@example.org> napisał(a):\n> Please delete my account.",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "Od: Maria Example <maria@example.org>\nWysłano: wtorek, 24 listopada 2026 14:05\nDo: library@uni.example\nTemat: data\n\nPlease delete my account.",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "发件人: 李小龙 <li@example.org>\n发送时间: 2026年11月24日 14:05\n收件人: library@uni.example\n主题: data\n\nPlease delete my account.",
            "李小龙",
            "li@example.org",
            WHEN,
            ERASURE,
        ),
        (
            "李小龙 <li@example.org> 于2026年11月24日周二 14:05写道：\n> Please delete my account.",
            "李小龙",
            "li@example.org",
            WHEN,
            ERASURE,
        ),
        (
            "在 2026年11月24日，下午2:05，李小龙 <li@example.org> 写道：\n> Please delete my account.",
            "李小龙",
            "li@example.org",
            WHEN,
            ERASURE,
        ),
    ]);
}

#[test]
fn what_is_not_certain_is_left_empty_and_said() {
    check(&[
        // Only a colleague's header.
        (
            "From: Sam Colleague <sam@uni.example>\nSent: 27 November 2026 09:00\nTo: dp@uni.example\nSubject: request\n\nHi, a student phoned and wants a copy of her file.\n\nThanks\nSam",
            "",
            "",
            "",
            ACCESS,
        ),
        (
            "From: Sam Colleague <sam@uni.example>\nSent: 27 November 2026 09:00\nTo: dp@uni.example\nSubject: FW: my data\n\nPlease send me a copy of my file.\n\nRegards\nMaria Example",
            "",
            "",
            "",
            ACCESS,
        ),
        (
            "From: Website <no-reply@forms.example>\nSent: 27 November 2026 09:00\nTo: info@uni.example\nSubject: Contact\n\nPlease delete my account.",
            "",
            "",
            "",
            ERASURE,
        ),
        // Several people outside.
        (
            "From: Jo Solicitor <jo@firm.example>\nSent: 27 November 2026 09:00\nTo: dp@uni.example\nSubject: FW: my data\n\nPlease deal with the below.\n\nFrom: Maria Example <maria@example.org>\nSent: 24 November 2026 14:05\nTo: Jo Solicitor <jo@firm.example>\nSubject: my data\n\nI want a copy of my HR file.",
            "",
            "",
            "",
            ACCESS,
        ),
        (
            "From: Sam Colleague <sam@uni.example>\nSent: 27 November 2026 09:00\nTo: dp@uni.example\nSubject: two\n\nFrom: Maria Example <maria@example.org>\nSent: 24 November 2026 14:05\nTo: sam@uni.example\nSubject: a\n\nPlease delete my account.\n\nFrom: Ann Other <ann@example.com>\nSent: 23 November 2026 14:05\nTo: sam@uni.example\nSubject: b\n\nPlease delete my account.",
            "",
            "",
            "",
            ERASURE,
        ),
        // A forwarded message in a language whose header we do not know.
        (
            "From: Sam Colleague <sam@uni.example>\nSent: 27 November 2026 09:00\nTo: dp@uni.example\nSubject: FW: my data\n\n---------- Ujumbe uliosambazwa ---------\nKutoka kwa: Maria Example <maria@example.org>\nTarehe: 24 Nov 2026 14:05\n\nPlease delete my account.",
            "",
            "",
            "",
            ERASURE,
        ),
        // Days.
        (
            "From: Maria Example <maria@example.org>\nSent: 03/04/2026 14:05\nTo: library@uni.example\nSubject: x\n\nPlease delete my account.",
            MARIA,
            AT,
            "",
            ERASURE,
        ),
        (
            "From: Maria Example <maria@example.org>\nSent: Fri 03/04/2026 14:05\nTo: library@uni.example\nSubject: x\n\nPlease delete my account.",
            MARIA,
            AT,
            "2026-04-03 14:05",
            ERASURE,
        ),
        (
            "From: Maria Example <maria@example.org>\nSent: 24/11/26 2.05pm\nTo: library@uni.example\nSubject: x\n\nPlease delete my account.",
            MARIA,
            AT,
            WHEN,
            ERASURE,
        ),
        (
            "From: Maria Example <maria@example.org>\nSent: 24 December 2026 14:05\nTo: library@uni.example\nSubject: x\n\nPlease delete my account.",
            MARIA,
            AT,
            "",
            ERASURE,
        ),
        (
            "From: Maria Example <maria@example.org>\nSent: 31 November 2026 14:05\nTo: library@uni.example\nSubject: x\n\nPlease delete my account.",
            MARIA,
            AT,
            "",
            ERASURE,
        ),
        (
            "From: Maria Example <maria@example.org>\nSent: yesterday\nTo: library@uni.example\nSubject: x\n\nPlease delete my account.",
            MARIA,
            AT,
            "",
            ERASURE,
        ),
        (
            "From: Maria Example <maria@example.org>\nSent: Mon, 24 Nov 2026 14:05\nTo: library@uni.example\nSubject: x\n\nPlease delete my account.",
            MARIA,
            AT,
            "",
            ERASURE,
        ),
        // It cannot be later than the message that forwards it.
        (
            "From: Sam Colleague <sam@uni.example>\nSent: 20 November 2026 09:00\nTo: dp@uni.example\nSubject: FW: my data\n\nFrom: Maria Example <maria@example.org>\nSent: 24 November 2026 14:05\nTo: Sam Colleague\nSubject: my data\n\nPlease delete my account.",
            MARIA,
            AT,
            "",
            ERASURE,
        ),
        // Without a header.
        ("Please send me my HR file.", "", "", "", ACCESS),
        ("Hi, a student came to the desk and asked for a copy of her file. Regards\nSam", "", "", "", ACCESS),
        ("Please delete my account.\n\nKind regards\nMaria Example", "", "", "", ERASURE),
        ("Please delete my account.\n\nKind regards\nMaria Example\nmaria@example.org", MARIA, AT, "", ERASURE),
        ("My ex (bob@example.net) still has my file. Please delete my account.", "", "", "", ERASURE),
        ("My name is Maria Example. Please delete my account and write to maria@example.org.", MARIA, AT, "", ERASURE),
        // A period is no header, and neither is a letter's date.
        ("I want a copy of my file.\nFrom: 1 September 2019\nTo: 12 July 2022", "", "", "", ACCESS),
        ("Date: 24 November 2026\n\nDear all, I want a copy of my file.", "", "", "", ACCESS),
        ("On 3 March 2026 I wrote:\nplease delete my account.", "", "", "", ERASURE),
        // Her answer, pasted without its header, above our message.
        (
            "Then please delete my account.\n\nOn Tue, 24 Nov 2026 at 14:05, Library <library@uni.example> wrote:\n> Dear Maria, we can do that.",
            "",
            "",
            "",
            ERASURE,
        ),
    ]);
    let said = |text: &str| read(text).unsure;
    assert!(
        matches!(said("From: Sam Colleague <sam@uni.example>\nSent: 27 November 2026\nSubject: x\n\nA student phoned.").as_slice(), [Unsure::Colleague(who)] if who.contains("sam@uni.example"))
    );
    assert!(
        matches!(said("From: Maria <m@x.example>\nSent: 03/04/2026\nSubject: x\n\nDelete my account.").as_slice(), [Unsure::TwoDays(text)] if text == "03/04/2026")
    );
    assert_eq!(said(&"a ".repeat(200_000)), [Unsure::TooLong]);
}

#[test]
fn rights_are_known_by_ordinary_words() {
    let mut wrong = Vec::new();
    for (text, forms) in [
        ("Please send me my HR file", &["subject-access"][..]),
        ("What data do you have on me?", &["subject-access"]),
        ("I'd like to see everything you've got about me.", &["subject-access"]),
        ("Can I have a copy of my student record please", &["subject-access"]),
        ("I am making a SAR.", &["subject-access"]),
        ("DSAR - J Bloggs", &["subject-access"]),
        ("Who have you shared my data with?", &["subject-access"]),
        ("I need all emails about me between my tutors.", &["subject-access"]),
        ("Could you supply my interview notes?", &["subject-access"]),
        ("Beth yw’r wybodaeth sydd gennych amdanaf?", &["subject-access"]),
        ("Hoffwn gael copi o fy ffeil.", &["subject-access"]),
        ("I attach a copy of my passport.", &[]),
        ("Please see if my room is free.", &[]),
        ("When does the library open?", &[]),
        ("Please correct my name, it should be Jane.", &["rectification"]),
        ("You have spelt my name wrong.", &["rectification"]),
        ("My address is out of date.", &["rectification"]),
        ("Please update my details.", &["rectification"]),
        ("Mae fy nghyfeiriad yn anghywir.", &["rectification"]),
        ("Delete my account", &["erasure"]),
        ("I want my data deleted.", &["erasure"]),
        ("Please get rid of all my photos.", &["erasure"]),
        ("I have a right to be forgotten.", &["erasure"]),
        ("Dilëwch fy nata.", &["erasure"]),
        ("Please do not delete my account.", &[]),
        ("If you are not the intended recipient, delete this email and all copies.", &[]),
        ("Please stop using my picture.", &["restriction"]),
        ("Send my grades as csv.", &["portability"]),
        ("Please transfer my records to another university.", &["portability"]),
        ("Unsubscribe me.", &["objection"]),
        ("unsubscribe", &["objection"]),
        ("Please stop emailing me.", &["objection"]),
        ("Take me off your mailing list.", &["objection"]),
        ("I don't want any more newsletters.", &["objection"]),
        ("Peidiwch ag anfon e-byst ataf.", &["objection"]),
        ("I want a human to look at my application, a computer rejected it.", &["automated-decision"]),
        ("I take back my consent.", &["withdraw-consent"]),
        ("I no longer give permission for the photos.", &["withdraw-consent"]),
        ("I want the CCTV footage from Monday.", &["cctv"]),
        ("This is a complaint.", &["complaint"]),
        ("I am very unhappy with how you handled this.", &["complaint"]),
        ("You gave my number to my landlord without my consent.", &["complaint"]),
        ("Rwyf am gwyno.", &["complaint"]),
        ("I got an email that was sent to the wrong person.", &["incident"]),
        ("Your letter contains someone else's results.", &["incident"]),
        ("A colleague lost a laptop on the train.", &["incident"]),
        ("The list was emailed to everyone by mistake.", &["incident"]),
        ("Click here to unsubscribe.", &[]),
    ] {
        let read = read(text).forms;
        if read != forms {
            wrong.push(format!("{text}: {read:?}, not {forms:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn freedom_of_information_is_no_request_for_one_s_own_information() {
    let plain = read("Under the Freedom of Information Act please send me all contracts with caterers.");
    assert!(plain.freedom && plain.forms.is_empty(), "{plain:?}");
    let both = read("FOI request: please send me a copy of my HR file.");
    assert!(both.freedom && both.forms == ["subject-access"], "{both:?}");
    assert!(!read("Please send me my HR file.").freedom);
}

#[test]
fn a_date_of_birth_is_the_requester_s_own_and_certain() {
    for (text, born) in [
        ("Please delete my account. I was born on 24.3.2001.", "2001-03-24"),
        ("Please delete my account. DOB: 24/3/95", "1995-03-24"),
        ("Please delete my account. DOB: 03/04/2001", ""),
        ("Please delete my account, made on 24/11/2019. DOB: 03/04/2001", "2001-04-03"),
        ("Correct my date of birth: born 3 April 2001, not born 4 March 2001.", ""),
        ("I act for my client, born 3 April 2001. Please delete his account.", ""),
        ("A student came to the desk, DOB 3 April 2001, and wants her file.", ""),
        ("Delete my account. DOB 3 April 2031", ""),
    ] {
        assert_eq!(read(text).born.map(|date| date.to_string()).unwrap_or_default(), born, "{text}");
    }
    // What a colleague or somebody quoted says of a birth is not hers.
    let quoted = read(
        "From: Maria <m@x.example>\nSent: 24 November 2026\nSubject: x\n\nDelete my account.\n\nOn 20 Nov 2026, at 10:00, Sam <sam@uni.example> wrote:\n> My son was born on 3 April 2001.",
    );
    assert_eq!(quoted.born, None);
}
