//! Decides `volume-options-secret-free`: no option of a volume holds the password it is mounted
//! with.

use super::volume_options::Options;
use super::{Check, Decide, unsettled};
use crate::catalogue::volume_options_secret_free::{CONTROL, OPTION_RECOGNISED, PASSWORD_STATED};
use crate::facts::secrets::SecretKind;
use crate::facts::{Declared, Secret, Variable, Volume};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[Decide::Volume(of_volume), Decide::Declaration(declared)]),
};

fn of_volume(volume: &Volume) -> Verdict {
    let unknown = unsettled::unseen_all(&volume.options.unknown);
    decide(&Options::of_volume(volume), unknown)
}

/// What a variable will hold is not the file's secret, so that what it leaves open is no matter.
fn declared(declared: Declared<'_>) -> Verdict {
    decide(&Options::of_declaration(declared), Vec::new())
}

fn decide(options: &Options, unknown: Vec<Finding>) -> Verdict {
    let mut failures: Vec<Finding> = Vec::new();
    for (name, value, evidence) in &options.pairs {
        // The option `o` holds those of `mount`, parted by commas.
        let parts: Vec<(&str, &str)> = match name.as_str() {
            "o" => value
                .split(',')
                .filter_map(|it| it.split_once('='))
                .collect(),
            _ => vec![(name, value)],
        };
        let found = parts
            .into_iter()
            .find_map(|(name, value)| told(name, value));
        failures.extend(found.map(|finding| finding.at(*evidence)));
    }
    Verdict::over(!options.pairs.is_empty(), failures, unknown)
}

fn told(name: &str, value: &str) -> Option<Finding> {
    let name = name.trim();
    // `mount.cifs` knows two short names that say too little elsewhere.
    let called = match name {
        "pass" | "passwd" => "password",
        _ => name,
    };
    let kind = match Variable::settled(called, value).secret? {
        Secret::Named | Secret::Hidden => {
            return Some(Finding::new(PASSWORD_STATED).with("option", name));
        }
        Secret::Shaped(kind) => kind,
        Secret::Address => SecretKind::Address.noun(),
        Secret::Placeholder | Secret::Passed => return None,
    };
    Some(
        Finding::new(OPTION_RECOGNISED)
            .with("option", name)
            .with("kind", kind),
    )
}
