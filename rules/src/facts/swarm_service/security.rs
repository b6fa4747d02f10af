//! What confines the containers of a service.

use super::{PRIVILEGES_SINCE, Scheduled, fault};
use crate::facts::{Listed, SecurityOption};
use crate::model::inspect::Field;
use crate::span::Spanned;

impl Scheduled<'_> {
    /// What confines it, as the options that say the same to an engine.
    pub(super) fn security_options(self) -> Listed<SecurityOption> {
        let privileges = &self.task.container.privileges;
        let mut listed = Listed::none();
        let mut push = |option: &str, span| {
            listed.push(SecurityOption::new(option), self.source.at(span));
        };
        if let Field::Stated(fixed) = &privileges.no_new_privileges {
            push(&format!("no-new-privileges:{}", fixed.value), fixed.span);
        }
        if let Field::Stated(mode) = &privileges.seccomp_mode
            && mode.value != "default"
        {
            push(&format!("seccomp={}", mode.value), mode.span);
        }
        if let Field::Stated(mode) = &privileges.app_armor_mode
            && mode.value == "disabled"
        {
            push("apparmor=unconfined", mode.span);
        }
        if let Field::Stated(Spanned { value: true, span }) = privileges.selinux_disable {
            push("label=disable", span);
        }
        if let Field::Stated(kind) = &privileges.selinux_type {
            push(&format!("label=type:{}", kind.value), kind.span);
        }
        let unreadable = [
            fault(&privileges.no_new_privileges),
            fault(&privileges.seccomp_mode),
            fault(&privileges.app_armor_mode),
            fault(&privileges.selinux_disable),
            fault(&privileges.selinux_type),
        ];
        let unreadable = unreadable.into_iter().flatten();
        listed
            .unknown
            .extend(unreadable.map(|span| self.source.unreadable(span)));
        // Versions that know the key always print it, so its absence shows an older one where
        // nobody says which it was.
        let is_open = match self.around.api {
            Some(api) => api < PRIVILEGES_SINCE,
            None => privileges.no_new_privileges == Field::Absent,
        };
        if is_open {
            listed.unknown.push(self.left_out());
        }
        listed
    }
}
