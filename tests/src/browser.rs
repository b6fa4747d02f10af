//! A real browser with a fresh profile, driven through its driver, and gone with the test.

pub mod axe;
mod driver;
mod element;
mod give;
pub mod page;
pub mod setting;
pub mod traffic;

use std::path::PathBuf;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::server::Server;
use driver::{Driver, Vendor};
pub use element::Element;

/// A browser with one open page.
///
/// Everything it would send past this machine goes to a proxy of ours that refuses and remembers.
pub struct Browser {
    client: Client,
    proxy: Server,
    downloads: TempDir,
    /// Last, because what comes before may still want it; it lives as long as the browser.
    _driver: Driver,
}

/// Where a browser calls by itself, whatever page it shows: updates, the clock, autofill.
const OF_THE_BROWSER: [&str; 4] = [
    ".google.com",
    ".googleapis.com",
    ".gvt1.com",
    "start.duckduckgo.com",
];

/// Whether the proxy also stands before this machine's own addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Servers on this machine answer.
    ThisMachine,
    /// Not even those.
    Nothing,
}

impl Browser {
    /// Starts a driver and a browser.
    pub async fn start(reach: Reach) -> Self {
        let proxy = Server::refusing();
        let driver = Driver::start();
        let downloads = TempDir::new().expect("a temporary folder");
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let capabilities = capabilities(&driver, &proxy, reach);
        if let Value::Object(capabilities) = capabilities {
            builder.capabilities(capabilities);
        }
        let client = builder
            .connect(&driver.url())
            .await
            .unwrap_or_else(|why| panic!("the browser did not start: {why}"));
        let browser = Self {
            client,
            proxy,
            downloads,
            _driver: driver,
        };
        browser
            .cdp(
                "Browser.setDownloadBehavior",
                json!({"behavior": "allow", "downloadPath": browser.downloads.path()}),
            )
            .await;
        browser
    }

    /// What was sent past this machine, or past the page, on the page's behalf.
    pub fn strayed(&self) -> Vec<String> {
        let asked = self.proxy.asked();
        let of_browser = |line: &String| {
            let address = line.split_once(' ').map_or("", |(_, address)| address);
            let address = address.strip_prefix("http://").unwrap_or(address);
            let host = address.split(['/', ':']).next().unwrap_or_default();
            OF_THE_BROWSER.iter().any(|own| host.ends_with(own))
        };
        asked.into_iter().filter(|line| !of_browser(line)).collect()
    }

    /// The folder that downloads arrive in.
    pub fn downloads(&self) -> PathBuf {
        self.downloads.path().to_owned()
    }

    /// Asks the browser through its own protocol.
    pub async fn cdp(&self, command: &str, parameters: Value) -> Value {
        self.try_cdp(command, parameters)
            .await
            .unwrap_or_else(|why| panic!("{command}: {why}"))
    }

    async fn try_cdp(&self, command: &str, parameters: Value) -> Result<Value, String> {
        let body = json!({"cmd": command, "params": parameters});
        self.vendor("goog/cdp/execute", body).await
    }

    async fn vendor(&self, path: &'static str, body: Value) -> Result<Value, String> {
        let command = Vendor { path, body };
        self.client
            .issue_cmd(command)
            .await
            .map_err(|why| why.to_string())
    }

    /// Runs the body of a function in the page; `arguments` are its arguments.
    pub async fn run(&self, body: &str, arguments: Vec<Value>) -> Value {
        self.client
            .execute(body, arguments)
            .await
            .unwrap_or_else(|why| panic!("in the page: {why}\n{body}"))
    }

    /// The picture of what is visible, as PNG.
    pub async fn picture(&self) -> Vec<u8> {
        self.client
            .screenshot()
            .await
            .unwrap_or_else(|why| panic!("no picture: {why}"))
    }
}

fn capabilities(driver: &Driver, proxy: &Server, reach: Reach) -> Value {
    let mut arguments = vec![
        "--headless".to_owned(),
        // Browsers refuse to run their sandbox as root, and tests in containers are root.
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--disable-extensions".to_owned(),
        "--disable-default-apps".to_owned(),
        "--window-size=1440,900".to_owned(),
        "--lang=en".to_owned(),
        // The pipe ends with the driver, and the browser with the pipe: no process is left over.
        "--remote-debugging-pipe".to_owned(),
        format!("--user-data-dir={}", driver.profile().display()),
        format!("--proxy-server={}", proxy.authority()),
    ];
    if reach == Reach::Nothing {
        arguments.push("--proxy-bypass-list=<-loopback>".to_owned());
    }
    json!({
        "goog:chromeOptions": {"binary": setting::chromium(), "args": arguments},
        "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        // Milliseconds; a script of ours may be at it for long on a busy machine.
        "timeouts": {"script": 120_000, "pageLoad": 60_000},
    })
}
