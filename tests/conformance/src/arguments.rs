//! What the command line asks for.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

pub(crate) const USAGE: &str = "\
cargo xtask conformance FILE… [--peer NAME] [--differences PATH] [--threshold N] [--verbose]

FILE                cases of other tools, one JSON object a line
--peer NAME         only this tool's cases
--differences PATH  where we differ on purpose (default: tests/conformance/differences.yaml)
--threshold N       the agreement, listed differences included, below which the command
                    fails, in per cent (default: 99)
--verbose           with each difference, its text";

/// The command line.
#[derive(Debug, PartialEq)]
pub(crate) struct Arguments {
    pub(crate) files: Vec<PathBuf>,
    pub(crate) peer: Option<String>,
    pub(crate) differences: PathBuf,
    /// In per cent.
    pub(crate) threshold: f64,
    pub(crate) verbose: bool,
}

impl Arguments {
    /// Reads the words after the command's name; `None` where help is asked for.
    pub(crate) fn read(words: impl Iterator<Item = String>) -> Result<Option<Self>> {
        let mut found = Self {
            files: Vec::new(),
            peer: None,
            differences: Path::new(env!("CARGO_MANIFEST_DIR")).join("differences.yaml"),
            threshold: 99.0,
            verbose: false,
        };
        let mut words = words;
        while let Some(word) = words.next() {
            let mut value = || {
                words
                    .next()
                    .with_context(|| format!("{word} needs a value"))
            };
            match word.as_str() {
                "-h" | "--help" => return Ok(None),
                "--peer" => found.peer = Some(value()?),
                "--differences" => found.differences = value()?.into(),
                "--threshold" => {
                    let number = value()?;
                    found.threshold = number
                        .parse()
                        .with_context(|| format!("{number} is no number"))?;
                }
                "--verbose" => found.verbose = true,
                option if option.starts_with('-') => bail!("no such option: {option}\n\n{USAGE}"),
                file => found.files.push(file.into()),
            }
        }
        if found.files.is_empty() {
            bail!("no file of cases is named\n\n{USAGE}");
        }
        Ok(Some(found))
    }
}

#[cfg(test)]
mod tests {
    use super::Arguments;

    fn read(line: &str) -> anyhow::Result<Option<Arguments>> {
        Arguments::read(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn files_and_options_come_in_any_order() {
        let found = read("a.jsonl --threshold 90.5 --peer trivy b.jsonl --verbose");
        let found = found.unwrap().unwrap();
        assert_eq!(found.files.len(), 2);
        assert_eq!(found.peer.as_deref(), Some("trivy"));
        assert!(found.verbose && found.threshold < 91.0);
        assert!(
            found
                .differences
                .ends_with("tests/conformance/differences.yaml")
        );
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for line in ["", "--peer", "a --threshold x", "a --what"] {
            assert!(read(line).is_err(), "{line}");
        }
        assert!(read("--help").unwrap().is_none());
    }
}
