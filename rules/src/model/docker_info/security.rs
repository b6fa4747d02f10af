//! One entry of `SecurityOptions`.

use crate::span::Span;

/// A kind of confinement the daemon uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecurityOption {
    /// The whole entry.
    pub span: Span,
    /// Its name, e.g. `seccomp`, `apparmor`, `selinux`, `userns`, `rootless`, `cgroupns` or
    /// `no-new-privileges`; empty where the entry has none.
    pub name: String,
    /// What else it says, e.g. `profile` and `builtin`.
    pub options: Vec<(String, String)>,
}

impl SecurityOption {
    /// Understands `name=seccomp,profile=builtin`, or the plain word of engines before API 1.25.
    pub(super) fn of(written: &str, span: Span) -> Self {
        let mut read = Self {
            span,
            ..Self::default()
        };
        for part in written.split(',').map(str::trim) {
            match part.split_once('=') {
                Some(("name", name)) => name.clone_into(&mut read.name),
                Some((key, value)) => read.options.push((key.to_owned(), value.to_owned())),
                None if read.name.is_empty() => part.clone_into(&mut read.name),
                None => {}
            }
        }
        read
    }

    /// `profile`, e.g. `builtin`, `default`, `unconfined` or a path.
    pub fn profile(&self) -> Option<&str> {
        let mut options = self.options.iter();
        options
            .find(|(key, _)| key == "profile")
            .map(|(_, value)| value.as_str())
    }
}
