//! Where a service's limits are written.

use super::service_edits::Site;
use crate::finding::Edit;
use crate::project::Deployer;
use crate::sheet::Refusal;

/// Sets a limit: `key` of the service, or `limit` among its limits of deployment where it has
/// such, because Compose refuses a file in which the two differ and takes absence for one.
pub(super) fn set(
    site: &Site<'_>,
    key: &str,
    limit: &str,
    value: &str,
) -> Result<Vec<Edit>, Refusal> {
    let limits = site
        .service
        .service
        .field(&["deploy", "resources", "limits"]);
    let is_deployed = match site.service.project.deployer {
        Deployer::Compose => limits.is_stated(),
        // A swarm knows no other.
        Deployer::Stack => true,
    };
    if !is_deployed {
        return site.set(&[key], value);
    }
    let path = ["deploy", "resources", "limits", limit];
    let mut edits = site.set(&path, value)?;
    if site.service.service.field(&[key]).is_stated() {
        edits.extend(site.set(&[key], value)?);
    }
    Ok(edits)
}
