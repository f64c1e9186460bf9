//! De Montfort University's form in English, read without the register.

use forthright_forms::Form;
use toml::Value;

/// Its subject access request.
pub fn form() -> Form {
    let mut source: Value = toml::from_str(include_str!("../../../register/dmu/forms/subject-access.toml")).unwrap();
    in_english(&mut source);
    source.try_into().unwrap()
}

/// Of each text in two languages the English one.
fn in_english(value: &mut Value) {
    if let Some(english) = value.as_table().filter(|table| table.contains_key("cy")).and_then(|table| table.get("en")) {
        *value = english.clone();
    }
    match value {
        Value::Table(table) => table.iter_mut().for_each(|(_, value)| in_english(value)),
        Value::Array(all) => all.iter_mut().for_each(in_english),
        _ => {}
    }
}
