//! Forms: shown, taken without JavaScript, and described for programs.

mod posted;
mod show;

pub use posted::{take, take_logged};
pub use show::{describe, find, find_in, page, receipt, show, state};
