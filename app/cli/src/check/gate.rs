//! The gate: whether the verified floor reaches what was asked for.

use std::fmt;
use std::str::FromStr;

use plimsoll_rules::score::{Score, Tenths};

/// What the floor must reach, 0.0..=100.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Threshold(Tenths);

/// A threshold and what it is compared with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gate {
    threshold: Threshold,
    /// `None` where nothing was assessed, so that there is no score.
    floor: Option<Tenths>,
}

impl Gate {
    /// Compares with the floor of a score; one in which nothing was assessed has none.
    pub(crate) fn new(threshold: Threshold, score: &Score) -> Self {
        Self {
            threshold,
            floor: score.s().and_then(|_| score.floor()),
        }
    }

    /// Whether the floor is there and high enough.
    pub(crate) fn holds(&self) -> bool {
        self.floor.is_some_and(|floor| floor >= self.threshold.0)
    }

    /// The outcome as a sentence.
    pub(crate) fn sentence(&self) -> String {
        let Threshold(asked) = self.threshold;
        match self.floor {
            None => format!(
                "The gate does not hold: nothing could be assessed, so there is no score to compare with {asked}."
            ),
            Some(floor) if self.holds() => {
                format!("The gate holds: the verified floor {floor} reaches {asked}.")
            }
            Some(floor) => {
                format!("The gate does not hold: the verified floor {floor} is below {asked}.")
            }
        }
    }
}

impl FromStr for Threshold {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refusal = || "a number from 0 to 100 with at most one decimal is needed".to_owned();
        let (whole, tenth) = text.split_once('.').unwrap_or((text, "0"));
        let is_number = |part: &str, longest: usize| {
            (1..=longest).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !is_number(whole, 3) || !is_number(tenth, 1) {
            return Err(refusal());
        }
        let parse = |part: &str| part.parse::<u32>().map_err(|_| refusal());
        let tenths = parse(whole)? * 10 + parse(tenth)?;
        (tenths <= 1000)
            .then_some(Self(Tenths(tenths)))
            .ok_or_else(refusal)
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use plimsoll_rules::score::{Score, Tenths};

    use super::{Gate, Threshold};

    #[test]
    fn a_threshold_has_at_most_one_decimal() {
        for (text, tenths) in [
            ("0", 0),
            ("80", 800),
            ("80.5", 805),
            ("100", 1000),
            ("100.0", 1000),
        ] {
            assert_eq!(text.parse(), Ok(Threshold(Tenths(tenths))), "{text}");
        }
        for text in [
            "", "-1", "100.1", "101", "80.55", "80.", ".5", "8o", "1e1", "+5", "NaN",
        ] {
            assert!(text.parse::<Threshold>().is_err(), "{text}");
        }
    }

    #[test]
    fn no_score_holds_no_gate_not_even_at_zero() {
        let nothing = Score {
            u: 10,
            ..Score::default()
        };
        let gate = Gate::new(Threshold(Tenths(0)), &nothing);
        assert!(!gate.holds());
        assert!(gate.sentence().contains("no score"));
    }

    #[test]
    fn the_floor_is_gated_not_the_score() {
        let score = Score {
            p: 5,
            u: 5,
            ..Score::default()
        };
        assert!(Gate::new(Threshold(Tenths(500)), &score).holds());
        assert!(!Gate::new(Threshold(Tenths(501)), &score).holds());
    }
}
