//! Decides `authentication-enabled`: no switch of a service turns its authentication off.

mod switches;

use super::{Check, Decide};
use crate::catalogue::authentication_enabled::{
    CONTROL, SWITCH_UNRESOLVED, SWITCHED_OFF, SWITCHED_OFF_AND_PUBLISHED,
};
use crate::facts::Composed;
use crate::finding::{Finding, Verdict};
use crate::model::compose::{Command, Setting};
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

fn decide(composed: Composed<'_>) -> Verdict {
    let mut found: Vec<(String, Span)> = Vec::new();
    let mut open = Vec::new();
    variables(composed, &mut found, &mut open);
    for command in [composed.service.entrypoint(), composed.service.command()] {
        options(&command, &mut found);
    }
    let reason = if !found.is_empty() && is_reachable(composed) {
        SWITCHED_OFF_AND_PUBLISHED
    } else {
        SWITCHED_OFF
    };
    let failures = found.into_iter().map(|(switch, span)| {
        Finding::new(reason)
            .with("switch", switch)
            .at(composed.at(span))
    });
    Verdict::of_lists(failures.collect(), open)
}

/// The variables that switch it off, and those that may.
fn variables(composed: Composed<'_>, found: &mut Vec<(String, Span)>, open: &mut Vec<Finding>) {
    for pair in composed.service.environment() {
        let Setting::Set(pair) = pair else {
            continue;
        };
        let name = &pair.value.key.value;
        match &pair.value.value {
            Setting::Set(value) if switches::is_off(name, &value.value) => {
                found.push((name.clone(), value.span));
            }
            Setting::Unresolved { span, variables } if switches::is_switch(name) => {
                let finding = Finding::new(SWITCH_UNRESOLVED)
                    .with("switch", name)
                    .with("variable", variables.join(", "));
                open.push(finding.at(composed.at(*span)));
            }
            Setting::Set(_)
            | Setting::Absent
            | Setting::Unresolved { .. }
            | Setting::Malformed { .. } => {}
        }
    }
}

/// The options of a command that switch it off.
fn options(command: &Setting<Command>, found: &mut Vec<(String, Span)>) {
    let Setting::Set(command) = command else {
        return;
    };
    match &command.value {
        Command::Text(text) => {
            let words: Vec<&str> = text.split_whitespace().collect();
            let off = switches::options_off(&words);
            found.extend(off.into_iter().map(|(_, word)| (word, command.span)));
        }
        Command::Words(words) => {
            let known: Vec<(&str, Span)> = words
                .iter()
                .filter_map(|word| match word {
                    Setting::Set(word) => Some((word.value.as_str(), word.span)),
                    Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => {
                        None
                    }
                })
                .collect();
            let texts: Vec<&str> = known.iter().map(|(text, _)| *text).collect();
            for (at, word) in switches::options_off(&texts) {
                found.extend(known.get(at).map(|(_, span)| (word, *span)));
            }
        }
    }
}

/// Whether others than the project's own services can reach it.
///
/// Who joins the network of another service is reached through that one's ports.
fn is_reachable(composed: Composed<'_>) -> bool {
    let services = &composed.project.compose.services;
    let mut service = composed.service;
    // No way is longer than there are services, unless it goes round.
    for _ in services {
        let mode = service.network_mode();
        let mode = mode.value().filter(|_| !composed.ignores("network_mode"));
        let mode = mode.map_or("", String::as_str);
        if !service.ports().is_empty() || mode == "host" {
            return true;
        }
        let Some(name) = mode.strip_prefix("service:") else {
            return false;
        };
        let Some(joined) = services.iter().find(|it| it.name.value == name) else {
            return false;
        };
        service = joined;
    }
    false
}
