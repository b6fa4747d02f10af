//! How old something is on the day of the report.

use jiff::civil::Date;

/// A year in days; one more on account of leap years.
pub(super) const YEAR: i64 = 366;

/// Days from one day to the report's, below 0 for one to come; `None` where the report has none.
pub(super) fn age(since: Date, today: Option<Date>) -> Option<i64> {
    let between = today?.since(since).ok()?;
    Some(i64::from(between.get_days()))
}
