//! Decides `image-signed`: the engine knows of a signature on the image and of nothing wrong
//! with it.

use super::{Check, Decide, unsettled};
use crate::catalogue::image_signed::{CONTROL, SIGNATURE_FAULTY, SIGNATURE_UNSEEN};
use crate::facts::Picture;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Picture(decide),
};

fn decide(picture: &Picture) -> Verdict {
    let signatures = &picture.signatures;
    let good = signatures.items.iter().find(|it| it.value.1.is_none());
    if let Some(good) = good {
        return Verdict::Pass(Some(good.evidence));
    }
    let failures = signatures.items.iter().filter_map(|signature| {
        let (signer, fault) = &signature.value;
        let finding = Finding::new(SIGNATURE_FAULTY)
            .with("signer", signer)
            .with("fault", fault.as_ref()?);
        Some(finding.at(signature.evidence))
    });
    let mut unknown = unsettled::unseen_all(&signatures.unknown);
    if signatures.is_none() {
        // Signatures are kept in more places than the engine looks into.
        unknown.push(Finding::new(SIGNATURE_UNSEEN));
    }
    Verdict::of_lists(failures.collect(), unknown)
}
