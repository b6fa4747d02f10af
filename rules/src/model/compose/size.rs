//! Sizes such as `512m`: whole or decimal numbers of bytes with a binary unit.

/// Reads a size in bytes; `k`, `kb` and `kib` all count 1,024.
pub(super) fn bytes(text: &str) -> Result<i64, String> {
    let malformed = || "this is no size such as `512m`".to_owned();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = text
        .get(digits.len()..)
        .unwrap_or_default()
        .to_ascii_lowercase();
    let digits = digits.strip_suffix(' ').unwrap_or(digits);
    let numeric = |c: char| c.is_ascii_digit() || c == '.';
    if !digits.chars().all(numeric) && digits != "-1" {
        return Err(malformed());
    }
    let power = match unit.as_str() {
        "" | "b" => 0,
        "k" | "kb" | "kib" => 1,
        "m" | "mb" | "mib" => 2,
        "g" | "gb" | "gib" => 3,
        "t" | "tb" | "tib" => 4,
        "p" | "pb" | "pib" => 5,
        _ => return Err(malformed()),
    };
    let number: f64 = digits.parse().map_err(|_| malformed())?;
    // Sizes are whole bytes, and a size past i64 is no machine's.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "`as` saturates, which is what is wanted"
    )]
    Ok((number * 1024_f64.powi(power)) as i64)
}
