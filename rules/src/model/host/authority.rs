//! How long the swarm's certificate authority lasts.

use jiff::civil::Date;

use super::line::{Piece, lines, unread};
use crate::artifact::Problem;
use crate::span::Spanned;

/// The first and last day of a certificate, in UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthorityDates {
    /// From when it is valid: the day it was made, or last rotated.
    pub first: Option<Spanned<Date>>,
    /// Until when.
    pub last: Option<Spanned<Date>>,
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Reads what `openssl x509 -dates` prints: `notBefore=Nov 22 10:00:00 2025 GMT`.
pub fn authority_dates(text: &str, problems: &mut Vec<Problem>) -> AuthorityDates {
    let mut dates = AuthorityDates::default();
    for line in lines(text) {
        let read = line
            .split_once("=")
            .and_then(|(name, value)| Some((name.text, value.says(date(value)?))));
        match read {
            Some(("notBefore", day)) => dates.first = Some(day),
            Some(("notAfter", day)) => dates.last = Some(day),
            Some(_) | None => unread(line, "date of a certificate", problems),
        }
    }
    dates
}

fn date(value: Piece<'_>) -> Option<Date> {
    let mut words = value.words();
    let name = words.next()?;
    let month = MONTHS.iter().position(|month| *month == name.text)?;
    let day = words.next()?.text.parse().ok()?;
    let year = words.nth(1)?.text.parse().ok()?;
    Date::new(year, i8::try_from(month + 1).ok()?, day).ok()
}
