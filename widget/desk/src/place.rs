//! Which view the address names: `/desk` is the list, `/desk/cases/{reference}` a case. Back and forward move between
//! them and leave the key unlocked.

use forthright_cases::Reference;
use leptos::prelude::{document, window};
use wasm_bindgen::JsValue;

/// The case that an address names.
pub fn reference_of(path: &str) -> Option<String> {
    let rest = path.strip_prefix("/desk/cases/")?;
    let reference = Reference::parse(rest.strip_suffix('/').unwrap_or(rest)).ok()?;
    Some(reference.as_str().to_owned())
}

/// The address of a view.
pub fn address_of(reference: Option<&str>) -> String {
    reference.map_or_else(|| "/desk".to_owned(), |reference| format!("/desk/cases/{reference}"))
}

/// The case that the page's address names now.
pub fn here() -> Option<String> {
    window().location().pathname().ok().and_then(|path| reference_of(&path))
}

/// Makes the address name a view, as a step that "back" undoes.
pub fn go(reference: Option<&str>) {
    if here().as_deref() != reference
        && let Ok(history) = window().history()
    {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address_of(reference)));
    }
}

/// The page's title for a view: what is shown first, then where that is.
pub fn title_of(reference: Option<&str>, is_open: bool, wrong: bool) -> String {
    let mut title = String::new();
    if wrong {
        title.push_str("Error: ");
    }
    match (is_open, reference) {
        (false, _) => title.push_str("Unlock your key – "),
        (true, Some(reference)) => {
            title.push_str(reference);
            title.push_str(" – Cases – ");
        }
        (true, None) => title.push_str("Cases – "),
    }
    title.push_str("Desk");
    title
}

/// Sets the page's title; the institution's name stays at its end.
pub fn entitle(title: &str) {
    let document = document();
    let before = document.title();
    let institution = before.rsplit_once(" – ").map(|(_, institution)| format!(" – {institution}")).unwrap_or_default();
    document.set_title(&format!("{title}{institution}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_and_its_case_name_each_other() {
        assert_eq!(reference_of("/desk"), None);
        assert_eq!(reference_of("/desk/cases/"), None);
        assert_eq!(reference_of("/desk/cases/../agents"), None);
        assert_eq!(reference_of("/desk/cases/DMU-00000000U/letters"), None);
        for reference in ["DMU-000000000", "DMU-7ZZZZZZZ0"].iter().filter_map(|text| Reference::parse(text).ok()) {
            assert_eq!(reference_of(&address_of(Some(reference.as_str()))).as_deref(), Some(reference.as_str()));
            assert_eq!(
                reference_of(&format!("{}/", address_of(Some(reference.as_str())))).as_deref(),
                Some(reference.as_str())
            );
        }
        assert!(Reference::parse("DMU-000000000").is_ok());
        assert_eq!(address_of(None), "/desk");
    }

    #[test]
    fn each_view_has_a_title_of_its_own() {
        assert_eq!(title_of(Some("DMU-000000000"), true, false), "DMU-000000000 – Cases – Desk");
        assert_eq!(title_of(Some("DMU-000000000"), true, true), "Error: DMU-000000000 – Cases – Desk");
        assert_eq!(title_of(None, true, false), "Cases – Desk");
        assert_eq!(title_of(Some("DMU-000000000"), false, true), "Error: Unlock your key – Desk");
    }
}
