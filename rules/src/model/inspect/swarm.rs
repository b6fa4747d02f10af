//! A swarm as a manager describes it: `docker swarm inspect`, and part of `docker info`.

use super::Field;
use super::swarm_object::{Own, Specified, SwarmObject};
use super::value::Reader;
use crate::artifact::{Effect, Problem};
use crate::model::json::Raw;
use crate::span::Span;

/// How a swarm is set up.
pub type Swarm = SwarmObject<Specified<SwarmDetails>>;

/// What a swarm has besides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SwarmDetails {
    /// `Spec.EncryptionConfig.AutoLockManagers`.
    pub auto_lock_managers: Field<bool>,
    /// `Spec.CAConfig.NodeCertExpiry` in nanoseconds; 7,776,000,000,000,000 are 90 days.
    pub node_cert_expiry: Field<i64>,
    /// How long certificates of nodes hold as `docker info` prints it for people, e.g.
    /// `3 months`, which is rounded down.
    pub node_cert_expiry_said: Field<String>,
    /// `Spec.CAConfig.ForceRotate`: how often the authority was replaced.
    pub force_rotate: Field<i64>,
    /// The places of `Spec.CAConfig.ExternalCAs[]`.
    pub external_cas: Vec<Span>,
    /// The place of a `Spec.CAConfig.SigningCAKey`; the key itself is not kept.
    pub signing_key: Option<Span>,
    /// `TLSInfo.TrustRoot`: the certificate of the authority, as PEM text.
    pub trust_root: Field<String>,
    /// `RootRotationInProgress`.
    pub root_rotation_in_progress: Field<bool>,
    /// `DataPathPort`; 0 is 4789.
    pub data_path_port: Field<i64>,
    /// The places of `JoinTokens.Worker` and `JoinTokens.Manager`, which let anybody who has
    /// them join; the tokens themselves are not kept.
    pub join_tokens: Vec<Span>,
}

/// What is told of a document that lets whoever has it join the swarm.
const TOKENS_HERE: &str = "the tokens here let whoever has this file join the swarm; after it was \
                           passed on, docker swarm join-token --rotate worker and --rotate \
                           manager make new ones";

impl Own for SwarmDetails {
    fn take(&mut self, reader: &mut Reader, key: &str, raw: Raw<'_>) {
        match key {
            "TLSInfo" => self.trust_root = reader.string_in(key, "TrustRoot", raw),
            "RootRotationInProgress" => {
                self.root_rotation_in_progress = reader.flag(key, raw);
            }
            "DataPathPort" => self.data_path_port = reader.number(key, raw),
            "JoinTokens" => {
                for (_, raw) in reader.object(key, raw) {
                    self.join_tokens.extend(raw.place_unless_empty());
                }
                if let Some(first) = self.join_tokens.first() {
                    let problem = Problem::at(*first, Effect::Note, TOKENS_HERE);
                    reader.problems.push(problem);
                }
            }
            // The rest is not judged.
            _ => {}
        }
    }

    fn specify(&mut self, reader: &mut Reader, key: &str, raw: Raw<'_>) {
        match key {
            "EncryptionConfig" => {
                for (key, raw) in reader.object("Spec.EncryptionConfig", raw) {
                    if key == "AutoLockManagers" {
                        self.auto_lock_managers =
                            reader.flag("EncryptionConfig.AutoLockManagers", raw);
                    }
                }
            }
            "CAConfig" => self.authority(reader, raw),
            // The rest is not judged.
            _ => {}
        }
    }
}

impl SwarmDetails {
    fn authority(&mut self, reader: &mut Reader, raw: Raw<'_>) {
        for (key, raw) in reader.object("Spec.CAConfig", raw) {
            match key.as_ref() {
                "NodeCertExpiry" => {
                    self.node_cert_expiry = reader.number("CAConfig.NodeCertExpiry", raw);
                }
                "ForceRotate" => self.force_rotate = reader.number("CAConfig.ForceRotate", raw),
                "ExternalCAs" => {
                    let listed =
                        reader.list("CAConfig.ExternalCAs", raw, |_, item| Some(item.span()));
                    self.external_cas = listed.items().to_vec();
                }
                "SigningCAKey" => self.signing_key = raw.place_unless_empty(),
                // The rest is not judged.
                _ => {}
            }
        }
    }
}
