//! What `EXPOSE` names: ports, ranges and protocols, however they are written.

use super::changes;
use crate::facts::{Build, Picture, Stated, Step, Unknown};
use crate::finding::Edit;
use crate::model::dockerfile::InstructionKind;
use crate::span::Spanned;

/// One word of an `EXPOSE`.
pub(super) struct Word<'b> {
    pub(super) step: Step<'b>,
    /// As written.
    pub(super) written: &'b Spanned<String>,
    /// All words of the instruction.
    pub(super) all: &'b [Spanned<String>],
    /// Which of them this is.
    pub(super) at: usize,
    /// What it names, variables filled in; a variable may hold several ports.
    pub(super) ports: Result<Vec<Port>, Unknown>,
}

/// A port or a range of ports.
pub(super) struct Port {
    /// As it is worth.
    pub(super) text: String,
    /// What stands before the container's port: an address, a port of the host, or both.
    pub(super) is_mapped: bool,
    /// Whether Docker knows the protocol; none at all is TCP.
    pub(super) is_protocol_known: bool,
    /// The ends of the range; `None` for what is no number.
    pub(super) range: Option<(u64, u64)>,
}

/// Every word of every `EXPOSE`, those of every stage.
pub(super) fn words<'b>(build: &'b Build<'_>) -> Vec<Word<'b>> {
    let mut found = Vec::new();
    for step in build.steps() {
        let InstructionKind::Expose(all) = &step.instruction.kind else {
            continue;
        };
        for (at, word) in all.iter().enumerate() {
            let ports = step
                .settled(word)
                .map(|text| text.split_whitespace().map(Port::read).collect());
            found.push(Word {
                step,
                written: word,
                all,
                at,
                ports,
            });
        }
    }
    found
}

/// Ports of the image that ships, of those that `is_meant` names.
pub(super) struct Ports<'b> {
    /// Whether any port is exposed.
    pub(super) is_concerned: bool,
    /// Each word that names one, with the edit that takes it out where that is exact.
    pub(super) named: Vec<(Word<'b>, Option<Edit>)>,
    pub(super) unknown: Vec<Unknown>,
}

/// Looks for ports in the image that ships.
pub(super) fn shipped<'b>(build: &'b Build<'_>, is_meant: impl Fn(&Port) -> bool) -> Ports<'b> {
    let mut found = Ports {
        is_concerned: false,
        named: Vec::new(),
        unknown: Vec::new(),
    };
    let words: Vec<Word<'b>> = words(build);
    let words: Vec<Word<'b>> = words.into_iter().filter(|it| it.step.ships()).collect();
    let is_named = |word: &Word<'_>| {
        let ports = word.ports.as_deref().unwrap_or_default();
        ports.iter().any(&is_meant)
    };
    // A range goes only by hand, for its other ports' sake.
    let goes = |word: &Word<'_>| is_named(word) && word.is_single();
    let gone: Vec<bool> = words.iter().map(goes).collect();
    let mut before = 0;
    let mut edits = None;
    for (index, word) in words.into_iter().enumerate() {
        found.is_concerned = true;
        if word.at == 0 {
            before = index;
            edits = None;
        }
        if let Err(unknown) = &word.ports {
            found.unknown.push(unknown.clone());
        }
        if is_named(&word) {
            let edits = edits.get_or_insert_with(|| {
                let siblings = gone.get(before..before + word.all.len());
                changes::remove_words(build, word.step, word.all, siblings.unwrap_or_default())
            });
            let edit = edits.get(word.at).cloned().flatten();
            let edit = edit.filter(|_| word.is_single());
            found.named.push((word, edit));
        }
    }
    found
}

/// The ports that an image names and that `is_meant` does too.
pub(super) fn inspected(
    picture: &Picture,
    is_meant: impl Fn(&Port) -> bool,
) -> impl Iterator<Item = (&Stated<String>, Port)> {
    let ports = picture.ports.items.iter();
    let read = ports.map(|port| (port, Port::read(&port.value)));
    read.filter(move |(_, port)| is_meant(port))
}

impl Word<'_> {
    fn is_single(&self) -> bool {
        let ports = self.ports.as_deref();
        matches!(ports, Ok([port]) if port.range.is_some_and(|(first, last)| first == last))
    }
}

impl Port {
    fn read(text: &str) -> Self {
        let (ports, protocol) = text.rsplit_once('/').unwrap_or((text, ""));
        let protocol = protocol.to_ascii_lowercase();
        let (is_mapped, container) = match ports.rsplit_once(':') {
            Some((_, container)) => (true, container),
            None => (false, ports),
        };
        let range = match container.split_once('-') {
            Some((first, last)) => number(first).zip(number(last)),
            None => number(container).map(|port| (port, port)),
        };
        Self {
            text: text.to_owned(),
            is_mapped,
            is_protocol_known: matches!(&*protocol, "" | "tcp" | "udp" | "sctp"),
            range,
        }
    }

    /// Whether it is one port or a range that holds it.
    pub(super) fn holds(&self, port: u64) -> bool {
        self.range
            .is_some_and(|(first, last)| (first..=last).contains(&port))
    }
}

/// A number however large.
fn number(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u64::MAX))
}

/// What a word says beside its variables, which stand for ports here.
pub(super) fn without_variables(word: &str) -> String {
    let mut rest = word;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once("${") {
        kept.push_str(before);
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    kept.push_str(rest);
    kept
}
