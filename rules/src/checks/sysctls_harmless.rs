//! Decides `sysctls-harmless`: no parameter of the kernel that is set opens a way.

use super::{Check, Decide, unsettled};
use crate::catalogue::Reason;
use crate::catalogue::sysctls_harmless::{
    CONTROL, FORWARDING_ON, NAME_REFUSED, NETWORK_OF_HOST, PARAMETER_RISKY, VALUE_UNRESOLVED,
};
use crate::facts::{KernelParameter, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    let parameters = &runtime.bounds.kernel_parameters;
    let shares_network = runtime
        .network_mode
        .value()
        .is_some_and(|mode| mode == "host");
    let failures = parameters.items.iter().filter_map(|parameter| {
        let reason = reason(&parameter.value, shares_network)?;
        Some(
            Finding::new(reason)
                .with("name", &parameter.value.name)
                .with("value", &parameter.value.value)
                .at(parameter.evidence),
        )
    });
    let failures = failures.collect();
    let unknown = unsettled::findings(&parameters.unknown, VALUE_UNRESOLVED);
    Verdict::over(!parameters.is_none(), failures, unknown)
}

fn reason(parameter: &KernelParameter, shares_network: bool) -> Option<&'static Reason> {
    let KernelParameter { name, value } = parameter;
    let is_on = value.parse().is_ok_and(|number: i64| number != 0);
    let is_off = value == "0";
    let is_of_network = name.starts_with("net.");
    let last = name.rsplit('.').next().unwrap_or_default();
    if !is_of_network && !is_of_container(name) {
        return Some(NAME_REFUSED);
    }
    if is_of_network && shares_network {
        return Some(NETWORK_OF_HOST);
    }
    let forwards = matches!(last, "ip_forward" | "forwarding" | "mc_forwarding");
    let opens = matches!(
        last,
        "route_localnet" | "accept_redirects" | "send_redirects"
    );
    if is_of_network && forwards && is_on {
        Some(FORWARDING_ON)
    } else if is_of_network && (opens && is_on || last == "rp_filter" && is_off)
        || name == "kernel.shm_rmid_forced" && is_off
    {
        Some(PARAMETER_RISKY)
    } else {
        None
    }
}

/// Whether a container has a parameter of its own of this name (Docker CLI, sysctl options).
fn is_of_container(name: &str) -> bool {
    let is_named = matches!(
        name,
        "kernel.msgmax" | "kernel.msgmnb" | "kernel.msgmni" | "kernel.sem"
    );
    is_named || name.starts_with("kernel.shm") || name.starts_with("fs.mqueue.")
}
