//! Decides `login-passwords-unset`: no user of the image is given a password.

use super::{Check, Decide};
use crate::catalogue::login_passwords_unset::{CONTROL, PASSWORD_GIVEN, PASSWORD_SET};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};
use crate::model::shell::Invocation;
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for run in build.runs().iter().filter(|run| run.is_build_step()) {
        for call in run.invocations() {
            is_concerned |= is_about_users(&call.name);
            failures.extend(failure(build, call));
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

fn is_about_users(program: &str) -> bool {
    matches!(
        program,
        "chpasswd" | "passwd" | "useradd" | "adduser" | "usermod" | "newusers"
    )
}

fn failure(build: &Build<'_>, call: &Invocation) -> Option<Finding> {
    let program = call.program.as_ref()?.span;
    let set = |place: Span| {
        Finding::new(PASSWORD_SET)
            .with("program", &call.name)
            .at(build.at(place))
    };
    match call.name.as_str() {
        "chpasswd" => Some(set(program)),
        // Behind a pipe it reads what it would otherwise ask for.
        "passwd" => {
            let is_fed = call.has_flag('\0', "stdin").is_some() || call.position > 0;
            (is_fed && !locks(call)).then(|| set(program))
        }
        "useradd" | "usermod" => {
            let (value, word) = call.value_of(&["-p", "--password"])?;
            // What no password's hash can be locks the account.
            let is_locked = matches!(value, "*" | "!" | "!!" | "x" | "!*");
            (!is_locked).then(|| {
                Finding::new(PASSWORD_GIVEN)
                    .with("program", &call.name)
                    .at(build.at(word.span))
            })
        }
        _ => None,
    }
}

/// Whether `passwd` only locks or deletes.
fn locks(call: &Invocation) -> bool {
    [
        ('l', "lock"),
        ('d', "delete"),
        ('e', "expire"),
        ('S', "status"),
        ('u', "unlock"),
    ]
    .iter()
    .any(|(short, long)| call.has_flag(*short, long).is_some())
}
