//! Decides `build-contexts-pinned`: what a build takes from a remote place is what was meant.

use super::{Check, Decide, transfers, unsettled};
use crate::catalogue::build_contexts_pinned::{
    ARCHIVE_UNPINNED, COMMIT_MISSING, CONTEXT_UNRESOLVED, CONTROL,
};
use crate::facts::{Composed, Listed, Stated};
use crate::finding::{Finding, Verdict};
use crate::model::compose::Setting;
use crate::model::yaml::Node;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

fn decide(composed: Composed<'_>) -> Verdict {
    if composed.ignores("build") {
        return Verdict::NotApplicable;
    }
    let contexts = contexts(composed);
    let failures = contexts.items.iter().filter_map(failure).collect();
    let unknown = unsettled::findings(&contexts.unknown, CONTEXT_UNRESOLVED);
    Verdict::over(!contexts.is_none(), failures, unknown)
}

fn contexts(composed: Composed<'_>) -> Listed<String> {
    let Setting::Set(build) = composed.service.build() else {
        return Listed::none();
    };
    let mut stated = vec![build.value.context];
    let field = composed.service.field(&["build"]);
    if field.node().is_some_and(Node::is_mapping) {
        let further = field.get("additional_contexts").pairs().into_iter();
        stated.extend(further.map(|pair| pair.and_then(|pair| pair.value.value)));
    }
    composed.list(stated, |context| Some(context.clone()))
}

fn failure(context: &Stated<String>) -> Option<Finding> {
    let source = context.value.as_str();
    if !is_remote(source) || transfers::names_commit(source) {
        return None;
    }
    let reason = if is_repository(source) {
        &COMMIT_MISSING
    } else {
        &ARCHIVE_UNPINNED
    };
    // Who signs in to the repository is nothing for a report.
    let shown = match source.split_once("://") {
        Some((scheme, rest)) => match rest.split_once('@') {
            Some((user, host)) if !user.contains('/') => format!("{scheme}://{host}"),
            Some(_) | None => source.to_owned(),
        },
        None => source.to_owned(),
    };
    Some(
        Finding::new(reason)
            .with("context", shown)
            .at(context.evidence),
    )
}

fn is_remote(source: &str) -> bool {
    transfers::is_remote(source) || is_short(source)
}

fn is_repository(source: &str) -> bool {
    transfers::is_repository(source) || is_short(source) || source.contains('#')
}

/// A repository of the best-known host without a scheme, which BuildKit takes for an address.
fn is_short(source: &str) -> bool {
    source.starts_with("github.com/")
}
