//! Files and folders of this machine, given to the page as a person gives them.

use std::path::Path;

use serde_json::json;

use super::Browser;

impl Browser {
    /// Drags files and folders from the desktop and lets them go over a place of the window.
    pub async fn drag(&self, paths: &[&Path], (x, y): (f64, f64)) {
        let data = json!({
            "items": [],
            "files": paths,
            // Copying.
            "dragOperationsMask": 1,
        });
        for kind in ["dragEnter", "dragOver", "drop"] {
            let event = json!({"type": kind, "x": x, "y": y, "data": data});
            self.cdp("Input.dispatchDragEvent", event).await;
        }
    }

    /// Chooses files, or one folder, in the first input that a selector finds.
    pub async fn choose(&self, selector: &str, paths: &[&Path]) {
        let what = format!("a file input {selector}");
        let node = self
            .until(&what, async || {
                let document = self
                    .try_cdp("DOM.getDocument", json!({"depth": 0}))
                    .await
                    .ok()?;
                let query = json!({
                    "nodeId": document["root"]["nodeId"],
                    "selector": selector,
                });
                let found = self.try_cdp("DOM.querySelector", query).await.ok()?;
                found["nodeId"].as_u64().filter(|node| *node != 0)
            })
            .await;
        self.cdp(
            "DOM.setFileInputFiles",
            json!({"files": paths, "nodeId": node}),
        )
        .await;
    }
}
