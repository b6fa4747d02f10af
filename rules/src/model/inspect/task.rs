//! A task of a swarm as a manager describes it.

use super::swarm_object::{Own, SwarmObject};
use super::task_spec::TaskSpec;
use super::value::Reader;
use super::{Field, Pairs};
use crate::model::json::Raw;

/// One inspected task: a container of a service on one node.
pub type Task = SwarmObject<TaskDetails>;

/// What a task has besides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskDetails {
    /// `Name`, where one is printed.
    pub name: Field<String>,
    /// `Labels`.
    pub labels: Pairs,
    /// `ServiceID`.
    pub service_id: Field<String>,
    /// `NodeID`.
    pub node_id: Field<String>,
    /// `Slot`: its number among the service's tasks, from 1.
    pub slot: Field<i64>,
    /// `DesiredState`, e.g. `running` or `shutdown`.
    pub desired_state: Field<String>,
    /// `Status.State`, e.g. `running` or `failed`.
    pub state: Field<String>,
    /// `Status.ContainerStatus.ContainerID`.
    pub container_id: Field<String>,
    /// `Spec`.
    pub spec: TaskSpec,
}

impl Own for TaskDetails {
    fn take(&mut self, reader: &mut Reader, key: &str, raw: Raw<'_>) {
        match key {
            "Name" => self.name = reader.string(key, raw),
            "Labels" => self.labels = reader.pairs(key, raw),
            "ServiceID" => self.service_id = reader.string(key, raw),
            "NodeID" => self.node_id = reader.string(key, raw),
            "Slot" => self.slot = reader.number(key, raw),
            "DesiredState" => self.desired_state = reader.string(key, raw),
            "Status" => {
                for (key, raw) in reader.object(key, raw) {
                    match key.as_ref() {
                        "State" => self.state = reader.string("Status.State", raw),
                        "ContainerStatus" => {
                            self.container_id =
                                reader.string_in("Status.ContainerStatus", "ContainerID", raw);
                        }
                        // The rest is not judged.
                        _ => {}
                    }
                }
            }
            "Spec" => self.spec = TaskSpec::read(reader, raw),
            // The rest is not judged.
            _ => {}
        }
    }
}
