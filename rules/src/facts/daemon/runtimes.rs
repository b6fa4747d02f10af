//! What the runtimes of a daemon are started with.

use super::sources::{SETTINGS, Sources};
use crate::facts::Listed;
use crate::finding::Evidence;
use crate::model::daemon_config::Value;

pub(super) fn arguments(sources: &Sources<'_>) -> Listed<(String, String)> {
    let mut listed = Listed::none();
    if let Some((artifact, printed)) = sources.printed {
        for runtime in printed.runtimes.items() {
            for argument in runtime.arguments.items() {
                let pair = (runtime.name.value.clone(), argument.value.clone());
                listed.push(pair, Evidence::at(artifact, argument.span));
            }
        }
    }
    if listed.is_none() {
        for (artifact, config) in sources.settings() {
            let runtimes = config.object("runtimes").into_iter();
            for runtime in runtimes.flat_map(|runtimes| &runtimes.0) {
                let Value::Object(settings) = &runtime.value.value else {
                    continue;
                };
                for argument in settings.list("runtimeArgs").items() {
                    let place = Evidence::at(artifact, argument.span);
                    let pair = (runtime.key.value.clone(), argument.value.clone());
                    listed.push(pair, place);
                }
            }
        }
    }
    if sources.printed.is_some() {
        return listed;
    }
    sources.or_open(listed, SETTINGS)
}
