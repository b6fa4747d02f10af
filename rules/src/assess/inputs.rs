//! What was given, once each and in one order.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::artifact::{Artifact, Problem};
use crate::report::{Input, Located};
use crate::sorted::InOrder;
use crate::span::LineIndex;

/// The artifacts by name, bundles with their parts. The same file twice is one; another file of the same name is
/// kept under a name of its own.
pub(crate) fn distinct(artifacts: &[Artifact]) -> Vec<Artifact> {
    let mut ordered: Vec<&Artifact> = artifacts.iter().flat_map(Artifact::with_parts).collect();
    ordered.order_by(|a, b| (&a.name, &a.sha256).cmp(&(&b.name, &b.sha256)));
    ordered.dedup_by(|a, b| a.name == b.name && a.sha256 == b.sha256);

    let mut times: BTreeMap<Arc<str>, usize> = BTreeMap::new();
    let mut distinct: Vec<Artifact> = ordered.into_iter().cloned().collect();
    for artifact in &mut distinct {
        let count = times.entry(Arc::clone(&artifact.name)).or_insert(0);
        *count += 1;
        if *count > 1 {
            artifact.name = format!("{} ({count})", artifact.name).into();
        }
    }
    distinct
}

/// Every artifact as the report lists it.
pub(super) fn report(artifacts: &[Artifact], more: &[(usize, Problem)]) -> Vec<Input> {
    let mut further: BTreeMap<usize, Vec<&Problem>> = BTreeMap::new();
    for (index, problem) in more {
        further.entry(*index).or_default().push(problem);
    }
    let input = |(index, artifact): (usize, &Artifact)| {
        let lines = OnceCell::new();
        let lines = || lines.get_or_init(|| LineIndex::new(&artifact.text));
        let own = artifact.problems.iter();
        let further = further.get(&index).into_iter().flatten().copied();
        let locate = |problem: &Problem| Located {
            region: problem
                .span
                .map(|span| lines().region(span, &artifact.text)),
            problem: problem.clone(),
        };
        Input {
            name: Arc::clone(&artifact.name),
            kind: artifact.kind,
            reason: artifact.reason.clone(),
            bytes: artifact.bytes,
            sha256: Arc::clone(&artifact.sha256),
            problems: own.chain(further).map(locate).collect(),
            part_of: artifact.part_of.as_ref().map(|it| Arc::clone(&it.name)),
        }
    };
    artifacts.iter().enumerate().map(input).collect()
}
