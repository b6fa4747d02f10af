//! Package managers and the names they go by.

use crate::model::shell::{Invocation, Word};

/// A package manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Manager {
    /// `apt-get`, the one for scripts.
    AptGet,
    /// `apt`, the one for people.
    Apt,
    /// `aptitude`.
    Aptitude,
    /// `apk` of Alpine.
    Apk,
    /// `yum`.
    Yum,
    /// `dnf` and `dnf5`.
    Dnf,
    /// `microdnf`.
    MicroDnf,
    /// `tdnf` of Photon and Azure Linux.
    Tdnf,
    /// `zypper`.
    Zypper,
    /// `pacman`.
    Pacman,
    /// `pip` in all its names.
    Pip,
    /// `pipx`, which gives each program an environment of its own.
    Pipx,
    /// `npm`.
    Npm,
    /// `yarn`.
    Yarn,
    /// `pnpm`.
    Pnpm,
    /// `gem`.
    Gem,
    /// `go`.
    Go,
    /// `cargo`.
    Cargo,
    /// `composer`.
    Composer,
}

impl Manager {
    /// The manager a program is, by its base name; a version in the name is no matter.
    pub fn of_program(name: &str) -> Option<Self> {
        let found = match name {
            "apt-get" => Self::AptGet,
            "apt" => Self::Apt,
            "aptitude" => Self::Aptitude,
            "apk" => Self::Apk,
            "yum" => Self::Yum,
            "dnf" | "dnf5" | "dnf-3" => Self::Dnf,
            "microdnf" => Self::MicroDnf,
            "tdnf" => Self::Tdnf,
            "zypper" => Self::Zypper,
            "pacman" => Self::Pacman,
            "pipx" => Self::Pipx,
            "npm" => Self::Npm,
            "yarn" | "yarnpkg" => Self::Yarn,
            "pnpm" => Self::Pnpm,
            "go" => Self::Go,
            "cargo" => Self::Cargo,
            "composer" | "composer.phar" => Self::Composer,
            _ if is_versioned(name, "pip") => Self::Pip,
            _ if is_versioned(name, "gem") => Self::Gem,
            _ => return None,
        };
        Some(found)
    }

    /// The name its users call it by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AptGet => "apt-get",
            Self::Apt => "apt",
            Self::Aptitude => "aptitude",
            Self::Apk => "apk",
            Self::Yum => "yum",
            Self::Dnf => "dnf",
            Self::MicroDnf => "microdnf",
            Self::Tdnf => "tdnf",
            Self::Zypper => "zypper",
            Self::Pacman => "pacman",
            Self::Pip => "pip",
            Self::Pipx => "pipx",
            Self::Npm => "npm",
            Self::Yarn => "yarn",
            Self::Pnpm => "pnpm",
            Self::Gem => "gem",
            Self::Go => "go",
            Self::Cargo => "cargo",
            Self::Composer => "composer",
        }
    }

    /// Whether it handles the packages of a distribution.
    pub const fn is_of_distribution(self) -> bool {
        match self {
            Self::AptGet
            | Self::Apt
            | Self::Aptitude
            | Self::Apk
            | Self::Yum
            | Self::Dnf
            | Self::MicroDnf
            | Self::Tdnf
            | Self::Zypper
            | Self::Pacman => true,
            Self::Pip
            | Self::Pipx
            | Self::Npm
            | Self::Yarn
            | Self::Pnpm
            | Self::Gem
            | Self::Go
            | Self::Cargo
            | Self::Composer => false,
        }
    }

    /// Whether it works on Debian's packages.
    pub const fn is_apt(self) -> bool {
        matches!(self, Self::AptGet | Self::Apt | Self::Aptitude)
    }

    /// Whether it works on RPM packages in yum's way.
    pub const fn is_yum(self) -> bool {
        matches!(self, Self::Yum | Self::Dnf | Self::MicroDnf | Self::Tdnf)
    }
}

/// Whether a name is `base`, with nothing but a version behind it.
fn is_versioned(name: &str, base: &str) -> bool {
    name.strip_prefix(base).is_some_and(|version| {
        version
            .chars()
            .all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | '-'))
    })
}

/// The manager an invocation calls, and the arguments it gets; `python -m pip` is pip.
pub(super) fn called(invocation: &Invocation) -> Option<(Manager, &[Word])> {
    let arguments = invocation.own_arguments();
    // A variable may hold the path: `$VENV/bin/pip` still ends in the name.
    if let Some(manager) = Manager::of_program(&invocation.name) {
        return Some((manager, arguments));
    }
    if !is_versioned(&invocation.name, "python") && !is_versioned(&invocation.name, "pypy") {
        return None;
    }
    let module = arguments.iter().position(|word| {
        word.text.starts_with('-') && !word.text.starts_with("--") && word.text.ends_with('m')
    })?;
    let is_pip = arguments
        .get(module + 1)
        .is_some_and(|word| word.text == "pip");
    let others = arguments.get(..module).unwrap_or_default();
    // A script's own `-m` is none of python's.
    let is_option = others.iter().all(|word| word.text.starts_with('-'));
    (is_pip && is_option).then(|| {
        (
            Manager::Pip,
            arguments.get(module + 2..).unwrap_or_default(),
        )
    })
}
