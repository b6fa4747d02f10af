//! What every object of a swarm has, whatever its kind.

use std::ops::{Deref, DerefMut};

use super::value::Reader;
use super::{Field, Pairs};
use crate::model::json::{Member, Raw};
use crate::span::Span;

/// An object of a swarm; what its kind has besides is reached through it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SwarmObject<T> {
    /// The whole object.
    pub span: Span,
    /// Its number in the document, from 0, over all lists; 0 within other documents.
    pub index: usize,
    /// `ID`.
    pub id: Field<String>,
    /// `CreatedAt`, as printed.
    pub created_at: Field<String>,
    /// `UpdatedAt`, as printed; of secrets only the labels can be updated.
    pub updated_at: Field<String>,
    /// What its kind has besides.
    pub own: T,
}

/// What was asked of an object; what its kind has besides is reached through it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Specified<T> {
    /// `Spec.Name`; nodes seldom have one.
    pub name: Field<String>,
    /// `Spec.Labels`.
    pub labels: Pairs,
    /// What its kind has besides.
    pub own: T,
}

/// What objects of one kind have besides. Most have members that are not judged.
pub(in crate::model) trait Own: Default {
    /// Takes what a member of the object says.
    fn take(&mut self, _: &mut Reader, _key: &str, _: Raw<'_>) {}

    /// Takes what a member of the object's `Spec` says.
    fn specify(&mut self, _: &mut Reader, _key: &str, _: Raw<'_>) {}
}

#[expect(
    private_bounds,
    reason = "objects are read by their document, so their kinds are told here alone"
)]
impl<T: Own> SwarmObject<T> {
    /// Reads what an object's members say; span and index are left at their defaults.
    pub(in crate::model) fn read(reader: &mut Reader, members: &[Member<'_>]) -> Self {
        let mut read = Self::default();
        for &(ref key, raw) in members {
            let key = key.as_ref();
            match key {
                "ID" => read.id = reader.string(key, raw),
                "CreatedAt" => read.created_at = reader.string(key, raw),
                "UpdatedAt" => read.updated_at = reader.string(key, raw),
                _ => read.own.take(reader, key, raw),
            }
        }
        read
    }
}

impl<T: Own> Own for Specified<T> {
    fn take(&mut self, reader: &mut Reader, key: &str, raw: Raw<'_>) {
        if key != "Spec" {
            self.own.take(reader, key, raw);
            return;
        }
        for (key, raw) in reader.object(key, raw) {
            match key.as_ref() {
                "Name" => self.name = reader.string("Spec.Name", raw),
                "Labels" => self.labels = reader.pairs("Spec.Labels", raw),
                key => self.own.specify(reader, key, raw),
            }
        }
    }
}

impl<T> Deref for SwarmObject<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.own
    }
}

impl<T> DerefMut for SwarmObject<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.own
    }
}

impl<T> Deref for Specified<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.own
    }
}

impl<T> DerefMut for Specified<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.own
    }
}
