//! The accounts that a Dockerfile's own commands create, as far as they are written out.

use crate::facts::Build;
use crate::model::dockerfile::{Form, InstructionKind};

/// The number that `useradd` or `adduser` gives an account in an instruction before `index`
/// of the stages that ship.
pub(super) fn number_of(build: &Build<'_>, index: usize, name: &str) -> Option<String> {
    build
        .shipped_backwards()
        .filter(|step| step.index < index && !step.is_deferred)
        .find_map(|step| match &step.instruction.kind {
            InstructionKind::Run(command) => match &command.form {
                Form::Shell(text) => number_in(text.as_str(), name),
                Form::Exec(words) => {
                    let words: Vec<&str> = words.iter().map(|word| word.value.as_str()).collect();
                    number_in_words(&words, name)
                }
            },
            _ => None,
        })
}

/// The number a script gives the account; each command ends at an operator.
fn number_in(script: &str, name: &str) -> Option<String> {
    script
        .split(['&', '|', ';', '\n', '(', ')'])
        .find_map(|command| {
            let words: Vec<&str> = command.split_whitespace().collect();
            number_in_words(&words, name)
        })
}

fn number_in_words(words: &[&str], name: &str) -> Option<String> {
    let bare = |word: &&str| word.trim_matches(['"', '\'']).to_owned();
    let words: Vec<String> = words.iter().map(bare).collect();
    let command = words.iter().position(|word| {
        let program = word.rsplit('/').next().unwrap_or_default();
        program == "useradd" || program == "adduser"
    })?;
    let arguments = words.get(command + 1..)?;
    if !arguments.iter().any(|word| word == name) {
        return None;
    }
    let mut rest = arguments.iter();
    let number = rest.find_map(|word| match word.as_str() {
        "-u" | "--uid" => Some(None),
        long => long
            .strip_prefix("--uid=")
            .or_else(|| long.strip_prefix("-u"))
            .map(|number| Some(number.to_owned())),
    })?;
    let number = number.or_else(|| rest.next().cloned())?;
    let is_number = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then_some(number)
}

#[cfg(test)]
mod tests {
    use super::number_in;

    #[test]
    fn numbers_are_found_in_their_own_command() {
        for (script, number) in [
            ("useradd -u 1001 app", Some("1001")),
            ("groupadd x && useradd --uid=1002 -r app", Some("1002")),
            ("adduser -D -u1003 app", Some("1003")),
            ("/usr/sbin/useradd --uid \"1004\" 'app'", Some("1004")),
            ("useradd -u 1001 other; useradd app", None),
            ("useradd -u $UID app", None),
            ("useradd app", None),
            ("echo -u 1 app", None),
        ] {
            assert_eq!(number_in(script, "app").as_deref(), number, "{script}");
        }
    }
}
