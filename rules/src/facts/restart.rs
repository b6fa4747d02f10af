//! What happens when a main process ends.

/// What happens when the main process ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Restart {
    /// It stays ended.
    Never,
    /// It is started again after a failure, at most this often; `None` for no bound.
    OnFailure(Option<u64>),
    /// It is always started again, in the policy's own word.
    Unbounded(String),
}
