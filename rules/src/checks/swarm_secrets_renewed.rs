//! Decides `swarm-secrets-renewed`: credentials do not live on for ever.

use super::{
    Check, Decide,
    ages::{YEAR, age},
    daemon_settings::{either, in_swarm},
    unsettled,
};
use crate::catalogue::swarm_secrets_renewed::{AGE_UNCOUNTED, CONTROL, SECRET_OLD};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    either(judge(daemon))
}

fn judge(daemon: &Daemon) -> Result<Verdict, Verdict> {
    in_swarm(daemon)?;
    let changes = &daemon.swarm.secret_changes;
    let (mut failures, mut unknown) = (Vec::new(), unsettled::unseen_all(&changes.unknown));
    for change in &changes.items {
        let (secret, day) = &change.value;
        match age(*day, daemon.today) {
            Some(..=YEAR) => {}
            Some(days) => {
                let finding = Finding::new(SECRET_OLD)
                    .with("secret", secret)
                    .with("days", days);
                failures.push(finding.at(change.evidence));
            }
            None => {
                let finding = Finding::new(AGE_UNCOUNTED)
                    .with("secret", secret)
                    .with("day", day);
                unknown.push(finding.at(change.evidence));
            }
        }
    }
    Ok(Verdict::over(!changes.items.is_empty(), failures, unknown))
}
