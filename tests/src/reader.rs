//! What a reader of reports does on the page, step by step.

use std::path::Path;

use crate::browser::{Browser, Reach, setting};
use crate::server::Server;

/// The screens of a report, as the top bar names them.
pub const SCREENS: [&str; 7] = [
    "Overview",
    "Controls",
    "Artifacts",
    "Tasks",
    "Frameworks",
    "Trends",
    "Decisions",
];

/// The page as a site: a server of ours, and a browser that opened it.
pub struct Site {
    /// The browser.
    pub browser: Browser,
    /// What it was opened from.
    pub server: Server,
}

impl Site {
    /// Serves the finished page and opens it.
    pub async fn open() -> Self {
        let server = Server::of_folder(&setting::dist());
        let browser = Browser::start(Reach::ThisMachine).await;
        browser.open(&server.url()).await;
        Self { browser, server }
    }
}

/// Opens the page in one file from disk, in a browser that reaches nothing.
pub async fn single_file() -> Browser {
    let browser = Browser::start(Reach::Nothing).await;
    let path = setting::dist().join("plimsoll.html");
    let path = path
        .canonicalize()
        .unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    let url = url::Url::from_file_path(&path).expect("an absolute path has an address");
    browser.open(url.as_str()).await;
    browser
}

impl Browser {
    /// Opens the bundled sample and waits for its report.
    pub async fn open_sample(&self) {
        self.click("button", "Open the sample project").await;
        self.find("heading", "harbour-shop").await;
    }

    /// Goes to a screen of the report by the top bar.
    pub async fn go(&self, screen: &str) {
        // The link's name may end with how much is there.
        let is_link = |name: &str| {
            let rest = name.strip_prefix(screen);
            rest.is_some_and(|rest| {
                rest.is_empty() || rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
            })
        };
        self.click_matching("link", screen, is_link).await;
        let address = format!("#{}", screen.to_lowercase());
        self.until(&format!("the address {address}"), async || {
            let now = self.run("return location.hash", Vec::new()).await;
            now.as_str()?.starts_with(&address).then_some(())
        })
        .await;
        if screen != "Overview" {
            self.find("heading", screen).await;
        }
    }

    /// Waits until nothing is being worked on.
    pub async fn rest(&self) {
        self.until("the work to end", async || {
            self.all("progressbar").await.is_empty().then_some(())
        })
        .await;
    }

    /// Saves the report through the page's own menu: the file's name and bytes.
    pub async fn export(&self, title: &str) -> (String, Vec<u8>) {
        // An arrow may follow the word.
        self.click_matching("summary", "Export", |name| name.starts_with("Export"))
            .await;
        self.click_matching("button", title, |name| name.starts_with(title))
            .await;
        self.download().await
    }

    /// Opens a control of the list by its id.
    pub async fn open_control(&self, id: &str) {
        self.go("Controls").await;
        // The query brings this one near, and out of the fold if it does not apply.
        let query = self.find("searchbox", "Query").await;
        self.fill(&query, id).await;
        self.click_matching("summary", id, |name| name.contains(id))
            .await;
        self.find("heading", "Why it matters").await;
    }

    /// Drops files and folders in the middle of the window.
    pub async fn drop(&self, paths: &[&Path]) {
        self.drag(paths, (640.0, 420.0)).await;
    }

    /// Drops files that were not there yet, and waits for the report that has them.
    pub async fn assess(&self, paths: &[&Path]) {
        self.counting(async || self.drop(paths).await).await;
    }

    /// Chooses files that were not there yet, and waits for the report that has them.
    pub async fn pick(&self, paths: &[&Path]) {
        let input = "input[type=file]:not([webkitdirectory])";
        self.counting(async || self.choose(input, paths).await)
            .await;
    }

    /// Does something that changes how many files there are, and waits for the report of it.
    async fn counting(&self, give: impl AsyncFnOnce()) {
        let counted = async || {
            self.first("link", |name| name.starts_with("Artifacts"))
                .await
        };
        let before = counted().await.map(|link| link.name);
        give().await;
        self.until("the files to be counted", async || {
            counted()
                .await
                .filter(|link| Some(&link.name) != before.as_ref())
        })
        .await;
        self.rest().await;
    }
}
