//! One page for those who read one page: the numbers, why they are so, what to do first.

use plimsoll_rules::export::json::{Control, Score};

use crate::layout::flow::Flow;
use crate::layout::table::{Cell, Column, Table};
use crate::limits;
use crate::sections::cover::grade_words;
use crate::sections::index::Index;
use crate::style::{Ink, Style};
use crate::text::{Run, clip};
use crate::words::{SEVERITIES, count, percent, severity, severity_symbol, thousands};

/// How many fixes are named.
const FIXES: usize = 5;
/// How many of the controls that limit the grade are named.
const CAPS: usize = 8;

/// The columns of the severity table: status word, heading.
const STATUSES: [(&str, &str); 5] = [
    ("failed", "Failed"),
    ("waived", "Accepted risk"),
    ("not_reviewed", "Not reviewed"),
    ("not_applicable", "Not applicable"),
    ("passed", "Passed"),
];

/// Fills the section.
pub(super) fn fill(flow: &mut Flow<'_>, index: &Index<'_>) {
    let score = &index.document.score;
    flow.say(&lead(score));
    flow.say(&missing(index));
    flow.space(6.0);
    flow.subheading("Severity and status", None);
    for (category, title) in [
        ("security", "Security controls"),
        ("quality", "Build-quality controls"),
    ] {
        if index
            .document
            .controls
            .iter()
            .any(|control| control.category == category)
        {
            matrix(flow, index, category, title);
        }
    }
    fixes(flow, index);
    why(flow, score);
}

fn lead(score: &Score) -> String {
    let Some(s) = score.s else {
        return "Nothing was assessed, so there is no score. The section on controls that were \
                not reviewed says which files would settle them."
            .to_owned();
    };
    let range = if score.u == 0 {
        "Everything in scope was assessed, so floor, ceiling and score are one number.".to_owned()
    } else {
        format!(
            "What was not assessed leaves the figure for the whole scope between {} and {}.",
            percent(score.floor),
            percent(score.ceiling),
        )
    };
    format!(
        "Of everything that was assessed, weighted by the harm a failure does, {} per cent holds. {range}",
        percent(Some(s)),
    )
}

fn missing(index: &Index<'_>) -> String {
    let controls = &index.document.controls;
    let unreviewed = controls
        .iter()
        .filter(|control| control.status == "not_reviewed")
        .count();
    let given = index.given();
    let unread = given
        .iter()
        .filter(|input| input.support != "checked")
        .count();
    let unread = match unread {
        0 => String::new(),
        number => format!(
            " {} recognised but not checked, or of no use here.",
            were(number, "given file")
        ),
    };
    format!(
        "Not assessed: {} of {}.{unread}",
        thousands(unreviewed),
        count(controls.len(), "control"),
    )
}

fn were(number: usize, noun: &str) -> String {
    let verb = if number == 1 { "was" } else { "were" };
    format!("{} {verb}", count(number, noun))
}

fn matrix(flow: &mut Flow<'_>, index: &Index<'_>, category: &str, title: &'static str) {
    let cell = |number: usize| {
        let style = if number == 0 {
            Style::CELL.ink(Ink::FAINT)
        } else {
            Style::CELL
        };
        Cell::runs(vec![Run::new(thousands(number), style)])
    };
    let counted = |wanted: &dyn Fn(&Control) -> bool| -> Vec<usize> {
        STATUSES
            .iter()
            .map(|(status, _)| {
                let controls = index.document.controls.iter();
                controls
                    .filter(|control| control.category == category && wanted(control))
                    .filter(|control| control.status_accepted == *status)
                    .count()
            })
            .collect()
    };
    let mut rows: Vec<Vec<Cell>> = SEVERITIES
        .iter()
        .filter(|word| {
            counted(&|control| control.severity == **word)
                .iter()
                .any(|it| *it > 0)
        })
        .map(|word| {
            let name = Cell::word(&severity(word), Some(severity_symbol(word)));
            let numbers = counted(&|control| control.severity == *word);
            std::iter::once(name)
                .chain(numbers.into_iter().map(cell))
                .collect()
        })
        .collect();
    let all = counted(&|_| true)
        .into_iter()
        .map(|number| cell(number).strong());
    rows.push(
        std::iter::once(Cell::text("All").strong())
            .chain(all)
            .collect(),
    );
    let columns = STATUSES
        .iter()
        .map(|(_, heading)| Column::number(heading, 1.0));
    flow.table(Table {
        summary: format!("{title} by severity and status"),
        columns: std::iter::once(Column::text(title, 1.7))
            .chain(columns)
            .collect(),
        rows,
        named_rows: true,
    });
}

fn fixes(flow: &mut Flow<'_>, index: &Index<'_>) {
    let mut failed = index
        .controls(|control| control.status_accepted == "failed" && control.category == "security");
    if failed.is_empty() {
        return;
    }
    failed.sort_by(|a, b| b.points.total_cmp(&a.points));
    failed.truncate(FIXES);
    flow.subheading("What to mend first", None);
    let rows = failed
        .iter()
        .map(|control| {
            vec![
                Cell::word(
                    &clip(&control.title, limits::NAME),
                    Some(severity_symbol(&control.severity)),
                ),
                Cell::text(&count(control.tally.fail, "subject")),
                Cell::text(&format!("+{}", percent(Some(control.points)))),
            ]
        })
        .collect();
    flow.table(Table {
        summary: "The failed controls whose mending raises the score most".to_owned(),
        columns: vec![
            Column::text("Control", 6.0),
            Column::number("Fails on", 1.1),
            Column::number("Points", 0.8),
        ],
        rows,
        named_rows: true,
    });
}

fn why(flow: &mut Flow<'_>, score: &Score) {
    flow.subheading("Why this score", None);
    flow.say(&format!(
        "Each control weighs what its failure would do: critical 10, high 7, medium 3, low 1. \
         Controls that passed weigh P = {} together, those that failed F = {}, and those \
         not reviewed U = {}.",
        score.p, score.f, score.u,
    ));
    let (p, f, u) = (score.p, score.f, score.u);
    let row = |name: &str, formula: &str, filled: String, result: Option<f64>| {
        vec![
            Cell::text(name).strong(),
            Cell::mono(formula),
            Cell::mono(&filled),
            Cell::text(&percent(result)),
        ]
    };
    flow.table(Table {
        summary: "How score, floor, ceiling and coverage follow from the sums".to_owned(),
        columns: vec![
            Column::text("Number", 1.0),
            Column::text("Formula", 1.8),
            Column::text("With these sums", 2.6),
            Column::number("Result", 0.7),
        ],
        rows: vec![
            row(
                "Score",
                "100·P / (P+F)",
                format!("100·{p} / ({p}+{f})"),
                score.s,
            ),
            row(
                "Floor",
                "100·P / (P+F+U)",
                format!("100·{p} / ({p}+{f}+{u})"),
                score.floor,
            ),
            row(
                "Ceiling",
                "100·(P+U) / (P+F+U)",
                format!("100·({p}+{u}) / ({p}+{f}+{u})"),
                score.ceiling,
            ),
            row(
                "Coverage",
                "100·(P+F) / (P+F+U)",
                format!("100·({p}+{f}) / ({p}+{f}+{u})"),
                score.coverage,
            ),
        ],
        named_rows: true,
    });
    let grade = grade_words(score);
    flow.say(&format!("{}.{}", grade.trim_end_matches('.'), caps(score)));
    let decided = score.decided;
    flow.say(&format!(
        "Of the assessed weight, {} rests on this tool's own checks, {} on the word of other \
         tools, and {} on people's answers.",
        decided.own, decided.imported, decided.attested,
    ));
}

/// Every cap by name: nobody has to guess which failure holds the grade down.
fn caps(score: &Score) -> String {
    let named: Vec<String> = score
        .caps
        .iter()
        .take(CAPS)
        .map(|cap| {
            let (control, grade) = (clip(&cap.control, limits::NAME), clip(&cap.grade, 4));
            format!("`{control}` ({}, at most {grade})", clip(&cap.severity, 20))
        })
        .collect();
    if named.is_empty() {
        return String::new();
    }
    let more = match score.caps.len().saturating_sub(CAPS) {
        0 => String::new(),
        number => format!(", and {}", count(number, "further failed control")),
    };
    format!(" What limits it: {}{more}.", named.join(", "))
}
