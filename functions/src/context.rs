//! What a handler needs: the environment, the register and what time it is.

use crate::database::Database;
use crate::problem::{Problem, Result};
use crate::request::Incoming;
use forthright_api::Code;
use forthright_clock::{london_date, rfc3339};
use forthright_register::Register;
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
}

impl<'a> Context<'a> {
    /// The surroundings of a request. Only in the local environment `Forthright-Now` moves its clock.
    pub fn of_request(env: &'a Env, request: &Incoming) -> Result<Self> {
        let moved = if is_local(env) { request.header("Forthright-Now") } else { None };
        let now = match moved {
            Some(text) => {
                text.parse().map_err(|_| Problem::with(Code::InvalidBody, "Forthright-Now is no RFC 3339 time."))?
            }
            None => system_now(),
        };
        Ok(Self { env, register: register()?, now })
    }

    /// The surroundings of a queue batch or a scheduled run.
    pub fn of_event(env: &'a Env) -> Result<Self> {
        Ok(Self { env, register: register()?, now: system_now() })
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

fn is_local(env: &Env) -> bool {
    env.var("LOCAL").is_ok_and(|value| value.to_string() == "true")
}

fn system_now() -> Timestamp {
    let milliseconds = i64::try_from(worker::Date::now().as_millis()).unwrap_or(0);
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}
