//! Decides `label-keys-valid`: label keys are ones that tools agree on.

use super::{Check, Decide, labels, unsettled};
use crate::catalogue::label_keys_valid::{CONTROL, KEY_INVALID, KEY_RESERVED, KEY_UNRESOLVED};
use crate::facts::Build;
use crate::finding::{Edit, Finding, Remedy, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// Beginnings of keys that Docker keeps for itself.
const RESERVED: [&str; 3] = ["com.docker.", "io.docker.", "org.dockerproject."];

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    for label in labels::labels(build) {
        is_concerned = true;
        let key = match label.key {
            Ok(key) => key,
            Err(missing) => {
                unknown.push(unsettled::finding(&missing, KEY_UNRESOLVED));
                continue;
            }
        };
        let reason = if RESERVED.iter().any(|start| key.starts_with(start)) {
            KEY_RESERVED
        } else if is_valid(&key) {
            continue;
        } else {
            KEY_INVALID
        };
        let finding = Finding::new(reason)
            .with("key", &key)
            .at(label.step.at(label.key_span));
        let lower = key.to_lowercase();
        let is_plain = label.key_span.of(build.text) == key;
        failures.push(if is_plain && is_valid(&lower) && lower != key {
            let asks = "Confirm that nothing reads the label by its present key.";
            finding.mended_by(Remedy::assisted(
                asks,
                vec![Edit::replace(label.key_span, lower)],
            ))
        } else {
            finding
        });
    }
    Verdict::over(is_concerned, failures, unknown)
}

/// Lower-case letters and digits, with single separators between them.
fn is_valid(key: &str) -> bool {
    let is_part = |byte: u8| {
        byte.is_ascii_lowercase()
            || byte.is_ascii_digit()
            || matches!(byte, b'.' | b'-' | b'_' | b'/')
    };
    key.starts_with(|first: char| first.is_ascii_lowercase())
        && key.ends_with(|last: char| last.is_ascii_lowercase() || last.is_ascii_digit())
        && key.bytes().all(is_part)
        && !key.contains("..")
        && !key.contains("--")
}

#[cfg(test)]
mod tests {
    use super::is_valid;

    #[test]
    fn keys_are_words_with_single_separators() {
        for key in [
            "a",
            "org.opencontainers.image.title",
            "my-key_2",
            "x/y",
            "v1",
        ] {
            assert!(is_valid(key), "{key}");
        }
        for key in ["", "1a", "a.", "A", "a b", "a..b", "a--b", "-a", "é", "a-"] {
            assert!(!is_valid(key), "{key}");
        }
    }
}
