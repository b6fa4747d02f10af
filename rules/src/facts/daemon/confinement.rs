//! What a daemon keeps containers from.

use super::SystemCalls;
use super::sources::{PRINTED, RUNNING, Sources, unseen};
use crate::facts::Fact;
use crate::finding::Evidence;
use crate::model::docker_info::DockerInfo;
use crate::model::inspect::Engine;

pub(super) fn rootless(sources: &Sources<'_>) -> Fact<bool> {
    let of_podman = sources.of_printed(|it| &it.confinement.rootless, |on| *on);
    of_podman
        .or_else(|| has_option(sources, "rootless"))
        .unwrap_or_else(|| Fact::Unknown(unseen(RUNNING)))
}

pub(super) fn users_remapped(sources: &Sources<'_>) -> Fact<bool> {
    let printed = has_option(sources, "userns");
    if is_stated_on(printed.as_ref()) {
        return printed.unwrap_or(Fact::Default(true));
    }
    printed.unwrap_or_else(|| {
        sources.setting(
            |it| it.text("userns-remap"),
            false,
            PRINTED,
            |user| !user.is_empty(),
        )
    })
}

/// Engines before API 1.43 do not print it, so there only the file tells.
pub(super) fn privileges_fixed(sources: &Sources<'_>) -> Fact<bool> {
    let printed = has_option(sources, "no-new-privileges");
    if is_stated_on(printed.as_ref()) {
        return printed.unwrap_or(Fact::Default(true));
    }
    let set = sources.flag("no-new-privileges", false, PRINTED);
    match (&set, printed) {
        (Fact::Unknown(_), Some(printed)) if prints_privileges(sources) => printed,
        _ => set,
    }
}

/// Whether the engine is new enough to print the option: since 24.0, and in later patches of 23.
fn prints_privileges(sources: &Sources<'_>) -> bool {
    let Some((_, printed)) = sources.printed else {
        return false;
    };
    let release = printed.server_version.value().map_or("", String::as_str);
    let major = release
        .split('.')
        .next()
        .and_then(|it| it.parse::<u32>().ok());
    major.is_some_and(|major| major >= 24)
}

pub(super) fn system_calls(sources: &Sources<'_>) -> Fact<SystemCalls> {
    if let Some((artifact, printed)) = sources.printed
        && let Some(span) = printed.security_options.span()
    {
        let Some(option) = printed.security_option("seccomp") else {
            return Fact::Stated {
                value: SystemCalls::Unfiltered,
                evidence: Evidence::at(artifact, span),
            };
        };
        let value = match option.profile() {
            // Engines before 1.25 of the API print the plain word.
            None | Some("default" | "builtin" | "") => SystemCalls::Builtin,
            Some("unconfined") => SystemCalls::Unconfined,
            Some(path) => SystemCalls::Profile(path.to_owned()),
        };
        return Fact::Stated {
            value,
            evidence: Evidence::at(artifact, option.span),
        };
    }
    if let Some(of_podman) = sources.of_printed(
        |it| &it.confinement.seccomp,
        |on| {
            if *on {
                SystemCalls::Builtin
            } else {
                SystemCalls::Unfiltered
            }
        },
    ) {
        return of_podman;
    }
    sources.setting(
        |it| it.text("seccomp-profile"),
        SystemCalls::Builtin,
        PRINTED,
        |profile| match profile.as_str() {
            "" | "builtin" => SystemCalls::Builtin,
            "unconfined" => SystemCalls::Unconfined,
            path => SystemCalls::Profile(path.to_owned()),
        },
    )
}

/// Whether the kernel's module of this name confines containers.
pub(super) fn confined_by(
    sources: &Sources<'_>,
    name: &str,
    of_podman: impl Fn(&DockerInfo) -> Option<&bool>,
) -> Fact<bool> {
    if let Some((artifact, printed)) = sources.printed
        && printed.engine == Engine::Podman
        && let Some(on) = of_podman(printed)
    {
        let place = printed.confinement.span.unwrap_or(printed.span);
        return Fact::Stated {
            value: *on,
            evidence: Evidence::at(artifact, place),
        };
    }
    has_option(sources, name).unwrap_or_else(|| Fact::Unknown(unseen(RUNNING)))
}

/// Whether an option stands among what the daemon prints of its security; `None` where it
/// prints nothing of the kind.
fn has_option(sources: &Sources<'_>, name: &str) -> Option<Fact<bool>> {
    let (artifact, printed) = sources.printed?;
    let options = printed.security_options.span()?;
    Some(match printed.security_option(name) {
        Some(option) => Fact::Stated {
            value: true,
            evidence: Evidence::at(artifact, option.span),
        },
        None => Fact::Stated {
            value: false,
            evidence: Evidence::at(artifact, options),
        },
    })
}

const fn is_stated_on(fact: Option<&Fact<bool>>) -> bool {
    matches!(fact, Some(Fact::Stated { value: true, .. }))
}
