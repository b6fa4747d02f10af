//! What listens on a machine, and whether it is part of a swarm.

use super::Listener;
use super::shown::{Shows, nobody_looked};
use crate::facts::{Fact, Listed, Need, Unknown};
use crate::finding::Evidence;
use crate::model::host::{Observation, Protocol};

impl Shows<'_> {
    pub(super) fn in_swarm(&self) -> Fact<bool> {
        let state = self.answering().and_then(|(artifact, engine)| {
            let state = engine.swarm.local_node_state.stated()?;
            Some((state, artifact))
        });
        match state {
            Some((state, artifact)) => Fact::Stated {
                value: state.value != "inactive",
                evidence: Evidence::at(artifact, state.span),
            },
            None => Fact::Unknown(Unknown {
                needs: Need::Source("`docker info`"),
                evidence: None,
            }),
        }
    }

    pub(super) fn listeners(&self) -> Listed<Listener> {
        let mut listeners = Listed::none();
        let Some(output) = self.output("listeners") else {
            listeners.unknown.push(nobody_looked());
            return listeners;
        };
        if !output.is_whole() {
            listeners.unknown.push(Unknown {
                needs: Need::Source("`ss -lntup`, run by root"),
                evidence: Some(output.whole()),
            });
        }
        let Some(Observation::Listeners(read)) = output.observed else {
            return listeners;
        };
        for listener in read {
            let address = match &listener.interface {
                Some(interface) => format!("{}%{}", listener.address.value, interface.value),
                None => listener.address.value.clone(),
            };
            let programs = listener.programs.iter().map(|it| it.value.as_str());
            let engine = programs.clone().find(|it| *it == "dockerd");
            let value = Listener {
                protocol: match listener.protocol.value {
                    Protocol::Tcp => "tcp".to_owned(),
                    Protocol::Udp => "udp".to_owned(),
                },
                address,
                port: listener.port.value,
                program: engine
                    .or_else(|| programs.clone().next())
                    .map(str::to_owned),
            };
            listeners.push(value, output.at(listener.span));
        }
        listeners
    }
}
