//! How a run's checks are numbered.

/// The numbering a release of docker-bench-security uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// 1.3.3 and 1.3.4: CIS 1.1.0.
    A,
    /// 1.3.5: CIS 1.2.0.
    B,
    /// 1.3.6: CIS 1.4.0.
    C,
    /// 1.5.0 and the tag 1.6.0: CIS 1.5.0's numbers.
    D,
    /// The tag 1.6.1 and later, which still prints 1.6.0: CIS 1.6.0's numbers.
    E,
}
