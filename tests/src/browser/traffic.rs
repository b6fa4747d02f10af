//! What the browser asked for and complained about.

use serde_json::{Value, json};

use super::Browser;

impl Browser {
    /// The addresses the page asked for since this was last called.
    pub async fn requests(&self) -> Vec<String> {
        let entries = self.log("performance").await;
        let request = |entry: &Value| {
            let message: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
            let event = &message["message"];
            let address = match event["method"].as_str()? {
                "Network.requestWillBeSent" => &event["params"]["request"]["url"],
                "Network.webSocketCreated" | "Network.webTransportCreated" => {
                    &event["params"]["url"]
                }
                _ => return None,
            };
            // The browser's own start page.
            let address = address.as_str().filter(|it| !it.starts_with("chrome://"))?;
            Some(address.to_owned())
        };
        entries.iter().filter_map(request).collect()
    }

    /// The lines the console got since this was last called, as `LEVEL message`.
    pub async fn console(&self) -> Vec<String> {
        let entries = self.log("browser").await;
        let line = |entry: &Value| {
            let word = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
            format!("{} {}", word("level"), word("message"))
        };
        entries.iter().map(line).collect()
    }

    /// How often the content policy refused something, by the page's own count.
    pub async fn violations(&self) -> u64 {
        let count = self
            .run("return globalThis.plimsoll?.violations ?? -1", Vec::new())
            .await;
        count
            .as_u64()
            .unwrap_or_else(|| panic!("the page does not count violations: {count}"))
    }

    /// Panics if the console holds an error or a warning about the policy, or the page counted one.
    pub async fn assert_quiet(&self) {
        let loud: Vec<String> = self
            .console()
            .await
            .into_iter()
            .filter(|line| line.starts_with("SEVERE") || line.contains("Content Security Policy"))
            .collect();
        assert!(loud.is_empty(), "the console says:\n{}", loud.join("\n"));
        assert_eq!(
            self.violations().await,
            0,
            "the content policy refused something"
        );
    }

    async fn log(&self, kind: &str) -> Vec<Value> {
        match self.vendor("se/log", json!({"type": kind})).await {
            Ok(Value::Array(entries)) => entries,
            Ok(other) => panic!("the log {kind} is no list: {other}"),
            Err(why) => panic!("the log {kind} is not to be had: {why}"),
        }
    }
}
