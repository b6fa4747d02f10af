//! `cargo xtask conformance FILE…`: how far our verdicts agree with other tools' own test cases.
//!
//! A case is a text, the id of another tool's rule, and whether that tool reports it. The engine
//! judges the text, and the two agree where a control that carries the id fails exactly when the
//! tool reports. What each field of a case means stands in [`case`], how verdicts and places are
//! compared in [`verdict`] and [`place`].
//!
//! Where we differ on purpose, `differences.yaml` says why. Such a case still counts as a
//! difference in the first number; the second leaves it out.

mod arguments;
mod case;
mod differences;
mod place;
mod settings;
mod table;
mod verdict;

use std::fs;
use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Context, Result};

use arguments::{Arguments, USAGE};
use case::Case;
use differences::Differences;
use table::Tally;
use verdict::{Said, judge};

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Prints the comparison and tells whether the agreement is high enough.
fn run() -> Result<bool> {
    let mut out = io::stdout().lock();
    let Some(arguments) = Arguments::read(std::env::args().skip(1))? else {
        writeln!(out, "{USAGE}")?;
        return Ok(true);
    };
    let differences = Differences::read(&arguments.differences)?;
    let mut judged = Vec::new();
    for path in &arguments.files {
        let text =
            fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let cases = Case::read_all(&text).with_context(|| path.display().to_string())?;
        let wanted = cases.into_iter().filter(|case| {
            arguments
                .peer
                .as_ref()
                .is_none_or(|peer| case.peer == *peer)
        });
        for case in wanted {
            // A case nobody can judge here is a difference, and the others are judged all the same.
            let said = judge(&case).unwrap_or_else(|why| Said::nothing(&why));
            judged.push((case, said));
        }
    }
    let tally = Tally::of(&judged, &differences);
    writeln!(out, "{tally}")?;
    for (case, said) in judged.iter().filter(|(_, said)| !said.agrees()) {
        tell(&mut out, case, said, &differences, arguments.verbose)?;
    }
    for stale in differences.stale(&judged) {
        writeln!(out, "listed as different, and is not any more: {stale}")?;
    }
    let is_enough = tally.explained() >= arguments.threshold;
    if !is_enough {
        writeln!(
            out,
            "\nThe agreement, listed differences included, is below {} per cent.",
            arguments.threshold
        )?;
    }
    Ok(is_enough)
}

/// Prints one difference: what was expected, what we said, and where both stand.
fn tell(
    out: &mut impl Write,
    case: &Case,
    said: &Said,
    differences: &Differences,
    verbose: bool,
) -> io::Result<()> {
    writeln!(out, "{case}")?;
    writeln!(out, "    expected  {}", case.expectation())?;
    writeln!(out, "    we say    {said}")?;
    if let Some(reason) = differences.reason(case) {
        writeln!(out, "    listed    {reason}")?;
    }
    if verbose {
        for (number, line) in (1..).zip(case.main_text().lines()) {
            let mark = if case.lines.contains(&number) {
                '>'
            } else {
                ' '
            };
            writeln!(out, "    {mark}{number:>4} {line}")?;
        }
    }
    writeln!(out)
}
