//! What the workload tests share: files to assess, a server, a browser and what it shows.
//!
//! A test here fails by panicking with a sentence that says what was awaited.
#![recursion_limit = "256"]
#![allow(
    clippy::missing_panics_doc,
    reason = "everything here may panic: that is how a test fails"
)]

pub mod corpus;
pub mod fleet;

#[cfg(feature = "browser")]
pub mod browser;
#[cfg(feature = "browser")]
pub mod reader;
#[cfg(feature = "browser")]
pub mod server;
