//! The command opens no network connection: nothing that could is linked into it.

use std::process::Command;

/// Crates that speak to a network, or exist for those that do.
const NETWORK: [&str; 22] = [
    "async-std",
    "attohttpc",
    "curl",
    "h2",
    "hickory-resolver",
    "hyper",
    "hyper-util",
    "isahc",
    "mio",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "surf",
    "tiny_http",
    "tokio",
    "tungstenite",
    "ureq",
    "webpki-roots",
];

#[test]
fn nothing_linked_in_can_reach_a_network() {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--package",
            "plimsoll",
            "--edges",
            "normal",
            "--target",
            "all",
        ])
        .args(["--prefix", "none", "--format", "{p}", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let tree = String::from_utf8(output.stdout).unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaint}");
    let names: Vec<&str> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(
        names.contains(&"plimsoll-rules"),
        "the tree is the command's: {tree}"
    );
    for name in NETWORK {
        assert!(!names.contains(&name), "{name} is linked in");
    }
}
