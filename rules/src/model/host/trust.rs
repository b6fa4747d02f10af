//! Where content trust is switched on for those who log in.

use super::line::{Piece, lines};
use crate::span::{Span, Spanned};

/// A variable of content trust that a file sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustSetting {
    /// The file, or `environment` for the collector's own.
    pub file: Spanned<String>,
    /// The variable, e.g. `DOCKER_CONTENT_TRUST`.
    pub name: Spanned<String>,
    /// Its value without quotes.
    pub value: Spanned<String>,
    /// The whole line.
    pub span: Span,
}

impl TrustSetting {
    /// Claims that the client asks for signatures: it takes `1`, `t` and `true` for yes.
    pub fn is_on(&self) -> bool {
        self.name.value == "DOCKER_CONTENT_TRUST"
            && ["1", "t", "true"]
                .iter()
                .any(|word| self.value.value.eq_ignore_ascii_case(word))
    }
}

/// Reads lines like `/etc/environment:DOCKER_CONTENT_TRUST=1`; comments are passed over.
pub fn content_trust(text: &str) -> Vec<TrustSetting> {
    lines(text).filter_map(setting).collect()
}

fn setting(line: Piece<'_>) -> Option<TrustSetting> {
    let (file, statement) = line.split_once(":")?;
    let statement = statement.trimmed();
    if statement.text.starts_with('#') {
        return None;
    }
    // Several may stand in one `export`, or before a command.
    let word = statement
        .words()
        .find(|word| word.text.starts_with("DOCKER_CONTENT_TRUST"))?;
    let (name, value) = word.split_once("=")?;
    let value = Piece {
        text: value.text.trim_end_matches(';'),
        ..value
    };
    Some(TrustSetting {
        file: file.owned(),
        name: name.owned(),
        value: value.unquoted().owned(),
        span: line.span(),
    })
}
