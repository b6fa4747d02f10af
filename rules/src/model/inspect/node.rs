//! A node of a swarm as a manager describes it.

use super::Field;
use super::swarm_object::{Own, Specified, SwarmObject};
use super::value::Reader;
use crate::model::json::Raw;
use crate::span::Span;

/// One inspected node.
pub type Node = SwarmObject<Specified<NodeDetails>>;

/// What a node has besides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NodeDetails {
    /// `Spec.Role`: `manager` or `worker`.
    pub role: Field<String>,
    /// `Spec.Availability`: `active`, `pause` or `drain`.
    pub availability: Field<String>,
    /// `Description.Hostname`.
    pub hostname: Field<String>,
    /// `Description.Platform.OS`.
    pub os: Field<String>,
    /// `Description.Engine.EngineVersion`.
    pub engine_version: Field<String>,
    /// `Description.TLSInfo.TrustRoot`: the certificate of the swarm's authority, as PEM text.
    pub trust_root: Field<String>,
    /// `Status.State`: `ready`, `down`, `disconnected` or `unknown`.
    pub state: Field<String>,
    /// `Status.Addr`, as the managers see it.
    pub address: Field<String>,
    /// The place of `ManagerStatus`, which managers alone have.
    pub manager: Option<Span>,
    /// `ManagerStatus.Leader`.
    pub leader: Field<bool>,
    /// `ManagerStatus.Reachability`: `reachable`, `unreachable` or `unknown`.
    pub reachability: Field<String>,
    /// `ManagerStatus.Addr`: where it listens for the other managers.
    pub manager_address: Field<String>,
}

impl Own for NodeDetails {
    fn take(&mut self, reader: &mut Reader, key: &str, raw: Raw<'_>) {
        match key {
            "Description" => self.description(reader, raw),
            "Status" => self.status(reader, raw),
            "ManagerStatus" => self.manager_status(reader, raw),
            // The rest is not judged.
            _ => {}
        }
    }

    fn specify(&mut self, reader: &mut Reader, key: &str, raw: Raw<'_>) {
        match key {
            "Role" => self.role = reader.string("Spec.Role", raw),
            "Availability" => self.availability = reader.string("Spec.Availability", raw),
            // The rest is not judged.
            _ => {}
        }
    }
}

impl NodeDetails {
    fn description(&mut self, reader: &mut Reader, raw: Raw<'_>) {
        for (key, raw) in reader.object("Description", raw) {
            match key.as_ref() {
                "Hostname" => self.hostname = reader.string("Description.Hostname", raw),
                "Platform" => {
                    self.os = reader.string_in("Description.Platform", "OS", raw);
                }
                "Engine" => {
                    self.engine_version =
                        reader.string_in("Description.Engine", "EngineVersion", raw);
                }
                "TLSInfo" => {
                    self.trust_root = reader.string_in("Description.TLSInfo", "TrustRoot", raw);
                }
                // The rest is not judged.
                _ => {}
            }
        }
    }

    fn status(&mut self, reader: &mut Reader, raw: Raw<'_>) {
        for (key, raw) in reader.object("Status", raw) {
            match key.as_ref() {
                "State" => self.state = reader.string("Status.State", raw),
                "Addr" => self.address = reader.string("Status.Addr", raw),
                // The rest is not judged.
                _ => {}
            }
        }
    }

    fn manager_status(&mut self, reader: &mut Reader, raw: Raw<'_>) {
        self.manager = raw.place_unless_empty();
        for (key, raw) in reader.object("ManagerStatus", raw) {
            match key.as_ref() {
                "Leader" => self.leader = reader.flag("ManagerStatus.Leader", raw),
                "Reachability" => {
                    self.reachability = reader.string("ManagerStatus.Reachability", raw);
                }
                "Addr" => self.manager_address = reader.string("ManagerStatus.Addr", raw),
                // The rest is not judged.
                _ => {}
            }
        }
    }
}
