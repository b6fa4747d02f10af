//! Sizes as commands print them for people.

/// The bytes of a size such as `0`, `0B`, `7.8MB` or `1.2 GiB`; `None` for other text.
///
/// Docker counts in thousands here, so a kB has 1000 bytes; a KiB has 1024.
pub(super) fn bytes(written: &str) -> Option<u64> {
    let written = written.trim();
    let is_digit = |char: char| char.is_ascii_digit() || char == '.';
    let end = written.find(|char| !is_digit(char));
    let (number, unit) = written.split_at(end.unwrap_or(written.len()));
    let factor: u64 = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "kb" => 1_000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        "tb" => 1_000_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        "tib" => 1 << 40,
        _ => return None,
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    if part.contains('.') || (whole.is_empty() && part.is_empty()) {
        return None;
    }
    let whole: u64 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    // Nine places are more than anybody prints.
    let part = part.get(..part.len().min(9))?;
    let scale = 10_u64.checked_pow(u32::try_from(part.len()).ok()?)?;
    let part: u64 = if part.is_empty() {
        0
    } else {
        part.parse().ok()?
    };
    let fraction = u128::from(part) * u128::from(factor) / u128::from(scale);
    whole
        .checked_mul(factor)?
        .checked_add(u64::try_from(fraction).ok()?)
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn sizes_come_to_bytes() {
        for (written, expected) in [
            ("0", Some(0)),
            ("0B", Some(0)),
            ("7.8MB", Some(7_800_000)),
            ("1.45 GB", Some(1_450_000_000)),
            ("12.3kB", Some(12_300)),
            ("2KiB", Some(2048)),
            ("5376", Some(5376)),
            ("", None),
            (".", None),
            ("1.2.3MB", None),
            ("-1", None),
            ("99999999999999999999", None),
            ("18446744073709551615TB", None),
            ("1 parsec", None),
        ] {
            assert_eq!(bytes(written), expected, "{written}");
        }
    }
}
