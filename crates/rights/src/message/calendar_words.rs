//! Months, weekdays and time zones as mail programs write them, in the languages students' programs speak.

use jiff::civil::Weekday;

/// The months in English, Welsh (with its mutations), French, German, Spanish, Portuguese, Italian, Dutch and Polish. Three letters or
/// more of a name will do where no other name begins so.
const MONTHS: [&[&str]; 12] = [
    &[
        "january", "ionawr", "janvier", "januar", "enero", "janeiro", "gennaio", "januari", "stycznia", "styczeń",
        "janv",
    ],
    &[
        "february",
        "chwefror",
        "février",
        "fevrier",
        "februar",
        "febrero",
        "fevereiro",
        "febbraio",
        "februari",
        "lutego",
        "luty",
        "févr",
        "fevr",
    ],
    &["march", "mawrth", "fawrth", "mars", "märz", "marzo", "março", "maart", "marca", "marzec", "mrt", "mrz"],
    &["april", "ebrill", "avril", "abril", "aprile", "kwietnia", "kwiecień"],
    &["may", "mai", "fai", "mayo", "maio", "maggio", "mei", "maja", "maj"],
    &["june", "mehefin", "fehefin", "juin", "juni", "junio", "junho", "giugno", "czerwca", "czerwiec"],
    &[
        "july",
        "gorffennaf",
        "orffennaf",
        "ngorffennaf",
        "juillet",
        "juil",
        "juli",
        "julio",
        "julho",
        "luglio",
        "lipca",
        "lipiec",
    ],
    &["august", "awst", "août", "aout", "agosto", "augustus", "sierpnia", "sierpień"],
    &["september", "medi", "fedi", "septembre", "septiembre", "setembro", "settembre", "września", "wrzesień", "sept"],
    &["october", "hydref", "octobre", "oktober", "octubre", "outubro", "ottobre", "października", "październik"],
    &[
        "november",
        "tachwedd",
        "dachwedd",
        "thachwedd",
        "nhachwedd",
        "novembre",
        "noviembre",
        "novembro",
        "listopada",
        "listopad",
    ],
    &[
        "december",
        "rhagfyr",
        "ragfyr",
        "décembre",
        "decembre",
        "dezember",
        "diciembre",
        "dezembro",
        "dicembre",
        "grudnia",
        "grudzień",
    ],
];

/// The month of a word, 1 to 12.
pub fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_lowercase();
    if word.chars().count() < 3 {
        return None;
    }
    let fits = |names: &&&[&str]| names.iter().any(|name| name.starts_with(&word));
    let mut found = (1_i8..).zip(MONTHS.iter()).filter(|(_, names)| fits(names)).map(|(number, _)| number);
    // "mar" is March in four languages and "mai" May; what could be two months is none.
    found.next().filter(|_| found.next().is_none())
}

/// Each day of the week as it is written whole, and the beginnings that stand for it.
const WEEKDAYS: [(Weekday, &[&str]); 7] = [
    (
        Weekday::Monday,
        &[
            "monday",
            "mon",
            "llun",
            "dydd llun",
            "lundi",
            "lun",
            "montag",
            "lunes",
            "segunda-feira",
            "seg",
            "lunedì",
            "lunedi",
            "maandag",
            "poniedziałek",
            "pon",
            "周一",
            "星期一",
            "月曜日",
        ],
    ),
    (
        Weekday::Tuesday,
        &[
            "tuesday",
            "tue",
            "tues",
            "mawrth",
            "maw",
            "mardi",
            "mar",
            "dienstag",
            "martes",
            "terça-feira",
            "ter",
            "martedì",
            "martedi",
            "dinsdag",
            "wtorek",
            "wt",
            "周二",
            "星期二",
            "火曜日",
        ],
    ),
    (
        Weekday::Wednesday,
        &[
            "wednesday",
            "wed",
            "weds",
            "mercher",
            "mer",
            "mercredi",
            "mittwoch",
            "mi",
            "miércoles",
            "mié",
            "quarta-feira",
            "qua",
            "mercoledì",
            "mercoledi",
            "woensdag",
            "środa",
            "śr",
            "周三",
            "星期三",
            "水曜日",
        ],
    ),
    (
        Weekday::Thursday,
        &[
            "thursday",
            "thu",
            "thur",
            "thurs",
            "iau",
            "jeudi",
            "jeu",
            "donnerstag",
            "jueves",
            "jue",
            "quinta-feira",
            "qui",
            "giovedì",
            "giovedi",
            "gio",
            "donderdag",
            "czwartek",
            "czw",
            "周四",
            "星期四",
            "木曜日",
        ],
    ),
    (
        Weekday::Friday,
        &[
            "friday",
            "fri",
            "gwener",
            "gwe",
            "wener",
            "vendredi",
            "ven",
            "freitag",
            "viernes",
            "vie",
            "sexta-feira",
            "sex",
            "venerdì",
            "venerdi",
            "vrijdag",
            "piątek",
            "pt",
            "周五",
            "星期五",
            "金曜日",
        ],
    ),
    (
        Weekday::Saturday,
        &[
            "saturday",
            "sat",
            "sadwrn",
            "sad",
            "samedi",
            "sam",
            "samstag",
            "sábado",
            "sáb",
            "sabato",
            "sab",
            "zaterdag",
            "sobota",
            "sob",
            "周六",
            "星期六",
            "土曜日",
        ],
    ),
    (
        Weekday::Sunday,
        &[
            "sunday",
            "sun",
            "sul",
            "dimanche",
            "dim",
            "sonntag",
            "domingo",
            "dom",
            "domenica",
            "zondag",
            "niedziela",
            "niedz",
            "周日",
            "星期日",
            "星期天",
            "日曜日",
        ],
    ),
];

/// The day of the week of a word.
pub fn weekday(word: &str) -> Option<Weekday> {
    let word = word.trim_end_matches('.').to_lowercase();
    WEEKDAYS.iter().find(|(_, names)| names.contains(&word.as_str())).map(|(day, _)| *day)
}

/// Minutes ahead of UTC that an abbreviation may stand for. Some stand for several zones, and then nothing is decided by them
/// that differs.
pub fn zone(word: &str) -> Option<&'static [i32]> {
    Some(match word {
        "GMT" | "UTC" | "UT" | "Z" | "WET" => &[0],
        "BST" | "WEST" | "CET" | "MEZ" => &[60],
        "CEST" | "MESZ" | "EET" | "SAST" => &[120],
        "EEST" | "MSK" => &[180],
        "IST" => &[60, 120, 330],
        "CST" => &[-360, 480],
        "EST" => &[-300],
        "EDT" => &[-240],
        "CDT" => &[-300],
        "MST" => &[-420],
        "MDT" => &[-360],
        "PST" => &[-480],
        "PDT" => &[-420],
        "PKT" => &[300],
        "WAT" => &[60],
        "EAT" => &[180],
        "HKT" | "SGT" | "MYT" => &[480],
        "JST" | "KST" => &[540],
        "AEST" => &[600],
        "AEDT" => &[660],
        _ => return None,
    })
}

/// Any zone on earth: no two ends of it agree on a day or a time.
const ANYWHERE: &[i32] = &[-720, 840];

/// A time zone in words at the beginning, `Central Standard Time`: how many words it takes, and the minutes ahead of UTC that
/// it may mean. One that is not known may mean any.
pub fn zone_phrase(words: &[&str]) -> Option<(usize, &'static [i32])> {
    let bare = |word: &&str| word.trim_matches(|c: char| matches!(c, ',' | '.' | '(' | ')' | '，')).to_lowercase();
    let words: Vec<(&&str, String)> = words.iter().take(5).map(|word| (word, bare(word))).collect();
    let is_season = |word: &str| matches!(word, "standard" | "daylight" | "summer" | "mean" | "universal");
    let at = words.iter().position(|(_, word)| is_season(word)).filter(|at| (1..=3).contains(at))?;
    words.get(at.saturating_add(1)).filter(|(_, word)| word == "time")?;
    let place = words.get(..at)?;
    let is_name = |(word, bare): &(&&str, String)| {
        word.starts_with(|c: char| c.is_uppercase() || c == '(')
            && bare.chars().all(|c| c.is_alphabetic() || c == '-')
            && !matches!(bare.as_str(), "" | "am" | "pm" | "yb" | "yh")
    };
    if !place.iter().all(is_name) {
        return None;
    }
    let place: Vec<&str> = place.iter().map(|(_, bare)| bare.as_str()).collect();
    let is_later = words.get(at).is_some_and(|(_, season)| matches!(season.as_str(), "daylight" | "summer"));
    let minutes: &[i32] = match (place.join(" ").as_str(), is_later) {
        ("gmt" | "greenwich" | "coordinated", false) => &[0],
        ("gmt" | "british", true) => &[60],
        ("eastern", false) => &[-300],
        ("eastern", true) => &[-240],
        ("central", false) => &[-360],
        ("central", true) => &[-300],
        ("mountain", false) => &[-420],
        ("mountain", true) => &[-360],
        ("pacific", false) => &[-480],
        ("pacific", true) => &[-420],
        _ => ANYWHERE,
    };
    Some((at.saturating_add(2), minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_by_their_names_and_mutations_alone() {
        for (word, number) in [
            ("Nov", 11),
            ("November", 11),
            ("Tach", 11),
            ("Dachwedd", 11),
            ("nov.", 11),
            ("lis", 11),
            ("Maw", 3),
            ("März", 3),
            ("Mai", 5),
            ("Aws", 8),
            ("août", 8),
            ("Meh", 6),
            ("Ebr", 4),
            ("Gorff", 7),
            ("gru", 12),
            ("dic", 12),
        ] {
            assert_eq!(month(word), Some(number), "{word}");
        }
        for word in ["", "ma", "No", "Maria", "Marc-Antoine", "ju", "Junior", "Augusta"] {
            assert_eq!(month(word), None, "{word}");
        }
    }

    #[test]
    fn weekdays_are_whole_words() {
        assert_eq!(weekday("Tue"), Some(Weekday::Tuesday));
        assert_eq!(weekday("Maw"), Some(Weekday::Tuesday));
        assert_eq!(weekday("wt."), Some(Weekday::Tuesday));
        assert_eq!(weekday("星期二"), Some(Weekday::Tuesday));
        assert_eq!(weekday("Sunil"), None);
    }

    #[test]
    fn time_zones_in_words_are_known_or_may_be_any() {
        for (text, read) in [
            ("Central Standard Time,", Some((3, &[-360][..]))),
            ("(Pacific Daylight Time) Maria", Some((3, &[-420]))),
            ("Eastern Summer Time", Some((3, &[-240]))),
            ("GMT Standard Time", Some((3, &[0]))),
            ("GMT Daylight Time", Some((3, &[60]))),
            ("British Summer Time", Some((3, &[60]))),
            ("Greenwich Mean Time", Some((3, &[0]))),
            ("Coordinated Universal Time", Some((3, &[0]))),
            ("W. Europe Standard Time", Some((4, ANYWHERE))),
            ("E. South America Standard Time", Some((5, ANYWHERE))),
            ("PM Central Standard Time", None),
            ("P.M. Central Standard Time", None),
            ("Standard Time", None),
            ("Central Standard", None),
            ("Maria Example", None),
            ("for a standard time", None),
            ("", None),
        ] {
            let words: Vec<&str> = text.split_whitespace().collect();
            assert_eq!(zone_phrase(&words), read, "{text}");
        }
    }
}
