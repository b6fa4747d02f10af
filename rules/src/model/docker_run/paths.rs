//! Paths of the host that a shell completes: the working directory and the home.

use super::expansion::{Expansion, expansion};
use super::piece::Piece;

/// The piece with the working directory as `.` and the home as `~`, where it begins with one.
///
/// A folder of the project is written so wherever the script finds it.
pub(super) fn of_host<'t>(piece: &Piece<'t>) -> Piece<'t> {
    if piece.is_literal {
        return piece.clone();
    }
    if !piece.text.starts_with(['$', '`']) {
        return piece.clone();
    }
    let (found, length) = expansion(&piece.text);
    let rest = piece.text.get(length..).unwrap_or_default();
    let start = match found {
        Expansion::Variable(name) => of_variable(name),
        Expansion::Output(script) => of_output(script),
        Expansion::Dollar
        | Expansion::Otherwise(..)
        | Expansion::Changed(_)
        | Expansion::Arguments
        | Expansion::Argument(_) => None,
    };
    // `$PWD_x` is another variable, and `${PWD}-x` another folder.
    match start.filter(|_| rest.is_empty() || rest.starts_with(['/', ':', '\\', ','])) {
        Some(start) => piece.with_text(format!("{start}{}", rest.replace('\\', "/"))),
        None => piece.clone(),
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
