//! What a model declares beside services.

use super::super::scalar;
use super::super::shape::{List, Mapping, Names, Others, Shape, keys, list, mapping, named, one};
use super::common::{DRIVER_OPTIONS, PAIRS, TEXTS, UNIQUE_PAIRS};

/// A network.
pub(super) static NETWORK: Mapping = keys(&[
    ("attachable", one(&scalar::BOOLEAN)),
    ("driver", one(&scalar::TEXT)),
    ("driver_opts", DRIVER_OPTIONS),
    ("enable_ipv4", one(&scalar::BOOLEAN)),
    ("enable_ipv6", one(&scalar::BOOLEAN)),
    ("external", EXTERNAL),
    ("internal", one(&scalar::BOOLEAN)),
    ("ipam", mapping(&IPAM)),
    ("labels", PAIRS),
    ("name", one(&scalar::TEXT)),
]);

/// Whether something else makes it; the mapping is an old way to state its name.
const EXTERNAL: Shape = mapping(&EXTERNAL_NAME).or_one(&scalar::BOOLEAN, "a boolean");
static EXTERNAL_NAME: Mapping = keys(&[("name", one(&scalar::TEXT))]);

/// The same where Compose passes over other keys.
const LOOSE_EXTERNAL: Shape = mapping(&LOOSE_NAME).or_one(&scalar::BOOLEAN, "a boolean");
static LOOSE_NAME: Mapping = keys(&[("name", one(&scalar::TEXT))]).but(Others::Open);

static IPAM: Mapping = keys(&[
    ("config", list(&POOLS)),
    ("driver", one(&scalar::TEXT)),
    ("options", mapping(&TEXT_VALUES)),
]);
static POOLS: List = List {
    item: mapping(&POOL),
    unique: false,
};
static POOL: Mapping = keys(&[
    ("aux_addresses", mapping(&TEXT_VALUES)),
    ("gateway", one(&scalar::TEXT)),
    ("ip_range", one(&scalar::TEXT)),
    ("subnet", one(&scalar::TEXT)),
]);
static TEXT_VALUES: Mapping = named(Names::Stated, &TEXT_VALUE);
static TEXT_VALUE: Shape = one(&scalar::TEXT);

/// A volume.
pub(super) static VOLUME: Mapping = keys(&[
    ("driver", one(&scalar::TEXT)),
    ("driver_opts", DRIVER_OPTIONS),
    ("external", EXTERNAL),
    ("labels", UNIQUE_PAIRS),
    ("name", one(&scalar::TEXT)),
]);

/// A secret.
pub(super) static SECRET: Mapping = keys(&[
    ("driver", one(&scalar::TEXT)),
    ("driver_opts", DRIVER_OPTIONS),
    ("environment", one(&scalar::TEXT)),
    ("external", LOOSE_EXTERNAL),
    ("file", one(&scalar::TEXT)),
    ("labels", UNIQUE_PAIRS),
    ("name", one(&scalar::TEXT)),
    ("template_driver", one(&scalar::TEXT)),
]);

/// A config.
pub(super) static CONFIG: Mapping = keys(&[
    ("content", one(&scalar::TEXT)),
    ("environment", one(&scalar::TEXT)),
    ("external", LOOSE_EXTERNAL),
    ("file", one(&scalar::TEXT)),
    ("labels", UNIQUE_PAIRS),
    ("name", one(&scalar::TEXT)),
    ("template_driver", one(&scalar::TEXT)),
]);

/// A model that services may ask.
pub(super) static MODEL: Mapping = keys(&[
    ("context_size", one(&scalar::BARE_WHOLE)),
    ("model", one(&scalar::TEXT)),
    ("name", one(&scalar::TEXT)),
    ("runtime_flags", list(&TEXTS)),
])
.with(&["model"]);
