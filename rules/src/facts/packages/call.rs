//! The arguments of a package manager's call.

use super::action::Asked;
use super::expanded::{expanded, open_options};
use super::resolve::{Resolved, Values};
use super::{Action, Manager, Package, PackageCall, Pin, action, answers, flags, pin};
use crate::model::shell::{Word, options};
use crate::span::Span;

/// Where a call stands.
#[derive(Clone, Copy)]
pub(super) struct Site {
    pub(super) run: usize,
    pub(super) invocation: usize,
    pub(super) span: Span,
}

/// Reads a call's arguments; `None` where it is asked for nothing but its version or help.
pub(super) fn read(
    site: Site,
    manager: Manager,
    arguments: &[Word],
    values: &Values<'_>,
) -> Option<PackageCall> {
    let flags: Vec<&str> = flags::with_value(manager).split(' ').collect();
    let known = expanded(arguments, values);
    let arguments = match manager {
        // What stands behind the dashes goes to the build of a gem's extension.
        Manager::Gem => up_to_dashes(&known),
        _ => &known,
    };
    let mut operands = options::operands(arguments, &flags);
    let Asked {
        action,
        sub_command,
        place,
    } = if manager == Manager::Pacman {
        action::of_pacman(arguments, !operands.is_empty())
    } else {
        action::sub_command(manager, &mut operands, arguments)?
    };
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
        assumes_yes: answers::assumes_yes(manager, arguments),
        keeps_no_cache: answers::keeps_no_cache(manager, arguments),
        skips_recommended: answers::skips_recommended(manager, arguments),
        refreshes_index: answers::refreshes(manager, &sub_command, arguments),
        virtual_group: match manager {
            Manager::Apk => texts(&["-t", "--virtual"]).into_iter().next(),
            _ => None,
        },
        open_options: open_options(arguments, place),
        action,
        sub_command,
        sub_command_at: place,
    })
}

fn up_to_dashes(arguments: &[Word]) -> &[Word] {
    let end = arguments.iter().position(|word| word.text == "--");
    arguments
        .get(..end.unwrap_or(arguments.len()))
        .unwrap_or(arguments)
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
