//! The grammar of JSON: whether a value is valid, and where its parts stand.

use super::node::Node;
use super::tape::MOST;
use super::token::{self, blanks, scalar};

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

/// An object or list whose end was not met yet.
#[derive(Clone, Copy)]
struct Open {
    /// The number of its node.
    node: usize,
    /// The bracket that ends it.
    closing: u8,
}

/// Adds the value that begins at `at` with all it holds to `nodes`; one past its last byte.
pub(super) fn value(bytes: &[u8], mut at: usize, nodes: &mut Vec<Node>) -> Result<usize, Damage> {
    // The objects and lists around `at`, the outermost first.
    let mut open: Vec<Open> = Vec::new();
    loop {
        match bytes.get(at) {
            Some(b'"') => at = add_string(bytes, at, nodes)?,
            Some(bracket @ (b'{' | b'[')) => {
                let (node, closing) = (nodes.len(), bracket + 2);
                open.push(Open { node, closing });
                add(nodes, Node::new(at, at + 1)?)?;
                at = blanks(bytes, at + 1);
                if bytes.get(at) != Some(&closing) {
                    if closing == b'}' {
                        at = key(bytes, at, nodes)?;
                    }
                    continue;
                }
            }
            _ => {
                let end = scalar(bytes, at)?;
                add(nodes, Node::new(at, end)?)?;
                at = end;
            }
        }
        // A value has ended, and with it perhaps those around it.
        loop {
            let Some(inner) = open.last().copied() else {
                return Ok(at);
            };
            at = blanks(bytes, at);
            match bytes.get(at) {
                Some(b',') => {
                    at = blanks(bytes, at + 1);
                    if inner.closing == b'}' {
                        at = key(bytes, at, nodes)?;
                    }
                    break;
                }
                Some(byte) if *byte == inner.closing => {
                    at += 1;
                    open.pop();
                    let size = nodes.len() - inner.node;
                    if let Some(node) = nodes.get_mut(inner.node) {
                        node.close(at, size);
                    }
                }
                _ => return Err(Damage::Invalid(at)),
            }
        }
    }
}

/// Takes a key with its colon and the blanks before the value; where the value begins.
#[inline]
fn key(bytes: &[u8], at: usize, nodes: &mut Vec<Node>) -> Result<usize, Damage> {
    if bytes.get(at) != Some(&b'"') {
        return Err(Damage::Invalid(at));
    }
    let at = add_string(bytes, at, nodes)?;
    let at = blanks(bytes, at);
    if bytes.get(at) != Some(&b':') {
        return Err(Damage::Invalid(at));
    }
    Ok(blanks(bytes, at + 1))
}

#[inline]
fn add_string(bytes: &[u8], at: usize, nodes: &mut Vec<Node>) -> Result<usize, Damage> {
    let string = token::string(bytes, at)?;
    let node = Node::new(at, string.end)?;
    let escaped = string.is_escaped;
    add(nodes, if escaped { node.escaped() } else { node })?;
    Ok(string.end)
}

#[inline]
fn add(nodes: &mut Vec<Node>, node: Node) -> Result<(), Damage> {
    if nodes.len() >= MOST {
        return Err(Damage::TooMuch(node.start as usize));
    }
    nodes.push(node);
    Ok(())
}
