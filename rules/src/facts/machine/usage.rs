//! How people use Docker on a machine: its client, who runs the daemon, what was run in
//! containers from outside.

use super::ExecCall;
use super::shown::{AS_ROOT, Shows, nobody_looked};
use crate::facts::{Fact, Need, Unknown};
use crate::finding::Evidence;
use crate::model::bundle::Outcome;
use crate::model::host::Observation;
use crate::span::Spanned;

impl Shows<'_> {
    /// What the files say that every login reads; the shell of whoever collected is their own.
    pub(super) fn content_trust(&self) -> Fact<bool> {
        let Some(output) = self.output("dct") else {
            return Fact::Unknown(nobody_looked());
        };
        let Some(Observation::ContentTrust(settings)) = output.observed else {
            return Fact::Unknown(output.unknown());
        };
        let mut of_files = settings.iter().filter(|setting| {
            setting.file.value != "environment" && setting.name.value == "DOCKER_CONTENT_TRUST"
        });
        match of_files.next_back() {
            Some(setting) => Fact::Stated {
                value: setting.is_on(),
                evidence: output.at(setting.span),
            },
            None => Fact::Default(false),
        }
    }

    pub(super) fn client_release(&self) -> Fact<String> {
        let by_version = self.release.and_then(|(artifact, release)| {
            let client = release.client.stated()?;
            Some((client.value.version.stated()?, artifact))
        });
        let by_info = || {
            let (artifact, engine) = self.engine?;
            Some((engine.client_version.stated()?, artifact))
        };
        match by_version.or_else(by_info) {
            Some((version, artifact)) => stated(version, artifact),
            None => Fact::Unknown(Unknown {
                needs: Need::Source("`docker version`"),
                evidence: None,
            }),
        }
    }

    pub(super) fn daemon_user(&self) -> Fact<String> {
        let Some(output) = self.output("dockerd_user") else {
            return Fact::Unknown(nobody_looked());
        };
        match output.observed {
            Some(Observation::DaemonUsers(users)) => match users.first() {
                Some(first) => stated(&first.user, output.artifact),
                None => Fact::Unknown(output.unknown()),
            },
            _ => Fact::Unknown(output.unknown()),
        }
    }

    pub(super) fn exec_calls(&self) -> Fact<Vec<ExecCall>> {
        let Some(output) = self.output("exec_log") else {
            return Fact::Unknown(Unknown {
                needs: Need::Source("a bundle that root made with the option --with-exec-log"),
                evidence: None,
            });
        };
        if let Outcome::Denied | Outcome::Missing = output.outcome {
            return Fact::Unknown(Unknown {
                needs: Need::Source(match output.outcome {
                    Outcome::Missing => "the audit log of the host",
                    _ => AS_ROOT,
                }),
                evidence: Some(output.whole()),
            });
        }
        // Where nothing was recorded, the search itself counts as failed.
        let calls = match output.observed {
            Some(Observation::Executions(calls)) => calls.as_slice(),
            _ => &[],
        };
        let calls = calls.iter().map(|call| ExecCall {
            command: call.command(),
            privileged: call.privileged().is_some(),
            user: call.user().map(|user| user.value.to_owned()),
            evidence: output.at(call.span),
        });
        Fact::Stated {
            value: calls.collect(),
            evidence: output.whole(),
        }
    }
}

fn stated(text: &Spanned<String>, artifact: usize) -> Fact<String> {
    Fact::Stated {
        value: text.value.clone(),
        evidence: Evidence::at(artifact, text.span),
    }
}
