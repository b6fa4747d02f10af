//! Decides `curl-certificates-verified`: curl checks the certificates of servers.

use super::options_refused::{Change, Given, Refused};
use super::{Check, Decide, lines_written};
use crate::catalogue::curl_certificates_verified::{CONTROL, OPTION_GIVEN, SETTING_WRITTEN};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};
use crate::model::shell::Invocation;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

static OPTIONS: Refused = Refused {
    takes: |call| call.name == "curl",
    given,
    reason: OPTION_GIVEN,
    asks: None,
};

/// Letters whose value follows (curl manual).
const VALUED: &str = "AbcCdDeEFHKmoPQrtTuUwxXyYz";

const LONG: [&str; 3] = ["--insecure", "--proxy-insecure", "--doh-insecure"];

fn given(call: &Invocation) -> Vec<Given> {
    let mut found = Vec::new();
    let mut is_value = false;
    for (at, word) in call.own_arguments().iter().enumerate() {
        if std::mem::take(&mut is_value) {
            continue;
        }
        if LONG.contains(&word.text.as_str()) {
            found.push(Given::alone(at));
        }
        let Some(letters) = word
            .text
            .strip_prefix('-')
            .filter(|it| !it.starts_with('-'))
        else {
            continue;
        };
        for (offset, letter) in letters.char_indices() {
            if letter == 'k' {
                let change = if letters.len() == 1 {
                    Change::Removed
                } else {
                    Change::Letter(offset + 1)
                };
                found.push(Given {
                    change,
                    ..Given::alone(at)
                });
                break;
            }
            if VALUED.contains(letter) {
                is_value = offset + 1 == letters.len();
                break;
            }
        }
    }
    found
}

fn decide(build: &Build<'_>) -> Verdict {
    let (mut is_concerned, mut failures) = OPTIONS.findings(build);
    for line in lines_written::all(build) {
        if !line.path.ends_with("curlrc") {
            continue;
        }
        is_concerned = true;
        let option = line.text.trim().trim_start_matches("--");
        if matches!(option, "insecure" | "-k" | "proxy-insecure") {
            failures.push(
                Finding::new(SETTING_WRITTEN)
                    .with("path", &line.path)
                    .at(build.at(line.span)),
            );
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}
