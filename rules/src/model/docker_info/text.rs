//! `docker info` as it is printed for people, from the releases that did not name the client
//! to today's.

use super::DockerInfo;
use super::labels::{below, top};
use super::lines::{Line, lines, push};
use crate::artifact::{Effect, Problem};
use crate::model::inspect::Field;
use crate::span::Span;

/// How lines begin that warn of something.
const WARNINGS: &[&str] = &["WARNING", "[DEPRECATION NOTICE]", "DEPRECATED"];
/// How lines begin that say why no daemon answered.
const ERRORS: &[&str] = &[
    "ERROR:",
    "Cannot connect to the Docker",
    "Error response from daemon",
    "error during connect",
    "permission denied while trying to connect",
    "Got permission denied while trying to connect",
];
/// How far a warning's further lines are indented at least; nothing else at the end is.
const WARNING_INDENT: usize = 5;

/// Where the reading stands.
#[derive(Default)]
struct Walk<'a> {
    /// Whether the lines are about the client.
    in_client: bool,
    /// The indentation of the daemon's own labels, once one was met.
    margin: Option<usize>,
    /// The last label at the margin.
    top: &'a str,
    /// The last label below it.
    below: &'a str,
    /// The indentation of the warning that the line before was part of.
    warning: Option<usize>,
}

/// Reads the lines of a text.
pub(super) fn read(text: &str) -> DockerInfo {
    let mut info = DockerInfo {
        span: Span::new(0, text.len()),
        ..DockerInfo::default()
    };
    let mut walk = Walk::default();
    for line in lines(text) {
        walk.line(&mut info, &line);
    }
    let nothing = DockerInfo {
        span: info.span,
        ..DockerInfo::default()
    };
    if info == nothing {
        let message = "none of the lines that docker info prints was found";
        let problem = Problem::whole(Effect::Unreadable, message);
        info.problems.push(problem);
    }
    info
}

impl<'a> Walk<'a> {
    fn line(&mut self, info: &mut DockerInfo, line: &Line<'a>) {
        let begins = |with: &[&str]| with.iter().any(|word| line.written.starts_with(word));
        if begins(WARNINGS) {
            self.warning = Some(line.indent);
            let warnings = if self.in_client {
                &mut info.client_warnings
            } else {
                &mut info.warnings
            };
            push(warnings, line.item(), line.span);
            return;
        }
        let goes_on = |margin: usize| line.indent >= margin + WARNING_INDENT;
        if self.warning.is_some_and(goes_on) {
            let warnings = if self.in_client {
                &mut info.client_warnings
            } else {
                &mut info.warnings
            };
            if let Field::Stated(warnings) = warnings
                && let Some(last) = warnings.value.last_mut()
            {
                last.value.push('\n');
                last.value.push_str(line.written);
                last.span = last.span.to(line.span);
                warnings.span = warnings.span.to(line.span);
            }
            return;
        }
        self.warning = None;
        if begins(ERRORS) {
            push(&mut info.server_errors, line.item(), line.span);
            return;
        }
        match line.label {
            "Client" => self.in_client = true,
            "Server" => (self.in_client, self.margin) = (false, None),
            _ if self.in_client => {
                if line.label == "Version" && info.client_version == Field::Absent {
                    info.client_version = line.text();
                }
            }
            _ => self.server(info, line),
        }
    }

    fn server(&mut self, info: &mut DockerInfo, line: &Line<'a>) {
        // Lines of a shell may stand in front, and all of it may be indented.
        let Some(margin) = self.margin else {
            if top(info, line) {
                self.margin = Some(line.indent);
                self.top = line.label;
            }
            return;
        };
        if line.indent <= margin {
            (self.top, self.below) = (line.label, "");
            top(info, line);
            return;
        }
        below(info, self.top, self.below, line);
        if line.value.is_empty() {
            self.below = line.label;
        }
    }
}
