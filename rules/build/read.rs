//! Files to shapes: which file holds what, and whether it is named after its content.

use serde::de::DeserializeOwned;

use super::shapes::{
    BaseImages, BaseReleases, BaseVariants, BenchItem, Catalogue, Control, EngineReleases, Foreign,
    Framework, Version,
};

/// One file of the catalogue.
pub(crate) struct File {
    /// The path below `catalogue/`, with `/` between folders.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) text: String,
}

/// Reads every file.
///
/// # Errors
///
/// One message for each file that cannot be read, each with the file's name.
pub(crate) fn catalogue(files: &[File]) -> Result<Catalogue, Vec<String>> {
    let mut faults = Vec::new();
    let mut version = None;
    let mut bench = None;
    let mut base_images = None;
    let mut foreign = None;
    let mut base_releases = None;
    let mut base_variants = None;
    let mut engine_releases = None;
    let mut controls = Vec::new();
    let mut frameworks = Vec::new();
    for file in files {
        let stem = file.name.strip_suffix(".yaml").unwrap_or_default();
        match stem.split_once('/') {
            Some(("controls", name)) => {
                let control: Option<Control> = parse(file, &mut faults);
                controls.extend(control.filter(|it| named(file, name, &it.id, &mut faults)));
            }
            Some(("frameworks", name)) => {
                let framework: Option<Framework> = parse(file, &mut faults);
                frameworks.extend(framework.filter(|it| named(file, name, &it.id, &mut faults)));
            }
            None if stem == "version" => version = parse::<Version>(file, &mut faults),
            None if stem == "bench" => bench = parse::<Vec<BenchItem>>(file, &mut faults),
            None if stem == "base-images" => {
                base_images = parse::<Vec<BaseImages>>(file, &mut faults);
            }
            None if stem == "foreign" => foreign = parse::<Vec<Foreign>>(file, &mut faults),
            None if stem == "base-releases" => {
                base_releases = parse::<Vec<BaseReleases>>(file, &mut faults);
            }
            None if stem == "base-variants" => {
                base_variants = parse::<Vec<BaseVariants>>(file, &mut faults);
            }
            None if stem == "engine-releases" => {
                engine_releases = parse::<Vec<EngineReleases>>(file, &mut faults);
            }
            Some(_) | None => faults.push(format!(
                "catalogue/{}: nothing reads this file; expected controls/<id>.yaml, \
                 frameworks/<id>.yaml, bench.yaml, base-images.yaml, base-releases.yaml, \
                 base-variants.yaml, engine-releases.yaml, foreign.yaml or version.yaml",
                file.name
            )),
        }
    }
    for name in [
        "version.yaml",
        "bench.yaml",
        "base-images.yaml",
        "foreign.yaml",
        "base-releases.yaml",
        "base-variants.yaml",
        "engine-releases.yaml",
    ] {
        if !files.iter().any(|file| file.name == name) {
            faults.push(format!("catalogue/{name}: the file is missing; restore it"));
        }
    }
    let tables = (base_images, base_releases, base_variants, engine_releases);
    match (version, bench, foreign, tables) {
        (
            Some(Version { version }),
            Some(bench),
            Some(foreign),
            (Some(base_images), Some(base_releases), Some(base_variants), Some(engine_releases)),
        ) if faults.is_empty() => Ok(Catalogue {
            version,
            controls,
            frameworks,
            bench,
            base_images,
            foreign,
            base_releases,
            base_variants,
            engine_releases,
        }),
        _ => Err(faults),
    }
}

/// The file's content, or a fault.
fn parse<T: DeserializeOwned>(file: &File, faults: &mut Vec<String>) -> Option<T> {
    serde_yaml::from_str(&file.text)
        .map_err(|error| {
            faults.push(format!(
                "catalogue/{}: {error}; correct that key or value",
                file.name
            ));
        })
        .ok()
}

/// Whether the file is named after the id in it.
fn named(file: &File, name: &str, id: &str, faults: &mut Vec<String>) -> bool {
    if name != id {
        faults.push(format!(
            "catalogue/{}: id: `{id}` is not the file's name; rename the file or the id",
            file.name
        ));
    }
    name == id
}
