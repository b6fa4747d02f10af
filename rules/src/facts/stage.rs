//! What a Dockerfile establishes about the image it builds.

use super::{Common, Fact, Health, ImageReference, Listed, Need, Secret, Unknown, User, Variable};
use crate::catalogue::base_images;
use crate::finding::Evidence;
use crate::model::dockerfile::{
    Dockerfile, Expanded, Healthcheck, Instruction, InstructionKind, Lookup, Scope, Stage, expand,
};
use crate::span::{Span, Spanned};

/// A Dockerfile as facts are read from it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Built<'a> {
    pub(super) artifact: usize,
    pub(super) file: &'a Dockerfile,
    /// The stage that ships; `None` for a fragment without `FROM`.
    pub(super) stage: Option<&'a Stage>,
}

/// Everything the image's own Dockerfile says, about the stage that ships and what leaks
/// into it from the others.
pub(super) fn common(built: Built<'_>) -> Common {
    Common {
        labels: Listed::none(),
        commands: Vec::new(),
        user: user(built),
        health: health(built),
        environment: environment(built),
        images: images(built),
    }
}

/// The user of the stage that ships, through the stages it is built from, to the base image.
pub(super) fn user(built: Built<'_>) -> Fact<User> {
    let stated =
        built
            .lineage_backwards()
            .find_map(|(index, instruction)| match &instruction.kind {
                InstructionKind::User(user) => Some((index, user)),
                _ => None,
            });
    match stated {
        Some((index, user)) => {
            let evidence = built.at(user.span);
            let expanded = expand(&user.value, &built.file.scope_at(index));
            let name = expanded.text.split(':').next().unwrap_or_default();
            // A group behind it may stay open: root is root in any group.
            if !name.is_empty() && !name.contains('$') {
                let value = User::named(expanded.text);
                return Fact::Stated { value, evidence };
            }
            settled(expanded, evidence).map_value(User::named)
        }
        None => built
            .base()
            .map_or(Fact::Default(User::root()), |base| base_user(built, base)),
    }
}

/// What starts when no `USER` stands between the base image and the end of the file.
fn base_user(built: Built<'_>, base: &Stage) -> Fact<User> {
    let image = &base.base.image;
    let evidence = built.at(image.span);
    let resolved = &base.base.resolved;
    if !resolved.unresolved.is_empty() {
        let needs = Need::Variables(resolved.unresolved.clone());
        return Fact::Unknown(Unknown {
            needs,
            evidence: Some(evidence),
        });
    }
    if resolved.text.eq_ignore_ascii_case("scratch") {
        return Fact::Default(User::root());
    }
    if let Some(known) = image_user(&resolved.text, evidence) {
        known
    } else {
        let needs = Need::BaseImage(resolved.text.clone());
        Fact::Unknown(Unknown {
            needs,
            evidence: Some(evidence),
        })
    }
}

/// The user an image starts as, where that is well known.
pub(super) fn image_user(image: &str, evidence: Evidence) -> Option<Fact<User>> {
    let name = base_images::user_of(image)?.user.to_owned();
    let base_image = Some(image.to_owned());
    Some(Fact::Stated {
        value: User { name, base_image },
        evidence,
    })
}

/// The last `HEALTHCHECK` of the stage that ships, through the stages it is built from.
///
/// Base images that bring one are rare enough that an absent one counts as absent.
pub(super) fn health(built: Built<'_>) -> Fact<Health> {
    built
        .lineage_backwards()
        .find_map(|(_, instruction)| match &instruction.kind {
            InstructionKind::Healthcheck(check) => {
                let value = match check {
                    Healthcheck::None => Health::Declined,
                    Healthcheck::Command(_) => Health::Probed,
                };
                Some(Fact::Stated {
                    value,
                    evidence: built.at(instruction.span),
                })
            }
            _ => None,
        })
        .unwrap_or(Fact::Default(Health::Absent))
}

/// `ENV` and `ARG` of every stage: build arguments and builder stages stay in the cache and in
/// the history, so a secret there is no secret either.
fn environment(built: Built<'_>) -> Listed<Variable> {
    let mut listed = Listed::none();
    for (index, instruction) in built.file.instructions.iter().enumerate() {
        let scope = || built.file.scope_at(index);
        match &instruction.effective().kind {
            InstructionKind::Env(pairs) => {
                for (key, value) in pairs {
                    let literal = literal(&value.value, &scope());
                    let variable = Variable::new(&key.value, Some(&literal));
                    listed.push(variable, built.at(key.span.to(value.span)));
                }
            }
            InstructionKind::Arg(declared) => {
                for (key, default) in declared {
                    let literal = default
                        .as_ref()
                        .map(|value| literal(&value.value, &scope()));
                    let end = default.as_ref().map_or(key.span, |value| value.span);
                    let variable = Variable::argument(&key.value, literal.as_deref());
                    // Declared again in a stage, an argument is still the same one.
                    let is_known = variable.secret == Some(Secret::Passed)
                        && listed.items.iter().any(|earlier| {
                            earlier.value.name == variable.name && earlier.value.secret.is_some()
                        });
                    if !is_known {
                        listed.push(variable, built.at(key.span.to(end)));
                    }
                }
            }
            _ => {}
        }
    }
    listed
}

/// The value with its variables filled in; as written where one of them is unknown.
fn literal(value: &str, scope: &Scope<'_>) -> String {
    let expanded = expand(value, scope);
    if expanded.unresolved.is_empty() {
        expanded.text
    } else {
        value.to_owned()
    }
}

/// The images every stage comes from, by `FROM` or by `COPY --from`; stages are no images.
fn images(built: Built<'_>) -> Listed<ImageReference> {
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
pub(super) fn sources_of(instruction: &Instruction) -> Vec<Spanned<String>> {
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
    let text = super::variables::emptied(&image.text);
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

impl<'a> Built<'a> {
    /// The Dockerfile with the stage of this name, or its last one.
    pub(super) fn new(artifact: usize, file: &'a Dockerfile, target: Option<&str>) -> Self {
        let named = target.and_then(|name| file.stage_called(name, usize::MAX));
        Self {
            artifact,
            file,
            stage: named.or_else(|| file.final_stage()),
        }
    }

    fn at(self, span: Span) -> Evidence {
        Evidence::at(self.artifact, span)
    }

    /// Where the image begins: the `FROM` that ships, or the first instruction.
    pub(super) fn declared(self) -> Evidence {
        let from = self.stage.map_or(0, |stage| stage.instructions.start);
        let first = self.file.instructions.get(from);
        let first = first.map(|instruction| instruction.span);
        Evidence {
            artifact: self.artifact,
            span: first,
        }
    }

    /// The stage whose base is no stage of this file.
    fn base(self) -> Option<&'a Stage> {
        Some(self.file.root_of(self.stage?))
    }

    /// The instructions that make the image, last first, with their index in the file.
    pub(super) fn lineage_backwards(self) -> impl Iterator<Item = (usize, &'a Instruction)> {
        let ranges: Vec<_> = match self.stage {
            Some(stage) => self
                .file
                .lineage(stage)
                .map(|stage| stage.instructions.clone())
                .collect(),
            None => std::iter::once(0..self.file.instructions.len()).collect(),
        };
        ranges.into_iter().flat_map(move |range| {
            range
                .rev()
                .filter_map(move |index| Some((index, self.file.instructions.get(index)?)))
        })
    }
}

/// A word whose variables are filled in, or the variables that are missing.
fn settled(expanded: Expanded, evidence: Evidence) -> Fact<String> {
    if expanded.unresolved.is_empty() {
        Fact::Stated {
            value: expanded.text,
            evidence,
        }
    } else {
        let needs = Need::Variables(expanded.unresolved);
        Fact::Unknown(Unknown {
            needs,
            evidence: Some(evidence),
        })
    }
}
