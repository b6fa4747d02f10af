//! Parser directives: `# name=value` lines at the very top.

use crate::span::{Span, Spanned};

/// A parser directive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// `syntax`, `escape` or `check`, in lower case.
    pub name: Spanned<String>,
    /// What follows the equals sign, without blanks at either end; never empty.
    pub value: Spanned<String>,
}

impl Directive {
    /// Reads a line that begins at `offset` as `marker name = value`, with a known name.
    pub(super) fn read(line: &str, offset: usize, marker: &str) -> Option<Self> {
        let line_start = line.len() - line.trim_start().len();
        let rest = line.trim_start().strip_prefix(marker)?;
        let (name, value) = rest.split_once('=')?;
        let name_start = line_start + marker.len() + (name.len() - name.trim_start().len());
        let value_start = line.len() - value.trim_start().len();
        let (name, value) = (name.trim(), value.trim());
        let lower = name.to_ascii_lowercase();
        if !matches!(lower.as_str(), "syntax" | "escape" | "check") || value.is_empty() {
            return None;
        }
        let place = |start: usize, text: &str| Span::new(start, start + text.len()).shifted(offset);
        Some(Self {
            name: Spanned::new(lower, place(name_start, name)),
            value: Spanned::new(value.to_owned(), place(value_start, value)),
        })
    }

    /// The whole directive, from its name to its value.
    pub fn span(&self) -> Span {
        self.name.span.to(self.value.span)
    }
}

#[cfg(test)]
mod tests {
    use super::Directive;

    #[test]
    fn names_are_known_and_caseless() {
        let line = "  #  Escape\t=  `  ";
        let directive = Directive::read(line, 0, "#").unwrap();
        assert_eq!(directive.name.value, "escape");
        assert_eq!(directive.name.span.of(line), "Escape");
        assert_eq!(directive.value.value, "`");
        assert_eq!(directive.span().of(line), "Escape\t=  `");
        for other in [
            "# hello = x",
            "# escape=",
            "# escape",
            "escape=`",
            "#",
            "# e s=c",
        ] {
            assert_eq!(Directive::read(other, 0, "#"), None, "{other}");
        }
    }

    #[test]
    fn a_value_may_hold_equals_signs() {
        let directive = Directive::read("# check=skip=all;error=true", 0, "#").unwrap();
        assert_eq!(directive.value.value, "skip=all;error=true");
    }
}
