//! Changing a file in place: all of it or nothing.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use plimsoll_rules::remedy::Patch;

/// Names tried for the file that takes the old one's place.
const ATTEMPTS: u32 = 16;

/// Writes the mended text under the file's name, with its permissions; a link stays a link.
///
/// # Errors
/// A sentence, where the file is no longer what was read, or the system refuses. The file is
/// then as it was.
pub(super) fn write(path: &Path, change: &Patch) -> Result<(), String> {
    replace(path, change).map_err(|error| format!("it is not changed: {error}"))
}

fn replace(path: &Path, change: &Patch) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    let permissions = fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(io::Error::other("it is read-only"));
    }
    if fs::read(&path)? != change.before.as_bytes() {
        return Err(io::Error::other("it was changed while it was read"));
    }
    let (new, mut file) = beside(&path)?;
    let written = file
        .write_all(change.after.as_bytes())
        .and_then(|()| file.set_permissions(permissions))
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&new, &path));
    if let Err(error) = written {
        // The first refusal is the one to tell; what it leaves behind is taken away.
        fs::remove_file(&new).ok();
        return Err(error);
    }
    Ok(())
}

/// A new file in the same folder, so that it can take the other's place in one step.
fn beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut refusal = io::Error::from(io::ErrorKind::AlreadyExists);
    for attempt in 0..ATTEMPTS {
        let own = format!(".{name}.{}-{attempt}.plimsoll", std::process::id());
        let new = path.with_file_name(own);
        match OpenOptions::new().write(true).create_new(true).open(&new) {
            Ok(file) => return Ok((new, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => refusal = error,
            Err(error) => return Err(error),
        }
    }
    Err(refusal)
}
