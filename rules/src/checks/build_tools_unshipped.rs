//! Decides `build-tools-unshipped`: what only the build needs is not in the image.
//!
//! A package that the same step removes again is not shipped either.

use super::unsettled::listed;
use std::collections::HashMap;

use super::{Check, Decide};
use crate::catalogue::build_tools_unshipped::{BUILT_IN_PLACE, CONTROL, TOOLS_INSTALLED};
use crate::facts::{Action, Build, Package, PackageCall};
use crate::finding::{Finding, Verdict};
use crate::model::shell::Invocation;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// Packages of compilers and of what drives them.
const TOOLS: [&str; 30] = [
    "autoconf",
    "automake",
    "binutils",
    "bison",
    "build-base",
    "build-essential",
    "cargo",
    "clang",
    "cmake",
    "cpp",
    "dpkg-dev",
    "flex",
    "g++",
    "gcc",
    "gcc-c++",
    "gfortran",
    "git",
    "git-core",
    "golang",
    "golang-go",
    "libtool",
    "llvm",
    "m4",
    "make",
    "maven",
    "meson",
    "mercurial",
    "ninja-build",
    "rustc",
    "subversion",
];

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    let removals = Removals::of(build);
    for (call, packages) in build.package_calls() {
        let is_shipped = call.step.ships() && !call.step.is_deferred;
        let is_install = packages.manager.is_of_distribution() && packages.installs();
        if !is_shipped || !is_install {
            continue;
        }
        is_concerned = true;
        let is_kept = |tool: &&Package| is_tool(tool) && !removals.follow(packages, tool);
        let tools: Vec<&Package> = packages.packages.iter().filter(is_kept).collect();
        if let Some(first) = tools.first() {
            let names: Vec<&str> = tools.iter().map(|tool| tool.name.as_str()).collect();
            let finding = Finding::new(TOOLS_INSTALLED).with("packages", listed(&names));
            failures.push(finding.at(call.step.at(first.span)));
        }
    }
    for call in build.calls() {
        let is_shipped = call.step.ships() && !call.step.is_deferred;
        if let Some(command) = built(call.invocation).filter(|_| is_shipped) {
            is_concerned = true;
            let finding = Finding::new(BUILT_IN_PLACE).with("command", command);
            failures.push(finding.at(call.step.at(call.invocation.span)));
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

fn is_tool(package: &Package) -> bool {
    let name = package.name.to_ascii_lowercase();
    // `gcc-12` and `clang15` are what their plain names are.
    let plain = name.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    let plain = plain.trim_end_matches('-');
    TOOLS.contains(&name.as_str())
        || TOOLS.contains(&plain)
        || name.ends_with("-dev")
        || name.ends_with("-devel")
}

/// What the steps of a build remove, each with the last command that does.
struct Removals {
    named: HashMap<(usize, String), usize>,
    /// Where a variable names what is removed.
    open: HashMap<usize, usize>,
}

impl Removals {
    fn of(build: &Build<'_>) -> Self {
        let mut found = Self {
            named: HashMap::new(),
            open: HashMap::new(),
        };
        let calls = build.package_calls().map(|(_, packages)| packages);
        for removal in calls.filter(|packages| packages.action == Action::Remove) {
            for package in &removal.packages {
                if package.text.contains('$') {
                    found.open.insert(removal.run, removal.invocation);
                }
                let key = (removal.run, package.name.clone());
                found.named.insert(key, removal.invocation);
            }
        }
        found
    }

    /// Whether a later command of the same step removes a package, by its name or its group's.
    fn follow(&self, install: &PackageCall, tool: &Package) -> bool {
        let of = |name: &String| self.named.get(&(install.run, name.clone()));
        let group = install.virtual_group.as_ref().and_then(of);
        let last = of(&tool.name).max(group).max(self.open.get(&install.run));
        last.is_some_and(|last| *last > install.invocation)
    }
}

/// The command line that builds a program.
fn built(invocation: &Invocation) -> Option<String> {
    let operands = invocation.operands(&[]);
    let word = |at: usize| operands.get(at).map_or("", |word| word.text.as_str());
    let command = match (invocation.name.as_str(), word(0), word(1)) {
        ("npm" | "yarn" | "pnpm", "run", "build") => format!("{} run build", invocation.name),
        ("go" | "cargo" | "yarn" | "pnpm", "build", _) => format!("{} build", invocation.name),
        ("mvn", "package" | "install", _) | ("gradle", "build" | "assemble", _) => {
            format!("{} {}", invocation.name, word(0))
        }
        _ => return None,
    };
    Some(command)
}
