//! The wire formats, each with its own types, so that the engine may change while a
//! format stays.

pub mod json;
pub mod markdown;
pub mod plain;
