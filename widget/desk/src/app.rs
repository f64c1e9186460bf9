//! Which of the desk's views is shown, and what all of them share.

use crate::call::{self, Failed};
use crate::case::CaseView;
use crate::kept::{Kept, Unsent};
use crate::key::Unlock;
use crate::key_bundle::OfficerKey;
use crate::list::CaseList;
use crate::{keeping, place};
use forthright_api::Staff;
use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The unlocked key, while this page is open.
pub type Key = StoredValue<Option<OfficerKey>, LocalStorage>;

/// What is typed is sealed and put by at most this often.
const KEEP_EVERY_MS: u32 = 800;

/// What the views share while the page is open.
#[derive(Clone, Copy)]
pub struct Office {
    pub staff: RwSignal<Option<Result<Staff, Failed>>>,
    pub key: Key,
    pub unlocked: RwSignal<bool>,
    /// The case on the screen; none is the list.
    pub at: RwSignal<Option<String>>,
    /// The case that was open before, so that the list gives its row the focus.
    pub before: StoredValue<Option<String>>,
    /// How many rows of the list were on the screen.
    pub rows: StoredValue<usize>,
    kept: RwSignal<Kept>,
    /// Whether a moment is set at which it is put by.
    pending: StoredValue<bool>,
    /// Whether the title says that something is wrong.
    pub wrong: RwSignal<bool>,
    /// What is waited for, in words: in a region that is there before any view is.
    pub waits: RwSignal<&'static str>,
}

impl Office {
    fn new() -> Self {
        Self {
            staff: RwSignal::new(None),
            key: StoredValue::new_local(None),
            unlocked: RwSignal::new(false),
            at: RwSignal::new(place::here()),
            before: StoredValue::new(None),
            rows: StoredValue::new(0),
            kept: RwSignal::new(Kept::default()),
            pending: StoredValue::new(false),
            wrong: RwSignal::new(false),
            waits: RwSignal::new(""),
        }
    }

    /// Opens a case, or the list, as a step that "back" undoes.
    pub fn go(self, reference: Option<String>) {
        place::go(reference.as_deref());
        self.show(reference);
    }

    fn show(self, reference: Option<String>) {
        if self.at.get_untracked() == reference {
            return;
        }
        self.before.set_value(self.at.get_untracked());
        self.wrong.set(false);
        self.at.set(reference);
    }

    /// What is written for a case and not sent.
    pub fn unsent(self, reference: &str) -> Unsent {
        self.kept.with(|kept| kept.of(reference))
    }

    /// Changes it, and keeps it over a reload.
    pub fn write(self, reference: &str, how: impl FnOnce(&mut Unsent)) {
        self.kept.update(|kept| kept.change(reference, how));
        if !self.pending.get_value() {
            self.pending.set_value(true);
            Timeout::new(KEEP_EVERY_MS, move || self.keep()).forget();
        }
    }

    /// The cases with text that was not sent.
    pub fn with_unsent(self) -> Vec<String> {
        self.kept.with(|kept| kept.references().map(str::to_owned).collect())
    }

    fn keep(self) {
        self.pending.set_value(false);
        if let Some(key) = self.key.get_value() {
            self.kept.with_untracked(|kept| keeping::keep(kept, &key));
        }
    }

    /// The key is unlocked: what was typed before a reload is back.
    pub fn unlock(self, key: OfficerKey) {
        self.kept.update(|kept| keeping::take_up(kept, &key));
        self.key.set_value(Some(key));
        self.wrong.set(false);
        self.unlocked.set(true);
    }

    /// What the browser does: back and forward, and leaving.
    fn listen(self) {
        let back = window_event_listener(ev::popstate, move |_| self.show(place::here()));
        let leave = window_event_listener(ev::beforeunload, move |event| {
            if self.kept.with_untracked(|kept| kept.references().next().is_some()) {
                self.keep();
                event.prevent_default();
                // Older browsers ask only then.
                event.set_return_value("unsent");
            }
        });
        on_cleanup(move || {
            back.remove();
            leave.remove();
        });
        Effect::new(move |_| {
            let title = place::title_of(self.at.get().as_deref(), self.unlocked.get(), self.wrong.get());
            place::entitle(&title);
        });
    }
}

#[component]
pub fn Desk(sign_in: String) -> impl IntoView {
    let office = Office::new();
    office.listen();
    spawn_local(async move {
        // The region is there before its words.
        TimeoutFuture::new(0).await;
        office.waits.set("Signing in…");
        office.staff.set(Some(call::get("me").await));
        office.waits.set("");
    });
    let sign_in = StoredValue::new(sign_in);
    // Fetching "me" again later, for what could not be sent, draws nothing anew.
    let who =
        Memo::new(move |_| office.staff.get().map(|staff| staff.map(|staff| (staff.name, staff.key, staff.recipient))));
    view! {
        class = "d",
        <div class="desk">
            <p role="status">{move || office.waits.get()}</p>
            <p role="alert">{move || who.get().and_then(Result::err).map(|failed| why(&failed))}</p>
            {move || match who.get() {
                None => ().into_any(),
                Some(Err(failed)) => signed_out(&failed, &sign_in.get_value()).into_any(),
                Some(Ok((name, key, recipient))) if !office.unlocked.get() => {
                    let is_local = sign_in.get_value().starts_with("/dev/");
                    view! { class = "d", <Unlock office name key recipient is_local/> }.into_any()
                }
                Some(Ok(_)) => match office.at.get() {
                    None => view! { class = "d", <CaseList office/> }.into_any(),
                    Some(reference) => view! { class = "d", <CaseView office reference/> }.into_any(),
                },
            }}
        </div>
    }
}

fn signed_out(failed: &Failed, sign_in: &str) -> impl IntoView + use<> {
    let link = failed.signed_out.then(|| {
        // Where Access signs in on the way, it leads back to the same case.
        let address = if sign_in == "/desk" { place::address_of(place::here().as_deref()) } else { sign_in.to_owned() };
        view! { class = "d", <p><a class="button" href=address>"Sign in"</a></p> }
    });
    view! { class = "d", <h1>"Desk"</h1> {link} }
}

fn why(failed: &Failed) -> String {
    if failed.signed_out { "Sign in again.".to_owned() } else { failed.words.clone() }
}
