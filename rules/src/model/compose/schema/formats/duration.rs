//! Durations: numbers with units.

/// A duration such as `1m30s`: numbers with units from `ns` to `w`, or `0`.
pub(in super::super) fn duration(text: &str) -> Result<(), String> {
    let bad = || "this is no duration such as `1m30s`".to_owned();
    let mut rest = text.strip_prefix(['-', '+']).unwrap_or(text);
    if rest == "0" {
        return Ok(());
    }
    if rest.is_empty() {
        return Err(bad());
    }
    let mut nanoseconds = 0.0_f64;
    while !rest.is_empty() {
        let unit_start = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .ok_or_else(|| "a duration needs its unit, such as `10s`".to_owned())?;
        let (digits, behind) = rest.split_at_checked(unit_start).ok_or_else(bad)?;
        let unit_end = behind
            .find(|c: char| c.is_ascii_digit() || c == '.')
            .unwrap_or(behind.len());
        let (unit, behind) = behind.split_at_checked(unit_end).ok_or_else(bad)?;
        if !digits.contains(|c: char| c.is_ascii_digit()) {
            return Err(bad());
        }
        let value: f64 = digits.parse().map_err(|_| bad())?;
        nanoseconds += value * nanoseconds_of(unit).ok_or_else(bad)?;
        rest = behind;
    }
    // What a signed number of 64 bits holds, some 292 years.
    if nanoseconds < 9.223_372_036e18 {
        Ok(())
    } else {
        Err("this duration is too long".to_owned())
    }
}

fn nanoseconds_of(unit: &str) -> Option<f64> {
    Some(match unit {
        "ns" => 1.0,
        // The micro sign and the Greek letter look alike.
        "us" | "\u{b5}s" | "\u{3bc}s" => 1e3,
        "ms" => 1e6,
        "s" => 1e9,
        "m" => 60e9,
        "h" => 3600e9,
        "d" => 24.0 * 3600e9,
        "w" => 7.0 * 24.0 * 3600e9,
        _ => return None,
    })
}
