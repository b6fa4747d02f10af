//! Where an image comes from, as engines since API 1.53 say: `Identity`.

use super::value::Reader;
use super::{Field, Words};
use crate::model::json::Raw;
use crate::span::Span;

/// Who signed, pulled or built an image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The place of the object.
    pub span: Span,
    /// `Signature`: the signatures that were found.
    pub signatures: Field<Vec<Signature>>,
    /// `Pull[].Repository`: where it was pulled from.
    pub pulled_from: Words,
    /// `Build[].Ref`: the builds on this machine that made it.
    pub built_as: Words,
}

/// One signature of an image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// The whole entry.
    pub span: Span,
    /// `Name` of the signer.
    pub name: Field<String>,
    /// `KnownSigner`: the engine's word for a signer it knows.
    pub known_signer: Field<String>,
    /// `SignatureType`, e.g. `sigstore`.
    pub kind: Field<String>,
    /// `Error`: why it does not hold.
    pub error: Field<String>,
    /// `Warnings`.
    pub warnings: Words,
}

impl Identity {
    /// Reads the `Identity` object of an image.
    pub(super) fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let mut read = Self {
            span: raw.span(),
            ..Self::default()
        };
        for (key, raw) in reader.object("Identity", raw) {
            match key.as_ref() {
                "Signature" => {
                    read.signatures = reader.list("Identity.Signature", raw, |reader, item| {
                        Some(Signature::read(reader, item))
                    });
                }
                "Pull" => read.pulled_from = reader.each("Identity.Pull", "Repository", raw),
                "Build" => read.built_as = reader.each("Identity.Build", "Ref", raw),
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}

impl Signature {
    fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let mut read = Self {
            span: raw.span(),
            ..Self::default()
        };
        for (key, raw) in reader.object("an entry of Signature", raw) {
            match key.as_ref() {
                "Name" => read.name = reader.string("Signature.Name", raw),
                "KnownSigner" => read.known_signer = reader.written("Signature.KnownSigner", raw),
                "SignatureType" => read.kind = reader.string("Signature.SignatureType", raw),
                "Error" => read.error = reader.string("Signature.Error", raw),
                "Warnings" => read.warnings = reader.one_or_more("Signature.Warnings", raw),
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}
