//! Decides `init-process-used`: where several processes run, one of them cleans up.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::init_process_used::{CONTROL, INIT_MISSING, INIT_OFF, INIT_UNRESOLVED};
use crate::facts::{Composed, Fact, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
};

/// Programs that start others and stay: shells, and what runs scripts or workers.
const STARTERS: [&str; 19] = [
    "ash", "bash", "celery", "dash", "forever", "foreman", "gunicorn", "honcho", "ksh", "npm",
    "npx", "nodemon", "pm2", "pnpm", "sh", "uvicorn", "uwsgi", "yarn", "zsh",
];

fn decide(runtime: &Runtime) -> Verdict {
    let words = &runtime.addressing.started.words.items;
    let words: Vec<&str> = words
        .iter()
        .flat_map(|word| word.value.split_whitespace())
        .collect();
    let program = |word: &&str| word.rsplit('/').next().unwrap_or_default().to_owned();
    let Some(first) = words.first().map(program) else {
        return Verdict::NotApplicable;
    };
    // A shell that hands over to its last command is gone by then.
    let hands_over = words.contains(&"exec");
    let starts = STARTERS.contains(&first.as_str()) && !hands_over;
    if !starts {
        return Verdict::NotApplicable;
    }
    let place = runtime
        .addressing
        .started
        .words
        .items
        .first()
        .map(|word| word.evidence);
    match &runtime.bounds.init {
        Fact::Stated {
            value: true,
            evidence,
        } => Verdict::Pass(Some(*evidence)),
        Fact::Stated {
            value: false,
            evidence,
        } => Finding::new(INIT_OFF)
            .with("program", first)
            .at(*evidence)
            .fails(),
        Fact::Default(_) => Finding::new(INIT_MISSING)
            .with("program", first)
            .at_any(place)
            .fails(),
        Fact::Unknown(unknown) => unsettled::verdict(unknown, INIT_UNRESOLVED),
    }
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::safely_mended(finding, service, |site| site.set(&["init"], "true"))
}
