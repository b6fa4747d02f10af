//! `plimsoll controls`: the catalogue, for people and for machines.

mod json;

use plimsoll_rules::catalogue::{CONTROLS, Category, HASH, VERSION};

use crate::arguments::{Controls, Format};
use crate::exit::Exit;
use crate::terminal::{BOLD, Console, DIM, Page, accent_of, mark_of};

/// Prints every control.
pub(crate) fn run(arguments: &Controls, console: &Console) -> Exit {
    match arguments.format {
        Format::Json => console.print_exactly(&json::document()),
        Format::Text => console.print(&text(console.width())),
    }
}

fn text(width: usize) -> String {
    let mut page = Page::new(width);
    for category in Category::ALL {
        let controls: Vec<_> = CONTROLS
            .iter()
            .filter(|control| control.category == *category)
            .collect();
        page.heading(&format!(
            "{} ({})",
            capitalised(category.word()),
            controls.len()
        ));
        for control in controls {
            let accent = accent_of(control.severity);
            page.line(&format!(
                "{accent}{} {:<8}{accent:#} {BOLD}{}{BOLD:#}",
                mark_of(control.severity),
                control.severity.word(),
                control.id
            ));
            page.wrapped("           ", "           ", control.title);
            let names: Vec<String> = control.aliases.iter().map(ToString::to_string).collect();
            if !names.is_empty() {
                page.styled("           ", "           ", DIM, &names.join(", "));
            }
        }
    }
    page.gap();
    page.styled("", "", DIM, &format!("Catalogue {VERSION}, SHA-256 {HASH}"));
    page.into_text()
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
