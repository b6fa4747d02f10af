//! `fixtures/<control>/<verdict>-<what>/` is one case: the artifacts in `input/`, and the
//! words they must produce in `expected.snap`.
//!
//! The folder's first word is the verdict (pass, fail, unknown or na), so accepting a
//! snapshot in haste cannot turn a failure into a pass. A changed snapshot is accepted with
//! `INSTA_UPDATE=always cargo test -p plimsoll-rules --test fixtures`.

mod cases;

use std::path::PathBuf;

use plimsoll_rules::export::plain::plain;
use plimsoll_rules::{Policy, assess};
use rstest::rstest;

use cases::Case;

#[rstest]
fn decides_as_named(
    #[files("fixtures/*/*")]
    #[dirs]
    folder: PathBuf,
) {
    let case = Case::at(&folder);
    let artifacts = case.artifacts();
    let report = assess(&artifacts, &Policy::default());
    let result = report.control(&case.control);
    let result = result.expect("the outer folder is named after a control");

    insta::with_settings!({
        snapshot_path => &folder,
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("expected", plain(&report, &artifacts, &case.control));
    });
    assert_eq!(case.status(), Some(result.status), "{}", folder.display());
}

/// A snapshot outside a case, or beside another, would be compared with nothing.
#[rstest]
fn holds_input_and_expectation_only(
    #[files("fixtures/*/*")]
    #[dirs]
    folder: PathBuf,
) {
    let mut names: Vec<String> = cases::entries(&folder)
        .iter()
        .map(|path| cases::name(path))
        .collect();
    names.sort();
    assert_eq!(names, ["expected.snap", "input"], "{}", folder.display());
}
