//! What a reader does and sees on the page, waited for with a deadline.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{Browser, Element};

/// How long anything may take before the test gives up on it.
pub const PATIENCE: Duration = Duration::from_mins(1);
/// How often it is looked at meanwhile.
const BEAT: Duration = Duration::from_millis(30);

impl Browser {
    /// Opens an address, and waits until the page has a heading.
    pub async fn open(&self, url: &str) {
        self.client
            .goto(url)
            .await
            .unwrap_or_else(|why| panic!("{url} did not open: {why}"));
        self.until("the page to start", async || {
            self.first("heading", |name| !name.is_empty()).await
        })
        .await;
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.client
            .refresh()
            .await
            .unwrap_or_else(|why| panic!("the page did not load again: {why}"));
    }

    /// Probes until there is something; panics with what was awaited and what the page shows.
    pub async fn until<T>(&self, what: &str, probe: impl AsyncFnMut() -> Option<T>) -> T {
        self.within(PATIENCE, what, probe).await
    }

    /// The same with a deadline of its own.
    pub async fn within<T>(
        &self,
        patience: Duration,
        what: &str,
        mut probe: impl AsyncFnMut() -> Option<T>,
    ) -> T {
        let give_up = Instant::now() + patience;
        loop {
            if let Some(found) = probe().await {
                return found;
            }
            if Instant::now() > give_up {
                let (text, things) = (self.text().await, self.inventory().await);
                let logged = self.console().await.join("\n");
                panic!(
                    "waited {} s for {what}\n\n── text\n{text}\n\n── things\n{things}\n\n── console\n{logged}",
                    patience.as_secs()
                );
            }
            tokio::time::sleep(BEAT).await;
        }
    }

    /// Waits for something of that role with exactly that name.
    pub async fn find(&self, role: &str, name: &str) -> Element {
        self.matching(role, name, |found| found == name).await
    }

    /// Waits for something of that role whose name satisfies; `what` tells what is awaited.
    pub async fn matching(&self, role: &str, what: &str, named: impl Fn(&str) -> bool) -> Element {
        let sentence = format!("a {role} “{what}”");
        self.until(&sentence, async || self.first(role, &named).await)
            .await
    }

    /// Clicks what has that role and name, once it is there.
    pub async fn click(&self, role: &str, name: &str) {
        self.click_matching(role, name, |found| found == name).await;
    }

    /// Clicks the first of that role whose name satisfies, once it is there.
    pub async fn click_matching(&self, role: &str, what: &str, named: impl Fn(&str) -> bool) {
        let sentence = format!("a {role} “{what}” to click");
        self.until(&sentence, async || {
            let element = self.first(role, &named).await?;
            self.try_click(&element).await.then_some(())
        })
        .await;
    }

    /// Writes into a field, in place of what it holds.
    pub async fn fill(&self, field: &Element, text: &str) {
        self.focus(field).await;
        self.run("document.activeElement.select?.()", Vec::new())
            .await;
        self.cdp("Input.insertText", json!({"text": text})).await;
    }

    /// Sets the value of the field with the focus as its own control would: days, times, colours.
    pub async fn set_value(&self, field: &Element, value: &str) {
        self.focus(field).await;
        let script = "const field = document.activeElement; field.value = arguments[0];
             for (const kind of ['input', 'change'])
                 field.dispatchEvent(new Event(kind, { bubbles: true }));";
        self.run(script, vec![value.into()]).await;
    }

    /// Everything visible, as text.
    pub async fn text(&self) -> String {
        let text = self
            .client
            .execute("return document.body?.innerText ?? ''", Vec::new())
            .await;
        match text {
            Ok(Value::String(text)) => text,
            Ok(other) => other.to_string(),
            Err(why) => format!("(the page does not answer: {why})"),
        }
    }

    /// Waits until the text holds a sentence.
    pub async fn reads(&self, sentence: &str) {
        let what = format!("the page to say “{sentence}”");
        self.until(&what, async || {
            self.text().await.contains(sentence).then_some(())
        })
        .await;
    }

    /// Waits for the file that a click downloads, and takes it: its name and bytes.
    pub async fn download(&self) -> (String, Vec<u8>) {
        let folder = self.downloads();
        let path = self
            .until("a download", async || {
                let names = fs::read_dir(&folder).expect("the downloads' folder");
                let paths = names.filter_map(|entry| entry.ok().map(|entry| entry.path()));
                let paths: Vec<PathBuf> = paths.collect();
                // The browser writes under another name until the file is whole, and keeps the
                // file's own name meanwhile by an empty file.
                let is_whole = !paths.iter().any(|path| is_unfinished(path));
                let is_filled =
                    |path: &PathBuf| fs::metadata(path).is_ok_and(|about| about.len() > 0);
                paths.into_iter().find(is_filled).filter(|_| is_whole)
            })
            .await;
        let bytes = fs::read(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
        fs::remove_file(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        (name.into_owned(), bytes)
    }
}

/// Whether the browser still writes this file.
fn is_unfinished(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let begins = |word: &str| name.starts_with(word);
    path.extension().is_some_and(|part| part == "crdownload")
        || begins(".com.google.Chrome")
        || begins(".org.chromium")
}
