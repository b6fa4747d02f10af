//! Compose's grammar: every key, and what it takes.
//!
//! The facts are those of Compose 2.40.3: its schema, and what its loader reads values as.
//! Keys stand in the order of bytes, so that they can be searched for.

mod build;
mod common;
mod declared;
mod deploy;
mod networks;
mod service;
mod volumes;

pub(super) use self::service::SERVICE;

use self::common::TEXT_OR_TEXTS;
use self::declared::{CONFIG, MODEL, NETWORK, SECRET, VOLUME};
use super::scalar;
use super::shape::{List, Mapping, Names, Others, Shape, keys, list, mapping, named, one};

/// The whole document.
pub(super) static MODEL_FILE: Mapping = keys(&[
    ("configs", mapping(&CONFIGS)),
    ("include", list(&INCLUDES).or_one(&scalar::NULL, "a list")),
    ("models", mapping(&MODELS)),
    ("name", one(&scalar::PROJECT_NAME)),
    ("networks", mapping(&NETWORKS)),
    ("secrets", mapping(&SECRETS)),
    ("services", mapping(&SERVICES)),
    ("version", one(&scalar::TEXT)),
    ("volumes", mapping(&VOLUMES)),
]);

static SERVICES: Mapping = named(Names::Plain, &SERVICE_SHAPE);
static SERVICE_SHAPE: Shape = mapping(&SERVICE);

static NETWORKS: Mapping = loosely(&NETWORK_SHAPE);
static NETWORK_SHAPE: Shape = mapping(&NETWORK).or_one(&scalar::NULL, "a mapping or nothing");

static VOLUMES: Mapping = named(Names::Plain, &VOLUME_SHAPE);
static VOLUME_SHAPE: Shape = mapping(&VOLUME).or_one(&scalar::NULL, "a mapping or nothing");

static SECRETS: Mapping = named(Names::Plain, &SECRET_SHAPE);
static SECRET_SHAPE: Shape = mapping(&SECRET);

static CONFIGS: Mapping = named(Names::Plain, &CONFIG_SHAPE);
static CONFIG_SHAPE: Shape = mapping(&CONFIG);

static MODELS: Mapping = loosely(&MODEL_SHAPE);
static MODEL_SHAPE: Shape = mapping(&MODEL);

/// Compose does not look into a network or a model whose name has other characters.
const fn loosely(shape: &'static Shape) -> Mapping {
    Mapping {
        keys: &[],
        required: &[],
        others: Others::Named {
            names: Names::Plain,
            shape,
            strangers: Some(&UNSEEN),
        },
    }
}

static UNSEEN: Shape = mapping(&OPEN).or_one(&scalar::NULL, "a mapping or nothing");
static OPEN: Mapping = keys(&[]).but(Others::Open);

static INCLUDES: List = List {
    item: mapping(&INCLUDE).or_one(&scalar::TEXT, "text or a mapping"),
    unique: false,
};
/// Compose takes an entry apart before it knows its keys, so it goes on without the others.
static INCLUDE: Mapping = keys(&[
    ("env_file", TEXT_OR_TEXTS),
    ("path", TEXT_OR_TEXTS),
    ("project_directory", one(&scalar::TEXT)),
])
.but(Others::Open);
