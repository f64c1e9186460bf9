//! Pictures that stand in the content itself (ISO 32000-1, 8.9.7). Where one ends can only be guessed, and guessing goes through
//! all that follows, for each of them; no page that is read here is one, so they are left out before.

/// The content without them, gone through once.
pub fn without_pictures(content: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(content.len());
    let (mut at, mut looked) = (0_usize, 0_usize);
    let (mut data, mut end) = (Next::of(b"ID"), Next::of(b"EI"));
    while let Some(begin) = place(content, looked, b"BI") {
        looked = begin.saturating_add(2);
        if !begins_picture(content.get(looked..).unwrap_or_default()) {
            continue;
        }
        let after = data.after(content, looked).and_then(|data| end.after(content, data.saturating_add(2)));
        kept.extend_from_slice(content.get(at..begin).unwrap_or_default());
        // One that never ends is none: the operator alone is left out.
        looked = after.map_or(looked, |end| end.saturating_add(2));
        at = looked;
    }
    kept.extend_from_slice(content.get(at..).unwrap_or_default());
    kept
}

/// Where an operator stands next; looked for once, however often it is asked.
struct Next {
    name: &'static [u8; 2],
    found: Option<Option<usize>>,
}

impl Next {
    const fn of(name: &'static [u8; 2]) -> Self {
        Self { name, found: None }
    }

    fn after(&mut self, content: &[u8], from: usize) -> Option<usize> {
        if self.found.is_none_or(|found| found.is_some_and(|found| found < from)) {
            self.found = Some(place(content, from, self.name));
        }
        self.found.flatten()
    }
}

/// Where an operator of two letters stands first from a place on.
fn place(content: &[u8], from: usize, name: &[u8; 2]) -> Option<usize> {
    let is_apart = |at: Option<usize>| {
        at.and_then(|at| content.get(at)).is_none_or(|byte| is_white(*byte) || b"()<>[]{}%".contains(byte))
    };
    let ends = |at: usize| {
        let after = at.saturating_add(2);
        is_apart(Some(after)) || content.get(after) == Some(&b'/')
    };
    let twos = content.get(from..)?.windows(2).enumerate().filter(|(_, two)| two == name);
    twos.map(|(at, _)| at.saturating_add(from)).find(|at| is_apart(at.checked_sub(1)) && ends(*at))
}

/// Whether what follows is what a picture says of itself: names, or nothing and then its data.
fn begins_picture(after: &[u8]) -> bool {
    let after = after.iter().position(|byte| !is_white(*byte)).and_then(|at| after.get(at..)).unwrap_or_default();
    match after {
        [b'/', name, ..] => !is_white(*name),
        [b'%', ..] | [b'I', b'D', ..] => true,
        _ => false,
    }
}

const fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_left_out_and_words_are_not() {
        for (content, kept) in [
            ("q BI /W 1 /H 1 ID \u{1}x EI Q", "q  Q"),
            ("BI/W 1 ID EI x EI (a) Tj", " x EI (a) Tj"),
            ("(a) Tj BI ID x EI BI ID y EI (b) Tj", "(a) Tj   (b) Tj"),
            ("(MR LI BI) Tj (Power BI / more) Tj (ID 7) Tj", "(MR LI BI) Tj (Power BI / more) Tj (ID 7) Tj"),
            ("BI /W 1 ID never", " /W 1 ID never"),
            ("BILL EIBI /BI gs", "BILL EIBI /BI gs"),
            ("", ""),
        ] {
            assert_eq!(String::from_utf8_lossy(&without_pictures(content.as_bytes())), kept, "{content}");
        }
    }
}
