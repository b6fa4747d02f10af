//! The long lists of a report, which travel and go in parts: nothing that grows with what was given
//! is handled in one go.

use serde::{Deserialize, Serialize};

use super::PageModel;
use super::artifacts::ArtifactRow;
use super::subjects::SubjectRow;
use super::tasks::Task;

/// Rows of each list in a part at most: a few milliseconds' work on either side.
const PART: usize = 250;

/// Rows of a report's long lists, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// Of [`ControlList::subjects`](super::controls::ControlList::subjects).
    pub names: Vec<String>,
    /// Of [`PageModel::artifacts`].
    pub artifacts: Vec<ArtifactRow>,
    /// Of [`PageModel::subjects`].
    pub subjects: Vec<SubjectRow>,
    /// Of [`PageModel::tasks`].
    pub tasks: Vec<Task>,
}

impl PageModel {
    /// Takes the long lists out; they are empty afterwards.
    pub fn take_rows(&mut self) -> Rows {
        Rows {
            names: std::mem::take(&mut self.controls.subjects),
            artifacts: std::mem::take(&mut self.artifacts),
            subjects: std::mem::take(&mut self.subjects),
            tasks: std::mem::take(&mut self.tasks),
        }
    }

    /// Puts the long lists in.
    pub fn put_rows(&mut self, rows: Rows) {
        self.controls.subjects = rows.names;
        self.artifacts = rows.artifacts;
        self.subjects = rows.subjects;
        self.tasks = rows.tasks;
    }
}

impl Rows {
    /// The same rows in parts, none of them empty.
    pub fn parts(self) -> impl Iterator<Item = Self> {
        let mut names = self.names.into_iter();
        let mut artifacts = self.artifacts.into_iter();
        let mut subjects = self.subjects.into_iter();
        let mut tasks = self.tasks.into_iter();
        std::iter::from_fn(move || {
            let part = Self {
                names: names.by_ref().take(PART).collect(),
                artifacts: artifacts.by_ref().take(PART).collect(),
                subjects: subjects.by_ref().take(PART).collect(),
                tasks: tasks.by_ref().take(PART).collect(),
            };
            (part != Self::default()).then_some(part)
        })
    }

    /// Adds the part that follows.
    pub fn append(&mut self, mut part: Self) {
        self.names.append(&mut part.names);
        self.artifacts.append(&mut part.artifacts);
        self.subjects.append(&mut part.subjects);
        self.tasks.append(&mut part.tasks);
    }

    /// Lets go of as much as a part holds; whether there was anything.
    pub fn shed(&mut self) -> bool {
        fn cut<T>(rows: &mut Vec<T>) -> bool {
            let had_any = !rows.is_empty();
            rows.truncate(rows.len().saturating_sub(PART));
            had_any
        }
        cut(&mut self.names)
            | cut(&mut self.artifacts)
            | cut(&mut self.subjects)
            | cut(&mut self.tasks)
    }
}

#[cfg(test)]
mod tests {
    use plimsoll_rules::{Policy, assess, read};

    use super::{PART, Rows};
    use crate::view_model::{Given, page};

    #[test]
    fn parts_are_the_whole() {
        let text = "FROM alpine:3.22\nMAINTAINER me\nADD a.txt /srv/\nUSER root\n";
        let names = (0..=PART).map(|at| format!("{at}/Dockerfile"));
        let artifacts: Vec<_> = names.map(|name| read(&name, text.as_bytes())).collect();
        let report = assess(&artifacts, &Policy::default());
        let given = (0..).zip(&artifacts);
        let given: Vec<_> = given.map(|(id, artifact)| Given { id, artifact }).collect();
        let whole = page(&report, &given, "");
        let mut page = whole.clone();
        let rows = page.take_rows();
        assert!(page.tasks.is_empty() && rows.tasks.len() > 2 * PART);

        let mut parts: Vec<Rows> = rows.clone().parts().collect();
        assert_eq!(parts.len(), rows.tasks.len().div_ceil(PART));
        assert!(parts.iter().all(|part| part.tasks.len() <= PART));
        let mut joined = Rows::default();
        parts.drain(..).for_each(|part| joined.append(part));
        page.put_rows(joined);
        assert_eq!(page, whole);

        let mut old = rows;
        let steps = std::iter::from_fn(|| old.shed().then_some(())).count();
        assert_eq!(steps, whole.tasks.len().div_ceil(PART));
        assert_eq!(old, Rows::default());
    }
}
