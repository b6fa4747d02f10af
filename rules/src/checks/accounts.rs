//! The accounts that a Dockerfile's own commands create, as far as they are written out.

use crate::facts::Build;

/// The number that `useradd` or `adduser` gives an account in an instruction before `index`
/// of the stages that ship.
pub(super) fn number_of(build: &Build<'_>, index: usize, name: &str) -> Option<String> {
    let calls = build.calls().filter(|call| {
        let step = call.step;
        step.index < index && step.ships() && !step.is_deferred
    });
    let creates = |program: &str| program == "useradd" || program == "adduser";
    let numbers = calls.filter_map(|call| {
        let command = call.invocation;
        let names_account = command.own_arguments().iter().any(|word| word.text == name);
        if !creates(&command.name) || !names_account {
            return None;
        }
        let (number, _) = command.value_of(&["-u", "--uid"])?;
        let is_number = !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit());
        is_number.then(|| number.to_owned())
    });
    numbers.last()
}
