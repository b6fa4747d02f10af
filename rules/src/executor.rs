//! Who does work that falls into independent parts.
//!
//! The engine starts no threads, which a browser would not have. Whoever has them passes them
//! in; the result is the same whatever the order in which the parts are done.

use std::sync::OnceLock;

/// Does every part of a work, in any order, perhaps several at once.
pub trait Executor: Sync {
    /// Calls `work` with every number below `parts` once, and returns when all are done.
    fn each(&self, parts: usize, work: &(dyn Fn(usize) + Sync));
}

/// Does one part after the other where it is called.
#[derive(Clone, Copy, Debug, Default)]
pub struct InTurn;

impl Executor for InTurn {
    fn each(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
        (0..parts).for_each(work);
    }
}

/// What `work` makes of every number below `parts`, in their order.
pub fn map<T: Send + Sync>(
    executor: &dyn Executor,
    parts: usize,
    work: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    let done: Vec<OnceLock<T>> = (0..parts).map(|_| OnceLock::new()).collect();
    executor.each(parts, &|part| {
        if let Some(place) = done.get(part) {
            place.get_or_init(|| work(part));
        }
    });
    let parts = done.into_iter().enumerate();
    // A part that was left out is done after all: the result does not rest on a promise.
    let finished = |(part, place): (usize, OnceLock<T>)| {
        let result = place.into_inner();
        result.unwrap_or_else(|| work(part))
    };
    parts.map(finished).collect()
}

#[cfg(test)]
mod tests {
    use super::{Executor, InTurn, map};

    /// Leaves out every second part and begins at the end.
    struct Careless;

    impl Executor for Careless {
        fn each(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
            (0..parts + 3).rev().step_by(2).for_each(work);
        }
    }

    #[test]
    fn results_are_whole_and_in_order() {
        let squares = vec![0, 1, 4, 9, 16];
        assert_eq!(map(&InTurn, 5, |part| part * part), squares);
        assert_eq!(map(&Careless, 5, |part| part * part), squares);
    }
}
