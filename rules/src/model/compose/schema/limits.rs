//! Numbers that a service may state twice, for itself and below `deploy`.

use super::FaultKind;
use super::collect::Faults;
use super::services::{Service, at};
use crate::model::compose::field::Field;
use crate::model::compose::setting::Setting;
use crate::model::yaml::Node;

/// Lists numbers that contradict each other.
pub(super) fn check(service: &Service<'_>, faults: &mut Faults) {
    scale(service, faults);
    limits(service, faults);
}

fn scale(service: &Service<'_>, faults: &mut Faults) {
    let scale = service.field(&["scale"]).integer();
    let replicas = service.field(&["deploy", "replicas"]).integer();
    if let (Setting::Set(scale), Setting::Set(replicas)) = (&scale, &replicas)
        && scale.value != replicas.value
    {
        let problem = "`scale` and `deploy.replicas` differ";
        service.refuse(
            faults,
            scale.span,
            at(&["scale"]),
            FaultKind::Conflict,
            problem,
        );
    }
    let count = if scale.is_absent() { replicas } else { scale };
    if let Setting::Set(name) = service.field(&["container_name"]).text()
        && count.value().is_some_and(|count| *count > 1)
    {
        let problem = "a service that runs more than once cannot have a `container_name`";
        let place = at(&["container_name"]);
        service.refuse(faults, name.span, place, FaultKind::Conflict, problem);
    }
}

/// Limits that stand twice: once for the service, and once below `deploy`.
fn limits(service: &Service<'_>, faults: &mut Faults) {
    const LIMITS: &[&str] = &["deploy", "resources", "limits"];
    const RESERVED: &[&str] = &["deploy", "resources", "reservations"];
    twice(
        service,
        ("mem_limit", LIMITS, "memory"),
        |it| it.bytes(),
        faults,
    );
    twice(
        service,
        ("mem_reservation", RESERVED, "memory"),
        |it| it.bytes(),
        faults,
    );
    twice(
        service,
        ("pids_limit", LIMITS, "pids"),
        |it| it.integer(),
        faults,
    );
    #[expect(
        clippy::cast_possible_truncation,
        reason = "Compose compares in this precision"
    )]
    twice(
        service,
        ("cpus", LIMITS, "cpus"),
        |it| it.number().map(|value| value as f32),
        faults,
    );
}

fn twice<'m, T: PartialEq + Default>(
    service: &Service<'m>,
    (own, section, key): (&'static str, &[&str], &str),
    read: impl Fn(Field<'m>) -> Setting<T>,
    faults: &mut Faults,
) {
    let section_field = service.field(section);
    let Setting::Set(stated) = read(service.field(&[own])) else {
        return;
    };
    // No limit at all needs no twin, and neither does a section that is not there.
    if stated.value == T::default() || !section_field.node().is_some_and(Node::is_mapping) {
        return;
    }
    let section = section.join(".");
    let problem = match read(section_field.get(key)) {
        Setting::Set(twin) if twin.value == stated.value => return,
        Setting::Unresolved { .. } | Setting::Malformed { .. } => return,
        Setting::Set(_) => format!("`{own}` and `{section}.{key}` differ"),
        Setting::Absent => {
            format!("`{section}` is stated without `{key}`, which must say the same as `{own}`")
        }
    };
    service.refuse(
        faults,
        stated.span,
        at(&[own]),
        FaultKind::Conflict,
        problem,
    );
}
