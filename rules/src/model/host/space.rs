//! Which device a folder lies on, and how full its file system is.

use super::line::{Piece, lines, unread};
use crate::artifact::Problem;
use crate::span::Spanned;

/// The device a folder lies on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// The device's number: a folder with another number than its parent's is a mount point.
    pub number: Spanned<u64>,
    /// The folder.
    pub path: Spanned<String>,
}

/// A file system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSystem {
    /// The device or another name of where it comes from.
    pub source: Spanned<String>,
    /// Its size in blocks of 1024 bytes.
    pub size: Spanned<u64>,
    /// What is still free for everybody, in blocks of 1024 bytes.
    pub available: Spanned<u64>,
    /// Where it is mounted.
    pub point: Spanned<String>,
}

/// Reads lines like `66306 /var/lib/docker`.
pub fn devices(text: &str, problems: &mut Vec<Problem>) -> Vec<Device> {
    let mut devices = Vec::new();
    for line in lines(text) {
        let device = line.word().and_then(|(number, path)| {
            let path = path.text.starts_with('/').then(|| path.owned())?;
            let number = number.number()?;
            Some(Device { number, path })
        });
        match device {
            Some(device) => devices.push(device),
            None => unread(line, "device number", problems),
        }
    }
    devices
}

/// Reads what `df -P` prints below its heading.
pub fn file_systems(text: &str, problems: &mut Vec<Problem>) -> Vec<FileSystem> {
    let mut systems = Vec::new();
    for line in lines(text).skip(1) {
        match file_system(line) {
            Some(system) => systems.push(system),
            None => unread(line, "file system", problems),
        }
    }
    systems
}

fn file_system(line: Piece<'_>) -> Option<FileSystem> {
    let (source, rest) = line.word()?;
    let (size, rest) = rest.word()?;
    let (_used, rest) = rest.word()?;
    let (available, rest) = rest.word()?;
    let (_share, point) = rest.word()?;
    Some(FileSystem {
        source: source.owned(),
        size: size.number()?,
        available: available.number()?,
        point: point.text.starts_with('/').then(|| point.owned())?,
    })
}
