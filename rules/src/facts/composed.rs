//! What compose files state, key by key, for checks of what only they have.

use super::{Capability, Fact, Limit, Listed, Need, Unknown};
use crate::artifact::Artifact;
use crate::finding::Evidence;
use crate::model::compose::{Named, Service, Setting};
use crate::project::{Deployer, Missing, Project, Role};
use crate::span::Span;

/// A service as its project states it.
#[derive(Clone, Copy, Debug)]
pub struct Composed<'a> {
    /// The service, merged from all files.
    pub service: &'a Service,
    /// The project it belongs to.
    pub project: &'a Project,
    /// Every artifact, by the index evidence has.
    pub artifacts: &'a [Artifact],
}

/// A network, volume, secret or config as its project states it.
#[derive(Clone, Copy, Debug)]
pub struct Declared<'a> {
    /// The declaration, merged from all files.
    pub named: &'a Named,
    /// The project it belongs to.
    pub project: &'a Project,
    /// Every artifact, by the index evidence has.
    pub artifacts: &'a [Artifact],
}

/// A project as a whole, for what stands outside of services and declarations.
#[derive(Clone, Copy, Debug)]
pub struct Whole<'a> {
    /// The project.
    pub project: &'a Project,
    /// Every artifact, by the index evidence has.
    pub artifacts: &'a [Artifact],
}

impl<'a> Composed<'a> {
    /// A place of the service as evidence.
    pub fn at(self, span: Span) -> Evidence {
        self.project.at(span)
    }

    /// The text of the artifact that evidence lies in.
    pub fn text(self, evidence: Evidence) -> &'a str {
        self.artifacts
            .get(evidence.artifact)
            .map_or("", |artifact| &*artifact.text)
    }

    /// Whether the project is brought up as a stack.
    pub fn is_stack(self) -> bool {
        self.project.deployer == Deployer::Stack
    }

    /// Whether a key of the service has no effect, because of who brings the project up.
    pub fn ignores(self, key: &str) -> bool {
        self.project.deployer.ignores(key)
    }

    /// A key's setting, if it has an effect.
    pub fn effective<T>(self, key: &str, setting: Setting<T>) -> Setting<T> {
        if self.ignores(key) {
            Setting::Absent
        } else {
            setting
        }
    }

    /// Something that leaves a property open.
    pub fn open(self, needs: Need, span: Span) -> Unknown {
        Unknown {
            needs,
            evidence: Some(self.at(span)),
        }
    }

    /// A setting as a fact; absence is Docker's default, unless part of the service was lost.
    pub fn fact_or<T, U>(
        self,
        setting: Setting<T>,
        absent: U,
        read: impl FnOnce(&T) -> U,
    ) -> Fact<U> {
        self.fact(setting, read).unwrap_or(Fact::Default(absent))
    }

    /// The same where absence means that something else decides: `None`.
    pub fn fact<T, U>(self, setting: Setting<T>, read: impl FnOnce(&T) -> U) -> Option<Fact<U>> {
        if setting.is_absent() && !self.service.is_whole {
            return Some(Fact::Unknown(self.lost()));
        }
        stated(self.project, setting, read)
    }

    /// The part of the service that what is absent may stand in.
    fn lost(self) -> Unknown {
        let missing = self.project.missing.iter();
        let missing = missing.filter(|missing| missing.role == Role::Extends);
        let files: Vec<&Missing> = missing.collect();
        let own = files.iter().find(|missing| {
            let (own, named) = (self.service.span, missing.named.span);
            named.is_some_and(|named| own.start <= named.start && named.end <= own.end)
        });
        // A service may build on one that builds on what is missing.
        let needs = match own.or(files.first()) {
            Some(file) => Need::File(file.path.clone()),
            None => Need::Whole,
        };
        self.open(needs, self.service.name.span)
    }

    /// A list of settings as facts, item by item; `read` leaves out what does not count. Where
    /// a part of the service was lost, further items may stand in it.
    pub fn list<T, U>(
        self,
        settings: Vec<Setting<T>>,
        read: impl Fn(&T) -> Option<U>,
    ) -> Listed<U> {
        let mut listed = listed(self.project, settings, read);
        if !self.service.is_whole {
            listed.unknown.push(self.lost());
        }
        listed
    }

    /// The first of several spellings of a limit that is stated.
    pub(super) fn limit(self, spellings: [Setting<i64>; 2]) -> Fact<Limit> {
        let stated = spellings.into_iter().find(|setting| !setting.is_absent());
        let stated = stated.unwrap_or(Setting::Absent);
        if let Some((problem, evidence)) = self.refused(&stated) {
            return Fact::Stated {
                value: Limit::Refused(problem),
                evidence,
            };
        }
        self.fact_or(stated, Limit::Unbounded(String::new()), |value| {
            if *value > 0 {
                Limit::Bounded
            } else {
                Limit::Unbounded(value.to_string())
            }
        })
    }

    /// What is wrong with a value that Compose does not take, and where it stands; `None` where
    /// the value is fine, or the file is damaged so that it may be.
    pub(super) fn refused<T>(self, setting: &Setting<T>) -> Option<(String, Evidence)> {
        match setting {
            Setting::Malformed { span, problem } if self.service.is_whole => {
                Some((problem.clone(), self.at(*span)))
            }
            Setting::Absent
            | Setting::Set(_)
            | Setting::Unresolved { .. }
            | Setting::Malformed { .. } => None,
        }
    }

    /// Whether the memory of its containers is bounded.
    pub fn memory(self) -> Fact<Limit> {
        let whole = self.effective("mem_limit", self.service.mem_limit());
        self.limit([self.service.deploy_memory_limit(), whole])
    }

    pub(super) fn capabilities(self, names: Vec<Setting<String>>) -> Listed<Capability> {
        self.list(names, |name| Some(Capability::new(name)))
    }
}

impl Declared<'_> {
    /// A place of the declaration as evidence.
    pub fn at(self, span: Span) -> Evidence {
        self.project.at(span)
    }

    /// A setting as a fact; absence is Docker's default.
    pub fn fact_or<T, U>(
        self,
        setting: Setting<T>,
        absent: U,
        read: impl FnOnce(&T) -> U,
    ) -> Fact<U> {
        stated(self.project, setting, read).unwrap_or(Fact::Default(absent))
    }

    /// A list of settings as facts, item by item; `read` leaves out what does not count.
    pub fn list<T, U>(
        self,
        settings: Vec<Setting<T>>,
        read: impl Fn(&T) -> Option<U>,
    ) -> Listed<U> {
        listed(self.project, settings, read)
    }
}

impl Whole<'_> {
    /// A place of the project as evidence.
    pub fn at(self, span: Span) -> Evidence {
        self.project.at(span)
    }
}

/// A setting as a fact; `None` where nothing is stated.
fn stated<T, U>(
    project: &Project,
    setting: Setting<T>,
    read: impl FnOnce(&T) -> U,
) -> Option<Fact<U>> {
    match setting {
        Setting::Absent => None,
        Setting::Set(stated) => Some(Fact::Stated {
            value: read(&stated.value),
            evidence: project.at(stated.span),
        }),
        Setting::Unresolved { span, variables } => Some(Fact::Unknown(Unknown {
            needs: Need::Variables(variables),
            evidence: Some(project.at(span)),
        })),
        Setting::Malformed { span, problem } => Some(Fact::Unknown(Unknown {
            needs: Need::Readable(problem),
            evidence: Some(project.at(span)),
        })),
    }
}

fn listed<T, U>(
    project: &Project,
    settings: Vec<Setting<T>>,
    read: impl Fn(&T) -> Option<U>,
) -> Listed<U> {
    let mut listed = Listed::none();
    for setting in settings {
        match stated(project, setting, &read) {
            Some(Fact::Stated {
                value: Some(value),
                evidence,
            }) => listed.push(value, evidence),
            Some(Fact::Unknown(unknown)) => listed.unknown.push(unknown),
            Some(Fact::Stated { value: None, .. } | Fact::Default(_)) | None => {}
        }
    }
    listed
}
