//! Any bytes, as what a collector's commands printed on one machine: NUL bytes part them, and the
//! first byte of each chooses the command. All of it is judged together.

#![no_main]

use std::fmt::Write as _;

use libfuzzer_sys::fuzz_target;
use plimsoll_rules::artifact::kind::Kind;
use plimsoll_rules::{Policy, assess, read_as};

/// Keys of a bundle, those of one object with an object.
const KEYS: &[&str] = &[
    "version",
    "info",
    "endpoint",
    "containers",
    "images",
    "networks",
    "volumes",
    "node_list",
    "nodes",
    "services",
    "secrets",
    "configs",
    "dockerd_args/812",
    "dockerd_user",
    "units",
    "unit/docker.service",
    "unit/docker.socket",
    "daemon_json",
    "default_docker",
    "sysconfig_docker",
    "containerd_toml",
    "uname",
    "os_release",
    "uid",
    "date",
    "stat",
    "certs",
    "mounts",
    "devices",
    "df",
    "group",
    "group_primary",
    "audit_rules",
    "audit_status",
    "audit_file/etc/audit/rules.d/docker.rules",
    "listeners",
    "dct",
    "lsm",
    "apparmor",
    "aa_status",
    "getenforce",
    "proxy",
    "swarm_ca",
    "swarm_ca_changed",
    "top/0123456789abcdef",
    "suid/0123456789abcdef",
    "exec_log",
    "history/sha256:0123456789abcdef",
];

fuzz_target!(|bytes: &[u8]| {
    let mut bundle = r#"{"plimsoll_bundle":{"version":1,"redacted":true,"root":true}"#.to_owned();
    for part in bytes.split(|byte| *byte == 0) {
        let Some((choice, printed)) = part.split_first() else {
            continue;
        };
        let key = KEYS[usize::from(*choice) % KEYS.len()];
        let printed = base64(printed);
        write!(bundle, ",\n\"{key}\":{{\"rc\":0,\"b64\":\"{printed}\"}}").expect("a string grows");
    }
    bundle.push('}');
    let artifact = read_as("bundle.json", bundle.as_bytes(), Kind::Bundle);
    assess(&[artifact], &Policy::default());
});

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut written = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let word = (0..3).fold(0, |word, at| {
            word << 8 | three.get(at).map_or(0, |byte| usize::from(*byte))
        });
        for digit in 0..4 {
            written.push(if digit <= three.len() {
                char::from(DIGITS[word >> (18 - 6 * digit) & 63])
            } else {
                '='
            });
        }
    }
    written
}
