//! The worker: the engine behind messages.
//!
//! [`Engine`] holds what was read and answers requests; it knows no browser. The program beside
//! it takes messages, reads `File` objects, and hands both over.

pub mod engine;
mod sample;

pub use engine::Engine;
