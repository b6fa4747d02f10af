//! The driver's process, and the commands it has beyond the standard.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::Value;
use tempfile::TempDir;
use url::{ParseError, Url};

use super::setting;

/// A running driver on a port of its own, with an empty profile for its browser.
pub(super) struct Driver {
    process: Child,
    folder: TempDir,
    port: u16,
}

impl Driver {
    /// Starts it and waits until it says where it listens.
    pub(super) fn start() -> Self {
        let program = setting::chromedriver();
        let folder = TempDir::new().expect("a temporary folder");
        let mut process = Command::new(&program)
            .arg("--port=0")
            // A browser that is ended leaves things lying about: they go with this folder.
            .env("TMPDIR", folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|why| panic!("{} did not start: {why}", program.display()));
        let said = process.stdout.take().expect("its output is a pipe");
        let mut lines = BufReader::new(said).lines().map_while(Result::ok);
        let port = lines
            .find_map(|line| port(&line))
            .unwrap_or_else(|| panic!("{} ended without a port", program.display()));
        // Read on, so that it never waits for a reader.
        thread::spawn(move || lines.for_each(drop));
        Self {
            process,
            folder,
            port,
        }
    }

    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(super) fn profile(&self) -> PathBuf {
        self.folder.path().join("profile")
    }
}

/// The number in `… started successfully on port 40123.`.
fn port(line: &str) -> Option<u16> {
    let (_, number) = line.split_once("successfully on port ")?;
    number.trim_end_matches('.').parse().ok()
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Its browser ends with it; both may have ended already.
        self.process.kill().ok();
        self.process.wait().ok();
        // The browser writes into its folder until it is gone.
        let give_up = Instant::now() + Duration::from_secs(5);
        while fs::remove_dir_all(self.folder.path()).is_err() && Instant::now() < give_up {
            thread::sleep(Duration::from_millis(20));
        }
    }
}

/// A command of this driver alone.
#[derive(Debug)]
pub(super) struct Vendor {
    /// Its path below the session.
    pub(super) path: &'static str,
    /// What it takes.
    pub(super) body: Value,
}

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
