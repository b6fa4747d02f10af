//! What a secret looks like: the one place that knows.
//!
//! A text is scanned once, in linear time. What is found is a kind and a place, never the
//! value. Whether a credential works cannot be known here, and nobody is asked.

mod address;
mod beginnings;
mod blocks;
mod encoded;
mod files;
mod names;
mod pairs;
mod shapes;
mod values;

#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

use beginnings::Beginnings;

use crate::sorted::InOrder;
pub use files::is_credential_file;
pub use names::is_secret_name;
pub(crate) use values::{is_hidden, is_literal, is_placeholder};

/// A secret in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// What it is.
    pub kind: SecretKind,
    /// The bytes that must not be shown.
    pub value: Range<usize>,
}

/// What a secret is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SecretKind {
    /// A credential whose provider shows, as the end of a sentence, e.g. `a GitHub token`.
    Token(&'static str),
    /// A private key in one of the usual wrappings.
    PrivateKey,
    /// A signed token that says whom it belongs to.
    WebToken,
    /// The password of an address such as `https://user:password@host`.
    Address,
    /// What an `Authorization` header carries.
    Header,
    /// A value as random as a secret, behind a name that says it is one.
    Named(String),
}

/// The shortest text with anything evident in it, in bytes: `a://:b@`.
const SHORTEST: usize = 7;

impl SecretKind {
    /// What it is, as the end of a sentence, e.g. `an AWS access key`.
    pub const fn noun(&self) -> &'static str {
        match self {
            Self::Token(kind) => kind,
            Self::PrivateKey => "a private key",
            Self::WebToken => "a JSON web token",
            Self::Address => "the password of an address",
            Self::Header => "a credential for an Authorization header",
            Self::Named(_) => "a generated secret",
        }
    }
}

/// Every secret in a text, in order and apart from each other.
pub fn sightings(text: &str) -> Vec<Sighting> {
    let mut found = evident(text);
    found.extend(encoded::words(text));
    found.extend(pairs::sightings(text));
    in_order(found)
}

/// What a place of a text turned out to be.
struct Looked {
    /// The secret, where it is one.
    found: Option<Sighting>,
    /// Up to where this kind need not be looked for again.
    until: usize,
}

impl Looked {
    const fn nothing() -> Self {
        Self::one(None)
    }

    /// Perhaps a secret, in which another of its kind may begin.
    const fn one(found: Option<Sighting>) -> Self {
        Self { found, until: 0 }
    }

    /// Perhaps a secret, in which no other of its kind is looked for.
    fn at(found: Option<Sighting>) -> Self {
        let until = found.as_ref().map_or(0, |it| it.value.end);
        Self { found, until }
    }
}

/// Looks at one place of a text for one kind of secret.
type Look = fn(&str, usize) -> Looked;

/// What gives itself away, each with its beginnings: it is looked for only where one stands.
static EVIDENT: LazyLock<[(Look, Vec<&str>); 8]> = LazyLock::new(|| {
    [
        (shapes::token, shapes::beginnings()),
        (shapes::telegram, vec![shapes::TELEGRAM]),
        (shapes::azure, vec![shapes::AZURE]),
        (blocks::wrapped, vec![blocks::BEGIN]),
        (blocks::putty, vec![blocks::PUTTY]),
        (address::password, vec![address::SIGN]),
        (address::header, address::NAMES.to_vec()),
        (encoded::web_token, vec![encoded::OBJECT]),
    ]
});

static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(|| {
    let of_kind = |(kind, (_, words)): (usize, &'static (Look, Vec<&str>))| {
        words.iter().map(move |word| (1 << kind, *word))
    };
    Beginnings::new(EVIDENT.iter().enumerate().flat_map(of_kind))
});

/// What gives itself away without a name or decoding.
fn evident(text: &str) -> Vec<Sighting> {
    let mut found = Vec::new();
    // Most texts are single words, in which nothing of this has room.
    if text.len() < SHORTEST {
        return found;
    }
    let looks = &*EVIDENT;
    let mut until = [0; 8];
    for (at, kinds) in BEGINNINGS.places(text) {
        for (kind, ((look, _), until)) in looks.iter().zip(&mut until).enumerate() {
            if kinds & (1 << kind) != 0 && at >= *until {
                let looked = look(text, at);
                *until = looked.until;
                found.extend(looked.found);
            }
        }
    }
    found
}

/// Sorts by place; of those that overlap the one that begins first stays, the longer of two
/// that begin together, and of one value seen as two kinds that which says more of it than the
/// header it stands in.
fn in_order(mut found: Vec<Sighting>) -> Vec<Sighting> {
    let order = |it: &Sighting| {
        let is_header = it.kind == SecretKind::Header;
        (it.value.start, Reverse(it.value.end), is_header)
    };
    found.order_by_key(order);
    let mut end = 0;
    found.retain(|it| {
        let is_apart = it.value.start >= end;
        if is_apart {
            end = it.value.end;
        }
        is_apart
    });
    found
}

/// What a value is by itself, whatever it is called; `None` where nothing shows.
pub(super) fn kind_of_value(value: &str) -> Option<SecretKind> {
    // A variable's value is nothing but the key, so its header alone is enough.
    if blocks::is_key_header(value) {
        return Some(SecretKind::PrivateKey);
    }
    let mut found = evident(value);
    if found.is_empty() {
        found = encoded::words(value);
    }
    in_order(found).into_iter().next().map(|it| it.kind)
}

/// The text with every secret that gives itself away left out.
pub fn without_secrets(text: &str, mask: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    add_without_secrets(&mut shown, text, mask);
    shown
}

/// Adds the same to what is shown.
pub(crate) fn add_without_secrets(shown: &mut String, text: &str, mask: &str) {
    let mut from = 0;
    for sighting in sightings(text) {
        shown.push_str(text.get(from..sighting.value.start).unwrap_or_default());
        shown.push_str(mask);
        from = sighting.value.end;
    }
    shown.push_str(text.get(from..).unwrap_or_default());
}

/// The byte before `at`.
fn before(text: &str, at: usize) -> Option<u8> {
    text.as_bytes().get(at.checked_sub(1)?).copied()
}

/// How many bytes from `at` on `belongs` accepts, up to `most` and one more.
fn run(text: &str, at: usize, most: usize, belongs: impl Fn(u8) -> bool) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    rest.iter()
        .take(most + 1)
        .take_while(|byte| belongs(**byte))
        .count()
}
