//! Decides `exec-form-well-formed`: what looks like a JSON array is one.

use super::{Check, Decide};
use crate::catalogue::exec_form_well_formed::{ARRAY_MALFORMED, CONTROL, NOT_ONLY_STRINGS};
use crate::facts::{Build, Step};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::{Keyword, LogicalText, Why, refusals};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for step in build.steps() {
        let Some(text) = command_of(step) else {
            continue;
        };
        let source = text.as_str();
        let is_shell_instruction = step.instruction.keyword.value == Keyword::Shell;
        if !source.starts_with('[') && !is_shell_instruction {
            continue;
        }
        is_concerned = true;
        let finding = if has_other_values(build, step) {
            Finding::new(NOT_ONLY_STRINGS)
        } else if is_array_of_strings(source) {
            continue;
        } else if is_shell_instruction || is_meant_as_array(step, source) {
            Finding::new(ARRAY_MALFORMED)
        } else {
            continue;
        };
        let place = text.whole();
        let finding = finding
            .with("instruction", step.instruction.keyword.value)
            .at(step.at(place));
        // A text over several lines has more in the file than the words of the array.
        let is_on_one_line = place.of(build.text) == source;
        failures.push(match mended(source).filter(|_| is_on_one_line) {
            Some(array) => finding.mended_by(Remedy::safe(vec![Edit::replace(place, array)])),
            None => finding,
        });
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// The text of an instruction that takes a JSON array.
fn command_of(step: Step<'_>) -> Option<LogicalText> {
    let text = &step.instruction.arguments;
    match step.instruction.keyword.value {
        Keyword::Cmd
        | Keyword::Entrypoint
        | Keyword::Run
        | Keyword::Shell
        | Keyword::Volume
        | Keyword::Copy
        | Keyword::Add => (!text.as_str().is_empty()).then(|| text.clone()),
        Keyword::Healthcheck => {
            let source = text.as_str();
            let word = source.get(..3)?;
            let rest = source.get(3..)?;
            let start = source.len() - rest.trim_start().len();
            word.eq_ignore_ascii_case("cmd")
                .then(|| text.slice(start..source.len()))
        }
        Keyword::Arg
        | Keyword::Env
        | Keyword::Expose
        | Keyword::From
        | Keyword::Label
        | Keyword::Maintainer
        | Keyword::Onbuild
        | Keyword::Stopsignal
        | Keyword::User
        | Keyword::Workdir
        | Keyword::Unknown => None,
    }
}

fn has_other_values(build: &Build<'_>, step: Step<'_>) -> bool {
    refusals(step.instruction, build.text, build.file().escape)
        .iter()
        .any(|refusal| refusal.why == Why::OtherValues)
}

fn is_array_of_strings(source: &str) -> bool {
    serde_json::from_str::<Vec<String>>(source).is_ok()
}

/// `[` is also the shell's test command, which has blanks inside its brackets and no commas.
fn is_meant_as_array(step: Step<'_>, source: &str) -> bool {
    let inside = source.get(1..).unwrap_or_default();
    let begins_quoted = inside.trim_start().starts_with(['"', '\'', '“', '‘']);
    let Some(inside) = inside.strip_suffix(']') else {
        // Without its end it is an array only where nothing else begins like that.
        return begins_quoted && inside.contains(',') && !inside.starts_with([' ', '\t']);
    };
    let is_run = step.instruction.keyword.value == Keyword::Run;
    let is_test = inside.starts_with([' ', '\t']) && !inside.contains(',');
    let holds_more = inside.contains(']') && inside.contains(['&', '|', ';']);
    let is_shell_text = holds_more || (is_run && is_test);
    !is_shell_text
}

/// The array that was meant, where every word of it is clear.
fn mended(source: &str) -> Option<String> {
    let inside = source.strip_prefix('[')?.strip_suffix(']')?.trim();
    let inside = inside.strip_suffix(',').unwrap_or(inside);
    let mut words = Vec::new();
    for word in inside.split(',') {
        let word = word.trim();
        let quoted = [('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’')];
        let bare = quoted
            .iter()
            .find_map(|(open, close)| word.strip_prefix(*open)?.strip_suffix(*close));
        let is_quoted = bare.is_some();
        let bare = bare.unwrap_or(word);
        // In exec form nothing expands a variable, and a quote or an escape could mean more.
        let is_clear = !bare.is_empty()
            && !bare.contains(['"', '\'', '\\', '$', '`', '[', ']', '“', '”', '‘', '’'])
            && !bare.contains(char::is_control)
            && (is_quoted || !bare.contains(char::is_whitespace));
        if !is_clear {
            return None;
        }
        words.push(format!("\"{bare}\""));
    }
    Some(format!("[{}]", words.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::mended;

    #[test]
    fn only_clear_words_are_quoted() {
        let array = mended("['nginx', '-g', \"daemon off;\"]");
        assert_eq!(array.as_deref(), Some(r#"["nginx", "-g", "daemon off;"]"#));
        assert_eq!(mended("[nginx,-t,]").as_deref(), Some(r#"["nginx", "-t"]"#));
        assert_eq!(mended("[nginx -t]"), None);
        assert_eq!(mended("['$HOME/x']"), None);
        assert_eq!(mended("['a, b']"), None);
        assert_eq!(mended("['a'"), None);
    }
}
