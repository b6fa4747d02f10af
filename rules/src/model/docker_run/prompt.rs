//! Prompts of terminals, which stand before what was typed.

use super::edition::begins_run;
use super::region::Shell;

/// What stands before the command on a line with a prompt, in bytes, and whose prompt it is.
pub(super) fn prompt(line: &str) -> Option<(usize, Shell)> {
    let bare = line.trim_start();
    let indent = line.len() - bare.len();
    let (length, shell) = if bare.starts_with("$ ") || bare.starts_with("% ") {
        (2, Shell::Open)
    } else if bare.starts_with("PS ") || is_drive(bare) {
        (bare.find('>')? + 1, Shell::Windows)
    } else if bare.starts_with("> ") && begins_run(bare.get(2..)?) {
        (2, Shell::Open)
    } else {
        (named(bare)?, Shell::Open)
    };
    let rest = bare.get(length..)?;
    let blanks = rest.len() - rest.trim_start().len();
    (blanks < rest.len()).then_some((indent + length + blanks, shell))
}

/// `C:\…`.
fn is_drive(line: &str) -> bool {
    let mut chars = line.chars();
    chars
        .next()
        .is_some_and(|letter| letter.is_ascii_alphabetic())
        && chars.next() == Some(':')
        && chars.next() == Some('\\')
}

/// The length of `user@host:~$ `, with brackets or without.
fn named(line: &str) -> Option<usize> {
    let end = line.find(['$', '#', '%', '>'])?;
    let name = line.get(..end)?;
    let (user, host) = name.trim_start_matches(['[', '(']).split_once('@')?;
    let is_name = |text: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.'))
    };
    let host = host.split([':', ' ', ']', ')']).next()?;
    let is_prompt = is_name(user) && is_name(host) && name.split(' ').count() <= 2;
    let behind = line.get(end + 1..)?;
    (is_prompt && behind.starts_with(' ')).then_some(end + 1)
}
