//! The lines a finding is about, with the deciding characters marked.

use plimsoll_rules::span::Span;

use super::source::Source;
use crate::terminal::{DIM, Page, columns, shown_char};

/// Lines of a place that are shown whole; of a longer one the first says what it is.
const MOST_LINES: usize = 3;
/// Bytes of a line around the place that are looked at; lines can be megabytes long.
const REACH: usize = 4096;
/// What stands for a secret, however long it is.
const MASK: &str = "***";
/// What stands for the part of a line that has no room.
const CUT: &str = "…";

/// What one or more characters of the source look like.
struct Cell {
    shown: String,
    width: usize,
    marked: bool,
}

/// Adds the lines of `span`, indented by `indent`, the marks in the style `accent`.
pub(super) fn write(
    page: &mut Page,
    source: &Source<'_>,
    span: Span,
    indent: &str,
    accent: anstyle::Style,
) {
    let text = source.text;
    let covered = span.of(text).trim_end();
    let span = Span::new(span.start, span.start + covered.len());
    let first = source.lines().line_of(span.start, text);
    let last = source
        .lines()
        .line_of(span.end.saturating_sub(1).max(span.start), text);
    let is_short = last - first < MOST_LINES;
    let shown_last = if is_short { last } else { first };
    let number_width = shown_last.to_string().len();
    let room = page
        .width()
        .saturating_sub(columns(indent) + number_width + 3)
        .max(20);
    for line in first..=shown_last {
        let Some(line_span) = source.lines().line_span(line, text) else {
            return;
        };
        let cells = fitted(cells(source, line_span, span), room);
        let shown: String = cells.iter().map(|cell| cell.shown.as_str()).collect();
        let marks: String = cells
            .iter()
            .map(|cell| if cell.marked { "^" } else { " " }.repeat(cell.width))
            .collect();
        let shown = shown.trim_end();
        page.line(&format!(
            "{indent}{DIM}{line:>number_width$} │{DIM:#} {shown}"
        ));
        let marks = marks.trim_end();
        if !marks.is_empty() {
            page.line(&format!(
                "{indent}{DIM}{:>number_width$} │{DIM:#} {accent}{marks}{accent:#}",
                ""
            ));
        }
    }
    if last > shown_last {
        let more = super::counted(last - shown_last, "more line");
        page.line(&format!(
            "{indent}{DIM}{:>number_width$} ┆ {more}{DIM:#}",
            ""
        ));
    }
}

/// The line's characters near the place, secrets masked, controls written out.
fn cells(source: &Source<'_>, line: Span, place: Span) -> Vec<Cell> {
    let text = source.text;
    let near = place.start.clamp(line.start, line.end);
    let from = text.floor_char_boundary(near.saturating_sub(REACH).max(line.start));
    let to = text.ceil_char_boundary((near + REACH).min(line.end));
    let window = Span::new(from, to);
    let secrets = source.masked_in(window);
    let cut = |is_cut: bool| is_cut.then(|| Cell::new(CUT.to_owned(), false));
    let mut cells: Vec<Cell> = cut(from > line.start).into_iter().collect();
    let mut masks = secrets.iter().peekable();
    let mut masked_until = from;
    for (at, letter) in window.of(text).char_indices() {
        let at = from + at;
        if at < masked_until {
            continue;
        }
        let marked = place.start <= at && at < place.end;
        while masks.next_if(|mask| mask.end <= at).is_some() {}
        if let Some(mask) = masks.next_if(|mask| mask.start <= at) {
            masked_until = mask.end;
            let marked = mask.start < place.end && place.start < mask.end;
            cells.push(Cell::new(MASK.to_owned(), marked));
            continue;
        }
        let shown = if letter == '\t' {
            "    ".to_owned()
        } else {
            shown_char(letter)
        };
        cells.push(Cell::new(shown, marked));
    }
    cells.extend(cut(to < line.end));
    // Where a whole indented line is meant, its indentation is not.
    for cell in &mut cells {
        if !cell.shown.trim().is_empty() {
            break;
        }
        cell.marked = false;
    }
    cells
}

/// The cells that fit into `room` columns: the marked ones, with what stands before them.
fn fitted(cells: Vec<Cell>, room: usize) -> Vec<Cell> {
    let total: usize = cells.iter().map(|cell| cell.width).sum();
    if total <= room {
        return cells;
    }
    let first_marked = cells.iter().position(|cell| cell.marked).unwrap_or(0);
    let before: usize = cells.iter().take(first_marked).map(|cell| cell.width).sum();
    let marked: usize = cells
        .iter()
        .filter(|cell| cell.marked)
        .map(|cell| cell.width)
        .sum();
    // As much in front as leaves room for all that is marked, and at least a third.
    let lead = room.saturating_sub(marked + 2).max(room / 3);
    let mut skip = before.saturating_sub(lead);
    let mut fitted = Vec::new();
    let mut used = 0;
    if skip > 0 {
        fitted.push(Cell::new(CUT.to_owned(), false));
        used = 1;
        skip += 1;
    }
    for cell in cells {
        if skip > 0 {
            skip = skip.saturating_sub(cell.width);
            continue;
        }
        if used + cell.width + 1 > room {
            fitted.push(Cell::new(CUT.to_owned(), false));
            break;
        }
        used += cell.width;
        fitted.push(cell);
    }
    fitted
}

impl Cell {
    fn new(shown: String, marked: bool) -> Self {
        Self {
            width: columns(&shown),
            shown,
            marked,
        }
    }
}

#[cfg(test)]
mod tests {
    use anstyle::Style;
    use plimsoll_rules::conceal::Concealed;
    use plimsoll_rules::span::Span;
    use proptest::prelude::*;

    use super::super::source::Source;
    use super::write;
    use crate::terminal::{Page, columns};

    fn excerpt(text: &str, span: Span, secrets: Vec<Span>, width: usize) -> String {
        let mut page = Page::new(width);
        write(
            &mut page,
            &Source::new(text, Concealed::of_spans(text, secrets)),
            span,
            "  ",
            Style::new(),
        );
        anstream::adapter::strip_str(&page.into_text()).to_string()
    }

    #[test]
    fn marks_stand_under_what_they_mark() {
        let text = "one\n\tA=大小 b\n";
        let start = text.find('大').unwrap();
        let shown = excerpt(text, Span::new(start, start + 6), Vec::new(), 80);
        assert_eq!(shown, "  2 │     A=大小 b\n    │       ^^^^\n");
    }

    #[test]
    fn a_long_line_is_cut_around_its_place() {
        let text = format!("{}HERE{}", "a".repeat(9000), "b".repeat(9000));
        let shown = excerpt(&text, Span::new(9000, 9004), Vec::new(), 40);
        let lines: Vec<&str> = shown.lines().collect();
        assert!(
            lines[0].starts_with("  1 │ …aaa") && lines[0].ends_with("HEREb…"),
            "{shown}"
        );
        assert_eq!(
            lines[0].find("HERE").map(|at| at - "…".len() + 1),
            lines[1].find("^^^^")
        );
    }

    proptest! {
        /// Whatever the text and the place, lines fit and secrets stay hidden.
        #[test]
        fn excerpts_fit_and_hide(
            before in "(\\PC|[\t\r\n =:\"']){0,60}",
            after in "(\\PC|[\t\r\n =:\"']){0,200}",
            width in 40_usize..120,
        ) {
            let secret = "§SECRET§";
            let text = format!("{before}{secret}{after}");
            let hidden = Span::new(before.len(), before.len() + secret.len());
            for end in [before.len(), hidden.end, text.len()] {
                for start in [0, before.len().min(end)] {
                    let shown = excerpt(&text, Span::new(start, end), vec![hidden], width);
                    prop_assert!(!shown.contains("SECRET"));
                    for line in shown.lines() {
                        // Terminals differ on marks that change the letter before them.
                        let used: usize = line.chars().map(|it| columns(&it.to_string())).sum();
                        prop_assert!(used <= width, "{line:?} in {width}");
                        prop_assert!(!line.contains('\r'));
                    }
                }
            }
        }
    }
}
