//! Archives with a vulnerability so grave that their version alone is reason to stop.
//!
//! The list is short on purpose and grows old; scanners of images know more. Each entry names
//! the notice it is taken from.

/// Versions of one program that share a vulnerability.
pub(super) struct Listed {
    /// What its archives are called, without the version.
    pub(super) program: &'static str,
    /// The first version that has it.
    pub(super) first: &'static str,
    /// The first version that no longer has it.
    pub(super) fixed: &'static str,
    /// Its name; `https://nvd.nist.gov/vuln/detail/` and the name lead to the notice.
    pub(super) vulnerability: &'static str,
}

/// By program and version.
pub(super) static LISTED: [Listed; 3] = [
    // Remote code execution in message lookups. 2.15.0 mended it in part only (CVE-2021-45046).
    Listed {
        program: "log4j-core",
        first: "2.0",
        fixed: "2.16.0",
        vulnerability: "CVE-2021-44228",
    },
    // Buffer overflow in the check of certificates.
    Listed {
        program: "openssl",
        first: "3.0.0",
        fixed: "3.0.7",
        vulnerability: "CVE-2022-3602",
    },
    // A back door in the released archives.
    Listed {
        program: "xz",
        first: "5.6.0",
        fixed: "5.6.2",
        vulnerability: "CVE-2024-3094",
    },
];
