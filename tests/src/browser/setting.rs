//! Where the finished page, the browser and its driver are.

use std::env;
use std::path::PathBuf;

/// The folder with the finished page.
pub fn dist() -> PathBuf {
    let dist = required("PLIMSOLL_DIST");
    assert!(
        dist.join("index.html").is_file(),
        "there is no page in {}: `cargo xtask dist` builds it",
        dist.display()
    );
    dist
}

/// The browser's program.
pub fn chromium() -> PathBuf {
    program("PLIMSOLL_CHROMIUM")
}

/// The driver's program.
pub(super) fn chromedriver() -> PathBuf {
    program("PLIMSOLL_CHROMEDRIVER")
}

fn program(name: &str) -> PathBuf {
    let path = required(name);
    assert!(
        path.is_file(),
        "{name} names {}, which is not there: `cargo xtask setup --test` installs it",
        path.display()
    );
    path
}

fn required(name: &str) -> PathBuf {
    let Some(path) = env::var_os(name) else {
        panic!(
            "{name} is not set: `cargo xtask test` runs these tests with the page built and a \
             browser found; `cargo xtask setup --test` installs what is missing"
        )
    };
    path.into()
}
