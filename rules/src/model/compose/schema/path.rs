//! The way from the top of a model to a value, made into text only where a fault needs it.

use std::fmt::Write as _;

use crate::model::yaml::quote;

/// The steps to a value, each knowing the one above.
#[derive(Clone, Copy, Debug)]
pub(super) struct Path<'p> {
    above: Option<&'p Path<'p>>,
    step: Step<'p>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'p> {
    Root,
    Key(&'p str),
    Item(usize),
}

impl<'p> Path<'p> {
    pub(super) const ROOT: Path<'static> = Path {
        above: None,
        step: Step::Root,
    };

    pub(super) const fn key(&'p self, key: &'p str) -> Path<'p> {
        Path {
            above: Some(self),
            step: Step::Key(key),
        }
    }

    pub(super) const fn item(&'p self, at: usize) -> Path<'p> {
        Path {
            above: Some(self),
            step: Step::Item(at),
        }
    }

    /// The keys from the top on, without positions in lists.
    pub(super) fn keys(&self) -> Vec<&'p str> {
        let mut keys = Vec::new();
        let mut next = Some(self);
        while let Some(path) = next {
            if let Step::Key(key) = path.step {
                keys.push(key);
            }
            next = path.above;
        }
        keys.reverse();
        keys
    }

    /// Such as `services.web.ports[0]`.
    pub(super) fn text(&self) -> String {
        self.from(0)
    }

    /// A sentence that begins with what Compose refuses.
    pub(super) fn refused(&self, problem: &str) -> String {
        match *self.keys() {
            [] => format!("Compose refuses this model: {problem}"),
            ["services", service] => {
                format!("Compose refuses the service {}: {problem}", quote(service))
            }
            ["services", service, ..] => {
                let (key, service) = (quote(&self.from(2)), quote(service));
                format!("Compose refuses {key} of the service {service}: {problem}")
            }
            [section, name, ..] if noun(section).is_some() => {
                let noun = noun(section).unwrap_or_default();
                let of = format!("the {noun} {}", quote(name));
                match self.from(2) {
                    key if key.is_empty() => format!("Compose refuses {of}: {problem}"),
                    key => format!("Compose refuses {} of {of}: {problem}", quote(&key)),
                }
            }
            [..] => format!("Compose refuses {}: {problem}", quote(&self.from(0))),
        }
    }

    /// The text of the steps behind so many keys.
    fn from(&self, skipped: usize) -> String {
        let mut steps = Vec::new();
        let mut next = Some(self);
        while let Some(path) = next {
            steps.push(path.step);
            next = path.above;
        }
        let mut text = String::new();
        let mut keys = 0_usize;
        for step in steps.into_iter().rev() {
            match step {
                Step::Key(key) => {
                    keys += 1;
                    if keys > skipped {
                        if !text.is_empty() {
                            text.push('.');
                        }
                        push_short(&mut text, key);
                    }
                }
                Step::Item(at) if keys > skipped => {
                    // Writing to a string cannot fail.
                    let _ = write!(text, "[{at}]");
                }
                Step::Root | Step::Item(_) => {}
            }
        }
        text
    }
}

/// A key may be as long as its file.
fn push_short(text: &mut String, key: &str) {
    const LONGEST: usize = 60;
    let mut chars = key.chars();
    let shown = chars.by_ref().take(LONGEST);
    text.extend(shown.map(|c| if c.is_control() { ' ' } else { c }));
    if chars.next().is_some() {
        text.push('…');
    }
}

/// What a section declares, in the singular.
fn noun(section: &str) -> Option<&'static str> {
    match section {
        "networks" => Some("network"),
        "volumes" => Some("volume"),
        "secrets" => Some("secret"),
        "configs" => Some("config"),
        "models" => Some("model"),
        _ => None,
    }
}
