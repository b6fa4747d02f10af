//! What a text is taken for, by its content first and its name second, and why.

mod dockerfile;
mod guess;
mod json;
mod name;
mod text;
mod yaml;

use self::name::Hint;
use super::kind::Kind;
use crate::model::docker_run;

/// What a file is taken for, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detected {
    /// What it is taken for.
    pub kind: Kind,
    /// Why, as the end of a sentence that begins "taken for … because it".
    pub reason: String,
}

impl Detected {
    fn new(kind: Kind, reason: impl Into<String>) -> Self {
        Self {
            kind,
            reason: reason.into(),
        }
    }
}

/// Tells what a text is. `name` is a file name or a path; it breaks ties.
///
/// Reads no more than it needs: a few keys of JSON, and the beginning of other texts.
pub fn detect(name: &str, text: &str) -> Detected {
    let hint = Hint::of(name);
    if text.trim().is_empty() {
        return match hint.kind {
            Some(kind) => Detected::new(kind, format!("is empty and named {}", hint.base)),
            None => Detected::new(Kind::Unknown, "is empty"),
        };
    }
    text::detect(text)
        .map(|found| foreign_unit(&found, name, text).unwrap_or(found))
        .or_else(|| prose_or_source(&hint, text))
        .or_else(|| json::detect(&hint, text))
        .or_else(|| template(&hint, text))
        .or_else(|| by_strong_name(&hint, text))
        .or_else(|| dockerfile::detect(text))
        .or_else(|| text::daemon(name, text))
        .or_else(|| fenced_commands(&hint, text))
        .or_else(|| yaml::detect(&hint, text))
        .or_else(|| by_name(&hint))
        .or_else(|| commands(&hint, text))
        .or_else(|| text::environment(text))
        .or_else(|| json::among_noise(text))
        .unwrap_or_else(|| guess::nearest(&hint, text))
}

/// Units of systemd that are other programs' own, by their sections and for want of any word of
/// Docker in name and text. A drop-in may set proxies and nothing else.
fn foreign_unit(found: &Detected, name: &str, text: &str) -> Option<Detected> {
    if found.kind != Kind::SystemdUnit {
        return None;
    }
    let says = |text: &str| {
        let lower = text.to_ascii_lowercase();
        lower.contains("docker") || lower.contains("_proxy=")
    };
    let reason = "is a systemd unit that says nothing of Docker";
    (!says(name) && !says(text)).then(|| Detected::new(Kind::NotDocker, reason))
}

/// Names that decide whatever the content, because the content has no marks of its own or
/// its marks may be missing. A YAML document under a Dockerfile's name is still YAML.
fn by_strong_name(hint: &Hint<'_>, text: &str) -> Option<Detected> {
    let kind = hint.kind?;
    let decides = match kind {
        Kind::Dockerfile => !yaml::looks_like_mapping(text) || dockerfile::begins(text),
        Kind::EnvFile | Kind::Dockerignore => true,
        _ => false,
    };
    decides.then(|| Detected::new(kind, format!("is named {}", hint.base)))
}

/// Prose and source code quote Docker documents without being one: a README shows a compose file,
/// a test holds a Dockerfile. Only their names tell them apart from the documents they quote.
fn prose_or_source(hint: &Hint<'_>, text: &str) -> Option<Detected> {
    if hint.kind.is_some() {
        return None;
    }
    if name::says_run(hint.base) && docker_run::runs_containers(text) {
        let reason = format!("is named {} and runs containers", hint.base);
        return Some(Detected::new(Kind::DockerRun, reason));
    }
    let ending = name::foreign_ending(hint.base)?;
    let reason = format!("is named .{ending}, which is prose or source code");
    Some(Detected::new(Kind::NotDocker, reason))
}

/// Markdown with such commands in its fences: a compose file that it shows beside them does not
/// make it one.
fn fenced_commands(hint: &Hint<'_>, text: &str) -> Option<Detected> {
    let is_fence = |line: &str| line.trim_start().starts_with("```");
    let is_markdown = hint.kind.is_none() && text.lines().any(is_fence);
    if is_markdown {
        commands(hint, text)
    } else {
        None
    }
}

/// Commands that run containers, in a script, in notes, or in a text without a telling name.
fn commands(hint: &Hint<'_>, text: &str) -> Option<Detected> {
    let runs = name::may_hold_commands(hint.base) && docker_run::runs_containers(text);
    runs.then(|| Detected::new(Kind::DockerRun, "has commands that run containers"))
}

fn by_name(hint: &Hint<'_>) -> Option<Detected> {
    hint.kind
        .map(|kind| Detected::new(kind, format!("is named {}", hint.base)))
}

/// How a generator's control lines begin.
const CONTROLS: [&str; 3] = ["{%", "{{-", "{{#"];

/// Files a generator fills in first: by name and placeholders, or by their control lines.
fn template(hint: &Hint<'_>, text: &str) -> Option<Detected> {
    let has_any = |marks: &[&str]| marks.iter().any(|mark| text.contains(mark));
    if hint.is_template && has_any(&["{{", "{%", "<%"]) {
        return Some(Detected::new(
            Kind::Template,
            format!("is named {} and has placeholders", hint.base),
        ));
    }
    // Without a name of ours it is a template of something else.
    hint.kind?;
    if !has_any(&CONTROLS) {
        return None;
    }
    let control = text.lines().take(2_000).find(|line| {
        let line = line.trim_start();
        CONTROLS.iter().any(|mark| line.starts_with(mark))
    });
    control.map(|_| {
        Detected::new(
            Kind::Template,
            "has lines that only a generator understands",
        )
    })
}

#[cfg(test)]
mod tests;
