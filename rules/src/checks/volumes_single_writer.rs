//! Decides `volumes-single-writer`: no two services write to the same files.

use std::collections::BTreeMap;

use super::unsettled::listed;
use super::{Check, Decide};
use crate::catalogue::volumes_single_writer::{
    ALL_TAKEN_OVER, CONTAINER_TAKEN_OVER, CONTROL, SEVERAL_WRITE,
};
use crate::facts::{Whole, comparable_path, is_engine_socket};
use crate::finding::{Finding, Verdict};
use crate::model::compose::{Service, Setting, Volume, VolumeKind};
use crate::span::{Span, Spanned};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Project(decide),
};

/// What is written to: a path of the host or a volume's name.
type Source = (bool, String);

fn decide(whole: Whole<'_>) -> Verdict {
    let mut writers: BTreeMap<Source, Vec<(&str, Span)>> = BTreeMap::new();
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for service in &whole.project.compose.services {
        let volumes = service.volumes();
        let taken = service.field(&["volumes_from"]).texts();
        is_concerned |= !volumes.is_empty() || !taken.is_empty();
        for volume in volumes {
            if let Setting::Set(volume) = volume
                && let Some(source) = written(&volume.value)
            {
                let writers = writers.entry(source).or_default();
                let name = service.name.value.as_str();
                // A service may mount parts of one volume at several places.
                if writers.last().is_none_or(|(last, _)| *last != name) {
                    writers.push((name, volume.span));
                }
            }
        }
        for from in taken {
            if let Setting::Set(from) = from {
                failures.extend(taken_over(whole, service, &from));
            }
        }
    }
    let several = writers.iter().filter(|(_, writers)| writers.len() > 1);
    failures
        .extend(several.filter_map(|((_, source), writers)| several_write(whole, source, writers)));
    Verdict::over(is_concerned, failures, Vec::new())
}

/// What the mount writes to; a control socket is another control's matter.
fn written(volume: &Volume) -> Option<Source> {
    let source = volume.source.as_deref().filter(|_| !volume.read_only)?;
    match volume.kind {
        VolumeKind::Bind => {
            let path = comparable_path(source);
            (!is_engine_socket(&path)).then(|| (true, path.into_owned()))
        }
        VolumeKind::Volume | VolumeKind::Cluster => Some((false, source.to_owned())),
        VolumeKind::Anonymous | VolumeKind::Tmpfs | VolumeKind::Npipe | VolumeKind::Image => None,
    }
}

fn several_write(whole: Whole<'_>, source: &str, writers: &[(&str, Span)]) -> Option<Finding> {
    let ((_, first), others) = writers.split_first()?;
    let names: Vec<&str> = writers.iter().map(|(name, _)| *name).collect();
    let at = whole.at(*first);
    let finding = Finding::new(SEVERAL_WRITE)
        .with("source", source)
        .with("services", listed(&names))
        .at(at);
    let others = others.iter().map(|(_, span)| whole.at(*span));
    let others = others.filter(|other| other.artifact == at.artifact);
    Some(
        others
            .filter_map(|other| other.span)
            .fold(finding, Finding::beside),
    )
}

/// All volumes of another service or container, unless they are only read.
fn taken_over(whole: Whole<'_>, service: &Service, from: &Spanned<String>) -> Option<Finding> {
    let (of, reason) = match from.value.strip_prefix("container:") {
        Some(container) => (container, CONTAINER_TAKEN_OVER),
        None => (from.value.as_str(), ALL_TAKEN_OVER),
    };
    let (of, mode) = of.split_once(':').unwrap_or((of, "rw"));
    (mode != "ro").then(|| {
        Finding::new(reason)
            .with("service", &service.name.value)
            .with("of", of)
            .at(whole.at(from.span))
    })
}
