//! Shapes to Rust source, as `src/catalogue.rs` includes it.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::frameworks::{frameworks, requirements};
use super::read::File;
use super::shapes::{
    BaseImages, BaseReleases, BaseVariants, BenchItem, Catalogue, Control, EngineReleases, Foreign,
};
use super::texts::{alias_parts, placeholders};

/// The whole catalogue as Rust source.
pub(crate) fn source(catalogue: &Catalogue, files: &[File]) -> String {
    let mut controls: Vec<&Control> = catalogue.controls.iter().collect();
    controls.sort_by(|a, b| a.id.cmp(&b.id));
    let names = list(&controls, |it| format!("&{}::CONTROL", module(&it.id)));
    let modules: String = controls.iter().map(|it| control(it)).collect();
    let requirements: String = catalogue.frameworks.iter().map(requirements).collect();
    let frameworks = list(&catalogue.frameworks, frameworks);
    let bench = list(&catalogue.bench, bench);
    let images = list(&catalogue.base_images, base_images);
    let foreign = list(&catalogue.foreign, foreign);
    let releases = list(&catalogue.base_releases, base_releases);
    let variants = list(&catalogue.base_variants, base_variants);
    let engines = list(&catalogue.engine_releases, engine_releases);
    format!(
        "use super::base_images::BaseImage;\nuse super::base_releases::{{Product, Release}};\n\
         use super::base_variants::{{Size, Variants}};\nuse super::engine_releases::{{Line, \
         Program}};\nuse super::{{BenchItem, Control, Decider, \
         Foreign, Framework, Item, Mode, Requirement, Section}};\n{modules}\n{requirements}
        /// Every control, sorted by id.\npub static CONTROLS: &[&Control] = &{names};
        /// Every framework, sorted by id; one that has editions stands here once for each.\npub static FRAMEWORKS: &[Framework] = &{frameworks};
        /// Every check of docker-bench-security under all its numbers.\n\
         pub static BENCH: &[BenchItem] = &{bench};
        /// What is known of base images, the more special entries first.\n\
         pub static BASE_IMAGES: &[BaseImage] = &{images};
        /// Identifiers of other tools that no control carries, and why.\n\
         pub static FOREIGN: &[Foreign] = &{foreign};
        /// Until when releases of base images are supported.\n\
         pub static BASE_RELEASES: &[Product] = &{releases};
        /// Which base images are small or have a small variant.\n\
         pub static BASE_VARIANTS: &[Variants] = &{variants};
        /// Which releases of the engine and its parts get security fixes.\n\
         pub static ENGINE_RELEASES: &[Program] = &{engines};
        /// The catalogue's edition; it changes when a verdict may.\n\
         pub static VERSION: &str = {:?};
        /// SHA-256 of all catalogue files in hexadecimal digits.\n\
         pub static HASH: &str = {:?};\n",
        catalogue.version,
        hash(files),
    )
}

/// One control as a module of constants.
fn control(control: &Control) -> String {
    let reasons = list(&control.reasons.0, |(key, text)| {
        let arguments = placeholders(text).unwrap_or_default();
        format!("c::Reason {{ key: {key:?}, text: {text:?}, arguments: &{arguments:?} }}")
    });
    let mut names = String::new();
    for (at, (key, text)) in control.reasons.0.iter().enumerate() {
        let _ = writeln!(
            names,
            "#[doc = {:?}]\npub(crate) static {}: &c::Reason = &CONTROL.reasons[{at}];",
            format!("Reason `{key}`: {text}"),
            key.to_uppercase()
        );
    }
    let example = match (&control.example, control.example_language) {
        (Some(text), Some(language)) => {
            format!("Some(c::Example {{ language: c::Language::{language:?}, text: {text:?} }})")
        }
        _ => "None".to_owned(),
    };
    let references = list(&control.references, |it| {
        format!(
            "c::Reference {{ title: {:?}, url: {:?} }}",
            it.title, it.url
        )
    });
    let whole = control.aliases.iter().map(|alias| (alias, &[][..]));
    let parts = control.reason_aliases.iter();
    let parts = parts.map(|(alias, reasons)| (alias, reasons.as_slice()));
    let aliases: Vec<(&String, &[String])> = whole.chain(parts).collect();
    let aliases = list(&aliases, |(alias, reasons)| {
        let (alias, name) = alias_parts(alias);
        let (peer, id) = alias.split_once(':').unwrap_or_default();
        format!("c::Alias {{ peer: {peer:?}, id: {id:?}, name: {name:?}, reasons: &{reasons:?} }}")
    });
    format!(
        "#[doc = {:?}]\npub mod {} {{\nuse crate::catalogue as c;\n\
         /// The control itself.\npub static CONTROL: c::Control = c::Control {{
            id: {:?}, title: {:?}, claim: {:?}, category: c::Category::{:?}, section: c::Section::{:?},
            severity: c::Severity::{:?}, concern: c::Concern::{:?}, subjects: &{},
            rationale: {:?}, remediation: {:?}, example: {example}, reasons: &{reasons},
            references: &{references}, aliases: &{aliases}, also: &{:?}, fix: c::Fix::{:?},
            is_opt_in: {}, is_evidence_secret: {},
        }};\n{names}}}\n",
        format!("{}.", control.title),
        module(&control.id),
        control.id,
        control.title,
        format!("{}.", control.title),
        control.category,
        control.section,
        control.severity,
        control.concern,
        list(&control.subjects, |it| format!("c::SubjectKind::{it:?}")),
        control.rationale.trim_end(),
        control.remediation.trim_end(),
        control.also,
        control.fix,
        control.opt_in,
        control.evidence_is_secret,
    )
}

fn bench(item: &BenchItem) -> String {
    format!(
        "BenchItem {{ id: {:?}, ids: {:?}, scored: {}, keywords: &{:?}, decides: {}, \
         fails_only: {}, fault: {:?} }}",
        item.id,
        item.ids.all().map(|(_, id)| id),
        item.scored,
        item.keywords,
        item.decides
            .as_ref()
            .map_or("None".to_owned(), |it| format!(
                "Some(&{}::CONTROL)",
                module(it)
            )),
        item.fails_only,
        item.fault.as_deref().map(str::trim_end),
    )
}

fn base_images(entry: &BaseImages) -> String {
    let images: Vec<String> = entry
        .repositories
        .iter()
        .map(|repository| {
            format!(
                "BaseImage {{ repository: {repository:?}, tags: {:?}, user: {:?}, source: {:?} }}",
                entry.tags, entry.user, entry.source
            )
        })
        .collect();
    images.join(", ")
}

fn foreign(entry: &Foreign) -> String {
    let (alias, name) = alias_parts(&entry.id);
    let (peer, id) = alias.split_once(':').unwrap_or_default();
    format!(
        "Foreign {{ alias: super::Alias {{ peer: {peer:?}, id: {id:?}, name: {name:?}, reasons: &[] }}, \
         why: {:?}, see: &{} }}",
        entry.why.trim_end(),
        list(&entry.see, |it| format!("&{}::CONTROL", module(it))),
    )
}

fn base_releases(product: &BaseReleases) -> String {
    let releases = list(&product.releases.0, |(version, release)| {
        let ends = release.ends.as_deref();
        format!(
            "Release {{ version: {version:?}, word: {:?}, ends: {} }}",
            release.word,
            ends.map_or("None".to_owned(), |day| format!("Some({})", date(day))),
        )
    });
    format!(
        "Product {{ name: {:?}, repositories: &{:?}, releases: &{releases}, source: {:?}, \
         read: {} }}",
        product.product,
        product.repositories,
        product.source,
        date(&product.read),
    )
}

/// A day such as 2027-01-31 as the call that makes it.
fn date(day: &str) -> String {
    let parts: Vec<&str> = day
        .split('-')
        .map(|part| part.trim_start_matches('0'))
        .collect();
    format!("jiff::civil::date({})", parts.join(", "))
}

fn base_variants(entry: &BaseVariants) -> String {
    format!(
        "Variants {{ repositories: &{:?}, size: Size::{:?}, small: &{:?}, source: {:?} }}",
        entry.repositories, entry.size, entry.small, entry.source
    )
}

fn engine_releases(program: &EngineReleases) -> String {
    let lines = list(&program.lines.0, |(version, line)| {
        let ends = line.ends.as_deref();
        format!(
            "Line {{ version: {version:?}, ends: {}, fixed: {:?}, flaw: {:?}, packagers: {:?} }}",
            ends.map_or("None".to_owned(), |day| format!("Some({})", date(day))),
            line.fixed,
            line.flaw,
            line.packagers,
        )
    });
    format!(
        "Program {{ title: {:?}, name: {:?}, lines: &{lines}, source: {:?}, read: {} }}",
        program.program,
        program.name,
        program.source,
        date(&program.read),
    )
}

/// A Rust array of what `each` makes of the entries.
pub(crate) fn list<T>(entries: &[T], each: impl Fn(&T) -> String) -> String {
    format!(
        "[{}]",
        entries.iter().map(each).collect::<Vec<_>>().join(", ")
    )
}

/// The module a control's id stands for.
pub(crate) fn module(id: &str) -> String {
    id.replace('-', "_")
}

/// SHA-256 over the files' names and contents, each with its length in front.
fn hash(files: &[File]) -> String {
    let mut digest = Sha256::new();
    for file in files {
        for part in [&file.name, &file.text] {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part.as_bytes());
        }
    }
    digest
        .finalize()
        .iter()
        .fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}
