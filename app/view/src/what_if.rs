//! The score as it would be if some failed controls passed.

use plimsoll_rules::score::Tenths;

use crate::view_model::overview::{Fix, Sums};

/// The score after these fixes, exactly: their weight moves from F to P and A stays.
pub fn score_after<'a>(sums: Sums, fixes: impl IntoIterator<Item = &'a Fix>) -> Option<Tenths> {
    let moved: u64 = fixes.into_iter().map(|fix| fix.weight).sum();
    Tenths::ratio(sums.p + moved.min(sums.f), sums.p + sums.f)
}

#[cfg(test)]
mod tests {
    use super::score_after;
    use crate::view_model::overview::{Fix, Sums};

    #[test]
    fn fixing_everything_leaves_nothing() {
        let fix = |weight| Fix {
            weight,
            ..Fix::default()
        };
        let sums = Sums { p: 30, f: 12, u: 9 };
        let after = |fixes: &[Fix]| score_after(sums, fixes).map(|score| score.0);
        assert_eq!(after(&[]), Some(714));
        assert_eq!(after(&[fix(10)]), Some(952));
        assert_eq!(after(&[fix(10), fix(2)]), Some(1000));
        assert_eq!(score_after(Sums::default(), &[]), None);
    }
}
