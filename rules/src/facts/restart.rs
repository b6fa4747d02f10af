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

impl Restart {
    /// Reads what a service says under `restart`, e.g. `on-failure:5`.
    pub fn of_policy(policy: &str) -> Self {
        let (name, tries) = policy.split_once(':').unwrap_or((policy, ""));
        match name {
            "no" | "" => Self::Never,
            // A text that is no number means no bound.
            "on-failure" => Self::OnFailure(tries.trim().parse().ok()),
            _ => Self::Unbounded(name.to_owned()),
        }
    }
}
