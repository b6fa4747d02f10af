//! As many threads as the machine has processors.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use plimsoll_rules::executor::Executor;

/// Below this many parts for each thread, starting another one costs more than it saves.
const FEWEST: usize = 8;

/// How many the machine has for this process; the system reads files to tell.
static PROCESSORS: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(1, usize::from));

/// Shares work among the machine's processors.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Threads;

impl Executor for Threads {
    fn each(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
        let next = AtomicUsize::new(0);
        let take_turns = || {
            loop {
                let part = next.fetch_add(1, Ordering::Relaxed);
                if part >= parts {
                    return;
                }
                work(part);
            }
        };
        let threads = PROCESSORS.min(parts.div_ceil(FEWEST));
        thread::scope(|scope| {
            for _ in 1..threads {
                scope.spawn(take_turns);
            }
            take_turns();
        });
    }
}
