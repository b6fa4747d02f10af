//! Decides `created-user-used`: an account that the image creates is the one it starts as.

use super::{Check, Decide, changes};
use crate::catalogue::created_user_used::{CONTROL, STARTER_MAY_SWITCH, USER_UNUSED};
use crate::facts::{Build, Call, Run};
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

/// Programs that start another as a certain user.
const SWITCHERS: [&str; 9] = [
    "gosu",
    "su-exec",
    "setpriv",
    "chpst",
    "su",
    "runuser",
    "sudo",
    "s6-setuidgid",
    "setuidgid",
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
    let starts = build
        .runs()
        .iter()
        .filter(|run| !run.is_build_step() && !run.is_deferred);
    let mut processes = starts.flat_map(Run::invocations);
    if processes.any(|it| SWITCHERS.contains(&it.name.as_str())) {
        return Verdict::Pass(None);
    }
    if brings_switcher(build) {
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

/// Whether the build installs a program that switches users, which a script may then use.
fn brings_switcher(build: &Build<'_>) -> bool {
    let is_switcher = |name: &str| matches!(name, "gosu" | "su-exec" | "runit" | "s6-overlay");
    let named = |word: &Word| SWITCHERS.iter().take(2).any(|it| word.text.contains(it));
    let mut packages = build.package_calls().flat_map(|(_, call)| &call.packages);
    packages.any(|package| is_switcher(&package.name))
        || build
            .calls()
            .any(|call| call.invocation.arguments.iter().any(named))
}
