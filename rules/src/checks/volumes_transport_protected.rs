//! Decides `volumes-transport-protected`: what a volume holds elsewhere is not fetched in plain.

use super::volume_options::Options;
use super::{Check, Decide, unsettled};
use crate::catalogue::volumes_transport_protected::{
    CONTROL, NFS_UNPROTECTED, OPTION_UNRESOLVED, SMB_OUTDATED,
};
use crate::facts::{Declared, Volume};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[Decide::Volume(of_volume), Decide::Declaration(declared)]),
};

fn of_volume(volume: &Volume) -> Verdict {
    decide(&Options::of_volume(volume))
}

fn declared(declared: Declared<'_>) -> Verdict {
    decide(&Options::of_declaration(declared))
}

fn decide(options: &Options) -> Verdict {
    let unknown = unsettled::findings(&options.unknown, OPTION_UNRESOLVED);
    let Some((kind, place)) = options.get("type").filter(|_| options.is_local) else {
        return Verdict::over(false, Vec::new(), unknown);
    };
    let (flags, place) = options.get("o").unwrap_or(("", place));
    let flags: Vec<&str> = flags.split(',').map(str::trim).collect();
    let of = |name: &str| {
        let mut values = flags.iter().filter_map(|flag| flag.split_once('='));
        values.find(|(key, _)| *key == name).map(|(_, value)| value)
    };
    let reason = match kind.trim().to_ascii_lowercase().as_str() {
        "nfs" | "nfs4" => {
            let is_signed = of("sec").is_some_and(|kind| kind.starts_with("krb5"));
            let is_encrypted = of("xprtsec").is_some_and(|kind| kind != "none");
            (!is_signed && !is_encrypted).then_some(NFS_UNPROTECTED)
        }
        "cifs" | "smb3" => (of("vers") == Some("1.0")).then_some(SMB_OUTDATED),
        // A disk or memory of the host: nothing is sent anywhere.
        _ => return Verdict::NotApplicable,
    };
    match reason {
        Some(_) if !unknown.is_empty() => Verdict::Unknown(unknown),
        Some(reason) => Finding::new(reason).at(place).fails(),
        None => Verdict::Pass(Some(place)),
    }
}
