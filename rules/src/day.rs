//! Days as people write them.

use jiff::civil::Date;

/// A day like `2027-01-31`, and nothing else: a time of day is no part of a day.
///
/// The calendar's own parser reads times, offsets and time zones too, and has a sentence for
/// each fault in them: over a hundred kilobytes in a program that arrives in a browser.
pub fn parse(text: &str) -> Option<Date> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_i16, |number, digit| {
            let digit = digit.is_ascii_digit().then(|| digit - b'0')?;
            Some(number * 10 + i16::from(digit))
        })
    };
    let small = |digits: &[u8]| i8::try_from(number(digits)?).ok();
    Date::new(
        number(&[y1, y2, y3, y4])?,
        small(&[m1, m2])?,
        small(&[d1, d2])?,
    )
    .ok()
}

/// How many days lie between two; less than 0 where the second is the earlier one.
///
/// The calendar's own difference brings rounding and its faults with it.
pub fn days_from(first: Date, last: Date) -> i64 {
    ordinal(last) - ordinal(first)
}

/// A day's number in the calendar that goes on backwards for ever, years counted from March.
fn ordinal(day: Date) -> i64 {
    let (month, year) = (i64::from(day.month()), i64::from(day.year()));
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(day.day()) - 1;
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leaps + of_year
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_calendar_are_read_and_nothing_else() {
        assert_eq!(parse("2027-01-31"), Some(jiff::civil::date(2027, 1, 31)));
        assert_eq!(parse("2028-02-29"), Some(jiff::civil::date(2028, 2, 29)));
        assert_eq!(parse("0000-01-01"), Some(jiff::civil::date(0, 1, 1)));
        for text in [
            "2027-02-29",
            "2027-00-10",
            "2027-13-01",
            "2027-01-00",
            "2027-1-31",
            "20270131",
            "2027/01/31",
            "2027-01-31T10:00",
            "-027-01-31",
            "+027-01-31",
            " 2027-01-31",
            "soon",
            "",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_counted_one_by_one() {
        let first = jiff::civil::date(1899, 12, 25);
        for (count, day) in (0..).zip(first.series(jiff::ToSpan::days(1)).take(80_000)) {
            assert_eq!(days_from(first, day), count, "{day}");
            assert_eq!(days_from(day, first), -count, "{day}");
        }
    }

    #[test]
    fn every_day_is_read_as_it_is_written() {
        let first = jiff::civil::date(1999, 12, 25);
        for day in first.series(jiff::ToSpan::days(13)).take(400) {
            assert_eq!(parse(&day.to_string()), Some(day));
        }
    }
}
