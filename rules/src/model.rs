//! The file formats. Every value keeps its span; nothing here knows Docker's defaults.

pub mod bench;
pub mod compose;
pub mod dockerfile;
pub mod inspect;
pub mod json;
pub mod yaml;
