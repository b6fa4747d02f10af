//! How the score is made, what it cannot say, and room to sign.

use crate::layout::flow::Flow;
use crate::layout::table::{Cell, Column, Table};
use crate::sections::index::Index;
use crate::text::clip;

/// Fills the section on the method.
pub(super) fn fill(flow: &mut Flow<'_>, index: &Index<'_>) {
    let score = &index.document.score;
    flow.say(&format!(
        "The method is `{}`. Each control is judged on every subject it concerns, and the worst \
         verdict counts: one failure fails the control, something unknown leaves it unreviewed, \
         and silence is never a pass. Several findings on one control are not punished twice, \
         and clean subjects do not dilute a failing one.",
        clip(&score.algorithm, 40),
    ));
    flow.say(
        "The score says how good the assessed part is, the coverage how large that part is. The \
         floor takes everything unknown as failed, the ceiling as passed; gates should hold \
         against the floor. Numbers are cut to one decimal, never rounded up, so 100.0 means \
         that nothing failed.",
    );
    flow.say(
        "Grades: A from 90, B from 80, C from 70, D from 60, F below. A failed critical control \
         leaves at most D, a failed high one at most B. With less than half of the scope assessed, \
         the grade is provisional and given with its range.",
    );
    flow.say(
        "Security and build quality are scored apart by the same method. Only security makes the \
         headline, so many questions of style cannot hide one open door.",
    );
    flow.say(
        "What to keep in mind: a score without its coverage says little. The worst verdict of many \
         subjects makes large systems look strict. Weights are a judgement; they are printed here \
         and have a version so that two reports can be compared. Where other tools' results are \
         among the files, their word is taken as given and named as the source; a saved output can \
         be edited, and this report cannot tell.",
    );
    let attached = if index.attached {
        "It is attached to this file as `report.json`."
    } else {
        "It is too large to be attached here and is exported apart."
    };
    flow.say(&format!(
        "Everything above is also in the report's JSON document, for machines. {attached} Its \
         SHA-256 is `{}`. The same files, policy and versions give the same document, byte for byte.",
        index.hash,
    ));
}

/// Fills the section to sign.
pub(super) fn sign_off(flow: &mut Flow<'_>, _index: &Index<'_>) {
    flow.say(
        "To be filled in by hand. The signature covers the report named at the foot of this page.",
    );
    flow.space(6.0);
    let row = |name: &str| {
        let mut cells = vec![Cell::text(name).strong()];
        cells.extend((0..3).map(|_| Cell::blank(3)));
        cells
    };
    flow.table(Table {
        summary: "Room for names, dates and signatures".to_owned(),
        columns: vec![
            Column::text("Role", 1.2),
            Column::text("Name", 2.0),
            Column::text("Date", 1.0),
            Column::text("Signature", 2.0),
        ],
        rows: vec![row("Prepared by"), row("Reviewed by"), row("Accepted by")],
        named_rows: true,
    });
}
