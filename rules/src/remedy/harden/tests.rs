//! One subject hardened.

use super::{Fate, Hardening, harden};
use crate::policy::Policy;
use crate::remedy::Why;
use crate::{assess, read};

const SERVICES: &str = "\
services:
  web:
    image: nginx:1.27
    privileged: true
    restart: always
    volumes: [/var/run/docker.sock:/var/run/docker.sock]
  db:
    image: postgres:17
    restart: always
";

fn hardened(subject: &str, without: &[&str]) -> Option<Hardening> {
    hardened_of(SERVICES, subject, without)
}

fn hardened_of(text: &str, subject: &str, without: &[&str]) -> Option<Hardening> {
    let artifacts = [read("compose.yaml", text.as_bytes())];
    let policy = Policy::default();
    let report = assess(&artifacts, &policy);
    let is_confirmed =
        |control: &crate::catalogue::Control| without != ["*"] && !without.contains(&control.id);
    harden(&artifacts, &policy, &report, subject, &is_confirmed)
}

fn web(without: &[&str]) -> Hardening {
    hardened("service:compose.yaml#web", without).unwrap()
}

#[test]
fn one_change_holds_all_of_one_service_and_nothing_of_the_other() {
    let hardening = web(&[]);
    let [patch] = hardening.mending.patches.as_slice() else {
        panic!("{:?}", hardening.mending.patches);
    };
    assert!(hardening.mended() > 2, "{}", patch.diff);
    assert!(
        patch
            .cleared
            .iter()
            .all(|it| &*it.subject == "service:compose.yaml#web")
    );
    let db = SERVICES.split("  db:").nth(1).unwrap();
    assert!(patch.after.ends_with(db), "{}", patch.after);
    assert!(
        hardening
            .causes
            .iter()
            .all(|cause| !cause.failures.is_empty())
    );
    let order = hardening.causes.iter().map(|cause| cause.control.category);
    assert!(order.is_sorted());
}

#[test]
fn what_is_not_confirmed_is_left_out_and_still_asked() {
    let all = web(&[]);
    assert!(!all.caveats.is_empty());
    assert!(
        all.caveats
            .iter()
            .all(|it| it.is_confirmed && it.failures > 0)
    );
    let id = "container-unprivileged";
    let some = web(&[id]);
    assert!(some.mended() < all.mended());
    let [left_out] = some
        .caveats
        .iter()
        .filter(|it| !it.is_confirmed)
        .collect::<Vec<_>>()[..]
    else {
        panic!("{:?}", some.caveats)
    };
    let asked: Vec<&str> = left_out.asked.iter().map(|(it, _)| it.id).collect();
    assert_eq!(asked, [id]);
    let cause = some.causes.iter().find(|it| it.control.id == id).unwrap();
    assert_eq!(cause.failures[0].1, Fate::Stays(Why::Asks));
    let safe = web(&["*"]);
    assert!(safe.mended() < some.mended());
    let cleared = safe.mending.patches.iter().flat_map(|patch| &patch.cleared);
    let mut remedies = cleared.filter_map(|it| it.remedy());
    assert!(remedies.all(|remedy| remedy.asks.is_none()));
}

/// The line of all capabilities is one, so one answer holds for both who ask about it.
#[test]
fn controls_of_one_edit_are_confirmed_together() {
    let text = "services:\n  web:\n    image: nginx:1.27\n    cap_add: [ALL]\n";
    let tied = ["capabilities-dropped", "capabilities-takeover-unadded"];
    for left_out in tied {
        let hardening = hardened_of(text, "service:compose.yaml#web", &[left_out]).unwrap();
        let caveat = hardening.caveats.iter().find(|it| it.asked.len() > 1);
        let caveat = caveat.unwrap_or_else(|| panic!("{:?}", hardening.caveats));
        let mut asked: Vec<&str> = caveat.asked.iter().map(|(it, _)| it.id).collect();
        asked.sort_unstable();
        assert_eq!(asked, tied);
        let fates = hardening.causes.iter();
        let fates = fates.filter(|it| tied.contains(&it.control.id));
        for (_, fate) in fates.flat_map(|it| &it.failures) {
            assert_eq!(*fate, Fate::Stays(Why::Asks), "{left_out}");
        }
    }
}

#[test]
fn fates_add_up_to_what_the_report_says_afterwards() {
    for without in [&[][..], &["*"]] {
        let hardening = web(without);
        let total: usize = hardening.causes.iter().map(|it| it.failures.len()).sum();
        let after = hardening.mending.report.findings.failures();
        let left = after.filter(|it| *it.subject == *hardening.subject).count();
        assert_eq!(hardening.mended() + left, total);
    }
}

#[test]
fn what_is_not_known_any_more_is_not_called_mended() {
    let text = "docker run -d --name web nginx\n";
    let (artifacts, policy) = ([read("run.txt", text.as_bytes())], Policy::default());
    let report = assess(&artifacts, &policy);
    let subject = report.subjects.iter().find(|it| it.name == "web").unwrap();
    let hardening = harden(&artifacts, &policy, &report, &subject.id, &|_| true).unwrap();
    let fate = |id: &str| {
        let mut causes = hardening.causes.iter();
        let cause = causes.find(|it| it.control.id == id)?;
        Some(cause.failures[0].1)
    };
    assert!(hardening.mending.patches[0].after.contains("nginx:<TAG>"));
    assert_eq!(fate("container-user-nonroot"), Some(Fate::Open));
}

#[test]
fn a_subject_that_is_not_there_has_no_change() {
    assert!(hardened("service:compose.yaml#cache", &[]).is_none());
}
