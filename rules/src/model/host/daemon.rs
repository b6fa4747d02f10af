//! Who runs the daemon, and where containerd listens.

use super::line::{Piece, lines, unread};
use crate::artifact::Problem;
use crate::span::{Span, Spanned};

/// A process of the daemon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaemonUser {
    /// Its number.
    pub pid: Spanned<u32>,
    /// The user it runs as.
    pub user: Spanned<String>,
    /// The whole line.
    pub span: Span,
}

/// Reads lines like `812 root dockerd`.
pub fn daemon_users(text: &str, problems: &mut Vec<Problem>) -> Vec<DaemonUser> {
    let mut users = Vec::new();
    for line in lines(text) {
        let mut words = line.words();
        let user = words.next().and_then(Piece::number).zip(words.next());
        match user {
            Some((pid, user)) => users.push(DaemonUser {
                pid,
                user: user.owned(),
                span: line.span(),
            }),
            None => unread(line, "process with its user", problems),
        }
    }
    users
}

/// What containerd's `config.toml` says that concerns its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContainerdConfig {
    /// The folder of its lasting state, `root` at the top.
    pub root: Option<Spanned<String>>,
    /// The folder of its passing state, `state` at the top.
    pub state: Option<Spanned<String>>,
    /// The path of its socket, `address` of `[grpc]`.
    pub address: Option<Spanned<String>>,
}

/// Reads the few settings of containerd's file; others are passed over.
pub fn containerd_config(text: &str) -> ContainerdConfig {
    let mut config = ContainerdConfig::default();
    let mut section = "";
    for line in lines(text) {
        if let Some(name) = line.strip_prefix("[") {
            section = name
                .text
                .split_once(']')
                .map_or("", |(name, _)| name.trim());
            continue;
        }
        let Some((key, value)) = line.split_once("=") else {
            continue;
        };
        let value = Piece::unquoted(until_comment(value).trimmed());
        match (section, key.text.trim()) {
            ("", "root") => config.root = Some(value.owned()),
            ("", "state") => config.state = Some(value.owned()),
            ("grpc", "address") => config.address = Some(value.owned()),
            _ => {}
        }
    }
    config
}

fn until_comment(value: Piece<'_>) -> Piece<'_> {
    // No path here has a number sign.
    value.split_once("#").map_or(value, |(value, _)| value)
}
