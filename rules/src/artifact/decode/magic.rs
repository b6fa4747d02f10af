//! Archives by their first bytes.

use std::fmt;

/// A format that holds other files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Archive {
    /// A zip file.
    Zip,
    /// A gzip stream.
    Gzip,
    /// A tar file.
    Tar,
    /// A bzip2 stream.
    Bzip2,
    /// An xz stream.
    Xz,
    /// A Zstandard stream.
    Zstd,
}

impl fmt::Display for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Zip => "zip",
            Self::Gzip => "gzip",
            Self::Tar => "tar",
            Self::Bzip2 => "bzip2",
            Self::Xz => "xz",
            Self::Zstd => "zstd",
        })
    }
}

/// The archive these bytes begin, or `None`.
pub(super) fn archive(bytes: &[u8]) -> Option<Archive> {
    match bytes {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] | [b'P', b'K', 7, 8, ..] => {
            Some(Archive::Zip)
        }
        [0x1F, 0x8B, 8, ..] => Some(Archive::Gzip),
        [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, ..] => Some(Archive::Bzip2),
        [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => Some(Archive::Xz),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Archive::Zstd),
        _ => (bytes.get(257..262) == Some(b"ustar")).then_some(Archive::Tar),
    }
}
