//! What a Dockerfile establishes about the image it builds.

use super::{
    Build, Common, Fact, Health, ImageReference, Listed, Need, Secret, Unknown, User, Variable,
};
use crate::catalogue::base_images;
use crate::finding::Evidence;
use crate::model::dockerfile::{
    Dockerfile, Expanded, Form, Healthcheck, Instruction, InstructionKind, Scope, Source, Stage,
    expand,
};
use crate::span::{Span, Spanned};

/// A Dockerfile as facts are read from it.
#[derive(Clone, Copy)]
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
                    Healthcheck::None => Health::Disabled,
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
        add_image(
            &mut listed,
            base.resolved.clone(),
            built.at(base.image.span),
        );
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
                add_image(&mut listed, expanded, built.at(from.span));
            }
        }
    }
    listed
}

/// What `COPY --from` and `RUN --mount=…,from=` name.
fn sources_of(instruction: &Instruction) -> Vec<Spanned<String>> {
    match &instruction.kind {
        InstructionKind::Copy(_) => instruction.flag("from").cloned().into_iter().collect(),
        InstructionKind::Run(_) => instruction
            .flags
            .iter()
            .filter(|flag| flag.name.value == "mount")
            .filter_map(|flag| {
                let mount = flag.value.as_ref()?;
                let from = mount
                    .value
                    .split(',')
                    .find_map(|part| part.strip_prefix("from="))?;
                Some(Spanned::new(from.to_owned(), mount.span))
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn add_image(listed: &mut Listed<ImageReference>, image: Expanded, evidence: Evidence) {
    if image.unresolved.is_empty() {
        listed.push(ImageReference::new(&image.text), evidence);
    } else {
        let needs = Need::Variables(image.unresolved);
        listed.unknown.push(Unknown {
            needs,
            evidence: Some(evidence),
        });
    }
}

/// What is true of the file as a build, whichever stage ships.
pub(super) fn build(built: Built<'_>) -> Build {
    Build {
        added: added(built),
        relative_workdirs: relative_workdirs(built),
        maintainers: built.each(|_, instruction| match &instruction.kind {
            InstructionKind::Maintainer(name) => Some((name.value.clone(), instruction.span)),
            _ => None,
        }),
        repeated_names: repeated_names(built),
        shell_forms: shell_forms(built),
    }
}

/// Sources of `ADD` where `COPY` would do the same: no archive, no address, no heredoc.
fn added(built: Built<'_>) -> Listed<String> {
    let mut listed = Listed::none();
    for (index, instruction) in built.file.instructions.iter().enumerate() {
        let InstructionKind::Add(transfer) = &instruction.effective().kind else {
            continue;
        };
        for source in &transfer.sources {
            let Source::Path(path) = source else { continue };
            match in_front(&path.value, &built.file.scope_at(index)) {
                Err(variables) => {
                    let needs = Need::Variables(variables);
                    let evidence = Some(built.at(path.span));
                    listed.unknown.push(Unknown { needs, evidence });
                }
                Ok(known) if is_plain(&known) => {
                    listed.push(path.value.clone(), built.at(path.span));
                }
                Ok(_) => {}
            }
        }
    }
    listed
}

/// A path with its variables filled in; the ones without a value, where such a one begins it
/// and so decides what it is.
fn in_front(path: &str, scope: &Scope<'_>) -> Result<String, Vec<String>> {
    let expanded = expand(path, scope);
    if expanded.unresolved.is_empty() {
        Ok(expanded.text)
    } else if path.trim_start_matches(['"', '\'']).starts_with('$') {
        Err(expanded.unresolved)
    } else {
        Ok(path.to_owned())
    }
}

/// Whether a source of `ADD` is neither fetched nor unpacked nor unknown.
fn is_plain(source: &str) -> bool {
    let source = source.trim_matches(['"', '\'']).to_ascii_lowercase();
    let is_fetched = source.contains("://") || source.starts_with("git@");
    let archives = [
        ".tar",
        ".tgz",
        ".tar.gz",
        ".tbz",
        ".tbz2",
        ".tar.bz2",
        ".txz",
        ".tar.xz",
        ".tar.zst",
        ".tzst",
        ".tar.lz",
        ".tlz",
        ".tar.lzma",
        ".tar.z",
        ".gz",
        ".bz2",
        ".xz",
        ".zst",
        ".lzma",
    ];
    let is_unpacked = archives.iter().any(|ending| source.ends_with(ending));
    !(is_fetched || is_unpacked)
}

/// Relative working directories before any absolute one in the stage's lineage.
fn relative_workdirs(built: Built<'_>) -> Listed<String> {
    let mut listed = Listed::none();
    for stage in &built.file.stages {
        let inherited = built.file.lineage(stage).skip(1).any(|parent| {
            built
                .file
                .stage_instructions(parent)
                .iter()
                .any(|instruction| matches!(instruction.kind, InstructionKind::Workdir(_)))
        });
        let mut is_settled = inherited;
        for index in stage.instructions.clone() {
            let Some(InstructionKind::Workdir(folder)) =
                built.file.instructions.get(index).map(|found| &found.kind)
            else {
                continue;
            };
            if is_settled {
                break;
            }
            is_settled = true;
            match in_front(&folder.value, &built.file.scope_at(index)) {
                Ok(known) if is_relative(&known) => {
                    listed.push(folder.value.clone(), built.at(folder.span));
                }
                Ok(_) => {}
                Err(variables) => listed.unknown.push(Unknown {
                    needs: Need::Variables(variables),
                    evidence: Some(built.at(folder.span)),
                }),
            }
        }
    }
    listed
}

/// Whether a folder depends on one set before.
fn is_relative(folder: &str) -> bool {
    let folder = folder.trim_matches(['"', '\'']);
    let mut letters = folder.chars();
    let drive = (letters.next(), letters.next());
    let has_drive = matches!(drive, (Some(letter), Some(':')) if letter.is_ascii_alphabetic());
    !(folder.is_empty() || folder.starts_with(['/', '\\']) || has_drive)
}

/// Names of stages that an earlier stage has, compared without case as the builder does.
fn repeated_names(built: Built<'_>) -> Listed<String> {
    let mut listed = Listed::none();
    let mut names: Vec<String> = Vec::new();
    for name in built
        .file
        .stages
        .iter()
        .filter_map(|stage| stage.name.as_ref())
    {
        let folded = name.value.to_ascii_lowercase();
        if names.contains(&folded) {
            listed.push(name.value.clone(), built.at(name.span));
        } else {
            names.push(folded);
        }
    }
    listed
}

/// `CMD` and `ENTRYPOINT` in shell form, in every stage whose own they are.
fn shell_forms(built: Built<'_>) -> Listed<String> {
    built.each(|built, instruction| {
        let (InstructionKind::Cmd(command) | InstructionKind::Entrypoint(command)) =
            &instruction.kind
        else {
            return None;
        };
        match &command.form {
            Form::Exec(_) => None,
            // With a shell of its own choosing a stage asks for the shell form.
            Form::Shell(_) if built.sets_shell(instruction) => None,
            Form::Shell(text) if text.as_str().trim().is_empty() => None,
            Form::Shell(_) => Some((
                instruction.keyword.value.as_str().to_owned(),
                instruction.span,
            )),
        }
    })
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
        self.file.lineage(self.stage?).last()
    }

    /// The instructions that make the image, last first, with their index in the file.
    fn lineage_backwards(self) -> impl Iterator<Item = (usize, &'a Instruction)> {
        let all = 0..self.file.instructions.len();
        let ranges: Vec<_> = match self.stage {
            Some(stage) => {
                let lineage = self.file.lineage(stage);
                lineage.map(|stage| stage.instructions.clone()).collect()
            }
            None => std::iter::once(all).collect(),
        };
        ranges.into_iter().flat_map(move |range| {
            range
                .rev()
                .filter_map(move |index| Some((index, self.file.instructions.get(index)?)))
        })
    }

    fn each(self, pick: impl Fn(Self, &Instruction) -> Option<(String, Span)>) -> Listed<String> {
        let mut listed = Listed::none();
        for instruction in &self.file.instructions {
            if let Some((value, span)) = pick(self, instruction) {
                listed.push(value, self.at(span));
            }
        }
        listed
    }

    fn sets_shell(self, instruction: &Instruction) -> bool {
        let stage = instruction
            .stage
            .and_then(|index| self.file.stages.get(index));
        stage.is_some_and(|stage| {
            self.file.lineage(stage).any(|stage| {
                self.file
                    .stage_instructions(stage)
                    .iter()
                    .any(|found| matches!(found.kind, InstructionKind::Shell(_)))
            })
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
