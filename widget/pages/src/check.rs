//! `/check`: is my photo good enough? Everything happens on the person's device; the Worker only hands over the page.

use crate::layout::{About, Page, page};
use crate::words::Tongue;
use forthright_evidence::Kind;
use forthright_register::Register;
use forthright_widget_kit::Field;
use forthright_widget_kit::view;
use leptos::prelude::*;

/// The page. Where programs run its controls are there from the first paint; what is chosen before the code that looks has
/// loaded is looked at then. On a telephone the camera comes first.
pub fn check(register: &Register, tongue: Tongue, is_telephone: bool) -> String {
    let frame = Page {
        title: "Check a photo of a document",
        script: Some("/assets/check-start.js"),
        wide: false,
        language: tongue.tag(),
        about: Some(About {
            path: "/check",
            description: "Find out whether a photo of a passport, driving licence, bill or letter can be read, on your own device, before you send anything.",
            bilingual: true,
        }),
    };
    page(register, &frame, || {
        let kinds: Vec<AnyView> = Kind::ALL
            .into_iter()
            .filter(|kind| *kind != Kind::Authority)
            .map(|kind| view! { <option value=kind.name()>{kind.title()}</option> }.into_any())
            .collect();
        let [of_file, of_photo] =
            if is_telephone { ["Or choose a file", "Take a photo"] } else { ["Choose a file", "Or take a photo"] };
        // With a problem the code that looks names `check-problem` here.
        let file = view! {
            <div class="field">
                <label for="check-file">{of_file}</label>
                <input id="check-file" type="file" accept="image/jpeg,image/png,image/webp,application/pdf"/>
            </div>
        }
        .into_any();
        let photo = view! {
            <div class="field">
                <label for="check-camera">{of_photo}</label>
                <input id="check-camera" type="file" accept="image/*" capture="environment"/>
            </div>
            <div class="actions" id="check-live">
                <button type="button" class="second">"Use the camera here"</button>
            </div>
        }
        .into_any();
        let ways = if is_telephone { vec![photo, file] } else { vec![file, photo] };
        let none = || Signal::stored(String::new());
        view! {
            {tongue.switch("/check")}
            <h1>"Check a photo of a document"</h1>
            <p>"Is it sharp enough, and can it be read? Find out before you send anything. Your device does the check: nothing leaves your device, and nothing is kept. Once this page has loaded, it works without a connection."</p>
            <div id="check-root" class="coming">
                <p id="check-plain" class="inset later">"This check needs JavaScript. You can send your documents without it: check for yourself that every line can be read."</p>
                <div id="check" class="soon">
                    <Field id="check-kind".to_owned() label="What is it?".to_owned() hint=None error=none()>
                        <select id="check-kind"><option value="">"Choose a kind of document"</option>{kinds}</select>
                    </Field>
                    <Field id="check-name".to_owned() label="Your name (optional)".to_owned() hint=Some("To compare it with what the document says".to_owned()) error=none()>
                        <input id="check-name" type="text" autocomplete="name" aria-describedby="check-name-hint"/>
                    </Field>
                    <Field id="check-birth".to_owned() label="Your date of birth (optional)".to_owned() hint=None error=none()>
                        <input id="check-birth" type="date" autocomplete="bday"/>
                    </Field>
                    {ways}
                    <h2>"What we found"</h2>
                    <p id="check-chosen" class="soft" translate="no"></p>
                    <div id="check-result" data-field="check-file">
                        <div role="status"></div>
                        <div role="alert" id="check-problem"></div>
                        <p class="soft">"Nothing yet. Choose a file or take a photo."</p>
                    </div>
                </div>
            </div>
            <p>"We check whether a picture can be read. No one can tell from this whether a document is genuine. You can cover anything we do not need to see: on a passport we need the photo, name, date of birth and signature, not the number."</p>
            <p><a href=tongue.address("/rights")>"Use one of your rights"</a></p>
        }
        .into_any()
    })
}
