//! `include`: what other projects declare, copied in.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::limits::MAX_INCLUDES;
use super::loader::{Loaded, Loader};
use super::path;
use super::reset::is_nothing;
use crate::artifact::Artifact;
use crate::model::compose::{Environment, Field, Origin, Setting};
use crate::model::yaml::{Node, quote};
use crate::project::{Role, variables_in};
use crate::span::{Span, Spanned};

/// Files that were included, and what they come to.
#[derive(Clone, Debug)]
pub(super) struct Included {
    files: Vec<usize>,
    origin: Origin,
    loaded: Loaded,
}

/// One entry of `include`.
struct Wanted {
    /// The files, each merged over the one before it.
    paths: Vec<Setting<String>>,
    /// The folder that paths in them are seen from, if stated.
    folder: Setting<String>,
    /// Files with variables for them, if stated.
    env_files: Vec<Setting<String>>,
}

impl Loader<'_> {
    /// A document with what it includes. `above` are the files that lead here by including.
    pub(super) fn with_included(
        &mut self,
        mut loaded: Loaded,
        origin: &Origin,
        above: &[usize],
    ) -> Loaded {
        let root = loaded.root.as_ref();
        let include = root.and_then(|root| root.get("include")).cloned();
        let Some(include) = include.filter(|it| !is_nothing(it) && !it.is_null()) else {
            return loaded;
        };
        if !include.is_sequence() {
            let message = format!(
                "`include` must be a list, and here it is {}",
                include.kind()
            );
            self.problem(include.span, message);
            return loaded;
        }
        for item in include.items() {
            let wanted = self.wanted(item);
            self.include(&mut loaded, &wanted, item.span, origin, above);
        }
        // Whatever is missing, the document and what it includes share no service.
        let own = loaded.root.as_ref().and_then(|root| root.get("services"));
        let own = own.map(Node::entries).unwrap_or_default();
        if let Some(held) = &mut loaded.lost {
            held.extend(own.iter().map(|entry| Arc::clone(&entry.key.value)));
        }
        loaded
    }

    fn wanted(&self, item: &Node) -> Wanted {
        let field = Field::new(item, &self.scope);
        if item.is_mapping() {
            Wanted {
                paths: field.get("path").text_or_texts(),
                folder: field.get("project_directory").text(),
                env_files: field.get("env_file").text_or_texts(),
            }
        } else {
            Wanted {
                paths: vec![field.text()],
                folder: Setting::Absent,
                env_files: Vec::new(),
            }
        }
    }

    fn include(
        &mut self,
        loaded: &mut Loaded,
        wanted: &Wanted,
        span: Span,
        origin: &Origin,
        above: &[usize],
    ) {
        let mut files = Vec::new();
        let mut first = None;
        let mut is_complete = !wanted.paths.is_empty();
        if wanted.paths.is_empty() {
            self.problem(span, "Something is included here, and no `path` says what");
        }
        for stated in &wanted.paths {
            let Some(stated) = self.settled_text(stated) else {
                is_complete = false;
                continue;
            };
            let path = path::seen_from(&origin.folder, &stated.value);
            first.get_or_insert_with(|| path.clone());
            match self.find(&path) {
                None => {
                    self.miss(path, Role::Include, stated.span);
                    is_complete = false;
                }
                Some(file) if above.contains(&file) => {
                    let path = quote(&path);
                    self.problem(
                        stated.span,
                        format!("The file {path} includes itself in the end"),
                    );
                }
                Some(file) => files.push(file),
            }
        }
        if above.len() >= MAX_INCLUDES {
            let message = format!("Files include one another more than {MAX_INCLUDES} deep");
            self.problem(span, message);
            is_complete = false;
            files.clear();
        }
        if !is_complete {
            loaded.lose(BTreeSet::new());
        }
        let inner = self.origin_of(wanted, first.as_deref().unwrap_or_default(), origin);
        if !files.is_empty() {
            let included = self.included(files, inner, above);
            self.import(loaded, included);
        }
    }

    /// A text that is settled, or a problem where Compose does not take it.
    fn settled_text(&mut self, stated: &Setting<String>) -> Option<Spanned<String>> {
        match stated {
            Setting::Set(stated) => Some(stated.clone()),
            Setting::Absent => None,
            Setting::Unresolved { span, variables } => {
                let names = variables.join("`, `");
                let message =
                    format!("What is meant here depends on `{names}`, which has no value");
                self.problem(*span, message);
                None
            }
            Setting::Malformed { span, problem } => {
                self.problem(*span, format!("Compose refuses this value: {problem}"));
                None
            }
        }
    }

    /// What the included files are seen from; they see the variables of those that include
    /// them, and further ones of their own.
    fn origin_of(&mut self, wanted: &Wanted, first: &str, outer: &Origin) -> Origin {
        let folder = match self.settled_text(&wanted.folder) {
            Some(stated) => path::seen_from(&outer.folder, &stated.value),
            None => path::folder(first).to_owned(),
        };
        let artifacts = self.artifacts;
        let named = |path: &str| artifacts.iter().find(|it| *it.name == *path);
        let mut files = Vec::new();
        for stated in &wanted.env_files {
            let Some(stated) = self.settled_text(stated) else {
                continue;
            };
            let path = path::seen_from(&outer.folder, &stated.value);
            match named(&path) {
                Some(file) => files.push(file),
                None => self.miss(path, Role::EnvFile, stated.span),
            }
        }
        if wanted.env_files.is_empty() {
            files.extend(named(&path::seen_from(&folder, ".env")));
        }
        let environment = environment(&outer.environment, &files);
        Origin {
            folder: folder.into(),
            environment,
        }
    }

    fn included(&mut self, files: Vec<usize>, origin: Origin, above: &[usize]) -> Loaded {
        let mut known = self.included.iter();
        if let Some(known) = known.find(|it| it.files == files && it.origin == origin) {
            return known.loaded.clone();
        }
        let mut loaded = self.files(&files, &origin, above);
        loaded.root = loaded.root.map(|root| self.settled(&root));
        self.included.push(Included {
            files,
            origin,
            loaded: loaded.clone(),
        });
        loaded
    }
}

/// The outer variables, and those of files that these do not have.
fn environment(outer: &Arc<Environment>, files: &[&Artifact]) -> Arc<Environment> {
    if files.is_empty() {
        return Arc::clone(outer);
    }
    let none = Environment::new();
    let mut known = files.iter().fold(none, |earlier, file| {
        variables_in(file).environment(outer, earlier)
    });
    let own = outer.iter();
    known.extend(own.map(|(name, value)| (name.clone(), value.clone())));
    Arc::new(known)
}
