//! A score, written out so that a reader can follow every number.

use plimsoll_rules::report::Report;
use plimsoll_rules::score::{Cap, Score, Tenths};

use super::{Marks, ScoreView, Sums, Working};
use crate::words::Severity;

pub(super) fn view(report: &Report, score: &Score) -> ScoreView {
    let text = |tenths: Option<Tenths>| tenths.unwrap_or_default().to_string();
    ScoreView {
        s: score.s().map(|s| s.to_string()),
        floor: text(score.floor()),
        ceiling: text(score.ceiling()),
        coverage: text(score.coverage()),
        marks: Marks {
            s: score.s().map(|s| s.0),
            floor: score.floor().unwrap_or_default().0,
            ceiling: score.ceiling().unwrap_or_default().0,
        },
        grade: score.grade().map(|grade| grade.letter().to_owned()),
        is_capped: is_capped(score),
        provisional: score.is_provisional(),
        range: score
            .grade_range()
            .filter(|(worst, best)| worst != best)
            .map(|(worst, best)| format!("{} to {}", worst.letter(), best.letter())),
        caps: caps(report, score),
        sentence: sentence(score),
        sums: Sums {
            p: score.p,
            f: score.f,
            u: score.u,
        },
        working: working(score),
        decided: decided(score),
    }
}

/// Whether the grade would be better without its caps.
fn is_capped(score: &Score) -> bool {
    let free = Score {
        caps: Vec::new(),
        ..score.clone()
    };
    free.grade() != score.grade()
}

fn sentence(score: &Score) -> String {
    let (Some(s), Some(floor), Some(ceiling)) = (score.s(), score.floor(), score.ceiling()) else {
        return "Nothing here could be assessed yet, so there is no score: neither good nor bad."
            .to_owned();
    };
    let held = format!("Of everything assessed, weighted by harm, {s}\u{a0}% holds.");
    if score.u == 0 {
        return format!("{held} Everything in scope was assessed.");
    }
    let unknown = Tenths::ratio(score.u, score.total()).unwrap_or_default();
    format!(
        "{held} The other {unknown}\u{a0}% of the checklist is about what these files do not show, so \
         the figure for everything lies between {floor} and {ceiling}."
    )
}

/// The worst cap names its control; further ones of the same kind are counted.
fn caps(report: &Report, score: &Score) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut rest = &score.caps[..];
    while let [first, ..] = rest {
        let same = rest
            .iter()
            .take_while(|cap| cap.grade == first.grade)
            .count();
        sentences.push(cap_sentence(report, first, same));
        rest = rest.get(same..).unwrap_or_default();
    }
    sentences
}

fn cap_sentence(report: &Report, first: &Cap, same: usize) -> String {
    let severity = Severity::from(first.severity).slug();
    let title = report
        .control(&first.control)
        .map_or(&*first.control, |it| it.control.title);
    let grade = first.grade.letter();
    if same == 1 {
        format!("At most {grade} while a {severity} control fails: “{title}”.")
    } else {
        format!("At most {grade} while {same} {severity} controls fail, “{title}” among them.")
    }
}

#[expect(clippy::many_single_char_names, reason = "the letters of the formulas")]
fn working(score: &Score) -> Vec<Working> {
    let (p, f, u) = (score.p, score.f, score.u);
    let line = |name: &str, formula: String, value: Option<Tenths>| Working {
        name: name.to_owned(),
        formula,
        value: value.map_or_else(|| "not scored".to_owned(), |value| value.to_string()),
    };
    let (a, t) = (score.assessed(), score.total());
    vec![
        line(
            "Score",
            format!("100 × P ÷ (P + F) = 100 × {p} ÷ {a}"),
            score.s(),
        ),
        line(
            "Coverage",
            format!("100 × (P + F) ÷ (P + F + U) = 100 × {a} ÷ {t}"),
            score.coverage(),
        ),
        line(
            "Verified floor",
            format!("100 × P ÷ (P + F + U) = 100 × {p} ÷ {t}"),
            score.floor(),
        ),
        line(
            "Ceiling",
            format!("100 × (P + U) ÷ (P + F + U) = 100 × {} ÷ {t}", p + u),
            score.ceiling(),
        ),
        line(
            "Still to win",
            format!("100 × F ÷ (P + F) = 100 × {f} ÷ {a}"),
            Tenths::ratio(f, a),
        ),
    ]
}

fn decided(score: &Score) -> String {
    let share = |part: u64| Tenths::ratio(part, score.assessed()).unwrap_or_default();
    let parts = [
        (score.decided.own, "by our own checks"),
        (score.decided.imported, "by another tool's verdict"),
        (score.decided.attested, "by a person's answer"),
    ];
    let told: Vec<String> = parts
        .into_iter()
        .filter(|(part, _)| *part > 0)
        .map(|(part, by)| format!("{} % {by}", share(part)))
        .collect();
    if told.is_empty() {
        "Nothing was decided.".to_owned()
    } else {
        format!("Decided {}.", told.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use plimsoll_rules::catalogue::Severity;
    use plimsoll_rules::score::{Cap, Grade, Score};

    use super::{is_capped, sentence, working};

    #[test]
    fn a_cap_that_changes_nothing_is_not_blamed() {
        let score = |p| Score {
            p,
            f: 100 - p,
            caps: vec![Cap {
                grade: Grade::D,
                control: "docker-socket-unmounted".into(),
                severity: Severity::Critical,
            }],
            ..Score::default()
        };
        assert!(is_capped(&score(99)), "an A is held at D");
        assert!(!is_capped(&score(10)), "an F is worse than D by itself");
    }

    #[test]
    fn an_empty_scope_has_no_score() {
        let score = Score::default();
        assert!(sentence(&score).starts_with("Nothing here"));
        assert!(
            working(&score)
                .iter()
                .all(|line| line.value == "not scored")
        );
    }

    #[test]
    fn the_sum_is_written_with_its_numbers() {
        let score = Score {
            p: 30,
            f: 12,
            u: 18,
            ..Score::default()
        };
        assert_eq!(
            sentence(&score),
            "Of everything assessed, weighted by harm, 71.4\u{a0}% holds. The other 30.0\u{a0}% of the \
             checklist is about what these files do not show, so the figure for everything lies \
             between 50.0 and 80.0."
        );
        assert_eq!(
            working(&score)[0].formula,
            "100 × P ÷ (P + F) = 100 × 30 ÷ 42"
        );
    }
}
