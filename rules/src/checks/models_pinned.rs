//! Decides `models-pinned`: an AI model is the same tomorrow, and run as its provider meant.

use super::{Check, Decide};
use crate::catalogue::models_pinned::{CONTROL, FLAGS_PASSED, MODEL_UNPINNED, MODEL_UNRESOLVED};
use crate::facts::{ImageReference, Whole};
use crate::finding::{Finding, Verdict};
use crate::model::compose::{Field, Setting};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Project(decide),
};

fn decide(whole: Whole<'_>) -> Verdict {
    let compose = &whole.project.compose;
    let models = Field::at(&compose.root, &["models"], &compose.scope);
    let Setting::Set(entries) = models.mapping() else {
        return Verdict::NotApplicable;
    };
    let (mut failures, mut unknown) = (Vec::new(), Vec::new());
    for entry in entries.value {
        let declared = Field::new(&entry.value, &compose.scope);
        match declared.get("model").text() {
            Setting::Set(model) => {
                if ImageReference::new(&model.value).is_pinned() != Some(true) {
                    let finding = Finding::new(MODEL_UNPINNED).with("model", &model.value);
                    failures.push(finding.at(whole.at(model.span)));
                }
            }
            Setting::Unresolved { span, variables } => {
                let finding = Finding::new(MODEL_UNRESOLVED).with("variable", variables.join(", "));
                unknown.push(finding.at(whole.at(span)));
            }
            // What Compose refuses is told elsewhere.
            Setting::Absent | Setting::Malformed { .. } => {}
        }
        let flags = declared.get("runtime_flags");
        if let (Some(first), Some(node)) = (flags.items().next(), flags.node())
            && first.is_stated()
        {
            let finding = Finding::new(FLAGS_PASSED).with("model", &entry.key.value);
            failures.push(finding.at(whole.at(node.span)));
        }
    }
    Verdict::over(!entries.value.is_empty(), failures, unknown)
}
