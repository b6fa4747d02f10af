//! What the checks of networks share: drivers and their options.

use crate::facts::{Declared, Fact};
use crate::model::compose::{Pair, Setting};
use crate::project::Deployer;
use crate::span::Spanned;

/// The driver; `None` where the network is made elsewhere.
pub(super) fn driver(declared: Declared<'_>) -> Option<Fact<String>> {
    let external = declared.named.field(&["external"]);
    let is_elsewhere = external.node().is_some_and(|node| {
        // The older form names the network below the key.
        node.is_mapping() || external.boolean().value() == Some(&true)
    });
    let default = match declared.project.deployer {
        Deployer::Compose => "bridge",
        Deployer::Stack => "overlay",
    };
    let driver = declared.named.field(&["driver"]).text();
    (!is_elsewhere).then(|| declared.fact_or(driver, default.to_owned(), Clone::clone))
}

/// The driver's options, by name.
pub(super) fn options(declared: Declared<'_>) -> Vec<Setting<Pair>> {
    declared.named.field(&["driver_opts"]).pairs()
}

/// The option of one name.
pub(super) fn option(declared: Declared<'_>, name: &str) -> Option<Spanned<Pair>> {
    options(declared)
        .into_iter()
        .find_map(|option| match option {
            Setting::Set(pair) if pair.value.key.value == name => Some(pair),
            Setting::Set(_)
            | Setting::Absent
            | Setting::Unresolved { .. }
            | Setting::Malformed { .. } => None,
        })
}

/// The name of an option of the bridge driver without what stands before it in every one.
pub(super) fn plain_name(name: &str) -> &str {
    name.strip_prefix("com.docker.network.bridge.")
        .or_else(|| name.strip_prefix("com.docker.network."))
        .unwrap_or(name)
}
