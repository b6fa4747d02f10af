//! Facts that are made when a subject is judged and forgotten afterwards.

use std::borrow::Cow;
use std::sync::Arc;

use super::known::Known;
use super::{Source, approval};
use crate::artifact::{Artifact, Problem};
use crate::facts::{Origin, Subject};
use crate::policy::Policy;

/// What completes the subjects whose facts are not made beforehand.
pub struct Later<'a> {
    pub(super) known: Known<'a>,
    pub(super) artifacts: &'a [Artifact],
    pub(super) policy: &'a Policy,
}

impl<'a> Later<'a> {
    /// The subject with its facts, for as long as it is judged, and what of its document could
    /// not be read.
    pub fn completed<'s>(&self, subject: &'s Subject<'a>) -> (Cow<'s, Subject<'a>>, Vec<Problem>) {
        let Some(Origin::Container(container)) = subject.origin else {
            return (Cow::Borrowed(subject), Vec::new());
        };
        let index = subject.declared.artifact;
        let Some(artifact) = self.artifacts.get(index) else {
            return (Cow::Borrowed(subject), Vec::new());
        };
        let source = Source {
            index,
            artifact,
            artifacts: self.artifacts,
            policy: self.policy,
            known: &self.known,
        };
        let id = Arc::clone(&subject.id);
        let name = subject.name.clone();
        let mut whole = Subject::named_only(id, subject.kind, name, subject.declared);
        let (container, problems) = container.whole(&artifact.text);
        source.complete(&mut whole, &container);
        approval::ask(
            std::slice::from_mut(&mut whole),
            &self.policy.settings.registries,
        );
        (Cow::Owned(whole), problems)
    }
}
