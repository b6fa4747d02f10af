//! Tables whose heading row comes again on every page.

use crate::layout::flow::{Flow, baseline};
use crate::layout::sheet::{Mark, Owner, SIDE};
use crate::layout::symbol::Symbol;
use crate::layout::tree::{NodeId, Role};
use crate::style::{Ink, Style};
use crate::text::{Line, Run, wrap};

/// White between the columns.
const GUTTER: f32 = 10.0;
/// White above and below a row's text.
const PADDING: f32 = 3.2;
/// What a symbol takes from its cell's width.
const SYMBOL: f32 = 12.0;

const HEADING: Style = Style {
    ink: Ink::FAINT,
    ..Style::SMALL.strong()
};

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    /// Its heading.
    pub(crate) title: &'static str,
    /// Its share of the width, relative to the other columns'.
    pub(crate) share: f32,
    /// Whether it holds numbers, set flush right.
    pub(crate) numbers: bool,
}

/// A cell's content.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    runs: Vec<Run>,
    /// Set on lines of its own.
    below: Vec<Run>,
    symbol: Option<Symbol>,
    /// How many lines it takes at least.
    least: usize,
}

/// A table as it is given.
pub(crate) struct Table {
    /// What it holds in a few words, for those who do not see it.
    pub(crate) summary: String,
    /// From left to right.
    pub(crate) columns: Vec<Column>,
    /// From top to bottom, each with as many cells as there are columns.
    pub(crate) rows: Vec<Vec<Cell>>,
    /// Whether the first cell of a row names the row.
    pub(crate) named_rows: bool,
}

impl Column {
    /// A column of text.
    pub(crate) const fn text(title: &'static str, share: f32) -> Self {
        Self {
            title,
            share,
            numbers: false,
        }
    }

    /// A column of numbers.
    pub(crate) const fn number(title: &'static str, share: f32) -> Self {
        Self {
            title,
            share,
            numbers: true,
        }
    }
}

impl Cell {
    /// A cell of these runs.
    pub(crate) const fn runs(runs: Vec<Run>) -> Self {
        Self {
            runs,
            below: Vec::new(),
            symbol: None,
            least: 0,
        }
    }

    /// White of so many lines, to write on.
    pub(crate) fn blank(lines: usize) -> Self {
        Self {
            least: lines,
            ..Self::default()
        }
    }

    /// Text, with code between backticks.
    pub(crate) fn text(text: &str) -> Self {
        Self::runs(Run::inline(text, Style::CELL))
    }

    /// A name, path or hash.
    pub(crate) fn mono(text: &str) -> Self {
        Self::runs(vec![Run::new(text, Style::CELL.mono())])
    }

    /// A word with its symbol before it.
    pub(crate) fn word(text: &str, symbol: Option<Symbol>) -> Self {
        Self {
            symbol,
            ..Self::runs(vec![Run::new(text, Style::CELL)])
        }
    }

    /// A second text behind the first.
    #[must_use]
    pub(crate) fn and(mut self, run: Run) -> Self {
        self.runs.push(run);
        self
    }

    /// A second text on lines of its own.
    #[must_use]
    pub(crate) fn below(mut self, run: Run) -> Self {
        self.below.push(run);
        self
    }

    /// The first run in the heavier face.
    #[must_use]
    pub(crate) fn strong(mut self) -> Self {
        if let Some(run) = self.runs.first_mut() {
            run.style = run.style.strong();
        }
        self
    }
}

/// A row broken into lines, with the cells' nodes.
struct Broken {
    cells: Vec<BrokenCell>,
}

struct BrokenCell {
    node: NodeId,
    x: f32,
    width: f32,
    numbers: bool,
    symbol: Option<Symbol>,
    lines: std::vec::IntoIter<Line>,
    least: usize,
}

impl Flow<'_> {
    /// Sets a table, turning pages between rows and inside those higher than a page.
    pub(crate) fn table(&mut self, table: Table) {
        let places = places(&table.columns, self.width());
        let node = self.node(Role::Table {
            summary: table.summary,
        });
        let head = self.tree.add(Some(node), Role::HeadRows);
        let body = self.tree.add(Some(node), Role::BodyRows);
        // A heading row is never alone at the foot of a page.
        self.need(58.0);
        let head_row = self.tree.add(Some(head), Role::Row);
        self.head(&table.columns, &places, Some(head_row));
        for cells in table.rows {
            let row = self.tree.add(Some(body), Role::Row);
            let broken = self.broken(row, cells, &table.columns, &places, table.named_rows);
            self.row(broken, &table.columns, &places);
        }
        self.space(10.0);
    }

    /// The heading row; only its first time is part of the structure.
    fn head(&mut self, columns: &[Column], places: &[(f32, f32)], row: Option<NodeId>) {
        let lines: Vec<Vec<Line>> = columns
            .iter()
            .zip(places)
            .map(|(column, (_, width))| {
                wrap(self.fonts, &[Run::new(column.title, HEADING)], *width)
            })
            .collect();
        let height = most(&lines) * HEADING.leading();
        for ((column, (x, width)), lines) in columns.iter().zip(places).zip(lines) {
            let owner = row.map_or(Owner::Decoration, |row| {
                Owner::Node(self.tree.add(Some(row), Role::ColumnHeading))
            });
            // Short headings stand on the rule, beside those of several lines.
            let mut y = self.y + height - most(std::slice::from_ref(&lines)) * HEADING.leading();
            let mut marks = Vec::new();
            for line in lines {
                let indent = if column.numbers {
                    width - line.width
                } else {
                    0.0
                };
                marks.extend(Mark::line(line, x + indent, y + baseline(HEADING)));
                y += HEADING.leading();
            }
            self.put(owner, marks);
        }
        self.y += height + 2.0;
        let rule = Mark::bar(SIDE, self.y, self.width(), 0.9, Ink::FAINT);
        self.put(Owner::Decoration, vec![rule]);
        self.y += 0.9;
    }

    fn broken(
        &mut self,
        row: NodeId,
        cells: Vec<Cell>,
        columns: &[Column],
        places: &[(f32, f32)],
        named: bool,
    ) -> Broken {
        let cells = cells
            .into_iter()
            .zip(columns.iter().zip(places))
            .enumerate()
            .map(|(index, (cell, (column, (x, width))))| {
                let indent = if cell.symbol.is_some() { SYMBOL } else { 0.0 };
                let mut lines = wrap(self.fonts, &cell.runs, width - indent);
                lines.extend(wrap(self.fonts, &cell.below, width - indent));
                let role = if named && index == 0 {
                    Role::RowHeading
                } else {
                    Role::Cell
                };
                BrokenCell {
                    node: self.tree.add(Some(row), role),
                    x: x + indent,
                    width: width - indent,
                    numbers: column.numbers,
                    symbol: cell.symbol,
                    lines: lines.into_iter(),
                    least: cell.least,
                }
            })
            .collect();
        Broken { cells }
    }

    fn row(&mut self, mut row: Broken, columns: &[Column], places: &[(f32, f32)]) {
        let leading = Style::CELL.leading();
        let mut lines = row.height();
        let full = self.paper.height();
        loop {
            let height = 2.0 * PADDING + units(lines) * leading;
            // A row that a page can hold is not broken; a longer one starts where it may.
            if height > self.left() && (height < full * 0.6 || self.left() < 5.0 * leading) {
                self.turn();
                self.head(columns, places, None);
            }
            let room = ((self.left() - 2.0 * PADDING) / leading).floor();
            let now = (1..=lines)
                .take_while(|count| units(*count) <= room)
                .count()
                .max(1);
            self.slice(&mut row, now);
            lines = lines.saturating_sub(now);
            if lines == 0 {
                break;
            }
        }
        let rule = Mark::bar(SIDE, self.y, self.width(), 0.5, Ink::LINE);
        self.put(Owner::Decoration, vec![rule]);
        self.y += 0.5;
    }

    /// The next lines of every cell.
    fn slice(&mut self, row: &mut Broken, count: usize) {
        let leading = Style::CELL.leading();
        let top = self.y + PADDING;
        for cell in &mut row.cells {
            if let Some(symbol) = cell.symbol.take() {
                let marks = symbol.marks(cell.x - SYMBOL + 3.6, top + leading * 0.5, 6.4);
                self.put(Owner::Decoration, marks);
            }
            let mut marks = Vec::new();
            let mut y = top + baseline(Style::CELL);
            for line in cell.lines.by_ref().take(count) {
                let indent = if cell.numbers {
                    cell.width - line.width
                } else {
                    0.0
                };
                marks.extend(Mark::line(line, cell.x + indent, y));
                y += leading;
            }
            self.put(Owner::Node(cell.node), marks);
        }
        self.y = top + units(count) * leading + PADDING;
    }
}

impl Broken {
    /// The lines of the longest cell; a row without text is one line high.
    fn height(&self) -> usize {
        self.cells
            .iter()
            .map(|cell| cell.lines.len().max(cell.least))
            .max()
            .unwrap_or(0)
            .max(1)
    }
}

/// Left edge and width of every column.
fn places(columns: &[Column], width: f32) -> Vec<(f32, f32)> {
    let shares: f32 = columns.iter().map(|column| column.share).sum();
    let free = width - GUTTER * units(columns.len().saturating_sub(1));
    let mut x = SIDE;
    columns
        .iter()
        .map(|column| {
            let place = (x, free * column.share / shares.max(f32::EPSILON));
            x += place.1 + GUTTER;
            place
        })
        .collect()
}

fn most(cells: &[Vec<Line>]) -> f32 {
    units(cells.iter().map(Vec::len).max().unwrap_or(0))
}

/// A count as a length; more than a page could hold is as good as 65,535.
pub(crate) fn units(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}
