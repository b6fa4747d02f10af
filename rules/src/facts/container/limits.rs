//! What bounds a container, and how often it is started again.

use super::Inspected;
use crate::facts::{Fact, Limit, ProcessorTime, Restart, processor};
use crate::model::inspect::{Field, HostConfig, RestartPolicy};

impl Inspected {
    pub(in crate::facts) fn limit(self, field: &Field<i64>) -> Fact<Limit> {
        let absent = Limit::Unbounded(String::new());
        self.fact(field, absent, |value| {
            if *value > 0 {
                Limit::Bounded
            } else {
                Limit::Unbounded(value.to_string())
            }
        })
    }

    /// The engine refuses `NanoCpus` beside `CpuQuota`, and Podman prints either.
    pub(super) fn processor_time(self, host: &HostConfig) -> Fact<ProcessorTime> {
        let unlimited = ProcessorTime::Unlimited;
        let count = |field| {
            self.fact(field, unlimited.clone(), |count| {
                ProcessorTime::of_count(*count)
            })
        };
        processor::strictest([
            count(&host.nano_cpus),
            count(&host.cpu_quota),
            self.fact(&host.cpuset_cpus, unlimited.clone(), |processors| {
                ProcessorTime::Pinned(processors.clone())
            }),
            // No weight bounds anything, so one that cannot be read leaves nothing open.
            match &host.cpu_shares {
                Field::Stated(weight) if weight.value > 0 => Fact::Stated {
                    value: ProcessorTime::Weighed(weight.value.to_string()),
                    evidence: self.at(weight.span),
                },
                Field::Stated(_) | Field::Absent | Field::Unreadable(_) => Fact::Default(unlimited),
            },
        ])
    }

    pub(super) fn restart(self, policy: &RestartPolicy) -> Fact<Restart> {
        if policy.name.value().is_some_and(|name| name == "on-failure")
            && policy.maximum_retry_count != Field::Absent
        {
            return self.fact(&policy.maximum_retry_count, Restart::Never, |tries| {
                Restart::OnFailure(u64::try_from(*tries).ok())
            });
        }
        self.fact(&policy.name, Restart::Never, |name| match name.as_str() {
            "no" => Restart::Never,
            "on-failure" => Restart::OnFailure(None),
            _ => Restart::Unbounded(name.clone()),
        })
    }
}
