//! The list of cases comes in parts; each names the next in a `Link` header (RFC 8288).

/// Where the list begins.
pub const FIRST: &str = "/v1/desk/cases";

/// The next part's address. Only an address of this list is taken.
pub fn next_of(link: &str) -> Option<String> {
    link.split(", ").find_map(|one| {
        let (address, parameters) = one.trim().strip_prefix('<')?.split_once('>')?;
        let is_next = parameters.split(';').any(|one| matches!(one.trim(), "rel=\"next\"" | "rel=next"));
        let is_ours = address.strip_prefix(FIRST).is_some_and(|query| query.starts_with('?'));
        (is_next && is_ours).then(|| address.to_owned())
    })
}

/// How much of the list is on the screen, in words.
pub fn shown(rows: usize, total: Option<u32>) -> String {
    match total.map(|total| usize::try_from(total).unwrap_or(usize::MAX)) {
        Some(total) if rows < total => format!("{rows} of {total} shown"),
        Some(total) => format!("{total} in total"),
        None => format!("{rows} shown"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_part_is_taken_from_this_list_alone() {
        let next = Some("/v1/desk/cases?after=DMU-1".to_owned());
        assert_eq!(next_of("</v1/desk/cases?after=DMU-1>; rel=\"next\""), next);
        assert_eq!(next_of("</v1/desk/cases?x>; rel=\"prev\", </v1/desk/cases?after=DMU-1>; rel=next"), next);
        for wrong in [
            "",
            "</v1/desk/cases?after=DMU-1>",
            "</v1/desk/cases?after=DMU-1>; rel=\"prev\"",
            "<https://elsewhere.example/v1/desk/cases?after=1>; rel=\"next\"",
            "</v1/desk/cases/DMU-1/envelopes/answers>; rel=\"next\"",
            "</v1/desk/me>; rel=\"next\"",
        ] {
            assert_eq!(next_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_words_say_when_there_is_more() {
        assert_eq!(shown(500, Some(1200)), "500 of 1200 shown");
        assert_eq!(shown(3, Some(3)), "3 in all");
        assert_eq!(shown(3, None), "3 shown");
    }
}
