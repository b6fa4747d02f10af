//! What a service takes.

use super::super::scalar;
use super::super::shape::{List, Mapping, Names, Others, Shape, keys, list, mapping, named, one};
use super::build::BUILD;
use super::common::{
    COMMAND, DEVICE_REQUEST_KEYS, EXTRA_HOSTS, FILE_MOUNTS, HOOK, PAIRS, TEXT_OR_TEXTS, TEXTS,
    ULIMITS, UNIQUE_TEXTS, VARIABLES,
};
use super::deploy::DEPLOY;
use super::networks::{MODELS, NETWORKS, PORTS};
use super::volumes::{DEVICES, VOLUMES};

/// A service.
pub(in super::super) static SERVICE: Mapping = keys(&[
    ("annotations", PAIRS),
    ("attach", one(&scalar::BOOLEAN)),
    ("blkio_config", mapping(&BLKIO)),
    (
        "build",
        mapping(&BUILD).or_one(&scalar::TEXT, "text or a mapping"),
    ),
    ("cap_add", list(&TEXTS)),
    ("cap_drop", list(&TEXTS)),
    ("cgroup", one(&scalar::CGROUP)),
    ("cgroup_parent", one(&scalar::TEXT)),
    ("command", COMMAND),
    ("configs", list(&FILE_MOUNTS)),
    ("container_name", one(&scalar::CONTAINER_NAME)),
    ("cpu_count", one(&scalar::COUNT)),
    ("cpu_percent", one(&scalar::PERCENT)),
    ("cpu_period", one(&scalar::INTEGER)),
    ("cpu_quota", one(&scalar::INTEGER)),
    ("cpu_rt_period", one(&scalar::INTEGER)),
    ("cpu_rt_runtime", one(&scalar::INTEGER)),
    ("cpu_shares", one(&scalar::INTEGER)),
    ("cpus", one(&scalar::NUMBER)),
    ("cpuset", one(&scalar::TEXT)),
    ("credential_spec", mapping(&CREDENTIAL_SPEC)),
    (
        "depends_on",
        mapping(&DEPENDENCIES).or_list(&UNIQUE_TEXTS, "a list or a mapping"),
    ),
    (
        "deploy",
        mapping(&DEPLOY).or_one(&scalar::NULL, "a mapping"),
    ),
    (
        "develop",
        mapping(&DEVELOP).or_one(&scalar::NULL, "a mapping"),
    ),
    ("device_cgroup_rules", list(&UNIQUE_TEXTS)),
    ("devices", list(&DEVICES)),
    ("dns", TEXT_OR_TEXTS),
    ("dns_opt", list(&TEXTS)),
    ("dns_search", TEXT_OR_TEXTS),
    ("domainname", one(&scalar::TEXT)),
    ("entrypoint", COMMAND),
    (
        "env_file",
        list(&ENV_FILES).or_one(&scalar::TEXT, "text or a list"),
    ),
    ("environment", VARIABLES),
    ("expose", list(&EXPOSED)),
    (
        "extends",
        mapping(&EXTENDS).or_one(&scalar::TEXT, "text or a mapping"),
    ),
    ("external_links", list(&UNIQUE_TEXTS)),
    ("extra_hosts", EXTRA_HOSTS),
    ("gpus", list(&GPUS).or_one(&scalar::ALL, "`all` or a list")),
    ("group_add", list(&GROUPS)),
    ("healthcheck", mapping(&HEALTHCHECK)),
    ("hostname", one(&scalar::TEXT)),
    ("image", one(&scalar::TEXT)),
    ("init", one(&scalar::BOOLEAN)),
    ("ipc", one(&scalar::TEXT)),
    ("isolation", one(&scalar::TEXT)),
    ("label_file", TEXT_OR_TEXTS),
    ("labels", PAIRS),
    ("links", list(&TEXTS)),
    ("logging", mapping(&LOGGING)),
    ("mac_address", one(&scalar::TEXT)),
    ("mem_limit", one(&scalar::SIZE)),
    ("mem_reservation", one(&scalar::WHOLE_SIZE)),
    ("mem_swappiness", one(&scalar::WHOLE_SIZE)),
    ("memswap_limit", one(&scalar::SIZE)),
    ("models", MODELS),
    ("network_mode", one(&scalar::TEXT)),
    ("networks", NETWORKS),
    ("oom_kill_disable", one(&scalar::BOOLEAN)),
    ("oom_score_adj", one(&scalar::OOM_SCORE)),
    // The schema takes null here, and then Compose breaks off.
    ("pid", one(&scalar::TEXT)),
    ("pids_limit", one(&scalar::INTEGER)),
    ("platform", one(&scalar::TEXT)),
    ("ports", PORTS),
    ("post_start", list(&HOOKS)),
    ("pre_stop", list(&HOOKS)),
    ("privileged", one(&scalar::BOOLEAN)),
    ("profiles", list(&TEXTS)),
    ("provider", mapping(&PROVIDER)),
    ("pull_policy", one(&scalar::PULL_POLICY)),
    ("pull_refresh_after", one(&scalar::TEXT)),
    ("read_only", one(&scalar::BOOLEAN)),
    ("restart", one(&scalar::TEXT)),
    ("runtime", one(&scalar::TEXT)),
    ("scale", one(&scalar::COUNT)),
    ("secrets", list(&FILE_MOUNTS)),
    ("security_opt", list(&UNIQUE_TEXTS)),
    ("shm_size", one(&scalar::SIZE)),
    ("stdin_open", one(&scalar::BOOLEAN)),
    ("stop_grace_period", one(&scalar::DURATION)),
    ("stop_signal", one(&scalar::TEXT)),
    ("storage_opt", mapping(&STORAGE)),
    ("sysctls", PAIRS),
    ("tmpfs", TEXT_OR_TEXTS),
    ("tty", one(&scalar::BOOLEAN)),
    ("ulimits", ULIMITS),
    ("use_api_socket", one(&scalar::BARE_BOOLEAN)),
    ("user", one(&scalar::TEXT)),
    ("userns_mode", one(&scalar::TEXT)),
    ("uts", one(&scalar::TEXT)),
    ("volumes", list(&VOLUMES)),
    ("volumes_from", list(&UNIQUE_TEXTS)),
    ("working_dir", one(&scalar::TEXT)),
]);

static BLKIO: Mapping = keys(&[
    ("device_read_bps", list(&RATES)),
    ("device_read_iops", list(&RATES)),
    ("device_write_bps", list(&RATES)),
    ("device_write_iops", list(&RATES)),
    ("weight", one(&scalar::BARE_NATURAL)),
    ("weight_device", list(&WEIGHTS)),
])
.but(Others::Refused);
static RATES: List = List {
    item: mapping(&RATE),
    unique: false,
};
static RATE: Mapping = keys(&[
    ("path", one(&scalar::TEXT)),
    ("rate", one(&scalar::WHOLE_SIZE)),
])
.but(Others::Refused);
static WEIGHTS: List = List {
    item: mapping(&WEIGHT),
    unique: false,
};
static WEIGHT: Mapping = keys(&[
    ("path", one(&scalar::TEXT)),
    ("weight", one(&scalar::BARE_NATURAL)),
])
.but(Others::Refused);

static CREDENTIAL_SPEC: Mapping = keys(&[
    ("config", one(&scalar::TEXT)),
    ("file", one(&scalar::TEXT)),
    ("registry", one(&scalar::TEXT)),
]);

static DEPENDENCIES: Mapping = named(Names::Plain, &DEPENDENCY_SHAPE);
static DEPENDENCY_SHAPE: Shape = mapping(&DEPENDENCY);
static DEPENDENCY: Mapping = keys(&[
    ("condition", one(&scalar::CONDITION)),
    ("required", one(&scalar::BARE_BOOLEAN)),
    ("restart", one(&scalar::BOOLEAN)),
])
.with(&["condition"]);

static DEVELOP: Mapping = keys(&[("watch", list(&WATCHES))]);
static WATCHES: List = List {
    item: mapping(&WATCH),
    unique: false,
};
static WATCH: Mapping = keys(&[
    ("action", one(&scalar::WATCH_ACTION)),
    ("exec", mapping(&HOOK)),
    ("ignore", UNIQUE_TEXT_OR_TEXTS),
    ("include", UNIQUE_TEXT_OR_TEXTS),
    ("initial_sync", one(&scalar::BARE_BOOLEAN)),
    ("path", one(&scalar::STATED)),
    ("target", one(&scalar::TEXT)),
])
.with(&["action", "path"]);
const UNIQUE_TEXT_OR_TEXTS: Shape =
    list(&UNIQUE_TEXTS).or_one(&scalar::TEXT, "text or a list of texts");

static ENV_FILES: List = List {
    item: mapping(&ENV_FILE).or_one(&scalar::TEXT, "text or a mapping"),
    unique: false,
};
static ENV_FILE: Mapping = keys(&[
    ("format", one(&scalar::TEXT)),
    ("path", one(&scalar::TEXT)),
    ("required", one(&scalar::BOOLEAN)),
])
.with(&["path"])
.but(Others::Refused);

static EXPOSED: List = List {
    item: one(&scalar::TEXT_OR_INT),
    unique: false,
};

/// What a service builds on is taken in before its keys are known, so others are passed over.
static EXTENDS: Mapping = keys(&[
    ("file", one(&scalar::TEXT)),
    ("service", one(&scalar::TEXT)),
])
.with(&["service"])
.but(Others::Open);

static GPUS: List = List {
    item: mapping(&GPU),
    unique: false,
};
static GPU: Mapping = keys(DEVICE_REQUEST_KEYS).but(Others::Open);

static GROUPS: List = List {
    item: one(&scalar::TEXT_OR_NUMBER),
    unique: true,
};

static HEALTHCHECK: Mapping = keys(&[
    ("disable", one(&scalar::BOOLEAN)),
    ("interval", one(&scalar::DURATION)),
    ("retries", one(&scalar::RETRIES)),
    ("start_interval", one(&scalar::DURATION)),
    ("start_period", one(&scalar::DURATION)),
    ("test", TEXT_OR_TEXTS),
    ("timeout", one(&scalar::DURATION)),
]);

static HOOKS: List = List {
    item: mapping(&HOOK),
    unique: false,
};

static LOGGING: Mapping = keys(&[
    ("driver", one(&scalar::TEXT)),
    ("options", mapping(&LOG_OPTIONS)),
]);
static LOG_OPTIONS: Mapping = named(Names::Any, &LOG_OPTION);
static LOG_OPTION: Shape = one(&scalar::LOG_OPTION);

static PROVIDER: Mapping = keys(&[
    ("options", mapping(&PROVIDER_OPTIONS)),
    ("type", one(&scalar::TEXT)),
])
.with(&["type"]);
static PROVIDER_OPTIONS: Mapping = named(Names::Any, &PROVIDER_OPTION);
static PROVIDER_OPTION: Shape =
    list(&PROVIDER_VALUES).or_one(&scalar::TEXT_NUMBER_OR_BOOLEAN, "a single value or a list");
static PROVIDER_VALUES: List = List {
    item: one(&scalar::TEXT_NUMBER_OR_BOOLEAN),
    unique: false,
};

static STORAGE: Mapping = named(Names::Any, &STORAGE_OPTION);
static STORAGE_OPTION: Shape = one(&scalar::STORAGE_OPTION);
