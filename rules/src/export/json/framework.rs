//! The frameworks of the document.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::catalogue;
use crate::report::Framed;

/// A framework with each of its items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Framework {
    /// E.g. `cis-docker-1.6.0`.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Which edition; null where there is only one.
    pub edition: Option<String>,
    /// What all editions of the list share; null where there is only one.
    #[serde(default)]
    pub family: Option<String>,
    /// The newest edition, where this is an earlier one: what stands there is not repeated.
    #[serde(default)]
    pub newest: Option<String>,
    /// This edition's numbers of items of the newest one, each with its number there.
    #[serde(default)]
    pub numbers: BTreeMap<String, String>,
    /// The items that do not stand in the newest edition; none is absent.
    pub items: Vec<Item>,
}

impl Framework {
    /// Claims that this is an earlier edition of another framework of the report.
    pub const fn is_earlier(&self) -> bool {
        self.newest.is_some()
    }
}

/// One item of a framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its number there.
    pub id: String,
    /// What it asks, in our own words.
    pub title: String,
    /// As for controls.
    pub status: String,
    /// The controls that decide it; empty where none does yet.
    pub controls: Vec<String>,
}

/// One framework as the document has it.
pub(super) fn convert(framed: &Framed) -> Framework {
    let newest = framed.framework.newest();
    let earlier = !framed.framework.is_newest();
    let stands = |item: &catalogue::Item| newest.asking(item.requirement).filter(|_| earlier);
    let shared = framed.items.iter().filter_map(|framed| {
        let there = stands(framed.item)?;
        Some((framed.item.id.to_owned(), there.id.to_owned()))
    });
    let numbers = shared.collect();
    let items = framed.items.iter().filter(|it| stands(it.item).is_none());
    Framework {
        id: framed.framework.id.to_owned(),
        title: framed.framework.title.to_owned(),
        edition: framed.framework.edition.map(str::to_owned),
        family: framed.framework.family.map(str::to_owned),
        newest: earlier.then(|| newest.id.to_owned()),
        numbers,
        items: items
            .map(|framed| Item {
                id: framed.item.id.to_owned(),
                title: framed.item.requirement.title.to_owned(),
                status: framed.status.word().to_owned(),
                controls: framed
                    .item
                    .requirement
                    .controls
                    .iter()
                    .map(|control| control.id.to_owned())
                    .collect(),
            })
            .collect(),
    }
}
