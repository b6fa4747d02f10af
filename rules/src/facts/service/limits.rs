//! How much processor time a service may take, and how often it is started again.

use super::Deployed;
use crate::facts::{Composed, Fact, ProcessorTime, Restart, processor};
use crate::model::compose::{RestartPolicy, Setting};
use crate::span::Spanned;

/// A bound in any spelling bounds: Compose refuses a file whose spellings differ.
pub(super) fn processor_time(deployed: Deployed<'_>) -> Fact<ProcessorTime> {
    let (composed, service) = (deployed.composed, deployed.composed.service);
    let unless_ignored = |key: &str, fact: Fact<ProcessorTime>| {
        if composed.ignores(key) {
            Fact::Default(ProcessorTime::Unlimited)
        } else {
            fact
        }
    };
    processor::strictest([
        processors(composed, service.deploy_cpus()),
        processors(composed, service.cpus()),
        unless_ignored(
            "cpu_quota",
            time(composed, service.cpu_quota(), |quota| {
                ProcessorTime::of_count(*quota)
            }),
        ),
        unless_ignored(
            "cpuset",
            time(composed, service.cpuset(), |processors| {
                if processors.trim().is_empty() {
                    ProcessorTime::Unlimited
                } else {
                    ProcessorTime::Pinned(processors.clone())
                }
            }),
        ),
        // No weight bounds anything, so one that is not settled leaves nothing open.
        unless_ignored(
            "cpu_shares",
            match service.cpu_shares() {
                Setting::Set(weight) if weight.value > 0 => Fact::Stated {
                    value: ProcessorTime::Weighed(weight.value.to_string()),
                    evidence: composed.at(weight.span),
                },
                Setting::Set(_)
                | Setting::Absent
                | Setting::Unresolved { .. }
                | Setting::Malformed { .. } => Fact::Default(ProcessorTime::Unlimited),
            },
        ),
    ])
}

fn processors(composed: Composed<'_>, setting: Setting<f64>) -> Fact<ProcessorTime> {
    let finite = setting.parse(|count| {
        if count.is_finite() {
            Ok(*count)
        } else {
            Err("this is no number of processors".to_owned())
        }
    });
    time(composed, finite, |count| {
        ProcessorTime::of_processors(*count)
    })
}

fn time<T>(
    composed: Composed<'_>,
    setting: Setting<T>,
    read: impl FnOnce(&T) -> ProcessorTime,
) -> Fact<ProcessorTime> {
    match composed.refused(&setting) {
        Some((problem, evidence)) => Fact::Stated {
            value: ProcessorTime::Refused(problem),
            evidence,
        },
        None => composed.fact_or(setting, ProcessorTime::Unlimited, read),
    }
}

/// `deploy.restart_policy` decides where it stands; `restart` otherwise.
pub(super) fn restart(deployed: Deployed<'_>) -> Fact<Restart> {
    let policy = deployed.composed.service.restart_policy();
    if policy.is_absent() && deployed.composed.ignores("restart") {
        // Swarm starts a task again in any case.
        return Fact::Default(Restart::Unbounded("any".to_owned()));
    }
    if !policy.is_absent() {
        return match policy {
            Setting::Set(policy) => deploy_restart(deployed, &policy),
            other => deployed
                .composed
                .fact_or(other, Restart::Never, |_| Restart::Never),
        };
    }
    deployed.composed.fact_or(
        deployed.composed.service.restart(),
        Restart::Never,
        |policy| Restart::of_policy(policy),
    )
}

fn deploy_restart(deployed: Deployed<'_>, policy: &Spanned<RestartPolicy>) -> Fact<Restart> {
    // Without a condition a service is restarted in any case.
    let condition = match policy.value.condition.clone() {
        Setting::Absent => Setting::set("any".to_owned(), policy.span),
        stated => stated,
    };
    let unbounded = |condition: &String| match condition.as_str() {
        "none" | "no" => Restart::Never,
        "on-failure" => Restart::OnFailure(None),
        other => Restart::Unbounded(other.to_owned()),
    };
    let restart = deployed
        .composed
        .fact_or(condition, Restart::Never, unbounded);
    let tries = policy.value.max_attempts.clone();
    match restart.value() {
        // A bound on the attempts bounds every condition.
        Some(Restart::OnFailure(_) | Restart::Unbounded(_)) if tries.value() != Some(&0) => {
            let bounded = |tries: &i64| Restart::OnFailure(u64::try_from(*tries).ok());
            deployed.composed.fact(tries, bounded).unwrap_or(restart)
        }
        Some(_) | None => restart,
    }
}
