//! The cover: what this is, the score, where it comes from, and the way in.

use plimsoll_rules::export::json::Score;

use crate::layout::flow::{Flow, baseline};
use crate::layout::sheet::{Link, Mark, Owner, SIDE};
use crate::layout::table::{Cell, Column, Table, units};
use crate::layout::tree::{NodeId, Role};
use crate::sections::figure::{self, text_at};
use crate::sections::index::Index;
use crate::sections::{SECTIONS, TITLE};
use crate::style::{Ink, Style};
use crate::text::{Run, clip, wrap};
use crate::words::{count, day, percent};

/// The white kept for the table of contents, which is filled in at the end.
pub(super) struct Contents {
    node: NodeId,
    page: usize,
    y: f32,
}

/// Height of the panel with the score.
const PANEL: f32 = 138.0;
/// From one line of the contents to the next.
const STEP: f32 = 16.0;

/// Fills the first page and keeps white for the contents.
pub(super) fn fill(flow: &mut Flow<'_>, index: &Index<'_>) -> Contents {
    wordmark(flow);
    title(flow, index);
    panel(flow, &index.document.score);
    measures(flow, index);
    origin(flow, index);
    let rows = SECTIONS.len().div_ceil(2);
    flow.need(units(rows) * STEP + 8.0);
    let contents = Contents {
        node: flow.node(Role::Contents),
        page: flow.page(),
        y: flow.y + 6.0,
    };
    flow.space(units(rows) * STEP);
    contents
}

/// Fills in where each section begins.
pub(super) fn contents(flow: &mut Flow<'_>, kept: &Contents) {
    let sections: Vec<_> = flow
        .outline
        .iter()
        .filter(|entry| entry.level == 2)
        .cloned()
        .collect();
    let rows = SECTIONS.len().div_ceil(2);
    let column = (flow.width() - 28.0) / 2.0;
    let style = Style::BODY.size(9.0);
    for (position, entry) in sections.iter().enumerate() {
        let x = SIDE + if position < rows { 0.0 } else { column + 28.0 };
        let y = kept.y + units(position % rows) * STEP;
        let item = flow.tree.add(Some(kept.node), Role::ContentsItem);
        let node = flow.tree.add(Some(item), Role::Link);
        let number = (entry.page + 1).to_string();
        let right = x + column - flow.fonts.width(style, &number);
        // The space between title and number keeps them apart where text is copied.
        let mut marks = text_at(
            flow.fonts,
            &format!("{} ", entry.title),
            style,
            x,
            y + baseline(style),
        );
        marks.extend(text_at(
            flow.fonts,
            &number,
            style.ink(Ink::SOFT),
            right,
            y + baseline(style),
        ));
        flow.put_on(kept.page, Owner::Node(node), marks);
        let rule = Mark::bar(x, y + STEP - 1.5, column, 0.5, Ink::LINE);
        flow.put_on(kept.page, Owner::Decoration, vec![rule]);
        let link = Link {
            node,
            area: (x, y, column, STEP - 2.0),
            target: (entry.page, entry.y),
            description: format!("{}, page {number}", entry.title),
        };
        flow.link(kept.page, link);
    }
}

fn wordmark(flow: &mut Flow<'_>) {
    let y = 66.0;
    let style = Style::BODY.strong().size(14.0);
    let mut marks = figure::mark(SIDE + 14.0, y, 9.0, Ink::ACCENT);
    marks.extend(text_at(
        flow.fonts,
        "Plimsoll",
        style,
        SIDE + 36.0,
        y + style.size * 0.36,
    ));
    let node = flow.node(Role::Paragraph);
    flow.put(Owner::Node(node), marks);
    flow.y = 116.0;
}

fn title(flow: &mut Flow<'_>, index: &Index<'_>) {
    let style = Style::BODY.strong().size(28.0);
    let node = flow.node(Role::Heading {
        level: 1,
        title: TITLE.to_owned(),
    });
    let lines = wrap(flow.fonts, &[Run::new(TITLE, style)], flow.width());
    flow.lines(node, lines, SIDE, style);
    flow.space(4.0);
    let document = index.document;
    let assessed = document.assessed_on.as_deref().map_or_else(
        || "no date was given for the assessment".to_owned(),
        |date| format!("assessed on {}", clip(&day(date), 40)),
    );
    let line = format!(
        "{}, {} · {assessed}",
        count(index.given().len(), "file"),
        count(document.subjects.len(), "subject"),
    );
    let style = Style::BODY.size(11.0).ink(Ink::SOFT);
    flow.paragraph(&[Run::new(line, style)], style);
    flow.space(12.0);
}

fn panel(flow: &mut Flow<'_>, score: &Score) {
    let (top, width) = (flow.y, flow.width());
    let ground = Mark::Block {
        x: SIDE,
        y: top,
        width,
        height: PANEL,
        radius: 6.0,
        ink: Ink::WASH,
    };
    flow.put(Owner::Decoration, vec![ground]);
    let left = SIDE + 148.0;

    let words = flow.node(Role::Paragraph);
    let big = Style::BODY.strong().size(38.0);
    let number = score.s.map_or("Not scored ".to_owned(), |_| {
        format!("{} ", percent(score.s))
    });
    let mut marks = text_at(flow.fonts, &number, big, left, top + 48.0);
    if score.s.is_some() {
        let x = left + flow.fonts.width(big, &number);
        let style = Style::BODY.size(14.0).ink(Ink::FAINT);
        marks.extend(text_at(flow.fonts, "of 100 ", style, x, top + 48.0));
    }
    let verdict = Style::BODY
        .strong()
        .ink(figure::grade_ink(score.grade.as_deref()));
    let lines = wrap(
        flow.fonts,
        &[Run::new(grade_words(score), verdict)],
        width - 168.0,
    );
    for (line, y) in lines.into_iter().zip([68.0, 81.0]) {
        marks.extend(Mark::line(line, left, top + y));
    }
    flow.put(Owner::Node(words), marks);

    let node = flow.node(Role::Figure {
        description: figure::description(score),
        page: flow.page(),
        area: (SIDE, top, width, PANEL),
    });
    let mut marks = figure::graded(flow.fonts, SIDE + 74.0, top + PANEL / 2.0, 36.0, score);
    marks.extend(figure::waterline(
        flow.fonts,
        left,
        top + 102.0,
        width - 176.0,
        score,
    ));
    flow.put(Owner::Node(node), marks);
    flow.y = top + PANEL + 18.0;
}

/// The grade with what limits it and how firm it is.
pub(super) fn grade_words(score: &Score) -> String {
    let Some(grade) = &score.grade else {
        return "Nothing in these files could be assessed.".to_owned();
    };
    let mut words = format!("Grade {grade}");
    if let Some(worst) = score.caps.first().filter(|cap| cap.grade == *grade) {
        let same = score
            .caps
            .iter()
            .filter(|cap| cap.severity == worst.severity)
            .count();
        let failure = format!("{} failure", clip(&worst.severity, 20));
        words = format!("{words}, held down by {}", count(same, &failure));
    }
    if score.provisional {
        words.push_str("; provisional, since less than half of the scope was assessed");
        if let Some([low, high]) = &score.grade_range {
            words = format!("{words} ({low} to {high})");
        }
    }
    words
}

fn measures(flow: &mut Flow<'_>, index: &Index<'_>) {
    let document = index.document;
    let scores = [
        &document.score,
        &document.score_accepted,
        &document.score_quality,
    ];
    let row = |name: &str, value: fn(&Score) -> String| {
        let cells = scores.iter().map(|score| Cell::text(&value(score)));
        std::iter::once(Cell::text(name).strong())
            .chain(cells)
            .collect()
    };
    flow.table(Table {
        summary: "Score, grade, floor, ceiling and coverage, strict, with accepted risks left out, and for build quality".to_owned(),
        columns: vec![
            Column::text("Measure", 2.2),
            Column::number("Security, strict", 1.0),
            Column::number("Accepted risks left out", 1.3),
            Column::number("Build quality", 1.0),
        ],
        rows: vec![
            row("Score of what was assessed", |score| percent(score.s)),
            row("Grade", |score| score.grade.clone().unwrap_or_else(|| "—".to_owned())),
            row("Verified floor: all that is unknown fails", |score| percent(score.floor)),
            row("Ceiling: all that is unknown passes", |score| percent(score.ceiling)),
            row("Coverage of the scope, per cent", |score| percent(score.coverage)),
        ],
        named_rows: true,
    });
}

/// The kinds of subjects that the report is about.
fn scope(kinds: &[String]) -> String {
    if kinds.is_empty() {
        "The whole checklist".to_owned()
    } else {
        format!(
            "Only what is about these kinds of subjects: {}",
            clip(&kinds.join(", "), 120)
        )
    }
}

fn origin(flow: &mut Flow<'_>, index: &Index<'_>) {
    let tool = &index.document.tool;
    let assessed = index
        .document
        .assessed_on
        .as_deref()
        .map_or("No date was given".to_owned(), day);
    let row = |name: &str, value: Cell| vec![Cell::text(name).strong(), value];
    let catalogue = Cell::text(&format!(
        "Version {}, SHA-256 ",
        clip(&tool.catalogue_version, 40)
    ))
    .and(Run::new(
        clip(&tool.catalogue_hash, 80),
        Style::SMALL.mono().ink(Ink::SOFT),
    ));
    flow.table(Table {
        summary: "Where the report comes from".to_owned(),
        columns: vec![
            Column::text("Origin", 0.9),
            Column::text("As recorded", 4.0),
        ],
        rows: vec![
            row("Assessed on", Cell::text(&clip(&assessed, 40))),
            row(
                "Written by",
                Cell::text(&format!(
                    "{} {}",
                    clip(&tool.name, 40),
                    clip(&tool.version, 40)
                )),
            ),
            row("Scope", Cell::text(&scope(&index.document.scope))),
            row("Catalogue", catalogue),
            row(
                "Method",
                Cell::text(&clip(&index.document.score.algorithm, 40)),
            ),
            row("Report", Cell::mono(index.short_id())),
        ],
        named_rows: true,
    });
}
