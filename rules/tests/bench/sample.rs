//! Outputs as each release of docker-bench-security shapes them, with every check it has.

use std::fmt::Write as _;

use plimsoll_rules::catalogue::{BENCH, BenchItem, Family};

pub(crate) const FAMILIES: [(Family, &str); 5] = [
    (Family::A, "1.3.4"),
    (Family::B, "1.3.5"),
    (Family::C, "1.3.6"),
    (Family::D, "1.6.0"),
    (Family::E, "1.6.0"),
];

/// One verdict of the sample.
pub(crate) struct Said {
    pub(crate) item: &'static BenchItem,
    pub(crate) id: &'static str,
    pub(crate) level: &'static str,
}

/// A verdict of every check the family has, in the order of its numbers.
pub(crate) fn said(family: Family) -> Vec<Said> {
    let mut all: Vec<Said> = BENCH
        .iter()
        .filter_map(|item| Some((item, item.id_in(family)?)))
        .filter(|(_, id)| !id.starts_with('C'))
        .enumerate()
        .map(|(at, (item, id))| Said {
            item,
            id,
            level: ["PASS", "WARN", "INFO", "NOTE", "WARN"][at % 5],
        })
        .collect();
    all.sort_by_key(|it| {
        let parts = it
            .id
            .split('.')
            .map(|part| part.parse().unwrap_or(u32::MAX));
        parts.collect::<Vec<u32>>()
    });
    all
}

pub(crate) fn words(item: &BenchItem) -> String {
    format!("Look at the {}", item.keywords.join(" of the "))
}

/// The score by the labels of the sample's own checks, which is what the scripts count but for
/// a few; the exact number is not what these tests ask.
pub(crate) fn console(family: Family, version: &str, score: i64) -> String {
    let mut text = format!(
        "# ----\n# Docker Bench for Security v{version}\n#\n# ----\n\nInitializing \
         2026-06-16T14:24:49+00:00\n\n\nSection A - Check results\n"
    );
    let mut section = "";
    let all = said(family);
    for Said { item, id, level } in &all {
        let number = id.split('.').next().unwrap_or_default();
        if number != section {
            section = number;
            let _ = writeln!(text, "\n[INFO] {number} - A Section of Checks");
        }
        let is_experimental = item.keywords == ["experimental features"];
        if is_experimental {
            let _ = writeln!(
                text,
                "[{level}] Ensure that experimental features are off (Scored) (Deprecated)"
            );
        } else {
            let dash = if family <= Family::B { " -" } else { "-" };
            let _ = writeln!(text, "[{level}] {id} {dash} {} (Automated)", words(item));
        }
        if *level == "WARN" && item.id == "5.5" {
            let _ = writeln!(
                text,
                "[WARN]      * Container running in Privileged mode: web"
            );
        }
    }
    let _ = write!(
        text,
        "\n\nSection C - Score\n\n[INFO] Checks: {}\n[INFO] Score: {score}\n",
        all.len()
    );
    text
}

/// The flat result of 2017 and 2018.
pub(crate) fn flat(family: Family, version: &str, score: i64) -> String {
    let all = said(family);
    let mut text =
        format!("{{\n  \"dockerbenchsecurity\": \"{version}\",\n  \"start\": 1522845225,\n");
    for Said { id, level, .. } in &all {
        let _ = writeln!(text, "  \"{id}\": \"{level}\",");
        if *level == "WARN" {
            let _ = writeln!(
                text,
                "  \"{id}\": \"{level}: web\",\n  \"{id}\": \"{level}: db\","
            );
        }
    }
    let _ = write!(
        text,
        "  \"checks\": {},\n  \"score\": {score},\n  \"end\": 1522845230 \n}}\n",
        all.len()
    );
    text
}

/// The nested result: sections, each with its checks.
pub(crate) fn nested(family: Family, version: &str, score: i64) -> String {
    let all = said(family);
    let mut sections: Vec<(&str, Vec<String>)> = Vec::new();
    for Said { item, id, level } in &all {
        let number = id.split('.').next().unwrap_or_default();
        let more = match *level {
            "WARN" => {
                ",\n          \"details\": \"Containers that stand out:  web db\",\n          \
                 \"items\": [\"web\",\"db\"]"
            }
            _ => "",
        };
        let test = format!(
            "        {{\n          \"id\": \"{id}\",\n          \"desc\": \"{} (Automated)\",\n          \
             \"result\": \"{level}\"{more}\n        }}",
            words(item)
        );
        match sections.last_mut() {
            Some((last, tests)) if *last == number => tests.push(test),
            Some(_) | None => sections.push((number, vec![test])),
        }
    }
    let sections: Vec<String> = sections
        .into_iter()
        .map(|(number, tests)| {
            format!(
                "    {{\n      \"id\": \"{number}\",\n      \"desc\": \"A Section\",\n      \
                 \"results\": [\n{}\n      ]\n    }}",
                tests.join(",\n")
            )
        })
        .collect();
    format!(
        "{{\n  \"dockerbenchsecurity\": \"{version}\",\n  \"start\": 1767323045,\n  \"tests\": [\n{}\n  ], \
         \"checks\": {}, \"score\": {score}, \"end\": 1767323046}}",
        sections.join(",\n"),
        all.len()
    )
}
