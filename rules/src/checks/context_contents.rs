//! What a build context usually holds and an image should not get.

use crate::model::dockerignore::Dockerignore;

/// Something that a `.dockerignore` should name.
pub(super) struct Content {
    /// What it is, in a sentence.
    pub(super) name: &'static str,
    /// Paths it is known by, each with the pattern that keeps it out.
    paths: &'static [(&'static str, &'static str)],
}

/// What every context may hold.
static SECRETS: [Content; 3] = [
    Content {
        name: "the Git history",
        paths: &[(".git/config", ".git")],
    },
    Content {
        name: "environment files",
        paths: &[(".env", "**/.env")],
    },
    Content {
        name: "private keys",
        paths: &[
            ("server.pem", "**/*.pem"),
            ("server.key", "**/*.key"),
            ("id_rsa", "**/id_*"),
        ],
    },
];

/// What only the contexts of one language hold.
pub(super) static NODE_MODULES: Content = Content {
    name: "installed Node.js packages",
    paths: &[("node_modules/package/index.js", "**/node_modules")],
};

/// Whether a source, as written, is the whole context.
pub(super) fn is_whole(source: &str) -> bool {
    let source = source.trim_matches(['"', '\'']);
    let mut parts = source
        .split('/')
        .filter(|part| !part.is_empty() && *part != ".");
    match (parts.next(), parts.next()) {
        (None, _) => !source.is_empty(),
        (Some(only), None) => only == "*" || only == "**",
        (Some(_), Some(_)) => false,
    }
}

/// What of the secrets a file does not keep out.
pub(super) fn let_through(file: &Dockerignore) -> Vec<(&'static Content, Vec<&'static str>)> {
    let missing = |content: &'static Content| {
        let patterns = content.let_through(file);
        (!patterns.is_empty()).then_some((content, patterns))
    };
    SECRETS.iter().filter_map(missing).collect()
}

impl Content {
    /// The patterns that are missing; none where it is kept out.
    pub(super) fn let_through(&self, file: &Dockerignore) -> Vec<&'static str> {
        let is_open = |(path, _): &&(&str, &str)| file.ignores(path) != Some(true);
        let open = self.paths.iter().filter(is_open);
        open.map(|(_, pattern)| *pattern).collect()
    }
}
