//! The controls and frameworks, compiled from `rules/catalogue/` by `build.rs`.
//!
//! Everything here is constant: the build refuses a catalogue with a fault in it, so
//! nothing is parsed, checked or decided at run time. Each control is a module named
//! like its id with `_` for `-`, which holds `CONTROL` and one reason per way the
//! control can fail or stay unknown.

pub mod base_images;
pub mod base_releases;
pub mod base_variants;
pub mod bench;
#[cfg(test)]
mod build_tests;
mod control;
pub mod engine_releases;
mod foreign;
mod framework;
mod lookup;
#[cfg(test)]
mod tests;

pub use bench::{BenchItem, Family};
pub use control::{
    Alias, Category, Concern, Control, Example, Fix, Language, Reason, Reference, Section,
    Severity, SubjectKind,
};
pub use foreign::{Foreign, foreign};
pub use framework::{Citation, Decider, Framework, Item, Mode, Requirement, citing};
pub(crate) use lookup::distance;
pub use lookup::{find, framework, is_called, nearest, rules_of, stands_for};

#[expect(
    clippy::doc_markdown,
    reason = "reasons are worded for reports, not for rustdoc"
)]
mod compiled {
    //! What `build.rs` wrote.

    include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));
}

pub use compiled::*;
