//! Decides `image-user-numeric`: the image names its user by number.

use super::{Check, Decide, accounts, unsettled};
use crate::catalogue::image_user_numeric::{CONTROL, USER_NAMED, USER_UNRESOLVED};
use crate::facts::{Build, Step, User};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::InstructionKind;
use crate::span::{Span, Spanned};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    // Only the user the image starts as is asked for by its number.
    let last = build.shipped_backwards().find_map(|step| {
        match (&step.instruction.kind, step.is_deferred) {
            (InstructionKind::User(user), false) => Some((step, user)),
            (_, _) => None,
        }
    });
    let Some((step, written)) = last.filter(|_| !is_windows(build)) else {
        return Verdict::NotApplicable;
    };
    let user = match step.settled(written) {
        Ok(user) => User::named(user),
        Err(missing) => return unsettled::verdict(&missing, USER_UNRESOLVED),
    };
    let name = user.user_part();
    if is_windows_account(name) {
        return Verdict::NotApplicable;
    }
    if name.is_empty() || name.bytes().all(|digit| digit.is_ascii_digit()) {
        return Verdict::Pass(Some(step.at(written.span)));
    }
    let finding = Finding::new(USER_NAMED)
        .with("user", name)
        .at(step.at(written.span));
    match numbered(build, step, written, name) {
        Some(remedy) => finding.mended_by(remedy),
        None => finding,
    }
    .fails()
}

/// The name replaced by the number that the file itself gives the account.
fn numbered(
    build: &Build<'_>,
    step: Step<'_>,
    written: &Spanned<String>,
    name: &str,
) -> Option<Remedy> {
    let number = accounts::number_of(build, step.index, name)?;
    let text = written.span.of(build.text);
    let is_exact = text == name || text.strip_prefix(name)?.starts_with(':');
    let start = written.span.start;
    let span = Span::new(start, start + name.len());
    is_exact.then(|| {
        Remedy::assisted(
            "Confirm that the account has this number in the finished image.",
            vec![Edit::replace(span, number)],
        )
    })
}

fn is_windows_account(name: &str) -> bool {
    ["ContainerAdministrator", "ContainerUser"]
        .iter()
        .any(|account| name.eq_ignore_ascii_case(account))
}

/// Whether the image is built on Windows, whose accounts have no numbers.
fn is_windows(build: &Build<'_>) -> bool {
    let file = build.file();
    let base = build
        .final_stage()
        .and_then(|stage| file.lineage(stage).last());
    base.is_some_and(|stage| {
        let image = stage.base.resolved.text.to_ascii_lowercase();
        let platform = stage.base.platform.as_ref();
        let is_platform = platform.is_some_and(|platform| platform.value.starts_with("windows"));
        let names = ["/windows", "windowsservercore", "nanoserver"];
        is_platform || names.iter().any(|name| image.contains(name))
    })
}
