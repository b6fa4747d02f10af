//! How a service is deployed.

use super::super::scalar;
use super::super::shape::{List, Mapping, keys, list, mapping, one};
use super::common::{DEVICE_REQUEST_KEYS, PAIRS, TEXTS};

/// A service's `deploy`.
pub(super) static DEPLOY: Mapping = keys(&[
    ("endpoint_mode", one(&scalar::TEXT)),
    ("labels", PAIRS),
    ("mode", one(&scalar::TEXT)),
    ("placement", mapping(&PLACEMENT)),
    ("replicas", one(&scalar::COUNT)),
    ("resources", mapping(&RESOURCES)),
    ("restart_policy", mapping(&RESTART_POLICY)),
    ("rollback_config", mapping(&UPDATE)),
    ("update_config", mapping(&UPDATE)),
]);

static PLACEMENT: Mapping = keys(&[
    ("constraints", list(&TEXTS)),
    ("max_replicas_per_node", one(&scalar::COUNT)),
    ("preferences", list(&PREFERENCES)),
]);
static PREFERENCES: List = List {
    item: mapping(&PREFERENCE),
    unique: false,
};
static PREFERENCE: Mapping = keys(&[("spread", one(&scalar::TEXT))]);

static RESOURCES: Mapping = keys(&[
    ("limits", mapping(&LIMITS)),
    ("reservations", mapping(&RESERVATIONS)),
]);
static LIMITS: Mapping = keys(&[
    ("cpus", one(&scalar::NUMBER)),
    ("memory", one(&scalar::TEXT_SIZE)),
    ("pids", one(&scalar::WHOLE)),
]);
static RESERVATIONS: Mapping = keys(&[
    ("cpus", one(&scalar::NUMBER)),
    ("devices", list(&DEVICES)),
    ("generic_resources", list(&GENERIC_RESOURCES)),
    ("memory", one(&scalar::TEXT_SIZE)),
]);
static DEVICES: List = List {
    item: mapping(&DEVICE),
    unique: false,
};
static DEVICE: Mapping = keys(DEVICE_REQUEST_KEYS).with(&["capabilities"]);
static GENERIC_RESOURCES: List = List {
    item: mapping(&GENERIC_RESOURCE),
    unique: false,
};
static GENERIC_RESOURCE: Mapping = keys(&[("discrete_resource_spec", mapping(&DISCRETE))]);
static DISCRETE: Mapping = keys(&[
    ("kind", one(&scalar::TEXT)),
    ("value", one(&scalar::INTEGER)),
]);

static RESTART_POLICY: Mapping = keys(&[
    ("condition", one(&scalar::TEXT)),
    ("delay", one(&scalar::DURATION)),
    ("max_attempts", one(&scalar::COUNT)),
    ("window", one(&scalar::DURATION)),
]);

static UPDATE: Mapping = keys(&[
    ("delay", one(&scalar::DURATION)),
    ("failure_action", one(&scalar::TEXT)),
    ("max_failure_ratio", one(&scalar::NUMBER)),
    ("monitor", one(&scalar::DURATION)),
    ("order", one(&scalar::ORDER)),
    ("parallelism", one(&scalar::COUNT)),
]);
