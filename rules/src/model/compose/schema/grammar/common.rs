//! Parts of the grammar that stand in several places.

use super::super::scalar;
use super::super::shape::{List, Mapping, Names, Others, Shape, keys, list, mapping, named, one};

/// Texts, of which the same may stand twice.
pub(super) static TEXTS: List = List {
    item: one(&scalar::TEXT),
    unique: false,
};

/// Texts, each once.
pub(super) static UNIQUE_TEXTS: List = List {
    item: one(&scalar::TEXT),
    unique: true,
};

/// One text or several.
pub(super) const TEXT_OR_TEXTS: Shape =
    list(&TEXTS).or_one(&scalar::TEXT, "text or a list of texts");

/// Keys with values, as a mapping or as texts such as `KEY=value`; a later text of the same key
/// takes the place of an earlier one.
pub(super) const PAIRS: Shape = mapping(&VALUES).or_list(&TEXTS, "a mapping or a list");

/// Keys with values where the same text may not stand twice.
pub(super) const UNIQUE_PAIRS: Shape =
    mapping(&VALUES).or_list(&UNIQUE_TEXTS, "a mapping or a list");

/// Variables with their values.
pub(super) const VARIABLES: Shape =
    mapping(&VALUES).or_list(&VARIABLE_TEXTS, "a mapping or a list");

/// Variables where the same text may not stand twice.
pub(super) const UNIQUE_VARIABLES: Shape =
    mapping(&VALUES).or_list(&UNIQUE_VARIABLE_TEXTS, "a mapping or a list");

static VALUES: Mapping = named(Names::Stated, &VALUE);
static VALUE: Shape = one(&scalar::PLAIN);
static VARIABLE_TEXTS: List = List {
    item: one(&scalar::VARIABLE),
    unique: false,
};
static UNIQUE_VARIABLE_TEXTS: List = List {
    item: one(&scalar::VARIABLE),
    unique: true,
};

/// One text that is split into words, words, or nothing.
pub(super) const COMMAND: Shape = list(&TEXTS).or_one(&scalar::COMMAND, "text or a list of texts");

/// What a driver takes.
pub(super) const DRIVER_OPTIONS: Shape = mapping(&DRIVER_OPTION_VALUES);
static DRIVER_OPTION_VALUES: Mapping = named(Names::Any, &DRIVER_OPTION);
static DRIVER_OPTION: Shape = one(&scalar::TEXT_OR_NUMBER);

/// Names with addresses.
pub(super) const EXTRA_HOSTS: Shape = mapping(&HOSTS).or_list(&HOST_TEXTS, "a mapping or a list");
static HOSTS: Mapping = named(Names::Host, &ADDRESSES);
static ADDRESSES: Shape = list(&TEXTS).or_one(&scalar::TEXT, "text or a list of texts");
static HOST_TEXTS: List = List {
    item: one(&scalar::EXTRA_HOST),
    unique: true,
};

/// Secrets or configs as files.
pub(super) static FILE_MOUNTS: List = List {
    item: mapping(&FILE_MOUNT).or_one(&scalar::TEXT, "text or a mapping"),
    unique: false,
};
static FILE_MOUNT: Mapping = keys(&[
    ("gid", one(&scalar::TEXT)),
    ("mode", one(&scalar::MODE)),
    ("source", one(&scalar::TEXT)),
    ("target", one(&scalar::TEXT)),
    ("uid", one(&scalar::TEXT)),
])
.with(&["source"]);

/// Limits by the kernel's names for them.
pub(super) const ULIMITS: Shape = mapping(&LIMITS);
/// The same in a build, where Compose casts no text.
pub(super) const BUILD_ULIMITS: Shape = mapping(&BUILD_LIMITS);

static LIMITS: Mapping = limits(&LIMIT, &STRANGE_LIMIT);
static LIMIT: Shape = mapping(&SOFT_AND_HARD).or_one(&scalar::ULIMIT, "a number or a mapping");
static SOFT_AND_HARD: Mapping = keys(&[
    ("hard", one(&scalar::ULIMIT)),
    ("soft", one(&scalar::ULIMIT)),
])
.with(&["hard", "soft"]);
static STRANGE_LIMIT: Shape = mapping(&STRANGE).or_one(&scalar::ULIMIT, "a number or a mapping");

static BUILD_LIMITS: Mapping = limits(&BUILD_LIMIT, &STRANGE_BUILD_LIMIT);
static BUILD_LIMIT: Shape =
    mapping(&BUILD_SOFT_AND_HARD).or_one(&scalar::BARE_INT, "a number or a mapping");
static BUILD_SOFT_AND_HARD: Mapping = keys(&[
    ("hard", one(&scalar::BARE_INT)),
    ("soft", one(&scalar::BARE_INT)),
])
.with(&["hard", "soft"]);
static STRANGE_BUILD_LIMIT: Shape =
    mapping(&STRANGE).or_one(&scalar::BARE_INT, "a number or a mapping");

static STRANGE: Mapping = keys(&[]).but(Others::Open);

const fn limits(shape: &'static Shape, strangers: &'static Shape) -> Mapping {
    Mapping {
        keys: &[],
        required: &[],
        others: Others::Named {
            names: Names::Lower,
            shape,
            strangers: Some(strangers),
        },
    }
}

/// A command that runs in the container at a turn of its life.
pub(super) static HOOK: Mapping = keys(&[
    ("command", COMMAND),
    ("environment", UNIQUE_VARIABLES),
    ("privileged", one(&scalar::BOOLEAN)),
    ("user", one(&scalar::TEXT)),
    ("working_dir", one(&scalar::TEXT)),
])
.with(&["command"]);

/// What a request for devices takes.
pub(super) const DEVICE_REQUEST_KEYS: &[(&str, Shape)] = &[
    ("capabilities", list(&UNIQUE_TEXTS)),
    ("count", one(&scalar::DEVICE_COUNT)),
    ("device_ids", list(&UNIQUE_TEXTS)),
    ("driver", one(&scalar::TEXT)),
    ("options", UNIQUE_PAIRS),
];
