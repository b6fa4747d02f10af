//! The keys of the catalogue's files. An unknown, missing or repeated key is an error.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

/// Everything the files say.
#[derive(Debug)]
pub(crate) struct Catalogue {
    pub(crate) version: String,
    pub(crate) controls: Vec<Control>,
    pub(crate) frameworks: Vec<Framework>,
    pub(crate) bench: Vec<BenchItem>,
    pub(crate) base_images: Vec<BaseImages>,
    pub(crate) foreign: Vec<Foreign>,
    pub(crate) base_releases: Vec<BaseReleases>,
    pub(crate) base_variants: Vec<BaseVariants>,
    pub(crate) engine_releases: Vec<EngineReleases>,
}

/// `version.yaml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Version {
    pub(crate) version: String,
}

/// `controls/<id>.yaml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Control {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) category: Category,
    pub(crate) section: Section,
    pub(crate) severity: Severity,
    pub(crate) concern: Concern,
    pub(crate) subjects: Vec<SubjectKind>,
    pub(crate) rationale: String,
    pub(crate) remediation: String,
    pub(crate) example: Option<String>,
    pub(crate) example_language: Option<Language>,
    pub(crate) reasons: Ordered<String>,
    pub(crate) references: Vec<Reference>,
    pub(crate) aliases: Vec<String>,
    #[serde(default)]
    pub(crate) reason_aliases: BTreeMap<String, Vec<String>>,
    pub(crate) also: Vec<String>,
    pub(crate) fix: Fix,
    #[serde(default)]
    pub(crate) opt_in: bool,
    #[serde(default)]
    pub(crate) evidence_is_secret: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reference {
    pub(crate) title: String,
    pub(crate) url: String,
}

/// `frameworks/<id>.yaml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Framework {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) edition: Option<String>,
    /// Oldest first; then each item has `ids`.
    pub(crate) editions: Option<Vec<String>>,
    pub(crate) source: String,
    pub(crate) items: Ordered<Item>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Item {
    /// Its number per edition, or per range of editions `A..B`.
    pub(crate) ids: Option<Ordered<String>>,
    pub(crate) title: String,
    pub(crate) section: Section,
    pub(crate) level: Option<u8>,
    pub(crate) mode: Option<Mode>,
    pub(crate) decided_by: Vec<Decider>,
    pub(crate) note: Option<String>,
    pub(crate) controls: Vec<String>,
}

/// `bench.yaml`: a list of these.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BenchItem {
    pub(crate) id: String,
    pub(crate) ids: FamilyIds,
    pub(crate) scored: bool,
    pub(crate) keywords: Vec<String>,
    pub(crate) decides: Option<String>,
    #[serde(default)]
    pub(crate) fails_only: bool,
    pub(crate) fault: Option<String>,
}

/// The numbers per family; a family that lacks the check has no key.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "UPPERCASE")]
pub(crate) struct FamilyIds {
    pub(crate) a: Option<String>,
    pub(crate) b: Option<String>,
    pub(crate) c: Option<String>,
    pub(crate) d: Option<String>,
    pub(crate) e: Option<String>,
}

impl FamilyIds {
    /// The numbers with their family's letter, in order.
    pub(crate) fn all(&self) -> [(char, Option<&str>); 5] {
        [
            ('A', &self.a),
            ('B', &self.b),
            ('C', &self.c),
            ('D', &self.d),
            ('E', &self.e),
        ]
        .map(|(family, id)| (family, id.as_deref()))
    }
}

/// `base-images.yaml`: a list of these.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BaseImages {
    pub(crate) repositories: Vec<String>,
    pub(crate) tags: Option<String>,
    pub(crate) user: String,
    pub(crate) source: String,
}

/// `foreign.yaml`: a list of these.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Foreign {
    pub(crate) id: String,
    pub(crate) why: String,
    #[serde(default)]
    pub(crate) see: Vec<String>,
}

/// `base-releases.yaml`: a list of these.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BaseReleases {
    pub(crate) product: String,
    pub(crate) repositories: Vec<String>,
    pub(crate) source: String,
    pub(crate) read: String,
    pub(crate) releases: Ordered<BaseRelease>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BaseRelease {
    pub(crate) ends: Option<String>,
    pub(crate) word: Option<String>,
}

/// `base-variants.yaml`: a list of these.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BaseVariants {
    pub(crate) repositories: Vec<String>,
    pub(crate) size: Size,
    #[serde(default)]
    pub(crate) small: Vec<String>,
    pub(crate) source: String,
}

/// `engine-releases.yaml`: a list of these.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EngineReleases {
    pub(crate) program: String,
    pub(crate) name: String,
    pub(crate) source: String,
    pub(crate) read: String,
    pub(crate) lines: Ordered<EngineLine>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EngineLine {
    pub(crate) ends: Option<String>,
    pub(crate) fixed: Option<String>,
    pub(crate) flaw: Option<String>,
    pub(crate) packagers: Option<String>,
}

/// Declares an enum whose values are words of the files.
macro_rules! words {
    ($rule:literal: $($name:ident { $($variant:ident),+ })+) => { $(
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
        #[serde(rename_all = $rule)]
        pub(crate) enum $name { $($variant),+ }
    )+ };
}

words! { "kebab-case":
    Category { Security, Quality }
    Section { Build, Runtime, Daemon, Files, Host, Operations, Swarm }
    Severity { Critical, High, Medium, Low, Info }
    Concern {
        LeastPrivilege, Isolation, Secrets, SupplyChain, Network, Resources, Observability,
        Reproducibility, Correctness, Hygiene, Performance
    }
    SubjectKind { Image, Service, Container, Host, Daemon, Network, Volume, Secret, Config, Project }
    Language { Dockerfile, Compose, Shell, Json }
    Fix { None, Safe, Assisted }
    Mode { Automated, Manual }
    Size { Small, Whole, Varies }
}
words! { "snake_case":
    Decider {
        Dockerfile, Compose, InspectContainer, InspectImage, InspectNetwork, InspectVolume,
        DockerInfo, DaemonJson, Host, Swarm, Bench, Scanner, Bundle, Attestation
    }
}

/// A mapping that keeps the file's order and refuses a key given twice.
#[derive(Debug)]
pub(crate) struct Ordered<T>(pub(crate) Vec<(String, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(OrderedVisitor(PhantomData))
    }
}

struct OrderedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for OrderedVisitor<T> {
    type Value = Ordered<T>;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a mapping from names to entries")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries: Vec<(String, T)> = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, T>()? {
            if entries.iter().any(|(earlier, _)| *earlier == key) {
                return Err(A::Error::custom(format_args!("`{key}` is given twice")));
            }
            entries.push((key, value));
        }
        Ok(Ordered(entries))
    }
}
