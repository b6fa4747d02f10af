//! The capabilities of a container.

use super::Inspected;
use crate::facts::{Capability, Listed};
use crate::model::inspect::{Container, Field};
use crate::span::Spanned;

impl Inspected {
    /// What of Docker's default set is not in effect: Podman lists differences from a
    /// smaller set of its own, and never `ALL`.
    pub(super) fn dropped_by_podman(self, container: &Container) -> Listed<Capability> {
        let effective = &container.effective_caps;
        if let Field::Unreadable(_) = effective {
            return self.capabilities(effective);
        }
        let kept = self.capabilities(effective);
        let mut dropped = Listed::none();
        let place = effective.span().or_else(|| container.host.cap_drop.span());
        let place = self.at(place.or(container.config.span).unwrap_or(container.span));
        for granted in Capability::granted_by_default() {
            if !kept.items.iter().any(|kept| kept.value == granted) {
                dropped.push(granted, place);
            }
        }
        dropped
    }

    pub(in crate::facts) fn capabilities(
        self,
        names: &Field<Vec<Spanned<String>>>,
    ) -> Listed<Capability> {
        self.list(names, |name| {
            Some((Capability::new(&name.value), name.span))
        })
    }
}
