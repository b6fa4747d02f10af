//! Which audit rules are about a path, without going through all of them for each.

use std::collections::BTreeMap;

use super::AuditRule;
use super::audit::{Records, real};
use crate::sorted::InOrder;

/// Folders above a path that are looked at.
const MOST_FOLDERS: usize = 64;
/// The accesses that rules are about.
const ACCESSES: [char; 4] = ['r', 'w', 'x', 'a'];

/// Audit rules by the paths they are about.
#[derive(Debug)]
pub struct Watched<'r> {
    by_path: BTreeMap<String, Telling<'r>>,
}

/// The rules about one path that can decide anything: hundreds of thousands may name it.
#[derive(Debug, Default)]
struct Telling<'r> {
    /// Those about what lies below it too.
    below: Vec<(usize, &'r AuditRule)>,
    /// Those about the path alone.
    alone: Vec<(usize, &'r AuditRule)>,
}

impl<'r> Watched<'r> {
    /// Files rules, which are in the order in which they decide.
    pub fn of(rules: &'r [AuditRule]) -> Self {
        let mut by_path: BTreeMap<String, Telling<'r>> = BTreeMap::new();
        for (number, rule) in rules.iter().enumerate() {
            let telling = by_path.entry(real(&rule.path)).or_default();
            let earlier = if rule.covers_below {
                &mut telling.below
            } else {
                &mut telling.alone
            };
            if tells(earlier, rule) {
                earlier.push((number, rule));
            }
        }
        Self { by_path }
    }

    /// The rules about a path, by its name or through a folder above it, in order: all that
    /// decide an access, and the first that has conditions.
    pub fn about(&self, path: &str) -> Vec<&'r AuditRule> {
        let path = real(path);
        let mut found = Vec::new();
        if let Some(own) = self.by_path.get(&path) {
            found.extend(own.below.iter().chain(&own.alone));
        }
        let above = std::iter::successors(folder(&path), |path| folder(path));
        for folder in above.take(MOST_FOLDERS) {
            if let Some(of_folder) = self.by_path.get(folder) {
                found.extend(&of_folder.below);
            }
        }
        found.order_by_key(|(number, _)| *number);
        found.into_iter().map(|(_, rule)| rule).collect()
    }
}

/// Claims that a rule says something that no earlier one about the same path has said.
fn tells(earlier: &[(usize, &AuditRule)], rule: &AuditRule) -> bool {
    let has_conditions = |rule: &AuditRule| matches!(rule.records, Records::Some(_));
    let earlier = || earlier.iter().map(|(_, rule)| *rule);
    if has_conditions(rule) {
        return !earlier().any(has_conditions);
    }
    let is_decided = |access: char| {
        let mut deciding = earlier().filter(|it| !has_conditions(it));
        deciding.any(|it| it.accesses.contains(access))
    };
    let mut accesses = ACCESSES.into_iter();
    earlier().next().is_none()
        || accesses.any(|access| rule.accesses.contains(access) && !is_decided(access))
}

/// The folder a path lies in; the empty one stands for `/`.
fn folder(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{AuditRule, Records, Watched};
    use crate::finding::Evidence;

    /// The first that decides an access, as [`Watched`] promises to keep it.
    fn deciding<'r>(rules: &[&'r AuditRule], access: char) -> Option<&'r AuditRule> {
        let mut rules = rules.iter().copied();
        rules.find(|it| it.accesses.contains(access) && !matches!(it.records, Records::Some(_)))
    }

    fn first_with_conditions<'r>(rules: &[&'r AuditRule]) -> Option<&'r AuditRule> {
        let mut rules = rules.iter().copied();
        rules.find(|it| matches!(it.records, Records::Some(_)))
    }

    fn rules() -> impl Strategy<Value = Vec<AuditRule>> {
        let path = prop::sample::select(vec!["/", "/a", "/a/", "/a/b", "/bin", "/usr/bin/x", "a"]);
        let records = prop::sample::select(vec![
            Records::All,
            Records::Nothing,
            Records::Some(vec!["auid>=1000".to_owned()]),
        ]);
        let rule = (path, any::<bool>(), "r?w?x?a?", records, 0_usize..9);
        let rule = rule.prop_map(
            |(path, covers_below, accesses, records, artifact)| AuditRule {
                path: path.to_owned(),
                covers_below,
                accesses,
                records,
                evidence: Evidence {
                    artifact,
                    span: None,
                },
            },
        );
        prop::collection::vec(rule, 0..12)
    }

    proptest! {
        /// What is left out would have decided nothing.
        #[test]
        fn the_rules_kept_decide_as_all_do(rules in rules()) {
            let watched = Watched::of(&rules);
            for path in ["/", "/a", "/a/b", "/a/b/c", "/bin/x", "/usr/bin", "/ab", "a"] {
                let kept = watched.about(path);
                let all: Vec<&AuditRule> = rules.iter().filter(|it| it.watches(path)).collect();
                prop_assert_eq!(kept.first(), all.first());
                prop_assert_eq!(first_with_conditions(&kept), first_with_conditions(&all));
                for access in ['r', 'w', 'x', 'a'] {
                    prop_assert_eq!(deciding(&kept, access), deciding(&all, access));
                }
            }
        }
    }
}
