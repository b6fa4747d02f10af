//! The arguments of a package manager's call.

use super::resolve::{Resolved, Values};
use super::{Action, Manager, Package, PackageCall, Pin, pin};
use crate::model::shell::{Word, options};
use crate::span::Span;

/// Where a call stands.
pub(super) struct Site {
    pub(super) run: usize,
    pub(super) invocation: usize,
    pub(super) span: Span,
}

/// Options whose value is the next argument.
fn value_flags(manager: Manager) -> &'static [&'static str] {
    match manager {
        Manager::AptGet | Manager::Apt | Manager::Aptitude => &[
            "-t",
            "--target-release",
            "--default-release",
            "-o",
            "--option",
            "-c",
            "--config-file",
            "-a",
            "--host-architecture",
            "-P",
            "--build-profiles",
        ],
        Manager::Apk => &[
            "-t",
            "--virtual",
            "-X",
            "--repository",
            "-p",
            "--root",
            "--arch",
            "--cache-dir",
            "--cache-max-age",
            "--keys-dir",
            "--progress-fd",
            "--repositories-file",
            "--timeout",
            "--wait",
        ],
        Manager::Yum | Manager::Dnf | Manager::MicroDnf | Manager::Tdnf => &[
            "-c",
            "--config",
            "-d",
            "--debuglevel",
            "-e",
            "--errorlevel",
            "-R",
            "--randomwait",
            "-x",
            "--exclude",
            "--excludepkgs",
            "--enablerepo",
            "--disablerepo",
            "--repo",
            "--repoid",
            "--installroot",
            "--releasever",
            "--setopt",
            "--comment",
            "--advisory",
            "--enableplugin",
            "--disableplugin",
            "--forcearch",
            "--downloaddir",
            "--destdir",
            "--disableexcludes",
            "--disableexcludepkgs",
            "--color",
            "--rpmverbosity",
        ],
        Manager::Zypper => &[
            "-c",
            "--config",
            "-R",
            "--root",
            "-D",
            "--reposd-dir",
            "-C",
            "--cache-dir",
            "-p",
            "--plus-repo",
            "-r",
            "--repo",
            "--from",
            "-t",
            "--type",
            "--userdata",
            "--installroot",
            "--plus-content",
            "--releasever",
            "--download",
        ],
        Manager::Pacman => &[
            "-b",
            "--dbpath",
            "-r",
            "--root",
            "--cachedir",
            "--config",
            "--gpgdir",
            "--logfile",
            "--arch",
            "--hookdir",
            "--ignore",
            "--ignoregroup",
            "--overwrite",
            "--assume-installed",
        ],
        Manager::Pip => &[
            "-i",
            "--index-url",
            "--extra-index-url",
            "-f",
            "--find-links",
            "-r",
            "--requirement",
            "-c",
            "--constraint",
            "-t",
            "--target",
            "--prefix",
            "--root",
            "--src",
            "-e",
            "--editable",
            "--trusted-host",
            "--cache-dir",
            "--no-binary",
            "--only-binary",
            "--platform",
            "--python-version",
            "--implementation",
            "--abi",
            "--upgrade-strategy",
            "--install-option",
            "--global-option",
            "--config-settings",
            "-C",
            "--proxy",
            "--retries",
            "--timeout",
            "--exists-action",
            "--cert",
            "--client-cert",
            "--log",
            "--progress-bar",
            "--report",
            "--root-user-action",
            "--build",
            "-b",
            "--python",
            "--use-feature",
            "--use-deprecated",
            "--keyring-provider",
        ],
        Manager::Pipx => &[
            "--python",
            "--suffix",
            "--pip-args",
            "-i",
            "--index-url",
            "--preinstall",
            "--spec",
            "--backend",
            "--with",
        ],
        Manager::Npm | Manager::Yarn | Manager::Pnpm => &[
            "--registry",
            "--prefix",
            "-C",
            "--cwd",
            "--dir",
            "--cache",
            "--cache-folder",
            "--userconfig",
            "--loglevel",
            "--omit",
            "--include",
            "--only",
            "-w",
            "--workspace",
            "--filter",
            "-F",
            "--network-timeout",
            "--modules-folder",
            "--tag",
            "--otp",
            "--mutex",
            "--store-dir",
            "--global-dir",
            "--network-concurrency",
        ],
        Manager::Gem => &[
            "-v",
            "--version",
            "-i",
            "--install-dir",
            "-n",
            "--bindir",
            "-s",
            "--source",
            "-p",
            "--http-proxy",
            "--platform",
            "-P",
            "--trust-policy",
            "--build-root",
            "--document",
            "-B",
            "--bulk-threshold",
            "-g",
            "--file",
            "--without",
            "--config-file",
            "-w",
        ],
        Manager::Go => &[
            "-C",
            "-p",
            "-asmflags",
            "-buildmode",
            "-compiler",
            "-gccgoflags",
            "-gcflags",
            "-installsuffix",
            "-ldflags",
            "-mod",
            "-modfile",
            "-overlay",
            "-pkgdir",
            "-tags",
            "-toolexec",
            "-exec",
            "-pgo",
            "-covermode",
            "-coverpkg",
            "-buildvcs",
            "-o",
        ],
        Manager::Cargo => &[
            "--version",
            "--vers",
            "--git",
            "--branch",
            "--tag",
            "--rev",
            "--path",
            "--root",
            "--registry",
            "--index",
            "-F",
            "--features",
            "--profile",
            "-j",
            "--jobs",
            "--target",
            "--target-dir",
            "--bin",
            "--example",
            "--config",
            "-Z",
            "--color",
        ],
        Manager::Composer => &["-d", "--working-dir", "--prefer-install"],
    }
}

/// Reads a call's arguments; `None` where it is asked for nothing but its version or help.
pub(super) fn read(
    site: Site,
    manager: Manager,
    arguments: &[Word],
    values: &Values<'_>,
) -> Option<PackageCall> {
    let flags = value_flags(manager);
    let expanded = expanded(arguments, values);
    let arguments = match manager {
        // What stands behind the dashes goes to the build of a gem's extension.
        Manager::Gem => up_to_dashes(&expanded),
        _ => &expanded,
    };
    let mut operands = options::operands(arguments, flags);
    let Asked {
        action,
        sub_command,
        place,
    } = if manager == Manager::Pacman {
        pacman(arguments, !operands.is_empty())
    } else {
        sub_command(manager, &mut operands, arguments)?
    };
    let open_options = open_options(arguments, place);
    let names_packages = matches!(
        action,
        Action::Install | Action::Upgrade | Action::Remove | Action::DistUpgrade
    );
    let mut packages = Vec::new();
    if names_packages {
        let is_single = matches!(manager, Manager::Go | Manager::Pipx) && sub_command == "run";
        let take = if is_single { 1 } else { operands.len() };
        let pinned_by_flag = pin::by_flag(manager, arguments);
        for word in operands.into_iter().take(take) {
            for resolved in values.resolve(word) {
                packages.extend(package(
                    manager,
                    &sub_command,
                    resolved,
                    word.span,
                    pinned_by_flag.as_ref(),
                ));
            }
        }
        if manager == Manager::Pip {
            let editable = options::values(arguments, &["-e", "--editable"]);
            for (text, word) in editable {
                let resolved = Resolved {
                    text: text.to_owned(),
                    missing: Vec::new(),
                };
                packages.extend(package(manager, &sub_command, resolved, word.span, None));
            }
        }
    }
    let texts = |flags: &[&str]| -> Vec<String> {
        let found = options::values(arguments, flags).into_iter();
        found.map(|(text, _)| text.to_owned()).collect()
    };
    let is_pip = manager == Manager::Pip;
    Some(PackageCall {
        run: site.run,
        invocation: site.invocation,
        manager,
        span: site.span,
        packages,
        listings: if is_pip {
            texts(&["-r", "--requirement"])
        } else {
            Vec::new()
        },
        constraints: if is_pip {
            texts(&["-c", "--constraint"])
        } else {
            Vec::new()
        },
        assumes_yes: assumes_yes(manager, arguments),
        keeps_no_cache: keeps_no_cache(manager, arguments),
        skips_recommended: skips_recommended(manager, arguments),
        refreshes_index: refreshes(manager, &sub_command, arguments),
        virtual_group: match manager {
            Manager::Apk => texts(&["-t", "--virtual"]).into_iter().next(),
            _ => None,
        },
        action,
        sub_command,
        sub_command_at: place,
        open_options,
    })
}

/// The arguments with known variables replaced; one that holds several becomes several.
fn expanded(arguments: &[Word], values: &Values<'_>) -> Vec<Word> {
    let mut words = Vec::new();
    for word in arguments {
        if !word.has_variable {
            words.push(word.clone());
            continue;
        }
        words.extend(values.resolve(word).into_iter().map(|resolved| Word {
            text: resolved.text,
            has_variable: !resolved.missing.is_empty(),
            ..word.clone()
        }));
    }
    words
}

/// The unsettled variables that may hold options: those in front of the sub-command, and
/// those named like options.
fn open_options(arguments: &[Word], sub_command: Option<Span>) -> Vec<String> {
    let mut found = Vec::new();
    for word in arguments {
        let Some(name) = word
            .text
            .strip_prefix('$')
            .filter(|_| word.has_variable && !word.is_quoted)
        else {
            continue;
        };
        let name = name.trim_start_matches('{');
        let end = name.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
        let name = name.get(..end.unwrap_or(name.len())).unwrap_or(name);
        let lower = name.to_ascii_lowercase();
        let is_before = sub_command.is_some_and(|place| word.span.start < place.start);
        let is_named = ["opt", "flag", "arg", "param", "switch"]
            .iter()
            .any(|part| lower.contains(part));
        if is_before || is_named {
            found.push(name.to_owned());
        }
    }
    found
}

/// What a call asks for.
struct Asked {
    action: Action,
    sub_command: String,
    /// The last word of the sub-command.
    place: Option<Span>,
}

fn pacman(arguments: &[Word], has_operands: bool) -> Asked {
    let operation = arguments.iter().find(|word| {
        let text = word.text.as_str();
        text.starts_with('-') && !text.starts_with("--")
            || matches!(text, "--sync" | "--upgrade" | "--remove")
    });
    let letters = operation.map_or("", |word| word.text.as_str());
    Asked {
        action: pacman_action(letters, arguments, has_operands),
        sub_command: letters.to_owned(),
        place: operation.map(|word| word.span),
    }
}

fn up_to_dashes(arguments: &[Word]) -> &[Word] {
    let end = arguments.iter().position(|word| word.text == "--");
    arguments
        .get(..end.unwrap_or(arguments.len()))
        .unwrap_or(arguments)
}

/// Takes the sub-command off the operands.
fn sub_command(manager: Manager, operands: &mut Vec<&Word>, arguments: &[Word]) -> Option<Asked> {
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
    while let [first, second, ..] = operands.as_slice()
        && first.has_variable
        && first.text.starts_with('$')
        && !matches!(action(manager, &second.text), Action::Other(_))
    {
        operands.remove(0);
    }
    let first = operands.remove(0);
    let mut name = first.text.clone();
    let mut place = first.span;
    // Some sub-commands are two words.
    let is_pair = matches!(
        (manager, name.as_str()),
        (Manager::Yarn, "global" | "cache")
            | (Manager::Npm, "cache")
            | (Manager::Pnpm, "store")
            | (Manager::Composer, "global")
            | (Manager::Pip, "cache")
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
fn pacman_action(letters: &str, arguments: &[Word], has_operands: bool) -> Action {
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

/// A package, unless the argument is none, such as a group of yum.
fn package(
    manager: Manager,
    sub_command: &str,
    resolved: Resolved,
    span: Span,
    pinned_by_flag: Option<&Pin>,
) -> Option<Package> {
    let (name, pin) = pin::of(manager, sub_command, &resolved.text)?;
    let is_open = !resolved.missing.is_empty() && matches!(pin, Pin::None | Pin::Moving);
    let pin = match (pin, pinned_by_flag) {
        (Pin::None, Some(flagged)) => flagged.clone(),
        _ if is_open => Pin::Unresolved(resolved.missing),
        (pin, _) => pin,
    };
    Some(Package {
        text: resolved.text,
        span,
        name,
        pin,
    })
}

fn assumes_yes(manager: Manager, arguments: &[Word]) -> bool {
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

fn keeps_no_cache(manager: Manager, arguments: &[Word]) -> bool {
    let long = match manager {
        Manager::Apk | Manager::Composer => "no-cache",
        Manager::Pip => "no-cache-dir",
        _ => return false,
    };
    options::has(arguments, '\0', long)
}

fn skips_recommended(manager: Manager, arguments: &[Word]) -> bool {
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

fn refreshes(manager: Manager, sub_command: &str, arguments: &[Word]) -> bool {
    match manager {
        Manager::Pacman => sub_command.starts_with("-S") && options::has(arguments, 'y', "refresh"),
        Manager::Apk => {
            options::has(arguments, 'U', "update-cache") || options::has(arguments, '\0', "update")
        }
        _ => false,
    }
}
