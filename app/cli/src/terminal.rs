//! The terminal: where output goes, how wide it is, and what may be printed on it.

mod page;
mod plain;
mod style;

use std::io::{self, Write};

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};

use crate::arguments::Color;
use crate::exit::Exit;
pub(crate) use page::Page;
pub(crate) use plain::{columns, shown_char, visible};
pub(crate) use style::{BOLD, DIM, FAULT, GOOD, WARNING};
pub(crate) use style::{accent_of, mark_of};

/// Columns where nobody says how many there are.
const USUAL_WIDTH: usize = 100;
/// Lines longer than this are hard to read, however wide the terminal.
const WIDEST: usize = 120;
/// Below this, wrapping does more harm than a line that runs over.
const NARROWEST: usize = 40;

/// The standard output and error of this run.
#[derive(Debug)]
pub(crate) struct Console {
    choice: ColorChoice,
    width: usize,
}

impl Console {
    /// The console with colours as asked for.
    pub(crate) fn new(color: Color) -> Self {
        let choice = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self {
            choice,
            width: width(),
        }
    }

    /// Columns to fill.
    pub(crate) const fn width(&self) -> usize {
        self.width
    }

    /// Prints text that may hold styles, and says whether that went well.
    pub(crate) fn print(&self, text: &str) -> Exit {
        let mut out = AutoStream::new(io::stdout().lock(), self.choice);
        if out.current_choice() == ColorChoice::Never {
            // A stream that takes styles out writes every line by itself.
            return self.print_exactly(&strip_str(text).to_string());
        }
        self.outcome(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
    }

    /// Prints these bytes and no others, and says whether that went well.
    pub(crate) fn print_exactly(&self, text: &str) -> Exit {
        self.print_pieces(|print| print(text))
    }

    /// The same of a text that is handed over piece by piece.
    pub(crate) fn print_pieces(&self, tell: impl FnOnce(&mut dyn FnMut(&str))) -> Exit {
        let mut out = io::stdout().lock();
        let mut written = Ok(());
        tell(&mut |piece| {
            if written.is_ok() {
                written = out.write_all(piece.as_bytes());
            }
        });
        self.outcome(written.and_then(|()| out.flush()))
    }

    /// A reader that has gone away has read enough.
    fn outcome(&self, written: io::Result<()>) -> Exit {
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                self.error(&format!("the output could not be written: {error}"));
                Exit::NotRun
            }
            Ok(()) | Err(_) => Exit::Passed,
        }
    }

    /// Says why the command cannot go on.
    pub(crate) fn error(&self, message: &str) {
        self.say(&format!("{FAULT}error:{FAULT:#} {}", visible(message)));
    }

    /// Says what the reader had better know.
    pub(crate) fn warn(&self, message: &str) {
        self.say(&format!(
            "{WARNING}warning:{WARNING:#} {}",
            visible(message)
        ));
    }

    /// Says something beside the output.
    pub(crate) fn note(&self, message: &str) {
        self.say(&visible(message));
    }

    fn say(&self, line: &str) {
        let mut out = AutoStream::new(io::stderr().lock(), self.choice);
        // Nowhere is left to complain where the standard error itself is gone.
        let _ = writeln!(out, "{line}");
    }
}

/// `COLUMNS` where it is set, else the terminal's columns, within what can be read.
fn width() -> usize {
    let stated = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok());
    let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    stated
        .or_else(measured)
        .unwrap_or(USUAL_WIDTH)
        .clamp(NARROWEST, WIDEST)
}
