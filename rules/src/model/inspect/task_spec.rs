//! How a swarm starts the containers of a service: `TaskTemplate`, or the `Spec` of a task.

use super::container_spec::ContainerSpec;
use super::value::Reader;
use super::{Field, Pairs, Words};
use crate::model::json::Raw;
use crate::span::Span;

/// How the containers of a service are started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskSpec {
    /// The place of the object, or `None` where there is none.
    pub span: Option<Span>,
    /// `ContainerSpec`.
    pub container: ContainerSpec,
    /// `Resources.Limits.MemoryBytes`; 0 is no limit.
    pub memory_limit: Field<i64>,
    /// `Resources.Limits.NanoCPUs` in billionths of a processor; 0 is no limit.
    pub nano_cpus_limit: Field<i64>,
    /// `Resources.Limits.Pids`, since API 1.41; 0 is no limit.
    pub pids_limit: Field<i64>,
    /// `RestartPolicy.Condition`: `none`, `on-failure` or `any`, which absence means.
    pub restart_condition: Field<String>,
    /// `RestartPolicy.MaxAttempts`; 0 is no limit.
    pub restart_max_attempts: Field<i64>,
    /// `Placement.Constraints`, e.g. `node.role == manager`.
    pub constraints: Words,
    /// `Networks[].Target`: ids or names.
    pub networks: Words,
    /// `LogDriver.Name`; absence is the daemon's driver.
    pub log_driver: Field<String>,
    /// `LogDriver.Options`.
    pub log_options: Pairs,
}

impl TaskSpec {
    /// Reads the `TaskTemplate` of a service or the `Spec` of a task.
    pub(super) fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let mut read = Self {
            span: Some(raw.span()),
            ..Self::default()
        };
        for (key, raw) in reader.object("TaskTemplate", raw) {
            match key.as_ref() {
                "ContainerSpec" => read.container = ContainerSpec::read(reader, raw),
                "Resources" => {
                    for (key, raw) in reader.object("TaskTemplate.Resources", raw) {
                        if key == "Limits" {
                            read.limits(reader, raw);
                        }
                    }
                }
                "RestartPolicy" => read.restart(reader, raw),
                "Placement" => {
                    for (key, raw) in reader.object("TaskTemplate.Placement", raw) {
                        if key == "Constraints" {
                            read.constraints = reader.strings("Placement.Constraints", raw);
                        }
                    }
                }
                "Networks" => {
                    read.networks = reader.each("TaskTemplate.Networks", "Target", raw);
                }
                "LogDriver" => read.logging(reader, raw),
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }

    fn limits(&mut self, reader: &mut Reader, raw: Raw<'_>) {
        for (key, raw) in reader.object("Resources.Limits", raw) {
            match key.as_ref() {
                "MemoryBytes" => self.memory_limit = reader.number("Limits.MemoryBytes", raw),
                "NanoCPUs" => self.nano_cpus_limit = reader.number("Limits.NanoCPUs", raw),
                "Pids" => self.pids_limit = reader.number("Limits.Pids", raw),
                // Nothing else is printed.
                _ => {}
            }
        }
    }

    fn restart(&mut self, reader: &mut Reader, raw: Raw<'_>) {
        for (key, raw) in reader.object("TaskTemplate.RestartPolicy", raw) {
            match key.as_ref() {
                "Condition" => {
                    self.restart_condition = reader.string("RestartPolicy.Condition", raw);
                }
                "MaxAttempts" => {
                    self.restart_max_attempts = reader.number("RestartPolicy.MaxAttempts", raw);
                }
                // The rest is not judged.
                _ => {}
            }
        }
    }

    fn logging(&mut self, reader: &mut Reader, raw: Raw<'_>) {
        for (key, raw) in reader.object("TaskTemplate.LogDriver", raw) {
            match key.as_ref() {
                "Name" => self.log_driver = reader.string("LogDriver.Name", raw),
                "Options" => self.log_options = reader.pairs("LogDriver.Options", raw),
                // Nothing else is printed.
                _ => {}
            }
        }
    }
}
