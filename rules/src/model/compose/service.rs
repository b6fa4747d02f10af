//! One service: what the file states about it, key by key.

use super::build::Build;
use super::command::Command;
use super::device::Device;
use super::field::{Field, Scope};
use super::healthcheck::Healthcheck;
use super::interpolate::Unset;
use super::named;
use super::pairs::Pair;
use super::port::Port;
use super::setting::{Setting, part};
use super::volume::Volume;
use crate::model::yaml::{Entry, Node};
use crate::span::{Span, Spanned};

/// A service of a compose file.
///
/// Every getter says what this file states; what is absent may be stated by another file.
#[derive(Clone, Debug)]
pub struct Service {
    /// The service's name, at its key.
    pub name: Spanned<String>,
    /// The whole service.
    pub node: Node,
    /// From the name to the end of the service.
    pub span: Span,
    /// Whether all of the service's text was read. Where it was not, what is absent may
    /// stand in the part that was left out.
    pub is_whole: bool,
    scope: Scope,
}

/// The service that another builds on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extends {
    /// The other service's name.
    pub service: String,
    /// The other file; `None` for this one.
    pub file: Option<String>,
}

impl Field<'_> {
    /// Reads what a service builds on, in either form.
    pub fn extends(&self) -> Setting<Extends> {
        if self.node().is_some_and(|node| node.scalar().is_some()) {
            return self.text().map(|service| Extends {
                service,
                file: None,
            });
        }
        self.mapping().and_then(|stated| {
            let service = part!(self.get("service").text());
            let file = part!(self.get("file").unless_null().text());
            match service {
                Some(service) => Setting::set(Extends { service, file }, stated.span),
                None => Setting::malformed(stated.span, "`extends` needs the key `service`"),
            }
        })
    }
}

impl Service {
    pub(super) fn new(entry: &Entry, is_whole: bool, scope: &Scope) -> Self {
        Self {
            name: Spanned::new(entry.key.value.to_string(), entry.key.span),
            node: entry.value.clone(),
            span: named::extent(entry),
            is_whole,
            scope: scope.clone(),
        }
    }
}

macro_rules! getters {
    ($($(#[$doc:meta])* $getter:ident -> $kind:ty = $read:ident;)*) => {
        impl Service {
            $(
                $(#[$doc])*
                pub fn $getter(&self) -> Setting<$kind> {
                    self.field(&[stringify!($getter)]).$read()
                }
            )*
        }
    };
}

getters! {
    /// The image that is run, or the name of the one that is built.
    image -> String = text;
    /// How the image is built.
    build -> Build = build;
    /// The user the main process starts as, with a group or without.
    user -> String = text;
    /// Whether the container has all privileges.
    privileged -> bool = boolean;
    /// Whether the container's root file system is read-only.
    read_only -> bool = boolean;
    /// `host`, `none`, `bridge`, `service:name` or `container:name`.
    network_mode -> String = text;
    /// The process namespace, such as `host`.
    pid -> String = text;
    /// The IPC namespace, such as `host`.
    ipc -> String = text;
    /// The UTS namespace, such as `host`.
    uts -> String = text;
    /// The user namespace, such as `host`.
    userns_mode -> String = text;
    /// The cgroup namespace: `host` or `private`.
    cgroup -> String = text;
    /// The limit of memory, in bytes; 0 is no limit.
    mem_limit -> i64 = bytes;
    /// The limit of processor time, in processors; 0 is no limit.
    cpus -> f64 = number;
    /// The limit of processor time, in microseconds of each period; 0 and less is no limit.
    cpu_quota -> i64 = integer;
    /// The weight while processors are short, no limit; 0 is the default.
    cpu_shares -> i64 = integer;
    /// The processors that may be used, such as `0-3,7`.
    cpuset -> String = text;
    /// The limit of processes; 0 and -1 are no limit.
    pids_limit -> i64 = integer;
    /// `no`, `always`, `on-failure`, `on-failure:5` or `unless-stopped`.
    restart -> String = text;
    /// The health check.
    healthcheck -> Healthcheck = healthcheck;
    /// The container's name.
    container_name -> String = text;
    /// What runs in place of the image's command.
    command -> Command = command;
    /// What runs in place of the image's entry point.
    entrypoint -> Command = command;
    /// Whether the service may speak to the container engine with the caller's credentials.
    use_api_socket -> bool = bare_boolean;
}

macro_rules! lists {
    ($($(#[$doc:meta])* $getter:ident -> $kind:ty = $read:ident;)*) => {
        impl Service {
            $(
                $(#[$doc])*
                pub fn $getter(&self) -> Vec<Setting<$kind>> {
                    self.field(&[stringify!($getter)]).list(|item| item.$read())
                }
            )*
        }
    };
}

lists! {
    /// Capabilities that are added.
    cap_add -> String = text;
    /// Capabilities that are taken away.
    cap_drop -> String = text;
    /// Options of the security modules, such as `no-new-privileges:true`.
    security_opt -> String = text;
    /// Host devices.
    devices -> Device = device;
    /// Mounts.
    volumes -> Volume = volume;
    /// Published ports.
    ports -> Port = port;
    /// Profiles, one of which must be active for the service to start.
    profiles -> String = text;
}

impl Service {
    /// The value that a path of keys leads to, for keys without a getter.
    pub fn field(&self, path: &[&str]) -> Field<'_> {
        Field::at(&self.node, path, &self.scope)
    }

    /// Where a key stands in this service.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.node.entry(key).map(|entry| entry.key.span)
    }

    /// Environment variables; of a name that stands twice, the last.
    pub fn environment(&self) -> Vec<Setting<Pair>> {
        self.field(&["environment"]).pairs()
    }

    /// Labels; of a name that stands twice, the last.
    pub fn labels(&self) -> Vec<Setting<Pair>> {
        self.field(&["labels"]).pairs()
    }

    /// Paths of files with environment variables.
    pub fn env_file(&self) -> Vec<Setting<String>> {
        let field = self.field(&["env_file"]);
        match field.node() {
            Some(node) if node.is_sequence() => field.list(|item| {
                let is_long = item.node().is_some_and(Node::is_mapping);
                if is_long {
                    item.get("path").text()
                } else {
                    item.text()
                }
            }),
            _ => field.text_or_texts(),
        }
    }

    /// The service this one builds on.
    pub fn extends(&self) -> Setting<Extends> {
        self.field(&["extends"]).extends()
    }

    /// The profiles that start it, as far as they are known; none where it always starts.
    pub fn known_profiles(&self) -> Vec<String> {
        let profiles = self.profiles().into_iter();
        profiles.filter_map(|it| it.value().cloned()).collect()
    }

    /// Whether something other than a container provides this service.
    pub fn has_provider(&self) -> bool {
        self.field(&["provider"]).is_stated()
    }

    /// The same service with nothing where it refers to a variable, known or not: what is left
    /// is what the files themselves hold.
    #[must_use]
    pub fn without_references(&self) -> Self {
        let mut service = self.with_unset_empty();
        service.scope.sources = service.scope.sources.without_variables();
        service
    }

    /// The same service as it comes out where variables that have no value here are empty,
    /// which is what Compose makes of them on a machine that does not set them.
    #[must_use]
    pub fn with_unset_empty(&self) -> Self {
        let mut service = self.clone();
        service.scope.unset = Unset::Empty;
        service
    }
}
