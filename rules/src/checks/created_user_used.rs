//! Decides `created-user-used`: an account that the image creates is the one it starts as.

use super::{Check, Decide, changes, switchers};
use crate::catalogue::created_user_used::{CONTROL, STARTER_MAY_SWITCH, USER_UNUSED};
use crate::facts::{Build, Call};
use crate::finding::{Finding, Remedy, Verdict};
use crate::model::dockerfile::InstructionKind;
use crate::model::shell::Word;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// Options of `useradd` and `adduser` whose value is the next argument.
const VALUED: [&str; 34] = [
    "-b",
    "--base-dir",
    "-c",
    "--comment",
    "-d",
    "--home-dir",
    "-e",
    "--expiredate",
    "-f",
    "--inactive",
    "-g",
    "--gid",
    "-G",
    "--groups",
    "-h",
    "--home",
    "-k",
    "--skel",
    "-K",
    "--key",
    "-p",
    "--password",
    "-R",
    "--root",
    "-P",
    "--prefix",
    "-s",
    "--shell",
    "-u",
    "--uid",
    "-Z",
    "--gecos",
    "--ingroup",
    "--conf",
];

fn decide(build: &Build<'_>) -> Verdict {
    let made = build
        .calls()
        .filter(|call| call.step.ships() && !call.step.is_deferred);
    let Some((call, name)) = made.filter_map(|call| Some((call, created(call)?))).last() else {
        return Verdict::NotApplicable;
    };
    let stated = build.shipped_backwards().find(|step| {
        !step.is_deferred && matches!(step.instruction.kind, InstructionKind::User(_))
    });
    if let Some(step) = stated {
        return Verdict::Pass(Some(step.at(step.instruction.span)));
    }
    if switchers::at_start(build).is_some() {
        return Verdict::Pass(None);
    }
    if switchers::brought(build).is_some() || starts_script(build) {
        return Finding::new(STARTER_MAY_SWITCH)
            .with("user", &name.text)
            .at(build.at(name.span))
            .leaves_unknown();
    }
    let finding = Finding::new(USER_UNUSED)
        .with("user", &name.text)
        .at(build.at(name.span));
    let user = name.literal().filter(|_| call.step.ships());
    match user.and_then(|user| changes::insert_user(build, user)) {
        Some(edit) => finding.mended_by(Remedy::assisted(
            "Make sure that this user can read and write what the program needs.",
            vec![edit],
        )),
        None => finding,
    }
    .fails()
}

/// The name of the account that a command creates; two names put an account into a group.
fn created(call: Call<'_>) -> Option<&Word> {
    if !matches!(call.invocation.name.as_str(), "useradd" | "adduser") {
        return None;
    }
    match call.invocation.operands(&VALUED).as_slice() {
        [name] => Some(*name),
        _ => None,
    }
}

/// Whether the image starts a shell script, which no Dockerfile shows and which may switch.
fn starts_script(build: &Build<'_>) -> bool {
    let mut programs = switchers::starts(build).filter_map(|run| run.invocations().first());
    programs.any(|call| {
        let is_script = |name: &str| [".sh", ".bash"].iter().any(|end| name.ends_with(end));
        is_script(&call.name) || is_script(call.arguments.first().map_or("", |it| &it.text))
    })
}
