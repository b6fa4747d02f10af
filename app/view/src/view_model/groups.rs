//! The list of controls, divided.

use super::controls::{ControlList, ControlRow};
use crate::query::Query;
use crate::route::Grouping;
use crate::words::{Severity, Status};

/// What heads the rows that weigh nothing; they come last, folded.
pub const ASIDE: &str = "Not applicable";

/// Rows under one heading, by their positions in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What the rows have in common.
    pub title: String,
    /// Which rows.
    pub rows: Vec<usize>,
}

/// The rows a query leaves: those that count, and those that do not apply.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Divided {
    /// Worst first, security and quality apart; no group is empty.
    pub groups: Vec<Group>,
    /// What does not apply here.
    pub aside: Vec<usize>,
}

impl Divided {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        let counted = self.groups.iter().map(|group| group.rows.len());
        counted.sum::<usize>() + self.aside.len()
    }

    /// Whether the query leaves nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Divides what a query leaves of a list.
pub fn divided(list: &ControlList, query: &Query, grouping: Grouping) -> Divided {
    let mut groups: Vec<(Key, Group)> = Vec::new();
    let mut aside = Vec::new();
    let (query, kept) = (query.of(list), list.rows.iter().enumerate());
    for (at, row) in kept.filter(|(_, row)| query.matches(row)) {
        if row.accepted == Status::NotApplicable {
            aside.push(at);
            continue;
        }
        let key = Key::of(row, list, grouping);
        // Few groups: inserting in order takes less code than sorting does.
        let position = groups.partition_point(|(other, _)| *other < key);
        match groups.get_mut(position) {
            Some((other, group)) if *other == key => group.rows.push(at),
            _ => groups.insert(
                position,
                (
                    key,
                    Group {
                        title: title(row, list, grouping),
                        rows: vec![at],
                    },
                ),
            ),
        }
    }
    Divided {
        groups: groups.into_iter().map(|(_, group)| group).collect(),
        aside,
    }
}

/// Where a group stands among the others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Status { of: Status, is_quality: bool },
    Severity { is_quality: bool, of: Severity },
    Section(usize),
}

impl Key {
    fn of(row: &ControlRow, list: &ControlList, grouping: Grouping) -> Self {
        let is_quality = row.is_quality();
        match grouping {
            Grouping::Status => Self::Status {
                of: row.accepted,
                is_quality,
            },
            Grouping::Severity => Self::Severity {
                is_quality,
                of: row.severity,
            },
            Grouping::Section => Self::Section(section(row, list)),
        }
    }
}

/// The section's position; one that the list does not name comes last.
fn section(row: &ControlRow, list: &ControlList) -> usize {
    let found = list
        .sections
        .iter()
        .position(|(slug, _)| *slug == row.section);
    found.unwrap_or(list.sections.len())
}

fn title(row: &ControlRow, list: &ControlList, grouping: Grouping) -> String {
    let category = if row.is_quality() {
        "Build quality"
    } else {
        "Security"
    };
    match grouping {
        Grouping::Status => format!("{} · {category}", row.accepted.title()),
        Grouping::Severity => format!("{category} · {}", row.severity.title()),
        Grouping::Section => list
            .sections
            .get(section(row, list))
            .map_or_else(|| row.section.clone(), |(_, title)| title.clone()),
    }
}

#[cfg(test)]
mod tests {
    use plimsoll_rules::{Policy, assess, read};

    use super::{Divided, divided};
    use crate::query::Query;
    use crate::route::Grouping;
    use crate::view_model::controls::{self, ControlList};

    fn list() -> ControlList {
        let text = "FROM alpine:3.22\nMAINTAINER me\nADD a.txt /srv/\nUSER root\n";
        let artifact = read("Dockerfile", text.as_bytes());
        controls::list(&assess(&[artifact], &Policy::default()))
    }

    fn titles(divided: &Divided) -> Vec<&str> {
        divided.groups.iter().map(|group| &*group.title).collect()
    }

    #[test]
    fn every_row_is_in_one_place() {
        let list = list();
        for grouping in Grouping::ALL {
            let divided = divided(&list, &Query::default(), grouping);
            let groups = divided.groups.iter().flat_map(|group| group.rows.clone());
            let mut rows: Vec<usize> = groups.chain(divided.aside.clone()).collect();
            rows.sort_unstable();
            assert_eq!(rows, (0..list.rows.len()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn security_comes_before_quality() {
        let divided = divided(&list(), &Query::default(), Grouping::Severity);
        let titles = titles(&divided);
        assert!(titles.contains(&"Security · High"), "{titles:?}");
        let quality = titles.iter().position(|it| it.starts_with("Build quality"));
        let split = quality.unwrap_or(titles.len());
        assert!(
            titles[..split].iter().all(|it| it.starts_with("Security")),
            "{titles:?}"
        );
        assert!(
            titles[split..].iter().all(|it| it.starts_with("Build")),
            "{titles:?}"
        );
        assert!(0 < split && split < titles.len(), "{titles:?}");
    }

    #[test]
    fn what_failed_comes_first() {
        let divided = divided(&list(), &Query::default(), Grouping::default());
        assert_eq!(
            titles(&divided)[..2],
            ["Failed · Security", "Failed · Build quality"]
        );
    }

    #[test]
    fn what_does_not_apply_stands_aside_even_if_asked_for() {
        let list = list();
        let divided = divided(
            &list,
            &Query::parse("status:not-applicable"),
            Grouping::Status,
        );
        assert!(divided.groups.is_empty());
        assert!(!divided.aside.is_empty() && divided.len() < list.rows.len());
    }
}
