//! Base64 as the collector writes it and as certificates are written.

/// What could be decoded, and where the rest stops making sense.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The bytes, up to the damage if there is any.
    pub bytes: Vec<u8>,
    /// The offset of the first character that does not belong there, or the text's length where
    /// it ends too early.
    pub damage: Option<usize>,
}

impl Decoded {
    /// The bytes, where nothing is damaged.
    pub fn whole(self) -> Option<Vec<u8>> {
        self.damage.is_none().then_some(self.bytes)
    }
}

/// Decodes a text of four characters for three bytes, filled up with `=`.
///
/// The few lines are here because the usual libraries give nothing of a damaged text.
pub fn decode(text: &str) -> Decoded {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut word, mut held) = (0_u32, 0_u32);
    let mut fill = 0_usize;
    let mut damage = None;
    for (at, byte) in text.bytes().enumerate() {
        let Some(digit) = digit(byte).filter(|_| fill == 0) else {
            if byte == b'=' && held >= 2 && fill + (held as usize) < 4 {
                fill += 1;
                continue;
            }
            damage = Some(at);
            break;
        };
        word = word << 6 | digit;
        held += 1;
        if held == 4 {
            bytes.extend(word.to_be_bytes().get(1..).unwrap_or_default());
            (word, held) = (0, 0);
        }
    }
    let is_filled = fill + held as usize == 4 || (held == 0 && fill == 0);
    if damage.is_none() && !is_filled {
        damage = Some(text.len());
    }
    // Two characters hold one whole byte and three hold two; what is left of them is filling.
    let rest = (word << (6 * (4 - held)) & 0x00ff_ffff).to_be_bytes();
    let whole = held.saturating_sub(1) as usize;
    bytes.extend(rest.get(1..=whole).unwrap_or_default());
    Decoded { bytes, damage }
}

fn digit(byte: u8) -> Option<u32> {
    let digit = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(digit.into())
}

#[cfg(test)]
mod tests {
    use super::{Decoded, decode};

    fn whole(bytes: &[u8]) -> Decoded {
        Decoded {
            bytes: bytes.to_vec(),
            damage: None,
        }
    }

    #[test]
    fn every_length_is_decoded() {
        assert_eq!(decode(""), whole(b""));
        assert_eq!(decode("YQ=="), whole(b"a"));
        assert_eq!(decode("YWI="), whole(b"ab"));
        assert_eq!(decode("YWJj"), whole(b"abc"));
        assert_eq!(decode("YWJjZA=="), whole(b"abcd"));
        assert_eq!(decode("/+8A"), whole(&[0xff, 0xef, 0]));
    }

    #[test]
    fn damage_is_told_at_its_place_and_costs_nothing_before_it() {
        let damaged = |text, bytes: &[u8], at| {
            let expected = Decoded {
                bytes: bytes.to_vec(),
                damage: Some(at),
            };
            assert_eq!(decode(text), expected, "{text}");
        };
        damaged("YWJj!WJj", b"abc", 4);
        damaged("YWJjYW", b"abca", 6);
        damaged("YWJjYWI", b"abcab", 7);
        damaged("YWJjY", b"abc", 5);
        damaged("YQ==YQ==", b"a", 4);
        damaged("YQ=", b"a", 3);
        damaged("Y===", b"", 1);
        damaged("=", b"", 0);
        damaged("YWJj=", b"abc", 4);
    }
}
