//! What could not be read, as much of it as anybody looks at.

use std::collections::{BTreeMap, HashSet};

use crate::artifact::{Effect, Problem};

/// How many problems of one artifact are told one by one.
const MOST: usize = 1_000;

/// Problems by artifact, each once; of every artifact the first are kept and the others counted.
///
/// A file of a hundred megabytes may hold millions.
#[derive(Default)]
pub(super) struct Problems {
    kept: Vec<(usize, Problem)>,
    seen: HashSet<(usize, Problem)>,
    by_artifact: BTreeMap<usize, Count>,
}

#[derive(Default)]
struct Count {
    kept: usize,
    left: usize,
    /// The worst effect among those that are left out.
    effect: Option<Effect>,
}

impl Extend<(usize, Problem)> for Problems {
    fn extend<I: IntoIterator<Item = (usize, Problem)>>(&mut self, problems: I) {
        for (artifact, problem) in problems {
            self.add(artifact, problem);
        }
    }
}

impl Problems {
    fn add(&mut self, artifact: usize, problem: Problem) {
        let count = self.by_artifact.entry(artifact).or_default();
        if count.kept >= MOST {
            count.left += 1;
            count.effect = count.effect.max(Some(problem.effect));
            return;
        }
        // A file in several projects says the same in each.
        if self.seen.insert((artifact, problem.clone())) {
            count.kept += 1;
            self.kept.push((artifact, problem));
        }
    }

    /// Those that are kept, and how many others there are.
    pub(super) fn told(mut self) -> Vec<(usize, Problem)> {
        for (artifact, count) in self.by_artifact {
            if let Some(effect) = count.effect {
                let message = match count.left {
                    1 => "1 further problem is not listed".to_owned(),
                    left => format!("{left} further problems are not listed"),
                };
                self.kept.push((artifact, Problem::whole(effect, message)));
            }
        }
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Problems};
    use crate::artifact::{Effect, Problem};

    #[test]
    fn what_is_not_listed_is_counted() {
        let problem = |number: usize| Problem::whole(Effect::Partial, number.to_string());
        let mut problems = Problems::default();
        problems.extend((0..MOST + 2).map(|number| (0, problem(number))));
        problems.extend([(1, problem(1)), (1, problem(1))]);
        let told = problems.told();
        assert_eq!(told.len(), MOST + 2);
        let last = told.last().unwrap();
        assert_eq!(last.1.message, "2 further problems are not listed");
        assert_eq!(last.0, 0);
    }
}
