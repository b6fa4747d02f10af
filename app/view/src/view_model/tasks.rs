//! The remediation plan: one task for each failed control and place.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use plimsoll_rules::catalogue::Category;
use plimsoll_rules::finding::Outcome;
use plimsoll_rules::report::{Report, Reported};
use plimsoll_rules::sorted::InOrder;
use serde::{Deserialize, Serialize};

use super::controls::gain;
use super::{places, scope};
use crate::prose;
use crate::words::{Severity, Status, visible};

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// The control's id.
    pub control: String,
    /// What will be true.
    pub title: String,
    /// Whether it is about a good build and not about security.
    pub is_quality: bool,
    /// The harm until then.
    pub severity: Severity,
    /// The file, or the subject where no file shows it.
    pub group: String,
    /// `compose.yaml:41 · traefik`.
    pub place: String,
    /// What was found there.
    pub message: String,
    /// What the score gains once the whole control passes, in tenths.
    pub points: u32,
}

/// The plan by file, in each file security before quality and the most harmful first; accepted
/// failures are no tasks.
pub(super) fn tasks(report: &Report) -> Vec<Task> {
    together(by_harm(report, prose::reason))
}

/// Security before quality, and the most harmful first.
fn by_harm(report: &Report, words: fn(&Reported) -> String) -> Vec<Task> {
    let mut tasks: Vec<Task> = Vec::new();
    for finding in &report.findings {
        let control = finding.control;
        let Some(result) = report.control(control.id) else {
            continue;
        };
        let failed = Status::from(result.status) == Status::Failed;
        if !failed || finding.outcome != Outcome::Fail || finding.accepted.is_some() {
            continue;
        }
        let place = places::place(report, finding);
        tasks.push(Task {
            control: control.id.to_owned(),
            title: control.title.to_owned(),
            is_quality: control.category == Category::Quality,
            severity: control.severity.into(),
            group: finding
                .artifact
                .as_deref()
                .map_or_else(|| place.clone(), visible),
            place,
            message: words(finding),
            points: result.points.0,
        });
    }
    tasks.order_by(|a, b| {
        (a.is_quality, a.severity, b.points, &a.title, &a.place).cmp(&(
            b.is_quality,
            b.severity,
            a.points,
            &b.title,
            &b.place,
        ))
    });
    tasks.dedup();
    tasks
}

/// What comes from one file stands together, in the order of each file's worst task.
fn together(tasks: Vec<Task>) -> Vec<Task> {
    let mut files: Vec<Vec<Task>> = Vec::new();
    let mut positions: BTreeMap<String, usize> = BTreeMap::new();
    for task in tasks {
        let at = *positions.entry(task.group.clone()).or_insert(files.len());
        match files.get_mut(at) {
            Some(file) => file.push(task),
            None => files.push(vec![task]),
        }
    }
    files.into_iter().flatten().collect()
}

/// A file with more tasks than this is told in parts.
const WHOLE: usize = 500;

/// The plan by file: where the tasks of each stand.
pub fn by_file(tasks: &[Task]) -> Vec<Range<usize>> {
    let mut end = 0;
    let files = tasks.chunk_by(|one, next| one.group == next.group);
    let place = |file: &[Task]| {
        let start = end;
        end += file.len();
        start..end
    };
    files.map(place).collect()
}

/// How many tasks of a file are told: files are told whole, until `most` tasks of the plan are. Of
/// one with very many the rest of `most` is told.
pub fn told(file: &Range<usize>, most: usize) -> usize {
    match most.saturating_sub(file.start) {
        0 => 0,
        left if file.len() > WHOLE => left.min(file.len()),
        _ => file.len(),
    }
}

/// The `most` from which on every file is told to its end.
pub fn whole(files: &[Range<usize>]) -> usize {
    files.last().map_or(0, |last| match last.len() {
        size if size > WHOLE => last.end,
        _ => last.start + 1,
    })
}

/// The plan as a Markdown list with boxes to tick, by severity and control.
pub fn markdown(report: &Report) -> String {
    let mut text = String::from("# Remediation tasks\n");
    if let Some(kinds) = scope::named(&report.settings) {
        let _ = writeln!(text, "\nOnly {kinds} are in scope.");
    }
    let tasks = by_harm(report, |finding| visible(&finding.message));
    let mut current = (None, "");
    for task in &tasks {
        let part = Some((task.is_quality, task.severity));
        if current.0 != part {
            let category = if task.is_quality {
                "Build quality"
            } else {
                "Security"
            };
            let _ = write!(text, "\n## {category}: {}\n", task.severity.title());
        }
        if current != (part, &*task.control) {
            let gain = gain(task.points);
            let gain = if gain.is_empty() {
                gain
            } else {
                format!(" ({gain} points)")
            };
            let _ = write!(text, "\n### {}{gain}\n\n", escaped(&task.title));
            if let Some(result) = report.control(&task.control) {
                let _ = writeln!(text, "{}\n", escaped(result.control.remediation.trim()));
            }
        }
        current = (part, &*task.control);
        let _ = writeln!(
            text,
            "- [ ] `{}`: {}",
            code(&task.place),
            escaped(&task.message)
        );
    }
    if tasks.is_empty() {
        text.push_str("\nNothing that was assessed fails.\n");
    }
    text
}

/// Text that Markdown shows as it is, on one line.
fn escaped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\n' | '\r' => result.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' => {
                result.push('\\');
                result.push(char);
            }
            other => result.push(other),
        }
    }
    result
}

/// Text between backquotes, on one line.
fn code(text: &str) -> String {
    text.replace(['\n', '\r'], " ").replace('`', "'")
}

#[cfg(test)]
mod tests {
    use plimsoll_rules::{Policy, assess, read};

    use super::{by_file, code, escaped, markdown, tasks, told, whole};

    #[test]
    fn files_are_told_whole_and_security_first() {
        let text = "FROM alpine:3.22\nMAINTAINER me\nADD a.txt /srv/\nUSER root\n";
        let names = ["a/Dockerfile", "b/Dockerfile"];
        let artifacts = names.map(|name| read(name, text.as_bytes()));
        let report = assess(&artifacts, &Policy::default());
        let tasks = tasks(&report);
        let [first, second] = &by_file(&tasks)[..] else {
            panic!("two files")
        };
        assert_eq!((first.len(), second.end), (second.len(), tasks.len()));
        assert_eq!((told(first, 0), told(second, first.len())), (0, 0));
        assert_eq!((told(first, 1), told(second, 1)), (first.len(), 0));
        let most = whole(&[first.clone(), second.clone()]);
        assert_eq!(
            (told(second, most - 1), told(second, most)),
            (0, second.len())
        );
        let first = &tasks[first.clone()];
        assert!(first.is_sorted_by_key(|task| task.is_quality));
        assert!(first.iter().any(|task| task.is_quality));
        let plan = markdown(&report);
        assert!(
            plan.find("## Security: High") < plan.find("## Build quality: "),
            "{plan}"
        );
    }

    #[test]
    fn of_a_file_without_end_a_part_is_told() {
        let text = format!("FROM alpine:3.22\n{}", "ADD a.txt /srv/\n".repeat(700));
        let artifacts = ["a/Dockerfile", "b/Dockerfile"].map(|name| read(name, text.as_bytes()));
        let tasks = tasks(&assess(&artifacts, &Policy::default()));
        let files = by_file(&tasks);
        let told = |most| [told(&files[0], most), told(&files[1], most)];
        assert!(tasks.len() > 1400, "{}", tasks.len());
        assert_eq!(told(200), [200, 0]);
        let file = tasks.len() / 2;
        assert_eq!(told(file + 200), [file, 200]);
        assert_eq!(told(usize::MAX), [file, file]);
        assert_eq!(whole(&files), 2 * file);
    }

    #[test]
    fn names_cannot_leave_their_place() {
        assert_eq!(escaped("<b>_x_\n# y"), "\\<b\\>\\_x\\_ \\# y");
        assert_eq!(code("a`b\nc"), "a'b c");
    }
}
