//! Decides `configuration-tools-absent`: an image is finished when it is built, and nothing in
//! it configures machines.
//!
//! An image that starts Ansible reaches other machines with it, which is what it is for.

use super::start_command::{Start, of_build};
use super::{Check, Decide};
use crate::catalogue::configuration_tools_absent::{CONTROL, TOOL_INSTALLED, TOOL_STARTED};
use crate::facts::{Build, Manager, Package};
use crate::finding::{Finding, Verdict};
use crate::model::shell::Invocation;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// Packages of distributions, of Python and of Ruby, without the version in their names.
const PACKAGES: [&str; 18] = [
    "ansible",
    "ansible-base",
    "ansible-core",
    "cfengine",
    "cfengine-community",
    "chef",
    "chef-bin",
    "chef-client",
    "chef-workstation",
    "cinc",
    "facter",
    "puppet",
    "puppet-agent",
    "salt",
    "salt-call",
    "salt-common",
    "salt-master",
    "salt-minion",
];

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    let starts = of_build(build);
    let mut started = starts.iter().flat_map(Start::invocations);
    let is_for_ansible = started.any(|it| is_of_ansible(&it.name));
    let is_purpose = |name: &str| is_for_ansible && is_of_ansible(name);
    for (call, packages) in build.package_calls() {
        let is_known = packages.manager.is_of_distribution()
            || matches!(
                packages.manager,
                Manager::Pip | Manager::Pipx | Manager::Gem
            );
        if !is_known || !packages.installs() || !call.step.ships() {
            continue;
        }
        is_concerned = true;
        for tool in packages
            .packages
            .iter()
            .filter(|it| is_tool(it) && !is_purpose(&it.name))
        {
            let finding = Finding::new(TOOL_INSTALLED).with("package", &tool.name);
            failures.push(finding.at(call.step.at(tool.span)));
        }
    }
    for run in build.runs() {
        for call in build.calls_in(run).filter(|call| call.step.ships()) {
            is_concerned = true;
            if starts_tool(call.invocation) && !is_purpose(&call.invocation.name) {
                let finding = Finding::new(TOOL_STARTED).with("program", &call.invocation.name);
                failures.push(finding.at(call.step.at(call.invocation.span)));
            }
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

fn is_of_ansible(name: &str) -> bool {
    name == "ansible" || name.starts_with("ansible-")
}

fn is_tool(package: &Package) -> bool {
    let name = package.name.to_ascii_lowercase();
    // `puppet7` and `puppet-agent-8` are what their plain names are.
    let plain = name.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    PACKAGES.contains(&plain.trim_end_matches('-'))
}

/// Whether a command configures the machine it runs on, or keeps doing so.
fn starts_tool(invocation: &Invocation) -> bool {
    let mut words = invocation.arguments.iter().map(|word| word.text.as_str());
    match invocation.name.as_str() {
        "ansible-playbook" | "ansible-pull" | "cf-agent" | "chef-client" | "chef-solo"
        | "cinc-client" | "puppetd" | "salt-call" | "salt-minion" => {
            !words.any(|word| matches!(word, "--version" | "-V" | "--help"))
        }
        "puppet" => words.any(|word| matches!(word, "agent" | "apply")),
        _ => false,
    }
}
