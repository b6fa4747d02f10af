//! The worker: the engine behind messages.
