//! How much a record weighs: counted as a choice, or kept and counted apart. From one network, for one website, so many in a
//! minute are counted; what is beyond is kept all the same, because it may be somebody's choice.

use crate::context::Context;
use crate::fence::{self, Counters};
use crate::request::Incoming;
use forthright_consent::Site;
use std::sync::{LazyLock, Mutex};

/// How a choice was made.
#[derive(Clone, Copy)]
pub enum Made {
    /// By the loader, with a proof of work.
    ByScript,
    /// On `/cookies`, without JavaScript and so without a proof.
    OnOurPage,
}

impl Made {
    /// How many are counted from one network, for one website, in a minute: the first minutes of term at a university that
    /// leaves through one address are within it. Without a proof, what a room full of people does.
    const fn most(self) -> u32 {
        match self {
            Self::ByScript => 300,
            Self::OnOurPage => 30,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::ByScript => "script",
            Self::OnOurPage => "page",
        }
    }
}

/// How many deletions of ids that nobody has are remembered for one network in a minute.
const MADE_UP: u32 = 60;

static COUNTERS: LazyLock<Mutex<Counters>> = LazyLock::new(Mutex::default);

/// Whether one more record of a website is counted from the network this one comes from.
pub async fn counts(made: Made, site: &Site, request: &Incoming, context: &Context<'_>) -> bool {
    let key = format!("{} {} {}", made.name(), site.id, fence::prefix(request));
    within(key.clone(), made.most()) && fence::passes(context.env, "CONSENT_FENCE", key).await
}

/// Whether the deletion of an id that nobody has is remembered.
pub fn remembers_unknown(request: &Incoming) -> bool {
    within(format!("deletion {}", fence::prefix(request)), MADE_UP)
}

fn within(key: String, limit: u32) -> bool {
    let now = worker::Date::now().as_millis();
    // A lock that was poisoned counts nothing, so nothing more is counted.
    COUNTERS.lock().is_ok_and(|mut counters| counters.count(key, now, limit))
}
