//! Decides `build-stages-acyclic`: stages do not wait for each other in a circle.

use super::stage_references::{Target, dependencies, references};
use super::{Check, Decide};
use crate::catalogue::build_stages_acyclic::{CONTROL, STAGES_IN_CIRCLE};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};
use crate::model::dockerfile::Stage;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let references = references(build);
    let stages = &build.file().stages;
    let circles = circles(&dependencies(build, &references));
    // A `FROM` only reaches upwards, so every circle has a step that reaches downwards.
    let failures = references.iter().filter_map(|reference| {
        let Target::Later(later) = reference.target else {
            return None;
        };
        let own = reference.step.stage_index()?;
        let is_circle = circles.get(own)? == circles.get(later)?;
        is_circle.then(|| {
            Finding::new(STAGES_IN_CIRCLE)
                .with("stage", name_of(stages.get(own), own))
                .with("other", name_of(stages.get(later), later))
                .at(reference.step.at(reference.word.span))
        })
    });
    Verdict::over(stages.len() > 1, failures.collect(), Vec::new())
}

fn name_of(stage: Option<&Stage>, index: usize) -> String {
    let name = stage.and_then(|stage| stage.name.as_ref());
    name.map_or_else(|| index.to_string(), |name| name.value.clone())
}

/// For each node a number that it shares with the nodes it is in a circle with: Kosaraju's two
/// walks, along the edges to order the nodes, then against them to gather circles.
fn circles(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut backwards = vec![Vec::new(); edges.len()];
    for (node, targets) in edges.iter().enumerate() {
        for target in targets {
            if let Some(list) = backwards.get_mut(*target) {
                list.push(node);
            }
        }
    }
    let mut is_seen = vec![false; edges.len()];
    let mut order = Vec::new();
    for start in 0..edges.len() {
        walk(edges, start, &mut is_seen, |node| order.push(node));
    }
    let mut is_seen = vec![false; edges.len()];
    let mut circles = vec![0; edges.len()];
    for start in order.into_iter().rev() {
        walk(&backwards, start, &mut is_seen, |node| {
            if let Some(circle) = circles.get_mut(node) {
                *circle = start;
            }
        });
    }
    circles
}

/// Visits what can be reached and was not seen, each node after all it leads to.
fn walk(edges: &[Vec<usize>], start: usize, is_seen: &mut [bool], mut done: impl FnMut(usize)) {
    let mut enter = |node: usize| match is_seen.get_mut(node) {
        Some(seen) if !*seen => {
            *seen = true;
            true
        }
        Some(_) | None => false,
    };
    if !enter(start) {
        return;
    }
    let mut open = vec![(start, 0)];
    while let Some((node, next)) = open.last_mut() {
        let target = edges.get(*node).and_then(|targets| targets.get(*next));
        *next += 1;
        match target {
            Some(target) if enter(*target) => open.push((*target, 0)),
            Some(_) => {}
            None => {
                done(*node);
                open.pop();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::circles;

    #[test]
    fn circles_are_told_apart() {
        let found = circles(&[vec![1], vec![2], vec![1, 3], vec![], vec![0]]);
        assert_eq!(found[1], found[2]);
        for (a, b) in [(0, 1), (1, 3), (0, 4), (3, 4)] {
            assert_ne!(found[a], found[b], "{a} {b}");
        }
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let edges: Vec<Vec<usize>> = (0..100_000).map(|node| vec![node + 1]).collect();
        assert_eq!(circles(&edges).len(), edges.len());
    }
}
