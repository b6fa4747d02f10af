//! The scores of the document.

use serde::{Deserialize, Serialize};

use crate::score::{self, Grade, Tenths};

/// A score with the sums it follows from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// The method, e.g. `dsc-1`.
    pub algorithm: String,
    /// Summed weight of what passed.
    pub p: u64,
    /// Summed weight of what failed.
    pub f: u64,
    /// Summed weight of what was not reviewed.
    pub u: u64,
    /// 100·P/(P+F), truncated to one decimal; null where nothing was assessed.
    pub s: Option<f64>,
    /// 100·P/(P+F+U).
    pub floor: Option<f64>,
    /// 100·(P+U)/(P+F+U).
    pub ceiling: Option<f64>,
    /// 100·(P+F)/(P+F+U).
    pub coverage: Option<f64>,
    /// `A` to `F`; null where nothing was assessed.
    pub grade: Option<String>,
    /// Whether less than half of the scope was assessed.
    pub provisional: bool,
    /// The grades of floor and ceiling.
    pub grade_range: Option<[String; 2]>,
    /// The assessed weight by whose evidence decided it.
    pub decided: Decided,
    /// What keeps the grade below the score.
    pub caps: Vec<Cap>,
}

/// The assessed weight by whose evidence decided it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// By a check of ours.
    pub own: u64,
    /// By another tool's verdict.
    pub imported: u64,
    /// By a person's answer.
    pub attested: u64,
}

/// A failed control that limits the grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cap {
    /// The best grade that remains.
    pub grade: String,
    /// The control that failed.
    pub control: String,
    /// Its severity.
    pub severity: String,
}

/// One score as the document has it.
pub(super) fn convert(score: &score::Score) -> Score {
    let letter = |grade: Grade| grade.letter().to_owned();
    Score {
        algorithm: score::ALGORITHM.to_owned(),
        p: score.p,
        f: score.f,
        u: score.u,
        s: score.s().map(Tenths::value),
        floor: score.floor().map(Tenths::value),
        ceiling: score.ceiling().map(Tenths::value),
        coverage: score.coverage().map(Tenths::value),
        grade: score.grade().map(letter),
        provisional: score.is_provisional(),
        grade_range: score
            .grade_range()
            .map(|(floor, ceiling)| [letter(floor), letter(ceiling)]),
        decided: Decided {
            own: score.decided.own,
            imported: score.decided.imported,
            attested: score.decided.attested,
        },
        caps: score
            .caps
            .iter()
            .map(|cap| Cap {
                grade: letter(cap.grade),
                control: cap.control.clone(),
                severity: cap.severity.word().to_owned(),
            })
            .collect(),
    }
}
