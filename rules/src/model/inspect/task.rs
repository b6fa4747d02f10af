//! A task of a swarm as a manager describes it.

use super::task_spec::TaskSpec;
use super::value::Reader;
use super::{Field, Pairs};
use crate::model::json::Member;
use crate::span::Span;

/// One inspected task: a container of a service on one node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Task {
    /// The whole object.
    pub span: Span,
    /// Its number in the document, from 0, over all lists.
    pub index: usize,
    /// `ID`.
    pub id: Field<String>,
    /// `Name`, where one is printed.
    pub name: Field<String>,
    /// `CreatedAt`, as printed.
    pub created_at: Field<String>,
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

impl Task {
    /// Reads what a task's members say; span and index are left at their defaults.
    pub(super) fn read(reader: &mut Reader, members: &[Member<'_>]) -> Self {
        let mut read = Self::default();
        for &(ref key, raw) in members {
            let key = key.as_ref();
            match key {
                "ID" => read.id = reader.string(key, raw),
                "Name" => read.name = reader.string(key, raw),
                "CreatedAt" => read.created_at = reader.string(key, raw),
                "Labels" => read.labels = reader.pairs(key, raw),
                "ServiceID" => read.service_id = reader.string(key, raw),
                "NodeID" => read.node_id = reader.string(key, raw),
                "Slot" => read.slot = reader.number(key, raw),
                "DesiredState" => read.desired_state = reader.string(key, raw),
                "Status" => {
                    for (key, raw) in reader.object(key, raw) {
                        match key.as_ref() {
                            "State" => read.state = reader.string("Status.State", raw),
                            "ContainerStatus" => {
                                read.container_id =
                                    reader.string_in("Status.ContainerStatus", "ContainerID", raw);
                            }
                            // The rest is not judged.
                            _ => {}
                        }
                    }
                }
                "Spec" => read.spec = TaskSpec::read(reader, raw),
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}
