//! Which bytes a text has: what needs others need not be looked for.

/// The bytes that stand somewhere in a text.
pub(super) struct Letters {
    stands: [bool; 256],
}

impl Letters {
    pub(super) fn of(text: &str) -> Self {
        let mut stands = [false; 256];
        for byte in text.bytes() {
            if let Some(stands) = stands.get_mut(usize::from(byte)) {
                *stands = true;
            }
        }
        Self { stands }
    }

    /// Whether a text may hold this word: all that it is made of is there.
    pub(super) fn may_spell(&self, word: &str) -> bool {
        word.bytes().all(|byte| self.has(byte))
    }

    /// Whether a text has this byte.
    pub(super) fn has(&self, byte: u8) -> bool {
        self.stands.get(usize::from(byte)) == Some(&true)
    }
}

#[cfg(test)]
mod tests {
    use super::Letters;

    #[test]
    fn a_word_is_spelt_with_what_is_there() {
        let letters = Letters::of("host: é");
        assert!(letters.may_spell("shot") && letters.may_spell("") && letters.may_spell("é"));
        assert!(!letters.may_spell("Host") && !letters.may_spell("hosts!"));
        assert!(letters.has(b':') && !letters.has(b'='));
    }
}
