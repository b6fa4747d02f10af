//! Credentials among the settings of a daemon.

use super::sources::{SETTINGS, Sources};
use crate::facts::secrets::is_hidden;
use crate::facts::{Listed, Need, Unknown, Variable};
use crate::finding::Evidence;

/// Credentials in proxies' addresses and in options of the log driver. The values stay where
/// they are: only what they are is told.
pub(super) fn of(sources: &Sources<'_>) -> Listed<String> {
    let mut listed = Listed::none();
    for (artifact, config) in sources.settings() {
        for (key, value) in config.texts() {
            take_secret(
                &mut listed,
                key,
                value.value,
                Evidence::at(artifact, value.span),
            );
        }
    }
    if let Some((artifact, printed)) = sources.printed {
        for (key, proxy) in [
            ("http-proxy", &printed.http_proxy),
            ("https-proxy", &printed.https_proxy),
        ] {
            if let Some(value) = proxy.stated() {
                take_secret(
                    &mut listed,
                    key,
                    &value.value,
                    Evidence::at(artifact, value.span),
                );
            }
        }
    }
    sources.or_open(listed, SETTINGS)
}

/// Takes up a setting that holds a credential, or may have held one before it was collected.
fn take_secret(listed: &mut Listed<String>, key: &str, value: &str, place: Evidence) {
    if Variable::settled(key, value).secret.is_some() {
        listed.push(key.to_owned(), place);
    } else if is_hidden(value) {
        // What stands before the `@` of an address is hidden with or without a password.
        listed.unknown.push(Unknown {
            needs: Need::Source("the same, collected with --with-secrets"),
            evidence: Some(place),
        });
    }
}
