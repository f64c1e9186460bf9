//! What mail programs call the lines of a header, in the languages students' programs speak, and how they mark what they quote.

use super::lines::plain;

/// What a line of a header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// Who sent it.
    From,
    /// When.
    Sent,
    /// To whom.
    To,
    /// About what.
    Subject,
    /// Where replies go.
    ReplyTo,
    /// Anything else that belongs to a header.
    Other,
}

const LABELS: [(Label, &[&str]); 6] = [
    (
        Label::From,
        &[
            "from",
            "oddi wrth",
            "de",
            "expéditeur",
            "von",
            "da",
            "mittente",
            "od",
            "nadawca",
            "van",
            "från",
            "fra",
            "remitente",
            "remetente",
            "от",
            "від",
            "发件人",
            "寄件者",
            "寄件人",
            "差出人",
            "보낸 사람",
            "보낸사람",
            "από",
            "gönderen",
            "kimden",
            "lähettäjä",
            "feladó",
            "من",
            "từ",
            "dari",
        ],
    ),
    (
        Label::Sent,
        &[
            "sent",
            "date",
            "sent on",
            "date sent",
            "anfonwyd",
            "dyddiad",
            "envoyé",
            "envoyé le",
            "gesendet",
            "datum",
            "enviado",
            "enviado el",
            "fecha",
            "enviada em",
            "enviado em",
            "data",
            "inviato",
            "wysłano",
            "verzonden",
            "skickat",
            "sendt",
            "dato",
            "отправлено",
            "дата",
            "надіслано",
            "发送时间",
            "发送日期",
            "日期",
            "时间",
            "寄件日期",
            "傳送時間",
            "時間",
            "送信日時",
            "日付",
            "보낸 날짜",
            "날짜",
            "tarih",
            "gönderme tarihi",
            "gönderilme tarihi",
            "ημερομηνία",
            "lähetetty",
            "küldve",
            "dátum",
            "التاريخ",
        ],
    ),
    (
        Label::To,
        &[
            "to",
            "at",
            "à",
            "a",
            "destinataire",
            "an",
            "para",
            "do",
            "naar",
            "aan",
            "till",
            "til",
            "кому",
            "收件人",
            "收件者",
            "宛先",
            "받는 사람",
            "받는사람",
            "προς",
            "alıcı",
            "kime",
            "vastaanottaja",
            "címzett",
            "إلى",
            "đến",
            "kepada",
        ],
    ),
    (
        Label::Subject,
        &[
            "subject",
            "pwnc",
            "testun",
            "objet",
            "sujet",
            "betreff",
            "asunto",
            "assunto",
            "oggetto",
            "temat",
            "onderwerp",
            "ämne",
            "emne",
            "тема",
            "主题",
            "主旨",
            "件名",
            "제목",
            "θέμα",
            "konu",
            "aihe",
            "tárgy",
            "الموضوع",
            "chủ đề",
            "subjek",
        ],
    ),
    (Label::ReplyTo, &["reply-to", "reply to", "ateb i", "répondre à", "antwort an", "responder a", "rispondi a"]),
    (
        Label::Other,
        &[
            "cc",
            "bcc",
            "cci",
            "copi",
            "kopie",
            "kopia",
            "copie à",
            "抄送",
            "副本",
            "importance",
            "pwysigrwydd",
            "priority",
            "sensitivity",
            "attachments",
            "attachment",
            "atodiadau",
            "received",
            "return-path",
            "message-id",
            "mime-version",
            "content-type",
            "references",
            "in-reply-to",
            "delivered-to",
            "categories",
            "organization",
            "envelope-to",
        ],
    ),
];

const WELSH: [&str; 5] = ["oddi wrth", "anfonwyd", "dyddiad", "pwnc", "testun"];

/// The label of a line, whether it is Welsh, and what stands after it.
pub fn label(line: &str) -> Option<(Label, bool, &str)> {
    let (name, value) = line.split_once([':', '：']).filter(|(name, _)| name.len() <= 60)?;
    let name = plain(name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_')));
    let value = value.trim_matches(|c: char| c.is_whitespace() || c == '*');
    let known = LABELS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(label, _)| *label);
    // The lines of a message's source: `X-Mailer`, `DKIM-Signature`.
    let is_source = || {
        let is_token = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        is_token && name.contains('-') && !value.is_empty()
    };
    let label = known.or_else(|| is_source().then_some(Label::Other))?;
    Some((label, WELSH.contains(&name.as_str()), value))
}

/// Beginnings of the lines that say that another message follows.
const MARKS: [&str; 14] = [
    "begin forwarded message",
    "dechrau neges",
    "début du message",
    "anfang der weitergeleiteten",
    "inicio del mensaje",
    "início da mensagem",
    "inizio messaggio",
    "początek przekaz",
    "begin doorgestuurd",
    "开始转发的邮件",
    "開始轉寄",
    "下面是被转发的邮件",
    "vidarebefordrat brev",
    "начало переадрес",
];

/// Whether a line says that another message follows: `---------- Forwarded message ---------`.
pub fn is_mark(line: &str) -> bool {
    const DASHES: [char; 5] = ['-', '‐', '–', '—', '_'];
    let inside = line.trim_matches(|c: char| DASHES.contains(&c));
    let dashes = line.len().saturating_sub(inside.len());
    let is_between = line.starts_with(DASHES) && line.ends_with(DASHES) && dashes >= 8;
    let words = inside.trim();
    if is_between && (3..=80).contains(&words.len()) && words.chars().any(char::is_alphabetic) {
        return true;
    }
    line.len() <= 120 && {
        let lower = plain(line);
        MARKS.iter().any(|mark| lower.starts_with(mark))
    }
}

/// Words that say that somebody wrote what follows.
const WROTE: [&str; 24] = [
    "wrote",
    "writes",
    "ysgrifennodd",
    "a écrit",
    "a ecrit",
    "schrieb",
    "escribió",
    "escribio",
    "ha scritto",
    "napisał",
    "napisała",
    "pisze",
    "escreveu",
    "schreef",
    "skrev",
    "写道",
    "寫道",
    "写了",
    "написал",
    "пишет",
    "yazdı",
    "kirjoitti",
    "írta",
    "님이 작성",
];

/// Whether a line ends by saying that somebody wrote what follows: what stands before those words.
pub fn wrote(line: &str) -> Option<&str> {
    let before = line.trim_end().strip_suffix([':', '：'])?.trim_end();
    // In ASCII alone, so that places stay the same.
    let lower = before.to_ascii_lowercase();
    if !WROTE.iter().any(|word| lower.contains(word)) {
        return None;
    }
    // In most languages they stand last.
    let last = WROTE.iter().filter_map(|word| Some((word, lower.strip_suffix(*word)?.len())));
    let cut = last.map(|(_, at)| at).min();
    Some(cut.and_then(|at| before.get(..at)).unwrap_or(before).trim_end())
}

/// A name without the verb before it: `schrieb Maria Example`.
pub fn without_verb(name: &str) -> &str {
    let verbs = WROTE.iter().filter_map(|word| {
        let head = name.get(..word.len())?;
        (head.to_lowercase() == **word).then(|| name.get(word.len()..)).flatten()
    });
    verbs.map(str::trim).min_by_key(|rest| rest.len()).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_headers_are_known_in_many_languages() {
        for (line, found) in [
            ("From: Maria", Some((Label::From, false, "Maria"))),
            ("*Sent:* 24 November 2026", Some((Label::Sent, false, "24 November 2026"))),
            ("Oddi wrth: Maria", Some((Label::From, true, "Maria"))),
            ("De : Maria", Some((Label::From, false, "Maria"))),
            ("发件人：李小龙", Some((Label::From, false, "李小龙"))),
            ("X-Mailer: x", Some((Label::Other, false, "x"))),
            ("I want: everything", None),
            ("no colon", None),
        ] {
            assert_eq!(label(line), found, "{line}");
        }
    }

    #[test]
    fn marks_of_what_follows_are_known() {
        for line in [
            "---------- Forwarded message ---------",
            "-----Original Message-----",
            "-------- Weitergeleitete Nachricht --------",
            "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐",
            "Begin forwarded message:",
            "________ Neges wreiddiol ________",
        ] {
            assert!(is_mark(line), "{line}");
        }
        for line in ["", "--", "-----------", "- a point -", "__", "________________________________"] {
            assert!(!is_mark(line), "{line}");
        }
    }

    #[test]
    fn somebody_wrote_is_known_at_the_end() {
        assert_eq!(wrote("On Monday, Maria wrote:"), Some("On Monday, Maria"));
        assert_eq!(wrote("Le lundi, Maria a écrit :"), Some("Le lundi, Maria"));
        assert_eq!(wrote("Am Montag schrieb Maria:"), Some("Am Montag schrieb Maria"));
        assert_eq!(wrote("This is what I want:"), None);
        assert_eq!(without_verb("schrieb Maria"), "Maria");
    }
}
