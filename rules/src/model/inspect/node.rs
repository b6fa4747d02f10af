//! A node of a swarm as a manager describes it.

use super::value::Reader;
use super::{Field, Pairs};
use crate::model::json::{Member, Raw};
use crate::span::Span;

/// One inspected node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// The whole object.
    pub span: Span,
    /// Its number in the document, from 0, over all lists.
    pub index: usize,
    /// `ID`.
    pub id: Field<String>,
    /// `CreatedAt`, as printed.
    pub created_at: Field<String>,
    /// `Spec.Name`, which is seldom set; the host name tells nodes apart.
    pub name: Field<String>,
    /// `Spec.Labels`.
    pub labels: Pairs,
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

impl Node {
    /// Reads what a node's members say; span and index are left at their defaults.
    pub(super) fn read(reader: &mut Reader, members: &[Member<'_>]) -> Self {
        let mut read = Self::default();
        for &(ref key, raw) in members {
            let key = key.as_ref();
            match key {
                "ID" => read.id = reader.string(key, raw),
                "CreatedAt" => read.created_at = reader.string(key, raw),
                "Spec" => read.spec(reader, raw),
                "Description" => read.description(reader, raw),
                "Status" => read.status(reader, raw),
                "ManagerStatus" => read.manager_status(reader, raw),
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }

    fn spec(&mut self, reader: &mut Reader, raw: Raw<'_>) {
        for (key, raw) in reader.object("Spec", raw) {
            match key.as_ref() {
                "Name" => self.name = reader.string("Spec.Name", raw),
                "Labels" => self.labels = reader.pairs("Spec.Labels", raw),
                "Role" => self.role = reader.string("Spec.Role", raw),
                "Availability" => self.availability = reader.string("Spec.Availability", raw),
                // The rest is not judged.
                _ => {}
            }
        }
    }

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
        self.manager = reader.place_unless_empty(raw);
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
