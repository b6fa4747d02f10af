//! Decides `project-name-stated`: containers, networks and volumes keep their names when the
//! folder is renamed.

use super::{Check, Decide};
use crate::catalogue::project_name_stated::{CONTROL, NAME_MISSING};
use crate::facts::Whole;
use crate::finding::{Edit, Evidence, Finding, Remedy, Verdict};
use crate::project::{self, path};
use crate::sheet::Refusal;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Project(decide),
};

/// Why there is no change to offer.
const FOLDER_UNKNOWN: &str =
    "The folder of the file is not known, so neither is the name that Compose takes today.";

fn decide(whole: Whole<'_>) -> Verdict {
    let compose = &whole.project.compose;
    if let Some(span) = compose.name.span() {
        return Verdict::Pass(Some(whole.at(span)));
    }
    let first = compose.scope.sources.files().first();
    let is_in_environment = first.is_some_and(|file| {
        let name = file.origin.environment.get("COMPOSE_PROJECT_NAME");
        name.is_some_and(|name| !name.is_empty())
    });
    if is_in_environment {
        return Verdict::Pass(None);
    }
    let Some(first) = whole.project.files.first().copied() else {
        return Finding::new(NAME_MISSING).fails();
    };
    let place = Evidence {
        artifact: first,
        span: None,
    };
    let finding = Finding::new(NAME_MISSING).at(place);
    match named_like_folder(whole, first) {
        Ok(remedy) => finding.mended_by(remedy).fails(),
        Err(why) => finding.unmended(why).fails(),
    }
}

/// The name that Compose takes today, stated before all else of the file.
fn named_like_folder(whole: Whole<'_>, artifact: usize) -> Result<Remedy, &'static str> {
    let other_shape = Refusal::OtherShape.sentence();
    let file = whole.artifacts.get(artifact).ok_or(other_shape)?;
    let name = name_of(path::base(path::folder(&file.name))).ok_or(FOLDER_UNKNOWN)?;
    let document = project::file(file).and_then(|it| it.documents.first());
    let first = document.and_then(|it| it.entries().first());
    let at = first.ok_or(other_shape)?.key.span.start;
    let before = file.text.get(..at).unwrap_or_default();
    // Between braces, or after something else of the same line, it cannot stand so.
    let begins_line = before.is_empty() || before.ends_with('\n') || before == "\u{feff}";
    let ends = if file.text.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    if begins_line {
        let name = format!("name: {name}{ends}");
        Ok(Remedy::safe(vec![Edit::insert(at, name)]))
    } else {
        Err(Refusal::Layout.sentence())
    }
}

/// A folder's name as Compose makes a project's of it.
fn name_of(folder: &str) -> Option<String> {
    let lower = folder.to_lowercase();
    let kept = lower
        .chars()
        .filter(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || matches!(it, '_' | '-'));
    let name: String = kept.collect();
    let name = name.trim_start_matches(['_', '-']);
    let needs_quotes = name.bytes().all(|it| it.is_ascii_digit() || it == b'_')
        || matches!(name, "null" | "true" | "false");
    (!name.is_empty()).then(|| {
        if needs_quotes {
            format!("\"{name}\"")
        } else {
            name.to_owned()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn a_folder_gives_the_name_that_compose_makes_of_it() {
        for (folder, name) in [
            ("shop", Some("shop")),
            ("My Shop.v2", Some("myshopv2")),
            ("_-shop-1", Some("shop-1")),
            ("2026", Some("\"2026\"")),
            ("...", None),
            ("", None),
        ] {
            assert_eq!(name_of(folder).as_deref(), name, "{folder}");
        }
    }
}
