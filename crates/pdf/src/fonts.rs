//! What it costs to read a font (ISO 32000-1, 9.6 to 9.10), before it is read.

use hayro_syntax::object::{Array, Dict, Object};

/// No font has more characters than there are numbers for (9.7.4.2). Each may be given a width across and one down, and what
/// is counted here is at most twice as many.
const CHARACTERS: usize = 4 * 65_536;

/// About how many bytes are gone through to read the font; `None` when its widths are of more characters than there can be.
pub fn weight(dict: &Dict<'_>) -> Option<usize> {
    let descendant = dict.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let mut weight = dict.data().len();
    for dict in std::iter::once(dict).chain(&descendant) {
        for name in ["ToUnicode", "Encoding", "CIDToGIDMap"] {
            weight = weight.saturating_add(match dict.get::<Object<'_>>(name) {
                Some(Object::Stream(stream)) => stream.raw_data().len(),
                Some(Object::Dict(dict)) => dict.data().len(),
                _ => 0,
            });
        }
        weight = weight.saturating_add(dict.get::<Array<'_>>("Widths").map_or(0, |widths| widths.data().len()));
    }
    if let Some(descendant) = descendant {
        let widths = ["W", "W2"].map(|name| descendant.get::<Array<'_>>(name));
        let bytes = widths.iter().flatten().map(|widths| widths.data().len());
        let [across, down] = &widths;
        let characters = across.as_ref().map_or(0, |widths| characters(widths, false));
        let characters = characters.saturating_add(down.as_ref().map_or(0, |widths| self::characters(widths, true)));
        if characters > CHARACTERS {
            return None;
        }
        weight = weight.saturating_add(bytes.sum::<usize>()).saturating_add(descendant.data().len());
        // Its program is read once, whoever names it.
        weight = weight.saturating_add(characters);
    }
    Some(weight)
}

/// To how many characters an array gives widths: number by number, or to all from one number to another (9.7.4.3).
fn characters(widths: &Array<'_>, down: bool) -> usize {
    let mut parts = widths.flex_iter();
    let mut sum = 0_usize;
    loop {
        let range = if let Some((_, each)) = parts.next::<(u32, Array<'_>)>() {
            each.data().len() / 2
        } else if down && let Some((first, last, ..)) = parts.next::<(u32, u32, f32, f32, f32)>() {
            usize::try_from(last.saturating_sub(first)).unwrap_or(usize::MAX)
        } else if !down && let Some((first, last, _)) = parts.next::<(u32, u32, f32)>() {
            usize::try_from(last.saturating_sub(first)).unwrap_or(usize::MAX)
        } else {
            return sum;
        };
        sum = sum.saturating_add(range).saturating_add(1);
    }
}
