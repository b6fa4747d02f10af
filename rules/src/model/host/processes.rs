//! Processes of a container, in whatever columns its host's `ps` prints.

use super::line::{Piece, lines};
use crate::artifact::{Effect, Problem};
use crate::span::{Span, Spanned};

/// One process.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Process {
    /// Its number on the host.
    pub pid: Option<Spanned<u32>>,
    /// The number of the user it runs as, on the host.
    pub uid: Option<Spanned<u32>>,
    /// That user's name on the host, or the number again where it has none.
    pub user: Option<Spanned<String>>,
    /// The program's short name.
    pub program: Option<Spanned<String>>,
    /// The command with its arguments.
    pub arguments: Option<Spanned<String>>,
    /// The whole line.
    pub span: Span,
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Pid,
    Uid,
    User,
    Program,
    Arguments,
    Other,
}

/// Columns that are read of a heading; no `ps` prints as many.
const MOST_COLUMNS: usize = 64;

/// The blanks `docker top` puts between two columns at least.
const GAP: &str = "   ";

/// Reads a heading and the lines below it.
pub fn processes(text: &str, problems: &mut Vec<Problem>) -> Vec<Process> {
    let mut lines = lines(text);
    let Some(heading) = lines.next() else {
        return Vec::new();
    };
    let columns = columns(heading);
    if !columns.contains(&Column::Pid) {
        let message = "the heading names no PID, so what stands below it is not read";
        problems.push(Problem::at(heading.span(), Effect::Partial, message));
        return Vec::new();
    }
    // `docker top` aligns what it prints; `ps` itself may leave a single blank.
    let is_aligned = cells(heading, columns.len(), true).len() == columns.len();
    lines
        .map(|line| process(line, &columns, is_aligned))
        .collect()
}

fn columns(heading: Piece<'_>) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for title in heading.words().take(MOST_COLUMNS) {
        let column = match title.text {
            "PID" => Column::Pid,
            "UID" | "EUID" => Column::Uid,
            "USER" | "EUSER" => Column::User,
            "COMM" => Column::Program,
            "ARGS" | "CMD" => Column::Arguments,
            // ps gives the short name and the whole command the same title.
            "COMMAND" => {
                if let Some(first) = columns.iter_mut().find(|it| **it == Column::Arguments) {
                    *first = Column::Program;
                }
                Column::Arguments
            }
            _ => Column::Other,
        };
        columns.push(column);
    }
    columns
}

/// At most `most` cells; the last holds all that is left.
fn cells(line: Piece<'_>, most: usize, is_aligned: bool) -> Vec<Piece<'_>> {
    let mut cells = Vec::with_capacity(most);
    let mut rest = line.trimmed();
    while cells.len() + 1 < most {
        let next = if is_aligned {
            rest.split_once(GAP)
        } else {
            rest.word().filter(|(_, behind)| !behind.text.is_empty())
        };
        let Some((cell, behind)) = next else { break };
        cells.push(cell.trimmed());
        rest = behind.trimmed();
    }
    cells.push(rest);
    cells
}

fn process(line: Piece<'_>, columns: &[Column], is_aligned: bool) -> Process {
    let mut process = Process {
        span: line.span(),
        ..Process::default()
    };
    for (column, cell) in columns.iter().zip(cells(line, columns.len(), is_aligned)) {
        match column {
            Column::Pid => process.pid = cell.number(),
            // Some print the name under this title.
            Column::Uid => match cell.number() {
                Some(uid) => process.uid = Some(uid),
                None => process.user = Some(cell.owned()),
            },
            Column::User => {
                process.user = Some(cell.owned());
                process.uid = process.uid.or_else(|| cell.number());
            }
            Column::Program => process.program = Some(cell.owned()),
            Column::Arguments => process.arguments = Some(cell.owned()),
            Column::Other => {}
        }
    }
    process
}
