//! What a scalar's text means by the core schema of YAML 1.2.

use super::{Node, Scalar};

impl Scalar {
    /// Whether this is null: nothing at all, `~` or `null`, without quotes.
    pub fn is_null(&self) -> bool {
        self.plain && matches!(&*self.text, "" | "~" | "null" | "Null" | "NULL")
    }

    /// The boolean, where it is `true` or `false` without quotes.
    ///
    /// `yes` and `on` are text in YAML 1.2.
    pub fn as_bool(&self) -> Option<bool> {
        match &*self.text {
            "true" | "True" | "TRUE" if self.plain => Some(true),
            "false" | "False" | "FALSE" if self.plain => Some(false),
            _ => None,
        }
    }

    /// The whole number, written in decimal, `0o` octal or `0x` hexadecimal without quotes.
    ///
    /// `None` also for a number that does not fit.
    pub fn as_int(&self) -> Option<i64> {
        if !self.plain {
            return None;
        }
        if let Some(octal) = self.text.strip_prefix("0o") {
            return digits(octal, 8);
        }
        if let Some(hexadecimal) = self.text.strip_prefix("0x") {
            return digits(hexadecimal, 16);
        }
        let unsigned = self.text.strip_prefix(['-', '+']).unwrap_or(&self.text);
        digits(unsigned, 10)?;
        self.text.parse().ok()
    }

    /// The number, whole or not, without quotes; `.inf` and `.nan` are not read.
    pub fn as_float(&self) -> Option<f64> {
        if !self.plain {
            return None;
        }
        let starts_right = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.');
        let numeric = |c: char| starts_right(c) || matches!(c, 'e' | 'E');
        if !self.text.starts_with(starts_right) || !self.text.chars().all(numeric) {
            return None;
        }
        self.text.parse().ok()
    }
}

/// Digits alone: `from_str_radix` would also take a sign.
fn digits(text: &str, radix: u32) -> Option<i64> {
    let all = text.chars().all(|c| c.is_digit(radix));
    if all {
        i64::from_str_radix(text, radix).ok()
    } else {
        None
    }
}

impl Node {
    /// The text of a single value, however it is written; `None` for null.
    pub fn as_str(&self) -> Option<&str> {
        self.scalar()
            .filter(|scalar| self.says_text() || !scalar.is_null())
            .map(|scalar| &*scalar.text)
    }

    /// Whether this is null.
    pub fn is_null(&self) -> bool {
        !self.says_text() && self.scalar().is_some_and(Scalar::is_null)
    }

    /// The boolean, by [`Scalar::as_bool`].
    pub fn as_bool(&self) -> Option<bool> {
        if self.says_text() {
            None
        } else {
            self.scalar()?.as_bool()
        }
    }

    /// The whole number, by [`Scalar::as_int`].
    pub fn as_int(&self) -> Option<i64> {
        if self.says_text() {
            None
        } else {
            self.scalar()?.as_int()
        }
    }

    /// The number, by [`Scalar::as_float`].
    pub fn as_float(&self) -> Option<f64> {
        if self.says_text() {
            None
        } else {
            self.scalar()?.as_float()
        }
    }

    /// A tag `!!str` makes text of whatever is written, and so does one that YAML does not know,
    /// such as `!override`.
    pub(in crate::model) fn says_text(&self) -> bool {
        let tag = self.tag.as_deref();
        tag.is_some_and(|tag| tag == "!!str" || (tag.starts_with('!') && !tag.starts_with("!!")))
    }
}
