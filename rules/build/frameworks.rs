//! Published lists: what their files must keep to, and the one framework per edition they become.

use std::collections::BTreeSet;

use super::emit::{list, module};
use super::shapes::{Framework, Item};
use super::texts::is_id;
use super::validate::Faults;

/// The framework of one edition: its items by the edition's own numbers.
struct Edition<'a> {
    name: Option<&'a str>,
    /// The number, and which item of the file it is.
    items: Vec<(&'a str, usize)>,
}

/// One for each edition, or the list itself where it has no editions.
fn editions(framework: &Framework) -> Vec<Edition<'_>> {
    let all = framework.items.0.iter().enumerate();
    let Some(names) = &framework.editions else {
        return vec![Edition {
            name: framework.edition.as_deref(),
            items: all.map(|(at, (id, _))| (id.as_str(), at)).collect(),
        }];
    };
    let numbered = |index: usize| {
        let mut items: Vec<(&str, usize)> = all
            .clone()
            .filter_map(|(at, (_, item))| Some((number(framework, item, index)?, at)))
            .collect();
        items.sort_by_key(|(number, _)| parts(number));
        items
    };
    names
        .iter()
        .enumerate()
        .map(|(index, name)| Edition {
            name: Some(name),
            items: numbered(index),
        })
        .collect()
}

/// The item's number in the edition of this index.
fn number<'a>(framework: &Framework, item: &'a Item, index: usize) -> Option<&'a str> {
    let numbers = item.ids.iter().flat_map(|ids| &ids.0);
    numbers
        .filter(|(range, _)| span(framework, range).is_some_and(|(a, b)| (a..=b).contains(&index)))
        .map(|(_, number)| number.as_str())
        .next()
}

/// The first and the last edition of `A` or `A..B`, by index.
fn span(framework: &Framework, range: &str) -> Option<(usize, usize)> {
    let names = framework.editions.as_deref().unwrap_or_default();
    let index = |name: &str| names.iter().position(|it| it == name);
    let (first, last) = range.split_once("..").unwrap_or((range, range));
    Some((index(first)?, index(last)?)).filter(|(first, last)| first <= last)
}

/// `5.10` as 5 and 10, so that it comes after `5.9`.
fn parts(number: &str) -> Vec<u32> {
    let part = |it: &str| it.parse().unwrap_or(u32::MAX);
    number.split('.').map(part).collect()
}

/// The statics that hold what the items ask for, once for all editions.
pub(crate) fn requirements(framework: &Framework) -> String {
    let items = list(&framework.items.0, |(_, item)| {
        format!(
            "Requirement {{ title: {:?}, section: Section::{:?}, level: {:?}, mode: {}, \
             decided_by: &{}, note: {:?}, controls: &{} }}",
            item.title,
            item.section,
            item.level,
            item.mode
                .map_or("None".to_owned(), |mode| format!("Some(Mode::{mode:?})")),
            list(&item.decided_by, |it| format!("Decider::{it:?}")),
            item.note,
            list(&item.controls, |it| format!("&{}::CONTROL", module(it))),
        )
    });
    format!(
        "static {}: [Requirement; {}] = {items};\n",
        constant(framework),
        framework.items.0.len()
    )
}

/// Every edition of the list, each as a `Framework`.
pub(crate) fn frameworks(framework: &Framework) -> String {
    let family = framework.editions.as_ref().map(|_| &framework.id);
    let edition = |edition: &Edition<'_>| {
        let id = match (family, edition.name) {
            (Some(family), Some(name)) => format!("{family}-{name}"),
            _ => framework.id.clone(),
        };
        let items = list(&edition.items, |(number, at)| {
            format!(
                "Item {{ id: {number:?}, requirement: &{}[{at}] }}",
                constant(framework)
            )
        });
        format!(
            "Framework {{ id: {id:?}, family: {family:?}, title: {:?}, edition: {:?}, \
             source: {:?}, items: &{items} }}",
            framework.title, edition.name, framework.source
        )
    };
    let all: Vec<String> = editions(framework).iter().map(edition).collect();
    all.join(", ")
}

fn constant(framework: &Framework) -> String {
    format!("{}_ITEMS", module(&framework.id).to_uppercase())
}

impl Faults {
    /// Notes what is wrong in one list's file.
    pub(crate) fn framework(&mut self, framework: &Framework, ids: &BTreeSet<&str>) {
        self.title("title", &framework.title);
        self.require(
            is_id(&framework.id),
            "id",
            "is not lower-case words joined by hyphens",
        );
        self.require(
            !framework.source.trim().is_empty(),
            "source",
            "is empty; say where from",
        );
        self.require(
            !framework.items.0.is_empty(),
            "items",
            "is empty; list every item",
        );
        self.require(
            framework.edition.is_none() || framework.editions.is_none(),
            "editions",
            "comes with edition; give one of them",
        );
        let mut seen = BTreeSet::new();
        for (id, item) in &framework.items.0 {
            let at = format!("items, {id}");
            self.require(
                seen.insert(id.to_lowercase()),
                &at,
                "is given twice; remove one",
            );
            self.title(&at, &item.title);
            self.require(
                !item.decided_by.is_empty(),
                &at,
                "decided_by is empty; name a source",
            );
            for control in &item.controls {
                let fault = format!("no control is called `{control}`; correct or remove it");
                self.require(ids.contains(&**control), &at, &fault);
            }
            self.numbers(framework, id, item);
        }
        if framework.editions.is_some() {
            self.editions(framework);
        }
    }

    /// An item of a list with editions has a number in one of them at least, and its name in
    /// the file is one of its numbers.
    fn numbers(&mut self, framework: &Framework, id: &str, item: &Item) {
        let at = format!("items, {id}, ids");
        self.require(
            item.ids.is_some() == framework.editions.is_some(),
            &at,
            "comes with editions and never without; give both or neither",
        );
        let Some(numbers) = &item.ids else { return };
        let mut named = false;
        let mut taken = BTreeSet::new();
        for (range, number) in &numbers.0 {
            let Some((first, last)) = span(framework, range) else {
                let fault = format!("`{range}` is no edition and no range of editions");
                self.require(false, &at, &fault);
                continue;
            };
            self.require(
                (first..=last).all(|edition| taken.insert(edition)),
                &at,
                "names an edition twice; correct one of them",
            );
            self.require(
                number.split('.').all(|it| it.parse::<u32>().is_ok()),
                &at,
                "holds what is no number such as 5.4",
            );
            named |= id == number || *id == format!("{range} {number}");
        }
        self.require(
            named,
            &at,
            "lacks the number the item is kept under; that is one of its numbers, or the edition \
             and its number there",
        );
    }

    fn editions(&mut self, framework: &Framework) {
        let names = framework.editions.as_deref().unwrap_or_default();
        self.require(
            !names.is_empty() && names.is_sorted_by_key(|it| parts(it)),
            "editions",
            "is empty or not in order; give the oldest first",
        );
        for edition in editions(framework) {
            let name = edition.name.unwrap_or_default();
            let doubled = edition.items.windows(2).find_map(|pair| match pair {
                [(a, _), (b, _)] if a == b => Some(*a),
                _ => None,
            });
            let fault = format!(
                "{name} has `{}` twice; correct one of them",
                doubled.unwrap_or_default()
            );
            self.require(doubled.is_none(), "items", &fault);
        }
    }
}
