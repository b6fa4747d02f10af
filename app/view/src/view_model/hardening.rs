//! One subject: what fails of it, and one change that mends as much as can be.

use plimsoll_rules::catalogue::Category;
use plimsoll_rules::remedy::{Cause, Caveat, Fate, Hardening, Patch, Why};
use plimsoll_rules::report::{Report, Reported};
use serde::{Deserialize, Serialize};

use super::changes::{ChangeView, ChangedLine};
use super::{Texts, detail, places};
use crate::prose;
use crate::words::{Severity, subject_kind};

/// One subject with the change that mends it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HardeningView {
    /// The subject's id.
    pub subject: String,
    /// What people call it.
    pub name: String,
    /// What it is, e.g. `service`.
    pub kind: String,
    /// The files it was read from.
    pub artifacts: Vec<String>,
    /// What fails, by control, worst first.
    pub causes: Vec<CauseView>,
    /// What the reader is asked before some of it is changed.
    pub caveats: Vec<CaveatView>,
    /// What changes, file by file.
    pub files: Vec<FileChange>,
    /// The same as a unified diff, to the byte.
    pub patch: String,
    /// What to call the file of it.
    pub patch_name: String,
    /// How many failures there are.
    pub total: usize,
    /// How many of them the change mends.
    pub mended: usize,
    /// Failures of other subjects that go with it.
    pub also_cleared: usize,
}

/// A control that the subject fails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CauseView {
    /// The control's id.
    pub control: String,
    /// What will be true.
    pub title: String,
    /// The harm until then.
    pub severity: Severity,
    /// Whether it is about a good build and not about security.
    pub is_quality: bool,
    /// Where it fails and why.
    pub failures: Vec<FailureView>,
}

/// One failure and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailureView {
    /// `compose.yaml:41`.
    pub place: String,
    /// The reason as a sentence.
    pub message: String,
    /// Whether the change mends it.
    pub is_mended: bool,
    /// What becomes of it, in words.
    pub fate: String,
}

/// Something to confirm or to fill in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaveatView {
    /// The ids of the controls that ask; they are confirmed together.
    pub controls: Vec<String>,
    /// What will be true, control by control.
    pub titles: Vec<String>,
    /// What is asked, as whole sentences.
    pub asks: Vec<String>,
    /// Whether its changes are tried.
    pub is_confirmed: bool,
}

/// What changes in one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileChange {
    /// The file's name in the report.
    pub name: String,
    /// The lines that change, with those round them, without secrets.
    pub lines: Vec<ChangedLine>,
    /// How many further lines change.
    pub more: usize,
}

/// What hardening a subject comes to; `None` where the report has no such subject.
pub fn view(report: &Report, texts: &Texts, hardening: &Hardening) -> Option<HardeningView> {
    let subject = report.subject(&hardening.subject)?;
    let patches = &hardening.mending.patches;
    let cleared = patches.iter().flat_map(|patch| &patch.cleared);
    texts.conceal(report, &cleared.collect::<Vec<_>>());
    let files = patches.iter().map(|patch| file(patch, texts));
    Some(HardeningView {
        subject: subject.id.to_string(),
        name: subject.label().into_owned(),
        kind: subject_kind(subject.kind).0.to_owned(),
        artifacts: subject.artifacts.iter().map(ToString::to_string).collect(),
        causes: hardening.causes.iter().map(cause).collect(),
        caveats: caveats(hardening),
        files: files.collect(),
        patch: patches.iter().map(|patch| patch.diff.as_str()).collect(),
        patch_name: patch_name(&subject.name),
        total: hardening.causes.iter().map(|it| it.failures.len()).sum(),
        mended: hardening.mended(),
        also_cleared: hardening.also_cleared,
    })
}

fn file(patch: &Patch, texts: &Texts) -> FileChange {
    let name = patch.artifact.to_string();
    // A file of which nothing is known to be shown safely is not shown.
    let change = texts
        .concealed(&name)
        .map(|concealed| ChangeView::from(patch.preview(concealed)));
    let (lines, more) = change.map_or_else(Default::default, |it| (it.lines, it.more));
    FileChange { name, lines, more }
}

fn cause(cause: &Cause) -> CauseView {
    let failures = cause.failures.iter();
    CauseView {
        control: cause.control.id.to_owned(),
        title: cause.control.title.to_owned(),
        severity: cause.control.severity.into(),
        is_quality: cause.control.category == Category::Quality,
        failures: failures.map(|(it, fate)| failure(it, *fate)).collect(),
    }
}

fn failure(finding: &Reported, fate: Fate) -> FailureView {
    FailureView {
        place: places::location(finding).unwrap_or_default(),
        message: prose::reason(finding),
        is_mended: fate == Fate::Mended,
        fate: words(finding, fate),
    }
}

/// What becomes of a failure, as a sentence.
fn words(finding: &Reported, fate: Fate) -> String {
    let asks = finding.remedy().is_some_and(|it| it.asks.is_some());
    let why = match fate {
        Fate::Mended if asks => return "In the change, for you to confirm first.".to_owned(),
        Fate::Mended => return "In the change.".to_owned(),
        Fate::Open => return "Not known until the change is filled in.".to_owned(),
        Fate::Stays(why) => why,
    };
    match (why, detail::refused(finding)) {
        (Why::ByHand, Some(refused)) => format!("No change is offered here. {refused}"),
        (Why::ByHand, None) => "To be mended by hand.".to_owned(),
        (Why::Asks | Why::NotChosen, _) => "Left out, because you did not confirm it.".to_owned(),
        (Why::Accepted, _) => "The risk is accepted.".to_owned(),
        (Why::NotPlainText, _) => "The file is not plain UTF-8, so it is not changed.".to_owned(),
        (Why::Refused, _) => {
            "Its change was tried and left out: the report would not have been better for it."
                .to_owned()
        }
        (Why::Unfinished, _) => "Left for another time: too much changes at once.".to_owned(),
    }
}

/// What is asked, apart from changes that were confirmed and would not have helped.
fn caveats(hardening: &Hardening) -> Vec<CaveatView> {
    let is_mended = |id: &str| {
        let mut causes = hardening.causes.iter().filter(|it| it.control.id == id);
        causes.any(|it| it.failures.iter().any(|(_, fate)| *fate == Fate::Mended))
    };
    let is_of_use = |caveat: &&Caveat| {
        let mut asked = caveat.asked.iter();
        !caveat.is_confirmed || asked.any(|(control, _)| is_mended(control.id))
    };
    let caveats = hardening.caveats.iter().filter(is_of_use);
    caveats.map(caveat).collect()
}

fn caveat(caveat: &Caveat) -> CaveatView {
    let mut view = CaveatView {
        controls: Vec::new(),
        titles: Vec::new(),
        asks: Vec::new(),
        is_confirmed: caveat.is_confirmed,
    };
    for (control, asks) in &caveat.asked {
        if !view.controls.iter().any(|id| id == control.id) {
            view.controls.push(control.id.to_owned());
            view.titles.push(control.title.to_owned());
        }
        let asks = prose::marked(asks);
        if !view.asks.contains(&asks) {
            view.asks.push(asks);
        }
    }
    view
}

/// `harden-web.patch`, of letters that every file system takes.
fn patch_name(subject: &str) -> String {
    let plain = |letter: char| {
        if letter.is_ascii_alphanumeric() || "._-".contains(letter) {
            letter
        } else {
            '-'
        }
    };
    let name: String = subject.chars().take(60).map(plain).collect();
    format!("harden-{}.patch", name.trim_matches(['-', '.']))
}

#[cfg(test)]
mod tests {
    use plimsoll_rules::{Policy, assess, read, remedy};

    use super::super::changes::{Role, runs};
    use super::super::{Given, Texts};
    use super::{HardeningView, patch_name, view};

    const SERVICES: &str = "\
services:
  web:
    image: nginx:1.27
    environment:
      DB_PASSWORD: hunter22-and-more
    restart: always
    # One
    # Two
    # Three
    # Four
    # Five
    # Six
    privileged: true
";

    fn hardened() -> HardeningView {
        let artifacts = [read("shop/compose.yaml", SERVICES.as_bytes())];
        let policy = Policy::default();
        let report = assess(&artifacts, &policy);
        let subject = "service:shop/compose.yaml#web";
        let hardening = remedy::harden(&artifacts, &policy, &report, subject, &|_| true);
        let given = [Given {
            id: 1,
            artifact: &artifacts[0],
        }];
        view(&report, &Texts::new(&report, &given), &hardening.unwrap()).unwrap()
    }

    #[test]
    fn the_change_is_shown_in_runs_and_without_secrets() {
        let view = hardened();
        let [file] = view.files.as_slice() else {
            panic!("{:?}", view.files);
        };
        assert!(file.lines.iter().any(|line| line.role == Role::Added));
        assert!(file.lines.iter().any(|line| line.role == Role::Kept));
        let shown = format!("{:?}", file.lines);
        assert!(!shown.contains("hunter22"), "{shown}");
        let told: usize = runs(&file.lines).iter().map(|run| run.len()).sum();
        assert_eq!(told, file.lines.len());
        assert!(view.patch.contains("--- a/shop/compose.yaml"));
    }

    #[test]
    fn causes_are_told_worst_first_with_their_fate() {
        let view = hardened();
        let order = |it: &super::CauseView| (it.is_quality, it.severity);
        assert!(view.causes.is_sorted_by_key(order), "{:?}", view.causes);
        let failures = || view.causes.iter().flat_map(|cause| &cause.failures);
        assert_eq!(failures().filter(|it| it.is_mended).count(), view.mended);
        assert!(failures().all(|it| it.fate.ends_with('.')));
        assert_eq!(failures().count(), view.total);
    }

    #[test]
    fn a_patch_has_a_plain_name() {
        assert_eq!(patch_name("web"), "harden-web.patch");
        assert_eq!(patch_name("../a b:1"), "harden-a-b-1.patch");
    }
}
