//! The format's words as people read them, with their symbols.

use crate::layout::symbol::{Shape, Symbol};
use crate::style::Ink;

/// The severities of the format, worst first.
pub(crate) const SEVERITIES: [&str; 5] = ["critical", "high", "medium", "low", "info"];

/// A severity's name for people.
pub(crate) fn severity(word: &str) -> String {
    match word {
        "info" => "Informational".to_owned(),
        other => sentence(other),
    }
}

/// Where a severity stands, 0 the worst; unknown words come last.
pub(crate) fn rank(word: &str) -> usize {
    SEVERITIES
        .iter()
        .position(|severity| *severity == word)
        .unwrap_or(SEVERITIES.len())
}

/// A severity's shape and colour.
pub(crate) fn severity_symbol(word: &str) -> Symbol {
    let (shape, ink) = match word {
        "critical" => (Shape::Triangle, Ink::CRITICAL),
        "high" => (Shape::Diamond, Ink::HIGH),
        "medium" => (Shape::Square, Ink::MEDIUM),
        "low" => (Shape::Disc, Ink::LOW),
        _ => (Shape::Ring, Ink::FAINT),
    };
    Symbol { shape, ink }
}

/// A status's name for people.
pub(crate) fn status(word: &str) -> String {
    match word {
        "waived" => "Accepted risk".to_owned(),
        other => sentence(other),
    }
}

/// A status's shape and colour.
pub(crate) fn status_symbol(word: &str) -> Symbol {
    let (shape, ink) = match word {
        "passed" => (Shape::Tick, Ink::PASSED),
        "failed" => (Shape::Cross, Ink::CRITICAL),
        "waived" => (Shape::Ring, Ink::MEDIUM),
        "not_reviewed" => (Shape::Ring, Ink::UNKNOWN),
        _ => (Shape::Dash, Ink::FAINT),
    };
    Symbol { shape, ink }
}

/// Whose evidence decided, for people.
pub(crate) fn tier(word: Option<&str>) -> String {
    match word {
        None => "—".to_owned(),
        Some("own") => "Own check".to_owned(),
        Some("imported") => "Another tool".to_owned(),
        Some("attested") => "A person".to_owned(),
        Some(other) => sentence(other),
    }
}

/// A word of the format with a capital and without underscores.
pub(crate) fn sentence(word: &str) -> String {
    let spaced = word.replace(['_', '-'], " ");
    let mut characters = spaced.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}

/// A count with its noun: `1 file`, `3 files`, `1,204 files`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", thousands(number))
}

/// A number with commas between the thousands.
pub(crate) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A size in bytes as people read it, truncated to one decimal.
pub(crate) fn size(bytes: usize) -> String {
    let steps = [("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000)];
    steps.iter().find(|(_, step)| bytes >= *step).map_or_else(
        || count(bytes, "byte"),
        |(unit, step)| format!("{}.{} {unit}", bytes / step, bytes % step / (step / 10)),
    )
}

/// A number from 0 to 100 with one decimal, or a dash where there is none.
pub(crate) fn percent(number: Option<f64>) -> String {
    number
        .filter(|number| (0.0..=100.0).contains(number))
        .map_or("—".to_owned(), |number| format!("{number:.1}"))
}

/// A day of the format, checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Date {
    pub(crate) year: u16,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

impl Date {
    /// Reads `YYYY-MM-DD`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || (year.len(), month.len(), day.len()) != (4, 2, 2) {
            return None;
        }
        let read = Self {
            year: year.parse().ok()?,
            month: month.parse().ok()?,
            day: day.parse().ok()?,
        };
        ((1..=12).contains(&read.month) && (1..=31).contains(&read.day)).then_some(read)
    }
}

/// A day as `22 November 2026`; anything else as it stands.
pub(crate) fn day(text: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let Some(day) = Date::read(text) else {
        return text.to_owned();
    };
    let month = MONTHS
        .get(usize::from(day.month).saturating_sub(1))
        .copied()
        .unwrap_or_default();
    format!("{} {month} {}", day.day, day.year)
}

#[cfg(test)]
mod tests {
    use super::{count, day, size, thousands};

    #[test]
    fn numbers_read_well() {
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(count(1, "file"), "1 file");
        assert_eq!(size(999), "999 bytes");
        assert_eq!(size(1_099_999), "1.0 MB");
    }

    #[test]
    fn days_are_spelt_out_and_other_words_kept() {
        assert_eq!(day("2026-11-02"), "2 November 2026");
        assert_eq!(day("2026-13-02"), "2026-13-02");
        assert_eq!(day("soon"), "soon");
    }
}
