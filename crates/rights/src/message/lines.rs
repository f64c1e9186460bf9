//! The lines of a pasted message without what mail programs put around them: marks of quotation, invisible characters.

/// A line as somebody wrote it.
pub struct Line {
    /// Without marks of quotation and without spaces around it.
    pub text: String,
    /// How often it is quoted: the number of `>` before it.
    pub depth: usize,
    /// Whether it begins further right, as the second line of a long header does (RFC 5322, section 2.2.3).
    pub is_folded: bool,
}

impl Line {
    pub const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// The lines of a text.
pub fn lines(text: &str) -> Vec<Line> {
    text.lines().map(line).collect()
}

fn line(raw: &str) -> Line {
    let (mut depth, mut spaces) = (0_usize, 0_usize);
    let mut characters = raw.chars().filter(|c| !is_invisible(*c)).peekable();
    while let Some(c) = characters.next_if(|c| *c == '>' || c.is_whitespace()) {
        if c == '>' {
            (depth, spaces) = (depth.saturating_add(1), 0);
        } else {
            spaces = spaces.saturating_add(if c == '\t' { 2 } else { 1 });
        }
    }
    let text: String = characters.map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    // One space belongs to the mark of quotation.
    Line { text: text.trim_end().to_owned(), depth, is_folded: spaces > usize::from(depth > 0) }
}

/// Marks of direction and of width zero, which mail programs put around names and times.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Words in small letters, one form for each apostrophe.
pub fn plain(text: &str) -> String {
    text.to_lowercase().replace(['’', '‘', '`', '´'], "'")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn marks_of_quotation_are_counted_and_taken_off() {
        for (raw, text, depth, is_folded) in [
            ("Hello ", "Hello", 0, false),
            ("> Hello", "Hello", 1, false),
            (">>> Hello", "Hello", 3, false),
            ("> > \u{200E}2:05\u{202F}PM", "2:05 PM", 2, false),
            ("\tand more", "and more", 0, true),
            (">   and more", "and more", 1, true),
            (">", "", 1, false),
        ] {
            let line = line(raw);
            assert_eq!((line.text.as_str(), line.depth, line.is_folded), (text, depth, is_folded), "{raw}");
        }
    }
}
