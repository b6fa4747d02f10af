//! Sizes such as `512m`: numbers of bytes with a binary unit.

use super::typing;

/// Reads a size in bytes; `k`, `kb` and `kib` all count 1,024.
pub(super) fn bytes(text: &str) -> Result<i64, String> {
    let malformed = || "this is no size such as `512m`".to_owned();
    let unit_start = text.rfind(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
    let (digits, unit) = unit_start
        .and_then(|last| text.split_at_checked(last + 1))
        .ok_or_else(malformed)?;
    let power = match unit.to_ascii_lowercase().as_str() {
        "" | "b" => 0,
        "k" | "kb" | "kib" => 1,
        "m" | "mb" | "mib" => 2,
        "g" | "gb" | "gib" => 3,
        "t" | "tb" | "tib" => 4,
        "p" | "pb" | "pib" => 5,
        _ => return Err(malformed()),
    };
    // One blank may stand before the unit.
    let digits = digits.strip_suffix(' ').unwrap_or(digits);
    let number = typing::number(digits).map_err(|_| malformed())?;
    if number < 0.0 {
        return Err(malformed());
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "no machine has as many bytes as `as` cuts off"
    )]
    Ok((number * 1024_f64.powi(power)) as i64)
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn units_are_binary() {
        for (text, expected) in [
            ("512m", 536_870_912),
            ("1.5g", 1_610_612_736),
            ("512 MB", 536_870_912),
            (".5mib", 524_288),
            ("5e3", 5_000),
            ("0", 0),
            ("7B", 7),
            ("99999999p", i64::MAX),
        ] {
            assert_eq!(bytes(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_size_is_refused() {
        for text in [
            "", "m", "-1", "5x", "5mi", "1.5.2m", "5  m", "5é", "é5", " ",
        ] {
            assert!(bytes(text).is_err(), "{text}");
        }
    }
}
