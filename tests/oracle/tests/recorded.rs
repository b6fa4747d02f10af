//! Our own projects come out as Docker Compose was recorded to make them.
//!
//! `cargo xtask compare-compose --record` asks it again.

use std::path::Path;

use plimsoll_oracle::differences::Differences;
use plimsoll_oracle::recorded;

#[test]
fn our_own_projects_come_out_as_in_docker_compose() {
    let listed = Path::new(env!("CARGO_MANIFEST_DIR")).join("differences.yaml");
    let listed = Differences::read(&listed).expect("the list is readable");
    let (tally, outcomes) = recorded::compare(&listed).expect("the projects are readable");
    let open = outcomes.iter().filter(|it| it.is_open());
    let open: String = open.map(ToString::to_string).collect();
    assert!(open.is_empty(), "{tally}\n{open}");
}
