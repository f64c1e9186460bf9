//! Rights and how they reach the institution.
//!
//! No form can be required (UK GDPR Art 12; ICO guidance): a request by e-mail, post, telephone, over a counter or on social
//! media counts from the day it came. [`Channel`] says how it came, [`read_message`] finds in its words what staff then confirm,
//! [`Clear`] and [`Doubt`] record why identity was or was not asked for, and [`Decision`] is what needs a colleague's approval.

mod channel;
mod identity;
mod message;
mod refusal;

pub use channel::{Channel, Logged, arrival, arrival_step, logged_form};
pub use identity::{Clear, Doubt};
pub use message::{Read, read_message};
pub use refusal::{Decision, Ground, Needed, left_out};
