//! Digests as people compare them: lower-case hexadecimal digits.

use sha2::{Digest, Sha256};

/// The SHA-256 of some bytes, in 64 digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Two digits for each byte.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        digits.push(digit(byte >> 4));
        digits.push(digit(byte & 0xf));
    }
    digits
}

/// The digit of a number below 16.
const fn digit(number: u8) -> char {
    let first = if number < 10 { b'0' } else { b'a' - 10 };
    (first + number) as char
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_empty_text_has_its_known_digest() {
        let known = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(super::sha256(b""), known);
    }
}
