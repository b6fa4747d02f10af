//! Who does work that falls into independent parts.
//!
//! The engine starts no threads, which a browser would not have. Whoever has them passes them
//! in; the result is the same whatever the order in which the parts are done.

use std::sync::OnceLock;

/// Does every part of a work, in any order, perhaps several at once.
pub trait Executor: Sync {
    /// Calls `work` with every number below `parts` once, and returns when all are done.
    ///
    /// `items` is how many things of about a file's size all the parts are made of, which tells
    /// whether sharing them out is worth it.
    fn each(&self, parts: usize, items: usize, work: &(dyn Fn(usize) + Sync));
}

/// Does one part after the other where it is called.
#[derive(Clone, Copy, Debug, Default)]
pub struct InTurn;

impl Executor for InTurn {
    fn each(&self, parts: usize, _items: usize, work: &(dyn Fn(usize) + Sync)) {
        (0..parts).for_each(work);
    }
}

/// What `work` makes of every number below `parts`, in their order, where each is a thing by itself.
pub fn map<T: Send + Sync>(
    executor: &dyn Executor,
    parts: usize,
    work: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    map_of(executor, parts, parts, work)
}

/// What `work` makes of every `size` items that stand together, and of what is left, in their
/// order.
pub fn map_chunks<I: Sync, T: Send + Sync>(
    executor: &dyn Executor,
    items: &[I],
    size: usize,
    work: impl Fn(&[I]) -> T + Sync,
) -> Vec<T> {
    let chunks: Vec<&[I]> = items.chunks(size.max(1)).collect();
    map_of(executor, chunks.len(), items.len(), |part| {
        work(chunks.get(part).copied().unwrap_or_default())
    })
}

/// What `work` makes of every number below `parts`, in their order, where all of them together
/// are made of so many `items`.
pub fn map_of<T: Send + Sync>(
    executor: &dyn Executor,
    parts: usize,
    items: usize,
    work: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    let done: Vec<OnceLock<T>> = (0..parts).map(|_| OnceLock::new()).collect();
    executor.each(parts, items, &|part| {
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
    use super::{Executor, InTurn, map, map_chunks};

    /// Leaves out every second part and begins at the end.
    struct Careless;

    impl Executor for Careless {
        fn each(&self, parts: usize, _items: usize, work: &(dyn Fn(usize) + Sync)) {
            (0..parts + 3).rev().step_by(2).for_each(work);
        }
    }

    #[test]
    fn results_are_whole_and_in_order() {
        let squares = vec![0, 1, 4, 9, 16];
        assert_eq!(map(&InTurn, 5, |part| part * part), squares);
        assert_eq!(map(&Careless, 5, |part| part * part), squares);
    }

    #[test]
    fn chunks_are_whole_and_in_order() {
        let items = [1, 2, 3, 4, 5];
        let sum = |some: &[usize]| some.iter().sum::<usize>();
        assert_eq!(map_chunks(&InTurn, &items, 2, sum), [3, 7, 5]);
        assert_eq!(map_chunks(&Careless, &items, 2, sum), [3, 7, 5]);
        assert_eq!(map_chunks(&InTurn, &items, 0, sum), items);
        assert!(map_chunks(&InTurn, &[], 2, sum).is_empty());
    }
}
