//! Shell files that the daemon's options come from: `/etc/default/docker`, `/etc/sysconfig/docker`
//! and `/etc/conf.d/docker`.

use std::collections::BTreeMap;

use super::arguments::cut_short;
use super::variables::{Allowance, MOST_VARIABLES, filled};
use super::words::split;
use super::{DaemonConfig, Form, options};
use crate::artifact::{Effect, Problem};
use crate::span::{Span, Spanned};

/// Endings of variables whose values are options of the daemon.
const OPTIONS: &[&str] = &["OPTS", "OPTIONS", "ARGS", "REGISTRY", "EXTRA"];

/// Reads a shell file that sets variables; those that hold options become settings.
pub fn read_defaults(text: &str) -> DaemonConfig {
    let mut config = DaemonConfig {
        form: Form::Defaults,
        span: Span::new(0, text.len()),
        ..DaemonConfig::default()
    };
    config.environment = assignments(text);
    if config.environment.len() >= MOST_VARIABLES {
        let message = format!("only the first {MOST_VARIABLES} variables are read");
        let problem = Problem::whole(Effect::Partial, message);
        config.problems.push(problem);
    }
    let last_of_name: BTreeMap<&str, usize> = config
        .environment
        .iter()
        .enumerate()
        .map(|(at, (name, _))| (name.value.as_str(), at))
        .collect();
    let mut words = Vec::new();
    let mut allowance = Allowance::default();
    for (at, (name, value)) in config.environment.iter().enumerate() {
        let is_last = last_of_name.get(name.value.as_str()) == Some(&at);
        // Of a name that stands twice the last counts, and it may repeat the one before.
        if is_last && holds_options(&name.value, &value.value) {
            let before = config.environment.get(..at).unwrap_or_default();
            let own = split(text, value.span);
            let unsettled = &mut config.unsettled;
            words.extend(filled(text, &own, before, unsettled, &mut allowance));
        }
    }
    if allowance.is_spent() {
        config.problems.push(cut_short(config.span));
    }
    let options = options::read(&words);
    config.settings = options.settings;
    config.config_file = options.config_file;
    config.problems.extend(options.problems);
    config
}

/// Whether a text sets variables of the daemon's options and nothing but variables, as
/// `/etc/default/docker` does; commented lines count, since most of them are.
pub(crate) fn sets_options(text: &str) -> bool {
    let marks = [
        "DOCKER_OPTS=",
        "DOCKER_STORAGE_OPTIONS=",
        "DOCKER_NETWORK_OPTIONS=",
    ];
    // Most texts hold none of them anywhere, which is soon seen.
    if !marks.iter().any(|mark| text.contains(mark)) {
        return false;
    }
    let lines = || text.lines().take(2_000).map(str::trim_start);
    let is_mark = |line: &str| {
        let bare = line.trim_start_matches(['#', ' ']);
        let bare = bare.strip_prefix("export ").unwrap_or(bare);
        marks.iter().any(|mark| bare.starts_with(mark))
    };
    // A script that starts the daemon sets them, too, and does more.
    let mut goes_on = false;
    let mut is_assignment = |line: &str| {
        let was_going_on = std::mem::replace(&mut goes_on, line.ends_with('\\'));
        let bare = line.strip_prefix("export ").unwrap_or(line);
        let name = bare.split_once('=').map(|(name, _)| name);
        was_going_on || line.is_empty() || line.starts_with('#') || name.is_some_and(is_name)
    };
    lines().any(is_mark) && lines().all(|line| is_assignment(line.trim_end()))
}

fn is_name(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    !name.is_empty() && name.bytes().all(is_part)
}

fn holds_options(name: &str, value: &str) -> bool {
    let name = name.to_ascii_uppercase();
    value.trim_start().starts_with('-')
        || (OPTIONS.iter().any(|end| name.ends_with(end)) && value.contains("--"))
}

/// Each `NAME=value` with the place of what stands between its quotes.
fn assignments(text: &str) -> Vec<(Spanned<String>, Spanned<String>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while found.len() < MOST_VARIABLES
        && let Some(line) = text
            .get(at..)
            .and_then(|rest| rest.split_inclusive('\n').next())
    {
        let start = at;
        at += line.len();
        let bare = line.trim_start();
        let bare = bare.strip_prefix("export ").unwrap_or(bare);
        let Some((name, _)) = bare.split_once('=') else {
            continue;
        };
        if bare.starts_with('#') || !is_name(name) {
            continue;
        }
        let name_start = start + (line.len() - bare.len());
        let value_start = name_start + name.len() + 1;
        let name_span = Span::new(name_start, name_start + name.len());
        let name = Spanned::new(name.to_owned(), name_span);
        if text
            .get(value_start..)
            .is_none_or(|rest| rest.starts_with([' ', '\t', '\n', '\r']))
        {
            let nothing = Span::new(value_start.min(text.len()), value_start.min(text.len()));
            found.push((name, Spanned::new(String::new(), nothing)));
            continue;
        }
        // Quotes may hold line breaks, so the value ends where its word does.
        let Some(word) = super::words::first(text, value_start) else {
            continue;
        };
        at = at.max(line_end(text, word.span.end));
        let place = word.inside(text).unwrap_or(word.span);
        found.push((name, Spanned::new(word.text, place)));
    }
    found
}

/// One past the line that the byte at `at` stands on.
fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find('\n').map_or(text.len(), |length| at + length + 1)
}
