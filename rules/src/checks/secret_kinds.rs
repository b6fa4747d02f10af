//! What is said of a text that gives itself away as a secret.

use crate::catalogue::Reason;
use crate::facts::secrets::SecretKind;
use crate::finding::Finding;

/// The finding on a secret: `named` is the reason where its name tells it, `recognised` the one
/// where its looks do.
pub(super) fn finding(
    kind: &SecretKind,
    named: &'static Reason,
    recognised: &'static Reason,
) -> Finding {
    match kind {
        SecretKind::Named(name) => Finding::new(named).with("name", name),
        SecretKind::Token(_)
        | SecretKind::PrivateKey
        | SecretKind::WebToken
        | SecretKind::Address
        | SecretKind::Header => Finding::new(recognised).with("kind", kind.noun()),
    }
}
