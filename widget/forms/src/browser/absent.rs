//! In the Worker there is no browser: what only a person can set off does nothing.

use crate::state::{FileNote, PageState, Phase};
use forthright_forms::{Answers, Form};
use leptos::prelude::*;

pub fn file_chosen(_: u8, _: &str, _: RwSignal<Vec<FileNote>>) {}

pub fn answers(_: &Form) -> Answers {
    Answers::default()
}

pub fn go_to(_: &str) {}

pub fn send(_: &PageState, _: &Answers, _: RwSignal<Phase>) {}
