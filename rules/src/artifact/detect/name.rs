//! What a file's name says.

use crate::artifact::kind::Kind;

/// A file's name, and what it suggests.
pub(super) struct Hint<'a> {
    /// The last part of the path.
    pub(super) base: &'a str,
    /// The kind the name belongs to, or `None`.
    pub(super) kind: Option<Kind>,
    /// Whether the name is one of a template or an example.
    pub(super) is_template: bool,
}

/// Endings that say the file is filled in or copied before it is used.
const TEMPLATE_ENDINGS: &[&str] = &[
    ".j2",
    ".jinja",
    ".jinja2",
    ".tmpl",
    ".tpl",
    ".template",
    ".dist",
    ".example",
    ".sample",
    ".erb",
];

/// Endings of prose and source code.
const FOREIGN_ENDINGS: &[&str] = &[
    "adoc", "asciidoc", "astro", "bat", "c", "cc", "clj", "cljs", "cpp", "cs", "css", "csv",
    "dart", "ex", "exs", "go", "gradle", "groovy", "h", "hpp", "hs", "htm", "html", "ipynb",
    "java", "js", "jsx", "kt", "kts", "less", "lua", "m", "markdown", "md", "mdx", "mjs", "php",
    "pl", "pm", "proto", "ps1", "py", "r", "rb", "rs", "rst", "scala", "scss", "sql", "svelte",
    "svg", "swift", "tex", "tf", "ts", "tsx", "vue", "xml", "xsl", "zig",
];

/// The ending of a name that belongs to prose or source code, in lower case.
pub(super) fn foreign_ending(base: &str) -> Option<&'static str> {
    let ending = base.rsplit_once('.')?.1.to_ascii_lowercase();
    FOREIGN_ENDINGS
        .iter()
        .find(|known| **known == ending)
        .copied()
}

/// Endings of scripts and notes, in which commands for a shell stand as they are typed.
const COMMAND_ENDINGS: &[&str] = &["bash", "cmd", "command", "ksh", "sh", "text", "txt", "zsh"];

/// Names without an ending that are prose or a language of their own.
const FOREIGN_NAMES: &[&str] = &[
    "authors",
    "changelog",
    "changes",
    "contributing",
    "copying",
    "history",
    "install",
    "license",
    "news",
    "notice",
    "readme",
    "todo",
];

/// Whether a file of this name may be read as commands for a shell: a script, notes, or a text
/// whose name says nothing, as that of a pasted one.
pub(super) fn may_hold_commands(base: &str) -> bool {
    let lower = base.to_ascii_lowercase();
    match lower.rsplit_once('.') {
        Some((_, ending)) => COMMAND_ENDINGS.contains(&ending),
        // `Makefile`, `Jenkinsfile` and their kind.
        None => !lower.ends_with("file") && !FOREIGN_NAMES.contains(&lower.as_str()),
    }
}

/// Whether the name itself says that the file is about running containers.
pub(super) fn says_run(base: &str) -> bool {
    let lower = base.to_ascii_lowercase().replace(['_', ' '], "-");
    ["docker-run", "dockerrun", "podman-run"]
        .iter()
        .any(|name| lower.contains(name))
}

impl<'a> Hint<'a> {
    /// Looks at the last part of a path.
    pub(super) fn of(name: &'a str) -> Self {
        let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let lower = base.to_ascii_lowercase();
        let ending = TEMPLATE_ENDINGS
            .iter()
            .find(|ending| lower.ends_with(*ending));
        let stem = ending
            .and_then(|ending| lower.strip_suffix(ending))
            .unwrap_or(&lower);
        Self {
            base,
            kind: kind(stem),
            is_template: ending.is_some(),
        }
    }

    /// Whether the name ends in this, in any case.
    pub(super) fn ends_with(&self, ending: &str) -> bool {
        self.base.to_ascii_lowercase().ends_with(ending)
    }
}

fn kind(base: &str) -> Option<Kind> {
    let exact = match base {
        "daemon.json" => Some(Kind::DaemonJson),
        "devcontainer.json" | ".devcontainer.json" => Some(Kind::Devcontainer),
        "docker-bake.json"
        | "docker-bake.hcl"
        | "docker-bake.override.hcl"
        | "docker-bake.override.json" => Some(Kind::Bake),
        "chart.yaml" => Some(Kind::Helm),
        ".gitlab-ci.yml" | ".gitlab-ci.yaml" => Some(Kind::GitlabCi),
        ".plimsoll.yaml" | ".plimsoll.yml" | "plimsoll.yaml" | "plimsoll.yml" => {
            Some(Kind::PlimsollPolicy)
        }
        ".hadolint.yaml" | ".hadolint.yml" | "hadolint.yaml" | "hadolint.yml" => {
            Some(Kind::HadolintConfig)
        }
        ".dockerignore" | ".containerignore" => Some(Kind::Dockerignore),
        _ => None,
    };
    exact.or_else(|| {
        if base.ends_with(".dockerignore") {
            Some(Kind::Dockerignore)
        } else if is_dockerfile(base) {
            Some(Kind::Dockerfile)
        } else if is_compose(base) {
            Some(Kind::Compose)
        } else if base.starts_with(".env.") || base.strip_suffix(".env").is_some() {
            Some(Kind::EnvFile)
        } else {
            None
        }
    })
}

fn is_dockerfile(base: &str) -> bool {
    ["dockerfile", "containerfile"].iter().any(|word| {
        let after = base.strip_prefix(word);
        after.is_some_and(|after| after.is_empty() || after.starts_with(['.', '-', '_']))
            // Scripts and notes about a Dockerfile are none.
            && ![".md", ".sh", ".py", ".txt", ".yml", ".yaml", ".json"].iter().any(|end| base.ends_with(end))
            || base.strip_suffix(word).is_some_and(|before| before.ends_with(['.', '-', '_']))
    })
}

fn is_compose(base: &str) -> bool {
    let yaml = [".yml", ".yaml"]
        .iter()
        .find_map(|end| base.strip_suffix(end));
    let Some(stem) = yaml.or_else(|| base.strip_suffix(".json")) else {
        return false;
    };
    let words: Vec<&str> = stem.split(['.', '-', '_']).collect();
    match words.as_slice() {
        ["compose" | "stack", ..] | ["docker", "compose" | "stack", ..] => true,
        [.., "compose" | "stack"] => yaml.is_some(),
        [first, ..] => first.starts_with("dockercompose"),
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::Hint;
    use crate::artifact::kind::Kind;

    #[test]
    fn names_suggest_kinds() {
        for (name, kind) in [
            ("a/b/Dockerfile", Some(Kind::Dockerfile)),
            ("Dockerfile.prod", Some(Kind::Dockerfile)),
            ("Dockerfile-prod", Some(Kind::Dockerfile)),
            ("Dockerfile_dev", Some(Kind::Dockerfile)),
            ("api.dockerfile", Some(Kind::Dockerfile)),
            ("api.Containerfile", Some(Kind::Dockerfile)),
            ("DOCKERFILE", Some(Kind::Dockerfile)),
            ("Dockerfile.dockerignore", Some(Kind::Dockerignore)),
            ("Dockerfile.md", None),
            ("compose.yaml", Some(Kind::Compose)),
            ("docker-compose.prod.yml", Some(Kind::Compose)),
            ("app-compose.yml", Some(Kind::Compose)),
            ("docker-stack.yml", Some(Kind::Compose)),
            ("docker-compose.yml.j2", Some(Kind::Compose)),
            ("decompose.yml", None),
            (".env.local", Some(Kind::EnvFile)),
            ("C:\\etc\\daemon.json", Some(Kind::DaemonJson)),
            ("notes.txt", None),
        ] {
            assert_eq!(Hint::of(name).kind, kind, "{name}");
        }
    }
}
