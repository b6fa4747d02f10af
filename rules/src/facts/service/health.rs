//! Whether the health of a service is probed.

use super::Deployed;
use super::common::settled_by;
use super::limits::restart;
use crate::facts::{Common, Fact, Health, Restart, stage};
use crate::model::compose::{Command, Healthcheck, Setting};

pub(super) fn health(deployed: Deployed<'_>, image: Option<&Common>) -> Fact<Health> {
    let declared = declared_health(deployed, image);
    let checks = deployed.seen_running().map(|common| common.health);
    settled_by(declared, checks, |health| *health == Health::Probed)
}

fn declared_health(deployed: Deployed<'_>, image: Option<&Common>) -> Fact<Health> {
    let of_image = || match (deployed.built, image) {
        (Some(built), _) => stage::health(built).map_value(unprobed),
        (None, Some(image)) => image.health.clone(),
        (None, None) => Fact::Unknown(deployed.image_decides()),
    };
    let check = match deployed.composed.service.healthcheck() {
        // Timing alone leaves the test to the image.
        Setting::Set(check) if check.value == Healthcheck::Timing => return of_image(),
        check => check,
    };
    let stated = deployed.composed.fact(check, |check| match check {
        Healthcheck::Disabled => Health::Disabled,
        Healthcheck::Test(test) => probe(test),
        Healthcheck::Timing => Health::Probed,
    });
    stated.unwrap_or_else(|| {
        if deployed.ends_when_done() {
            Fact::Default(Health::Unneeded)
        } else {
            of_image()
        }
    })
}

/// An image that leaves the probe to whoever runs it leaves a service without one.
const fn unprobed(health: Health) -> Health {
    match health {
        Health::Declined => Health::Disabled,
        Health::Probed
        | Health::Disabled
        | Health::Absent
        | Health::Feigned
        | Health::NoneAsCommand
        | Health::Unneeded => health,
    }
}

/// What a test of a service's own amounts to.
fn probe(command: &Command) -> Health {
    match command {
        // Only in a list does the word switch a probe off.
        Command::Text(text) if text.trim() == "NONE" => Health::NoneAsCommand,
        Command::Text(text) => Health::of_test(["CMD-SHELL", text].into_iter()),
        Command::Words(words) => {
            let settled = words.iter().map(|word| word.value().map(String::as_str));
            let settled: Option<Vec<&str>> = settled.collect();
            settled.map_or(Health::Probed, |words| Health::of_test(words.into_iter()))
        }
    }
}

impl Deployed<'_> {
    /// Whether it does one piece of work, ends and stays ended.
    fn ends_when_done(self) -> bool {
        self.is_awaited && restart(self).value() == Some(&Restart::Never)
    }
}
