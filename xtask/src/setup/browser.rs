//! Chromium and its driver, for the tests only.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::{Apt, Outcome, version_of};
use crate::workspace;

/// A browser and the driver that fits it.
pub(crate) struct Browser {
    /// The browser's program.
    pub(crate) chromium: PathBuf,
    /// The driver's program.
    pub(crate) chromedriver: PathBuf,
}

const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const BROWSER_PLACES: [&str; 3] = [
    "/usr/lib/chromium/chromium",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const DRIVER_PLACES: [&str; 3] = [
    "/usr/lib/chromium/chromedriver",
    "/usr/lib/chromium-browser/chromedriver",
    "/opt/homebrew/bin/chromedriver",
];

pub(super) fn ensure(apt: &mut Apt) -> Result<Outcome<Browser>> {
    if let Some((browser, what)) = find() {
        return Ok(Outcome::Found(browser, what));
    }
    let wanted = "a Chromium and the chromedriver of the same major version (Debian: chromium \
                  chromium-driver; elsewhere a Chrome with its driver, or PLIMSOLL_CHROMIUM and \
                  PLIMSOLL_CHROMEDRIVER)";
    if !apt.may_install() {
        return Ok(Outcome::Absent(wanted.to_owned()));
    }
    if !apt.is_usable() {
        bail!("the tests need {wanted}; `cargo xtask test --quick` does without");
    }
    apt.install(&["chromium", "chromium-driver"])?;
    match find() {
        Some((browser, what)) => Ok(Outcome::Installed(browser, what)),
        None => bail!("installed, yet not found: {wanted}"),
    }
}

/// The first pair that fits.
fn find() -> Option<(Browser, String)> {
    let drivers = candidates("PLIMSOLL_CHROMEDRIVER", &["chromedriver"], &DRIVER_PLACES);
    let browsers = candidates("PLIMSOLL_CHROMIUM", &BROWSERS, &BROWSER_PLACES);
    for chromedriver in &drivers {
        let Some(driver) = version_of(chromedriver) else {
            continue;
        };
        for chromium in &browsers {
            let Some(version) = version_of(chromium) else {
                continue;
            };
            if version.major() == driver.major() {
                let what = format!("{version} ({})", chromium.display());
                let (chromium, chromedriver) = (chromium.clone(), chromedriver.clone());
                return Some((
                    Browser {
                        chromium,
                        chromedriver,
                    },
                    what,
                ));
            }
        }
    }
    None
}

/// What the variable names and nothing else; or what the search path and usual places have.
fn candidates(variable: &str, programs: &[&str], places: &[&str]) -> Vec<PathBuf> {
    if let Some(chosen) = env::var_os(variable) {
        return vec![PathBuf::from(chosen)];
    }
    let found = programs
        .iter()
        .filter_map(|program| workspace::on_path(program));
    let usual = places.iter().map(|place| Path::new(place).to_owned());
    // Hosted build machines name the folder of the driver.
    let hosted = env::var_os("CHROMEWEBDRIVER")
        .map(|folder| Path::new(&folder).join("chromedriver"))
        .filter(|path| programs.iter().any(|program| path.ends_with(program)));
    found
        .chain(hosted)
        .chain(usual)
        .filter(|path| path.is_file())
        .collect()
}
