//! Which ports are the same, range by range.
//!
//! Compose takes a range of ports apart, so that another entry may replace one of them.

use std::collections::BTreeMap;

use super::shape;
use crate::model::compose::{Field, Port, Scope};
use crate::model::yaml::Node;

/// How many ports of ranges one list is taken apart into; beyond, a range is one.
const MAX_PIECES: usize = 4096;

/// One port of an entry.
struct Piece {
    /// The entry's place in the list.
    owner: usize,
    key: String,
    /// The port written alone; empty where it is the whole entry.
    alone: String,
}

/// The entries without the ports that a later one stands for; `None` where all differ.
pub(super) fn unique(items: &[Node], scope: &Scope) -> Option<Vec<Node>> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(items.len());
    let mut counts = Vec::with_capacity(items.len());
    for (owner, item) in items.iter().enumerate() {
        let before = pieces.len();
        take_apart(owner, item, scope, &mut pieces);
        counts.push(pieces.len() - before);
    }
    let all = pieces.len();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: Vec<Piece> = Vec::with_capacity(all);
    for piece in pieces {
        let place = *places.entry(piece.key.clone()).or_insert(kept.len());
        match kept.get_mut(place) {
            Some(earlier) => *earlier = piece,
            None => kept.push(piece),
        }
    }
    (kept.len() < all).then(|| put_together(&kept, &counts, items))
}

fn put_together(kept: &[Piece], counts: &[usize], items: &[Node]) -> Vec<Node> {
    let mut nodes = Vec::new();
    for run in kept.chunk_by(|a, b| a.owner == b.owner) {
        let Some((owner, item)) = run
            .first()
            .and_then(|piece| Some((piece.owner, items.get(piece.owner)?)))
        else {
            continue;
        };
        if counts.get(owner) == Some(&run.len()) {
            nodes.push(item.clone());
        } else {
            let alone = |piece: &Piece| shape::text(&piece.alone, item.span, item.via);
            nodes.extend(run.iter().map(alone));
        }
    }
    nodes
}

fn take_apart(owner: usize, item: &Node, scope: &Scope, pieces: &mut Vec<Piece>) {
    let whole = |key: String| Piece {
        owner,
        key,
        alone: String::new(),
    };
    let port = Field::new(item, scope).port();
    let Some(port) = port.value() else {
        // What is not told is the same only where it is written the same.
        let key = match item.scalar() {
            Some(scalar) => format!("text {}", scalar.text),
            None => format!("place {}", item.span.start),
        };
        return pieces.push(whole(key));
    };
    if item.is_mapping() {
        return pieces.push(whole(long(item, port)));
    }
    match ranges(port) {
        Some((targets, published)) if pieces.len() + targets.len() <= MAX_PIECES => {
            let first = targets.start;
            for target in targets {
                let published = published.map(|from| (from + (target - first)).to_string());
                let published = published.unwrap_or_default();
                let key = key(port, &published, &target.to_string());
                let alone = alone(port, &published, target);
                pieces.push(Piece { owner, key, alone });
            }
        }
        Some(_) | None => {
            let published = port.published.as_deref().unwrap_or_default();
            pieces.push(whole(key(port, published, &port.target)));
        }
    }
}

/// The targets of a range, and the port that the first of them is published on.
fn ranges(port: &Port) -> Option<(std::ops::Range<u32>, Option<u32>)> {
    let range = |text: &str| -> Option<std::ops::Range<u32>> {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let (first, last) = (first.parse::<u32>().ok()?, last.parse::<u32>().ok()?);
        Some(first..last.checked_add(1)?)
    };
    let targets = range(&port.target).filter(|targets| targets.len() > 1)?;
    match port.published.as_deref().map(range) {
        None => Some((targets, None)),
        Some(Some(published)) if published.len() == targets.len() => {
            Some((targets, Some(published.start)))
        }
        Some(_) => None,
    }
}

fn key(port: &Port, published: &str, target: &str) -> String {
    let host = port.host_ip.as_deref().unwrap_or("0.0.0.0");
    let protocol = port.protocol.as_deref().unwrap_or("tcp");
    format!("{host}:{published}:{target}/{protocol}")
}

/// The key of the long form, in which a number is another published port than the same text.
fn long(item: &Node, port: &Port) -> String {
    let published = item.get("published");
    let is_number = published.is_some_and(|it| it.as_int().is_some());
    let published = port.published.as_deref().unwrap_or_default();
    let published = if is_number {
        format!("number {published}")
    } else {
        published.to_owned()
    };
    key(port, &published, &port.target)
}

fn alone(port: &Port, published: &str, target: u32) -> String {
    let host = match port.host_ip.as_deref() {
        None => String::new(),
        Some(host) if host.contains(':') => format!("[{host}]:"),
        Some(host) => format!("{host}:"),
    };
    let published = if host.is_empty() && published.is_empty() {
        String::new()
    } else {
        format!("{published}:")
    };
    let protocol = port.protocol.as_deref().unwrap_or("tcp");
    format!("{host}{published}{target}/{protocol}")
}
