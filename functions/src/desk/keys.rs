//! Idempotency keys of what staff log: made here, so that nothing that a page was made to say can choose one, and bound to who asked
//! for the page. What they name is apart from what anybody else's keys name.

use super::access::SignedIn;
use crate::at_rest::{named, random_id, sha256_hex};
use crate::context::Context;
use crate::problem::{Problem, Result};
use forthright_api::Code;

const PREFIX: &str = "desk-";
const MAC_CHARACTERS: usize = 22;

impl SignedIn {
    /// A new key for this member of staff: 60 characters.
    pub fn new_key(&self, context: &Context<'_>) -> Result<String> {
        let random = random_id()?.replace('-', "");
        let mac = self.mac(&random, context)?;
        Ok(format!("{PREFIX}{random}-{mac}"))
    }

    /// What a key made for this member of staff names.
    ///
    /// # Errors
    /// For keys that were not made here for them.
    pub fn key_of(&self, key: &str, context: &Context<'_>) -> Result<String> {
        let made = key.strip_prefix(PREFIX).and_then(|rest| rest.split_once('-'));
        let (random, mac) = made.ok_or_else(not_ours)?;
        // Hashes are compared, so that time tells nothing.
        if sha256_hex(mac.as_bytes()) != sha256_hex(self.mac(random, context)?.as_bytes()) {
            return Err(not_ours());
        }
        Ok(self.under(random))
    }

    /// A name for a key that no key of anybody else can be.
    pub fn under(&self, key: &str) -> String {
        format!("staff/{}/{key}", self.id())
    }

    fn mac(&self, random: &str, context: &Context<'_>) -> Result<String> {
        let mut mac = named(&context.secret()?, &format!("desk key {} {random}", self.id()))?;
        mac.truncate(MAC_CHARACTERS);
        Ok(mac)
    }
}

fn not_ours() -> Problem {
    Problem::with(Code::IdempotencyKeyNeeded, "Open the form again and send it from there.")
}
