//! Paths of the host: made comparable, and what a container gets with them.

use std::borrow::Cow;

/// What a container gets with a path of the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exposure {
    /// Everything, or so much that nothing is left out.
    Whole,
    /// What the host trusts: whoever writes there controls it.
    System,
    /// The kernel's own view of the host, which agents that measure it ask for.
    Kernel,
    /// Credentials, homes, logs, devices or the sockets of services.
    Private,
    /// The time zone, which everything may read.
    Zone,
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
const SYSTEM: [&str; 12] = [
    "/etc",
    "/root",
    "/boot",
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

/// Reading here gives secrets or control away; what lies below counts too.
const PRIVATE: [&str; 4] = ["/dev", "/var/log", "/var/spool/cron", "/run"];

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

/// Ordinary although they lie in a folder of devices.
const INERT: [&str; 7] = [
    "/dev/null",
    "/dev/zero",
    "/dev/full",
    "/dev/random",
    "/dev/urandom",
    "/dev/shm",
    "/dev/hugepages",
];

/// What tells the time zone.
const ZONE: [&str; 3] = ["/etc/localtime", "/etc/timezone", "/usr/share/zoneinfo"];

/// Whether a path ends in the name of a container engine's control socket.
pub fn is_engine_socket(path: &str) -> bool {
    SOCKETS.contains(&path.rsplit('/').next().unwrap_or_default())
}

/// How a path leads to a container engine's control socket, if it does.
pub(super) fn reaches_socket(source: &str) -> Option<SocketReach> {
    socket_at(&normalise(source))
}

fn socket_at(path: &str) -> Option<SocketReach> {
    // The pipe of a Windows host, `\\.\pipe\docker_engine`.
    let is_pipe = path.starts_with("/pipe/docker_engine");
    if is_engine_socket(path) || is_pipe || path == "/run/systemd/private" {
        return Some(SocketReach::Socket);
    }
    SOCKET_FOLDERS
        .contains(&path)
        .then_some(SocketReach::Folder)
}

/// What a container gets with a path; `None` where it is an ordinary one, and where a control
/// socket is all that is in it.
pub(super) fn exposure(source: &str) -> Option<Exposure> {
    exposure_of(&normalise(source))
}

fn exposure_of(path: &str) -> Option<Exposure> {
    if ["/", "/var", "C:"].iter().any(|whole| is_same(path, whole)) {
        return Some(Exposure::Whole);
    }
    let holds_sockets = SOCKET_FOLDERS.contains(&path);
    if holds_sockets || INERT.contains(&path) || socket_at(path).is_some() {
        return None;
    }
    let lies_in_any = |folders: &[&str]| folders.iter().any(|folder| lies_in(path, folder));
    if ZONE.contains(&path) {
        Some(Exposure::Zone)
    } else if lies_in(path, "/proc") || lies_in(path, "/sys") {
        Some(Exposure::Kernel)
    } else if path == "/var/lib" || lies_in_any(&SYSTEM) {
        Some(Exposure::System)
    } else if lies_in_any(&PRIVATE) || is_home(path) || holds_credentials(path) {
        Some(Exposure::Private)
    } else {
        None
    }
}

/// Whether writing to the path is as good as root on the host.
pub(super) fn is_system(source: &str) -> bool {
    let path = normalise(source);
    lies_in(&path, "/proc") || exposure_of(&path) == Some(Exposure::System)
}

/// The folder of the system that the path is or lies in.
pub(super) fn system_folder(source: &str) -> Option<&'static str> {
    let path = normalise(source);
    let exact = ["/var/lib"].into_iter().find(|folder| path == *folder);
    exact.or_else(|| SYSTEM.into_iter().find(|folder| lies_in(&path, folder)))
}

/// Whether `end`, the end of a path whose beginning is not known, names credentials of a home.
pub(super) fn ends_in_credentials(end: &str) -> bool {
    holds_credentials(&format!("~{}", normalise(end)))
}

/// Where a relative path that climbs out of its project leads on a host whose folders are few
/// enough; `None` where it climbs no more than a step or two, as neighbours do.
pub(super) fn climbs_to(source: &str) -> Option<String> {
    let path = normalise(source);
    let below = path.trim_start_matches("../");
    let climbed = (path.len() - below.len()) / 3 + usize::from(below == "..");
    (climbed > 2).then(|| {
        let below = if below == ".." { "" } else { below };
        format!("/{below}")
    })
}

/// Whether relabelling the path for `SELinux` would relabel what the host itself needs.
pub(super) fn is_labelled_by_system(source: &str) -> bool {
    let path = normalise(source);
    let system = [
        "/", "/etc", "/usr", "/home", "/var", "/root", "/boot", "/lib", "/bin",
    ];
    system.contains(&&*path) || is_home(&path)
}

/// The path with `.`, `..`, double and trailing slashes resolved, `\` as `/`, `/var/run` as `/run`.
pub(crate) fn normalise(source: &str) -> Cow<'_, str> {
    if is_resolved(source) {
        return Cow::Borrowed(source);
    }
    let source = source.replace('\\', "/");
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
    // Above `/root` and `/home/ann` alike nothing is left after two steps.
    let path = match path.strip_prefix("~/../..") {
        Some(rest) => format!(
            "/{}",
            rest.trim_start_matches("/..").trim_start_matches('/')
        ),
        None => path,
    };
    match path.strip_prefix("/var/run") {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => format!("/run{rest}").into(),
        _ => path.into(),
    }
}

/// Whether nothing is left to resolve, as in most paths that an engine prints.
fn is_resolved(path: &str) -> bool {
    let Some(parts) = path.strip_prefix('/') else {
        return false;
    };
    let is_plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains('\\');
    parts.split('/').all(is_plain) && !path.starts_with("/var/run")
}

/// Whether `path` is `folder` or lies below it, by whole components.
pub(super) fn lies_in(path: &str, folder: &str) -> bool {
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
    use proptest::prelude::*;

    use super::{Exposure, climbs_to, ends_in_credentials, exposure, normalise, reaches_socket};

    proptest! {
        /// A path that was resolved is left as it is, and means the same.
        #[test]
        fn resolving_twice_changes_nothing(path in "(/|\\.|\\.\\.|~|etc|run|var|C:|é|\\\\| ){0,12}") {
            let once = normalise(&path);
            prop_assert_eq!(&normalise(&once), &once);
            prop_assert_eq!(exposure(&once), exposure(&path));
            prop_assert_eq!(climbs_to(&once), climbs_to(&path));
            prop_assert_eq!(reaches_socket(&once), reaches_socket(&path));
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
        for (source, path) in [
            ("~/../../etc", "/etc"),
            ("~/../../../etc", "/etc"),
            ("~/../..", "/"),
            ("~/../../var/run/docker.sock", "/run/docker.sock"),
            ("~/../ann", "~/../ann"),
        ] {
            assert_eq!(normalise(source), path);
        }
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
            r"\\.\pipe\docker_engine",
            "//./pipe/docker_engine",
        ] {
            assert!(reaches_socket(source).is_some(), "{source}");
        }
        for source in ["/run/myapp", "./docker.sock.d", "/var/lib"] {
            assert!(reaches_socket(source).is_none(), "{source}");
        }
    }

    #[test]
    fn folders_are_matched_by_component() {
        let cases = [
            ("/", Some(Exposure::Whole)),
            ("/etc/./cron.d", Some(Exposure::System)),
            ("/var/lib", Some(Exposure::System)),
            ("C:\\Windows", Some(Exposure::System)),
            ("/proc", Some(Exposure::Kernel)),
            ("/home/ann", Some(Exposure::Private)),
            ("~/.ssh", Some(Exposure::Private)),
            ("/run/dbus", Some(Exposure::Private)),
            ("/etc/localtime", Some(Exposure::Zone)),
            ("/etcetera", None),
            ("/var/lib/mysql", None),
            ("/home/ann/shop", None),
            ("./etc", None),
            ("/dev/shm", None),
            ("/run", None),
            ("~ann/.ssh", None),
        ];
        for (source, expected) in cases {
            assert_eq!(exposure(source), expected, "{source}");
        }
    }

    #[test]
    fn a_path_that_climbs_far_may_end_anywhere() {
        assert_eq!(climbs_to("../../../../etc").as_deref(), Some("/etc"));
        assert_eq!(climbs_to("./a/../../../..").as_deref(), Some("/"));
        assert_eq!(climbs_to("../../lib"), None);
        assert_eq!(climbs_to("/../../../etc"), None);
        assert!(ends_in_credentials("/.aws/config"));
        assert!(!ends_in_credentials("/data"));
    }
}
