//! Small programs the tests look through: what reads a PDF, what brings axe-core, and the shells
//! the collector runs under.

use anyhow::{Result, bail};

use super::{Apt, Outcome};
use crate::workspace;

/// Each program with Debian's package of it.
const PROGRAMS: [(&str, &str); 8] = [
    ("qpdf", "qpdf"),
    ("pdfinfo", "poppler-utils"),
    ("pdftotext", "poppler-utils"),
    ("npm", "npm"),
    ("bash", "bash"),
    ("busybox", "busybox"),
    ("dash", "dash"),
    ("shellcheck", "shellcheck"),
];

pub(super) fn ensure(apt: &mut Apt) -> Result<Outcome<()>> {
    let described = || PROGRAMS.map(|(program, _)| program).join(", ");
    let packages = missing();
    if packages.is_empty() {
        return Ok(Outcome::Found((), described()));
    }
    let wanted = format!("Debian: {}", packages.join(" "));
    if !apt.may_install() {
        return Ok(Outcome::Absent(wanted));
    }
    if !apt.is_usable() {
        bail!("the tests need programs that are missing ({wanted})");
    }
    apt.install(&packages)?;
    if missing().is_empty() {
        Ok(Outcome::Installed((), described()))
    } else {
        bail!("installed, yet not found: {}", missing().join(" "))
    }
}

/// The packages of the programs that are not on the search path, each once.
fn missing() -> Vec<&'static str> {
    let mut packages: Vec<&str> = PROGRAMS
        .iter()
        .filter(|(program, _)| workspace::on_path(program).is_none())
        .map(|(_, package)| *package)
        .collect();
    packages.dedup();
    packages
}
