//! Decides `ssh-server-absent`: nobody logs into the container over SSH.

use super::{Check, Decide};
use crate::catalogue::ssh_server_absent::{CONTROL, SERVER_INSTALLED, SERVER_STARTED};
use crate::facts::{Build, Call, Manager, Package};
use crate::finding::{Finding, Verdict};
use crate::model::dockerfile::Keyword;
use crate::model::shell::Invocation;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// Packages that are or bring an SSH server.
const SERVERS: [&str; 8] = [
    "openssh-server",
    "openssh-server-pam",
    "ssh",
    "task-ssh-server",
    "dropbear",
    "dropbear-bin",
    "dropbear-run",
    "tinysshd",
];

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for (call, packages) in build.package_calls() {
        let is_install = packages.manager.is_of_distribution() && packages.installs();
        if !call.step.ships() || !is_install {
            continue;
        }
        is_concerned = true;
        let servers = packages.packages.iter();
        for server in servers.filter(|it| is_server(it, packages.manager)) {
            let finding = Finding::new(SERVER_INSTALLED).with("package", &server.name);
            failures.push(finding.at(call.step.at(server.span)));
        }
    }
    for run in build.runs() {
        if !is_run(run.keyword) {
            continue;
        }
        for call in build.calls_in(run).filter(|call| call.step.ships()) {
            is_concerned = true;
            if let Some(program) = started(&call) {
                let finding = Finding::new(SERVER_STARTED).with("program", program);
                failures.push(finding.at(call.step.at(call.invocation.span)));
            }
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

fn is_server(package: &Package, manager: Manager) -> bool {
    // Alpine's and Arch's package of this name holds the server too.
    let is_whole = matches!(manager, Manager::Apk | Manager::Pacman) && package.name == "openssh";
    is_whole || SERVERS.contains(&package.name.as_str())
}

/// Whether an instruction starts something in the container, or prepares it.
const fn is_run(keyword: Keyword) -> bool {
    matches!(keyword, Keyword::Run | Keyword::Cmd | Keyword::Entrypoint)
}

/// The server that a command starts, itself or as a service.
fn started<'b>(call: &Call<'b>) -> Option<&'b str> {
    let invocation: &'b Invocation = call.invocation;
    let words = || invocation.arguments.iter().map(|word| word.text.as_str());
    let is_service = |text: &&str| {
        matches!(
            *text,
            "ssh" | "sshd" | "dropbear" | "ssh.service" | "sshd.service"
        )
    };
    match invocation.name.as_str() {
        // Only the test of the configuration and the keys are no start.
        "sshd" | "dropbear" if !words().any(|word| matches!(word, "-t" | "-T" | "-V")) => {
            Some(&invocation.name)
        }
        "service" | "systemctl" | "rc-service" | "rc-update" => {
            let is_start = |word: &str| matches!(word, "start" | "restart" | "enable" | "add");
            if words().any(is_start) {
                words().find(is_service)
            } else {
                None
            }
        }
        "ssh" if is_init_script(invocation) => Some(&invocation.name),
        _ => None,
    }
}

/// Whether the program is `/etc/init.d/ssh` and not the client.
fn is_init_script(invocation: &Invocation) -> bool {
    let program = invocation.program.as_ref();
    program.is_some_and(|word| word.text.starts_with("/etc/init.d/"))
}
