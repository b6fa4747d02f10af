//! One tree merged over another, as Compose merges override files and extended services.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::limits::Limits;
use super::reset::takes_away;
use super::rule::{self, Rule};
use super::shape::{self, carried, in_place_of};
use crate::artifact::{Effect, Problem};
use crate::model::compose::Scope;
use crate::model::yaml::{Entry, Node, Value};
use crate::sorted::Sorted;

/// Merges trees. Later values stand where they are written; what a file declares first, such as
/// a service, keeps its place.
pub(super) struct Merger<'l> {
    pub(super) scope: &'l Scope,
    pub(super) limits: &'l mut Limits,
    pub(super) problems: &'l mut Vec<Problem>,
    /// The keys that lead to what is merged.
    path: Vec<Arc<str>>,
}

/// How many keys lead to what a file declares: `services` and the service's name.
const DECLARATION: usize = 2;

impl<'l> Merger<'l> {
    pub(super) const fn new(
        scope: &'l Scope,
        limits: &'l mut Limits,
        problems: &'l mut Vec<Problem>,
    ) -> Self {
        Self {
            scope,
            limits,
            problems,
            path: Vec::new(),
        }
    }

    /// A document over those before it, in which no tag has an effect any more.
    pub(super) fn document(mut self, base: &Node, over: &Node) -> Node {
        self.merge(base, over)
    }

    /// A service over the one it extends, in which no tag has an effect any more.
    pub(super) fn service(mut self, name: &Arc<str>, base: &Node, over: &Node) -> Node {
        self.path = vec!["services".into(), Arc::clone(name)];
        let merged = self.merge(base, over);
        // What it builds on is declared elsewhere.
        Node {
            span: over.span,
            via: over.via,
            ..merged
        }
    }

    fn merge(&mut self, base: &Node, over: &Node) -> Node {
        if takes_away(over) {
            return over.clone();
        }
        match self.rule() {
            Rule::Replaced => over.clone(),
            _ if over.is_null() => base.clone(),
            _ if base.is_null() => over.clone(),
            Rule::Pairs => self.pairs(base, over),
            Rule::Listed => self.appended(over, shape::items(base), shape::items(over)),
            Rule::Hosts => self.hosts(base, over),
            Rule::Names => self.names(base, over, shape::nothing_below),
            Rule::Dependencies => self.names(base, over, shape::started),
            Rule::Build => match (shape::build(base), shape::build(over)) {
                (Some(base), Some(over)) => self.mappings(&base, &over),
                (None, _) | (_, None) => self.plain(base, over),
            },
            Rule::Logging if self.have_different_drivers(base, over) => over.clone(),
            Rule::Plain | Rule::Logging => self.plain(base, over),
            Rule::ReplacedUnlessNull => over.clone(),
            Rule::Subnets => self.subnets(base, over),
        }
    }

    fn rule(&self) -> Rule {
        const LONGEST: usize = 5;
        let mut path = [""; LONGEST];
        match path.get_mut(..self.path.len()) {
            None => Rule::Plain,
            Some(path) => {
                for (part, key) in path.iter_mut().zip(&self.path) {
                    *part = key;
                }
                rule::of(path)
            }
        }
    }

    fn plain(&mut self, base: &Node, over: &Node) -> Node {
        match (&base.value, &over.value) {
            (Value::Mapping(_), Value::Mapping(_)) => self.mappings(base, over),
            (Value::Sequence(_), Value::Sequence(_)) => {
                self.appended(over, shape::items(base), shape::items(over))
            }
            (Value::Unreadable, Value::Mapping(_) | Value::Sequence(_)) => base.clone(),
            (Value::Scalar(_) | Value::Unreadable, _) | (_, Value::Unreadable) => over.clone(),
            (Value::Mapping(_), Value::Sequence(_) | Value::Scalar(_))
            | (Value::Sequence(_), Value::Mapping(_) | Value::Scalar(_)) => {
                let (kind, earlier) = (over.kind(), base.kind());
                let message = format!(
                    "Compose refuses to merge this: here it is {kind}, and in what it is merged \
                     over it is {earlier}"
                );
                self.problems
                    .push(Problem::at(over.span, Effect::Partial, message));
                over.clone()
            }
        }
    }

    /// Where the merged value stands: a declaration where it is made first.
    fn placed(&self, base: &Node, over: &Node, value: Value) -> Node {
        if self.path.len() <= DECLARATION {
            in_place_of(base, value)
        } else {
            in_place_of(over, value)
        }
    }

    fn mappings(&mut self, base: &Node, over: &Node) -> Node {
        let (earlier, later) = (base.entries(), over.entries());
        if !self.limits.spend(earlier.len() + later.len()) {
            return over.clone();
        }
        let copy = |holder: &Node, entry: &Entry| Entry {
            key: entry.key.clone(),
            value: carried(holder, &entry.value),
        };
        let mut entries: Vec<Entry> = earlier.iter().map(|entry| copy(base, entry)).collect();
        let places = earlier.iter().enumerate();
        let places: BTreeMap<&str, usize> = places.map(|(at, it)| (&*it.key.value, at)).into_map();
        for entry in later {
            let entry = copy(over, entry);
            let slot = places.get(&*entry.key.value);
            let Some(slot) = slot.and_then(|at| entries.get_mut(*at)) else {
                entries.push(entry);
                continue;
            };
            self.path.push(Arc::clone(&entry.key.value));
            let value = self.merge(&slot.value, &entry.value);
            let declares = self.path.len() <= DECLARATION && !slot.value.is_null();
            let stands = declares && !takes_away(&entry.value) || entry.value.is_null();
            if !stands {
                slot.key = entry.key;
            }
            slot.value = value;
            self.path.pop();
        }
        self.placed(base, over, Value::Mapping(entries.into()))
    }

    fn appended(&mut self, over: &Node, mut items: Vec<Node>, more: Vec<Node>) -> Node {
        if !self.limits.spend(items.len() + more.len()) {
            return over.clone();
        }
        items.extend(more);
        in_place_of(over, Value::Sequence(items.into()))
    }

    fn pairs(&mut self, base: &Node, over: &Node) -> Node {
        if let Some(lost) = either_unreadable(base, over) {
            return lost.clone();
        }
        let (Some(mut entries), Some(later)) = (
            shape::pairs(base, self.scope),
            shape::pairs(over, self.scope),
        ) else {
            return self.appended(over, shape::items(base), shape::items(over));
        };
        if !self.limits.spend(entries.len() + later.len()) {
            return over.clone();
        }
        entries.extend(later);
        let mut places: BTreeMap<Arc<str>, usize> = BTreeMap::new();
        let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
        for entry in entries {
            let place = *places
                .entry(Arc::clone(&entry.key.value))
                .or_insert(kept.len());
            match kept.get_mut(place) {
                Some(earlier) => *earlier = entry,
                None => kept.push(entry),
            }
        }
        in_place_of(over, Value::Mapping(kept.into()))
    }

    fn hosts(&mut self, base: &Node, over: &Node) -> Node {
        if let Some(lost) = either_unreadable(base, over) {
            return lost.clone();
        }
        let (earlier, mut later) = (shape::items(base), shape::items(over));
        let told = earlier
            .iter()
            .filter_map(|item| shape::known_text(item, self.scope));
        let told: BTreeSet<Arc<str>> = told.into_set();
        later.retain(|item| {
            shape::known_text(item, self.scope).is_none_or(|text| !told.contains(&text))
        });
        self.appended(over, earlier, later)
    }

    fn names(&mut self, base: &Node, over: &Node, below: fn(&Node) -> Node) -> Node {
        let named = |node| shape::named(node, self.scope, below);
        match (named(base), named(over)) {
            (Some(base), Some(over)) => self.mappings(&base, &over),
            (None, _) | (_, None) => self.plain(base, over),
        }
    }

    /// Whether both name a driver, and not the same one.
    fn have_different_drivers(&self, base: &Node, over: &Node) -> bool {
        let driver = |node: &Node| {
            let driver = node.get("driver")?;
            shape::known_text(driver, self.scope)
        };
        match (driver(base), driver(over)) {
            (Some(base), Some(over)) => base != over,
            (None, _) | (_, None) => false,
        }
    }

    /// Address ranges: an earlier one stays only where a later one has its subnet.
    fn subnets(&mut self, base: &Node, over: &Node) -> Node {
        if !base.is_sequence() || !over.is_sequence() {
            return self.plain(base, over);
        }
        let subnet = |node: &Node| {
            let subnet = node.get("subnet")?;
            shape::known_text(subnet, self.scope)
        };
        let mut earlier: BTreeMap<Option<Arc<str>>, Node> = BTreeMap::new();
        for range in shape::items(base) {
            earlier.entry(subnet(&range)).or_insert(range);
        }
        let later = shape::items(over);
        let merged = later.iter().map(|range| match earlier.get(&subnet(range)) {
            Some(base) => self.plain(base, range),
            None => range.clone(),
        });
        let merged = merged.collect::<Vec<_>>();
        self.appended(over, merged, Vec::new())
    }
}

fn either_unreadable<'n>(base: &'n Node, over: &'n Node) -> Option<&'n Node> {
    [base, over]
        .into_iter()
        .find(|node| matches!(node.value, Value::Unreadable))
}
