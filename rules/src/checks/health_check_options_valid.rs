//! Decides `health-check-options-valid`: Docker understands how health is to be checked.

use super::{Check, Decide};
use crate::catalogue::health_check_options_valid::{
    COMMAND_MISSING, CONTROL, FLAG_REPEATED, FLAG_UNKNOWN, FLAG_WITHOUT_VALUE, KIND_MISSING,
    VALUE_INVALID, WORDS_BEHIND_NONE,
};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};
use crate::model::dockerfile::{Flag, Keyword, Refusal, Why, refusals};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for step in build.steps() {
        let instruction = step.instruction;
        if instruction.keyword.value != Keyword::Healthcheck {
            continue;
        }
        is_concerned = true;
        let refused = refusals(instruction, build.text, build.file().escape);
        failures.extend(refused.iter().filter_map(|refusal| {
            let finding = finding(refusal)?;
            Some(finding.at(step.at(refusal.span)))
        }));
        for flag in &instruction.flags {
            let Some(value) = &flag.value else { continue };
            if !is_valid(flag, &value.value) {
                let finding = Finding::new(VALUE_INVALID)
                    .with("flag", &flag.name.value)
                    .with("value", &value.value);
                failures.push(finding.at(step.at(value.span)));
            }
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

fn finding(refusal: &Refusal) -> Option<Finding> {
    Some(match &refusal.why {
        Why::NoArguments | Why::NeitherCommandNorNone => Finding::new(KIND_MISSING),
        Why::NoCommand => Finding::new(COMMAND_MISSING),
        Why::Superfluous => Finding::new(WORDS_BEHIND_NONE),
        Why::UnknownFlag(flag) => Finding::new(FLAG_UNKNOWN).with("flag", flag),
        Why::RepeatedFlag(flag) => Finding::new(FLAG_REPEATED).with("flag", flag),
        Why::FlagWithoutValue(flag) => Finding::new(FLAG_WITHOUT_VALUE).with("flag", flag),
        // The exec form has a control of its own; the others are no matter of health checks.
        Why::OtherValues
        | Why::UnknownInstruction(_)
        | Why::NoValue
        | Why::NoName
        | Why::NoDestination
        | Why::NoStageName
        | Why::StageName(_)
        | Why::NoArray
        | Why::OpenDocument(_) => return None,
    })
}

/// Whether Docker can read a known flag's value; unknown flags are told as such.
fn is_valid(flag: &Flag, value: &str) -> bool {
    match flag.name.value.as_str() {
        "interval" | "timeout" | "start-period" | "start-interval" => is_duration(value),
        "retries" => value.parse::<u32>().is_ok(),
        _ => true,
    }
}

/// A duration as Go writes it, such as `1m30s` or `0`, and nothing below zero.
fn is_duration(value: &str) -> bool {
    if value == "0" {
        return true;
    }
    let mut rest = value.strip_prefix('+').unwrap_or(value);
    if rest.is_empty() {
        return false;
    }
    while !rest.is_empty() {
        let unit = rest.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
        let number = rest.get(..rest.len() - unit.len()).unwrap_or_default();
        let is_number = number.contains(|letter: char| letter.is_ascii_digit())
            && number.matches('.').count() < 2;
        let units = ["ns", "us", "µs", "μs", "ms", "s", "m", "h"];
        let after = units.iter().find_map(|known| unit.strip_prefix(known));
        match after.filter(|_| is_number) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::is_duration;

    #[test]
    fn durations_have_units() {
        for sound in ["30s", "1m30s", "0", "1.5h", "500ms", "0s", "10us"] {
            assert!(is_duration(sound), "{sound}");
        }
        for broken in ["30", "", "s", "-1s", "1d", "1..5s", "1 s", "."] {
            assert!(!is_duration(broken), "{broken}");
        }
    }
}
