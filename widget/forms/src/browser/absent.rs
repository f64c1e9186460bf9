//! In the Worker there is no browser: what only a person can set off does nothing.

use crate::draft::{Draft, Kept};
use crate::state::{FileNote, PageState, Phase};
use forthright_evidence::Told;
use forthright_forms::{Answers, Form};
use jiff::civil::Date;
use leptos::prelude::*;

pub fn forget_kind(_: &str) {}

pub fn file_chosen(_: u8, _: &str, _: &str, _: Told, _: RwSignal<Vec<FileNote>>) {}

pub fn told_anew(_: u8, _: &str, _: &str, _: Told, _: RwSignal<Vec<FileNote>>) {}

pub fn photo_taken(_: &str, _: &str) {}

pub fn has_camera() -> bool {
    false
}

pub fn open_camera(_: &str, _: &str, _: &str) {}

pub fn answers(_: &Form) -> Answers {
    Answers::default()
}

pub fn go_to(_: &str) {}

pub fn set_title(_: &str, _: &str) {}

pub fn send(_: &PageState, _: &Answers, _: RwSignal<Phase>) {}

pub fn value(_: &str) -> String {
    String::new()
}

pub fn kept(_: &Form) -> Option<Kept> {
    None
}

pub fn forget(_: &Form) {}

pub fn keep(_: &Form, _: Answers, _: usize, _: Date, _: RwSignal<Draft>) {}

pub fn resume(_: &Form, _: String, _: RwSignal<Draft>, _: RwSignal<PageState>) {}

pub fn begin_proof(_: &str, _: &str) {}

pub fn note_step(_: usize) {}

pub fn on_history(_: usize, _: impl Fn(usize) + 'static) {}
