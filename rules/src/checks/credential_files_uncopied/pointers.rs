//! Variables that say where a program finds its credentials, and point into what was copied.

use crate::catalogue::credential_files_uncopied::FILE_POINTED_AT;
use crate::checks::working_directory::LONGEST;
use crate::facts::{Build, Step};
use crate::finding::Finding;
use crate::model::dockerfile::{InstructionKind, Source};
use crate::span::Spanned;

/// Variables whose value is the path of a file with credentials.
const POINTERS: [&str; 7] = [
    "AWS_CONFIG_FILE",
    "AWS_SHARED_CREDENTIALS_FILE",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "GOOGLE_APPLICATION_CREDENTIALS",
    "AZURE_AUTH_LOCATION",
    "KUBECONFIG",
    "NETRC",
];

/// Where secrets are mounted while a container runs, whatever was copied.
const MOUNTED: [&str; 4] = ["/run/", "/var/run/", "/dev/", "/proc/"];

/// Whether a destination is one of those variables.
pub(super) fn is_pointer(destination: &str) -> bool {
    let bare = destination.trim_matches(['"', '\'']);
    bare.strip_prefix('$').is_some_and(|name| {
        let name = name.strip_prefix('{').unwrap_or(name);
        let name = name.split(['}', ':', '/']).next().unwrap_or_default();
        POINTERS.contains(&name)
    })
}

/// A variable that points at a path.
struct Pointer<'b> {
    step: Step<'b>,
    name: &'b Spanned<String>,
    value: &'b Spanned<String>,
    /// Where it points: an absolute path.
    path: String,
}

/// What is copied in one stage.
#[derive(Default)]
struct Copied {
    stage: Option<usize>,
    directory: String,
    /// Directories whose content is not known.
    below: Vec<String>,
    /// Files by their whole paths.
    files: Vec<String>,
}

/// Every such variable that points at a file which its stage copies, before or after.
pub(super) fn findings(build: &Build<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut copied = Copied::default();
    let mut pointers: Vec<Pointer<'_>> = Vec::new();
    for step in build.steps().filter(|step| !step.is_deferred) {
        if step.stage_index() != copied.stage {
            found.extend(told(&copied, &mut pointers));
            copied = Copied {
                stage: step.stage_index(),
                ..Copied::default()
            };
        }
        match &step.instruction.kind {
            InstructionKind::Workdir(folder) => {
                copied.directory = step
                    .path(folder)
                    .map_or_else(|_| copied.directory.clone(), |folder| copied.whole(&folder));
                let longest = copied.directory.floor_char_boundary(LONGEST);
                copied.directory.truncate(longest);
            }
            InstructionKind::Add(transfer) | InstructionKind::Copy(transfer) => {
                if let Ok(destination) = step.path(&transfer.destination) {
                    for source in transfer.sources.iter().filter_map(Source::path) {
                        copied.add(step.path(source).ok().as_deref(), &destination);
                    }
                }
            }
            InstructionKind::Env(pairs) => {
                for (name, value) in pairs {
                    if !POINTERS.contains(&name.value.as_str()) {
                        continue;
                    }
                    if let Ok(path) = step.path(value) {
                        let path = copied.whole(&path);
                        pointers.push(Pointer {
                            step,
                            name,
                            value,
                            path,
                        });
                    }
                }
            }
            _ => {}
        }
    }
    found.extend(told(&copied, &mut pointers));
    found
}

/// What is wrong with the variables of a stage, now that all it copies is known.
fn told(copied: &Copied, pointers: &mut Vec<Pointer<'_>>) -> Vec<Finding> {
    let wrong = pointers
        .drain(..)
        .filter(|pointer| copied.holds(&pointer.path));
    let findings = wrong.map(
        |Pointer {
             step, name, value, ..
         }| {
            Finding::new(FILE_POINTED_AT)
                .with("variable", &name.value)
                .with("path", value.value.trim_matches(['"', '\'']))
                .at(step.at(name.span.to(value.span)))
        },
    );
    findings.collect()
}

impl Copied {
    /// An absolute path without `.` in it.
    fn whole(&self, path: &str) -> String {
        let base = if path.starts_with('/') {
            ""
        } else {
            &self.directory
        };
        let parts = base.split('/').chain(path.split('/'));
        let kept = parts.filter(|part| !part.is_empty() && *part != ".");
        kept.fold(String::new(), |whole, part| whole + "/" + part)
    }

    fn add(&mut self, source: Option<&str>, destination: &str) {
        let target = self.whole(destination);
        let name = source.map_or("", |source| {
            source
                .trim_end_matches('/')
                .rsplit('/')
                .next()
                .unwrap_or_default()
        });
        let is_file = name.trim_matches('.').contains('.') && !name.contains(['*', '?', '[']);
        if !is_file {
            self.below.push(target);
        } else if destination.ends_with('/') || destination == "." {
            self.files.push(format!("{target}/{name}"));
        } else {
            self.files.push(target);
        }
    }

    /// Whether an absolute path is, or may be, among what was copied.
    fn holds(&self, path: &str) -> bool {
        let is_below = |directory: &String| {
            path.strip_prefix(directory.as_str())
                .is_some_and(|rest| rest.starts_with('/'))
        };
        let is_mounted = MOUNTED.iter().any(|mounted| path.starts_with(mounted));
        !is_mounted
            && (self.files.iter().any(|file| file == path) || self.below.iter().any(is_below))
    }
}
