//! `docker version` and `podman version` as they are printed for people.

use super::json::split;
use super::{Component, DockerVersion, Side};
use crate::model::docker_info::{Line, lines};
use crate::model::inspect::{Engine, Field};
use crate::span::{Span, Spanned};

/// Which part of the text a line belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Client,
    Server,
}

/// How lines begin that say why no daemon answered.
const ERRORS: &[&str] = &[
    "Cannot connect to the Docker",
    "Error response from daemon",
    "error during connect",
    "permission denied while trying to connect",
    "Got permission denied while trying to connect",
];

/// Reads the lines of a text.
pub(super) fn read(text: &str) -> DockerVersion {
    let mut walk = Walk::default();
    // Podman without a remote part, and engines before 1.8, do not name the client.
    let mut part = Part::Client;
    for line in lines(text) {
        if ERRORS.iter().any(|error| line.written.starts_with(error)) {
            walk.server_error = Some(line.item());
            continue;
        }
        match line.label {
            "Client" => part = begin(&mut walk, Part::Client, &line),
            "Server" => part = begin(&mut walk, Part::Server, &line),
            _ => said(&mut walk, part, &line),
        }
    }
    let field = |side: Option<Spanned<Side>>| side.map_or(Field::Absent, Field::Stated);
    DockerVersion {
        engine: walk.engine,
        span: Span::new(0, text.len()),
        client: field(walk.client),
        server: field(walk.server),
        server_error: walk.server_error,
        problems: Vec::new(),
    }
}

/// What was met so far.
#[derive(Default)]
struct Walk {
    engine: Engine,
    client: Option<Spanned<Side>>,
    server: Option<Spanned<Side>>,
    server_error: Option<Spanned<String>>,
}

/// A heading, which may name the product.
fn begin(walk: &mut Walk, part: Part, line: &Line<'_>) -> Part {
    if line.value.contains("Podman") {
        walk.engine = Engine::Podman;
    }
    if line.value.is_empty() && part == Part::Server {
        // What follows says whether there is one.
        return part;
    }
    let platform = line.text();
    if platform != Field::Absent {
        side(walk, part, line).platform = platform;
    }
    part
}

fn side<'a>(walk: &'a mut Walk, part: Part, line: &Line<'_>) -> &'a mut Side {
    let side = match part {
        Part::Client => &mut walk.client,
        Part::Server => &mut walk.server,
    };
    let side = side.get_or_insert_with(|| Spanned::new(Side::default(), line.span));
    side.span = side.span.to(line.span);
    &mut side.value
}

fn said(walk: &mut Walk, part: Part, line: &Line<'_>) {
    let is_heading = line.value.is_empty() && line.written.ends_with(':');
    if part == Part::Server && is_heading {
        let component = Component {
            span: line.span,
            name: Field::Stated(Spanned::new(line.label.to_owned(), line.span)),
            ..Component::default()
        };
        let side = side(walk, part, line);
        if let Field::Stated(components) = &mut side.components {
            components.value.push(component);
        } else {
            side.components = Field::Stated(Spanned::new(vec![component], line.span));
        }
        return;
    }
    // Components say what they like; other lines may be of a shell.
    let server = walk.server.as_ref();
    let in_component = server.is_some_and(|it| it.value.components != Field::Absent);
    let is_detail = in_component && line.indent > 0 && !line.value.is_empty();
    if !is_known(line.label) && !is_detail {
        return;
    }
    let side = side(walk, part, line);
    if let Field::Stated(components) = &mut side.components {
        components.span = components.span.to(line.span);
        if let Some(component) = components.value.last_mut() {
            component.said(line);
            let name = component.name.value();
            // The first component is the engine, whose lines are the daemon's own.
            if name.is_some_and(|name| name != "Engine") {
                return;
            }
        }
    }
    side.said(line);
}

/// Labels that stand in the text; other lines are of a shell.
fn is_known(label: &str) -> bool {
    let label = label.to_ascii_lowercase();
    [
        "version",
        "api version",
        "go version",
        "git commit",
        "gitcommit",
        "built",
        "os/arch",
        "experimental",
        "min api version",
        "kernel version",
    ]
    .contains(&label.as_str())
}

impl Component {
    fn said(&mut self, line: &Line<'_>) {
        self.span = self.span.to(line.span);
        if line.label == "Version" {
            self.version = line.text();
            return;
        }
        let label = Spanned::new(line.label.to_owned(), line.span);
        let value = Spanned::new(line.value.to_owned(), line.value_span);
        if let Field::Stated(details) = &mut self.details {
            details.span = details.span.to(line.span);
            details.value.push((label, value));
        } else {
            self.details = Field::Stated(Spanned::new(vec![(label, value)], line.span));
        }
    }
}

impl Side {
    fn said(&mut self, line: &Line<'_>) {
        match line.label.to_ascii_lowercase().as_str() {
            "version" => self.version = line.text(),
            "api version" => self.api(line),
            "min api version" => self.min_api_version = line.text(),
            "go version" => self.go_version = line.text(),
            "git commit" | "gitcommit" => self.git_commit = line.text(),
            "built" => self.built = line.text(),
            "experimental" => self.experimental = line.flag(),
            "kernel version" => self.kernel_version = line.text(),
            "os/arch" => {
                let both = line.text();
                if let Some((os, architecture)) = both.stated().and_then(split) {
                    (self.os, self.architecture) = (os, architecture);
                }
            }
            // The rest is not judged.
            _ => {}
        }
    }

    /// `1.50 (minimum version 1.24)`.
    fn api(&mut self, line: &Line<'_>) {
        let words = line.words();
        let mut words = words.items().iter();
        self.api_version = words.next().cloned().map_or(Field::Absent, Field::Stated);
        let mut after = words.skip_while(|word| word.value != "version");
        if let Some(minimum) = after.nth(1) {
            let bare = minimum.value.trim_end_matches(')');
            let span = Span::new(minimum.span.start, minimum.span.start + bare.len());
            self.min_api_version = Field::Stated(Spanned::new(bare.to_owned(), span));
        }
    }
}
