//! The daemon's part in a swarm: `Swarm`.

use crate::model::inspect::{Field, Reader, Swarm};
use crate::model::json::Raw;
use crate::span::Span;

/// The daemon's part in a swarm.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SwarmState {
    /// The place of the object, or `None` where there is none.
    pub span: Option<Span>,
    /// `LocalNodeState`: `inactive`, `pending`, `active`, `error` or `locked`.
    pub local_node_state: Field<String>,
    /// `ControlAvailable`: whether this node is a manager.
    pub control_available: Field<bool>,
    /// `NodeID`.
    pub node_id: Field<String>,
    /// `NodeAddr`: where this node is reached.
    pub node_address: Field<String>,
    /// `Error`.
    pub error: Field<String>,
    /// `Managers`: how many there are, which managers alone say.
    pub managers: Field<i64>,
    /// `Nodes`: how many there are, which managers alone say.
    pub nodes: Field<i64>,
    /// `RemoteManagers`.
    pub remote_managers: Field<Vec<Manager>>,
    /// `Cluster`: how the swarm is set up, which managers alone say.
    pub cluster: Option<Box<Swarm>>,
}

/// A manager that this node knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manager {
    /// The whole entry.
    pub span: Span,
    /// `NodeID`.
    pub node_id: Field<String>,
    /// `Addr`: address and port.
    pub address: Field<String>,
}

impl SwarmState {
    /// Reads the `Swarm` object.
    pub(super) fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let mut read = Self {
            span: Some(raw.span()),
            ..Self::default()
        };
        for (key, raw) in reader.object("Swarm", raw) {
            match key.as_ref() {
                "LocalNodeState" => {
                    read.local_node_state = reader.string("Swarm.LocalNodeState", raw);
                }
                "ControlAvailable" => {
                    read.control_available = reader.flag("Swarm.ControlAvailable", raw);
                }
                "NodeID" => read.node_id = reader.string("Swarm.NodeID", raw),
                "NodeAddr" => read.node_address = reader.string("Swarm.NodeAddr", raw),
                "Error" => read.error = reader.string("Swarm.Error", raw),
                "Managers" => read.managers = reader.number("Swarm.Managers", raw),
                "Nodes" => read.nodes = reader.number("Swarm.Nodes", raw),
                "RemoteManagers" => {
                    let what = "Swarm.RemoteManagers";
                    read.remote_managers =
                        reader.list(what, raw, |reader, item| Some(Manager::read(reader, item)));
                }
                "Cluster" if raw.get() != "null" => {
                    let span = raw.span();
                    let members: Vec<_> = reader.object("Swarm.Cluster", raw).collect();
                    let mut cluster = Swarm::read(reader, &members);
                    cluster.span = span;
                    read.cluster = Some(Box::new(cluster));
                }
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}

impl Manager {
    fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let mut read = Self {
            span: raw.span(),
            ..Self::default()
        };
        for (key, raw) in reader.object("an entry of RemoteManagers", raw) {
            match key.as_ref() {
                "NodeID" => read.node_id = reader.string("RemoteManagers.NodeID", raw),
                "Addr" => read.address = reader.string("RemoteManagers.Addr", raw),
                // Nothing else is printed.
                _ => {}
            }
        }
        read
    }
}
