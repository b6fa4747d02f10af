//! The grammar of JSON, byte by byte: whether a value is valid, and where its parts stand.

use super::tape::{MOST, Node};

/// Why a value was not taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// It stops to be valid JSON at this byte of the text.
    Invalid(usize),
    /// At this byte of the text it holds more than anybody needs.
    TooMuch(usize),
}

impl Damage {
    /// The byte in the text where reading stopped.
    pub const fn at(self) -> usize {
        match self {
            Self::Invalid(at) | Self::TooMuch(at) => at,
        }
    }

    /// What is the matter, said of the value at that byte.
    pub const fn clause(self) -> &'static str {
        match self {
            Self::Invalid(_) => "is damaged here",
            Self::TooMuch(_) => "holds more than four million values",
        }
    }

    /// The same, with places counted from further ahead.
    pub(super) const fn behind(self, base: usize) -> Self {
        match self {
            Self::Invalid(at) => Self::Invalid(base + at),
            Self::TooMuch(at) => Self::TooMuch(base + at),
        }
    }
}

/// One past the blanks from `at` on.
pub(super) fn blanks(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(at) {
        at += 1;
        // Documents are indented for people: a tenth of them and more is blanks.
        while bytes.get(at..at + 8) == Some(b"        ") {
            at += 8;
        }
    }
    at
}

/// Adds the value that begins at `at` with all it holds to `nodes`; one past its last byte.
pub(super) fn value(bytes: &[u8], at: usize, nodes: &mut Vec<Node>) -> Result<usize, Damage> {
    let mut walk = Walk {
        bytes,
        at,
        nodes,
        open: Vec::new(),
    };
    walk.value()?;
    while let Some(outer) = walk.open.last().copied() {
        walk.next_inside(outer)?;
    }
    Ok(walk.at)
}

struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
    nodes: &'a mut Vec<Node>,
    /// The objects and lists around `at`, the outermost first.
    open: Vec<Open>,
}

/// An object or list whose end was not met yet.
#[derive(Clone, Copy)]
struct Open {
    /// The number of its node.
    node: usize,
    is_object: bool,
}

impl Walk<'_> {
    /// Takes a value without surrounding blanks; of an object or list the beginning and, where
    /// it holds something, the first value in it.
    fn value(&mut self) -> Result<(), Damage> {
        loop {
            let start = self.at;
            match self.bytes.get(start) {
                Some(b'"') => {
                    let end = string(self.bytes, start)?;
                    return self.leaf(end);
                }
                Some(bracket @ (b'{' | b'[')) => {
                    let is_object = *bracket == b'{';
                    self.open.push(Open {
                        node: self.nodes.len(),
                        is_object,
                    });
                    self.leaf(start + 1)?;
                    self.at = blanks(self.bytes, self.at);
                    if self.bytes.get(self.at) == Some(&(bracket + 2)) {
                        self.close();
                        return Ok(());
                    }
                    if is_object {
                        self.key()?;
                    }
                }
                _ => {
                    let end = scalar(self.bytes, start)?;
                    return self.leaf(end);
                }
            }
        }
    }

    /// Takes what stands behind a value inside an object or list.
    fn next_inside(&mut self, outer: Open) -> Result<(), Damage> {
        self.at = blanks(self.bytes, self.at);
        let closing = if outer.is_object { b'}' } else { b']' };
        match self.bytes.get(self.at) {
            Some(b',') => {
                self.at = blanks(self.bytes, self.at + 1);
                if outer.is_object {
                    self.key()?;
                }
                self.value()
            }
            Some(byte) if *byte == closing => {
                self.close();
                Ok(())
            }
            _ => Err(self.damage()),
        }
    }

    /// Takes a key with its colon and the blanks before the value.
    fn key(&mut self) -> Result<(), Damage> {
        if self.bytes.get(self.at) != Some(&b'"') {
            return Err(self.damage());
        }
        let end = string(self.bytes, self.at)?;
        self.leaf(end)?;
        self.at = blanks(self.bytes, end);
        if self.bytes.get(self.at) != Some(&b':') {
            return Err(self.damage());
        }
        self.at = blanks(self.bytes, self.at + 1);
        Ok(())
    }

    fn leaf(&mut self, end: usize) -> Result<(), Damage> {
        let places = (u32::try_from(self.at), u32::try_from(end));
        let (Ok(start), Ok(last), true) = (places.0, places.1, self.nodes.len() < MOST) else {
            return Err(Damage::TooMuch(self.at));
        };
        self.nodes.push(Node {
            start,
            end: last,
            size: 1,
        });
        self.at = end;
        Ok(())
    }

    /// Ends the innermost object or list with the bracket at `at`.
    fn close(&mut self) {
        self.at += 1;
        let Some(Open { node, .. }) = self.open.pop() else {
            return;
        };
        let size = self.nodes.len() - node;
        if let Some(node) = self.nodes.get_mut(node) {
            // Both fit: of the nodes there are four million, and the start of this one did.
            node.end = u32::try_from(self.at).unwrap_or(u32::MAX);
            node.size = u32::try_from(size).unwrap_or(u32::MAX);
        }
    }

    const fn damage(&self) -> Damage {
        Damage::Invalid(self.at)
    }
}

/// One past the string whose quote stands at `at`.
fn string(bytes: &[u8], at: usize) -> Result<usize, Damage> {
    let mut at = at + 1;
    loop {
        at = plain(bytes, at);
        match bytes.get(at) {
            Some(b'"') => return Ok(at + 1),
            Some(b'\\') => {
                let length = match bytes.get(at + 1) {
                    Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
                    Some(b'u') if is_hexadecimal(bytes, at + 2) => 6,
                    _ => return Err(Damage::Invalid(at)),
                };
                at += length;
            }
            _ => return Err(Damage::Invalid(at)),
        }
    }
}

fn is_hexadecimal(bytes: &[u8], at: usize) -> bool {
    let digits = bytes.get(at..at + 4);
    digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

/// The first byte from `at` on that is a quote, a backslash or a control character; eight bytes
/// at a time, each in its own lane of a number.
fn plain(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    // A lane's highest bit says that the lane was zero, or stands behind one that was.
    let zeros = |lanes: u64| lanes.wrapping_sub(ONES) & !lanes & HIGH;
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let lanes = u64::from_le_bytes(*eight);
        let controls = lanes.wrapping_sub(ONES * 0x20) & !lanes & HIGH;
        let quotes = zeros(lanes ^ (ONES * u64::from(b'"')));
        let found = controls | quotes | zeros(lanes ^ (ONES * u64::from(b'\\')));
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let step = rest
        .iter()
        .position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20));
    at + step.unwrap_or(rest.len())
}

/// One past the number or word that begins at `at`.
fn scalar(bytes: &[u8], at: usize) -> Result<usize, Damage> {
    let rest = bytes.get(at..).unwrap_or_default();
    for word in [&b"null"[..], b"true", b"false"] {
        if rest.starts_with(word) {
            return Ok(at + word.len());
        }
    }
    number(bytes, at)
}

fn number(bytes: &[u8], mut at: usize) -> Result<usize, Damage> {
    if bytes.get(at) == Some(&b'-') {
        at += 1;
    }
    at = match bytes.get(at) {
        Some(b'0') => at + 1,
        _ => digits(bytes, at)?,
    };
    if bytes.get(at) == Some(&b'.') {
        at = digits(bytes, at + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        at += 1;
        if let Some(b'+' | b'-') = bytes.get(at) {
            at += 1;
        }
        at = digits(bytes, at)?;
    }
    Ok(at)
}

/// One past the digits at `at`, of which there must be one.
fn digits(bytes: &[u8], at: usize) -> Result<usize, Damage> {
    let rest = bytes.get(at..).unwrap_or_default();
    let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if count == 0 {
        return Err(Damage::Invalid(at));
    }
    Ok(at + count)
}
