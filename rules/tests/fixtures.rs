//! `fixtures/<control>/<verdict>-<what>/` is one case: the artifacts in `input/`, and the
//! words they must produce in `expected.snap`. Where ages are counted, `today.txt` beside them
//! holds the day.
//!
//! The folder's first word is the verdict (pass, fail, unknown or na), so accepting a
//! snapshot in haste cannot turn a failure into a pass. A changed snapshot is accepted with
//! `INSTA_UPDATE=always cargo test -p plimsoll-rules --test fixtures -- <control>`.
//!
//! Cases are found when the test runs, so a new one needs no build.

mod cases;

use std::path::Path;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};
use plimsoll_rules::assess;
use plimsoll_rules::export::plain::plain;

use cases::Case;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let trials = cases::folders().into_iter().map(|folder| {
        let name = format!(
            "{}::{}",
            cases::name(folder.parent().expect("a case lies in a control's folder")),
            cases::name(&folder)
        );
        Trial::test(name, move || {
            decides_as_named(&folder);
            holds_input_and_expectation_only(&folder);
            Ok(())
        })
    });
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}

fn decides_as_named(folder: &Path) {
    let case = Case::at(folder);
    let artifacts = case.artifacts();
    let report = assess(&artifacts, &case.policy());
    let result = report.control(&case.control);
    let result = result.expect("the outer folder is named after a control");

    insta::with_settings!({
        snapshot_path => folder,
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("expected", plain(&report, &artifacts, &case.control));
    });
    assert_eq!(case.status(), Some(result.status), "{}", folder.display());
}

/// A snapshot outside a case, or beside another, would be compared with nothing.
fn holds_input_and_expectation_only(folder: &Path) {
    let mut names: Vec<String> = cases::entries(folder)
        .iter()
        .map(|path| cases::name(path))
        .collect();
    names.retain(|name| name != "today.txt");
    names.sort();
    assert_eq!(names, ["expected.snap", "input"], "{}", folder.display());
}
