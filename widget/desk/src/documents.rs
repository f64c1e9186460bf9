//! The documents, opened one at a time. A picture is decoded in a sandboxed frame of no origin; a PDF is offered for saving
//! under a name of our own. Files cannot be scanned on the server, which never sees them: the desk says so. The frame also
//! looks at them again, with the same code as the person's device.

use crate::answers::{fetch, open};
use crate::case::OpenCase;
use forthright_api::{FileRow, SealedFile};
use forthright_evidence::FileType;
use forthright_widget_kit::{Button, Weight};
use jiff::civil::Date;
use js_sys::{Array, Object, Reflect, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlIFrameElement, Url};

/// What is shown of a document.
#[derive(Clone, PartialEq)]
enum Shown {
    Nothing,
    Opening(u8),
    Opened(Opened),
    Failed(String),
}

impl Shown {
    fn status(&self) -> Option<String> {
        match self {
            Self::Opening(n) => Some(format!("Opening document {n}…")),
            Self::Opened(opened) => Some(format!("Document {} is open below.", opened.n)),
            Self::Nothing | Self::Failed(_) => None,
        }
    }

    fn why(&self) -> Option<String> {
        if let Self::Failed(why) = self { Some(why.clone()) } else { None }
    }
}

#[derive(Clone, PartialEq)]
struct Opened {
    n: u8,
    content: Vec<u8>,
    file_type: FileType,
    /// What the person told, as JSON.
    told: String,
}

#[component]
pub fn Documents(case: OpenCase) -> impl IntoView {
    let shown = RwSignal::new(Shown::Nothing);
    let gone = case.part(|detail| detail.identity.is_some() || detail.outcome.is_some());
    let files = case.part(|detail| detail.files.clone());
    // What is deleted is not left on the screen either.
    Effect::new(move |_| {
        if gone.get() == Some(true) {
            shown.set(Shown::Nothing);
        }
    });
    let list = move || {
        let sealed = case.answers.get().and_then(Result::ok);
        files
            .get()
            .unwrap_or_default()
            .iter()
            .map(|file| {
                let said =
                    sealed.as_ref().and_then(|sealed| sealed.files.iter().find(|said| said.n == file.n)).cloned();
                let kind = said.as_ref().and_then(|said| said.kind);
                let told = sealed.as_ref().map(|sealed| sealed.answers.told(kind, today()));
                let told = told.and_then(|told| serde_json::to_string(&told).ok()).unwrap_or_default();
                document(file, said, told, case, shown)
            })
            .collect_view()
    };
    let gone = move || gone.get() == Some(true);
    let none = move || !gone() && files.get().is_none_or(|files| files.is_empty());
    view! {
        class = "d",
        <h2>"Documents"</h2>
        {move || gone().then(|| view! { class = "d", <p id="documents-gone">"The documents are deleted."</p> })}
        {move || none().then(|| view! { class = "d", <p>"None were sent."</p> })}
        <ul>{list}</ul>
        <div role="status">{move || shown.with(Shown::status).map(|words| view! { class = "d", <p>{words}</p> })}</div>
        <div role="alert">{move || shown.with(Shown::why).map(|why| view! { class = "d", <p class="inset bad">{why}</p> })}</div>
        {move || view_of(shown.get())}
    }
}

fn today() -> Date {
    let now = js_sys::Date::new_0();
    let part = |n: u32| i8::try_from(n).unwrap_or(1);
    let year = i16::try_from(now.get_full_year()).unwrap_or(0);
    Date::new(year, part(now.get_month().saturating_add(1)), part(now.get_date())).unwrap_or_default()
}

fn document(
    file: &FileRow,
    said: Option<SealedFile>,
    told: String,
    case: OpenCase,
    shown: RwSignal<Shown>,
) -> impl IntoView + use<> {
    let (n, digest) = (file.n, file.digest.clone());
    let kind = said.as_ref().and_then(|said| said.kind).map_or("Document (kind not given)", |kind| kind.title());
    let found = said
        .as_ref()
        .and_then(|said| said.verdict.as_ref())
        .map(|verdict| format!("On the person’s device: {}. {}", verdict.state.words(), verdict.lines.join(" ")));
    let file_type = said.map(|said| said.file_type);
    let open = move || {
        shown.set(Shown::Opening(n));
        let (reference, told, digest) = (case.reference.get_value(), told.clone(), digest.clone());
        spawn_local(async move {
            let part = format!("file-{n}");
            let opened = match fetch(&reference, &part).await {
                Ok(envelope) => open(&reference, &part, &envelope, digest.as_deref(), case.office.key).await,
                Err(why) => Err(why),
            };
            // Another document may have been asked for meanwhile, or the view be gone.
            if shown.try_get_untracked() != Some(Shown::Opening(n)) {
                return;
            }
            shown.set(match opened {
                Err(why) => Shown::Failed(why),
                // What it is said to be is not believed: the content decides.
                Ok(content) => match FileType::of(&content).or(file_type) {
                    Some(file_type) => Shown::Opened(Opened { n, content, file_type, told }),
                    None => Shown::Failed("The desk does not recognise this type of file.".to_owned()),
                },
            });
        });
    };
    view! {
        class = "d",
        <li>
            {n} ": " {kind} " "
            <Button weight=Weight::Second on_press=open>"Open document " {n}</Button>
            {found.map(|words| view! { class = "d", <p class="soft">{words}</p> })}
        </li>
    }
}

/// An address under which a document can be saved.
fn address(content: &[u8]) -> Option<String> {
    let pieces = Array::of1(&Uint8Array::from(content));
    let kind = BlobPropertyBag::new();
    // Never a type the browser would show in this page.
    kind.set_type("application/octet-stream");
    let blob = Blob::new_with_u8_array_sequence_and_options(&pieces, &kind).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

/// A way to save what is not shown.
fn saving(opened: &Opened) -> AnyView {
    let Some(address) = address(&opened.content) else {
        let why = "The browser could not prepare the document for saving.";
        return view! { class = "d", <p class="inset bad" role="alert">{why}</p> }.into_any();
    };
    let name = format!("document-{}.{}", opened.n, opened.file_type.extension());
    view! {
        class = "d",
        <p>"A PDF is not opened here, because it could run something; a scanned page is shown as a picture. It was not scanned for viruses: only you can \
            open it. " <a class="button" href=address download=name>"Save the document"</a></p>
    }
    .into_any()
}

fn view_of(shown: Shown) -> AnyView {
    match shown {
        Shown::Nothing | Shown::Opening(_) | Shown::Failed(_) => ().into_any(),
        Shown::Opened(opened) => {
            let saving = (!opened.file_type.is_picture()).then(|| saving(&opened));
            let frame = NodeRef::<leptos::html::Iframe>::new();
            let hand_over = move |_| {
                if let Some(frame) = frame.get_untracked() {
                    let opened = opened.clone();
                    spawn_local(async move { hand_over(&frame, &opened).await });
                }
            };
            view! {
                class = "d",
                {saving}
                <iframe node_ref=frame class="viewer" title="The opened document" sandbox="allow-scripts"
                    src="/desk-viewer" on:load=hand_over></iframe>
            }
            .into_any()
        }
    }
}

/// Gives the frame the document, then the code that looks at it: the frame may not connect to anything itself.
async fn hand_over(frame: &HtmlIFrameElement, opened: &Opened) {
    let buffer = |bytes: &[u8]| JsValue::from(Uint8Array::from(bytes).buffer());
    let file_type = opened.file_type;
    tell(frame, &[("bytes", &buffer(&opened.content)), ("type", &JsValue::from_str(file_type.media_type()))]);
    let code = async |name| crate::call::code(name).await.map_or(JsValue::NULL, |code| buffer(&code));
    let pdf = if file_type.is_picture() { JsValue::NULL } else { code("pdf_bg.wasm").await };
    let code = code("check_bg.wasm").await;
    tell(frame, &[("code", &code), ("pdf", &pdf), ("told", &JsValue::from_str(&opened.told))]);
}

fn tell(frame: &HtmlIFrameElement, fields: &[(&str, &JsValue)]) {
    let message = Object::new();
    if fields.iter().all(|(name, value)| Reflect::set(&message, &JsValue::from_str(name), value).is_ok()) {
        let window = frame.content_window();
        // The frame has no origin to name; it is our own document, loaded by us just now.
        let _ = window.map(|window| window.post_message(message.unchecked_ref(), "*"));
    }
}
