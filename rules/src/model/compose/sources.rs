//! Which file each part of a model comes from.
//!
//! The files of a model lie end to end: a span in the model is an address in that row. So a
//! value keeps its place through merging, and every span of a model of one file is a span of
//! that file's text.

use std::sync::Arc;

use super::interpolate::Environment;
use crate::span::Span;

/// The files a model was read from, in the order they were taken in.
///
/// One file taken in twice, as by two `include`s with variables of their own, stands here twice.
#[derive(Clone, Debug)]
pub struct Sources {
    files: Vec<Source>,
}

/// One file of a model.
#[derive(Clone, Debug)]
pub struct Source {
    /// The artifact's index.
    pub artifact: usize,
    /// The address of its first byte.
    pub base: usize,
    /// One past the address of its last byte.
    pub end: usize,
    /// The variables its values are filled in from.
    pub environment: Arc<Environment>,
}

impl Sources {
    /// One file whose addresses are its own spans.
    pub fn alone(artifact: usize, length: usize, environment: Arc<Environment>) -> Self {
        let mut sources = Self { files: Vec::new() };
        sources.add(artifact, length, environment);
        sources
    }

    /// Takes in a file of this many bytes and returns the address of its first byte.
    pub fn add(&mut self, artifact: usize, length: usize, environment: Arc<Environment>) -> usize {
        // One address more than bytes: what is missing at the end of a file has a place, too.
        let base = self.files.last().map_or(0, |last| last.end + 1);
        self.files.push(Source {
            artifact,
            base,
            end: base + length,
            environment,
        });
        base
    }

    /// Every file, in the order of addresses.
    pub fn files(&self) -> &[Source] {
        &self.files
    }

    /// The artifact that an address lies in, and the span in its text.
    pub fn locate(&self, span: Span) -> (usize, Span) {
        self.at(span).map_or((0, span), |source| {
            let local = Span::new(
                span.start - source.base,
                span.end.min(source.end).saturating_sub(source.base),
            );
            (source.artifact, local)
        })
    }

    /// The file that an address lies in.
    pub fn at(&self, span: Span) -> Option<&Source> {
        let next = self.files.partition_point(|file| file.base <= span.start);
        next.checked_sub(1).and_then(|at| self.files.get(at))
    }
}
