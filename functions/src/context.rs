//! What a handler needs: the environment, the register and what time it is.

use crate::database::Database;
use crate::problem::{Problem, Result};
use crate::request::Incoming;
use forthright_api::Code;
use forthright_clock::{london_date, rfc3339};
use forthright_register::Register;
use forthright_widget_pages::layout::in_frame;
use jiff::Timestamp;
use jiff::civil::Date;
use std::sync::OnceLock;
use worker::{Bucket, Env};

static REGISTER: OnceLock<Option<Register>> = OnceLock::new();

/// The register the Worker was built with.
pub fn register() -> Result<&'static Register> {
    let parse = || serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/register.json"))).ok();
    REGISTER.get_or_init(parse).as_ref().ok_or(Problem::new(Code::TryAgain))
}

/// One request's, one batch's or one run's surroundings.
pub struct Context<'a> {
    pub env: &'a Env,
    pub register: &'static Register,
    now: Timestamp,
    is_framed: bool,
}

impl<'a> Context<'a> {
    /// The surroundings of a request. Only in the local environment `Forthright-Now` moves its clock.
    pub fn of_request(env: &'a Env, request: &Incoming) -> Result<Self> {
        let moved = if is_local(env) { request.header("Forthright-Now") } else { None };
        let now = match moved {
            Some(text) => {
                text.parse().map_err(|_| Problem::with(Code::InvalidBody, "Forthright-Now is not an RFC 3339 time."))?
            }
            None => system_now(),
        };
        let register = register()?;
        Ok(Self { env, register, now, is_framed: !around(request, register, is_local(env)).is_empty() })
    }

    /// The surroundings of a queue batch or a scheduled run.
    pub fn of_event(env: &'a Env) -> Result<Self> {
        Ok(Self { env, register: register()?, now: system_now(), is_framed: false })
    }

    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Now, RFC 3339 to the second.
    pub fn now_text(&self) -> String {
        rfc3339(self.now)
    }

    pub fn today(&self) -> Date {
        london_date(self.now)
    }

    /// Whether the page is asked for by a frame in a website of the register.
    pub fn is_framed(&self) -> bool {
        self.is_framed
    }

    /// A page as it is asked for: whole, or for a frame in another website.
    pub fn dressed(&self, html: String) -> String {
        if self.is_framed { in_frame(&html) } else { html }
    }

    pub fn is_local(&self) -> bool {
        is_local(self.env)
    }

    pub fn database(&self) -> Result<Database> {
        Ok(Database::new(self.env.d1("DATABASE")?))
    }

    pub fn sealed(&self) -> Result<Bucket> {
        Ok(self.env.bucket("SEALED")?)
    }

    /// A variable of the configuration; `None` when it is absent or empty.
    pub fn variable(&self, name: &str) -> Option<String> {
        self.env.var(name).ok().map(|value| value.to_string()).filter(|value| !value.is_empty())
    }

    /// The Worker's own secret, at least 32 characters.
    pub fn secret(&self) -> Result<Vec<u8>> {
        let secret = self.variable("FORTHRIGHT_SECRET").filter(|secret| secret.len() >= 32);
        secret.map(String::into_bytes).ok_or(Problem::new(Code::NotReady))
    }

    /// Refuses to take a request that would be sealed to keys whose passphrases everybody knows.
    pub fn ready_for_requests(&self) -> Result<()> {
        if self.register.has_demonstration_keys() && !self.is_local() {
            return Err(Problem::new(Code::NotReady));
        }
        Ok(())
    }
}

/// Whose pages may show what is asked for in a frame: those of the website that the address names (`?frame=library`), by its origins
/// and any host with https below the parent domain of its cookies. Locally http will do.
pub fn around(request: &Incoming, register: &Register, is_local: bool) -> Vec<String> {
    let site = request.parameter("frame").and_then(|id| register.site(&id));
    let Some(site) = site.filter(|_| forthright_surfaces::of(request.path()).can_be_framed()) else {
        return Vec::new();
    };
    let below =
        site.cookie_domain.iter().flat_map(|domain| [format!("https://{domain}"), format!("https://*.{domain}")]);
    let mut origins: Vec<String> = site.origins.iter().cloned().chain(below).collect();
    if is_local {
        let plain: Vec<String> =
            origins.iter().map(|one| format!("{}:*", one.replacen("https://", "http://", 1))).collect();
        origins.extend(plain);
    }
    origins
}

pub fn is_local(env: &Env) -> bool {
    env.var("LOCAL").is_ok_and(|value| value.to_string() == "true")
}

fn system_now() -> Timestamp {
    let milliseconds = i64::try_from(worker::Date::now().as_millis()).unwrap_or(0);
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}
