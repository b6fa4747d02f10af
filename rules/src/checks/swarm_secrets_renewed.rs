//! Decides `swarm-secrets-renewed`: credentials do not live on for ever.

use super::{
    Check, Decide,
    ages::{YEAR, age},
    unsettled,
};
use crate::catalogue::swarm_secrets_renewed::{AGE_UNCOUNTED, CONTROL, SECRET_OLD};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Swarm(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    let made = &daemon.swarm.secrets_made;
    let (mut failures, mut unknown) = (Vec::new(), unsettled::unseen_all(&made.unknown));
    for secret in &made.items {
        let (name, day) = &secret.value;
        match age(*day, daemon.today) {
            Some(..=YEAR) => {}
            Some(days) => {
                let finding = Finding::new(SECRET_OLD)
                    .with("secret", name)
                    .with("days", days);
                failures.push(finding.at(secret.evidence));
            }
            None => {
                let finding = Finding::new(AGE_UNCOUNTED)
                    .with("secret", name)
                    .with("day", day);
                unknown.push(finding.at(secret.evidence));
            }
        }
    }
    Verdict::over(!made.items.is_empty(), failures, unknown)
}
