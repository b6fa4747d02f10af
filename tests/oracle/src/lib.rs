//! Our merged models of compose projects beside Docker Compose's own output.

pub mod compare;
pub mod differences;
pub mod docker;
pub mod ours;
pub mod recorded;
