//! Decides `service-settings-secret-free`: no label, command or health check holds a secret.
//!
//! Variables are another control's. What stands around a variable that is filled in from
//! outside is judged, what the variable will hold is not.

mod commands;

use super::{Check, Decide, secret_edits, secret_kinds, unsettled};
use crate::catalogue::service_settings_secret_free::{
    CONTROL, CREDENTIAL_GIVEN, NAMED_LIKE_SECRET, SECRET_RECOGNISED, VALUE_GENERATED,
};
use crate::facts::secrets::{SecretKind, is_hidden};
use crate::facts::{Common, Composed, Secret, Stated, Variable};
use crate::finding::{Finding, Verdict};
use crate::model::compose::{Field, Service, Setting};
use crate::sorted::InOrder;
use crate::span::Spanned;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[Decide::Service(decide), Decide::Common(in_force)]),
};

/// What an engine shows.
fn in_force(common: &Common) -> Verdict {
    let labels = common.labels.items.iter();
    let mut failures: Vec<Finding> = labels
        .filter_map(|label| Some(of_label(&label.value)?.at(label.evidence)))
        .collect();
    for words in &common.commands {
        failures.extend(of_words(words));
    }
    // One place may hold a command and be shown as a part of another one.
    failures.order_by_key(|finding| finding.evidence.and_then(|it| it.span));
    failures.dedup_by_key(|finding| finding.evidence.and_then(|it| it.span));
    let mut unknown = unsettled::unseen_all(&common.labels.unknown);
    let words = common.commands.iter().flatten();
    let open = words.filter(|word| {
        let is_told = |finding: &Finding| finding.evidence == Some(word.evidence);
        is_hidden(&word.value) && !failures.iter().any(is_told)
    });
    unknown.extend(open.map(|word| unsettled::hidden(Some(word.evidence))));
    let is_concerned = !common.labels.is_none() || !common.commands.is_empty();
    Verdict::over(is_concerned, failures, unknown)
}

fn of_words(words: &[Stated<String>]) -> Vec<Finding> {
    let place = |word: &Stated<String>| word.evidence.span;
    let spanned = words
        .iter()
        .filter_map(|word| Some(Spanned::new(word.value.clone(), place(word)?)));
    let found = commands::in_words(spanned.collect()).into_iter();
    let findings = found.map(|found| {
        let stands = |word: &&Stated<String>| place(word) == Some(found.span);
        let evidence = words.iter().find(stands).map(|word| word.evidence);
        given(found.what).at_any(evidence)
    });
    findings.collect()
}

/// The keys whose entries are judged by name and value.
const PAIRS: [&[&str]; 5] = [
    &["labels"],
    &["annotations"],
    &["build", "labels"],
    &["deploy", "labels"],
    &["logging", "options"],
];

/// The commands of a service itself.
const COMMANDS: [&[&str]; 3] = [&["command"], &["entrypoint"], &["healthcheck", "test"]];

/// The lists of commands that accompany start and stop.
const HOOKS: [&str; 3] = ["pre_start", "post_start", "pre_stop"];

fn decide(composed: Composed<'_>) -> Verdict {
    // What a variable will hold is not the file's secret.
    let service = composed.service.without_references();
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for path in PAIRS {
        let field = service.field(path);
        is_concerned |= field.is_stated();
        failures.extend(in_pairs(composed, &field));
    }
    for field in commands(&service) {
        is_concerned |= field.is_stated();
        failures.extend(in_command(composed, &field));
    }
    failures.order_by_key(|finding: &Finding| finding.evidence.and_then(|it| it.span));
    Verdict::over(is_concerned, failures, Vec::new())
}

fn commands(service: &Service) -> Vec<Field<'_>> {
    let own = COMMANDS.iter().map(|path| service.field(path));
    let hooks = HOOKS.iter().flat_map(|hook| service.field(&[hook]).items());
    own.chain(hooks.map(|hook| hook.get("command"))).collect()
}

fn in_pairs(composed: Composed<'_>, field: &Field<'_>) -> Vec<Finding> {
    let pairs = field.pairs().into_iter();
    let findings = pairs.filter_map(|pair| {
        let Setting::Set(pair) = pair else {
            return None;
        };
        let Setting::Set(value) = pair.value.value else {
            return None;
        };
        let name = &pair.value.key.value;
        let finding = of_label(&Variable::label(name, &value.value))?;
        let finding = finding.at(composed.at(value.span));
        let secret = |text: &str| Some(secret_edits::value(text, name));
        Some(secret_edits::from_outside(finding, composed, name, secret))
    });
    findings.collect()
}

fn of_label(label: &Variable) -> Option<Finding> {
    Some(match label.secret? {
        Secret::Shaped(kind) => Finding::new(SECRET_RECOGNISED).with("kind", kind),
        Secret::Address => Finding::new(SECRET_RECOGNISED).with("kind", SecretKind::Address.noun()),
        Secret::Named | Secret::Hidden => Finding::new(NAMED_LIKE_SECRET).with("name", &label.name),
        Secret::Placeholder | Secret::Passed => return None,
    })
}

fn in_command(composed: Composed<'_>, field: &Field<'_>) -> Vec<Finding> {
    let found = commands::credentials(field).into_iter();
    let findings = found.map(|found| {
        let owner = composed.service.name.value.to_uppercase();
        let variable = match &found.what {
            commands::What::Variable(name) => name.clone(),
            commands::What::Option { option, .. } if option.starts_with("--") => {
                format!("{owner}_{}", option.trim_start_matches('-').to_uppercase())
            }
            commands::What::Option { .. } => format!("{owner}_PASSWORD"),
            commands::What::Kind(_) => format!("{owner}_SECRET"),
        };
        let finding = given(found.what).at(composed.at(found.span));
        let secret = |text: &str| secret_edits::only(text, &found.value);
        secret_edits::from_outside(finding, composed, &variable, secret)
    });
    findings.collect()
}

fn given(what: commands::What) -> Finding {
    match what {
        commands::What::Kind(kind) => {
            secret_kinds::finding(&kind, VALUE_GENERATED, SECRET_RECOGNISED)
        }
        commands::What::Option { program, option } => Finding::new(CREDENTIAL_GIVEN)
            .with("program", program)
            .with("option", option),
        commands::What::Variable(name) => Finding::new(NAMED_LIKE_SECRET).with("name", name),
    }
}
