//! Decides `secret-mode-restricted`: others may not read the secrets that a service is given.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::secret_mode_restricted::{
    CONTROL, MODE_OPEN, MODE_PASSED_OVER, MODE_UNRESOLVED,
};
use crate::facts::{Composed, Runtime};
use crate::finding::{Finding, Verdict};
use crate::model::compose::{Field, Setting};
use crate::model::yaml::Node;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[Decide::Service(decide), Decide::Runtime(in_force)]),
};

fn in_force(runtime: &Runtime) -> Verdict {
    let modes = &runtime.secret_modes;
    let open = modes.items.iter().filter(|mode| mode.value & OTHERS != 0);
    let failures = open.map(|mode| {
        Finding::new(MODE_OPEN)
            .with("mode", octal(mode.value))
            .at(mode.evidence)
    });
    let unknown = unsettled::unseen_all(&modes.unknown);
    Verdict::over(!modes.is_none(), failures.collect(), unknown)
}

/// A mode as people write it.
fn octal(mode: i64) -> String {
    format!("0{:03o}", mode & 0o7777)
}

/// What the last digit of a mode grants to those who are neither owner nor in the group.
const OTHERS: i64 = 0o7;

fn decide(composed: Composed<'_>) -> Verdict {
    let secrets = composed.service.field(&["secrets"]);
    let modes = secrets.items().map(|item| mode(&item)).collect();
    let modes = composed.list(modes, |mode: &i64| Some(*mode));
    let open = modes.items.iter().filter(|mode| mode.value & OTHERS != 0);
    let failures = open.map(|mode| {
        let finding = Finding::new(MODE_OPEN)
            .with("mode", octal(mode.value))
            .at(mode.evidence);
        mended(finding, composed)
    });
    let mut unknown = unsettled::findings(&modes.unknown, MODE_UNRESOLVED);
    let items = secrets.items();
    unknown.extend(items.filter_map(|item| passed_over(composed, &item)));
    let is_concerned = secrets.items().next().is_some();
    Verdict::over(is_concerned, failures.collect(), unknown)
}

/// A secret from a file is mounted by Compose as that file is, whatever mode is asked for.
fn passed_over(composed: Composed<'_>, item: &Field<'_>) -> Option<Finding> {
    let stated = mode(item).span().filter(|_| !composed.is_stack())?;
    let name = item.get("source").text();
    let declared = composed.project.compose.secrets.iter();
    let mut named = declared.filter(|it| Some(&it.name.value) == name.value());
    let file = named.next()?.field(&["file"]).text();
    let finding = Finding::new(MODE_PASSED_OVER).with("file", file.value()?);
    Some(finding.at(composed.at(stated)))
}

/// The mode of a secret in long form; text is octal whether or not it begins with a nought.
fn mode(item: &Field<'_>) -> Setting<i64> {
    let field = match item.node() {
        Some(node) if node.is_mapping() => item.get("mode"),
        Some(_) | None => return Setting::Absent,
    };
    let is_plain = field
        .node()
        .and_then(Node::scalar)
        .is_some_and(|scalar| scalar.plain && !scalar.text.contains('$'));
    if is_plain {
        return field.integer();
    }
    field.text().parse(|text| {
        i64::from_str_radix(text.trim_start_matches("0o"), 8)
            .map_err(|_| "this is no mode of a file".to_owned())
    })
}

fn mended(finding: Finding, composed: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        composed,
        "Make sure that the service runs as the user that owns the secret, or set `uid` too.",
        |site| {
            let index = site.item(&["secrets"])?;
            site.place.item(&["secrets"], index)?.set(&["mode"], "0400")
        },
    )
}
