//! Decides `stop-signal-effective`: the signal that stops the container can be handled.

use super::{Check, Decide, unsettled};
use crate::catalogue::stop_signal_effective::{
    CONTROL, SIGNAL_UNCATCHABLE, SIGNAL_UNKNOWN, SIGNAL_UNRESOLVED,
};
use crate::facts::Build;
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::InstructionKind;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// The names of Linux signals without `SIG` (signal(7)).
const NAMES: [&str; 37] = [
    "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "EMT", "FPE", "HUP", "ILL", "INT", "IO", "IOT",
    "KILL", "PIPE", "POLL", "PROF", "PWR", "QUIT", "RTMAX", "RTMIN", "SEGV", "STKFLT", "STOP",
    "SYS", "TERM", "TRAP", "TSTP", "TTIN", "TTOU", "URG", "USR1", "USR2", "VTALRM", "WINCH",
    "XCPU", "XFSZ",
];

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    // The last one is what the container has.
    let last = build
        .shipped_backwards()
        .find_map(|step| match &step.instruction.kind {
            InstructionKind::Stopsignal(signal) if !step.is_deferred => Some((step, signal)),
            _ => None,
        });
    let Some((step, signal)) = last else {
        return Verdict::NotApplicable;
    };
    match step.settled(signal) {
        Ok(name) => {
            let reason = match Signal::named(&name) {
                Signal::Catchable => return Verdict::Pass(Some(step.at(signal.span))),
                Signal::Uncatchable => SIGNAL_UNCATCHABLE,
                Signal::Unknown => SIGNAL_UNKNOWN,
            };
            let asks = "Confirm that the program stops when it is sent SIGTERM.";
            let edit = Edit::replace(signal.span, "SIGTERM");
            let finding = Finding::new(reason).with("signal", &name);
            failures.push(
                finding
                    .at(step.at(signal.span))
                    .mended_by(Remedy::assisted(asks, vec![edit])),
            );
        }
        Err(missing) => unknown.push(unsettled::finding(&missing, SIGNAL_UNRESOLVED)),
    }
    Verdict::of_lists(failures, unknown)
}

/// What a program can do about a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signal {
    /// It may handle it.
    Catchable,
    /// The kernel acts and the program is not asked.
    Uncatchable,
    /// There is no such signal.
    Unknown,
}

impl Signal {
    /// The signal of a name, with `SIG` or without and in any case, or of a number.
    fn named(name: &str) -> Self {
        let name = name.trim().to_ascii_uppercase();
        if let Ok(number) = name.parse::<u8>() {
            return match number {
                9 | 19 => Self::Uncatchable,
                1..=64 => Self::Catchable,
                _ => Self::Unknown,
            };
        }
        let name = name.strip_prefix("SIG").unwrap_or(&name);
        // Real-time signals are counted from either end.
        let (base, offset) = match name.split_once(['+', '-']) {
            Some((base, offset)) => (base, Some(offset)),
            None => (name, None),
        };
        let is_real_time = matches!(base, "RTMIN" | "RTMAX");
        let fits = offset.is_none_or(|offset| {
            is_real_time && offset.parse::<u8>().is_ok_and(|offset| offset <= 30)
        });
        match base {
            "KILL" | "STOP" => Self::Uncatchable,
            known if NAMES.contains(&known) && fits => Self::Catchable,
            _ => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Signal;

    #[test]
    fn signals_have_names_and_numbers() {
        for name in [
            "SIGTERM",
            "quit",
            "15",
            "RTMIN+3",
            "SIGRTMAX-1",
            "USR1",
            "28",
        ] {
            assert_eq!(Signal::named(name), Signal::Catchable, "{name}");
        }
        for name in ["KILL", "SIGSTOP", "9", "19"] {
            assert_eq!(Signal::named(name), Signal::Uncatchable, "{name}");
        }
        for name in ["TERMINATE", "0", "65", "SIG", "TERM+1", "RTMIN+31", ""] {
            assert_eq!(Signal::named(name), Signal::Unknown, "{name}");
        }
    }
}
