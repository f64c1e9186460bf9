//! Welsh words in HTML that was rendered already.

use crate::in_welsh;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Attributes that people read or hear.
const SPOKEN: [&str; 5] = ["aria-label", "alt", "placeholder", "title", "href"];
/// Elements whose text is none, or is what somebody typed.
const NOT_TEXT: [&str; 4] = ["script", "style", "textarea", "svg"];
/// Elements without an end.
const VOID: [&str; 9] = ["area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"];
/// A receipt to keep.
const FILE: &str = "data:text/plain;charset=utf-8,";
/// What such an address leaves as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

/// HTML that we rendered, with our words in Welsh. What is marked `translate="no"` or is in another language stays.
///
/// ```
/// let html = "<p>Continue <b translate=\"no\">Continue</b></p>";
/// assert_eq!(forthright_words::page(html), "<p>Parhau <b translate=\"no\">Continue</b></p>");
/// ```
#[must_use]
pub fn page(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    // The element whose content stays, and how many of its name are open in it.
    let mut stays: Option<(String, usize)> = None;
    while let Some(begin) = rest.find('<') {
        let (text, tag) = rest.split_at(begin);
        put_text(text, stays.is_some(), &mut out);
        let end = end_of_tag(tag);
        let (tag, after) = tag.split_at(end);
        rest = after;
        let name: String = tag.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
        match &mut stays {
            Some((open, depth)) => {
                if *open == name && tag.starts_with("</") {
                    *depth = depth.saturating_sub(1);
                } else if *open == name {
                    *depth = depth.saturating_add(1);
                }
                if *depth == 0 {
                    stays = None;
                }
                out.push_str(tag);
            }
            None if tag.starts_with("</") || tag.starts_with("<!") => out.push_str(tag),
            None => {
                if !VOID.contains(&name.as_str()) && (NOT_TEXT.contains(&name.as_str()) || is_marked(tag)) {
                    out.push_str(tag);
                    stays = Some((name, 1));
                } else {
                    put_tag(tag, &mut out);
                }
            }
        }
    }
    put_text(rest, stays.is_some(), &mut out);
    out
}

/// Where a tag or a comment ends: a sign in a quoted value ends none.
fn end_of_tag(tag: &str) -> usize {
    if tag.starts_with("<!--") {
        return tag.find("-->").map_or(tag.len(), |at| at.saturating_add(3));
    }
    let mut quoted = false;
    for (at, byte) in tag.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at.saturating_add(1),
            _ => {}
        }
    }
    tag.len()
}

/// Whether the content is somebody's own words, or in another language.
fn is_marked(tag: &str) -> bool {
    let language = value_of(tag, "lang");
    value_of(tag, "translate") == Some("no") || language.is_some_and(|language| !language.starts_with("cy"))
}

fn value_of<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let from = tag.find(&format!(" {name}=\""))?;
    let value = tag.get(from..)?.split_once("=\"")?.1;
    Some(value.split_once('"')?.0)
}

fn put_text(text: &str, stays: bool, out: &mut String) {
    if stays || text.trim().is_empty() {
        out.push_str(text);
    } else {
        out.push_str(&escaped(&in_welsh(&unescaped(text))));
    }
}

fn put_tag(tag: &str, out: &mut String) {
    let mut tag = tag.to_owned();
    for name in SPOKEN {
        let Some(value) = value_of(&tag, name).map(str::to_owned) else { continue };
        let said = if name != "href" {
            escaped(&in_welsh(&unescaped(&value)))
        } else if let Some(file) = value.strip_prefix(FILE) {
            let text = percent_decode_str(file).decode_utf8_lossy();
            format!("{FILE}{}", utf8_percent_encode(&in_welsh(&text), PLAIN))
        } else {
            continue;
        };
        tag = tag.replacen(&format!(" {name}=\"{value}\""), &format!(" {name}=\"{said}\""), 1);
    }
    out.push_str(&tag);
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'").replace("&amp;", "&")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_words_change() {
        let html = "<div lang=\"cy\"><label for=\"a\">File</label><input title=\"Continue\" value=\"Continue\">\
            <textarea>Continue</textarea><p lang=\"en-GB\">Continue<p>Back</p></p><!>Back<!>\
            <script>\"Continue\"</script><a aria-label=\"Change: a > b\">Change</a><p>&lt;b&gt;Continue</p></div>";
        let welsh = page(html);
        assert!(welsh.contains("<label for=\"a\">Ffeil</label><input title=\"Parhau\" value=\"Continue\">"), "{welsh}");
        assert!(welsh.contains("<textarea>Continue</textarea><p lang=\"en-GB\">Continue<p>Back</p></p>"), "{welsh}");
        assert!(welsh.contains("<!>Yn ôl<!><script>\"Continue\"</script>"), "{welsh}");
        assert!(welsh.contains("aria-label=\"Newid: a &gt; b\">Newid</a><p>&lt;b&gt;Continue</p></div>"), "{welsh}");
    }

    #[test]
    fn a_receipt_to_keep_is_welsh_line_by_line() {
        let html = format!(
            "<a href=\"{FILE}{}\">Save the receipt</a>",
            utf8_percent_encode("Reference: DMU-1\n\nContinue", PLAIN)
        );
        let welsh = page(&html);
        let text = percent_decode_str(&welsh).decode_utf8_lossy().into_owned();
        assert!(text.contains("Cyfeirnod: DMU-1\n\nParhau\""), "{text}");
    }

    #[test]
    fn comments_stay_and_what_follows_is_read() {
        assert_eq!(page("<p><!--<() /> Continue-->Back<!-->Back</p>"), "<p><!--<() /> Continue-->Yn ôl<!-->Yn ôl</p>");
        assert_eq!(page("<p><!--<() />--><b>Back</b><!--Back"), "<p><!--<() />--><b>Yn ôl</b><!--Back");
    }

    #[test]
    fn html_that_is_cut_off_is_given_back() {
        for html in ["<", "<p", "<p title=\"", "</", "<!--", "a < b", "<p translate=\"no\">Continue"] {
            assert_eq!(page(html), html);
        }
    }
}
