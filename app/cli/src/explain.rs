//! `plimsoll explain`: one control in full.

use plimsoll_rules::catalogue::{self, CONTROLS, Citation, Control, Foreign, citing};

use crate::arguments::Explain;
use crate::exit::Exit;
use crate::terminal::{BOLD, Console, DIM, Page, accent_of, mark_of};

/// Prints what is known of the control, or of each that an outside name stands for; of a name
/// that no control carries, why.
pub(crate) fn run(arguments: &Explain, console: &Console) -> Exit {
    let name = arguments.name.trim();
    let controls = catalogue::find(name);
    let foreign = if controls.is_empty() {
        catalogue::foreign(name)
    } else {
        Vec::new()
    };
    if controls.is_empty() && foreign.is_empty() {
        console.error(&unknown(name));
        return Exit::NotRun;
    }
    let mut page = Page::new(console.width());
    for entry in foreign {
        page.gap();
        write_foreign(&mut page, entry);
    }
    for control in controls {
        page.gap();
        write(&mut page, control);
    }
    console.print(&page.into_text())
}

/// What is said where no control goes by a name.
pub(crate) fn unknown(name: &str) -> String {
    let mut near: Vec<String> = catalogue::nearest(name)
        .into_iter()
        .map(str::to_owned)
        .collect();
    // A number alone is in more than one list; each of them is offered.
    for control in CONTROLS {
        for alias in control.aliases {
            if alias.id.eq_ignore_ascii_case(name) && !near.contains(&alias.to_string()) {
                near.push(alias.to_string());
            }
        }
    }
    let hint = if near.is_empty() {
        "plimsoll controls lists them all".to_owned()
    } else {
        format!("did you mean {}?", near.join(", "))
    };
    format!("no control is called {name}; {hint}")
}

/// What another tool's identifier is, where no control carries it.
fn write_foreign(page: &mut Page, entry: &Foreign) {
    page.line(&format!("{BOLD}{}{BOLD:#}", entry.alias));
    if let Some(name) = entry.alias.name {
        page.wrapped("", "", name);
    }
    page.line(&format!("{DIM}No control carries this identifier.{DIM:#}"));
    section(page, "Why not");
    page.wrapped("  ", "  ", entry.why);
    if !entry.see.is_empty() {
        section(page, "What comes nearest");
    }
    for control in entry.see {
        let words = format!("{}: {}", control.id, control.title);
        page.wrapped("  - ", "    ", &words);
    }
}

fn write(page: &mut Page, control: &'static Control) {
    let accent = accent_of(control.severity);
    page.line(&format!("{BOLD}{}{BOLD:#}", control.id));
    page.wrapped("", "", &format!("{}.", control.title));
    let subjects: Vec<&str> = control.subjects.iter().map(|kind| kind.word()).collect();
    page.line(&format!(
        "{accent}{} {}{accent:#}{DIM} · {} · {} · {} · judged on {}{DIM:#}",
        mark_of(control.severity),
        control.severity.word(),
        control.category.word(),
        control.section.word(),
        control.concern.word(),
        subjects.join(", ")
    ));
    section(page, "Why it matters");
    page.wrapped("  ", "  ", control.rationale);
    section(page, "What to change");
    page.wrapped("  ", "  ", control.remediation);
    if let Some(example) = &control.example {
        section(page, &format!("Example, {}", example.language.word()));
        for line in example.text.lines() {
            page.line(&format!("  {line}"));
        }
    }
    section(
        page,
        "What the report says when it does not hold, or cannot be decided",
    );
    for reason in control.reasons {
        page.wrapped("  - ", "    ", reason.text);
    }
    if !control.references.is_empty() {
        section(page, "References");
    }
    for reference in control.references {
        page.wrapped(
            "  - ",
            "    ",
            &format!("{} {}", reference.title, reference.url),
        );
    }
    names(page, control);
    let citing = citing(control);
    if !citing.is_empty() {
        section(page, "Framework items it decides");
    }
    for citation in citing {
        page.wrapped("  - ", "    ", &cited(&citation));
    }
}

fn names(page: &mut Page, control: &Control) {
    if control.aliases.is_empty() && control.also.is_empty() {
        return;
    }
    section(page, "Other names");
    let aliases: Vec<String> = control.aliases.iter().map(ToString::to_string).collect();
    for words in [aliases.join(", "), control.also.join(", ")] {
        if !words.is_empty() {
            page.wrapped("  ", "  ", &words);
        }
    }
}

/// `cis-docker-1.8.0 5.5 (5.4 in 1.4.0, 1.5.0): No container is privileged`
fn cited(citation: &Citation) -> String {
    let elsewhere: Vec<String> = citation
        .elsewhere
        .iter()
        .map(|(number, editions)| format!("{number} in {}", editions.join(", ")))
        .collect();
    let elsewhere = if elsewhere.is_empty() {
        String::new()
    } else {
        format!(" ({})", elsewhere.join("; "))
    };
    format!(
        "{} {}{elsewhere}: {}",
        citation.framework.id, citation.item.id, citation.item.requirement.title
    )
}

fn section(page: &mut Page, title: &str) {
    page.gap();
    page.line(&format!("{BOLD}{title}{BOLD:#}"));
}
