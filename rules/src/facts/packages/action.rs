//! What sub-commands ask for.

use super::expanded::variable;
use super::{Action, Manager};
use crate::model::shell::{Word, options};
use crate::span::Span;

/// What a call asks for.
pub(super) struct Asked {
    pub(super) action: Action,
    pub(super) sub_command: String,
    /// The last word of the sub-command.
    pub(super) place: Option<Span>,
}

/// Takes the sub-command off the operands.
pub(super) fn sub_command(
    manager: Manager,
    operands: &mut Vec<&Word>,
    arguments: &[Word],
) -> Option<Asked> {
    if operands.is_empty() {
        // Bare `yarn` installs what the project lists.
        let is_bare = manager == Manager::Yarn
            && !options::has(arguments, 'v', "version")
            && !options::has(arguments, 'h', "help");
        return is_bare.then(|| Asked {
            action: Action::Install,
            sub_command: String::new(),
            place: None,
        });
    }
    // A variable in front of the sub-command holds options, if anything.
    let is_known = |word: &Word| !matches!(action(manager, &word.text), Action::Other(_));
    if let [first, second, ..] = operands.as_slice()
        && variable(first).is_some()
        && is_known(second)
    {
        operands.remove(0);
    }
    let first = operands.remove(0);
    let mut name = first.text.clone();
    let mut place = first.span;
    // Some sub-commands are two words.
    let is_pair = matches!(
        (manager, name.as_str()),
        (Manager::Yarn | Manager::Composer, "global")
            | (Manager::Yarn | Manager::Npm | Manager::Pip, "cache")
            | (Manager::Pnpm, "store")
            | (
                Manager::Yum | Manager::Dnf | Manager::MicroDnf | Manager::Tdnf,
                "module" | "group" | "groups"
            )
    );
    if is_pair && !operands.is_empty() {
        let second = operands.remove(0);
        name = format!("{name} {}", second.text);
        place = second.span;
    }
    if manager == Manager::Go
        && name == "get"
        && operands.first().is_some_and(|word| word.text == "tool")
    {
        operands.remove(0);
    }
    Some(Asked {
        action: action(manager, &name),
        sub_command: name,
        place: Some(place),
    })
}

fn action(manager: Manager, name: &str) -> Action {
    let known = match manager {
        Manager::AptGet | Manager::Apt | Manager::Aptitude => match name {
            "install" | "reinstall" | "build-dep" => Some(Action::Install),
            "update" => Some(Action::Update),
            "upgrade" | "safe-upgrade" => Some(Action::Upgrade),
            "dist-upgrade" | "full-upgrade" => Some(Action::DistUpgrade),
            "remove" | "purge" | "autoremove" | "autopurge" => Some(Action::Remove),
            "clean" | "autoclean" | "auto-clean" | "distclean" | "dist-clean" => {
                Some(Action::Clean)
            }
            _ => None,
        },
        Manager::Apk => match name {
            "add" => Some(Action::Install),
            "update" => Some(Action::Update),
            "upgrade" => Some(Action::Upgrade),
            "del" => Some(Action::Remove),
            _ => None,
        },
        Manager::Yum | Manager::Dnf | Manager::MicroDnf | Manager::Tdnf => match name {
            "install" | "reinstall" | "rei" | "localinstall" | "groupinstall" | "in"
            | "module install" | "group install" | "groups install" | "install-n"
            | "install-na" | "install-nevra" => Some(Action::Install),
            "makecache" | "check-update" => Some(Action::Update),
            "update" | "upgrade" | "up" | "update-minimal" | "upgrade-minimal" | "localupdate" => {
                Some(Action::Upgrade)
            }
            "distro-sync" | "distribution-synchronization" | "dsync" | "system-upgrade" => {
                Some(Action::DistUpgrade)
            }
            "remove" | "erase" | "autoremove" | "rm" | "group remove" | "groupremove" => {
                Some(Action::Remove)
            }
            "clean" => Some(Action::Clean),
            _ => None,
        },
        Manager::Zypper => match name {
            "install" | "in" | "source-install" | "si" => Some(Action::Install),
            "refresh" | "ref" => Some(Action::Update),
            "update" | "up" | "patch" => Some(Action::Upgrade),
            "dist-upgrade" | "dup" => Some(Action::DistUpgrade),
            "remove" | "rm" => Some(Action::Remove),
            "clean" | "cc" => Some(Action::Clean),
            _ => None,
        },
        Manager::Pacman => None,
        Manager::Pipx => match name {
            "install" | "run" => Some(Action::Install),
            "upgrade" | "upgrade-all" => Some(Action::Upgrade),
            "uninstall" => Some(Action::Remove),
            _ => None,
        },
        Manager::Pip => match name {
            "install" => Some(Action::Install),
            "uninstall" => Some(Action::Remove),
            "cache purge" | "cache remove" => Some(Action::Clean),
            _ => None,
        },
        Manager::Npm | Manager::Yarn | Manager::Pnpm => match name {
            "install" | "i" | "add" | "in" | "ci" | "clean-install" | "install-test" | "it"
            | "global add" => Some(Action::Install),
            "update" | "up" | "upgrade" | "global upgrade" => Some(Action::Upgrade),
            "uninstall" | "remove" | "rm" | "un" | "r" | "global remove" => Some(Action::Remove),
            "cache clean" | "cache rm" | "cache clear" | "cache verify" | "store prune" => {
                Some(Action::Clean)
            }
            _ => None,
        },
        Manager::Gem => match name {
            "install" | "i" => Some(Action::Install),
            "update" => Some(Action::Upgrade),
            "uninstall" => Some(Action::Remove),
            "cleanup" => Some(Action::Clean),
            _ => None,
        },
        Manager::Go => match name {
            "install" | "get" | "run" => Some(Action::Install),
            "clean" => Some(Action::Clean),
            _ => None,
        },
        Manager::Cargo => match name {
            "install" | "binstall" | "add" => Some(Action::Install),
            "update" => Some(Action::Upgrade),
            "uninstall" | "remove" => Some(Action::Remove),
            "clean" => Some(Action::Clean),
            _ => None,
        },
        Manager::Composer => match name {
            "require" | "install" | "global require" | "create-project" => Some(Action::Install),
            "update" | "upgrade" => Some(Action::Upgrade),
            "remove" => Some(Action::Remove),
            "clear-cache" | "clearcache" => Some(Action::Clean),
            _ => None,
        },
    };
    known.unwrap_or_else(|| Action::Other(name.to_owned()))
}

/// What pacman's operation and its letters mean.
pub(super) fn of_pacman(arguments: &[Word], has_operands: bool) -> Asked {
    let operation = arguments.iter().find(|word| {
        let text = word.text.as_str();
        text.starts_with('-') && !text.starts_with("--")
            || matches!(text, "--sync" | "--upgrade" | "--remove")
    });
    let letters = operation.map_or("", |word| word.text.as_str());
    Asked {
        action: operation_of_pacman(letters, arguments, has_operands),
        sub_command: letters.to_owned(),
        place: operation.map(|word| word.span),
    }
}

fn operation_of_pacman(letters: &str, arguments: &[Word], has_operands: bool) -> Action {
    let has = |letter: char, long: &str| options::has(arguments, letter, long);
    if has('S', "sync") {
        return match (
            has_operands,
            has('c', "clean"),
            has('u', "sysupgrade"),
            has('y', "refresh"),
        ) {
            (_, true, ..) => Action::Clean,
            (true, ..) => Action::Install,
            (false, false, true, _) => Action::Upgrade,
            (false, false, false, true) => Action::Update,
            (false, false, false, false) => Action::Other(letters.to_owned()),
        };
    }
    if has('U', "upgrade") {
        return Action::Install;
    }
    if has('R', "remove") {
        return Action::Remove;
    }
    Action::Other(letters.to_owned())
}
