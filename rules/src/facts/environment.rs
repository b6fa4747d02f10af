//! Environment variables, and which of them hold a secret.
//!
//! A value never leaves this module whole: [`Variable`] keeps only what was concluded.

/// An environment variable or build argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Whether it is an argument of a build, which stays in the image's history.
    pub is_argument: bool,
    /// What gives it away as a secret, if anything does.
    pub secret: Option<Secret>,
}

/// What gives a variable away as a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secret {
    /// Its name says so and its value is a literal.
    Named,
    /// Its name says so and its value stands for one to be filled in.
    Placeholder,
    /// Its name says so, and whoever builds passes the value.
    Passed,
    /// Its value is an address with a password in it.
    Address,
    /// Its value has the shape of a credential of this kind.
    Shaped(&'static str),
}

/// Words of a name that mean a secret, as whole words between underscores.
const SECRET_WORDS: [&str; 13] = [
    "password",
    "passwd",
    "pword",
    "passphrase",
    "pass",
    "pwd",
    "secret",
    "token",
    "apikey",
    "credential",
    "credentials",
    "auth",
    "salt",
];

/// Pairs of neighbouring words that mean a secret together.
const SECRET_PAIRS: [(&str, &str); 7] = [
    ("api", "key"),
    ("access", "key"),
    ("private", "key"),
    ("secret", "key"),
    ("encryption", "key"),
    ("signing", "key"),
    ("key", "base"),
];

/// Words of a name that say it is no secret after all.
const HARMLESS_WORDS: [&str; 36] = [
    "public",
    "file",
    "path",
    "dir",
    "version",
    "url",
    "uri",
    "endpoint",
    "host",
    "port",
    "name",
    "id",
    "type",
    "ttl",
    "expiry",
    "expires",
    "expiration",
    "timeout",
    "lifetime",
    "length",
    "size",
    "limit",
    "count",
    "max",
    "min",
    "enabled",
    "enable",
    "disable",
    "disabled",
    "empty",
    "random",
    "method",
    "mode",
    "sock",
    "require",
    "required",
];

/// Prefixes of credentials with the kind they give away and their least length in full.
const SHAPES: [(&str, usize, &str); 17] = [
    ("AKIA", 20, "an AWS access key"),
    ("ASIA", 20, "an AWS access key"),
    ("ghp_", 40, "a GitHub token"),
    ("gho_", 40, "a GitHub token"),
    ("ghs_", 40, "a GitHub token"),
    ("ghr_", 40, "a GitHub token"),
    ("github_pat_", 60, "a GitHub token"),
    ("glpat-", 26, "a GitLab token"),
    ("xoxb-", 24, "a Slack token"),
    ("xoxp-", 24, "a Slack token"),
    ("sk_live_", 24, "a Stripe key"),
    ("rk_live_", 24, "a Stripe key"),
    ("AIza", 39, "a Google API key"),
    ("npm_", 40, "an npm token"),
    ("dckr_pat_", 36, "a Docker Hub token"),
    ("hvs.", 28, "a Vault token"),
    ("SG.", 60, "a SendGrid key"),
];

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

    /// Reads a build argument's name and, where it has one, its literal default.
    pub fn argument(name: &str, default: Option<&str>) -> Self {
        let mut variable = Self::new(name, default);
        variable.is_argument = true;
        let is_open = default
            .map(unquoted)
            .is_none_or(|value| value.is_empty() || value.starts_with('$'));
        if is_open && is_secret_name(name) {
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

fn secret_in(name: &str, value: &str) -> Option<Secret> {
    if let Some(shape) = shape_of(value) {
        return Some(Secret::Shaped(shape));
    }
    if has_password_in_url(value) {
        return Some(Secret::Address);
    }
    (is_secret_name(name) && is_literal_secret(value)).then(|| {
        if is_placeholder(value) {
            Secret::Placeholder
        } else {
            Secret::Named
        }
    })
}

/// Whether a value asks to be replaced.
fn is_placeholder(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let asks = [
        "changeme",
        "change_me",
        "change-me",
        "example",
        "placeholder",
        "replace",
    ];
    asks.iter().any(|word| lower.contains(word))
        || lower.bytes().all(|byte| b"x*.".contains(&byte))
        || (value.starts_with('<') && value.ends_with('>'))
}

/// Whether a name's words mean a secret and no other word takes that back.
fn is_secret_name(name: &str) -> bool {
    let words: Vec<String> = words_of(name);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let has_pair = words
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if SECRET_PAIRS.contains(&(a.as_str(), b.as_str()))));
    (has(&SECRET_WORDS) || has_pair) && !has(&HARMLESS_WORDS)
}

/// `AWS_SecretKey` is `aws`, `secret`, `key`.
fn words_of(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut was_lower = false;
    for letter in name.chars() {
        let starts_word = letter.is_uppercase() && was_lower;
        if (starts_word || !letter.is_alphanumeric()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if letter.is_alphanumeric() {
            word.extend(letter.to_lowercase());
        }
        was_lower = letter.is_lowercase();
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Whether a value could be a secret itself: not empty, a switch, a number, a path or a reference.
fn is_literal_secret(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let is_switch =
        ["true", "false", "yes", "no", "on", "off", "none", "null"].contains(&lower.as_str());
    let is_quantity = value.len() < 5 && value.bytes().all(|byte| byte.is_ascii_digit());
    let is_path = value.starts_with('/') || value.starts_with("./") || value.starts_with("../");
    let is_reference = value.starts_with('$') || value.starts_with("{{");
    !(value.is_empty() || is_switch || is_quantity || is_path || is_reference)
}

/// The kind of credential a value has the shape of.
fn shape_of(value: &str) -> Option<&'static str> {
    if value.contains("-----BEGIN") && value.contains("PRIVATE KEY") {
        return Some("a private key");
    }
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    let shape = SHAPES.iter().find(|(prefix, least, _)| {
        value.starts_with(prefix) && value.len() >= *least && value.bytes().all(is_token)
    })?;
    // The providers' own documentation uses values that say so.
    (!value.contains("EXAMPLE")).then_some(shape.2)
}

/// Whether a URL carries a literal password: `scheme://user:password@host`.
fn has_password_in_url(value: &str) -> bool {
    value.split_once("://").is_some_and(|(scheme, rest)| {
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let password = authority
            .rsplit_once('@')
            .and_then(|(user, _)| user.split_once(':'));
        !scheme.is_empty()
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte))
            && password.is_some_and(|(_, password)| {
                !password.is_empty() && !password.starts_with('$') && !password.starts_with('<')
            })
    })
}

#[cfg(test)]
mod tests {
    use super::{Secret, Variable};

    fn secret(name: &str, value: &str) -> Option<Secret> {
        Variable::new(name, Some(value)).secret
    }

    #[test]
    fn names_are_read_by_their_words() {
        for name in [
            "DB_PASSWORD",
            "apiKey",
            "AWS_SECRET_ACCESS_KEY",
            "NPM_TOKEN",
            "SECRET_KEY_BASE",
        ] {
            assert_eq!(secret(name, "hunter2"), Some(Secret::Named), "{name}");
        }
        for name in [
            "DB_PASSWORD_FILE",
            "TOKENIZERS_PARALLELISM",
            "USERNAME",
            "PUBLIC_KEY",
            "TOKEN_TTL",
            "SSH_AUTH_SOCK",
            "GPG_KEY",
            "MYSQL_ALLOW_EMPTY_PASSWORD",
        ] {
            assert_eq!(secret(name, "hunter2"), None, "{name}");
        }
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
