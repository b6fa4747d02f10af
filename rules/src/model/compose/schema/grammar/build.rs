//! How an image is built.

use super::super::scalar;
use super::super::shape::{List, Mapping, Names, Shape, keys, list, mapping, named, one};
use super::common::{BUILD_ULIMITS, EXTRA_HOSTS, FILE_MOUNTS, PAIRS, TEXTS, VARIABLES};

/// The long form of a service's `build`.
pub(super) static BUILD: Mapping = keys(&[
    (
        "additional_contexts",
        mapping(&CONTEXTS).or_list(&CONTEXT_TEXTS, "a mapping or a list"),
    ),
    ("args", VARIABLES),
    ("cache_from", list(&TEXTS)),
    ("cache_to", list(&TEXTS)),
    ("context", one(&scalar::TEXT)),
    ("dockerfile", one(&scalar::TEXT)),
    ("dockerfile_inline", one(&scalar::TEXT)),
    ("entitlements", list(&TEXTS)),
    ("extra_hosts", EXTRA_HOSTS),
    ("isolation", one(&scalar::TEXT)),
    ("labels", PAIRS),
    ("network", one(&scalar::TEXT)),
    ("no_cache", one(&scalar::BOOLEAN)),
    ("platforms", list(&TEXTS)),
    ("privileged", one(&scalar::BOOLEAN)),
    ("provenance", one(&scalar::TEXT_OR_BOOLEAN)),
    ("pull", one(&scalar::BOOLEAN)),
    ("sbom", one(&scalar::TEXT_OR_BOOLEAN)),
    ("secrets", list(&FILE_MOUNTS)),
    ("shm_size", one(&scalar::WHOLE_SIZE)),
    (
        "ssh",
        mapping(&KEYS).or_list(&KEY_TEXTS, "a mapping or a list"),
    ),
    ("tags", list(&TEXTS)),
    ("target", one(&scalar::TEXT)),
    ("ulimits", BUILD_ULIMITS),
]);

/// The schema takes any single value here, and then Compose breaks off at all but text.
static CONTEXTS: Mapping = named(Names::Stated, &CONTEXT);
static CONTEXT: Shape = one(&scalar::TEXT);
static CONTEXT_TEXTS: List = List {
    item: one(&scalar::KEY_VALUE),
    unique: false,
};

static KEYS: Mapping = named(Names::Stated, &KEY);
static KEY: Shape = one(&scalar::PLAIN);
static KEY_TEXTS: List = List {
    item: one(&scalar::SSH_KEY),
    unique: true,
};
