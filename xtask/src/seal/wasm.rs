//! Makes the programs smaller: with wasm-opt where it is installed, else by what is easily left out.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, anyhow, bail};

use super::{PAGE, read, sha256};
use crate::{command, setup, workspace};

/// What our compiler may emit; older releases of wasm-opt must be told.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// What the programs are shrunk with, in words.
pub(crate) fn optimizer() -> String {
    setup::find_wasm_opt().map_or_else(
        || "none".to_owned(),
        |(_, version)| format!("wasm-opt {version}"),
    )
}

/// Shrinks `<name>_bg.wasm` of each of these, in place.
pub(crate) fn shrink(folder: &Path, names: &[&str]) -> Result<()> {
    let program = setup::find_wasm_opt().map(|(path, version)| (path, version.to_string()));
    thread::scope(|scope| {
        let shrinking: Vec<_> = names
            .iter()
            .map(|name| scope.spawn(|| shrink_one(folder, name, program.as_ref())))
            .collect();
        shrinking.into_iter().try_for_each(|one| {
            one.join()
                .map_err(|_| anyhow!("shrinking a program panicked"))?
        })
    })
}

fn shrink_one(folder: &Path, name: &str, program: Option<&(PathBuf, String)>) -> Result<()> {
    let path = folder.join(format!("{name}_bg.wasm"));
    let plain = read(&path)?;
    let Some((program, version)) = program else {
        return Ok(fs::write(&path, without_custom_sections(&plain)?)?);
    };
    // The page must arrive soon; the workers must work fast.
    let level = if name == PAGE { "-Oz" } else { "-O3" };
    // Serving builds often, and most changes leave most programs as they are.
    let cache = workspace::target().join("shrunk");
    let key = sha256(format!("{}{level}{version}", sha256(&plain)).as_bytes());
    let kept = cache.join(format!("{name}-{key}.wasm"));
    if !kept.exists() {
        fs::create_dir_all(&cache)?;
        forget(&cache, name)?;
        let fresh = kept.with_extension(format!("partial-{}", std::process::id()));
        let mut optimize = command::new(program);
        optimize
            .args([level, "--strip-debug", "--strip-producers"])
            .args(FEATURES)
            .arg(&path)
            .arg("-o")
            .arg(&fresh);
        command::quiet(&mut optimize, |_| {}).with_context(|| {
            format!("wasm-opt {version} does not take {name}: another release may, or none at all")
        })?;
        fs::rename(&fresh, &kept)?;
    }
    fs::copy(&kept, &path).with_context(|| format!("cannot replace {}", path.display()))?;
    Ok(())
}

/// Removes earlier results of that program.
fn forget(cache: &Path, name: &str) -> Result<()> {
    for entry in fs::read_dir(cache)? {
        let entry = entry?;
        if entry
            .file_name()
            .to_string_lossy()
            .starts_with(&format!("{name}-"))
        {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// The module without names and tool notes, which no browser needs.
fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>> {
    let (header, mut rest) = module
        .split_at_checked(8)
        .context("a wasm module has a header of 8 bytes")?;
    if !header.starts_with(b"\0asm") {
        bail!("not a wasm module");
    }
    let mut result = header.to_vec();
    while let [kind, after @ ..] = rest {
        let (length, digits) = leb128(after).context("a section's length is cut off")?;
        let section = rest
            .get(..1 + digits + length)
            .context("a section is cut off")?;
        if *kind != 0 {
            result.extend_from_slice(section);
        }
        rest = &rest[section.len()..];
    }
    Ok(result)
}

/// An unsigned number of at most 32 bits, and how many bytes it takes.
fn leb128(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = 0_usize;
    for (index, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((value, index + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn custom_sections_go_and_the_others_stay() {
        let module = b"\0asm\x01\0\0\0\x00\x02\x01n\x01\x01\x00\x00\x81\x00x\x03\x00";
        let slim = without_custom_sections(module).unwrap();
        assert_eq!(slim, b"\0asm\x01\0\0\0\x01\x01\x00\x03\x00");
    }

    #[test]
    fn a_broken_module_is_an_error() {
        assert!(without_custom_sections(b"\0asm").is_err());
        assert!(without_custom_sections(b"12345678").is_err());
        assert!(without_custom_sections(b"\0asm\x01\0\0\0\x01\x05\0").is_err());
        assert!(without_custom_sections(b"\0asm\x01\0\0\0\x01\x80").is_err());
    }

    #[test]
    fn lengths_are_little_endian_in_sevens() {
        assert_eq!(leb128(&[0xe5, 0x8e, 0x26]), Some((624_485, 3)));
        assert_eq!(leb128(&[0x80]), None);
    }
}
