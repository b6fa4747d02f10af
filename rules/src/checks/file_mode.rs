//! File modes as `chmod` and `--chmod` take them.

/// What a mode grants; only what some check asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileMode {
    /// Whether everyone may write, without the sticky bit that protects others' files.
    pub(super) is_world_writable: bool,
    /// Whether a program runs as its owner or its group.
    pub(super) sets_id: bool,
    /// Whether anyone may execute; `None` where the mode leaves that as it was.
    pub(super) is_executable: Option<bool>,
}

impl FileMode {
    /// Reads an octal or symbolic mode; `None` for what is neither.
    pub(super) fn read(mode: &str) -> Option<Self> {
        if mode.is_empty() {
            None
        } else if mode.bytes().all(|digit| (b'0'..=b'7').contains(&digit)) {
            Self::of_octal(mode)
        } else {
            mode.split(',').try_fold(
                Self {
                    is_world_writable: false,
                    sets_id: false,
                    is_executable: None,
                },
                Self::with_clause,
            )
        }
    }

    fn of_octal(mode: &str) -> Option<Self> {
        let bits = u32::from_str_radix(mode, 8).ok()?;
        Some(Self {
            is_world_writable: bits & 0o002 != 0 && bits & 0o1000 == 0,
            sets_id: bits & 0o6000 != 0,
            is_executable: Some(bits & 0o111 != 0),
        })
    }

    /// One clause such as `g+s`, on top of those before it.
    fn with_clause(self, clause: &str) -> Option<Self> {
        let sign = clause.find(['+', '-', '='])?;
        let (who, rest) = clause.split_at_checked(sign)?;
        let (sign, what) = rest.split_at_checked(1)?;
        let is_mode = who.bytes().all(|letter| b"ugoa".contains(&letter))
            && what.bytes().all(|letter| b"rwxXstugo".contains(&letter));
        if !is_mode {
            return None;
        }
        let is_everyone = who.is_empty() || who.contains('a');
        // Without a word for whom, the process's mask keeps others from writing.
        let names_others = who.contains(['o', 'a']);
        let names_owners = is_everyone || who.contains(['u', 'g']);
        let mut mode = self;
        if sign == "-" {
            mode.is_world_writable &= !(names_others && what.contains('w'));
            mode.sets_id &= !(names_owners && what.contains('s'));
            return Some(mode);
        }
        if names_others {
            mode.is_world_writable = what.contains('w') || (mode.is_world_writable && sign == "+");
        }
        if what.contains('t') {
            mode.is_world_writable = false;
        }
        if names_owners && what.contains('s') {
            mode.sets_id = true;
        }
        if what.contains(['x', 'X']) {
            mode.is_executable = Some(true);
        }
        Some(mode)
    }

    /// A mode that lets only the owner write, in the style of an octal one.
    pub(super) fn mended(self, written: &str) -> String {
        let mode = match self.is_executable {
            Some(true) => "755",
            Some(false) | None => "644",
        };
        let zero = if written.len() > 3 { "0" } else { "" };
        format!("{zero}{mode}")
    }
}

#[cfg(test)]
mod tests {
    use super::FileMode;

    #[test]
    fn modes_are_read_in_either_form() {
        for (mode, is_world_writable, sets_id) in [
            ("777", true, false),
            ("0777", true, false),
            ("666", true, false),
            ("1777", false, false),
            ("755", false, false),
            ("4755", false, true),
            ("2755", false, true),
            ("6777", true, true),
            ("o+w", true, false),
            ("a+rwx", true, false),
            ("+w", false, false),
            ("o=u", false, false),
            ("ug+w,o=r", false, false),
            ("a+w,o-w", false, false),
            ("a+w,+t", false, false),
            ("u+s", false, true),
            ("g=rxs", false, true),
            ("u-s", false, false),
        ] {
            let read = FileMode::read(mode).unwrap();
            assert_eq!(read.is_world_writable, is_world_writable, "{mode}");
            assert_eq!(read.sets_id, sets_id, "{mode}");
        }
        for none in ["", "abc", "888", "u+q", "reference"] {
            assert_eq!(FileMode::read(none), None, "{none}");
        }
    }
}
