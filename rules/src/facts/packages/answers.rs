//! Options that settle how a package manager goes about its work.

use super::Manager;
use crate::model::shell::{Word, options};

/// Whether it asks nobody for a yes.
pub(super) fn assumes_yes(manager: Manager, arguments: &[Word]) -> bool {
    let has = |short: char, long: &str| options::has(arguments, short, long);
    match manager {
        Manager::AptGet | Manager::Apt | Manager::Aptitude => {
            let is_quiet = options::count(arguments, 'q', "quiet") >= 2
                || arguments
                    .iter()
                    .any(|word| matches!(word.text.as_str(), "-q=2" | "-q2" | "--quiet=2"));
            let is_option =
                options::values(arguments, &["-o", "--option"])
                    .iter()
                    .any(|(text, _)| {
                        let text = text.to_ascii_lowercase();
                        text.strip_prefix("apt::get::assume-yes=")
                            .is_some_and(is_true)
                    });
            has('y', "yes")
                || has('\0', "assume-yes")
                || has('\0', "force-yes")
                || is_quiet
                || is_option
        }
        Manager::Yum | Manager::Dnf | Manager::MicroDnf | Manager::Tdnf => {
            let is_option = options::values(arguments, &["--setopt"])
                .iter()
                .any(|(text, _)| {
                    text.to_ascii_lowercase()
                        .strip_prefix("assumeyes=")
                        .is_some_and(is_true)
                });
            has('y', "assumeyes") || has('\0', "assume-yes") || is_option
        }
        Manager::Zypper => has('n', "non-interactive") || has('y', "no-confirm"),
        Manager::Pacman => has('\0', "noconfirm"),
        Manager::Pip
        | Manager::Pipx
        | Manager::Apk
        | Manager::Npm
        | Manager::Yarn
        | Manager::Pnpm
        | Manager::Gem
        | Manager::Go
        | Manager::Cargo
        | Manager::Composer => true,
    }
}

fn is_true(value: &str) -> bool {
    matches!(
        value.trim_matches('"'),
        "true" | "1" | "yes" | "on" | "with"
    )
}

/// Whether it is told to leave no cache.
pub(super) fn keeps_no_cache(manager: Manager, arguments: &[Word]) -> bool {
    let long = match manager {
        Manager::Apk | Manager::Composer => "no-cache",
        Manager::Pip => "no-cache-dir",
        _ => return false,
    };
    options::has(arguments, '\0', long)
}

/// Whether it is told to leave out what is only recommended.
pub(super) fn skips_recommended(manager: Manager, arguments: &[Word]) -> bool {
    let is_off = |(text, _): &(&str, &Word)| {
        let text = text.to_ascii_lowercase();
        let value = text.strip_prefix("apt::install-recommends=");
        value.is_some_and(|value| matches!(value.trim_matches('"'), "false" | "0" | "no" | "off"))
    };
    match manager {
        Manager::AptGet | Manager::Apt => {
            options::has(arguments, '\0', "no-install-recommends")
                || options::values(arguments, &["-o", "--option"])
                    .iter()
                    .any(is_off)
        }
        Manager::Aptitude => {
            options::has(arguments, 'R', "without-recommends")
                || options::values(arguments, &["-o", "--option"])
                    .iter()
                    .any(is_off)
        }
        Manager::Zypper => options::has(arguments, '\0', "no-recommends"),
        Manager::Yum | Manager::Dnf | Manager::MicroDnf | Manager::Tdnf => {
            options::values(arguments, &["--setopt"])
                .iter()
                .any(|(text, _)| {
                    let value = text.to_ascii_lowercase();
                    let value = value.strip_prefix("install_weak_deps=").map(str::to_owned);
                    value.is_some_and(|value| matches!(value.as_str(), "false" | "0" | "no"))
                })
        }
        _ => false,
    }
}

/// Whether it refreshes the index besides its action.
pub(super) fn refreshes(manager: Manager, sub_command: &str, arguments: &[Word]) -> bool {
    match manager {
        Manager::Pacman => sub_command.starts_with("-S") && options::has(arguments, 'y', "refresh"),
        Manager::Apk => {
            options::has(arguments, 'U', "update-cache") || options::has(arguments, '\0', "update")
        }
        _ => false,
    }
}
