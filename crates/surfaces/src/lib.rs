//! What is served at which address, and which security headers it has: one row a surface, for what the Worker answers and
//! for static files alike. A page may do what its row says and nothing else; an address without a row gets a page that runs
//! nothing, posts nowhere and takes no picture.
//!
//! Followed: Content Security Policy Level 3, Trusted Types, Permissions Policy, RFC 6797 (HSTS), Fetch (CORP), HTML (COOP).
//! Not here: `Cache-Control` of what is not public, CORS and cookies, which depend on what is answered.

mod assets;
mod files;
mod headers;
mod policy;
mod surface;
mod table;

pub use assets::{PLACEHOLDER, address, folder};
pub use files::{Unlisted, headers_file};
pub use headers::{HSTS, Header, KEPT};
pub use policy::with_challenge;
pub use surface::{Surface, find, of};
pub use table::{FILES, WORKER};
