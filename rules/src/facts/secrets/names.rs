//! Which names say that their value is a secret.

/// Words of a name that mean a secret.
const SECRET_WORDS: [&str; 17] = [
    "password",
    "passwd",
    "pword",
    "passphrase",
    "pass",
    "pwd",
    "psw",
    "pw",
    "secret",
    "secretkey",
    "token",
    "apikey",
    "credential",
    "credentials",
    "creds",
    "auth",
    "salt",
];

/// Words that mean one where no other word of the name says what else they are for.
const WEAK_WORDS: [&str; 2] = ["key", "private"];

/// Ends of words that are written without a boundary, as in `PGPASSWORD`.
const SECRET_ENDS: [&str; 12] = [
    "password",
    "passwd",
    "passphrase",
    "secret",
    "apikey",
    "secretkey",
    "accesskey",
    "privatekey",
    "authkey",
    "authtoken",
    "accesstoken",
    "apitoken",
];

/// Neighbouring words that mean a secret together.
const SECRET_PAIRS: [(&str, &str); 8] = [
    ("api", "key"),
    ("access", "key"),
    ("private", "key"),
    ("secret", "key"),
    ("encryption", "key"),
    ("signing", "key"),
    ("master", "key"),
    ("key", "base"),
];

/// Words that say it is none wherever they stand.
const HARMLESS_WORDS: [&str; 19] = [
    "public", "pub", "empty", "random", "enabled", "enable", "disable", "disabled", "require",
    "required", "allow", "skip", "max", "min", "no", "use", "without", "file", "version",
];

/// Words that say it is none where they stand behind: what is named is something about it.
const HARMLESS_ENDINGS: [&str; 66] = [
    "path",
    "paths",
    "files",
    "dir",
    "directory",
    "folder",
    "url",
    "urls",
    "uri",
    "endpoint",
    "host",
    "port",
    "name",
    "names",
    "id",
    "ids",
    "type",
    "ttl",
    "expiry",
    "expires",
    "expiration",
    "timeout",
    "lifetime",
    "length",
    "len",
    "size",
    "limit",
    "count",
    "method",
    "mode",
    "sock",
    "socket",
    "backend",
    "backends",
    "provider",
    "class",
    "algorithm",
    "alg",
    "algo",
    "format",
    "pattern",
    "prefix",
    "suffix",
    "policy",
    "strategy",
    "server",
    "service",
    "issuer",
    "audience",
    "realm",
    "scope",
    "scopes",
    "domain",
    "header",
    "field",
    "column",
    "converter",
    "serializer",
    "deserializer",
    "schema",
    "schemas",
    "fingerprint",
    "checksum",
    "sha256",
    "rounds",
    "rotation",
];

/// Words beside `key` that make it one to be known, or none of cryptography.
const OPEN_KEYS: [&str; 22] = [
    "gpg",
    "pgp",
    "apt",
    "rpm",
    "repo",
    "repository",
    "primary",
    "foreign",
    "partition",
    "sort",
    "cache",
    "index",
    "group",
    "routing",
    "object",
    "map",
    "message",
    "keyboard",
    "network",
    "ip",
    "subnet",
    "registry",
];

/// Names that are secrets although their words do not say so.
const KNOWN_ENDS: [&[&str]; 3] = [
    // Half of a pair, and useless to have without the other half.
    &["aws", "access", "key", "id"],
    &["docker", "auth", "config"],
    // An address of a service with what opens it.
    &["dsn"],
];

/// Whether a name's words mean a secret and no other word takes that back.
pub fn is_secret_name(name: &str) -> bool {
    if !may_mean_secret(name) {
        return false;
    }
    let words = spaced(name);
    let words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
    if KNOWN_ENDS.iter().any(|known| words.ends_with(known)) {
        return true;
    }
    let Some(last) = words.iter().rposition(|word| is_secret_word(word)) else {
        return false;
    };
    if words.iter().any(|word| HARMLESS_WORDS.contains(word)) {
        return false;
    }
    // By itself such a word says nothing: it may as well be a sample's.
    if matches!(words.as_slice(), [only] if WEAK_WORDS.contains(only)) {
        return false;
    }
    let is_about_it = words
        .iter()
        .skip(last + 1)
        .any(|word| HARMLESS_ENDINGS.contains(word));
    let is_strong = words
        .iter()
        .any(|word| is_secret_word(word) && !WEAK_WORDS.contains(word))
        || words
            .windows(2)
            .any(|pair| matches!(pair, [a, b] if SECRET_PAIRS.contains(&(a, b))));
    let is_open = words.iter().any(|word| OPEN_KEYS.contains(word));
    !is_about_it && (is_strong || !is_open)
}

/// What stands in every word that means a secret.
const STEMS: [&str; 11] = [
    "auth", "cred", "dsn", "key", "pass", "private", "psw", "pw", "salt", "secret", "token",
];

/// Whether the name could mean a secret: most names hold no such word, whatever their case and
/// boundaries are.
fn may_mean_secret(name: &str) -> bool {
    let bytes = name.as_bytes();
    let begins = |at: usize, stem: &str| {
        let here = bytes.get(at..at + stem.len());
        here.is_some_and(|here| here.eq_ignore_ascii_case(stem.as_bytes()))
    };
    let is_here = |(at, byte): (usize, &u8)| match byte.to_ascii_lowercase() {
        b'a' | b'c' | b'd' | b'k' | b'p' | b's' | b't' => STEMS.iter().any(|stem| begins(at, stem)),
        // Other letters may become one of these in lower case.
        byte => !byte.is_ascii(),
    };
    bytes.iter().enumerate().any(is_here)
}

fn is_secret_word(word: &str) -> bool {
    SECRET_WORDS.contains(&word)
        || WEAK_WORDS.contains(&word)
        || SECRET_ENDS.iter().any(|end| word.ends_with(end))
}

/// `AWS_SecretKey` is `aws secret key`.
fn spaced(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    let mut was_lower = false;
    for letter in name.chars() {
        let starts_word = letter.is_uppercase() && was_lower;
        if (starts_word || !letter.is_alphanumeric()) && !words.ends_with(' ') {
            words.push(' ');
        }
        if letter.is_ascii_alphanumeric() {
            words.push(letter.to_ascii_lowercase());
        } else if letter.is_alphanumeric() {
            words.extend(letter.to_lowercase());
        }
        was_lower = letter.is_lowercase();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{
        KNOWN_ENDS, SECRET_ENDS, SECRET_WORDS, WEAK_WORDS, is_secret_name, may_mean_secret,
    };

    #[test]
    fn every_word_that_means_a_secret_is_looked_at() {
        let words = SECRET_WORDS.iter().chain(&WEAK_WORDS).chain(&SECRET_ENDS);
        for word in words {
            assert!(
                may_mean_secret(&format!("APP_{}", word.to_uppercase())),
                "{word}"
            );
        }
        for words in KNOWN_ENDS {
            assert!(may_mean_secret(&words.join("_")), "{words:?}");
        }
        // The sign for a degree Kelvin is a small k in lower case.
        assert!(is_secret_name("API_\u{212a}EY"));
        assert!(!may_mean_secret("NODE_ENV"));
    }
}
