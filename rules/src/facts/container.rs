//! What `docker inspect` establishes about a container and about an image.
//!
//! A container's document has the image's own settings folded in, so what is absent there is
//! absent for good.

mod capabilities;
mod common;
mod devices;
mod limits;
mod mounts;
mod ports;
mod runtime;

use super::{Fact, Listed, Need, Stated, Unknown};
use crate::finding::Evidence;
use crate::model::inspect::{Field, Words};
use crate::span::Span;

/// Where facts of one inspect document come from.
#[derive(Clone, Copy)]
pub(super) struct Inspected {
    pub(super) artifact: usize,
}

impl Inspected {
    pub(super) fn at(self, span: Span) -> Evidence {
        Evidence::at(self.artifact, span)
    }

    /// A program and what it is given, word by word.
    pub(super) fn words(self, program: &Field<String>, arguments: &Words) -> Vec<Stated<String>> {
        let words = program.stated().into_iter().chain(arguments.items());
        words
            .map(|word| Stated {
                value: word.value.clone(),
                evidence: self.at(word.span),
            })
            .collect()
    }

    /// One field as a fact: absence is Docker's default, a wrong type is unknown.
    pub(super) fn fact<T, U>(
        self,
        field: &Field<T>,
        absent: U,
        read: impl FnOnce(&T) -> U,
    ) -> Fact<U> {
        match field {
            Field::Absent => Fact::Default(absent),
            Field::Stated(stated) => Fact::Stated {
                value: read(&stated.value),
                evidence: self.at(stated.span),
            },
            Field::Unreadable(span) => Fact::Unknown(self.unreadable(*span)),
        }
    }

    /// A number that `needs` would tell where it is not stated.
    pub(super) fn counted<T>(
        self,
        field: &Field<T>,
        needs: Need,
        read: impl FnOnce(&T) -> Option<u64>,
    ) -> Fact<u64> {
        let open = |needs, evidence| Fact::Unknown(Unknown { needs, evidence });
        match field {
            Field::Absent => open(needs, None),
            Field::Unreadable(span) => Fact::Unknown(self.unreadable(*span)),
            Field::Stated(stated) => {
                let evidence = self.at(stated.span);
                let problem = Need::Readable("it is less than nothing".to_owned());
                read(&stated.value).map_or_else(
                    || open(problem, Some(evidence)),
                    |value| Fact::Stated { value, evidence },
                )
            }
        }
    }

    pub(super) fn list<T, U>(
        self,
        field: &Field<Vec<T>>,
        read: impl Fn(&T) -> Option<(U, Span)>,
    ) -> Listed<U> {
        let mut listed = Listed::none();
        if let Field::Unreadable(span) = field {
            listed.unknown.push(self.unreadable(*span));
        }
        for (value, span) in field.items().iter().filter_map(read) {
            listed.push(value, self.at(span));
        }
        listed
    }

    pub(super) fn unreadable(self, span: Span) -> Unknown {
        let needs = Need::Readable("it is not of the type Docker prints".to_owned());
        Unknown {
            needs,
            evidence: Some(self.at(span)),
        }
    }
}
