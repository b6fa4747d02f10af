//! The images that a Dockerfile names.

use super::Built;
use crate::facts::variables::emptied;
use crate::facts::{ImageReference, Listed};
use crate::model::dockerfile::{Expanded, Instruction, InstructionKind, Lookup, Scope, expand};
use crate::span::{Span, Spanned};

/// The images every stage comes from, by `FROM` or by `COPY --from`; stages are no images.
pub(super) fn images(built: Built<'_>) -> Listed<ImageReference> {
    let mut listed = Listed::none();
    for stage in &built.file.stages {
        let base = &stage.base;
        let is_scratch = base.resolved.text.eq_ignore_ascii_case("scratch");
        if base.of_stage.is_some() || is_scratch || base.image.value.is_empty() {
            continue;
        }
        let mut resolved = base.resolved.clone();
        drop_undeclared(&mut resolved, &built.file.scope_of_from());
        add_image(&mut listed, built, resolved, &base.image);
    }
    for (index, instruction) in built.file.instructions.iter().enumerate() {
        for from in sources_of(instruction) {
            let stage = instruction.stage.unwrap_or_default();
            let expanded = expand(&from.value, &built.file.scope_at(index));
            let is_number = expanded.text.bytes().all(|digit| digit.is_ascii_digit());
            // A bare word may be a named build context; only what looks like a reference is one.
            let is_reference = expanded.text.contains([':', '/', '@']);
            let is_stage = built.file.stage_called(&expanded.text, stage).is_some();
            if is_reference && !is_number && !is_stage {
                add_image(&mut listed, built, expanded, &from);
            }
        }
    }
    listed
}

/// What `COPY --from` and `RUN --mount=…,from=` name.
pub(in crate::facts) fn sources_of(instruction: &Instruction) -> Vec<Spanned<String>> {
    match &instruction.kind {
        InstructionKind::Copy(_) => instruction.flag("from").cloned().into_iter().collect(),
        InstructionKind::Run(_) => instruction
            .flags
            .iter()
            .filter(|flag| flag.name.value == "mount")
            .filter_map(|flag| {
                let mount = flag.value.as_ref()?;
                mounted_from(mount)
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The `from` of a mount, at its own place where the mount is written without quotes.
fn mounted_from(mount: &Spanned<String>) -> Option<Spanned<String>> {
    let key = "from=";
    let mut at = 0;
    for part in mount.value.split(',') {
        if let Some(from) = part.strip_prefix(key) {
            let is_plain = mount.span.end - mount.span.start == mount.value.len();
            let start = mount.span.start + at + key.len();
            let own = Span::new(start, start + from.len());
            let span = if is_plain { own } else { mount.span };
            return Some(Spanned::new(from.to_owned(), span));
        }
        at += part.len() + 1;
    }
    None
}

/// A variable that no global argument declares is empty in a `FROM`, whatever the build is given.
fn drop_undeclared(image: &mut Expanded, scope: &Scope<'_>) {
    let is_undeclared = |name: &String| scope.lookup(name) == Lookup::Undeclared;
    if image.fault.is_some() || !image.unresolved.iter().all(is_undeclared) {
        return;
    }
    let text = emptied(&image.text);
    // A name that is nothing but such a variable is no name without it.
    if !text.is_empty() && !text.contains('$') {
        image.text = text;
        image.unresolved.clear();
    }
}

fn add_image(
    listed: &mut Listed<ImageReference>,
    built: Built<'_>,
    image: Expanded,
    written: &Spanned<String>,
) {
    let is_literal =
        written.value == image.text && written.span.end - written.span.start == written.value.len();
    let reference = ImageReference {
        unresolved: image.unresolved,
        place: is_literal.then_some(written.span),
        ..ImageReference::new(&image.text)
    };
    listed.push(reference, built.at(written.span));
}
