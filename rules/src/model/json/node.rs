//! Where a value or a key stands, as short as it can be told: a document has millions.

use super::Damage;

/// A value or a key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Node {
    /// Where it begins, from the beginning of the outermost value.
    pub(super) start: u32,
    /// One past its last byte.
    pub(super) end: u32,
    /// How many nodes it is, with all it holds, and whether it is a string with escapes.
    size: u32,
}

/// The bit that says that something in a string is escaped.
const ESCAPED: u32 = 1 << 31;

impl Node {
    /// A value that holds no others.
    ///
    /// # Errors
    /// It stands further behind the beginning than four gigabytes.
    #[inline]
    pub(super) fn new(start: usize, end: usize) -> Result<Self, Damage> {
        match (u32::try_from(start), u32::try_from(end)) {
            (Ok(start), Ok(end)) => Ok(Self {
                start,
                end,
                size: 1,
            }),
            _ => Err(Damage::TooMuch(start)),
        }
    }

    /// The same as a string in which something is escaped.
    pub(super) const fn escaped(self) -> Self {
        Self {
            size: self.size | ESCAPED,
            ..self
        }
    }

    /// Ends an object or list of `size` nodes, itself among them, before the byte at `end`.
    pub(super) fn close(&mut self, end: usize, size: usize) {
        // Both fit: of the nodes there are four million, and what ends ends in a text that does.
        self.end = u32::try_from(end).unwrap_or(u32::MAX);
        self.size = u32::try_from(size).unwrap_or(ESCAPED - 1);
    }

    /// How many nodes it is, with all it holds.
    pub(super) const fn len(self) -> usize {
        // The number is one in memory, so it fits.
        (self.size & !ESCAPED) as usize
    }

    /// Whether it is a string in which something is escaped.
    pub(super) const fn is_escaped(self) -> bool {
        self.size & ESCAPED != 0
    }
}
