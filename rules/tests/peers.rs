//! Whoever comes from another tool finds each of its identifiers: as a control's, or with the
//! reason why no control carries it. `peers.txt` lists them.

use plimsoll_rules::catalogue;

static PEERS: &str = include_str!("peers.txt");

fn entries() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = PEERS.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once(':').expect("a line is `peer:ID`"))
}

/// A family is found by any of its members.
fn name_of(peer: &str, id: &str) -> String {
    match (peer, id.strip_suffix('*')) {
        ("slug", _) => id.to_owned(),
        (_, Some(start)) => format!("{peer}:{start}1"),
        (_, None) => format!("{peer}:{id}"),
    }
}

#[test]
fn every_identifier_leads_somewhere() {
    let is_lost = |(peer, id): &(&str, &str)| {
        let name = name_of(peer, id);
        catalogue::find(&name).is_empty() && catalogue::foreign(&name).is_empty()
    };
    let lost: Vec<String> = entries()
        .filter(is_lost)
        .map(|(peer, id)| format!("{peer}:{id}"))
        .collect();
    assert!(lost.is_empty(), "{} lead nowhere: {lost:#?}", lost.len());
}

#[test]
fn the_list_is_sorted_and_names_each_once() {
    let lines: Vec<&str> = PEERS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    assert!(lines.is_sorted_by(|a, b| a < b));
}

#[test]
fn what_a_control_carries_needs_no_excuse() {
    for entry in catalogue::FOREIGN {
        // A family may have members that a control carries.
        if !entry.alias.id.ends_with('*') {
            let name = entry.alias.to_string();
            assert!(catalogue::find(&name).is_empty(), "{name} has a control");
        }
    }
}
