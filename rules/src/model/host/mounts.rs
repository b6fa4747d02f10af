//! The mount table of the collector's own namespace, which is the host's.

use std::collections::BTreeMap;
use std::iter::successors;

use super::line::{Piece, is_within, lines, unread};
use crate::artifact::Problem;
use crate::span::{Span, Spanned};

/// The mount table, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mounts {
    /// The mounts; a later one hides an earlier one at the same place.
    pub mounts: Vec<Mount>,
}

/// One mount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mount {
    /// Where it is mounted.
    pub point: Spanned<String>,
    /// The folder of the file system that is mounted there; `/` for all of it.
    pub root: Spanned<String>,
    /// Options of this mount, e.g. `nosuid`.
    pub options: Vec<Spanned<String>>,
    /// The type of the file system, e.g. `ext4`.
    pub file_system: Spanned<String>,
    /// The device or another name of where it comes from.
    pub source: Spanned<String>,
    /// The device's number, `major:minor`.
    pub device: Spanned<String>,
    /// The whole line.
    pub span: Span,
}

impl Mounts {
    /// The mount that holds a path: the deepest, and of those at one place the last.
    pub fn holding(&self, path: &str) -> Option<&Mount> {
        let around = self
            .mounts
            .iter()
            .filter(|mount| is_within(path, &mount.point.value));
        around.max_by_key(|mount| mount.point.value.trim_end_matches('/').len())
    }

    /// The mounts of a file system other than the one that holds the folder above, in order.
    ///
    /// What is left out shows a part of that file system a second time: a daemon does so with
    /// its own folder wherever mounts there would not reach others, and it brings no space.
    pub fn apart(&self) -> Vec<&Mount> {
        let mut devices: BTreeMap<&str, &str> = BTreeMap::new();
        let mut apart = Vec::new();
        for mount in &self.mounts {
            let point = mount.point.value.as_str();
            let device = mount.device.value.as_str();
            let is_part = mount.root.value != "/";
            if !(is_part && above(point).find_map(|it| devices.get(it)) == Some(&device)) {
                apart.push(mount);
            }
            devices.insert(point, device);
        }
        apart
    }
}

/// The folders above a path, the nearest first.
fn above(path: &str) -> impl Iterator<Item = &str> {
    successors(path.rsplit_once('/'), |(folder, _)| folder.rsplit_once('/'))
        .map(|(folder, _)| if folder.is_empty() { "/" } else { folder })
}

/// Reads `/proc/self/mountinfo` (proc(5)).
pub fn mounts(text: &str, problems: &mut Vec<Problem>) -> Mounts {
    let mut mounts = Vec::new();
    for line in lines(text) {
        match mount(line) {
            Some(mount) => mounts.push(mount),
            None => unread(line, "mount", problems),
        }
    }
    Mounts { mounts }
}

fn mount(line: Piece<'_>) -> Option<Mount> {
    // Any number of optional fields stands before the lone dash.
    let (before, behind) = line.split_once(" - ")?;
    let mut fields = before.words().skip(2);
    let device = fields.next()?.owned();
    let root = unescaped(fields.next()?);
    let point = unescaped(fields.next()?);
    let options = fields.next()?.parts(',').map(Piece::owned).collect();
    let mut fields = behind.words();
    let file_system = fields.next()?.owned();
    let source = fields.next().map(unescaped)?;
    point.value.starts_with('/').then_some(Mount {
        point,
        root,
        options,
        file_system,
        source,
        device,
        span: line.span(),
    })
}

/// A name with the kernel's `\040` for a blank and the like resolved.
fn unescaped(written: Piece<'_>) -> Spanned<String> {
    if !written.text.contains('\\') {
        return written.owned();
    }
    let mut bytes = Vec::with_capacity(written.text.len());
    let mut rest = written.text.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        match (byte, behind) {
            (
                b'\\',
                [
                    a @ b'0'..=b'3',
                    b @ b'0'..=b'7',
                    c @ b'0'..=b'7',
                    after @ ..,
                ],
            ) => {
                bytes.push((a - b'0') << 6 | (b - b'0') << 3 | (c - b'0'));
                rest = after;
            }
            _ => bytes.push(byte),
        }
    }
    written.says(String::from_utf8_lossy(&bytes).into_owned())
}
