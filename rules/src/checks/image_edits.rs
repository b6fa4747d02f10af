//! Changes to the name of an image where a file has it.

use crate::facts::ImageReference;
use crate::finding::{Edit, Finding, Remedy};
use crate::sheet::Refusal;

/// The finding with another name to choose, or with the reason why there is none. `asks` is
/// what the reader fills in first.
pub(super) fn mended(
    finding: Finding,
    image: &ImageReference,
    asks: &str,
    name: String,
) -> Finding {
    match image.place {
        Some(place) => finding.mended_by(Remedy::assisted(asks, vec![Edit::replace(place, name)])),
        None if image.is_filled_in => finding.unmended(Refusal::Interpolated.sentence()),
        None => finding,
    }
}
