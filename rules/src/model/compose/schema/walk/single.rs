//! Single values: their variables replaced, then held against what a key takes.

use super::Walk;
use crate::model::compose::schema::FaultKind;
use crate::model::compose::schema::path::Path;
use crate::model::compose::schema::scalar::{Flaw, Scalar, Text};
use crate::model::compose::schema::shape::Shape;
use crate::model::compose::typing::{Typed, typed};
use crate::model::yaml::Node;

/// A single value once its variables are replaced.
pub(super) enum Reading<'n> {
    /// It depends on a variable without a value, or on a tag nobody here knows.
    Open,
    Text(String),
    Bare(Typed<'n>),
}

impl Walk<'_> {
    pub(super) fn single(&mut self, node: &Node, shape: &Shape, path: &Path<'_>) {
        let Some(reading) = self.read(node, path) else {
            return;
        };
        let Some(single) = shape.single else {
            // No variable can make it a list or a mapping.
            return self.wrong(node, shape.wanted, path);
        };
        let judged = match &reading {
            Reading::Open => Ok(()),
            Reading::Text(text) => single.judge_text(text),
            Reading::Bare(bare) => (single.bare)(bare),
        };
        match judged {
            Ok(()) => {}
            Err(Flaw::Value(_)) if self.is_stage && !single.is_read_at_once(&path.text()) => {}
            Err(Flaw::Value(problem)) => {
                self.faults
                    .refuse(node.span, path, FaultKind::BadValue, problem);
            }
            Err(Flaw::Type) => self.wrong_single(node, &reading, single, shape.wanted, path),
        }
    }

    fn wrong_single(
        &mut self,
        node: &Node,
        reading: &Reading<'_>,
        single: &Scalar,
        wanted: &'static str,
        path: &Path<'_>,
    ) {
        let takes_text = matches!(single.text, Text::Any);
        let kind = FaultKind::WrongType { wanted };
        let hint = match reading {
            Reading::Bare(Typed::Null) => ", and nothing is stated",
            Reading::Bare(_) if takes_text => "; quotes make it text",
            Reading::Bare(_) | Reading::Text(_) | Reading::Open => "",
        };
        let problem = if hint.is_empty() {
            format!("Compose wants {wanted} here, and this is {}", node.kind())
        } else {
            format!("Compose wants {wanted} here{hint}")
        };
        self.faults.refuse(node.span, path, kind, problem);
    }

    /// What makes two items the same; `None` where that is not known.
    pub(super) fn identity(&self, item: &Node) -> Option<String> {
        Some(match self.reading(item).ok()?? {
            Reading::Open => return None,
            Reading::Text(text) => format!("'{text}"),
            Reading::Bare(Typed::Int(value)) => value.to_string(),
            Reading::Bare(Typed::Float(value)) => value.to_string(),
            Reading::Bare(bare) => format!("{bare:?}"),
        })
    }

    /// Reads a single value; `None` where its variables are at fault, which is listed.
    pub(super) fn read<'n>(&mut self, node: &'n Node, path: &Path<'_>) -> Option<Reading<'n>> {
        match self.reading(node) {
            Ok(reading) => reading,
            Err(problem) => {
                let kind = FaultKind::BadVariable;
                self.faults.refuse(node.span, path, kind, problem);
                None
            }
        }
    }

    /// Reads a single value; `None` where this is none.
    fn reading<'n>(&self, node: &'n Node) -> Result<Option<Reading<'n>>, String> {
        let Some(typed) = typed(node) else {
            return Ok(None);
        };
        let text = match typed {
            Typed::Text(text) => text,
            bare => return Ok(Some(Reading::Bare(bare))),
        };
        let reduced = self.scope.reduce(text, node.span)?;
        let is_open = !reduced.unknown.is_empty() || has_own_tag(node);
        Ok(Some(if is_open {
            Reading::Open
        } else {
            Reading::Text(reduced.text)
        }))
    }
}

/// A tag that says of which type a value is, in a way not read here.
fn has_own_tag(node: &Node) -> bool {
    match node.tag.as_deref() {
        None | Some("!" | "!!str" | "!reset" | "!override") => false,
        Some(_) => true,
    }
}
