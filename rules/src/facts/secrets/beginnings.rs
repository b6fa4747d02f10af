//! Where in a text something known may begin: its first three bytes tell, and most places are
//! none.

use crate::sorted::InOrder;

/// How many bits tell of three bytes.
const BITS: u32 = 16;

/// What begins with three bytes: one bit for each kind.
pub(super) type Kinds = u8;

/// The first three bytes of all that is known.
pub(super) struct Beginnings {
    /// One bit for each remainder that three bytes leave: most places are ruled out here.
    remainders: [u64; 1 << (BITS - 6)],
    /// The same without chance, in order.
    known: Vec<([u8; 3], Kinds)>,
}

impl Beginnings {
    /// How the kinds begin, each with all its words of two or more bytes. A credential goes on
    /// behind a word of two.
    pub(super) fn new<'a>(of: impl IntoIterator<Item = (Kinds, &'a str)>) -> Self {
        let mut known = Vec::new();
        for (kinds, word) in of {
            match *word.as_bytes() {
                [a, b, c, ..] => known.push(([a, b, c], kinds)),
                [a, b] => known.extend(goes_on().map(|c| ([a, b, c], kinds))),
                _ => {}
            }
        }
        known.order_by_key(|(bytes, _)| *bytes);
        known.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1 |= next.1;
            }
            is_same
        });
        let mut remainders = [0; 1 << (BITS - 6)];
        for (bytes, _) in &known {
            let (word, bit) = slot(*bytes);
            if let Some(word) = remainders.get_mut(word) {
                *word |= bit;
            }
        }
        Self { remainders, known }
    }

    /// The places of a text where something known may begin, in order, and what it may be.
    pub(super) fn places(&self, text: &str) -> impl Iterator<Item = (usize, Kinds)> {
        let threes = text.as_bytes().array_windows().enumerate();
        threes.filter_map(|(at, bytes)| {
            let may_begin = self.may_begin(*bytes);
            let kinds = may_begin.then(|| self.kinds(*bytes)).flatten();
            kinds.map(|kinds| (at, kinds))
        })
    }

    fn may_begin(&self, bytes: [u8; 3]) -> bool {
        let (word, bit) = slot(bytes);
        self.remainders
            .get(word)
            .is_some_and(|word| word & bit != 0)
    }

    fn kinds(&self, bytes: [u8; 3]) -> Option<Kinds> {
        let place = self.known.binary_search_by_key(&bytes, |(it, _)| *it);
        self.known.get(place.ok()?).map(|(_, kinds)| *kinds)
    }
}

/// What a credential is made of.
fn goes_on() -> impl Iterator<Item = u8> {
    (0..=u8::MAX).filter(|it| it.is_ascii_alphanumeric() || b"-_.~".contains(it))
}

/// The word of a set that tells of three bytes, and the bit in it.
fn slot([first, second, third]: [u8; 3]) -> (usize, u64) {
    // A product's upper bits depend on all bytes; with this factor no three blanks, quotes or
    // digits of a usual JSON file share them with a beginning.
    const FACTOR: u32 = 0x85eb_ca6b;
    let bytes = u32::from_le_bytes([first, second, third, 0]);
    let remainder = bytes.wrapping_mul(FACTOR) >> (u32::BITS - BITS);
    ((remainder >> 6) as usize, 1 << (remainder & 63))
}

#[cfg(test)]
mod tests {
    use super::Beginnings;

    #[test]
    fn all_that_is_known_is_found_and_nothing_else() {
        let known = [(1, "ghp_"), (2, "Q~"), (4, "://"), (8, ":/"), (16, "x")];
        let beginnings = Beginnings::new(known);
        let places = |text| beginnings.places(text).collect::<Vec<_>>();
        assert_eq!(
            places("a ghp_ aQ~b ://x :/x"),
            [(2, 1), (8, 2), (12, 4), (17, 8)]
        );
        assert_eq!(places("gh"), []);
        let all: String = (0..=0x2ff).filter_map(char::from_u32).collect();
        assert_eq!(places(&all), []);
    }
}
