//! The binary format of wasm, as far as sealing looks into it.

use std::collections::HashMap;
use std::ops::Range;

use anyhow::{Context, Result, ensure};

/// The kind of sections that hold names and notes of tools.
const CUSTOM: u8 = 0;
/// The kind of the section that declares tables.
const TABLES: u8 = 4;
/// The kind of the section that names what JavaScript sees.
const EXPORTS: u8 = 7;
/// Among exports, a table.
const TABLE: u8 = 1;

/// One section: its kind, where its content is, and where it is itself.
struct Section {
    kind: u8,
    content: Range<usize>,
    whole: Range<usize>,
}

/// The module without names and tool notes, which no browser needs.
pub(crate) fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>> {
    let mut result = module.get(..8).context("a module has a header")?.to_vec();
    for section in sections(module)? {
        if section.kind != CUSTOM {
            result.extend_from_slice(&module[section.whole]);
        }
    }
    Ok(result)
}

/// The optimised module with its table exports as they were in the original.
///
/// Binaryen 108, which Debian 12 has, writes index 0 for every exported table. wasm-bindgen
/// exports a second one, for the JavaScript values the program holds, and would fill the first.
pub(crate) fn with_table_exports_of(original: &[u8], mut optimised: Vec<u8>) -> Result<Vec<u8>> {
    let wanted: HashMap<Vec<u8>, usize> = table_exports(original)?
        .into_iter()
        .map(|export| {
            Ok((
                original[export.name].to_vec(),
                number(original, export.index)?.0,
            ))
        })
        .collect::<Result<_>>()?;
    ensure!(
        table_count(original)? == table_count(&optimised)?,
        "the number of tables has changed"
    );
    for export in table_exports(&optimised)? {
        let index = wanted
            .get(&optimised[export.name])
            .context("a new table is exported")?;
        let digit = u8::try_from(*index).ok().filter(|digit| *digit < 0x80);
        let (_, digits) = number(&optimised, export.index)?;
        ensure!(digits == 1, "a table's index takes more than one byte");
        optimised[export.index] = digit.context("there are more than 128 tables")?;
    }
    Ok(optimised)
}

/// Where an exported table's name is, and where its index begins.
struct TableExport {
    name: Range<usize>,
    index: usize,
}

fn table_exports(module: &[u8]) -> Result<Vec<TableExport>> {
    let mut found = Vec::new();
    let sections = sections(module)?;
    let Some(exports) = sections.iter().find(|section| section.kind == EXPORTS) else {
        return Ok(found);
    };
    let (count, digits) = number(module, exports.content.start)?;
    let mut at = exports.content.start + digits;
    for _ in 0..count {
        let (length, digits) = number(module, at)?;
        let name = at + digits..at + digits + length;
        let kind = *module.get(name.end).context("an export is cut off")?;
        let index = name.end + 1;
        at = index + number(module, index)?.1;
        if kind == TABLE {
            found.push(TableExport { name, index });
        }
    }
    Ok(found)
}

fn table_count(module: &[u8]) -> Result<usize> {
    let sections = sections(module)?;
    let tables = sections.iter().find(|section| section.kind == TABLES);
    tables.map_or(Ok(0), |tables| Ok(number(module, tables.content.start)?.0))
}

fn sections(module: &[u8]) -> Result<Vec<Section>> {
    ensure!(
        module.starts_with(b"\0asm") && module.len() >= 8,
        "not a wasm module"
    );
    let (mut found, mut at) = (Vec::new(), 8);
    while let Some(&kind) = module.get(at) {
        let (length, digits) = number(module, at + 1)?;
        let start = at + 1 + digits;
        let end = start + length;
        ensure!(end <= module.len(), "a section is cut off");
        found.push(Section {
            kind,
            content: start..end,
            whole: at..end,
        });
        at = end;
    }
    Ok(found)
}

/// The unsigned number of at most 32 bits that begins there, and how many bytes it takes.
fn number(module: &[u8], at: usize) -> Result<(usize, usize)> {
    let mut value = 0_usize;
    for (index, byte) in module.iter().skip(at).take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Ok((value, index + 1));
        }
    }
    anyhow::bail!("a number is cut off")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two tables, the one of that index exported as `r` after a function named `f`.
    fn exporting(index: u8) -> Vec<u8> {
        let tables = b"\x04\x07\x02\x70\0\x01\x6f\0\x01";
        let exports = [7, 9, 2, 1, b'f', 0, 0, 1, b'r', 1, index];
        [b"\0asm\x01\0\0\0".as_slice(), tables, &exports].concat()
    }

    #[test]
    fn custom_sections_go_and_the_others_stay() {
        let module = b"\0asm\x01\0\0\0\x00\x02\x01n\x01\x01\x00\x00\x81\x00x\x03\x00";
        let slim = without_custom_sections(module).unwrap();
        assert_eq!(slim, b"\0asm\x01\0\0\0\x01\x01\x00\x03\x00");
    }

    #[test]
    fn a_broken_module_is_an_error() {
        for module in [
            b"\0asm".as_slice(),
            b"12345678",
            b"\0asm\x01\0\0\0\x01\x05\0",
            b"\0asm\x01\0\0\0\x01\x80",
        ] {
            assert!(without_custom_sections(module).is_err(), "{module:?}");
        }
    }

    #[test]
    fn an_exported_table_stays_the_one_it_was() {
        let restored = with_table_exports_of(&exporting(1), exporting(0)).unwrap();
        assert_eq!(restored, exporting(1));
        let untouched = with_table_exports_of(&exporting(1), exporting(1)).unwrap();
        assert_eq!(untouched, exporting(1));
    }

    #[test]
    fn other_tables_than_before_are_an_error() {
        let empty = b"\0asm\x01\0\0\0".to_vec();
        assert!(with_table_exports_of(&exporting(1), empty.clone()).is_err());
        assert!(with_table_exports_of(&empty, exporting(0)).is_err());
    }

    #[test]
    fn numbers_are_little_endian_in_sevens() {
        assert_eq!(number(&[0xe5, 0x8e, 0x26], 0).unwrap(), (624_485, 3));
        assert!(number(&[0x80], 0).is_err());
    }
}
