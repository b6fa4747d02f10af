//! A swarm as a manager describes it: `docker swarm inspect`, and part of `docker info`.

use serde_json::value::RawValue;

use super::value::Reader;
use super::{Field, Pairs};
use crate::artifact::{Effect, Problem};
use crate::model::json::Member;
use crate::span::Span;

/// How a swarm is set up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Swarm {
    /// The whole object.
    pub span: Span,
    /// Its number in the document, from 0, over all lists; 0 within other documents.
    pub index: usize,
    /// `ID`.
    pub id: Field<String>,
    /// `CreatedAt`, as printed.
    pub created_at: Field<String>,
    /// `UpdatedAt`, as printed.
    pub updated_at: Field<String>,
    /// `Spec.Name`.
    pub name: Field<String>,
    /// `Spec.Labels`.
    pub labels: Pairs,
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

impl Swarm {
    /// Reads what a swarm's members say; span and index are left at their defaults.
    pub(in crate::model) fn read<'a>(reader: &mut Reader<'a>, members: &[Member<'a>]) -> Self {
        let mut read = Self::default();
        for (key, raw) in members {
            let key = key.as_ref();
            match key {
                "ID" => read.id = reader.string(key, raw),
                "CreatedAt" => read.created_at = reader.string(key, raw),
                "UpdatedAt" => read.updated_at = reader.string(key, raw),
                "Spec" => read.spec(reader, raw),
                "TLSInfo" => read.trust_root = reader.string_in(key, "TrustRoot", raw),
                "RootRotationInProgress" => {
                    read.root_rotation_in_progress = reader.flag(key, raw);
                }
                "DataPathPort" => read.data_path_port = reader.number(key, raw),
                "JoinTokens" => {
                    for (_, raw) in reader.object(key, raw) {
                        read.join_tokens.extend(reader.place_unless_empty(raw));
                    }
                    if let Some(first) = read.join_tokens.first() {
                        let problem = Problem::at(*first, Effect::Note, TOKENS_HERE);
                        reader.problems.push(problem);
                    }
                }
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }

    fn spec<'a>(&mut self, reader: &mut Reader<'a>, raw: &'a RawValue) {
        for (key, raw) in reader.object("Spec", raw) {
            match key.as_ref() {
                "Name" => self.name = reader.string("Spec.Name", raw),
                "Labels" => self.labels = reader.pairs("Spec.Labels", raw),
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

    fn authority<'a>(&mut self, reader: &mut Reader<'a>, raw: &'a RawValue) {
        for (key, raw) in reader.object("Spec.CAConfig", raw) {
            match key.as_ref() {
                "NodeCertExpiry" => {
                    self.node_cert_expiry = reader.number("CAConfig.NodeCertExpiry", raw);
                }
                "ForceRotate" => self.force_rotate = reader.number("CAConfig.ForceRotate", raw),
                "ExternalCAs" => {
                    let listed = reader.list("CAConfig.ExternalCAs", raw, |reader, item| {
                        Some(reader.span(item))
                    });
                    self.external_cas = listed.items().to_vec();
                }
                "SigningCAKey" => self.signing_key = reader.place_unless_empty(raw),
                // The rest is not judged.
                _ => {}
            }
        }
    }
}
