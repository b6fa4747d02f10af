//! The variables that a service is given.

use super::Deployed;
use crate::facts::{Listed, Variable, env_files};
use crate::model::compose::Setting;

/// The variables with a value in the file; one that is filled in from outside is no literal.
pub(super) fn environment(deployed: Deployed<'_>) -> Listed<Variable> {
    // What a variable will hold is not the file's secret; what stands around it is.
    let without_variables = deployed.composed.service.without_references();
    let hooks = ["pre_start", "post_start", "pre_stop"].into_iter();
    let of_hooks = hooks.flat_map(|hook| {
        let commands = without_variables.field(&[hook]).items();
        commands.flat_map(|command| command.get("environment").pairs())
    });
    let stated = without_variables.environment();
    // A container shows what its files of variables have set.
    let from_files = deployed
        .running
        .is_empty()
        .then(|| env_files::of(deployed.composed, deployed.names, &stated));
    let stated = stated.into_iter().chain(of_hooks);
    let mut listed = deployed.composed.list(stated.collect(), |pair| {
        let name = &pair.key.value;
        Some(match pair.value.value() {
            Some(value) => Variable::settled(name, value),
            None => Variable::new(name, None),
        })
    });
    if let Setting::Set(build) = without_variables.build() {
        let arguments = deployed.composed.list(build.value.args, |pair| {
            let value = pair.value.value().map(String::as_str);
            Some(Variable::argument(&pair.key.value, value))
        });
        listed.items.extend(arguments.items);
    }
    if let Some(from_files) = from_files {
        listed.items.extend(from_files.items);
        listed.unknown.extend(from_files.unknown);
    }
    listed
}
