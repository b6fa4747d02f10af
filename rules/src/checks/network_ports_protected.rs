//! Decides `network-ports-protected`: ports that are not published cannot be reached.

use super::{Check, Decide, network_drivers, unsettled};
use crate::catalogue::network_ports_protected::{CONTROL, GATEWAY_UNPROTECTED, OPTION_UNRESOLVED};
use crate::facts::Declared;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Declaration(decide),
};

fn decide(declared: Declared<'_>) -> Verdict {
    let options = network_drivers::options(declared);
    let modes = options.into_iter().filter_map(|option| {
        let pair = option.value()?;
        let name = network_drivers::plain_name(&pair.key.value);
        let is_mode = matches!(name, "gateway_mode_ipv4" | "gateway_mode_ipv6");
        is_mode.then(|| pair.value.clone())
    });
    let modes = declared.list(modes.collect(), |mode| Some(mode.clone()));
    let open = modes
        .items
        .iter()
        .filter(|mode| mode.value == "nat-unprotected");
    let failures = open.map(|mode| Finding::new(GATEWAY_UNPROTECTED).at(mode.evidence));
    let failures = failures.collect();
    let unknown = unsettled::findings(&modes.unknown, OPTION_UNRESOLVED);
    Verdict::over(!modes.is_none(), failures, unknown)
}
