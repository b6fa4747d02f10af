//! What a run's noise tells about how it was made.

use crate::catalogue::BenchItem;

/// Something about a run that makes some of its verdicts worth less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Circumstance {
    /// The script says that it did not run as root.
    NotRoot,
    /// jq, which reads the daemon's file for the script, complained.
    FileUnread,
}

impl Circumstance {
    /// One clause that says so, without a full stop.
    pub const fn clause(self) -> &'static str {
        match self {
            Self::NotRoot => {
                "the script did not run as root, so what only root can see counts as absent"
            }
            Self::FileUnread => {
                "jq could not answer the script, so checks of section 2 may say nothing about the \
                 daemon's file"
            }
        }
    }

    /// Claims that the verdicts of this check may follow from it.
    pub fn concerns(self, item: &BenchItem) -> bool {
        let section = item.id.split('.').next();
        match self {
            Self::NotRoot => matches!(section, Some("1" | "2" | "3")),
            Self::FileUnread => section == Some("2"),
        }
    }
}
