//! Makes the programs smaller: with wasm-opt where it is installed, else by what is easily left out.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, anyhow};

use super::{PAGE, module, read, sha256};
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
        return Ok(fs::write(&path, module::without_custom_sections(&plain)?)?);
    };
    // The page must arrive soon; the workers must work fast. What arrives is packed, and much
    // code of one pattern packs better than less of many: `-Oz` is a tenth smaller before
    // brotli and a fiftieth larger after it.
    let levels: &[&str] = if name == PAGE {
        &["-O1", "--shrink-level=2"]
    } else {
        &["-O3"]
    };
    // Serving builds often, and most changes leave most programs as they are.
    let cache = workspace::target().join("shrunk");
    let key = sha256(format!("{}{}{version}", sha256(&plain), levels.concat()).as_bytes());
    let kept = cache.join(format!("{name}-{key}.wasm"));
    if !kept.exists() {
        fs::create_dir_all(&cache)?;
        forget(&cache, name)?;
        let fresh = kept.with_extension(format!("partial-{}", std::process::id()));
        let mut optimize = command::new(program);
        optimize
            .args(levels)
            .args(["--strip-debug", "--strip-producers"])
            .args(FEATURES)
            .arg(&path)
            .arg("-o")
            .arg(&fresh);
        let shrunk = match command::quiet(&mut optimize, |_| {}) {
            Ok(()) => module::with_table_exports_of(&plain, read(&fresh)?)
                .with_context(|| format!("wasm-opt {version} wrote a {name} that cannot run"))?,
            // An older release may not know every instruction: the program runs all the same.
            Err(error) => {
                println!("wasm-opt {version} does not take {name}, which stays larger: {error:#}");
                module::without_custom_sections(&plain)?
            }
        };
        fs::write(&fresh, shrunk)?;
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
