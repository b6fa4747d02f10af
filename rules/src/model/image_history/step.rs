//! One step of a history.

use std::borrow::Cow;

use super::made::Made;
use super::size::bytes;
use crate::model::inspect::{Field, Reader, Words};
use crate::model::json::{Member, Raw};
use crate::span::Span;

/// One step an image was made by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// The whole step.
    pub span: Span,
    /// `ID` of the image that the step left; `<missing>` counts as absent.
    pub id: Field<String>,
    /// `Created` or `CreatedAt`, as printed: a date, or seconds since 1970.
    pub created: Field<String>,
    /// `CreatedSince`, e.g. `3 weeks ago`.
    pub created_since: Field<String>,
    /// `CreatedBy`: what was run, as printed; see [`Step::made`].
    pub created_by: Field<String>,
    /// `Comment`, e.g. `buildkit.dockerfile.v0`.
    pub comment: Field<String>,
    /// `Tags` of the image that the step left.
    pub tags: Words,
    /// `Size` in bytes; sizes printed for people are rounded.
    pub size: Field<u64>,
    /// Whether it left the file system as it was: it says so, or its size is 0.
    pub is_empty: Field<bool>,
}

impl Step {
    /// Reads one step of an image's own history.
    pub(in crate::model) fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let span = raw.span();
        let members = reader.object("a step of the history", raw);
        Self::of_members(reader, span, members)
    }

    pub(super) fn of_members<'a>(
        reader: &mut Reader,
        span: Span,
        members: impl IntoIterator<Item = Member<'a>>,
    ) -> Self {
        let mut read = Self {
            span,
            ..Self::default()
        };
        for (key, raw) in members {
            match &*plain(&key) {
                "id" => read.id = present(reader.string("ID", raw)),
                // A date that is said twice is kept as it was said first.
                "created" | "createdat" if read.created == Field::Absent => {
                    read.created = reader.written("Created", raw);
                }
                "createdsince" => read.created_since = reader.string("CreatedSince", raw),
                "createdby" => read.created_by = reader.string("CreatedBy", raw),
                "comment" => read.comment = reader.string("Comment", raw),
                "tags" => read.tags = reader.strings("Tags", raw),
                "size" => read.size = sized(&reader.written("Size", raw)),
                "emptylayer" => read.is_empty = reader.flag("empty_layer", raw),
                // The rest is not judged.
                _ => {}
            }
        }
        if let (Field::Absent, Field::Stated(size)) = (&read.is_empty, &read.size) {
            read.is_empty = Field::Stated(size.as_ref().map(|size| *size == 0));
        }
        read
    }

    /// What the step ran, as far as its text tells; `None` where it says nothing.
    pub fn made(&self) -> Option<Made<'_>> {
        self.created_by.value().map(|text| Made::of(text))
    }
}

/// A key as all spellings of it have in common: `CreatedBy`, `createdBy`, `created_by`.
fn plain(key: &str) -> Cow<'_, str> {
    if key
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    {
        return Cow::Borrowed(key);
    }
    let letters = key.chars().filter(|char| *char != '_');
    letters.map(|char| char.to_ascii_lowercase()).collect()
}

/// Leaves out the words that stand for a missing id.
pub(super) fn present(id: Field<String>) -> Field<String> {
    match id {
        Field::Stated(id) if matches!(id.value.as_str(), "<missing>" | "<none>") => Field::Absent,
        id => id,
    }
}

/// The bytes a printed size comes to.
pub(super) fn sized(written: &Field<String>) -> Field<u64> {
    match written {
        Field::Stated(stated) => match bytes(&stated.value) {
            Some(size) => Field::Stated(stated.as_ref().map(|_| size)),
            None => Field::Unreadable(stated.span),
        },
        Field::Absent => Field::Absent,
        Field::Unreadable(span) => Field::Unreadable(*span),
    }
}
