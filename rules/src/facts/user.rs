//! The user that a main process starts as.

/// The user a main process starts as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// As written: `name`, `uid`, `user:group`.
    pub name: String,
    /// The base image that is known to start as this user, where no artifact says so itself.
    pub base_image: Option<String>,
}

impl User {
    /// A user that an artifact names.
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            base_image: None,
        }
    }

    /// The user Docker falls back to.
    pub fn root() -> Self {
        Self::named("root")
    }

    /// The part before `:`; empty where only a group is named.
    pub fn user_part(&self) -> &str {
        self.name
            .split(':')
            .next()
            .unwrap_or_default()
            .trim()
            .trim_matches(['"', '\''])
    }

    /// Whether the part before `:` is root or a number equal to 0, in any spelling. Beside a group
    /// alone the engine starts as root too, whatever the image's own user is.
    pub fn is_root(&self) -> bool {
        let name = self.user_part();
        // The engine reads the number as Go does, so a sign or more zeros change nothing.
        let is_zero = name.parse() == Ok(0_i64);
        let is_group_alone = name.is_empty() && !self.name.is_empty();
        is_group_alone
            || is_zero
            || name == "root"
            || name.eq_ignore_ascii_case("ContainerAdministrator")
    }
}
