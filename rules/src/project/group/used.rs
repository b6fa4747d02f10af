//! Files that others include or extend: they are judged there, and need no project.

use std::collections::BTreeSet;

use super::contents::Use;
use super::discovered::BASES;
use super::{Files, Notes, Origin, Unit, note};
use crate::project::path;
use crate::sorted::InOrder;

/// The units without those whose file is judged through another unit.
pub(super) fn without_used(files: &Files<'_>, units: Vec<Unit>, notes: &mut Notes) -> Vec<Unit> {
    let uses = Uses::new(files);
    let mut reached = Reached {
        uses: &uses,
        files: BTreeSet::new(),
    };
    let may_go = |unit: &Unit| match unit.origin {
        Origin::Arranged(_) | Origin::Listed(_) => false,
        Origin::Default if unit.files.len() > 1 => false,
        Origin::Default | Origin::Further => uses.is_used(files, unit.own),
    };
    let (mut open, mut kept): (Vec<Unit>, Vec<Unit>) = units.into_iter().partition(may_go);
    for unit in &kept {
        reached.from(unit);
    }
    open.order_by_key(|unit| files.name(unit.own));
    for unit in open {
        // Of files that use each other in a circle the first stands for all.
        if !reached.files.contains(&unit.own) {
            reached.from(&unit);
            kept.push(unit);
            continue;
        }
        let judge = uses.users(unit.own).find(|(it, _)| *it != unit.own);
        if let Some((judge, role)) = judge {
            let does = match role {
                Use::Include => "includes it",
                Use::Extends => "extends its services",
            };
            let message = format!("It is judged through {}, which {does}", files.name(judge));
            notes.push(note(unit.own, message));
        }
    }
    kept
}

/// Which file uses which.
struct Uses {
    /// User, what it does, used; in order.
    edges: Vec<(usize, Use, usize)>,
    /// The same by the file that is used.
    by_used: Vec<(usize, usize, Use)>,
}

impl Uses {
    fn new(files: &Files<'_>) -> Self {
        let mut edges = Vec::new();
        for (user, contents) in &files.contents {
            for (role, written) in &contents.uses {
                let path = path::resolved(files.folder(*user), written);
                if let Some(used) = files.compose(&path)
                    && used != *user
                {
                    edges.push((*user, *role, used));
                }
            }
        }
        let mut by_used: Vec<(usize, usize, Use)> = edges
            .iter()
            .map(|(user, role, used)| (*used, *user, *role))
            .collect();
        by_used.order_by_key(|(used, user, _)| (*used, files.name(*user)));
        Self { edges, by_used }
    }

    fn users(&self, used: usize) -> impl Iterator<Item = (usize, Use)> {
        let first = self.by_used.partition_point(|(it, _, _)| *it < used);
        let users = self.by_used.iter().skip(first);
        users
            .take_while(move |(it, _, _)| *it == used)
            .map(|(_, user, role)| (*user, *role))
    }

    /// Whether others use a file so that it need not stand alone. A file by a default name that
    /// is only extended is brought up by itself, too.
    fn is_used(&self, files: &Files<'_>, file: usize) -> bool {
        let is_default = BASES.contains(&path::base(files.name(file)));
        let mut users = self.users(file);
        users.any(|(_, role)| role == Use::Include || !is_default)
    }
}

/// The files that units which are kept come to.
struct Reached<'u> {
    uses: &'u Uses,
    files: BTreeSet<usize>,
}

impl Reached<'_> {
    fn from(&mut self, unit: &Unit) {
        let mut next = unit.files.clone();
        while let Some(file) = next.pop() {
            if self.files.insert(file) {
                let first = self.uses.edges.partition_point(|(user, ..)| *user < file);
                let edges = self.uses.edges.iter().skip(first);
                let edges = edges.take_while(|(user, ..)| *user == file);
                next.extend(edges.map(|(_, _, used)| *used));
            }
        }
    }
}
