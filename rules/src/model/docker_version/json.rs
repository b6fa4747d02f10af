//! `docker version --format json`, what `GET /version` answers, and Podman's.

use super::{Component, DockerVersion, Side};
use crate::model::docker_info::{object, salvaged};
use crate::model::inspect::{Engine, Field, Reader};
use crate::model::json::{self, Member, Raw};
use crate::span::{Span, Spanned};

/// Reads the first object of a text; `None` where there is none.
pub(super) fn read(text: &str) -> Option<DockerVersion> {
    let stream = json::values(text);
    let is_document = |value: &json::Value| {
        let keys = json::keys(text, value.span, 64);
        keys.iter()
            .any(|(key, _)| matches!(key.as_ref(), "Client" | "Server" | "Version"))
    };
    let mut objects = stream.values.iter().filter_map(|it| object(text, *it));
    let value = objects.find(is_document)?;
    let mut reader = Reader {
        problems: stream.problems,
        ..Reader::default()
    };
    let tape = salvaged(&mut reader, text, value.span);
    let members: Vec<Member<'_>> = tape.root().members().into_iter().flatten().collect();
    let mut version = DockerVersion {
        span: value.span,
        ..DockerVersion::default()
    };
    let is_flat = !members
        .iter()
        .any(|(key, _)| key == "Client" || key == "Server");
    if is_flat {
        // What the API answers is the daemon alone.
        let side = Side::read(&mut reader, members, &mut version.engine);
        version.server = Field::Stated(Spanned::new(side, value.span));
    } else {
        for (key, raw) in members {
            match key.as_ref() {
                "Client" => version.client = side(&mut reader, raw, &mut version.engine),
                "Server" => version.server = side(&mut reader, raw, &mut version.engine),
                // Nothing else is printed.
                _ => {}
            }
        }
    }
    version.problems = reader.problems;
    Some(version)
}

fn side(reader: &mut Reader, raw: Raw<'_>, engine: &mut Engine) -> Field<Side> {
    let before = reader.unread;
    let (span, members) = (raw.span(), reader.object("Client or Server", raw));
    let mut members = members.peekable();
    if reader.unread > before {
        return Field::Unreadable(span);
    }
    if members.peek().is_none() {
        return Field::Absent;
    }
    Field::Stated(Spanned::new(Side::read(reader, members, engine), span))
}

impl Side {
    fn read<'a>(
        reader: &mut Reader,
        members: impl IntoIterator<Item = Member<'a>>,
        engine: &mut Engine,
    ) -> Self {
        let mut read = Self::default();
        for (key, raw) in members {
            match key.as_ref() {
                "Platform" => read.platform = reader.string_in("Platform", "Name", raw),
                "Version" => read.version = reader.string("Version", raw),
                "ApiVersion" => read.api_version = reader.string("ApiVersion", raw),
                // Podman writes the first letters in capitals, and both in one word.
                "APIVersion" => {
                    *engine = Engine::Podman;
                    read.api_version = reader.string("APIVersion", raw);
                }
                "OsArch" => {
                    *engine = Engine::Podman;
                    let both = reader.string("OsArch", raw);
                    if let Some((os, architecture)) = both.stated().and_then(split) {
                        (read.os, read.architecture) = (os, architecture);
                    }
                }
                "MinAPIVersion" => read.min_api_version = reader.string("MinAPIVersion", raw),
                "GitCommit" => read.git_commit = reader.string("GitCommit", raw),
                "GoVersion" => read.go_version = reader.string("GoVersion", raw),
                "BuildTime" | "BuiltTime" => read.built = reader.string("BuildTime", raw),
                "Os" if read.os == Field::Absent => read.os = reader.string("Os", raw),
                "Arch" => read.architecture = reader.string("Arch", raw),
                "KernelVersion" => read.kernel_version = reader.string("KernelVersion", raw),
                "Experimental" => read.experimental = reader.flag("Experimental", raw),
                "Components" => {
                    read.components = reader.list("Components", raw, |reader, item| {
                        Some(Component::read(reader, item))
                    });
                }
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}

/// System and architecture, which stand in one word with a slash between them.
pub(super) fn split(both: &Spanned<String>) -> Option<(Field<String>, Field<String>)> {
    let (os, architecture) = both.value.split_once('/')?;
    let part = |text: &str| Field::Stated(Spanned::new(text.to_owned(), both.span));
    Some((part(os), part(architecture)))
}

impl Component {
    fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let mut read = Self {
            span: raw.span(),
            ..Self::default()
        };
        for (key, raw) in reader.object("an entry of Components", raw) {
            match key.as_ref() {
                "Name" => read.name = reader.string("Components.Name", raw),
                "Version" => read.version = reader.string("Components.Version", raw),
                "Details" => {
                    let what = "Components.Details";
                    let entries = reader.entries(what, raw);
                    read.details = entries.map(|entries| {
                        let pair = |(key, raw): (Spanned<String>, Raw<'_>)| {
                            let span: Span = raw.span();
                            let value = reader.written(what, raw);
                            let value = value.value().cloned().unwrap_or_default();
                            (key, Spanned::new(value, span))
                        };
                        entries.into_iter().map(pair).collect()
                    });
                }
                // Nothing else is printed.
                _ => {}
            }
        }
        read
    }
}
