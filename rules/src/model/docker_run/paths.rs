//! Paths of the host that a shell completes: the working directory and the home.

use super::expansion::{Expansion, expansion};
use super::piece::Piece;

/// The piece with the working directory as `.` and the home as `~`, where it or a part of it
/// behind a colon begins with one.
///
/// A folder of the project is written so wherever the script finds it.
pub(super) fn of_host<'t>(piece: &Piece<'t>) -> Piece<'t> {
    if piece.is_literal {
        return piece.clone();
    }
    let mut written = String::with_capacity(piece.text.len());
    let mut rest = piece.text.as_str();
    let mut is_start = true;
    while let Some(first) = rest.chars().next() {
        let (length, text) = match first {
            '$' | '`' => {
                let (found, length) = expansion(rest);
                let behind = rest.get(length..).unwrap_or_default();
                // `${PWD}-x` is another folder.
                let is_whole = behind.is_empty() || behind.starts_with(['/', ':', '\\']);
                let known = folder(&found).filter(|_| is_start && is_whole);
                (length, known.or_else(|| rest.get(..length)))
            }
            _ => {
                let length = rest
                    .find(['$', '`', ':'])
                    .map_or(rest.len(), |at| at.max(1));
                (length, rest.get(..length))
            }
        };
        let text = text.unwrap_or_default();
        written.push_str(text);
        is_start = text == ":";
        rest = rest.get(length..).unwrap_or_default();
    }
    if written != piece.text && (written.starts_with(".\\") || written.starts_with("~\\")) {
        written = written.replace('\\', "/");
    }
    piece.with_text(written)
}

/// The folder that an expansion stands for, where it is one of the two.
fn folder(found: &Expansion<'_>) -> Option<&'static str> {
    match found {
        Expansion::Variable(name) => of_variable(name),
        Expansion::Output(script) => of_output(script),
        Expansion::Dollar
        | Expansion::Otherwise(..)
        | Expansion::Changed(_)
        | Expansion::Arguments
        | Expansion::Argument(_) => None,
    }
}

fn of_variable(name: &str) -> Option<&'static str> {
    match name.to_ascii_uppercase().as_str() {
        "PWD" | "CD" | "PSSCRIPTROOT" => Some("."),
        "HOME" | "USERPROFILE" => Some("~"),
        _ => None,
    }
}

fn of_output(script: &str) -> Option<&'static str> {
    let lower = script.to_ascii_lowercase();
    let is_here = matches!(
        lower.as_str(),
        "pwd" | "pwd -p" | "pwd -w" | "get-location" | "readlink -f ." | "realpath ."
    ) || lower.starts_with("git rev-parse --show-toplevel")
        || lower.ends_with("&& pwd");
    is_here.then_some(".")
}
