//! A host of our own making: programs that answer from files, a folder for its root, and shells.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use plimsoll_tests::corpus;
use tempfile::TempDir;

/// A shell that runs the collector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shell {
    /// Debian's `sh`.
    Dash,
    /// The usual one of people.
    Bash,
    /// The one of small systems, here with all its own programs.
    Busybox,
}

/// Every shell the collector promises to run under.
pub(crate) const SHELLS: [Shell; 3] = [Shell::Dash, Shell::Bash, Shell::Busybox];

/// A host that nobody else sees.
pub(crate) struct Stage {
    folder: TempDir,
    /// Keeps the daemon's socket where it is.
    _socket: UnixListener,
}

/// The collector itself.
pub(crate) fn script() -> PathBuf {
    corpus::root().join("public/collect.sh")
}

/// The programs that answer instead of the host's.
pub(crate) fn programs() -> PathBuf {
    corpus::root().join("tests/collector/programs")
}

/// Where a program is, or a failure that says what to do.
#[track_caller]
pub(crate) fn program(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|candidate| candidate.is_file())
        .unwrap_or_else(|| {
            panic!("{name} is not installed: `cargo xtask setup --test` installs it")
        })
}

/// Files of the host's root: path, mode, content.
const FILES: &[(&str, u32, &str)] = &[
    (
        "etc/docker/daemon.json",
        0o600,
        "{\n  \"icc\": false,\n  \"tlskey\": \"/etc/docker/tls/key.pem\",\n  \"log-opts\": {\"splunk-token\": \"s3cr3t-31\"},\n  \"proxies\": {\"http-proxy\": \"http://ada:s3cr3t-32@proxy.example\"}\n}\n",
    ),
    ("etc/docker/tls/key.pem", 0o400, "n3v3r\n"),
    (
        "etc/docker/certs.d/registry.example:5000/client.key",
        0o444,
        "n3v3r\n",
    ),
    (
        "etc/docker/certs.d/registry.example:5000/ca.crt",
        0o644,
        "n3v3r\n",
    ),
    ("etc/shadow", 0o640, "root:n3v3r:1::::::\n"),
    (
        "etc/default/docker",
        0o644,
        "export http_proxy=\"http://ada:s3cr3t-33@proxy.example/\"\n",
    ),
    (
        "etc/containerd/config.toml",
        0o644,
        "version = 2\n[grpc]\n  address = \"/run/containerd/containerd.sock\"\n[plugins.x.auth]\n  password = \"s3cr3t-34\"\n",
    ),
    ("etc/os-release", 0o644, "ID=debian\nVERSION_ID=\"12\"\n"),
    (
        "etc/environment",
        0o644,
        "DOCKER_CONTENT_TRUST=1\nDOCKER_CONTENT_TRUST_ROOT_PASSPHRASE=s3cr3t-35\n",
    ),
    ("etc/audit/audit.rules", 0o640, "## generated\n-D\n"),
    (
        "etc/audit/rules.d/docker.rules",
        0o640,
        "-w /usr/bin/dockerd -p rwxa -k docker\n",
    ),
    ("sys/kernel/security/lsm", 0o644, "capability,apparmor"),
    ("sys/module/apparmor/parameters/enabled", 0o644, "Y\n"),
    (
        "proc/self/mountinfo",
        0o444,
        "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n30 22 8:2 / /var/lib/docker rw,nosuid - xfs /dev/sdb1 rw\n",
    ),
    ("proc/812/comm", 0o444, "dockerd\n"),
    (
        "proc/812/cmdline",
        0o444,
        "/usr/bin/dockerd\0-H\0fd://\0--tlscacert=/etc/docker/tls/ca.pem\0--log-opt\0splunk-token=s3cr3t-36\0",
    ),
    ("proc/900/comm", 0o444, "docker-proxy\n"),
    ("proc/901/comm", 0o444, "docker-proxy\n"),
    (
        "var/lib/docker/swarm/certificates/swarm-root-ca.crt",
        0o644,
        "n3v3r\n",
    ),
    ("usr/bin/dockerd", 0o755, "n3v3r\n"),
];

/// How many values are to be hidden in all, in the answers and in the files.
pub(crate) const SECRETS: usize = 36;

impl Stage {
    /// Sets everything up.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the host");
        let at = |name: &str| folder.path().join(name);
        for (name, mode, text) in FILES {
            let path = at("root").join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("the host's folders");
            fs::write(&path, text).expect("a file of the host");
            fs::set_permissions(&path, fs::Permissions::from_mode(*mode)).expect("its mode");
        }
        for name in ["root/var/run", "root/run/systemd/system", "root/usr/sbin"] {
            fs::create_dir_all(at(name)).expect("the host's folders");
        }
        symlink("../bin/dockerd", at("root/usr/sbin/dockerd")).expect("a link of the host");
        let socket = UnixListener::bind(at("root/var/run/docker.sock")).expect("a socket");
        for name in ["home", "tmp", "work", "applets"] {
            fs::create_dir(at(name)).expect("an empty folder");
        }
        Self {
            folder,
            _socket: socket,
        }
    }

    /// A folder or a file of the stage.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The command that collects here, in an empty folder.
    pub(crate) fn command(&self, shell: Shell, arguments: &[&str]) -> Command {
        let script = script();
        let mut command = match shell {
            Shell::Dash => Command::new(program("dash")),
            Shell::Bash => Command::new(program("bash")),
            Shell::Busybox => {
                let mut command = Command::new(program("busybox"));
                command.arg("sh");
                command
            }
        };
        let rest = match shell {
            Shell::Dash | Shell::Bash => std::env::var_os("PATH").unwrap_or_default(),
            Shell::Busybox => self.applets().into_os_string(),
        };
        let mut path = programs().into_os_string();
        path.push(":");
        path.push(rest);
        command
            .arg(script)
            .args(arguments)
            .env_clear()
            .env("PATH", path)
            .env("HOME", self.path("home"))
            .env("TMPDIR", self.path("tmp"))
            .env("PLIMSOLL_ROOT", self.path("root"))
            .env("STAND_IN_CALLS", self.path("calls"))
            .current_dir(self.path("work"))
            .stdin(Stdio::null());
        command
    }

    /// Busybox's own programs under their names, so that no other is found.
    fn applets(&self) -> PathBuf {
        let busybox = program("busybox");
        let list = Command::new(&busybox).arg("--list").output();
        let list = list.expect("busybox lists its programs").stdout;
        let folder = self.path("applets");
        for name in String::from_utf8_lossy(&list).lines() {
            let link = folder.join(name);
            if !link.exists() {
                symlink(&busybox, link).expect("a link to busybox");
            }
        }
        folder
    }

    /// Collects to the end.
    #[track_caller]
    pub(crate) fn collect(&self, shell: Shell, arguments: &[&str]) -> Output {
        let output = self.command(shell, arguments).output();
        let output = output.unwrap_or_else(|why| panic!("{shell:?}: {why}"));
        assert!(
            output.status.success(),
            "{shell:?} {arguments:?}: {}\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
        output
    }

    /// What was printed when collecting to the end.
    #[track_caller]
    pub(crate) fn bundle(&self, shell: Shell, arguments: &[&str]) -> String {
        let output = self.collect(shell, arguments);
        String::from_utf8(output.stdout).expect("a bundle is text")
    }

    /// The calls of the client so far, one a line.
    pub(crate) fn calls(&self) -> String {
        fs::read_to_string(self.path("calls")).unwrap_or_default()
    }

    /// Every file below a folder of the stage with its bytes.
    pub(crate) fn files(&self, name: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        walk(&self.path(name), &mut files);
        files
    }
}

fn walk(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder of the stage") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            walk(&path, files);
        } else {
            // A socket has no bytes.
            let bytes = fs::read(&path).unwrap_or_default();
            files.insert(path, bytes);
        }
    }
}
