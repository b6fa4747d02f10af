//! The engine of Plimsoll: artifacts in, a scored report out.
//!
//! Data flows one way:
//! artifact → model → facts → checks → findings → statuses → score → report → exports.
//! There is no browser, network, clock, randomness or global state in here; today's
//! date, which waivers need, arrives in the policy.

pub mod artifact;
pub mod catalogue;
pub mod model;
pub mod span;
