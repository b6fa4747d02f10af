//! What a container sees of its host.

use super::devices::{self, DeviceKind};
use super::host_paths::{self, Exposure, SocketReach};
use crate::model::inspect::HostMount;
use crate::span::Span;

/// The plugin whose volumes are folders of the host, named by its option `mountpoint`.
pub(super) const LOCAL_PERSIST: &str = "local-persist";

/// A mount into a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mount {
    /// How it is made.
    pub kind: MountKind,
    /// The host's path or the volume's name, as written.
    pub source: String,
    /// The path in the container, as written.
    pub target: String,
    /// Whether the container cannot write to it.
    pub read_only: bool,
    /// How mounts spread between host and container, if stated: `rshared`, `rprivate`, ….
    pub propagation: Option<String>,
    /// Whether the host's files are given a new `SELinux` label.
    pub relabels: bool,
}

/// A mount of which a variable leaves something open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenMount {
    /// The source as written, with its variables.
    pub written: String,
    /// The host's path or the volume's name, where that is settled.
    pub source: Option<String>,
    /// The end of the source behind its last variable, from a slash on.
    pub source_end: Option<String>,
    /// The path in the container, as written.
    pub target: String,
    /// Whether the container cannot write to it, where that is settled.
    pub read_only: Option<bool>,
    /// Whether the host's files are given a new `SELinux` label, where that is settled.
    pub relabels: Option<bool>,
}

/// How a mount is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MountKind {
    /// A path of the host.
    Bind,
    /// A Windows named pipe of the host.
    Pipe,
    /// A volume that Docker manages, or memory.
    Managed,
}

impl Mount {
    /// The path of the host that a volume only stands for, where `--mount` or a service of a
    /// swarm makes it so.
    pub(super) fn of_stand_in(mount: &HostMount) -> Option<(Self, Span)> {
        let option = |name| mount.volume_options.value_of(name);
        let is_local = mount
            .volume_driver
            .value()
            .is_none_or(|driver| driver == "local");
        let device = option("device").filter(|_| is_local)?;
        let text = |name| option(name).map_or("", |value| value.value.as_str());
        let read_only = mount.read_only.value() == Some(&true);
        let bound = Self::behind_volume(&device.value, text("type"), text("o"))?;
        Some((
            Self {
                target: mount.target.value().cloned().unwrap_or_default(),
                read_only: bound.read_only || read_only,
                ..bound
            },
            device.span,
        ))
    }

    /// The path of the host that a volume of the engine's own driver only stands for, by the
    /// driver's options; `None` where it is a volume of its own.
    pub(super) fn behind_volume(device: &str, kind: &str, flags: &str) -> Option<Self> {
        let has = |wanted: &[&str]| flags.split(',').any(|flag| wanted.contains(&flag.trim()));
        // Without a file system of its own, a path is mounted as it is, whatever the flags say.
        let is_path = device.starts_with('/') && kind.trim().eq_ignore_ascii_case("none");
        (is_path || has(&["bind", "rbind"])).then(|| Self {
            read_only: has(&["ro"]),
            ..Self::of_host(device)
        })
    }

    /// A path of the host, wherever it is mounted.
    pub(super) fn of_host(path: &str) -> Self {
        Self {
            kind: MountKind::Bind,
            source: path.to_owned(),
            target: String::new(),
            read_only: false,
            propagation: None,
            relabels: false,
        }
    }

    /// How the source leads to a container engine's control socket, if it does.
    ///
    /// Read-only changes nothing: a socket is used by connecting to it.
    pub fn reaches_control_socket(&self) -> Option<SocketReach> {
        match self.kind {
            MountKind::Managed => None,
            MountKind::Pipe => self
                .source
                .contains("docker_engine")
                .then_some(SocketReach::Socket),
            MountKind::Bind => host_paths::reaches_socket(&self.source),
        }
    }

    /// What of the host the container gets; `None` where that is nothing to speak of.
    ///
    /// A control socket is another control's matter. Who may only read the time zone, gets
    /// nothing.
    pub fn exposure(&self) -> Option<Exposure> {
        let exposure = match self.kind {
            MountKind::Bind => host_paths::exposure(&self.source)?,
            MountKind::Pipe | MountKind::Managed => return None,
        };
        (exposure != Exposure::Zone || !self.read_only).then_some(exposure)
    }

    /// Whether it is a path of the host and not one of the project, whose paths are relative.
    pub fn is_outside_project(&self) -> bool {
        let source = &*self.source;
        let is_drive = source
            .get(1..3)
            .is_some_and(|it| matches!(it, ":\\" | ":/"));
        self.kind == MountKind::Bind && (source.starts_with(['/', '~', '\\']) || is_drive)
    }

    /// Whether it is the memory that the host's programs share.
    pub fn is_shared_memory(&self) -> bool {
        self.kind == MountKind::Bind && host_paths::normalise(&self.source) == "/dev/shm"
    }

    /// Whether whoever writes to the source controls the host.
    pub fn is_system(&self) -> bool {
        self.kind == MountKind::Bind && host_paths::is_system(&self.source)
    }

    /// Whether whoever runs the container controls the host by writing to the source.
    pub fn gives_host_away(&self) -> bool {
        let is_graver = match self.exposure() {
            Some(Exposure::Whole) => true,
            Some(Exposure::System | Exposure::Kernel) => self.is_system(),
            Some(Exposure::Private | Exposure::Zone) | None => false,
        };
        is_graver && !self.read_only
    }

    /// The folder of the host's system that the source lies in; `None` where it is that folder
    /// or none.
    pub fn lies_in_system(&self) -> Option<&'static str> {
        let folder = host_paths::system_folder(&self.source)?;
        (host_paths::normalise(&self.source) != folder).then_some(folder)
    }

    /// The same mount where a source that climbs far out of its project leads, on a host whose
    /// folders are few enough.
    pub fn climbed(&self) -> Option<Self> {
        let is_bind = self.kind == MountKind::Bind;
        let source = host_paths::climbs_to(&self.source).filter(|_| is_bind)?;
        Some(Self {
            source,
            ..self.clone()
        })
    }

    /// Whether labels that the host itself needs are changed.
    pub fn relabels_system(&self) -> bool {
        let is_bind = self.kind == MountKind::Bind;
        self.relabels && is_bind && host_paths::is_labelled_by_system(&self.source)
    }

    /// What a device gives away that is mounted like a file; `None` where it is no device.
    pub fn device_kind(&self) -> Option<DeviceKind> {
        let path = host_paths::normalise(&self.source);
        let is_node = self.kind == MountKind::Bind && path.starts_with("/dev/");
        is_node.then(|| devices::kind_of(&path))
    }
}

impl OpenMount {
    /// Whether the source is a control socket, whatever its variables hold.
    pub fn is_control_socket(&self) -> bool {
        let ends_so = |end: &String| host_paths::is_engine_socket(end);
        // What begins otherwise is the name of a volume.
        let is_path = |source: &String| source.starts_with(['/', '.', '~', '\\']);
        let leads_there =
            |source: &String| is_path(source) && host_paths::reaches_socket(source).is_some();
        self.source_end.as_ref().is_some_and(ends_so)
            || self.source.as_ref().is_some_and(leads_there)
    }

    /// Whether the source holds credentials of a home, whatever its variables hold.
    pub fn holds_credentials(&self) -> bool {
        let end = self.source_end.as_deref();
        end.is_some_and(host_paths::ends_in_credentials)
    }
}

/// Images that stand between an engine's socket and those who use it, by repository.
const SOCKET_PROXIES: [&str; 6] = [
    "tecnativa/docker-socket-proxy",
    "linuxserver/socket-proxy",
    "linuxserver/docker-socket-proxy",
    "wollomatic/socket-proxy",
    "11notes/socket-proxy",
    "foxxmd/docker-proxy-filter",
];

/// Whether an image is made to stand between an engine's socket and others.
pub(crate) fn is_socket_proxy(image: &str) -> bool {
    let name = image.split('@').next().unwrap_or_default();
    // A colon behind the last slash begins the tag.
    let folder = name.rfind('/').map_or(0, |slash| slash + 1);
    let end = name.get(folder..).and_then(|last| last.find(':'));
    let repository = end.and_then(|end| name.get(..folder + end)).unwrap_or(name);
    SOCKET_PROXIES.iter().any(|proxy| {
        repository
            .strip_suffix(proxy)
            .is_some_and(|before| before.is_empty() || before.ends_with('/'))
    })
}

#[cfg(test)]
mod tests {
    use super::{Mount, MountKind, OpenMount, is_socket_proxy};

    fn bind(source: &str, read_only: bool) -> Mount {
        let (source, target) = (source.to_owned(), "/mnt".to_owned());
        Mount {
            kind: MountKind::Bind,
            source,
            target,
            read_only,
            propagation: None,
            relabels: false,
        }
    }

    #[test]
    fn the_time_zone_may_be_read() {
        assert_eq!(bind("/etc/localtime", true).exposure(), None);
        assert!(bind("/etc/localtime", false).exposure().is_some());
        assert!(bind("../../../etc", true).climbed().is_some());
        assert!(bind("../etc", true).climbed().is_none());
    }

    #[test]
    fn a_proxy_is_known_by_its_repository() {
        assert!(is_socket_proxy("tecnativa/docker-socket-proxy"));
        assert!(is_socket_proxy("lscr.io/linuxserver/socket-proxy:latest"));
        assert!(!is_socket_proxy("wollomatic/socket-proxy-demo:1"));
        assert!(!is_socket_proxy("traefik:3"));
    }

    #[test]
    fn the_end_of_a_source_may_be_enough() {
        let end = |end: &str| OpenMount {
            source_end: Some(end.to_owned()),
            ..OpenMount::default()
        };
        assert!(end("/docker.sock").is_control_socket());
        assert!(!end("/").is_control_socket());
        assert!(end("/.ssh").holds_credentials());
        assert!(!end("/app").holds_credentials());
    }
}
