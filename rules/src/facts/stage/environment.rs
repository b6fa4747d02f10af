//! The variables and arguments that a Dockerfile sets.

use super::Built;
use crate::facts::{Listed, Secret, Variable};
use crate::model::dockerfile::{InstructionKind, Scope, expand};

/// `ENV` and `ARG` of every stage: build arguments and builder stages stay in the cache and in
/// the history, so a secret there is no secret either.
pub(super) fn environment(built: Built<'_>) -> Listed<Variable> {
    let mut listed = Listed::none();
    for (index, instruction) in built.file.instructions.iter().enumerate() {
        let scope = || built.file.scope_at(index);
        match &instruction.effective().kind {
            InstructionKind::Env(pairs) => {
                for (key, value) in pairs {
                    let literal = literal(&value.value, &scope());
                    let variable = Variable::new(&key.value, Some(&literal));
                    listed.push(variable, built.at(key.span.to(value.span)));
                }
            }
            InstructionKind::Arg(declared) => {
                for (key, default) in declared {
                    let literal = default
                        .as_ref()
                        .map(|value| literal(&value.value, &scope()));
                    let end = default.as_ref().map_or(key.span, |value| value.span);
                    let variable = Variable::argument(&key.value, literal.as_deref());
                    // Declared again in a stage, an argument is still the same one.
                    let is_known = variable.secret == Some(Secret::Passed)
                        && listed.items.iter().any(|earlier| {
                            earlier.value.name == variable.name && earlier.value.secret.is_some()
                        });
                    if !is_known {
                        listed.push(variable, built.at(key.span.to(end)));
                    }
                }
            }
            _ => {}
        }
    }
    listed
}

/// The value with its variables filled in; as written where one of them is unknown.
fn literal(value: &str, scope: &Scope<'_>) -> String {
    let expanded = expand(value, scope);
    if expanded.unresolved.is_empty() {
        expanded.text
    } else {
        value.to_owned()
    }
}
