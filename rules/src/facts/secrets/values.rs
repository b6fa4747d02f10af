//! Whether a value could be a secret at all.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::model::bundle::REDACTED;

/// Words in values that stand for a secret rather than being one.
const PLACEHOLDER_WORDS: [&str; 11] = [
    "changeme",
    "change_me",
    "change-me",
    "change_this",
    "example",
    "placeholder",
    "replace",
    "redacted",
    "dummy",
    "your_",
    "your-",
];

/// Words in names of switches.
const SWITCHES: [&str; 8] = ["true", "false", "yes", "no", "on", "off", "none", "null"];

/// Looks for what the collector leaves in the place of a value.
static MARK: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(REDACTED));

/// Whether the collector hid a value in this text, which was set to something.
pub(crate) fn is_hidden(text: &str) -> bool {
    MARK.find(text.as_bytes()).is_some()
}

/// Whether a value asks to be replaced. One that the collector hid is somebody's own.
pub(crate) fn is_placeholder(value: &str) -> bool {
    if is_hidden(value) {
        return false;
    }
    let lower = value.to_ascii_lowercase();
    PLACEHOLDER_WORDS.iter().any(|word| lower.contains(word))
        || lower.bytes().all(|byte| b"x*.".contains(&byte))
        || (value.starts_with('<') && value.ends_with('>'))
        || is_crossed_out(&lower)
        || is_nil(&lower)
}

/// Whether a part between hyphens or underscores is crossed out, as in `sk-xxx-xxx`.
fn is_crossed_out(lower: &str) -> bool {
    let mut parts = lower.split(['-', '_']);
    parts.any(|part| part.len() > 2 && part.bytes().all(|byte| byte == b'x'))
}

/// Whether a value is noughts in the length of a key or a UUID.
fn is_nil(value: &str) -> bool {
    value.len() >= 16 && value.bytes().all(|byte| b"0-".contains(&byte))
}

/// Whether a value could be a secret itself: not empty, a switch, a number, a path, a
/// reference or the name of a class.
pub(crate) fn is_literal(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let is_switch = SWITCHES.contains(&lower.as_str());
    let is_quantity = value.len() < 5 && value.bytes().all(|byte| byte.is_ascii_digit());
    let is_path = value.starts_with('/') || value.starts_with("./") || value.starts_with("../");
    let is_reference = value.starts_with('$') || value.starts_with("{{");
    !(value.is_empty() || is_switch || is_quantity || is_path || is_reference || is_class(value))
}

/// Whether a value is a dotted path of identifiers, as `app.auth.Backend`.
fn is_class(value: &str) -> bool {
    let is_identifier = |part: &str| {
        part.len() > 1
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphabetic() || byte == b'_')
    };
    value.split('.').count() > 2 && value.split('.').all(is_identifier)
}

/// Whether the part of a token that its provider made up is made up: no example of the
/// provider's documentation, and no character held down.
pub(super) fn is_random(tail: &str) -> bool {
    let lower = tail.to_ascii_lowercase();
    let is_example = ["example", "xxxxx", "placeholder", "redacted", "your_"]
        .iter()
        .any(|word| lower.contains(word));
    !is_example && distinct(tail) >= 4
}

/// Whether a value is as uneven as a generated secret: letters and digits, above 3.5 bits a
/// byte, and no words of a placeholder.
pub(super) fn is_generated(value: &str) -> bool {
    let has = |belongs: fn(&u8) -> bool| value.as_bytes().iter().any(belongs);
    has(u8::is_ascii_digit)
        && has(u8::is_ascii_alphabetic)
        && entropy(value) > 3.5
        && !is_placeholder(value)
        && !is_ordered(value)
}

/// Whether most of a value counts up, as `1234567890abcdef` does.
fn is_ordered(value: &str) -> bool {
    let pairs = value.as_bytes().windows(2);
    let rising = pairs.filter(|pair| matches!(pair, [a, b] if a.checked_add(1) == Some(*b)));
    rising.count() * 2 > value.len()
}

/// Shannon's entropy, in bits a byte.
fn entropy(value: &str) -> f64 {
    let counts = counts(value);
    let all = f64::from(counts.iter().sum::<u32>().max(1));
    let share = |count: &u32| f64::from(*count) / all;
    let some = counts.iter().filter(|count| **count > 0).map(share);
    -some.map(|share| share * share.log2()).sum::<f64>()
}

fn distinct(value: &str) -> usize {
    counts(value).iter().filter(|count| **count > 0).count()
}

fn counts(value: &str) -> [u32; 256] {
    let mut counts = [0; 256];
    for byte in value.bytes() {
        if let Some(count) = counts.get_mut(usize::from(byte)) {
            *count += 1;
        }
    }
    counts
}
