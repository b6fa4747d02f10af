//! The systemd units that start the daemon: a unit, a drop-in, what `systemctl cat` prints of
//! several, and what `systemctl show` prints of one.

use super::program::command;
use super::variables::MOST_VARIABLES;
use super::words::split;
use super::{DaemonConfig, Form};
use crate::artifact::{Effect, Problem};
use crate::span::{Span, Spanned};

/// Units of a text that are read at most.
const MOST_UNITS: usize = 100;

/// What one unit says, drop-ins included.
#[derive(Default)]
struct Unit<'a> {
    /// Its name where the text tells, e.g. `docker.service`.
    name: &'a str,
    /// The commands of `ExecStart`; an empty one takes back those before it.
    starts: Vec<Span>,
    environment: Vec<(Spanned<String>, Spanned<String>)>,
    environment_files: Vec<Spanned<String>>,
    /// What `ListenStream` names; an empty one takes back those before it.
    sockets: Vec<Spanned<String>>,
    /// What `SocketGroup` names.
    socket_group: Option<Spanned<String>>,
}

/// Reads the units in a text; of several the one that starts `dockerd` counts.
pub fn read_unit(text: &str) -> DaemonConfig {
    let mut config = DaemonConfig {
        form: Form::Unit,
        ..DaemonConfig::default()
    };
    let units = units(text, &mut config.problems);
    let is_listening = |unit: &&Unit<'_>| unit.name.is_empty() || unit.is_docker();
    let listening = units.iter().filter(is_listening);
    config.sockets = listening.flat_map(|it| it.sockets.clone()).collect();
    let mut of_engine = units.iter().filter(|unit| unit.may_hold_engine_socket());
    config.socket_group = of_engine.find_map(|unit| unit.socket_group.clone());
    let started = units.iter().find_map(|unit| {
        let mut starts = unit.starts.iter().rev();
        let command = starts.find_map(|start| command(text, &split(text, *start)))?;
        Some((unit, command))
    });
    if let Some((unit, command)) = started {
        config.environment.clone_from(&unit.environment);
        config.environment_files.clone_from(&unit.environment_files);
        config.take(text, &command);
        return config;
    }
    // A drop-in may add variables alone.
    let drop_in = units.into_iter().find(|unit| {
        let has_variables = !unit.environment.is_empty() || !unit.environment_files.is_empty();
        has_variables && unit.starts.is_empty() && (unit.name.is_empty() || unit.is_docker())
    });
    match drop_in {
        Some(unit) => {
            config.environment = unit.environment;
            config.environment_files = unit.environment_files;
        }
        None if !config.sockets.is_empty() || config.socket_group.is_some() => {}
        None => {
            let message = "no ExecStart in it starts dockerd, so it sets nothing";
            let problem = Problem::whole(Effect::Note, message);
            config.problems.push(problem);
        }
    }
    config
}

impl<'a> Unit<'a> {
    fn is_docker(&self) -> bool {
        self.name.starts_with("docker")
    }

    /// Whether its socket is the engine's; a drop-in without a name says nothing of the path.
    fn may_hold_engine_socket(&self) -> bool {
        let is_engine = |it: &Spanned<String>| it.value.ends_with("/docker.sock");
        let is_nameless = self.name.is_empty();
        self.is_docker()
            || is_nameless && (self.sockets.is_empty() || self.sockets.iter().any(is_engine))
    }

    /// One `Key=value`; `value` is the place of what stands behind the sign.
    fn take(&mut self, text: &'a str, key: &str, value: Span) {
        let is_empty = value.of(text).trim().is_empty();
        match key {
            "ExecStart" if is_empty => self.starts.clear(),
            "ExecStart" => self.starts.push(shown(text, value)),
            "Environment" if is_empty => self.environment.clear(),
            "Environment" => {
                for word in split(text, value) {
                    if self.environment.len() >= MOST_VARIABLES {
                        return;
                    }
                    let Some((name, set)) = word.text.split_once('=') else {
                        continue;
                    };
                    let inside = word.inside(text).unwrap_or(word.span);
                    let start = inside.start + name.len() + 1;
                    let place = if inside.of(text).starts_with(&*format!("{name}=")) {
                        Span::new(start, inside.end)
                    } else {
                        word.span
                    };
                    let name = Spanned::new(name.to_owned(), word.span);
                    let set = Spanned::new(set.to_owned(), place);
                    self.environment.push((name, set));
                }
            }
            "EnvironmentFile" | "EnvironmentFiles" if is_empty => self.environment_files.clear(),
            "EnvironmentFile" | "EnvironmentFiles" => {
                // A dash in front means that the file may be missing.
                let first = split(text, value).into_iter().next();
                let path = first.map(|word| {
                    let path = word.text.trim_start_matches('-').to_owned();
                    Spanned::new(path, word.span)
                });
                self.environment_files.extend(path);
            }
            "ListenStream" if is_empty => self.sockets.clear(),
            "ListenStream" => {
                let words = split(text, value).into_iter();
                self.sockets
                    .extend(words.map(|word| Spanned::new(word.text, word.span)));
            }
            "SocketGroup" => {
                let first = split(text, value).into_iter().next();
                self.socket_group = first.map(|word| Spanned::new(word.text, word.span));
            }
            "Id" => self.name = value.of(text).trim(),
            // The rest of a unit sets nothing of the daemon's own.
            _ => {}
        }
    }
}

/// `systemctl show` prints `{ path=… ; argv[]=/usr/bin/dockerd … ; … }`.
fn shown(text: &str, value: Span) -> Span {
    const WORDS: &str = "argv[]=";
    let written = value.of(text);
    if !written.trim_start().starts_with('{') {
        return value;
    }
    let Some(start) = written.find(WORDS).map(|at| at + WORDS.len()) else {
        return value;
    };
    let rest = written.get(start..).unwrap_or_default();
    let length = rest.find(" ; ").unwrap_or(rest.len());
    Span::new(value.start + start, value.start + start + length)
}

fn units<'a>(text: &'a str, problems: &mut Vec<Problem>) -> Vec<Unit<'a>> {
    let mut units: Vec<Unit<'_>> = vec![Unit::default()];
    let mut current = 0;
    let mut in_service = true;
    // What `systemctl show` prints has no sections, and a blank line between units.
    let mut has_sections = false;
    let mut at = 0;
    while let Some(line) = text
        .get(at..)
        .and_then(|rest| rest.split_inclusive('\n').next())
    {
        let start = at;
        at += line.len();
        let bare = line.trim();
        if let Some(name) = unit_named(bare) {
            has_sections = true;
            in_service = false;
            if let Some(known) = units.iter().position(|unit| unit.name == name) {
                current = known;
                continue;
            }
            if units.len() >= MOST_UNITS {
                let message = format!("only the first {MOST_UNITS} units are read");
                let place = Span::new(start, at);
                problems.push(Problem::at(place, Effect::Partial, message));
                break;
            }
            current = units.len();
            units.push(Unit {
                name,
                ..Unit::default()
            });
            continue;
        }
        if bare.is_empty() && !has_sections && units.len() < MOST_UNITS {
            current = units.len();
            units.push(Unit::default());
        }
        if bare.is_empty() || bare.starts_with(['#', ';']) {
            continue;
        }
        if bare.starts_with('[') && bare.ends_with(']') {
            has_sections = true;
            in_service = matches!(bare, "[Service]" | "[Socket]");
            continue;
        }
        let end = continued(text, start, &mut at);
        let Some((key, _)) = line.split_once('=') else {
            continue;
        };
        let value = Span::new(start + key.len() + 1, end);
        if let (true, Some(unit)) = (in_service, units.get_mut(current)) {
            unit.take(text, key.trim(), value);
        }
    }
    units
}

/// The end of the line that began at `start` and of those a backslash joins to it; `at` moves
/// behind them.
fn continued(text: &str, start: usize, at: &mut usize) -> usize {
    // Each line is looked at by itself: many short ones may follow a long one.
    let mut last = start;
    loop {
        let line = text.get(last..*at).unwrap_or_default();
        let bare = line.trim_end_matches(['\n', '\r']);
        let is_comment = last > start && bare.trim_start().starts_with(['#', ';']);
        let next = text
            .get(*at..)
            .and_then(|it| it.split_inclusive('\n').next());
        match next {
            Some(next) if bare.ends_with('\\') || is_comment => {
                last = *at;
                *at += next.len();
            }
            _ => return last + bare.len(),
        }
    }
}

/// The unit that a line of `systemctl cat` announces: `# /etc/systemd/system/x.service.d/y.conf`.
fn unit_named(line: &str) -> Option<&str> {
    let path = line.strip_prefix("# /")?;
    if path.contains(char::is_whitespace) {
        return None;
    }
    let mut parts = path.rsplit('/');
    let file = parts.next()?;
    let (_, ending) = file.rsplit_once('.')?;
    let folder = parts.next().and_then(|folder| folder.strip_suffix(".d"));
    match (ending, folder) {
        ("conf", Some(unit)) => Some(unit),
        ("service" | "socket", _) => Some(file),
        _ => None,
    }
}
