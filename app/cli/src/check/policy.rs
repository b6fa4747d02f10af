//! What the reader decided, from a file and from the clock.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use plimsoll_rules::Policy;
use plimsoll_rules::artifact::Effect;
use plimsoll_rules::artifact::decode;
use plimsoll_rules::span::LineIndex;

use crate::files;
use crate::terminal::Console;

/// The waivers and settings of a policy file; what is wrong with it is told as a warning.
///
/// # Errors
/// A sentence, where the file cannot be had, is no text, or holds nothing that can be read.
pub(crate) fn read(path: &Path, console: &Console) -> Result<Policy, String> {
    let name = files::name_of(path);
    let bytes = std::fs::read(path).map_err(|error| format!("{name}: {error}"))?;
    let decoded = decode::decode(&bytes).map_err(|refusal| format!("{name}: {refusal}"))?;
    let (policy, mut problems) = Policy::read(&decoded.text);
    problems.extend(decoded.problems);
    let lines = LineIndex::new(&decoded.text);
    for problem in &problems {
        let place = problem.span.map_or_else(String::new, |span| {
            let at = lines.position(span.start, &decoded.text);
            format!(":{}:{}", at.line, at.column)
        });
        console.warn(&format!("{name}{place}: {}", problem.message));
    }
    let is_unreadable = problems
        .iter()
        .any(|problem| problem.effect == Effect::Unreadable);
    let is_empty = policy == Policy::default();
    if is_unreadable || (is_empty && !problems.is_empty()) {
        return Err(format!("{name}: no policy can be read from it"));
    }
    if is_empty {
        console.warn(&format!("{name}: it decides nothing"));
    }
    Ok(policy)
}

/// Today in UTC.
///
/// # Errors
/// A sentence, where the clock is no help.
pub(crate) fn today() -> Result<Date, String> {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|since| i64::try_from(since.as_secs()).ok())
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .map(|now| Offset::UTC.to_datetime(now).date())
        .ok_or_else(|| "the clock is wrong; state the day with --today".to_owned())
}
