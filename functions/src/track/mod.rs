//! Following a request with its reference and receipt code. Unknown and wrong are the same answer, byte for byte.

mod access;
mod page;

pub use page::{ask, json, show};
