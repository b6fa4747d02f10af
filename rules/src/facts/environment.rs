//! Environment variables, and which of them hold a secret.
//!
//! A value never leaves this module whole: [`Variable`] keeps only what was concluded. What a
//! secret looks like, [`secrets`] knows.

use super::secrets::{self, SecretKind};

/// An environment variable or build argument.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Whether it is an argument of a build, which stays in the image's history.
    pub is_argument: bool,
    /// What gives it away as a secret, if anything does.
    pub secret: Option<Secret>,
}

/// What gives a variable away as a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Secret {
    /// Its name says so and its value is a literal.
    Named,
    /// Its name says so and its value stands for one to be filled in.
    Placeholder,
    /// Its name says so, and the collector hid the value that it was set to.
    Hidden,
    /// Its name says so, and whoever builds passes the value.
    Passed,
    /// Its value is an address with a password in it.
    Address,
    /// Its value has the shape of a credential of this kind.
    Shaped(&'static str),
}

impl Variable {
    /// Reads a variable's name and, where it has one, its literal value.
    pub fn new(name: &str, value: Option<&str>) -> Self {
        let secret = value.map(unquoted).and_then(|value| secret_in(name, value));
        Self {
            name: name.to_owned(),
            is_argument: false,
            secret,
        }
    }

    /// Reads a name and a value in which nothing is left to be filled in, so that a dollar sign
    /// is part of the value.
    pub fn settled(name: &str, value: &str) -> Self {
        let mut variable = Self::new(name, Some(value));
        let inner = unquoted(value);
        let is_taken_for_reference =
            variable.secret.is_none() && inner.starts_with('$') && !is_password_hash(inner);
        if is_taken_for_reference {
            let behind = inner.trim_start_matches('$');
            variable.secret = secret_in(name, behind);
        }
        variable
    }

    /// Reads a label, whose name begins with whose it is: `traefik.http.routers.auth.rule` is a
    /// rule.
    pub fn label(name: &str, value: &str) -> Self {
        let last = name.rsplit('.').next().unwrap_or(name);
        Self {
            name: name.to_owned(),
            ..Self::settled(last, value)
        }
    }

    /// Reads a build argument's name and, where it has one, its literal default.
    pub fn argument(name: &str, default: Option<&str>) -> Self {
        let mut variable = Self::new(name, default);
        variable.is_argument = true;
        let is_open = default
            .map(unquoted)
            .is_none_or(|value| value.is_empty() || value.starts_with('$'));
        if is_open && secrets::is_secret_name(name) {
            variable.secret = Some(Secret::Passed);
        }
        variable
    }
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let quoted = |mark: char| {
        value
            .strip_prefix(mark)
            .and_then(|rest| rest.strip_suffix(mark))
    };
    quoted('"').or_else(|| quoted('\'')).unwrap_or(value)
}

/// Whether a value is what `crypt` makes of a password, such as `$2y$10$…`.
fn is_password_hash(value: &str) -> bool {
    let parts: Vec<&str> = value.splitn(4, '$').collect();
    matches!(parts.as_slice(), ["", method, _, _] if (1..=12).contains(&method.len()))
}

fn secret_in(name: &str, value: &str) -> Option<Secret> {
    if secrets::is_hidden(value) {
        // An empty value is never hidden, so this one held something. What that looked like
        // nobody can tell any more, and only its name is left to speak of it.
        return secrets::is_secret_name(name).then_some(Secret::Hidden);
    }
    match secrets::kind_of_value(value) {
        Some(SecretKind::Address) => return Some(Secret::Address),
        Some(kind) => return Some(Secret::Shaped(kind.noun())),
        None => {}
    }
    (secrets::is_secret_name(name) && secrets::is_literal(value)).then(|| {
        if secrets::is_placeholder(value) {
            Secret::Placeholder
        } else {
            Secret::Named
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Secret, Variable};

    fn secret(name: &str, value: &str) -> Option<Secret> {
        Variable::new(name, Some(value)).secret
    }

    #[test]
    fn a_value_must_be_a_literal() {
        for value in [
            "",
            "true",
            "$PASSWORD",
            "${PASSWORD}",
            "/run/secrets/db",
            "\"\"",
            "900",
        ] {
            assert_eq!(secret("DB_PASSWORD", value), None, "{value}");
        }
        assert_eq!(Variable::new("DB_PASSWORD", None).secret, None);
    }

    #[test]
    fn a_dollar_sign_is_a_letter_where_nothing_is_left_to_fill_in() {
        let secret = |value| Variable::settled("DB_PASSWORD", value).secret;
        assert_eq!(secret("$ecret"), Some(Secret::Named));
        assert_eq!(secret("hunter2$"), Some(Secret::Named));
        assert_eq!(secret("$2y$10$abcdefghijklmnopqrstuv"), None);
        assert_eq!(secret("$"), None);
    }

    #[test]
    fn what_the_collector_hid_was_set_to_something() {
        for value in [
            "REDACTED_BY_PLIMSOLL",
            "'REDACTED_BY_PLIMSOLL'",
            "Bearer REDACTED_BY_PLIMSOLL",
        ] {
            assert_eq!(
                secret("DB_PASSWORD", value),
                Some(Secret::Hidden),
                "{value}"
            );
            assert_eq!(secret("LOG_LEVEL", value), None, "{value}");
            assert_eq!(secret("DB_PASSWORD_FILE", value), None, "{value}");
        }
    }

    #[test]
    fn shapes_are_known_whatever_the_name() {
        let token = format!("ghp_{}", "a1B2".repeat(9));
        assert_eq!(secret("X", &token), Some(Secret::Shaped("a GitHub token")));
        assert_eq!(secret("X", "AKIAIOSFODNN7EXAMPLE"), None);
        let url = "postgres://app:hunter2@db/app";
        assert_eq!(secret("DATABASE_URL", url), Some(Secret::Address));
        assert_eq!(secret("DATABASE_URL", "postgres://app:$PW@db/app"), None);
        assert_eq!(secret("PROXY", "http://proxy:3128"), None);
    }
}
