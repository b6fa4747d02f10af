//! Debian's and Ubuntu's packages, where we may install them.

use std::process::Command;

use anyhow::{Context, Result};

use super::announce;
use crate::{command, workspace};

/// The package installer of this machine.
pub(crate) struct Apt {
    permitted: bool,
    usable: bool,
    updated: bool,
}

impl Apt {
    /// Usable if there is an `apt-get` and we are root.
    pub(crate) fn new() -> Self {
        Self {
            permitted: true,
            usable: workspace::on_path("apt-get").is_some() && is_root(),
            updated: false,
        }
    }

    /// Installs nothing, by any means.
    pub(crate) fn forbidden() -> Self {
        Self {
            permitted: false,
            usable: false,
            updated: false,
        }
    }

    /// Whether this run may change the machine at all, with or without apt.
    pub(crate) fn may_install(&self) -> bool {
        self.permitted
    }

    /// Whether [`Apt::install`] can be tried.
    pub(crate) fn is_usable(&self) -> bool {
        self.usable
    }

    /// Installs these packages; the lists are fetched before the first ones only.
    pub(crate) fn install(&mut self, packages: &[&str]) -> Result<()> {
        announce(&format!("apt-get install {}", packages.join(" ")));
        if !self.updated {
            command::quiet(apt_get().args(["update", "-qq"]), |_| {})
                .context("the package lists could not be fetched: is there a network?")?;
            self.updated = true;
        }
        command::quiet(
            apt_get()
                .args(["install", "--yes", "-qq", "--no-install-recommends"])
                .args(packages),
            |_| {},
        )
    }
}

fn apt_get() -> Command {
    let mut command = command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn is_root() -> bool {
    command::output(command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}
