//! Another tool's options as settings of ours.

use anyhow::{Context, Result, bail};
use plimsoll_rules::Policy;
use plimsoll_rules::catalogue::Control;
use plimsoll_rules::policy::{LabelFormat, Settings};
use serde_json::Value;

use crate::case::{Case, File};

/// The files of a case and the policy it asks for.
///
/// Controls that are off by default are on in the cases about them. `BuildKit`'s build argument
/// `BUILDKIT_DOCKERFILE_CHECK` takes the place of the directive `check`, so it is written there.
/// Other build arguments are left out: we judge the file as it stands, and so does the rule whose
/// cases have them.
pub(crate) fn apply(case: &Case, controls: &[&'static Control]) -> Result<(Vec<File>, Policy)> {
    let mut files = case.files();
    let mut settings = Settings::default();
    // Every rule of a tool at once is what the tool says by default.
    if case.rule_id != "*" {
        settings.on = controls
            .iter()
            .map(|control| control.id.to_owned())
            .collect();
    }
    for (option, value) in &case.config {
        match option.as_str() {
            "allowedRegistries" | "trustedRegistries" => settings.registries = strings(value)?,
            "labelSchema" => settings.labels = labels(value)?,
            "strictLabels" => settings.only_these_labels = value.as_bool().unwrap_or_default(),
            "ignoreRules" | "ignored" => {
                let ids = strings(value)?;
                settings.off = ids.iter().map(|id| format!("{}:{id}", case.peer)).collect();
            }
            "build-arg:BUILDKIT_DOCKERFILE_CHECK" => {
                let check = value.as_str().context("a build argument is a string")?;
                if let Some(file) = files.first_mut() {
                    file.text = with_check(&file.text, check);
                }
            }
            argument if argument.starts_with("build-arg:") => {}
            other => bail!("the option {other} is not known here"),
        }
    }
    let policy = Policy {
        settings,
        ..Policy::default()
    };
    Ok((files, policy))
}

fn strings(value: &Value) -> Result<Vec<String>> {
    let list = value.as_array().context("a list is expected")?;
    list.iter()
        .map(|item| Ok(item.as_str().context("a string is expected")?.to_owned()))
        .collect()
}

fn labels(value: &Value) -> Result<Vec<(String, LabelFormat)>> {
    let schema = value.as_object().context("a label schema is a map")?;
    schema
        .iter()
        .map(|(name, form)| {
            let word = form.as_str().context("a label's form is a string")?;
            // hadolint's tests spell one form otherwise than its configuration does.
            let word = if word == "GitHash" { "hash" } else { word };
            let form = LabelFormat::from_word(word)
                .with_context(|| format!("{word} is no form of a label"))?;
            Ok((name.clone(), form))
        })
        .collect()
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
        // Without a line to replace, the first one is kept on its line.
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use plimsoll_rules::policy::LabelFormat;

    use super::{apply, with_check};
    use crate::case::only;

    fn with_config(config: &str) -> anyhow::Result<plimsoll_rules::policy::Settings> {
        let case = only(&format!(
            r#"{{"peer":"p","rule_id":"A","name":"n","source":"s","expect":"clean","dockerfile_text":"","config":{config}}}"#
        ));
        Ok(apply(&case, &[])?.1.settings)
    }

    #[test]
    fn options_become_settings() {
        let settings = with_config(
            r#"{"allowedRegistries":["a"],"labelSchema":{"b":"GitHash"},"strictLabels":true,"ignoreRules":["C"]}"#,
        )
        .unwrap();
        assert_eq!(settings.registries, ["a"]);
        assert_eq!(settings.labels, [("b".to_owned(), LabelFormat::Hash)]);
        assert!(settings.only_these_labels);
        assert_eq!(settings.off, ["p:C"]);
    }

    #[test]
    fn an_option_that_is_not_known_is_an_error() {
        assert!(with_config(r#"{"what":1}"#).is_err());
        assert!(with_config(r#"{"labelSchema":{"b":"Shape"}}"#).is_err());
        assert!(with_config(r#"{"build-arg:A":"b"}"#).is_ok());
    }

    #[test]
    fn the_build_argument_replaces_the_directive() {
        assert_eq!(
            with_check("#check=skip=all\nFROM a", "x"),
            "# check=x\nFROM a"
        );
        assert_eq!(with_check("FROM a", "x"), "FROM a");
    }
}
