//! Forms: shown, taken without JavaScript, and described for programs.

mod posted;
mod show;

pub use posted::take;
pub use show::{describe, receipt, show};
