//! Files that a service takes variables and labels from.

use super::field::Field;
use super::service::Service;
use super::setting::{Setting, part};
use crate::model::yaml::Node;

/// A file of variables that a service names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnvFile {
    /// Its path.
    pub path: String,
    /// Whether Compose refuses the project where the file is absent.
    pub is_required: bool,
    /// Whether its lines are taken literally, without quotes and variables.
    pub is_raw: bool,
}

impl Service {
    /// Files with environment variables; a later one goes before an earlier one.
    pub fn env_files(&self) -> Vec<Setting<EnvFile>> {
        let field = self.field(&["env_file"]);
        match field.node() {
            Some(node) if node.is_sequence() => field.list(|item| env_file(&item)),
            Some(_) => vec![env_file(&field)],
            None => Vec::new(),
        }
    }

    /// Paths of files with labels.
    pub fn label_files(&self) -> Vec<Setting<String>> {
        self.field(&["label_file"]).text_or_texts()
    }
}

fn env_file(field: &Field<'_>) -> Setting<EnvFile> {
    let short = |path| EnvFile {
        path,
        is_required: true,
        is_raw: false,
    };
    if !field.node().is_some_and(Node::is_mapping) {
        return field.text().map(short);
    }
    let is_required = part!(field.get("required").boolean());
    let format = part!(field.get("format").text());
    field.get("path").text().map(|path| EnvFile {
        is_required: is_required.unwrap_or(true),
        is_raw: format.as_deref() == Some("raw"),
        ..short(path)
    })
}
