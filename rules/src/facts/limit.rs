//! Whether a resource is bounded.

/// Whether a resource is bounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// A positive bound is set.
    Bounded,
    /// There is none; the text that says so, where one does.
    Unbounded(String),
    /// What is stated is no limit that Compose takes; what is wrong with it.
    Refused(String),
}
