//! Decides `secret-mounts-unpersisted`: what a secret mount brings is not written into the
//! image.

mod sinks;

use super::{Check, Decide};
use crate::catalogue::secret_mounts_unpersisted::{CONTROL, SECRET_KEPT, SECRET_WRITTEN};
use crate::facts::Build;
use crate::facts::{BuildMount, BuildMountKind, Run};
use crate::finding::{Finding, Verdict};
use crate::model::shell::Word;
use crate::sorted::InOrder;
use sinks::Sink;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// What stands for a mounted secret in a command.
pub(super) struct Mounted {
    /// The file it is in.
    file: String,
    /// The variable it is in, if it is.
    variable: Option<String>,
}

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for run in build.runs().iter().filter(|run| run.is_build_step()) {
        let secrets: Vec<Mounted> = run.mounts.iter().filter_map(Mounted::new).collect();
        is_concerned |= !secrets.is_empty();
        if secrets.is_empty() {
            continue;
        }
        for (index, call) in run.invocations().iter().enumerate() {
            failures.extend(
                failure(build, run, index, &secrets)
                    .map(|finding| finding.with("program", call.name.as_str())),
            );
        }
    }
    failures.order_by_key(|finding| finding.evidence.and_then(|evidence| evidence.span));
    failures.dedup_by_key(|finding| finding.evidence.and_then(|evidence| evidence.span));
    Verdict::over(is_concerned, failures, Vec::new())
}

fn failure(build: &Build<'_>, run: &Run, index: usize, secrets: &[Mounted]) -> Option<Finding> {
    let call = run.invocations().get(index)?;
    let is_read = |word: &Word| secrets.iter().any(|secret| secret.is_in(word));
    match sinks::of(run, index, is_read)? {
        Sink::File(target) => {
            let is_kept = !sinks::is_passing(&target.text)
                && !run.mounts_away(&target.text)
                && !sinks::is_removed(run, index, &target.text);
            is_kept.then(|| {
                Finding::new(SECRET_WRITTEN)
                    .with("path", &target.text)
                    .at(build.at(target.span))
            })
        }
        Sink::Settings => (!sinks::is_reset(run, index)).then(|| {
            Finding::new(SECRET_KEPT)
                .with("path", "its settings")
                .at(build.at(call.span))
        }),
    }
}

impl Mounted {
    fn new(mount: &BuildMount) -> Option<Self> {
        if mount.kind != BuildMountKind::Secret {
            return None;
        }
        let target = mount.target.as_deref();
        // Without an id the file's name is one (Docker reference, RUN --mount=type=secret).
        let name = target.and_then(|target| target.rsplit('/').next());
        let id = mount.id.as_deref().or(name)?;
        Some(Self {
            file: match target {
                Some(target) if target.starts_with('/') => target.to_owned(),
                Some(target) => format!("/{target}"),
                None => format!("/run/secrets/{id}"),
            },
            variable: mount.env.clone(),
        })
    }

    /// Whether a word is the secret's file, reads it, or is its variable.
    fn is_in(&self, word: &Word) -> bool {
        let is_variable = |name: &String| {
            word.has_variable
                && (word.text.contains(&format!("${{{name}"))
                    || word.text.split('$').skip(1).any(|part| {
                        part.strip_prefix(name.as_str()).is_some_and(|rest| {
                            !rest.starts_with(|it: char| it.is_ascii_alphanumeric() || it == '_')
                        })
                    }))
        };
        word.text.contains(&self.file) || self.variable.as_ref().is_some_and(is_variable)
    }
}
