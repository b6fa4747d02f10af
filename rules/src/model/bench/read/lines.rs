//! What console output and logs look like, oddity by oddity.

use rstest::rstest;

use super::read;
use crate::catalogue::bench::canonical;
use crate::model::bench::{Bench, Circumstance, Family, Level, Run};

const HEAD: &str = "Initializing 2026-06-16T14:24:49+00:00\n\n\nSection A - Check results\n\n";
const FOOT: &str = "\nSection C - Score\n\n[INFO] Checks: 1\n[INFO] Score: 0\n";

fn one(line: &str) -> Run {
    let text = format!("{HEAD}{line}\n{FOOT}");
    let bench = read(&text);
    assert_eq!(bench.runs.len(), 1, "{text}");
    bench.runs[0].clone()
}

fn ids(bench: &Bench) -> Vec<&str> {
    let verdicts = bench.runs.iter().flat_map(|run| &run.verdicts);
    verdicts.map(|verdict| verdict.id.as_str()).collect()
}

#[rstest]
#[case("[PASS] 4.1 - A user was created", "4.1", "A user was created")]
#[case("[PASS] 4.1  - A user was created", "4.1", "A user was created")]
#[case(
    "[PASS] 4.1 - A user was created (Automated)",
    "4.1",
    "A user was created"
)]
#[case(
    "[WARN] 2.2  - Traffic is kept apart (Scored)",
    "2.2",
    "Traffic is kept apart"
)]
#[case(
    "[NOTE] 4.2 - Bases are trusted (Not Scored)",
    "4.2",
    "Bases are trusted"
)]
#[case(
    "[PASS] 7.3 - Overlays are encrypted (Automated) (Swarm mode not enabled)",
    "7.3",
    "Overlays are encrypted"
)]
#[case(
    "[INFO] 2.14 - Containers live on (Scored) (Incompatible with swarm mode)",
    "2.14",
    "Containers live on"
)]
#[case("[INFO] 1.1.12 - 1.1.12 A rule (Automated)", "1.1.12", "A rule")]
#[case(
    "[WARN] C.5.3.1 - No CAP_DAC_READ_SEARCH (Automated)",
    "C.5.3.1",
    "No CAP_DAC_READ_SEARCH"
)]
#[case(
    "[NOTE] 5.12 - Keep 80 (of them) apart (Manual)",
    "5.12",
    "Keep 80 (of them) apart"
)]
fn a_verdict_line_has_a_number_and_words(
    #[case] line: &str,
    #[case] id: &str,
    #[case] words: &str,
) {
    let run = one(line);
    let verdict = &run.verdicts[0];
    assert_eq!((verdict.id.as_str(), verdict.text.as_str()), (id, words));
}

#[rstest]
#[case("[INFO] 1 - Host Configuration")]
#[case("[INFO] 1.1 - Linux Hosts Specific Configuration")]
#[case("[INFO] 1.2 - General Configuration")]
#[case("[INFO] 8 - Docker Enterprise Configuration")]
#[case("[INFO] 8.1 - Universal Control Plane Configuration")]
#[case("[INFO] 8.2 - Docker Trusted Registry Configuration")]
#[case("[INFO] 99 - Community contributed checks")]
#[case("[INFO]   * No containers running, skipping Section 5")]
#[case("[INFO]   * Community Engine license, skipping section 8")]
#[case("[WARN] Some tests might require root to run")]
#[case("42")]
#[case("docker-bench-security.sh: 37: [[: not found")]
#[case("jq: error: syntax error, unexpected INVALID_CHARACTER at <top-level>, line 1:")]
#[case("parse error: Expected separator between values at line 3, column 11")]
#[case("error: no such object: 106MB")]
#[case("WARNING: This output is designed for human readability.")]
#[case("[DEPRECATION NOTICE]: API is accessible on http://0.0.0.0:2375 without encryption.")]
#[case("         Access to the remote API is equivalent to root access on the host.")]
#[case("WARNING: API is accessible on http://0.0.0.0:2375 without encryption.")]
#[case("WARNING: No swap limit support")]
#[case("WARNING: daemon is not using the default seccomp profile")]
#[case("WARNING: Running in rootless-mode without cgroups. Systemd is required.")]
#[case(" Expiry Duration: 2 days")]
#[case("Check \"check_9_9\" doesn't seem to exist.")]
#[case("{\"id\": \"5.5\"}")]
#[case("```")]
#[case("$ sudo sh docker-bench-security.sh -b")]
fn what_is_no_verdict_makes_none(#[case] line: &str) {
    let text =
        format!("{HEAD}[PASS] 5.1 - Swarm mode is off\n{line}\n[PASS] 6.1 - Few images\n{FOOT}");
    assert_eq!(ids(&read(&text)), ["5.1", "6.1"]);
}

#[rstest]
#[case("Running as root: web", &["web"])]
#[case("No Healthcheck found: [web:1 web:2]", &["web:1", "web:2"])]
#[case("No Healthcheck found: sha256:0b70", &["sha256:0b70"])]
#[case("Update instruction found: [web:1]", &["web:1"])]
#[case("ADD in image history: [web:1 web:2]", &["web:1", "web:2"])]
#[case("No AppArmorProfile Found: web", &["web"])]
#[case("No SecurityOptions Found: web", &["web"])]
#[case("Capabilities added: CapAdd=[SYS_ADMINNET_ADMIN] to web", &["web"])]
#[case("Container running in Privileged mode: web", &["web"])]
#[case("Sensitive directory /etc mounted in: web", &["web"])]
#[case("Container running sshd: web", &["web"])]
#[case("Docker exec fails: web", &["web"])]
#[case("Privileged Port in use: 80 in web", &["web"])]
#[case("Port in use: 8080 in web", &["web"])]
#[case("Container running with networking mode 'host': web", &["web"])]
#[case("Container running without memory restrictions: web", &["web"])]
#[case("Container running without CPU restrictions: web", &["web"])]
#[case("Container running with root FS mounted R/W: web", &["web"])]
#[case("Port being bound to wildcard IP: 0.0.0.0 in web", &["web"])]
#[case("MaximumRetryCount is not set to 5: web", &["web"])]
#[case("MaximumRetryCount is not set to 5 or less: web", &["web"])]
#[case("Host PID namespace being shared with: web", &["web"])]
#[case("Host IPC namespace being shared with: web", &["web"])]
#[case("Host UTS namespace being shared with: web", &["web"])]
#[case("Container has devices exposed directly: web", &["web"])]
#[case("Container no default ulimit override: web", &["web"])]
#[case("Mount propagation mode is shared: web", &["web"])]
#[case("Default seccomp profile disabled: web", &["web"])]
#[case("Confirm cgroup usage: web", &["web"])]
#[case("Confirm cgroup usage", &[])]
#[case("Privileges not restricted: web", &["web"])]
#[case("Health check not set: web", &["web"])]
#[case("PIDs limit not set: web", &["web"])]
#[case("Container in docker0 network: web", &["web"])]
#[case("Namespace shared: web", &["web"])]
#[case("Docker socket shared: web", &["web"])]
#[case("Unencrypted overlay network: quay (swarm)", &["quay"])]
#[case("CAP_SYS_ADMIN added to web", &["web"])]
#[case("Users: ada,bo", &["ada", "bo"])]
#[case("Doubtful users: bo,bo", &["bo"])]
#[case("Wrong ownership for /etc/docker", &["/etc/docker"])]
#[case("Wrong permissions for /etc/docker", &["/etc/docker"])]
#[case("File not found", &[])]
#[case("Directory not found", &[])]
#[case("No TLS CA certificate found", &[])]
#[case("No TLS Server certificate found", &[])]
#[case("No TLS Key found", &[])]
#[case("Docker daemon currently listening on TCP without TLS", &[])]
#[case("Using 27.3.1, verify is it up to date as deemed necessary", &[])]
#[case("There are currently: 12 images", &[])]
fn a_detail_names_its_subjects(
    #[case] detail: &str,
    #[case] names: &[&str],
    #[values("   ", "      ", "     ", "         ")] blanks: &str,
) {
    let run = one(&format!(
        "[WARN] 5.5 - Something\n[WARN]{blanks}* {detail}  "
    ));
    let verdict = &run.verdicts[0];
    let found: Vec<&str> = verdict.items.iter().map(|it| it.value.as_str()).collect();
    assert_eq!(found, names, "{detail}");
    assert_eq!(verdict.details[0].value, detail);
}

#[rstest]
#[case("2026-06-16T14:24:49+00:00")]
#[case("2026-01-14T19:09:59")]
#[case("Wed Apr  4 12:20:35 UTC 2018")]
#[case("Thứ năm, 04 Tháng 3 năm 2021 21:09:05 +07")]
#[case("Kam 04 Mar 2021 02:09:05  WIB")]
fn a_date_in_any_locale_begins_a_run(#[case] date: &str) {
    let run = "[PASS] 2.2 - Traffic\n[INFO] Checks: 1\n[INFO] Score: 1\n";
    let text = format!("Initializing {date}\n{run}Initializing {date}\n{run}");
    let bench = read(&text);
    let began: Vec<_> = bench
        .runs
        .iter()
        .map(|run| run.started.as_deref())
        .collect();
    assert_eq!(began, [Some(date), Some(date)]);
}

#[test]
fn remedies_are_no_verdicts() {
    let text = format!(
        "{HEAD}[WARN] 1.1.1 - A disk (Automated)\n\nSection B - Remediation measures\n\n[INFO] 1 - \
         Host Configuration\n[INFO] 1.1.1 - Give it a disk.\n[WARN] 4.1 - Make a user.\n\
         Section C - Score\n\n[INFO] Checks: 1\n[INFO] Score: -1\n"
    );
    let bench = read(&text);
    assert_eq!(ids(&bench), ["1.1.1"]);
    assert_eq!(bench.runs[0].verdicts[0].level, Level::Warn);
    assert_eq!(bench.runs[0].problems, []);
}

#[test]
fn forks_and_old_releases_end_in_their_own_ways() {
    for end in [
        "Section C - Checks\n\n[INFO] Checks: 1\n[INFO] Score: 1\n",
        "[INFO] Checks: 1\n[INFO] Score: 1\n",
    ] {
        let text = format!("{HEAD}[PASS] 2.2 - Traffic\n{end}");
        assert!(read(&text).runs[0].is_complete(), "{end}");
    }
    // Before October 2017 there were no totals.
    let run = &read("Initializing Tue Aug  1 10:00:00 UTC 2017\n[PASS] 2.1  - Traffic\n").runs[0];
    assert!(!run.is_complete() && run.verdicts.len() == 1);
}

#[test]
fn circumstances_are_noted() {
    let messages = |line: &str| {
        let text = format!("{line}\n{HEAD}[WARN] 2.2 - Traffic\n{line}\n{FOOT}");
        let runs = read(&text).runs;
        let problems = runs.iter().flat_map(|run| run.problems.clone());
        problems.map(|it| it.message).collect::<Vec<_>>().join("\n")
    };
    assert!(messages("[WARN] Some tests might require root to run").contains("as root"));
    assert!(messages("jq: error: 3 compile errors").contains("jq could not answer"));
    assert!(messages("x.sh: 37: [[: not found").contains("lacks [["));
    let text = format!("{HEAD}[WARN] 2.2 - Traffic\njq: error: 3 compile errors\n{FOOT}");
    let run = &read(&text).runs[0];
    let [Circumstance::FileUnread] = run.circumstances[..] else {
        panic!("{:?}", run.circumstances)
    };
    let concerns = |id| Circumstance::FileUnread.concerns(canonical(Family::E, id).unwrap());
    assert!(concerns("2.2") && !concerns("5.2"));
}

#[test]
fn a_poor_shell_costs_the_checks_that_need_a_better_one_and_no_other() {
    let lines: String = [
        "2.2", "2.3", "2.4", "2.5", "2.7", "2.8", "2.9", "2.10", "2.12", "2.13",
    ]
    .iter()
    .fold(String::new(), |text, id| {
        format!("{text}[WARN] {id} - Check of the daemon\n")
    });
    let text =
        format!("{HEAD}{lines}a.sh: 37: [[: not found\n[PASS] 5.1 - Swarm mode is off\n{FOOT}");
    let run = read(&text).runs.remove(0);
    assert_eq!(run.family, Family::E);
    assert_eq!(run.distrusted, ["2.2", "2.4", "2.5", "2.8", "2.9", "2.12"]);
    assert_eq!(run.account().distrusted, 6);
    assert_eq!(run.account().total(), 11);
}

/// A run of 1.3.4 with these lines and this score, and what its verdicts make.
fn score_of_1_3_4(lines: &str, stated: i64) -> (i64, usize) {
    let checks = lines.lines().count();
    let text = format!("Initializing x\n{lines}[INFO] Checks: {checks}\n[INFO] Score: {stated}\n");
    let run = read(&text).runs.remove(0);
    assert_eq!(run.family, Family::A);
    (run.recomputed_score(), run.problems.len())
}

#[test]
fn builds_of_1_3_4_count_as_each_did() {
    let on_bridge = "[WARN] 1.1  - A partition\n[PASS] 1.5  - An audit\n\
                     [INFO] 5.29 - Ensure Docker's default bridge docker0 is not used\n";
    // Until August 2018 the remark took a point off.
    assert_eq!(score_of_1_3_4(on_bridge, -1), (-1, 0));
    assert_eq!(score_of_1_3_4(on_bridge, 0), (0, 0));
    assert_eq!(score_of_1_3_4(on_bridge, 1), (0, 1));
    let updated = "[WARN] 1.1  - A partition\n[PASS] 1.5  - An audit\n\
                   [PASS] 4.7  - Ensure update instructions are not use alone in the Dockerfile\n";
    // Until July 2018 the pass earned one.
    assert_eq!(score_of_1_3_4(updated, 1), (1, 0));
    assert_eq!(score_of_1_3_4(updated, 0), (0, 0));
    let both = format!("{on_bridge}[PASS] 4.7  - Ensure update instructions\n");
    assert_eq!(score_of_1_3_4(&both, -1), (-1, 0));
    assert_eq!(score_of_1_3_4(&both, 0), (0, 0));
    assert_eq!(score_of_1_3_4(&both, 1), (0, 1));
}

#[test]
fn up_to_1_3_5_the_host_network_earns_no_point() {
    let lines = "[PASS] 1.2.3  - An audit\n[PASS] 5.1  - AppArmor\n[PASS] 5.9  - Network\n\
                 [WARN] 2.9  - Cgroup\n";
    let text = format!("Initializing x\n{lines}[INFO] Checks: 4\n[INFO] Score: 2\n");
    let run = &read(&text).runs[0];
    assert_eq!((run.family, run.recomputed_score()), (Family::B, 2));
    assert_eq!(run.problems, []);
}
