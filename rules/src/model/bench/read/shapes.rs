//! The JSON results of each call and release, whole and broken.

use super::read;
use crate::artifact::Effect;
use crate::model::bench::{Bench, Family, Run};

/// A result with these tests, as the script ends it.
fn result(tests: &str) -> String {
    format!(
        "{{\n  \"dockerbenchsecurity\": \"1.6.0\",\n  \"start\": 1767323045,\n  \"tests\": [\n{tests}\n  ], \
         \"checks\": 2, \"score\": 0, \"end\": 1767323046\n}}"
    )
}

fn test(id: &str, level: &str) -> String {
    format!(
        "        {{\n          \"id\": \"{id}\",\n          \"desc\": \"Look (Automated)\",\n          \
         \"result\": \"{level}\",\n          \"remediation\": \"Mend it.\",\n          \
         \"remediation-impact\": \"None.\"\n        }}"
    )
}

fn section(id: &str, tests: &str) -> String {
    format!(
        "    {{\n      \"id\": \"{id}\",\n      \"desc\": \"A Section\",\n      \"results\": [\n{tests}\n      ]\n    }}"
    )
}

fn ids(bench: &Bench) -> Vec<&str> {
    let verdicts = bench.runs.iter().flat_map(|run| &run.verdicts);
    verdicts.map(|verdict| verdict.id.as_str()).collect()
}

fn only(bench: &Bench) -> &Run {
    assert_eq!(bench.runs.len(), 1);
    &bench.runs[0]
}

#[test]
fn sections_checks_and_both_are_read() {
    let (a, b) = (test("2.2", "PASS"), test("4.1", "WARN"));
    for tests in [
        // The default, then single checks, then a group and a check.
        format!("{},\n{}", section("2", &a), section("4", &b)),
        format!("{a},\n{b}"),
        format!("{},\n{b}", section("2", &a)),
    ] {
        let bench = read(&result(&tests));
        assert_eq!(ids(&bench), ["2.2", "4.1"], "{tests}");
        assert_eq!(only(&bench).problems, []);
    }
}

#[test]
fn a_check_before_a_group_lacks_its_comma() {
    let (a, b) = (test("2.2", "PASS"), test("4.1", "WARN"));
    let bench = read(&result(&format!("{a}\n{}", section("4", &b))));
    assert_eq!(ids(&bench), ["2.2", "4.1"]);
    let messages = only(&bench).problems.iter().map(|it| it.message.as_str());
    assert_eq!(
        messages.collect::<Vec<_>>(),
        ["a comma is missing here and was put in"]
    );
}

#[test]
fn empty_sections_hold_nothing() {
    let (a, b) = (test("2.2", "PASS"), test("4.1", "WARN"));
    let empty =
        "    {\n      \"id\": \"8\",\n      \"desc\": \"E\",\n      \"results\": [ ]\n    }";
    let tests = format!("{},\n{},\n{empty}", section("2", &a), section("4", &b));
    let bench = read(&result(&tests));
    assert_eq!(ids(&bench), ["2.2", "4.1"]);
    assert_eq!(only(&bench).problems, []);
    let nothing = read(&result(empty).replace("\"checks\": 2", "\"checks\": 0"));
    assert_eq!(only(&nothing).account().total(), 0);
}

#[test]
fn a_script_that_ends_in_a_check_leaves_what_it_wrote() {
    let whole = result(&section(
        "99",
        &format!("{},\n{}", test("C.1", "PASS"), test("C.1.1", "WARN")),
    ));
    let cut = whole
        .find("\"desc\": \"Look (Automated)\",\n          \"result\": \"WARN\"")
        .unwrap();
    let bench = read(&whole[..cut]);
    assert_eq!(ids(&bench), ["C.1"]);
    let run = only(&bench);
    assert!(!run.is_complete());
    assert!(run.problems.iter().any(|it| it.effect == Effect::Partial
        && it.message == "the result is cut off here, so later checks are missing"));
    assert!(run.problems.iter().all(|it| it.span.is_some()));
}

#[test]
fn one_test_a_line_and_several_runs_in_a_list() {
    let compact = "{\n\"dockerbenchsecurity\": \"1.3.5\",\n\"start\": 1614866945,\n\"tests\": [\n\
                   {\"id\": \"1\", \"desc\": \"Host\",  \"results\": [\n\
                   {\"id\": \"1.2.3\", \"desc\": \"An audit\", \"result\": \"WARN\"},\n\
                   {\"id\": \"1.2.2\", \"desc\": \"Users\", \"result\": \"INFO\", \"details\": \"users: docker:x:998:ada\", \
                   \"items\": [\"docker:x:998:ada\"]}\n]}\n\
                   ], \"checks\": 2, \"score\": -1, \"end\": 1614866946\n}";
    let bench = read(compact);
    assert_eq!(only(&bench).family, Family::B);
    assert_eq!(only(&bench).problems, []);
    let list = format!("[ {compact},\n{compact}\n]");
    assert_eq!(read(&list).runs.len(), 2);
    // The second run was killed.
    let cut = read(&list[..list.len() - 60]);
    assert_eq!(cut.runs.len(), 2);
    assert_eq!(cut.judged().unwrap(), &cut.runs[0]);
}

#[test]
fn the_first_days_of_the_flat_result_lack_its_name_and_totals() {
    let text = "{\n  \"start\": 1507800000,\n  \"1.1\": \"WARN\",\n  \"1.2\": \"INFO\",\n  \"2.1\": \"WARN\",\n  \
                \"4.1\": \"WARN\",\n  \"4.1\": \"WARN: quay\",\n  \"end\": 1507800009 \n}\n";
    let bench = read(text);
    assert_eq!(ids(&bench), ["1.1", "1.2", "2.1", "4.1"]);
    assert!(!only(&bench).is_complete());
    assert_eq!(only(&bench).account().total(), 4);
}

#[test]
fn details_and_items_come_as_the_script_splits_them() {
    let named = |id: &str, items: &str| {
        let test = format!(
            "{{\"id\": \"{id}\", \"desc\": \"Look\", \"result\": \"WARN\", \"details\": \"Label:  x\", \"items\": [{items}]}}"
        );
        let bench = read(&result(&format!("{test}, {}", test_5_1())));
        let items = bench.runs[0].verdicts[0].items.iter();
        items.map(|it| it.value.clone()).collect::<Vec<_>>()
    };
    let id = "0b70".repeat(16);
    assert_eq!(named("5.6", "\"web:/etc\",\"db:/\""), ["web", "db"]);
    assert_eq!(named("5.8", "\"web:80\",\"web:443\""), ["web", "web"]);
    assert_eq!(named("5.14", "\"web:0.0.0.0\""), ["web"]);
    assert_eq!(named("5.30", &format!("\"{id}:web\"")), ["web"]);
    assert_eq!(named("7.3", "\"quay\",\"(swarm)\""), ["quay"]);
    assert_eq!(
        named("4.6", "\"[web:1\",\"web:2]\",\"sha256:0b70\""),
        ["web:1", "web:2", "sha256:0b70"]
    );
    assert_eq!(named("5.5", ""), Vec::<String>::new());
}

fn test_5_1() -> String {
    "{\"id\": \"5.1\", \"desc\": \"swarm mode is off\", \"result\": \"PASS\"}".to_owned()
}

#[test]
fn unescaped_names_break_no_more_than_themselves() {
    let odd = test("4.1", "WARN").replace("Mend it.", "Mend \"C:\\docker\" and it\\'s done.");
    let bench = read(&result(&section(
        "4",
        &format!("{odd},\n{}", test("4.6", "PASS")),
    )));
    assert_eq!(ids(&bench), ["4.1", "4.6"]);
    let messages = only(&bench).problems.iter().map(|it| it.message.as_str());
    assert_eq!(
        messages.collect::<Vec<_>>(),
        ["a character in a string is not escaped and was"]
    );
}

#[test]
fn two_thousand_items_are_read() {
    let items: Vec<String> = (0..2013).map(|at| format!("\"image-{at}\"")).collect();
    let test = format!(
        "{{\"id\": \"4.6\", \"desc\": \"Look\", \"result\": \"WARN\", \"items\": [{}]}}",
        items.join(",")
    );
    let bench = read(&result(&section("4", &test)));
    assert_eq!(only(&bench).verdicts[0].items.len(), 2013);
}
