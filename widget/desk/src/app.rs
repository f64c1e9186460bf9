//! Which of the desk's views is shown.

use crate::call::{self, Failed};
use crate::case::CaseView;
use crate::key::Unlock;
use crate::list::CaseList;
use forthright_api::Staff;
use forthright_seal::Identity;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// The unlocked key, while this page is open.
pub type Key = StoredValue<Option<Arc<Identity>>, LocalStorage>;

#[component]
pub fn Desk(sign_in: String) -> impl IntoView {
    let staff = RwSignal::new(None::<Result<Staff, Failed>>);
    let key: Key = StoredValue::new_local(None);
    let unlocked = RwSignal::new(false);
    let open_case = RwSignal::new(None::<String>);
    spawn_local(async move { staff.set(Some(call::get("me").await)) });
    let sign_in = StoredValue::new(sign_in);
    view! {
        class = "d",
        <div class="desk">
            {move || match staff.get() {
                None => view! { class = "d", <p role="status">"Signing in…"</p> }.into_any(),
                Some(Err(failed)) => signed_out(&failed, &sign_in.get_value()).into_any(),
                Some(Ok(staff)) if !unlocked.get() => {
                    let is_local = sign_in.get_value().starts_with("/dev/");
                    view! { class = "d", <Unlock staff key unlocked is_local/> }.into_any()
                }
                Some(Ok(_)) => match open_case.get() {
                    None => view! { class = "d", <CaseList open_case/> }.into_any(),
                    Some(reference) => view! { class = "d", <CaseView reference key open_case/> }.into_any(),
                },
            }}
        </div>
    }
}

fn signed_out(failed: &Failed, sign_in: &str) -> impl IntoView + use<> {
    let words = failed.words.clone();
    let link = failed.signed_out.then(|| {
        let address = sign_in.to_owned();
        view! { class = "d", <p><a class="button" href=address>"Sign in"</a></p> }
    });
    view! { class = "d", <h1>"Desk"</h1> <p role="alert">{words}</p> {link} }
}
