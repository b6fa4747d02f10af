//! Decides `image-registry-named`: a registry is called by a name and asked over TLS.

use std::net::IpAddr;

use super::{Check, Decide};
use crate::catalogue::image_registry_named::{CONTROL, REGISTRY_ADDRESSED, REGISTRY_PLAIN};
use crate::facts::{Common, ImageReference, Stated};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Common(decide),
};

fn decide(common: &Common) -> Verdict {
    let failures = common.images.items.iter().filter_map(failure).collect();
    // A variable that could name the registry is told where the image itself is judged.
    Verdict::over(!common.images.items.is_empty(), failures, Vec::new())
}

fn failure(image: &Stated<ImageReference>) -> Option<Finding> {
    let text = image.value.text.to_ascii_lowercase();
    let (registry, is_plain) = if let Some(rest) = text.strip_prefix("http://") {
        let registry = rest.split('/').next().unwrap_or_default();
        (registry.to_owned(), true)
    } else {
        let registry = image.value.registry()?;
        let is_plain = registry.ends_with(":80");
        (registry, is_plain)
    };
    let reason = if is_plain {
        &REGISTRY_PLAIN
    } else if is_address(&registry) {
        &REGISTRY_ADDRESSED
    } else {
        return None;
    };
    Some(
        Finding::new(reason)
            .with("registry", registry)
            .with("image", &image.value)
            .at(image.evidence),
    )
}

/// Whether a host is an IP address, with a port or without.
fn is_address(host: &str) -> bool {
    let bare = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, _)) => address,
        None => host.split(':').next().unwrap_or_default(),
    };
    bare.parse::<IpAddr>().is_ok()
}
