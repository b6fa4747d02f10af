//! What the report says of a run as a whole: where each of its verdicts went.

use crate::artifact::{Effect, Problem};
use crate::model::bench::Run;

/// Numbers of checks that one note lists.
const LISTED: usize = 40;

/// The account of a run, so that no verdict vanishes without a word.
pub(super) fn of(run: &Run) -> Vec<Problem> {
    let account = run.account();
    if account.total() == 0 {
        return Vec::new();
    }
    let mut parts = Vec::new();
    let mut part = |number: usize, one: &str, many: &str| {
        if number > 0 {
            parts.push(format!("{number} {}", if number == 1 { one } else { many }));
        }
    };
    part(account.decides, "decides a control", "decide controls");
    part(account.remarks, "is a remark", "are remarks");
    part(
        account.distrusted,
        "follows from the shell",
        "follow from the shell",
    );
    part(
        account.one_sided,
        "passes what its control may not",
        "pass what their controls may not",
    );
    part(
        account.unmapped.len(),
        "has no control here",
        "have no control here",
    );
    part(
        account.unknown.len(),
        "is of an unknown check",
        "are of unknown checks",
    );
    let mut notes = vec![note(format!(
        "{}: {}{}",
        verdicts(account.total()),
        parts.join(", "),
        score(run)
    ))];
    let lists = [
        (&account.unmapped, "no control here"),
        (&account.unknown, "a check that no known release has"),
    ];
    for (ids, what) in lists.into_iter().filter(|(ids, _)| !ids.is_empty()) {
        let (verb, listed) = (if ids.len() == 1 { "has" } else { "have" }, listed(ids));
        notes.push(note(format!(
            "{} of docker-bench-security {verb} {what}: {listed}",
            verdicts(ids.len())
        )));
    }
    notes
}

/// What the verdicts add up to, where the run says the same; where it does not, the run has a
/// problem that says so.
fn score(run: &Run) -> String {
    let sum = run.recomputed_score();
    match &run.score {
        Some(score) if score.value == sum => {
            format!("; they add up to the score of {sum} that is stated")
        }
        Some(_) => String::new(),
        None => format!("; they add up to a score of {sum}"),
    }
}

fn listed(ids: &[String]) -> String {
    let shown: Vec<&str> = ids.iter().take(LISTED).map(String::as_str).collect();
    match ids.len().checked_sub(LISTED) {
        Some(more) if more > 0 => format!("{} and {more} more", shown.join(", ")),
        Some(_) | None => shown.join(", "),
    }
}

fn verdicts(number: usize) -> String {
    format!("{number} verdict{}", if number == 1 { "" } else { "s" })
}

fn note(message: String) -> Problem {
    Problem::whole(Effect::Note, message)
}
