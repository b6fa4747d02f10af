//! Two models side by side.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::{Map, Value};

use crate::differences::Differences;
use crate::docker::{Config, HOME};

/// How one file compares.
pub struct Outcome {
    file: String,
    /// How many services both have, and how many of them are the same.
    services: usize,
    same: usize,
    /// Each difference: its path and both values, with the reason where it is listed.
    differences: Vec<(String, String, Option<String>)>,
}

/// Counts over files.
#[derive(Default)]
pub struct Tally {
    files: usize,
    agreeing: usize,
    services: usize,
    same: usize,
    listed: usize,
    /// Files with a difference that is not listed.
    pub open: usize,
}

impl Outcome {
    /// Compares two models of a file.
    pub fn of(file: &str, ours: &Config, theirs: &Config, listed: &Differences) -> Self {
        let mut found = Vec::new();
        let (mut services, mut same) = (0, 0);
        match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => {
                let (ours, theirs) = (settled(ours), settled(theirs));
                let names = theirs.get("services").and_then(Value::as_object);
                for (name, theirs) in names.into_iter().flatten() {
                    services += 1;
                    let ours = ours.get("services").and_then(|it| it.get(name));
                    same += usize::from(ours == Some(theirs));
                }
                differ("", Some(&ours), Some(&theirs), &mut found);
            }
            (Err(_), Err(_)) => {}
            (Ok(_), Err(why)) => found.push(("refused".to_owned(), format!("by Compose: {why}"))),
            (Err(why), Ok(_)) => found.push(("refused".to_owned(), format!("by us: {why}"))),
        }
        let differences = found.into_iter().map(|(path, values)| {
            let reason = listed.reason(file, &path);
            (path, values, reason)
        });
        Self {
            file: file.to_owned(),
            services,
            same,
            differences: differences.collect(),
        }
    }

    /// Whether there is any difference.
    pub const fn is_different(&self) -> bool {
        !self.differences.is_empty()
    }

    /// Whether there is a difference that is not listed.
    pub fn is_open(&self) -> bool {
        self.differences
            .iter()
            .any(|(_, _, reason)| reason.is_none())
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{}", self.file)?;
        for (path, values, reason) in &self.differences {
            writeln!(out, "    {path}: {values}")?;
            if let Some(reason) = reason {
                writeln!(out, "        listed: {reason}")?;
            }
        }
        Ok(())
    }
}

impl Tally {
    /// Counts a file.
    pub fn add(&mut self, outcome: &Outcome) {
        self.files += 1;
        self.services += outcome.services;
        self.same += outcome.same;
        if !outcome.is_different() {
            self.agreeing += 1;
        } else if outcome.is_open() {
            self.open += 1;
        } else {
            self.listed += 1;
        }
    }

    /// Counts what another tally counts.
    pub const fn join(&mut self, other: &Self) {
        self.files += other.files;
        self.agreeing += other.agreeing;
        self.services += other.services;
        self.same += other.same;
        self.listed += other.listed;
        self.open += other.open;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{} of {} files agree, {} differ as listed, {} differ; {} of {} services are the same",
            self.agreeing, self.files, self.listed, self.open, self.same, self.services
        )
    }
}

/// The same model with what has no order in one order, and numbers of one kind.
fn settled(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut settled: Map<String, Value> = map
                .iter()
                .map(|(key, value)| (key.clone(), self::settled(value)))
                .collect();
            if let Some(Value::Array(ports)) = settled.get_mut("ports") {
                ports.sort_by_key(ToString::to_string);
            }
            Value::Object(settled)
        }
        Value::Array(items) => Value::Array(items.iter().map(settled).collect()),
        Value::Number(number) => number.as_f64().map_or(Value::Null, Value::from),
        Value::String(text) => Value::String(text.replace(HOME, "~")),
        Value::Null | Value::Bool(_) => value.clone(),
    }
}

fn differ(
    path: &str,
    ours: Option<&Value>,
    theirs: Option<&Value>,
    found: &mut Vec<(String, String)>,
) {
    if ours == theirs {
        return;
    }
    if let (Some(Value::Object(ours)), Some(Value::Object(theirs))) = (ours, theirs) {
        let keys: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
        for key in keys {
            let below = if path.is_empty() {
                key.clone()
            } else {
                format!("{path}.{key}")
            };
            differ(&below, ours.get(key), theirs.get(key), found);
        }
        return;
    }
    let shown = |value: Option<&Value>| value.map_or("nothing".to_owned(), ToString::to_string);
    let values = format!("{} here, {} there", shown(ours), shown(theirs));
    found.push((path.to_owned(), values));
}
