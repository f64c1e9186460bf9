//! Rights and how they reach the institution.
//!
//! No form can be required (UK GDPR Art 12; ICO guidance): a request by e-mail, post, telephone, over a counter or on social
//! media counts from the day it came. [`Channel`] says how it came, [`read_message`] finds in its words what staff then confirm,
//! [`Clear`] and [`Doubt`] record why identity was or was not asked for, and [`Decision`] is what needs a colleague's approval;
//! [`missing_words`] is what the law wants a letter to say and it does not.

mod addressee;
mod channel;
mod hint;
mod identity;
mod letter;
mod message;
mod refusal;

pub use addressee::Addressee;
pub use channel::{Channel, Logged, arrival, arrival_step, logged_form};
pub use hint::Hint;
pub use identity::{Clear, Doubt};
pub use letter::{COMPLAINT_UPHELD, NOT_DONE, Needed, Remedies, gives_reason, left_out, missing_words, unfilled};
pub use message::{Here, Read, Unsure, read_message};
pub use refusal::{Decision, Ground};
