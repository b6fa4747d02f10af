//! Decides `container-pids-limited`: no container can take all process numbers of its host.

use super::{Check, Decide, limit};
use crate::catalogue::container_pids_limited::{
    CONTROL, LIMIT_REFUSED, LIMIT_UNBOUNDED, LIMIT_UNRESOLVED, NOT_LIMITED,
};
use crate::facts::Runtime;
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    limit::decide(
        &runtime.pids,
        NOT_LIMITED,
        LIMIT_UNBOUNDED,
        LIMIT_REFUSED,
        LIMIT_UNRESOLVED,
    )
}
