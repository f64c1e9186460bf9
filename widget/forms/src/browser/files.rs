//! A chosen file: taken or not, drawn again if it is a picture, kept for sending.

use super::picture::{self, Drawn};
use crate::state::FileNote;
use forthright_evidence::{FileType, Findings, Unacceptable, accept};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::collections::BTreeMap;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlInputElement, Url};

/// A document that is ready to be sealed.
#[derive(Clone)]
pub struct Prepared {
    pub blob: Blob,
    pub file_type: FileType,
    pub findings: Option<Findings>,
}

thread_local! {
    static PREPARED: RefCell<BTreeMap<u8, Prepared>> = const { RefCell::new(BTreeMap::new()) };
}

/// The documents that are ready, by their number.
pub fn prepared() -> BTreeMap<u8, Prepared> {
    PREPARED.with_borrow(Clone::clone)
}

/// Somebody chose a file in slot `n`, or took it out again.
pub fn file_chosen(n: u8, field: &str, notes: RwSignal<Vec<FileNote>>) {
    let input = document().get_element_by_id(field).and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
    let file = input.and_then(|input| input.files()).and_then(|files| files.get(0));
    PREPARED.with_borrow_mut(|prepared| prepared.remove(&n));
    set(n, notes, FileNote { working: file.is_some(), ..FileNote::default() });
    let Some(file) = file else { return };
    spawn_local(async move {
        let note = match look(&file).await {
            Ok((prepared, words)) => {
                let preview =
                    prepared.file_type.is_picture().then(|| Url::create_object_url_with_blob(&prepared.blob).ok());
                let note = FileNote {
                    findings: prepared.findings.clone(),
                    words,
                    preview: preview.flatten(),
                    ready: true,
                    ..FileNote::default()
                };
                PREPARED.with_borrow_mut(|all| all.insert(n, prepared));
                note
            }
            Err(why) => FileNote { problem: why.to_string(), ..FileNote::default() },
        };
        set(n, notes, note);
    });
}

async fn look(file: &Blob) -> Result<(Prepared, String), Unacceptable> {
    #[allow(clippy::cast_precision_loss)] // a kilobyte
    let head = file.slice_with_f64_and_f64(0.0, FileType::HEAD as f64).map_err(|_| Unacceptable::Unreadable)?;
    let head = JsFuture::from(head.array_buffer()).await.map_err(|_| Unacceptable::Unreadable)?;
    let head = js_sys::Uint8Array::new(&head).to_vec();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // sizes are whole and positive
    let bytes = file.size() as u64;
    let file_type = accept(&head, bytes)?;
    if file_type.is_picture() {
        let Drawn { blob, findings } = picture::draw_again(file).await?;
        let words = "This is the picture as it will be sent. Hidden data such as the place it was taken is removed.";
        Ok((Prepared { blob, file_type: FileType::Jpeg, findings: Some(findings) }, words.to_owned()))
    } else {
        let words = "This is a PDF. It is sent as it is; check that it can be read and shows your name.";
        Ok((Prepared { blob: file.clone(), file_type, findings: None }, words.to_owned()))
    }
}

fn set(n: u8, notes: RwSignal<Vec<FileNote>>, note: FileNote) {
    notes.update(|notes| {
        if let Some(slot) = notes.get_mut(usize::from(n).saturating_sub(1)) {
            if let Some(old) = slot.preview.take() {
                let _ = Url::revoke_object_url(&old);
            }
            *slot = note;
        }
    });
}
