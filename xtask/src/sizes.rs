//! How large the finished site is, and how large it may be.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::thread;

use anyhow::{Context, Result, anyhow};
use brotli::enc::BrotliEncoderParams;

use crate::seal::{self, SINGLE_FILE};

/// The files of the page that must arrive before it works.
const PAGE: [&str; 4] = ["index.html", "boot.js", "page.js", "page_bg.wasm"];
const ENGINE: &str = "engine_bg.wasm";
const PDF: &str = "pdf_bg.wasm";

/// One file's sizes in bytes.
struct Sizes {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// What may be at most so large after brotli, in thousands of bytes.
struct Budget {
    name: &'static str,
    brotli: usize,
    limit: usize,
}

/// The sizes of one build.
pub(crate) struct Measured {
    files: Vec<Sizes>,
    budgets: [Budget; 4],
    single_file: String,
}

/// Measures every file of the finished site.
pub(crate) fn measure(dist: &Path) -> Result<Measured> {
    let mut names = Vec::new();
    for entry in fs::read_dir(dist).with_context(|| format!("cannot list {}", dist.display()))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if dist.join(&name).is_file() && name != "sizes.json" {
            names.push(name);
        }
    }
    names.sort();
    let files = thread::scope(|scope| {
        let measuring: Vec<_> = names
            .iter()
            .map(|name| scope.spawn(|| measure_one(dist, name)))
            .collect();
        measuring
            .into_iter()
            .map(|one| {
                one.join()
                    .map_err(|_| anyhow!("measuring a file panicked"))?
            })
            .collect::<Result<Vec<_>>>()
    })?;
    let single = fs::read(dist.join(SINGLE_FILE)).context("the one-file edition is missing")?;
    Ok(Measured {
        budgets: budgets(&files),
        files,
        single_file: seal::sha256(&single),
    })
}

fn measure_one(dist: &Path, name: &str) -> Result<Sizes> {
    let bytes = fs::read(dist.join(name)).with_context(|| format!("cannot read {name}"))?;
    let mut packed = Vec::new();
    brotli::BrotliCompress(
        &mut bytes.as_slice(),
        &mut packed,
        &BrotliEncoderParams::default(),
    )?;
    Ok(Sizes {
        name: name.to_owned(),
        raw: bytes.len(),
        gzip: seal::gzip(&bytes)?.len(),
        brotli: packed.len(),
    })
}

fn budgets(files: &[Sizes]) -> [Budget; 4] {
    let sum = |belongs: &dyn Fn(&str) -> bool| -> usize {
        files
            .iter()
            .filter(|file| belongs(&file.name))
            .map(|file| file.brotli)
            .sum()
    };
    let is_style = |name: &str| {
        Path::new(name)
            .extension()
            .is_some_and(|extension| extension == "css")
    };
    let page = sum(&|name| PAGE.contains(&name) || is_style(name));
    let (engine, pdf) = (sum(&|name| name == ENGINE), sum(&|name| name == PDF));
    [
        Budget {
            name: "page",
            brotli: page,
            // The aim is 200; ARCHITECTURE says what stands in the way.
            limit: 252,
        },
        Budget {
            name: "engine",
            brotli: engine,
            // The aim is 600. A shell's whole grammar, what Compose makes of files, what a host
            // shows and sixteen times the controls came in; most of it is code.
            limit: 1_195,
        },
        Budget {
            name: "first load",
            brotli: page + engine,
            limit: 1_446,
        },
        Budget {
            name: "whole",
            brotli: page + engine + pdf,
            limit: 1_924,
        },
    ]
}

impl Measured {
    /// The budgets that are exceeded, in words.
    pub(crate) fn exceeded(&self) -> Vec<String> {
        let over = |budget: &&Budget| budget.brotli > budget.limit * 1_000;
        self.budgets
            .iter()
            .filter(over)
            .map(
                |Budget {
                     name,
                     brotli,
                     limit,
                 }| format!("{name} {brotli} bytes, limit {limit} kB"),
            )
            .collect()
    }

    /// For people.
    pub(crate) fn table(&self) -> String {
        let mut text = format!(
            "{:<22} {:>10} {:>10} {:>10}\n",
            "bytes", "raw", "gzip", "brotli"
        );
        for Sizes {
            name,
            raw,
            gzip,
            brotli,
        } in &self.files
        {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{name:<22} {raw:>10} {gzip:>10} {brotli:>10}");
        }
        for Budget {
            name,
            brotli,
            limit,
        } in &self.budgets
        {
            let _ = writeln!(text, "budget {name:<37} {brotli:>10} of {limit} kB");
        }
        text
    }

    /// For programs.
    pub(crate) fn json(&self) -> String {
        let files: Vec<String> = self
            .files
            .iter()
            .map(|Sizes { name, raw, gzip, brotli }| {
                format!(
                    "    {{ \"name\": \"{name}\", \"raw\": {raw}, \"gzip\": {gzip}, \"brotli\": {brotli} }}"
                )
            })
            .collect();
        let budgets: Vec<String> = self
            .budgets
            .iter()
            .map(
                |Budget {
                     name,
                     brotli,
                     limit,
                 }| {
                    format!(
                        "    {{ \"name\": \"{name}\", \"brotli\": {brotli}, \"limit\": {} }}",
                        limit * 1_000
                    )
                },
            )
            .collect();
        format!(
            "{{\n  \"optimizer\": \"{}\",\n  \"singleFileSha256\": \"{}\",\n  \"files\": [\n{}\n  ],\n  \
             \"budgets\": [\n{}\n  ]\n}}\n",
            seal::optimizer(),
            self.single_file,
            files.join(",\n"),
            budgets.join(",\n")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(page: usize, engine: usize, pdf: usize) -> Measured {
        let file = |name: &str, brotli| Sizes {
            name: name.to_owned(),
            raw: 0,
            gzip: 0,
            brotli,
        };
        let files = vec![
            file("page_bg.wasm", page / 2),
            file("tokens.css", page - page / 2),
            file("engine_bg.wasm", engine),
            file("pdf_bg.wasm", pdf),
            file("plimsoll.html", 9_000_000),
        ];
        Measured {
            budgets: budgets(&files),
            files,
            single_file: String::new(),
        }
    }

    #[test]
    fn a_budget_may_be_used_up_but_not_exceeded() {
        let [page, engine, first, whole] = measured(0, 0, 0).budgets.map(|it| it.limit * 1_000);
        let full = measured(first - engine, engine, whole - first);
        assert!(full.exceeded().is_empty());
        assert_eq!(
            measured(page + 1, 0, 0).exceeded(),
            [format!(
                "page {} bytes, limit {} kB",
                page + 1,
                page / 1_000
            )]
        );
        assert_eq!(measured(0, engine + 1, 0).exceeded().len(), 1);
        assert_eq!(measured(0, engine, whole - engine + 1).exceeded().len(), 1);
        assert_eq!(measured(0, 0, whole + 1).exceeded().len(), 1);
    }
}
