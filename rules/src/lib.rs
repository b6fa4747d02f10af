//! The engine of Plimsoll: artifacts in, a scored report out.
//!
//! Data flows one way:
//! artifact → model → project → facts → checks → findings → statuses → score → report → exports.
//! There is no browser, network, clock, randomness or global state in here; today's
//! date, which waivers need, arrives in the policy.
//!
//! ```
//! use plimsoll_rules::{Policy, assess, read};
//!
//! let artifact = read("Dockerfile", b"FROM alpine:3.22\nUSER root\n");
//! let report = assess(&[artifact], &Policy::default());
//! let result = report.control("container-user-nonroot").unwrap();
//! assert_eq!(result.status.word(), "failed");
//! ```

pub mod artifact;
mod assess;
pub mod catalogue;
pub mod checks;
pub mod conceal;
pub mod day;
mod digest;
pub mod executor;
pub mod export;
pub mod facts;
pub mod finding;
pub mod model;
pub mod policy;
pub mod project;
pub mod remedy;
pub mod report;
pub mod score;
mod sheet;
pub mod sorted;
pub mod span;
pub mod status;

pub use artifact::{Artifact, read, read_as, read_owned, unreadable};
pub use assess::{assess, assess_on};
pub use policy::Policy;
pub use report::Report;
