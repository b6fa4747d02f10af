//! Decides `hooks-user-kept`: commands beside the main process run as no one mightier.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::hooks_user_kept::{CONTROL, HOOK_RUNS_AS_ROOT, USER_UNRESOLVED};
use crate::facts::{Composed, Fact, User};
use crate::finding::{Finding, Verdict};
use crate::sheet::Refusal;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Service(decide), mend),
};

/// Where commands beside the main process are stated.
const HOOKS: [&str; 3] = ["pre_start", "post_start", "pre_stop"];

fn decide(composed: Composed<'_>) -> Verdict {
    let users = HOOKS.into_iter().flat_map(|hook| {
        let commands = composed.service.field(&[hook]);
        commands.list(|command| command.get("user").text())
    });
    let users = composed.list(users.collect(), |user| Some(User::named(user.clone())));
    if users.is_none() {
        return Verdict::NotApplicable;
    }
    let service = composed.fact(composed.service.user(), |user| User::named(user.clone()));
    let (failures, unknown) = match service {
        // What the service runs as is another control's matter.
        None | Some(Fact::Default(_)) => return Verdict::NotApplicable,
        Some(Fact::Stated { value, .. }) if value.is_root() => return Verdict::NotApplicable,
        Some(Fact::Stated { .. }) => (
            users.items.iter().filter(|user| user.value.is_root()),
            unsettled::findings(&users.unknown, USER_UNRESOLVED),
        ),
        Some(Fact::Unknown(open)) => return unsettled::verdict(&open, USER_UNRESOLVED),
    };
    let failures = failures
        .map(|user| {
            Finding::new(HOOK_RUNS_AS_ROOT)
                .with("user", &user.value.name)
                .at(user.evidence)
        })
        .collect();
    Verdict::of_lists(failures, unknown)
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Make sure that the command works as the user of the service.",
        |site| {
            let mut found = HOOKS
                .into_iter()
                .filter_map(|hook| Some((hook, site.item(&[hook]).ok()?)));
            let (hook, index) = found.next().ok_or(Refusal::OtherFile)?;
            site.place.item(&[hook], index)?.remove(&["user"])
        },
    )
}
