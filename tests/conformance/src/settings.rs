//! Another tool's options as settings of ours.

use plimsoll_rules::Policy;
use plimsoll_rules::catalogue::Control;

use crate::case::{Case, File};

/// The files of a case and the policy it asks for.
///
/// `BuildKit`'s build argument `BUILDKIT_DOCKERFILE_CHECK` takes the place of the directive
/// `check`, so it is written there. Other build arguments are left out: we judge the file as it
/// stands, and so does the rule whose cases have them.
pub(crate) fn apply(case: &Case, _controls: &[&'static Control]) -> (Vec<File>, Policy) {
    let mut files = case.files();
    let check = case.config.get("build-arg:BUILDKIT_DOCKERFILE_CHECK");
    if let (Some(check), Some(file)) = (check.and_then(|value| value.as_str()), files.first_mut()) {
        file.text = with_check(&file.text, check);
    }
    (files, Policy::default())
}

/// The text with another `check` directive on its first line.
fn with_check(text: &str, check: &str) -> String {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let is_directive = first
        .trim_start_matches(['#', ' '])
        .strip_prefix("check")
        .is_some_and(|rest| rest.trim_start().starts_with('='));
    if is_directive {
        format!("# check={check}\n{rest}")
    } else {
        format!("# check={check}\n{text}")
    }
}

#[cfg(test)]
mod tests {
    use super::with_check;

    #[test]
    fn the_build_argument_replaces_the_directive() {
        assert_eq!(
            with_check("#check=skip=all\nFROM a", "x"),
            "# check=x\nFROM a"
        );
        assert_eq!(with_check("FROM a", "x"), "# check=x\nFROM a");
    }
}
