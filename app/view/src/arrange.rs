//! Changing which compose files make a project, and in which order.

use crate::message::ProjectEntry;

/// What the reader does to one project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The file at this position goes one place up.
    Up(usize),
    /// The file at this position goes one place down.
    Down(usize),
    /// The file at this position is merged no longer, and is a project of its own.
    TakeOut(usize),
    /// A further file is merged over the others.
    Add(String),
    /// `compose`, `stack`, or nothing where the files are to tell.
    BringUp(String),
    /// The project is judged no longer.
    LeaveOut,
}

/// The projects of a folder after a change of the one at a position.
pub fn changed(projects: &[ProjectEntry], at: usize, change: &Change) -> Vec<ProjectEntry> {
    let mut projects = projects.to_vec();
    let Some(project) = projects.get_mut(at) else {
        return projects;
    };
    match change {
        Change::Up(file) => swap(&mut project.files, file.checked_sub(1), *file),
        Change::Down(file) => swap(&mut project.files, Some(*file), file + 1),
        Change::TakeOut(file) => {
            if project.files.len() > 1 && *file < project.files.len() {
                let file = project.files.remove(*file);
                let has_place = projects.iter().any(|it| it.files.contains(&file));
                if !has_place {
                    projects.push(ProjectEntry::of(file));
                }
            }
        }
        Change::Add(file) => {
            if !project.files.contains(file) {
                project.files.push(file.clone());
                let own = [file.clone()];
                projects.retain(|it| it.files != own);
            }
        }
        Change::BringUp(deployer) => project.deployer.clone_from(deployer),
        Change::LeaveOut => {
            projects.remove(at);
        }
    }
    projects
}

fn swap(files: &mut [String], upper: Option<usize>, lower: usize) {
    if let Some(upper) = upper
        && lower < files.len()
    {
        files.swap(upper, lower);
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, changed};
    use crate::message::ProjectEntry;

    fn projects(files: &[&[&str]]) -> Vec<ProjectEntry> {
        let project = |files: &&[&str]| ProjectEntry {
            files: files.iter().map(ToString::to_string).collect(),
            ..ProjectEntry::default()
        };
        files.iter().map(project).collect()
    }

    #[test]
    fn a_change_leaves_every_file_its_place() {
        let before = projects(&[&["a", "b", "c"], &["d"]]);
        for (at, change, after) in [
            (0, Change::Up(2), projects(&[&["a", "c", "b"], &["d"]])),
            (0, Change::Up(0), before.clone()),
            (0, Change::Down(0), projects(&[&["b", "a", "c"], &["d"]])),
            (0, Change::Down(2), before.clone()),
            (
                0,
                Change::TakeOut(1),
                projects(&[&["a", "c"], &["d"], &["b"]]),
            ),
            (1, Change::TakeOut(0), before.clone()),
            (
                0,
                Change::Add("d".into()),
                projects(&[&["a", "b", "c", "d"]]),
            ),
            (
                1,
                Change::Add("b".into()),
                projects(&[&["a", "b", "c"], &["d", "b"]]),
            ),
            (0, Change::Add("b".into()), before.clone()),
            (0, Change::LeaveOut, projects(&[&["d"]])),
            (7, Change::LeaveOut, before.clone()),
        ] {
            assert_eq!(changed(&before, at, &change), after, "{at} {change:?}");
        }
        let stack = changed(&before, 1, &Change::BringUp("stack".into()));
        assert_eq!(stack[1].deployer, "stack");
        let shared = projects(&[&["a", "b"], &["a", "c"]]);
        let taken = changed(&shared, 0, &Change::TakeOut(0));
        assert_eq!(taken, projects(&[&["b"], &["a", "c"]]));
    }
}
