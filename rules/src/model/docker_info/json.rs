//! `docker info --format json`, and what `GET /info` answers.

use super::{DockerInfo, Registries, Runtime, SecurityOption, SwarmState};
use crate::artifact::{Effect, Problem};
use crate::model::inspect::{Field, Pairs, Reader};
use crate::model::json::{self, Member, Raw, Tape};
use crate::span::{Span, Spanned};

/// Members of an object that are read at most where it is damaged.
const MEMBERS: usize = 4_096;

/// Reads the first object of a text.
pub(super) fn read(text: &str) -> DockerInfo {
    let stream = json::values(text);
    let object = stream.values.iter().find_map(|value| object(text, *value));
    let Some(value) = object else {
        let message = "the document holds no object that could be read";
        return DockerInfo {
            problems: vec![Problem::whole(Effect::Unreadable, message)],
            ..DockerInfo::default()
        };
    };
    let mut reader = Reader {
        problems: stream.problems,
        ..Reader::default()
    };
    let tape = salvaged(&mut reader, text, value.span);
    let members = tape.root().members().into_iter().flatten();
    let mut info = DockerInfo::of(&mut reader, members);
    info.span = value.span;
    info.problems = reader.problems;
    info
}

/// The document between lines of a shell; `None` where there is none.
pub(super) fn among_lines(text: &str) -> Option<DockerInfo> {
    let is_document = |span: Span| {
        let keys = json::keys(text, span, MEMBERS);
        keys.iter().any(|(key, _)| key == "ServerVersion")
    };
    let stream = json::values(text);
    let mut objects = stream.values.iter().filter_map(|it| object(text, *it));
    objects
        .any(|value| is_document(value.span))
        .then(|| read(text))
}

/// A value that is an object, or the first object of a list.
pub(in crate::model) fn object(text: &str, value: json::Value) -> Option<json::Value> {
    match text.as_bytes().get(value.span.start)? {
        b'{' => Some(value),
        _ => json::first_items(text, value.span, 1)
            .first()
            .map(|span| json::Value {
                span: *span,
                ..value
            })
            .filter(|value| text.as_bytes().get(value.span.start) == Some(&b'{')),
    }
}

/// An object taken apart; of a damaged one the members that are whole, with a problem.
pub(in crate::model) fn salvaged<'t>(reader: &mut Reader, text: &'t str, object: Span) -> Tape<'t> {
    let damage = match Tape::read(text, object) {
        Ok(tape) => return tape,
        Err(damage) => damage,
    };
    let at = damage.at();
    let place = Span::new(at, text.ceil_char_boundary((at + 1).min(object.end)));
    let message = format!(
        "the document {}, so a part of it is unknown",
        damage.clause()
    );
    let problem = Problem::at(place, Effect::Partial, message);
    reader.problems.push(problem);
    Tape::salvaged(text, object, MEMBERS)
}

impl DockerInfo {
    fn of<'a>(reader: &mut Reader, members: impl Iterator<Item = Member<'a>>) -> Self {
        let mut read = Self::default();
        let mut says_nothing = false;
        for (key, raw) in members {
            says_nothing |= key == "ServerVersion" && raw.get() == "\"\"";
            if !read.machine(reader, &key, raw) && !read.abilities(reader, &key, raw) {
                read.settings(reader, &key, raw);
            }
        }
        if says_nothing {
            read.client_part()
        } else {
            read
        }
    }

    /// What the machine is and what is on it; whether the key was one of these.
    fn machine(&mut self, reader: &mut Reader, key: &str, raw: Raw<'_>) -> bool {
        match key {
            "ID" => self.id = reader.string(key, raw),
            "Name" => self.name = reader.string(key, raw),
            "ServerVersion" => self.server_version = reader.string(key, raw),
            "ApiVersion" | "APIVersion" => self.api_version = reader.string(key, raw),
            "OperatingSystem" => self.operating_system = reader.string(key, raw),
            "OSType" => self.os_type = reader.string(key, raw),
            "KernelVersion" => self.kernel_version = reader.string(key, raw),
            "Architecture" => self.architecture = reader.string(key, raw),
            "DockerRootDir" => self.root_dir = reader.string(key, raw),
            "Containers" => self.containers = reader.number(key, raw),
            "ContainersRunning" => self.containers_running = reader.number(key, raw),
            "ContainersPaused" => self.containers_paused = reader.number(key, raw),
            "ContainersStopped" => self.containers_stopped = reader.number(key, raw),
            "Images" => self.images = reader.number(key, raw),
            "ServerErrors" => self.server_errors = reader.strings(key, raw),
            "ClientErrors" => self.client_errors = reader.strings(key, raw),
            "Warnings" => self.warnings = reader.strings(key, raw),
            "ClientInfo" => {
                for (key, raw) in reader.object(key, raw) {
                    match key.as_ref() {
                        "Warnings" => self.client_warnings = reader.strings("Warnings", raw),
                        "Version" => self.client_version = reader.string("Version", raw),
                        // The rest is not judged.
                        _ => {}
                    }
                }
            }
            _ => return false,
        }
        true
    }

    /// What the engine can do; whether the key was one of these.
    fn abilities(&mut self, reader: &mut Reader, key: &str, raw: Raw<'_>) -> bool {
        match key {
            "Plugins" => {
                for (key, raw) in reader.object(key, raw) {
                    match key.as_ref() {
                        "Authorization" => {
                            self.authorization_plugins = reader.strings("Authorization", raw);
                        }
                        "Log" => self.log_plugins = reader.strings("Log", raw),
                        "Network" => self.network_plugins = reader.strings("Network", raw),
                        "Volume" => self.volume_plugins = reader.strings("Volume", raw),
                        // The rest is not judged.
                        _ => {}
                    }
                }
            }
            "Runtimes" => {
                let entries = reader.entries(key, raw);
                self.runtimes = entries.map(|entries| {
                    let runtime = |(name, raw)| Runtime::read(reader, name, raw);
                    entries.into_iter().map(runtime).collect()
                });
            }
            "ContainerdCommit" => self.containerd_commit = reader.string_in(key, "ID", raw),
            "RuncCommit" => self.runc_commit = reader.string_in(key, "ID", raw),
            "BridgeNfIptables" => self.bridge_nf_iptables = reader.flag(key, raw),
            "MemoryLimit" => self.memory_limit = reader.flag(key, raw),
            "SwapLimit" => self.swap_limit = reader.flag(key, raw),
            "PidsLimit" => self.pids_limit = reader.flag(key, raw),
            "FirewallBackend" => {
                for (key, raw) in reader.object(key, raw) {
                    match key.as_ref() {
                        "Driver" => self.firewall_driver = reader.string("Driver", raw),
                        "Info" => self.firewall_details = rows(reader, "Info", raw),
                        // Nothing else is printed.
                        _ => {}
                    }
                }
            }
            _ => return false,
        }
        true
    }

    /// How the daemon is set up.
    fn settings(&mut self, reader: &mut Reader, key: &str, raw: Raw<'_>) {
        match key {
            "Driver" => self.driver = reader.string(key, raw),
            "DriverStatus" => self.driver_status = rows(reader, key, raw),
            "LoggingDriver" => self.logging_driver = reader.string(key, raw),
            "CgroupDriver" => self.cgroup_driver = reader.string(key, raw),
            "CgroupVersion" => self.cgroup_version = reader.written(key, raw),
            "Debug" => self.debug = reader.flag(key, raw),
            "ExperimentalBuild" => self.experimental = reader.flag(key, raw),
            "LiveRestoreEnabled" => self.live_restore = reader.flag(key, raw),
            "SecurityOptions" => {
                let words = reader.strings(key, raw);
                self.security_options = words.map(|words| {
                    let option = |word: Spanned<String>| SecurityOption::of(&word.value, word.span);
                    words.into_iter().map(option).collect()
                });
            }
            "RegistryConfig" => self.registries = Registries::read(reader, raw),
            "DefaultRuntime" => self.default_runtime = reader.string(key, raw),
            "Isolation" => self.isolation = reader.string(key, raw),
            "Labels" => self.labels = reader.strings(key, raw),
            "HttpProxy" => self.http_proxy = reader.string(key, raw),
            "HttpsProxy" => self.https_proxy = reader.string(key, raw),
            "Swarm" => self.swarm = SwarmState::read(reader, raw),
            // The daemon prints far more than is judged.
            _ => {}
        }
    }
}

impl Runtime {
    fn read(reader: &mut Reader, name: Spanned<String>, raw: Raw<'_>) -> Self {
        let mut read = Self::named(name);
        for (key, raw) in reader.object("an entry of Runtimes", raw) {
            match key.as_ref() {
                "path" => read.path = reader.string("Runtimes.path", raw),
                "runtimeArgs" => read.arguments = reader.strings("Runtimes.runtimeArgs", raw),
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}

/// A list of rows of two strings each.
fn rows(reader: &mut Reader, what: &str, raw: Raw<'_>) -> Pairs {
    let rows: Field<Vec<_>> = reader.list(what, raw, |reader, row| {
        let cells = reader.strings(what, row);
        let mut cells = cells.items().iter().cloned();
        Some((cells.next()?, cells.next()?))
    });
    rows
}
