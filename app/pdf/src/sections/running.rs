//! The line above and below every page.

use crate::layout::flow::Flow;
use crate::layout::sheet::{Mark, Owner, Piece, SIDE};
use crate::sections::TITLE;
use crate::sections::index::Index;
use crate::style::{Ink, Style};
use crate::text::{Run, wrap};
use crate::words::day;

/// Adds heads and feet once all pages are known. The cover has no head.
pub(super) fn heads_and_feet(flow: &mut Flow<'_>, index: &Index<'_>) {
    let all = flow.pages.len();
    let assessed = index
        .document
        .assessed_on
        .as_deref()
        .map_or("no date given".to_owned(), |date| {
            format!("assessed on {}", day(date))
        });
    let foot = format!("Report {}, {assessed}", index.short_id());
    for page in 0..all {
        let section = flow
            .pages
            .get(page)
            .map(|sheet| sheet.section.clone())
            .unwrap_or_default();
        let (top, bottom) = (42.0, flow.paper.height() - 34.0);
        if page > 0 {
            let head = line(flow, TITLE, &section, top, top + 7.0);
            add(flow, page, Owner::Header, head);
        }
        let number = format!("Page {} of {all}", page + 1);
        let foot = line(flow, &foot, &number, bottom, bottom - 12.0);
        add(flow, page, Owner::Footer, foot);
    }
}

/// Text at both margins and a hairline beside it.
fn line(flow: &Flow<'_>, left: &str, right: &str, y: f32, rule: f32) -> Vec<Mark> {
    let style = Style::SMALL;
    let mut marks = vec![Mark::bar(SIDE, rule, flow.width(), 0.5, Ink::LINE)];
    let half = flow.width() / 2.0;
    for (text, flush_right) in [(left, false), (right, true)] {
        if let Some(line) = wrap(flow.fonts, &[Run::new(text, style)], half)
            .into_iter()
            .next()
        {
            let x = if flush_right {
                SIDE + flow.width() - line.width
            } else {
                SIDE
            };
            marks.extend(Mark::line(line, x, y));
        }
    }
    marks
}

fn add(flow: &mut Flow<'_>, page: usize, owner: Owner, marks: Vec<Mark>) {
    if let Some(sheet) = flow.pages.get_mut(page) {
        sheet.pieces.push(Piece { owner, marks });
    }
}
