//! What bounds and tunes a container beyond memory, processor time and processes.

use super::container::Inspected;
use super::{Composed, Fact, Listed};
use crate::model::compose::{Field, Setting};
use crate::model::inspect::{self, Container};

/// Limits and settings of the kernel that a service and a container have.
#[derive(Clone, Debug)]
pub struct Bounds {
    /// Memory and swap together, in bytes; less than 0 is no limit, 0 Docker's own.
    pub swap: Fact<i64>,
    /// Whether the kernel may not end its processes when memory runs out.
    pub oom_killer_off: Fact<bool>,
    /// How eagerly the kernel ends its processes then, -1000..=1000; the least comes last.
    pub oom_score: Fact<i64>,
    /// Limits of each process.
    pub ulimits: Listed<Ulimit>,
    /// Parameters of the kernel that are set for it.
    pub kernel_parameters: Listed<KernelParameter>,
    /// Whether an init process of Docker's starts the main process.
    pub init: Fact<bool>,
}

/// One limit of each process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ulimit {
    /// Its name, e.g. `nofile`.
    pub name: String,
    /// The bound, in the limit's own unit; less than 0 is none.
    pub value: i64,
}

/// One parameter of the kernel with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KernelParameter {
    /// Its name with dots, e.g. `net.ipv4.ip_forward`.
    pub name: String,
    /// The value as text, without blanks around it.
    pub value: String,
}

impl Ulimit {
    /// Whether it bounds nothing.
    pub const fn is_unlimited(&self) -> bool {
        self.value < 0
    }
}

impl KernelParameter {
    fn new(name: &str, value: &str) -> Self {
        Self {
            name: name.trim().to_owned(),
            value: value.trim().to_owned(),
        }
    }
}

impl Composed<'_> {
    /// The bounds that a service states.
    pub(super) fn bounds(self) -> Bounds {
        let field = |key| self.service.field(&[key]);
        Bounds {
            swap: if self.ignores("memswap_limit") {
                Fact::Default(0)
            } else {
                self.fact_or(field("memswap_limit").bytes(), 0, |bytes| *bytes)
            },
            oom_killer_off: self.fact_or(field("oom_kill_disable").boolean(), false, |off| *off),
            oom_score: self.fact_or(field("oom_score_adj").integer(), 0, |score| *score),
            ulimits: self.ulimits(),
            kernel_parameters: self.kernel_parameters(),
            init: self.fact_or(field("init").boolean(), false, |init| *init),
        }
    }

    fn ulimits(self) -> Listed<Ulimit> {
        let field = self.service.field(&["ulimits"]);
        let stated = field.mapping();
        let Setting::Set(entries) = stated else {
            return self.list(vec![stated], |_| None);
        };
        let limits = entries.value.iter().flat_map(|entry| {
            let name = &*entry.key.value;
            let limit = field.get(name);
            let parts = if entry.value.is_mapping() {
                vec![limit.get("soft"), limit.get("hard")]
            } else {
                vec![limit]
            };
            parts.into_iter().map(move |part| {
                bound(part).map(|value| Ulimit {
                    name: name.to_owned(),
                    value,
                })
            })
        });
        self.list(limits.collect(), |limit| Some(limit.clone()))
    }

    fn kernel_parameters(self) -> Listed<KernelParameter> {
        let pairs = self.service.field(&["sysctls"]).pairs().into_iter();
        let parameters = pairs.map(|pair| {
            pair.and_then(|pair| {
                let name = pair.value.key.value;
                pair.value
                    .value
                    .map(|value| KernelParameter::new(&name, &value))
            })
        });
        self.list(parameters.collect(), |parameter| Some(parameter.clone()))
    }
}

/// A number, or a word for none.
fn bound(field: Field<'_>) -> Setting<i64> {
    match (field.integer(), field.text()) {
        (Setting::Malformed { .. }, Setting::Set(word))
            if matches!(&*word.value, "unlimited" | "infinity") =>
        {
            Setting::set(-1, word.span)
        }
        (number, _) => number,
    }
}

impl Inspected {
    /// The bounds that a container was given.
    pub(super) fn bounds(self, container: &Container) -> Bounds {
        let host = &container.host;
        Bounds {
            swap: self.fact(&host.memory_swap, 0, |bytes| *bytes),
            oom_killer_off: self.fact(&host.oom_kill_disable, false, |off| *off),
            oom_score: self.fact(&host.oom_score_adj, 0, |score| *score),
            ulimits: self.ulimits(&host.ulimits),
            kernel_parameters: self.kernel_parameters(&host.sysctls),
            init: self.fact(&host.init, false, |init| *init),
        }
    }

    /// Limits of each process, of a container or of a swarm's service.
    pub(super) fn ulimits(self, limits: &inspect::Field<Vec<inspect::Ulimit>>) -> Listed<Ulimit> {
        self.list(limits, |limit| {
            let name = limit.name.value()?.clone();
            // The soft limit counts; the hard one is how far it may be raised.
            let value = *limit.soft.value().or_else(|| limit.hard.value())?;
            Some((Ulimit { name, value }, limit.span))
        })
    }

    /// Parameters of the kernel, of a container or of a swarm's service.
    pub(super) fn kernel_parameters(self, parameters: &inspect::Pairs) -> Listed<KernelParameter> {
        self.list(parameters, |(name, value)| {
            Some((KernelParameter::new(&name.value, &value.value), value.span))
        })
    }
}
