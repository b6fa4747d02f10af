//! The compliance report for Docker, as a command.
//!
//! Arguments, files and the terminal; nothing is decided here. What a file is, what it
//! means and what it scores are the engine's words, and the JSON is the page's, byte for
//! byte.

mod arguments;
mod check;
mod controls;
mod exit;
mod explain;
mod files;
mod fix;
mod terminal;
mod text;
mod threads;

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;

use arguments::{Arguments, Command};
use terminal::Console;

/// A report is made of many small values, on every thread: whoever hands out memory decides a
/// quarter of the time.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let console = Console::new(arguments.color);
    let exit = match &arguments.command {
        Command::Check(check) => check::run(check, &console),
        Command::Fix(fix) => fix::run(fix, &console),
        Command::Explain(explain) => explain::run(explain, &console),
        Command::Controls(controls) => controls::run(controls, &console),
    };
    exit.into()
}
