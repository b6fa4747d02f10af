//! What the catalogue's texts and names must keep to, beyond having the right keys.

use std::collections::{BTreeMap, BTreeSet};

use super::shapes::{Catalogue, Control, Size};
use super::texts::{alias_parts, is_address, is_day, is_sentence, is_version};

/// Checks everything against the rules and against each other.
///
/// # Errors
///
/// One message per fault: the file, the key, what is wrong and what to do.
pub(crate) fn catalogue(catalogue: &Catalogue) -> Result<(), Vec<String>> {
    let mut faults = Faults::default();
    for control in &catalogue.controls {
        faults.file = format!("controls/{}.yaml", control.id);
        faults.control(control);
    }
    faults.names(&catalogue.controls);
    let ids: BTreeSet<&str> = catalogue
        .controls
        .iter()
        .map(|control| &*control.id)
        .collect();
    for framework in &catalogue.frameworks {
        faults.file = format!("frameworks/{}.yaml", framework.id);
        faults.framework(framework, &ids);
    }
    faults.bench(catalogue);
    faults.base_images(catalogue);
    faults.foreign(catalogue, &ids);
    faults.base_releases(catalogue);
    faults.engine_releases(catalogue);
    faults.base_variants(catalogue);
    if faults.found.is_empty() {
        Ok(())
    } else {
        Err(faults.found)
    }
}

/// The faults so far, and the file that is being looked at.
#[derive(Default)]
pub(crate) struct Faults {
    file: String,
    found: Vec<String>,
}

impl Faults {
    /// Notes a fault unless `kept`.
    pub(crate) fn require(&mut self, kept: bool, key: &str, fault: &str) {
        if !kept {
            self.found
                .push(format!("catalogue/{}: {key}: {fault}", self.file));
        }
    }

    /// Ids and other names lead to one control each. An alias may lead to several: another
    /// tool's one rule can ask for what two controls do.
    fn names(&mut self, controls: &[Control]) {
        let mut owners: BTreeMap<String, &str> = BTreeMap::new();
        for control in controls {
            self.file = format!("controls/{}.yaml", control.id);
            let names = [&control.id].into_iter().chain(&control.also);
            for name in names {
                if let Some(owner) = owners.insert(name.to_lowercase(), &control.id) {
                    let fault = format!("`{name}` is taken by {owner}; leave it to one of them");
                    self.require(false, "id, also", &fault);
                }
            }
        }
    }

    fn bench(&mut self, catalogue: &Catalogue) {
        "bench.yaml".clone_into(&mut self.file);
        let mut seen = BTreeSet::new();
        let ids: BTreeSet<&str> = catalogue.controls.iter().map(|it| &*it.id).collect();
        for item in &catalogue.bench {
            let at = &item.id;
            self.require(
                seen.insert((' ', &*item.id)),
                at,
                "is given twice; remove one",
            );
            for (family, id) in item.ids.all() {
                if let Some(id) = id {
                    let fault = format!("family {family} has `{id}` twice; correct one of them");
                    self.require(seen.insert((family, id)), at, &fault);
                }
            }
            self.require(
                item.decides.is_some() || !item.fails_only,
                at,
                "fails_only without decides says nothing; give both or neither",
            );
            if let Some(control) = &item.decides {
                let fault = format!("decides `{control}`, which is no control; correct its name");
                self.require(ids.contains(&**control), at, &fault);
            }
            if let Some(fault) = &item.fault {
                self.sentences(at, fault);
            }
            self.require(
                !item.keywords.is_empty()
                    && item
                        .keywords
                        .iter()
                        .all(|it| !it.is_empty() && *it == it.to_lowercase()),
                at,
                "keywords are empty or not lower case; give pieces of the description",
            );
        }
    }

    fn base_images(&mut self, catalogue: &Catalogue) {
        "base-images.yaml".clone_into(&mut self.file);
        let mut seen = BTreeSet::new();
        for entry in &catalogue.base_images {
            for repository in &entry.repositories {
                self.require(
                    seen.insert((repository, &entry.tags)),
                    repository,
                    "is given twice; remove one",
                );
                self.repository(repository);
                self.require(
                    is_address(&entry.source),
                    repository,
                    "the source is not https",
                );
                self.require(
                    !entry.user.is_empty() && !entry.user.contains(char::is_whitespace),
                    repository,
                    "the user is not what USER would say, e.g. root or 65532",
                );
            }
        }
    }

    /// Every identifier is explained once, and leads to controls that exist.
    fn foreign(&mut self, catalogue: &Catalogue, ids: &BTreeSet<&str>) {
        "foreign.yaml".clone_into(&mut self.file);
        let mut taken = BTreeSet::new();
        for entry in &catalogue.foreign {
            let at = &entry.id;
            self.alias("id", at);
            self.require(
                taken.insert(alias_parts(at).0),
                at,
                "is given twice; remove one",
            );
            self.sentences(at, &entry.why);
            for control in &entry.see {
                let fault = format!("no control is called `{control}`; correct or remove it");
                self.require(ids.contains(&**control), at, &fault);
            }
        }
    }

    fn base_releases(&mut self, catalogue: &Catalogue) {
        "base-releases.yaml".clone_into(&mut self.file);
        let mut seen = BTreeSet::new();
        for product in &catalogue.base_releases {
            let at = &product.product;
            for repository in &product.repositories {
                let is_new = seen.insert(repository);
                self.require(is_new, repository, "is given twice; remove one");
                self.repository(repository);
            }
            self.require(is_address(&product.source), at, "the source is not https");
            self.require(is_day(&product.read), at, "read is no day like 2027-01-31");
            for (version, release) in &product.releases.0 {
                let key = format!("{at}, {version}");
                let fault = "is no version in numbers and dots";
                self.require(is_version(version), &key, fault);
                let ends = release.ends.as_deref();
                let fault = "ends is no day like 2027-01-31";
                self.require(ends.is_none_or(is_day), &key, fault);
            }
        }
    }

    fn engine_releases(&mut self, catalogue: &Catalogue) {
        "engine-releases.yaml".clone_into(&mut self.file);
        for program in &catalogue.engine_releases {
            let at = &program.program;
            self.require(is_address(&program.source), at, "the source is not https");
            self.require(is_day(&program.read), at, "read is no day like 2027-01-31");
            for (version, line) in &program.lines.0 {
                let key = format!("{at}, {version}");
                let fault = "is no version in numbers and dots";
                self.require(is_version(version), &key, fault);
                let fixed = line.fixed.as_deref();
                self.require(fixed.is_none_or(is_version), &key, "fixed is no version");
                let ends = line.ends.as_deref();
                let fault = "ends is no day like 2027-01-31";
                self.require(ends.is_none_or(is_day), &key, fault);
            }
        }
    }

    fn base_variants(&mut self, catalogue: &Catalogue) {
        "base-variants.yaml".clone_into(&mut self.file);
        let mut seen = BTreeSet::new();
        for entry in &catalogue.base_variants {
            for repository in &entry.repositories {
                let is_new = seen.insert(repository);
                self.require(is_new, repository, "is given twice; remove one");
                self.repository(repository);
                self.require(
                    (entry.size == Size::Varies) != entry.small.is_empty(),
                    repository,
                    "size varies comes with small and never without; correct one of them",
                );
                let source = &entry.source;
                self.require(is_address(source), repository, "the source is not https");
            }
        }
    }

    fn repository(&mut self, repository: &str) {
        self.require(
            repository == repository.to_lowercase()
                && repository
                    .split_once('/')
                    .is_some_and(|(host, _)| host.contains('.')),
            repository,
            "is not a lower-case repository with its registry, e.g. docker.io/library/node",
        );
    }

    pub(crate) fn title(&mut self, key: &str, text: &str) {
        self.require(
            text.starts_with(|first: char| first.is_uppercase()) && !text.ends_with('.'),
            key,
            "is no title; start with a capital and leave out the full stop",
        );
    }

    pub(crate) fn sentences(&mut self, key: &str, text: &str) {
        self.require(
            is_sentence(text.trim_end()),
            key,
            "is not in whole sentences; end with a full stop",
        );
    }
}
