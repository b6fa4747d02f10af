//! Decides `included-files-pinned`: what Compose fetches from elsewhere cannot change unseen.
//!
//! Compose fetches Git repositories and OCI artifacts that `include` and `extends` name.

mod remote;

use super::{Check, Decide};
use crate::catalogue::included_files_pinned::{CONTROL, FILE_UNPINNED, PATH_UNRESOLVED};
use crate::facts::{Document, Whole};
use crate::finding::{Finding, Verdict};
use crate::model::compose::{Field, Setting};
use crate::model::yaml::Node;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Project(decide),
};

fn decide(whole: Whole<'_>) -> Verdict {
    let (mut failures, mut unknown) = (Vec::new(), Vec::new());
    let mut is_concerned = false;
    for document in whole.documents() {
        for path in included(&document).into_iter().chain(extended(&document)) {
            match path {
                Setting::Set(path) => {
                    let Some(is_pinned) = remote::is_pinned(&path.value) else {
                        continue;
                    };
                    is_concerned = true;
                    if !is_pinned {
                        let finding = Finding::new(FILE_UNPINNED).with("path", &path.value);
                        failures.push(finding.at(whole.at(path.span)));
                    }
                }
                Setting::Unresolved { span, variables } => {
                    let finding = Finding::new(PATH_UNRESOLVED);
                    let finding = finding.with("variable", variables.join(", "));
                    unknown.push(finding.at(whole.at(span)));
                }
                Setting::Absent | Setting::Malformed { .. } => {}
            }
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}

/// The paths of `include`: each a text, or a mapping with one path or several.
fn included(document: &Document<'_>) -> Vec<Setting<String>> {
    let items = document.field(&["include"]).items();
    items
        .flat_map(|item| {
            let is_long = item.node().is_some_and(Node::is_mapping);
            if is_long {
                item.get("path").text_or_texts()
            } else {
                vec![item.text()]
            }
        })
        .collect()
}

/// The files that services build on.
fn extended(document: &Document<'_>) -> Vec<Setting<String>> {
    let services = document.field(&["services"]);
    let entries = services.node().map(Node::entries).unwrap_or_default();
    let extends = entries.iter().filter_map(|entry| {
        let extends = entry.value.get("extends")?;
        extends.is_mapping().then_some(extends)
    });
    extends
        .map(|extends| Field::new(extends, document.scope()).get("file").text())
        .collect()
}
