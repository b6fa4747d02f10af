//! `cargo xtask compare-speed`: the command and another tool on the same files in the same run.
//!
//! hadolint and compose-lint come as Python packages and are only run. The numbers are for
//! reading: nothing fails because of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::{command, python, workspace};

/// How often all files are read at once; the programs take turns.
const ROUNDS: usize = 15;
/// What both programs take for a report as JSON; without it each prints what it prints by itself.
const JSON: &[&str] = &["--format", "json"];
/// How many files are read one by one, each by a program of its own.
const SINGLES: usize = 100;

/// One of the two programs.
struct Contender {
    name: &'static str,
    path: PathBuf,
    /// What it needs besides the files.
    arguments: &'static [&'static str],
    /// Where the modules of a Python program lie.
    modules: Option<PathBuf>,
    /// The highest exit code with which it has done its work.
    done: i32,
}

/// Measures both programs on the files below a folder, by default the fixtures: Dockerfiles, or
/// compose files behind `--compose`.
pub(crate) fn run(arguments: &[&str]) -> Result<()> {
    let (is_compose, folders) = match arguments {
        ["--compose", folders @ ..] => (true, folders),
        folders => (false, folders),
    };
    let folder = match folders {
        [] => workspace::root().join("rules/fixtures"),
        [folder] => PathBuf::from(folder),
        _ => bail!("one folder is measured at a time"),
    };
    let word = if is_compose { "compose" } else { "dockerfile" };
    let mut files = Vec::new();
    collect(&folder, word, &mut files)?;
    files.sort();
    ensure!(
        !files.is_empty(),
        "there is no {word} file below {}",
        folder.display()
    );
    let other = if is_compose {
        compose_lint()?
    } else {
        hadolint()?
    };
    let contenders = [
        other,
        Contender {
            name: "plimsoll",
            path: plimsoll()?,
            arguments: &["check"],
            modules: None,
            done: 1,
        },
    ];
    println!("{} {word} files below {}", files.len(), folder.display());
    for contender in &contenders {
        files = contender.gets_through(files)?;
    }
    println!();
    let all = [files.as_slice()];
    let singles: Vec<&[PathBuf]> = files.chunks(1).take(SINGLES).collect();
    for (how, options) in [("as typed", &[][..]), ("as JSON", JSON)] {
        let what = format!("all files in one run, {how}");
        tell(&what, &contenders, options, &all.repeat(ROUNDS))?;
        let what = format!("one file a run, {how}");
        tell(&what, &contenders, options, &singles)?;
    }
    Ok(())
}

/// Runs both on each batch in turn and prints their medians and how these compare.
fn tell(
    what: &str,
    contenders: &[Contender; 2],
    options: &[&str],
    batches: &[&[PathBuf]],
) -> Result<()> {
    let mut times = [Vec::new(), Vec::new()];
    for batch in batches {
        for (contender, times) in contenders.iter().zip(&mut times) {
            times.push(contender.time(options, batch)?);
        }
    }
    println!("{what}, median of {}", batches.len());
    let medians = times.map(median);
    for (contender, median) in contenders.iter().zip(medians) {
        println!(
            "    {:<10}{:>10.2} ms",
            contender.name,
            milliseconds(median)
        );
    }
    let [theirs, ours] = medians.map(milliseconds);
    println!("    factor    {:>10.1}\n", theirs / ours);
    Ok(())
}

impl Contender {
    /// The files it does not break down on, each tried alone; the others are named.
    ///
    /// This also brings files and programs into memory before anything is measured.
    fn gets_through(&self, files: Vec<PathBuf>) -> Result<Vec<PathBuf>> {
        let mut fine = Vec::with_capacity(files.len());
        for file in files {
            if self.run(JSON, std::slice::from_ref(&file))?.1 {
                fine.push(file);
            } else {
                println!("left out: {} breaks down on {}", self.name, file.display());
            }
        }
        Ok(fine)
    }

    fn time(&self, options: &[&str], files: &[PathBuf]) -> Result<Duration> {
        let (time, is_done) = self.run(options, files)?;
        ensure!(is_done, "{} did not do its work", self.name);
        Ok(time)
    }

    /// How long it takes from its start to its end, and whether it did its work.
    fn run(&self, options: &[&str], files: &[PathBuf]) -> Result<(Duration, bool)> {
        let mut run = Command::new(&self.path);
        if let Some(modules) = &self.modules {
            run.env("PYTHONPATH", modules);
        }
        run.args(self.arguments)
            .args(options)
            .args(files)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let start = Instant::now();
        let status = run
            .status()
            .with_context(|| format!("cannot run {}", self.path.display()))?;
        let time = start.elapsed();
        let done = status.code().is_some_and(|code| code <= self.done);
        Ok((time, done))
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    1000.0 * time.as_secs_f64()
}

fn hadolint() -> Result<Contender> {
    Ok(Contender {
        name: "hadolint",
        path: python::program(&python::HADOLINT)?,
        arguments: &["--no-fail"],
        modules: None,
        done: 0,
    })
}

fn compose_lint() -> Result<Contender> {
    Ok(Contender {
        name: "compose-lint",
        path: python::program(&python::COMPOSE_LINT)?,
        arguments: &[],
        modules: Some(python::modules(&python::COMPOSE_LINT)?),
        // It ends with 2 where it cannot read a file, and has judged the others.
        done: 2,
    })
}

/// Every file below a folder whose name has this word in it.
fn collect(folder: &Path, word: &str, into: &mut Vec<PathBuf>) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_lowercase();
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), word, into)?;
        } else if name.contains(word) {
            into.push(entry.path());
        }
    }
    Ok(())
}

/// The command as it is released.
fn plimsoll() -> Result<PathBuf> {
    command::shown(command::cargo().current_dir(workspace::root()).args([
        "build",
        "--release",
        "--quiet",
        "--package",
        "plimsoll",
    ]))?;
    let name = format!("plimsoll{}", std::env::consts::EXE_SUFFIX);
    Ok(workspace::target().join("release").join(name))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::median;

    #[test]
    fn the_median_is_the_middle_one() {
        let times = [5, 1, 9].map(Duration::from_millis);
        assert_eq!(median(times.to_vec()), Duration::from_millis(5));
        assert_eq!(median(Vec::new()), Duration::ZERO);
    }
}
