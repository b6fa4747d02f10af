//! Secrets and configs of a swarm as a manager describes them.

use super::Field;
use super::swarm_object::{Own, Specified, SwarmObject};
use super::value::Reader;
use crate::model::json::Raw;

/// One inspected secret; its value is never printed.
pub type SwarmSecret = SwarmObject<Specified<SecretDetails>>;

/// What a secret has besides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecretDetails {
    /// `Spec.Driver.Name`: the plugin that holds the value; absent for the swarm itself.
    pub driver: Field<String>,
}

/// One inspected config, with its content.
pub type SwarmConfig = SwarmObject<Specified<ConfigDetails>>;

/// What a config has besides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfigDetails {
    /// `Spec.Data`: the content in base64, as printed.
    pub data: Field<String>,
}

impl Own for SecretDetails {
    fn specify(&mut self, reader: &mut Reader, key: &str, raw: Raw<'_>) {
        if key == "Driver" {
            self.driver = reader.string_in("Spec.Driver", "Name", raw);
        }
    }
}

impl Own for ConfigDetails {
    fn specify(&mut self, reader: &mut Reader, key: &str, raw: Raw<'_>) {
        if key == "Data" {
            self.data = reader.string("Spec.Data", raw);
        }
    }
}

impl ConfigDetails {
    /// The content itself; `None` where there is none or where it is no base64.
    pub fn content(&self) -> Option<Vec<u8>> {
        decoded(self.data.value()?)
    }
}

/// The bytes that base64 text stands for, with or without padding and line breaks.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0_u32);
    let body = text.trim_end().trim_end_matches('=');
    for byte in body.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            let [_, _, _, low] = (bits >> count).to_be_bytes();
            bytes.push(low);
            bits &= (1 << count) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn base64_is_decoded() {
        for (text, content) in [
            ("", ""),
            ("YQ==", "a"),
            ("YWI", "ab"),
            ("cGFzc3dvcmQ9\naHVudGVyMgo=\n", "password=hunter2\n"),
        ] {
            assert_eq!(decoded(text).unwrap(), content.as_bytes(), "{text}");
        }
        assert_eq!(decoded("a b!"), None);
    }
}
