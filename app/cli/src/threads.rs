//! As many threads as the machine has processors.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use plimsoll_rules::executor::Executor;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// Below this many items for each thread, waking another one costs more than it saves.
const FEWEST: usize = 8;

/// How many the machine has for this process; the system reads files to tell.
static PROCESSORS: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(1, usize::from));

/// The threads besides the first. They stay between the stages: one that ends gives its memory
/// back, and the next would have it filled with noughts again. None where none can be started.
static OTHERS: LazyLock<Option<ThreadPool>> = LazyLock::new(|| {
    let others = ThreadPoolBuilder::new().num_threads(PROCESSORS.saturating_sub(1).max(1));
    others.build().ok()
});

/// Shares work among the machine's processors.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Threads;

impl Executor for Threads {
    fn each(&self, parts: usize, items: usize, work: &(dyn Fn(usize) + Sync)) {
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
        let threads = PROCESSORS.min(parts).min(items.div_ceil(FEWEST));
        let Some(others) = (threads > 1).then(|| OTHERS.as_ref()).flatten() else {
            return take_turns();
        };
        others.in_place_scope(|scope| {
            for _ in 1..threads {
                scope.spawn(|_| take_turns());
            }
            take_turns();
        });
    }
}
