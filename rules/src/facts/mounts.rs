//! What a container sees of its host, with paths made comparable.

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

/// How a mount leads to a control socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SocketReach {
    /// It is the socket.
    Socket,
    /// It is a folder that holds one.
    Folder,
}

/// The control sockets of container engines, by file name.
const SOCKETS: [&str; 7] = [
    "docker.sock",
    "docker.raw.sock",
    "containerd.sock",
    "crio.sock",
    "podman.sock",
    "buildkitd.sock",
    "dockershim.sock",
];

/// Whether a path ends in the name of a container engine's control socket.
pub fn is_engine_socket(path: &str) -> bool {
    SOCKETS.contains(&path.rsplit('/').next().unwrap_or_default())
}

/// Folders that hold a control socket, and their ancestors. `/run` also spells `/var/run`.
const SOCKET_FOLDERS: [&str; 6] = [
    "/",
    "/var",
    "/run",
    "/run/containerd",
    "/run/docker",
    "/run/systemd",
];

/// Whoever writes here controls the host; what lies below counts too.
const ROOT_EQUIVALENT: [&str; 13] = [
    "/etc",
    "/root",
    "/boot",
    "/proc",
    "/lib",
    "/lib64",
    "/usr",
    "/bin",
    "/sbin",
    "/var/lib/docker",
    "/var/lib/containerd",
    "C:/Windows",
    "C:/ProgramData/docker",
];

/// The same for exactly these paths: what lies below is ordinary.
const ROOT_EQUIVALENT_EXACT: [&str; 4] = ["/", "/var", "/var/lib", "C:"];

/// Reading here gives secrets or control away; what lies below counts too.
const SENSITIVE: [&str; 6] = [
    "/sys",
    "/dev",
    "/var/log",
    "/var/spool/cron",
    "/lib/modules",
    "/run",
];

/// Files and folders of a home that hold credentials.
const CREDENTIALS: [&str; 11] = [
    ".ssh",
    ".aws",
    ".kube",
    ".docker",
    ".gnupg",
    ".azure",
    ".netrc",
    ".git-credentials",
    ".npmrc",
    ".pypirc",
    ".config/gcloud",
];

/// Ordinary although they lie below a sensitive folder.
const INERT: [&str; 10] = [
    "/dev/null",
    "/dev/zero",
    "/dev/full",
    "/dev/random",
    "/dev/urandom",
    "/dev/shm",
    "/dev/hugepages",
    "/etc/localtime",
    "/etc/timezone",
    "/usr/share/zoneinfo",
];

impl Mount {
    /// How the source leads to a container engine's control socket, if it does.
    ///
    /// Read-only changes nothing: a socket is used by connecting to it.
    pub fn reaches_control_socket(&self) -> Option<SocketReach> {
        let path = normalise(&self.source);
        let file = path.rsplit('/').next().unwrap_or_default();
        let is_socket = match self.kind {
            MountKind::Managed => return None,
            MountKind::Pipe => {
                return file
                    .contains("docker_engine")
                    .then_some(SocketReach::Socket);
            }
            MountKind::Bind => SOCKETS.contains(&file) || path == "/run/systemd/private",
        };
        if is_socket {
            Some(SocketReach::Socket)
        } else {
            SOCKET_FOLDERS
                .contains(&path.as_str())
                .then_some(SocketReach::Folder)
        }
    }

    /// Whether the source is a folder of the host that no container should see.
    ///
    /// A control socket is another control's matter. Read-only zone files are ordinary.
    pub fn is_sensitive(&self) -> bool {
        if self.kind != MountKind::Bind {
            return false;
        }
        let path = normalise(&self.source);
        let file = path.rsplit('/').next().unwrap_or_default();
        if SOCKETS.contains(&file) {
            return false;
        }
        if INERT.contains(&path.as_str()) {
            return !path.starts_with("/dev/") && !self.read_only;
        }
        ROOT_EQUIVALENT_EXACT
            .iter()
            .any(|folder| is_same(&path, folder))
            || ROOT_EQUIVALENT
                .iter()
                .chain(&SENSITIVE)
                .any(|folder| lies_in(&path, folder))
            || is_home(&path)
            || holds_credentials(&path)
    }
}

/// The path with `.`, `..`, double and trailing slashes resolved, `\` as `/`, `/var/run` as `/run`.
fn normalise(source: &str) -> String {
    let source = source.trim().replace('\\', "/");
    let absolute = source.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in source.split('/') {
        match part {
            "" | "." => {}
            ".." => match parts.last() {
                Some(&last) if last != ".." && last != "~" => {
                    parts.pop();
                }
                _ if absolute => {}
                _ => parts.push(part),
            },
            part => parts.push(part),
        }
    }
    let path = format!("{}{}", if absolute { "/" } else { "" }, parts.join("/"));
    match path.strip_prefix("/var/run") {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => format!("/run{rest}"),
        _ => path,
    }
}

/// Whether `path` is `folder` or lies below it, by whole components.
fn lies_in(path: &str, folder: &str) -> bool {
    path.split_at_checked(folder.len())
        .is_some_and(|(start, rest)| {
            is_same(start, folder) && (rest.is_empty() || rest.starts_with('/'))
        })
}

/// Whether two paths are one; on a Windows drive case makes no difference.
fn is_same(path: &str, folder: &str) -> bool {
    if folder.starts_with("C:") {
        path.eq_ignore_ascii_case(folder)
    } else {
        path == folder
    }
}

/// All homes, or the whole home of one user; a project folder below one is ordinary.
fn is_home(path: &str) -> bool {
    path == "~"
        || path == "/home"
        || path
            .strip_prefix("/home/")
            .is_some_and(|user| !user.contains('/'))
}

fn holds_credentials(path: &str) -> bool {
    let in_home = lies_in(path, "~") || lies_in(path, "/home");
    in_home
        && CREDENTIALS
            .iter()
            .any(|name| path.ends_with(&format!("/{name}")) || path.contains(&format!("/{name}/")))
}

#[cfg(test)]
mod tests {
    use super::{Mount, MountKind, normalise};

    fn bind(source: &str, read_only: bool) -> Mount {
        let (source, target) = (source.to_owned(), "/mnt".to_owned());
        Mount {
            kind: MountKind::Bind,
            source,
            target,
            read_only,
        }
    }

    #[test]
    fn paths_are_resolved_before_they_are_compared() {
        for spelt in [
            "/var/run/docker.sock",
            "/run//docker.sock",
            "/z/../run/./docker.sock",
        ] {
            assert_eq!(normalise(spelt), "/run/docker.sock");
        }
        assert_eq!(normalise("/var/runner"), "/var/runner");
        assert_eq!(normalise("../.."), "../..");
    }

    #[test]
    fn a_control_socket_is_known_wherever_it_lies() {
        for source in [
            "/var/run/docker.sock",
            "/run/user/1000/docker.sock",
            "/run/podman/podman.sock",
            "/var/run",
            "/",
            "~/.colima/default/docker.sock",
        ] {
            assert!(
                bind(source, true).reaches_control_socket().is_some(),
                "{source}"
            );
        }
        for source in ["/run/myapp", "./docker.sock.d", "/var/lib"] {
            assert!(
                bind(source, false).reaches_control_socket().is_none(),
                "{source}"
            );
        }
    }

    #[test]
    fn sensitive_folders_are_matched_by_component() {
        for source in [
            "/etc",
            "/etc/ssl/private",
            "/var/lib",
            "/home/ann",
            "~/.ssh",
            "C:\\Windows",
        ] {
            assert!(bind(source, true).is_sensitive(), "{source}");
        }
        for source in [
            "/etcetera",
            "/var/lib/mysql",
            "/home/ann/shop",
            "./etc",
            "/dev/shm",
        ] {
            assert!(!bind(source, false).is_sensitive(), "{source}");
        }
        assert!(!bind("/etc/localtime", true).is_sensitive());
        assert!(bind("/etc/localtime", false).is_sensitive());
    }
}
