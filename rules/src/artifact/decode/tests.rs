use proptest::prelude::*;

use super::{Archive, Encoding, NotText, decode};
use crate::artifact::Effect;

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let mark = if big { [0xFE, 0xFF] } else { [0xFF, 0xFE] };
    let units = text.encode_utf16().flat_map(|unit| {
        if big {
            unit.to_be_bytes()
        } else {
            unit.to_le_bytes()
        }
    });
    mark.into_iter().chain(units).collect()
}

#[test]
fn every_encoding_gives_the_same_text() {
    let text = "FROM a:1\r\n# é 🐳\n";
    let marked: Vec<u8> = [0xEF, 0xBB, 0xBF].into_iter().chain(text.bytes()).collect();
    for (bytes, encoding) in [
        (text.as_bytes().to_vec(), Encoding::Utf8),
        (marked, Encoding::Utf8Marked),
        (utf16(text, false), Encoding::Utf16Le),
        (utf16(text, true), Encoding::Utf16Be),
    ] {
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.text, text);
        assert_eq!(decoded.encoding, encoding);
        assert_eq!(decoded.problems, []);
    }
}

#[test]
fn a_bad_byte_is_named_and_located() {
    let decoded = decode(b"\x1b[1mok\x1b[0m caf\xE9\n").unwrap();
    assert_eq!(decoded.text, "ok caf\u{FFFD}\n");
    let problem = &decoded.problems[0];
    assert!(problem.message.contains("byte 14 "), "{}", problem.message);
    assert_eq!(problem.span.unwrap().of(&decoded.text), "\u{FFFD}");
    assert_eq!(decoded.problems[1].effect, Effect::Note);
}

#[test]
fn half_a_unit_is_said() {
    let mut bytes = utf16("{}", false);
    bytes.push(b'x');
    let decoded = decode(&bytes).unwrap();
    assert_eq!(decoded.text, "{}");
    assert_eq!(decoded.problems.len(), 1);
}

#[test]
fn what_is_no_text_is_named() {
    assert_eq!(
        decode(b"PK\x03\x04rest"),
        Err(NotText::Archive(Archive::Zip))
    );
    assert_eq!(
        decode(b"\x1F\x8B\x08rest"),
        Err(NotText::Archive(Archive::Gzip))
    );
    assert_eq!(decode(b"a\0b"), Err(NotText::Binary { offset: 1 }));
    let mut tar = vec![b'a'; 512];
    tar[257..262].copy_from_slice(b"ustar");
    assert_eq!(decode(&tar), Err(NotText::Archive(Archive::Tar)));
}

#[test]
fn emptiness_is_said() {
    for bytes in [&b""[..], b" \r\n\t", b"\xEF\xBB\xBF"] {
        assert_eq!(
            decode(bytes).unwrap().problems[0].effect,
            Effect::Unreadable
        );
    }
}

#[test]
fn an_escape_that_begins_no_sequence_stays() {
    let decoded = decode(b"a\x1b[1;31mb\x1b[\nc\x1b[").unwrap();
    assert_eq!(decoded.text, "ab\u{1b}[\nc\u{1b}[");
}

proptest! {
    #[test]
    fn any_bytes_decode(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(decoded) = decode(&bytes) {
            for problem in decoded.problems {
                let span = problem.span.unwrap_or_default();
                prop_assert!(decoded.text.get(span.start..span.end).is_some());
            }
        }
    }

    #[test]
    fn any_sequences_go(text in "(\u{1b}\\[[0-9;]{0,4}[mK]|[a-zé\n])*") {
        let stripped = decode(text.as_bytes()).unwrap().text.into_owned();
        let expected: String = text.chars().scan(false, |inside, char| {
            let was = *inside || char == '\u{1b}';
            *inside = was && !matches!(char, 'm' | 'K');
            Some((!was).then_some(char))
        }).flatten().collect();
        prop_assert_eq!(stripped, expected);
    }
}
