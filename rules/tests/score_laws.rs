//! The laws of the score `dsc-1`, on arbitrary runs.
//!
//! A run is a list of controls, each with the verdicts that artifacts brought. Numbers are
//! compared as exact fractions, so that truncation for display cannot hide a broken law.

use plimsoll_rules::catalogue::Severity;
use plimsoll_rules::finding::{Outcome, Tier};
use plimsoll_rules::score::{Entry, Score};
use plimsoll_rules::status::Status;
use proptest::prelude::*;

/// One control of a run: its severity, its section, and a verdict for each piece of evidence.
#[derive(Clone, Debug)]
struct Control {
    severity: Severity,
    section: usize,
    /// The artifact that brought each verdict, and the verdict.
    evidence: Vec<(usize, Outcome)>,
    /// Whether every failure of it is accepted.
    waived: bool,
}

impl Control {
    fn strict(&self) -> Status {
        Status::of(self.evidence.iter().map(|(_, outcome)| *outcome))
    }

    fn accepted(&self) -> Status {
        match self.strict() {
            Status::Failed if self.waived => Status::Waived,
            status => status,
        }
    }

    fn weight(&self) -> u64 {
        u64::from(self.severity.weight())
    }
}

const NAMES: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

fn score_by(run: &[Control], status: impl Fn(&Control) -> Status) -> Score {
    Score::of(entries(run, status))
}

fn entries(run: &[Control], status: impl Fn(&Control) -> Status) -> Vec<Entry<'static>> {
    let entry = |(control, name): (&Control, &&'static str)| Entry {
        control: name,
        severity: control.severity,
        status: status(control),
        tier: Some(Tier::Own),
    };
    run.iter().zip(&NAMES).map(entry).collect()
}

fn score(run: &[Control]) -> Score {
    score_by(run, Control::strict)
}

/// A fraction that compares exactly.
#[derive(Clone, Copy, Debug)]
struct Fraction(u128, u128);

impl PartialEq for Fraction {
    fn eq(&self, other: &Self) -> bool {
        self.0 * other.1 == other.0 * self.1
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        (self.0 * other.1).partial_cmp(&(other.0 * self.1))
    }
}

fn fraction(part: u64, whole: u64) -> Option<Fraction> {
    (whole > 0).then(|| Fraction(part.into(), whole.into()))
}

fn s(score: &Score) -> Option<Fraction> {
    fraction(score.p, score.assessed())
}

fn floor(score: &Score) -> Option<Fraction> {
    fraction(score.p, score.total())
}

fn ceiling(score: &Score) -> Option<Fraction> {
    fraction(score.p + score.u, score.total())
}

fn severity() -> impl Strategy<Value = Severity> {
    proptest::sample::select(Severity::ALL)
}

fn outcome() -> impl Strategy<Value = Outcome> {
    proptest::sample::select(vec![
        Outcome::Pass,
        Outcome::Pass,
        Outcome::Fail,
        Outcome::Unknown,
        Outcome::NotApplicable,
    ])
}

fn control() -> impl Strategy<Value = Control> {
    let evidence = proptest::collection::vec((0_usize..4, outcome()), 0..5);
    (severity(), 0_usize..3, evidence, any::<bool>()).prop_map(
        |(severity, section, evidence, waived)| Control {
            severity,
            section,
            evidence,
            waived,
        },
    )
}

fn run() -> impl Strategy<Value = Vec<Control>> {
    proptest::collection::vec(control(), 1..NAMES.len())
}

/// A run and one of its controls.
fn run_and_index() -> impl Strategy<Value = (Vec<Control>, usize)> {
    run().prop_flat_map(|run| {
        let controls = run.len();
        (Just(run), 0..controls)
    })
}

/// `a <= b`, where an absent number says nothing.
fn at_most(a: Option<Fraction>, b: Option<Fraction>) -> bool {
    a.zip(b).is_none_or(|(a, b)| a <= b)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn l01_floor_score_ceiling_are_ordered(run in run()) {
        let score = score(&run);
        if let Some(s) = s(&score) {
            prop_assert!(Fraction(0, 1) <= floor(&score).unwrap());
            prop_assert!(floor(&score).unwrap() <= s);
            prop_assert!(s <= ceiling(&score).unwrap());
            prop_assert!(ceiling(&score).unwrap() <= Fraction(1, 1));
            let shown = [score.floor(), score.s(), score.ceiling()];
            prop_assert!(shown.is_sorted() && shown.iter().all(|shown| shown.unwrap().0 <= 1000));
        }
    }

    #[test]
    fn l02_floor_and_ceiling_follow_from_score_and_coverage(run in run()) {
        let score = score(&run);
        if let (Some(s), Some(k)) = (s(&score), fraction(score.assessed(), score.total())) {
            let product = Fraction(s.0 * k.0, s.1 * k.1);
            prop_assert_eq!(floor(&score).unwrap(), product);
            let rest = Fraction(k.1 - k.0, k.1);
            let sum = Fraction(product.0 * rest.1 + rest.0 * product.1, product.1 * rest.1);
            prop_assert_eq!(ceiling(&score).unwrap(), sum);
        }
    }

    #[test]
    fn l03_mending_an_item_lowers_nothing((run, index) in run_and_index(), item in 0_usize..5) {
        let before = score(&run);
        let mut mended = run;
        let evidence = &mut mended[index].evidence;
        if let Some((_, outcome)) = evidence.get_mut(item) && *outcome == Outcome::Fail {
            *outcome = Outcome::Pass;
            let after = score(&mended);
            prop_assert!(at_most(s(&before), s(&after)));
            prop_assert!(at_most(floor(&before), floor(&after)));
            prop_assert!(at_most(ceiling(&before), ceiling(&after)));
        }
    }

    #[test]
    fn l04_passes_lower_nothing((run, index) in run_and_index()) {
        let before = score(&run);
        let mut more = run;
        more[index].evidence.push((9, Outcome::Pass));
        let after = score(&more);
        // A control that was exempt enters the scope with a pass, which lowers nothing either.
        prop_assert!(at_most(s(&before), s(&after)));
        prop_assert!(at_most(floor(&before), floor(&after)));
    }

    #[test]
    fn l05_passes_do_not_dilute((run, index) in run_and_index(), passes in 0_usize..9) {
        let mut more = run.clone();
        more[index].evidence.extend((0..passes).map(|_| (9, Outcome::Pass)));
        if run[index].strict() == Status::Failed {
            prop_assert_eq!(more[index].strict(), Status::Failed);
            prop_assert_eq!(score(&more), score(&run));
        }
    }

    #[test]
    fn l06_first_evidence_only_narrows((run, index) in run_and_index(), outcome in outcome()) {
        let mut bare = run;
        bare[index].evidence.clear();
        let before = score(&bare);
        bare[index].evidence.push((9, outcome));
        let after = score(&bare);
        prop_assert!(at_most(floor(&before), floor(&after)));
        prop_assert!(at_most(ceiling(&after), ceiling(&before)));
    }

    #[test]
    fn l07_hiding_a_clean_artifact_never_helps(run in run(), artifact in 0_usize..4) {
        let is_clean = run.iter().flat_map(|control| &control.evidence).all(|(from, outcome)| {
            *from != artifact || matches!(outcome, Outcome::Pass | Outcome::NotApplicable)
        });
        if is_clean {
            let before = score(&run);
            let mut without = run;
            for control in &mut without {
                control.evidence.retain(|(from, _)| *from != artifact);
            }
            prop_assert!(at_most(floor(&score(&without)), floor(&before)));
        }
    }

    #[test]
    fn l08_order_and_repeats_do_not_matter(run in run(), seed in any::<u64>()) {
        let before = score(&run);
        let mut shuffled = run;
        for control in &mut shuffled {
            let again = control.evidence.clone();
            control.evidence.extend(again);
            let turn = usize::try_from(seed % 7).unwrap() % control.evidence.len().max(1);
            control.evidence.rotate_left(turn);
        }
        prop_assert_eq!(&score(&shuffled), &before);
        let mut reversed = entries(&shuffled, Control::strict);
        reversed.reverse();
        prop_assert_eq!(Score::of(reversed), before);
    }

    #[test]
    fn l09_waivers_leave_the_strict_view((run, index) in run_and_index()) {
        let mut waived = run.clone();
        waived[index].waived = !waived[index].waived;
        prop_assert_eq!(score(&waived), score(&run));
    }

    #[test]
    fn l10_accepting_lowers_nothing(run in run()) {
        let strict = score(&run);
        let accepted = score_by(&run, Control::accepted);
        prop_assert!(at_most(s(&strict), s(&accepted)));
        prop_assert!(at_most(floor(&strict), floor(&accepted)));
    }

    #[test]
    fn l11_points_are_the_exact_gain((run, index) in run_and_index()) {
        let before = score(&run);
        let has_unknown = run[index].evidence.iter().any(|(_, found)| *found == Outcome::Unknown);
        if run[index].strict() == Status::Failed && !has_unknown && before.assessed() > 0 {
            let weight = run[index].weight();
            let mut fixed = run;
            for (_, outcome) in &mut fixed[index].evidence {
                if *outcome == Outcome::Fail {
                    *outcome = Outcome::Pass;
                }
            }
            let after = score(&fixed);
            prop_assert_eq!(after.assessed(), before.assessed());
            prop_assert_eq!(after.p, before.p + weight);
            let shown = before.points(weight);
            prop_assert_eq!(u64::from(shown.0), weight * 1000 / before.assessed());
        }
    }

    #[test]
    fn l12_the_ends_of_the_scale(run in run()) {
        let score = score(&run);
        if score.assessed() > 0 {
            prop_assert_eq!(score.s().unwrap().0 == 1000, score.f == 0);
            prop_assert_eq!(s(&score).unwrap().0 == 0, score.p == 0);
        }
    }

    #[test]
    fn l13_nothing_assessed_is_no_score(run in run()) {
        let score = score(&run);
        prop_assert_eq!(score.assessed() == 0, score.s().is_none());
        prop_assert_eq!(score.s().is_none(), score.grade().is_none());
    }

    #[test]
    fn l14_scope_without_evidence_only_widens(run in run(), severity in severity()) {
        let before = score(&run);
        let grown: Vec<Control> = run
            .iter()
            .cloned()
            .chain([Control { severity, section: 0, evidence: vec![], waived: false }])
            .collect();
        let after = score(&grown);
        prop_assert_eq!(s(&before), s(&after));
        prop_assert!(at_most(floor(&after), floor(&before)));
        prop_assert!(at_most(ceiling(&before), ceiling(&after)));
    }

    #[test]
    fn l15_a_change_of_the_floor_adds_up(
        (before, after) in run().prop_flat_map(|run| {
            let outcomes = proptest::collection::vec(outcome_that_counts(), run.len());
            let later = outcomes.prop_map({
                let run = run.clone();
                move |outcomes| {
                    run.iter()
                        .zip(outcomes)
                        .map(|(control, outcome)| Control {
                            evidence: vec![(0, outcome)],
                            ..control.clone()
                        })
                        .collect::<Vec<_>>()
                }
            });
            (Just(run), later)
        })
    ) {
        // One scope: what is exempt in the first run is not part of it.
        let before: Vec<Control> = before
            .into_iter()
            .map(|mut control| {
                control.evidence.retain(|(_, outcome)| *outcome != Outcome::NotApplicable);
                control
            })
            .collect();
        let weight_of = |wanted: &dyn Fn(Status, Status) -> bool| -> u64 {
            before
                .iter()
                .zip(&after)
                .filter(|(old, new)| wanted(old.strict(), new.strict()))
                .map(|(old, _)| old.weight())
                .sum()
        };
        let newly = weight_of(&|old, new| old != Status::Passed && new == Status::Passed);
        let no_longer = weight_of(&|old, new| old == Status::Passed && new != Status::Passed);
        let (old, new) = (score(&before), score(&after));
        prop_assert_eq!(old.total(), new.total());
        prop_assert_eq!(old.p + newly, new.p + no_longer);
    }

    #[test]
    fn l16_the_grade_never_falls_for_better((run, index) in run_and_index(), item in 0_usize..5) {
        let before = score(&run).grade();
        let mut better = run;
        match better[index].evidence.get_mut(item) {
            Some((_, outcome)) if *outcome == Outcome::Fail => *outcome = Outcome::Pass,
            _ => better[index].evidence.push((9, Outcome::Pass)),
        }
        // Grades are ordered best first.
        let after = score(&better).grade();
        prop_assert!(before.zip(after).is_none_or(|(before, after)| after <= before));
    }

    #[test]
    fn l17_only_the_ratio_of_weights_matters(run in run(), factor in 1_u64..9) {
        let plain = score(&run);
        let scaled = Score::weighted(entries(&run, Control::strict), |severity| {
            u64::from(severity.weight()) * factor
        });
        prop_assert_eq!(plain.s(), scaled.s());
        prop_assert_eq!(plain.floor(), scaled.floor());
        prop_assert_eq!(plain.ceiling(), scaled.ceiling());
        prop_assert_eq!(plain.coverage(), scaled.coverage());
        prop_assert_eq!(plain.grade(), scaled.grade());
    }

    #[test]
    fn l18_and_l19_sections_add_up(run in run()) {
        let total = score(&run);
        let sections: Vec<Score> = (0..3)
            .map(|section| {
                let part = run.iter().filter(|control| control.section == section).cloned();
                score(&part.collect::<Vec<_>>())
            })
            .collect();
        let sum = |of: fn(&Score) -> u64| sections.iter().map(of).sum::<u64>();
        prop_assert_eq!(sum(|score| score.p), total.p);
        prop_assert_eq!(sum(|score| score.f), total.f);
        prop_assert_eq!(sum(|score| score.u), total.u);
        // The mean of section scores weighted by what each assessed is ΣP/ΣA.
        let weighted = fraction(sum(|score| score.p), sum(Score::assessed));
        prop_assert_eq!(weighted, s(&total));
    }
}

/// Verdicts that keep a control in the scope.
fn outcome_that_counts() -> impl Strategy<Value = Outcome> {
    proptest::sample::select(vec![Outcome::Pass, Outcome::Fail, Outcome::Unknown])
}
