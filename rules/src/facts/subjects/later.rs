//! Facts that are made when a subject is judged and forgotten afterwards.

use std::borrow::Cow;
use std::sync::Arc;

use super::known::Known;
use super::{Source, approval};
use crate::artifact::{Artifact, Problem};
use crate::facts::stage::{self, Built};
use crate::facts::{Build, Origin, Subject};
use crate::model::inspect::Outline;
use crate::model::json::Tape;
use crate::policy::Policy;

/// What completes the subjects whose facts are not made beforehand.
pub struct Later<'a> {
    pub(super) known: Known<'a>,
    pub(super) artifacts: &'a [Artifact],
    pub(super) policy: &'a Policy,
}

/// A subject with its facts, for as long as it is judged.
pub struct Completed<'s, 'a> {
    /// The subject.
    pub subject: Cow<'s, Subject<'a>>,
    /// What of its document could not be read.
    pub problems: Vec<Problem>,
    /// The object it was read from, taken apart, with its number in the document.
    pub object: Option<(usize, Tape<'a>)>,
}

impl<'a> Later<'a> {
    /// The subject with its facts.
    pub fn completed<'s>(&self, subject: &'s Subject<'a>) -> Completed<'s, 'a> {
        self.read(subject).unwrap_or_else(|| Completed {
            subject: Cow::Borrowed(subject),
            problems: Vec::new(),
            object: None,
        })
    }

    /// A subject that is read when it is judged; `None` where its facts are made already.
    fn read<'s>(&self, subject: &Subject<'a>) -> Option<Completed<'s, 'a>> {
        match subject.origin? {
            Origin::Container(container) => self.container(subject, container),
            Origin::Dockerfile(built) => self.image(subject, built),
            Origin::Image(_) | Origin::Network(_) | Origin::Volume(_) | Origin::Service(_) => None,
        }
    }

    /// An image with what its Dockerfile does.
    fn image<'s>(&self, subject: &Subject<'a>, stage: Built<'a>) -> Option<Completed<'s, 'a>> {
        let artifact = self.artifacts.get(stage.artifact)?;
        let mut build = Build::new(stage, artifact, self.policy);
        build.ignore = self.known.contexts.ignore_of(&artifact.name);
        build.contexts = self.known.contexts.further_of(&artifact.name);
        let mut whole = anew(subject);
        whole.common = Some(Box::new(stage::common(stage)));
        whole.build = Some(Box::new(build));
        self.ask(&mut whole);
        Some(Completed {
            subject: Cow::Owned(whole),
            problems: Vec::new(),
            object: None,
        })
    }

    /// A container with all that its inspected object says.
    fn container<'s>(
        &self,
        subject: &Subject<'a>,
        container: &'a Outline,
    ) -> Option<Completed<'s, 'a>> {
        let index = subject.declared.artifact;
        let artifact = self.artifacts.get(index)?;
        let tape = container.tape(&artifact.text)?;
        let source = Source {
            index,
            artifact,
            artifacts: self.artifacts,
            policy: self.policy,
            known: &self.known,
        };
        let mut whole = anew(subject);
        let (read, problems) = container.whole(&tape);
        source.complete(&mut whole, &read);
        self.ask(&mut whole);
        Some(Completed {
            subject: Cow::Owned(whole),
            problems,
            object: Some((container.index, tape)),
        })
    }

    fn ask(&self, subject: &mut Subject<'a>) {
        let registries = &self.policy.settings.registries;
        approval::ask(std::slice::from_mut(subject), registries);
    }
}

/// The subject without any facts.
fn anew<'a>(subject: &Subject<'a>) -> Subject<'a> {
    let (id, name) = (Arc::clone(&subject.id), subject.name.clone());
    Subject::named_only(id, subject.kind, name, subject.declared)
}
