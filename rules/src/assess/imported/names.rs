//! Subjects by kind and name, because another tool knows no more of them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::catalogue::SubjectKind;
use crate::facts::Subject;

/// All subjects, found by what a tool calls them.
pub(super) struct Names<'s, 'a> {
    subjects: &'s mut Vec<Subject<'a>>,
    places: HashMap<(SubjectKind, String), Vec<usize>>,
}

impl<'s, 'a> Names<'s, 'a> {
    pub(super) fn new(subjects: &'s mut Vec<Subject<'a>>) -> Self {
        let mut places: HashMap<_, Vec<usize>> = HashMap::new();
        for (at, subject) in subjects.iter().enumerate() {
            let name = (subject.kind, subject.name.clone());
            places.entry(name).or_default().push(at);
        }
        Self { subjects, places }
    }

    /// All of them.
    pub(super) fn subjects(&self) -> &[Subject<'a>] {
        self.subjects
    }

    /// The one subject of this kind that people call so; `None` where several are.
    pub(super) fn only(&mut self, kind: SubjectKind, name: &str) -> Option<&mut Subject<'a>> {
        match *self.places.get(&(kind, name.to_owned()))?.as_slice() {
            [at] => self.subjects.get_mut(at),
            _ => None,
        }
    }

    /// Adds a subject unless there is one of this id.
    pub(super) fn add(&mut self, id: &Arc<str>, subject: impl FnOnce(Arc<str>) -> Subject<'a>) {
        let subject = subject(Arc::clone(id));
        let name = (subject.kind, subject.name.clone());
        let namesakes = self.places.entry(name).or_default();
        let is_known = |at: &usize| self.subjects.get(*at).is_some_and(|it| it.id == *id);
        if !namesakes.iter().any(is_known) {
            namesakes.push(self.subjects.len());
            self.subjects.push(subject);
        }
    }
}
