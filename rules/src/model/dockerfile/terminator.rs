//! Where documents end.

use std::collections::HashMap;

use super::Keyword;
use super::heredoc::Opening;

/// Where the lines of a text could end a heredoc, so that no search is made twice.
pub(super) struct Terminators<'t> {
    exact: HashMap<&'t str, Vec<usize>>,
    untabbed: HashMap<&'t str, Vec<usize>>,
    loose: HashMap<&'t str, Vec<usize>>,
    /// Lines that begin like an instruction in upper case.
    instructions: Vec<usize>,
}

/// Where a heredoc's body ends.
pub(super) enum Ending {
    /// At the terminator whose line begins here.
    Terminator(usize),
    /// At a line that is the terminator but for blanks around it.
    Loose(usize),
    /// Nowhere; the next line that looks like an instruction begins here.
    Missing(usize),
}

impl<'t> Terminators<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut found = Self {
            exact: HashMap::new(),
            untabbed: HashMap::new(),
            loose: HashMap::new(),
            instructions: Vec::new(),
        };
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let content = line.trim_end_matches(['\r', '\n']);
            found.exact.entry(content).or_default().push(start);
            found
                .untabbed
                .entry(content.trim_start_matches('\t'))
                .or_default()
                .push(start);
            found.loose.entry(content.trim()).or_default().push(start);
            if is_instruction(content) {
                found.instructions.push(start);
            }
            start += line.len();
        }
        found
    }

    /// Where a heredoc whose body begins at `from` ends; `end` is the end of the text.
    pub(super) fn ending(&self, opening: &Opening, from: usize, end: usize) -> Ending {
        let name = opening.name.as_str();
        let exact = if opening.strip_tabs {
            &self.untabbed
        } else {
            &self.exact
        };
        if let Some(at) = exact.get(name).and_then(|lines| first_from(lines, from)) {
            return Ending::Terminator(at);
        }
        if let Some(at) = self
            .loose
            .get(name.trim())
            .and_then(|lines| first_from(lines, from))
        {
            return Ending::Loose(at);
        }
        Ending::Missing(first_from(&self.instructions, from).unwrap_or(end))
    }
}

fn first_from(starts: &[usize], from: usize) -> Option<usize> {
    starts
        .get(starts.partition_point(|start| *start < from))
        .copied()
}

fn is_instruction(line: &str) -> bool {
    let word = line.split([' ', '\t']).next().unwrap_or_default();
    word.len() < line.len()
        && word.bytes().all(|byte| byte.is_ascii_uppercase())
        && Keyword::parse(word) != Keyword::Unknown
}
