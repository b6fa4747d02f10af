//! Things on the page as assistive technology is told of them: by role and name.

use serde_json::{Value, json};

use super::Browser;

/// Something on the page.
#[derive(Clone, Debug)]
pub struct Element {
    /// The browser's number for it.
    pub(super) node: u64,
    /// What it is, e.g. `button`.
    pub role: String,
    /// What it is called.
    pub name: String,
    /// Whether it is checked, pressed, selected or expanded, by those words.
    pub state: Vec<String>,
}

impl Browser {
    /// Everything of that role that is not hidden, in the page's order.
    pub async fn all(&self, role: &str) -> Vec<Element> {
        // The page may be replaced between the two questions: then there is nothing on it.
        let Ok(document) = self.try_cdp("DOM.getDocument", json!({"depth": 0})).await else {
            return Vec::new();
        };
        let mut elements = Vec::new();
        for role in native(role) {
            let query = json!({"nodeId": document["root"]["nodeId"], "role": role});
            let Ok(found) = self.try_cdp("Accessibility.queryAXTree", query).await else {
                continue;
            };
            let nodes = found["nodes"].as_array().map_or(&[][..], Vec::as_slice);
            elements.extend(nodes.iter().filter_map(element));
        }
        elements
    }

    /// The first of that role whose name satisfies.
    pub async fn first(&self, role: &str, named: impl Fn(&str) -> bool) -> Option<Element> {
        let all = self.all(role).await;
        all.into_iter().find(|element| named(&element.name))
    }

    /// Clicks it with the mouse, in its middle, as far as it can be scrolled into view.
    ///
    /// False where it is gone or covers no area.
    pub async fn try_click(&self, element: &Element) -> bool {
        let Some((x, y)) = self.middle(element).await else {
            return false;
        };
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let event = json!({"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1});
            self.cdp("Input.dispatchMouseEvent", event).await;
        }
        true
    }

    /// The middle of what is visible of it, in the window's pixels.
    pub(super) async fn middle(&self, element: &Element) -> Option<(f64, f64)> {
        let node = json!({"backendNodeId": element.node});
        self.try_cdp("DOM.scrollIntoViewIfNeeded", node.clone())
            .await
            .ok()?;
        let quads = self.try_cdp("DOM.getContentQuads", node).await.ok()?;
        let quad: Vec<f64> = quads["quads"][0]
            .as_array()?
            .iter()
            .filter_map(Value::as_f64)
            .collect();
        let middle = |from: usize| {
            let corners = quad.iter().skip(from).step_by(2);
            corners.sum::<f64>() / 4.0
        };
        (quad.len() == 8).then(|| (middle(0), middle(1)))
    }

    /// Puts the keyboard's focus on it.
    pub async fn focus(&self, element: &Element) {
        self.cdp("DOM.focus", json!({"backendNodeId": element.node}))
            .await;
    }

    /// Presses a key that has a name, e.g. `Escape`.
    pub async fn press(&self, key: &str) {
        for kind in ["keyDown", "keyUp"] {
            let code = match key {
                "Escape" => 27,
                "Enter" => 13,
                "Tab" => 9,
                "ArrowDown" => 40,
                _ => 0,
            };
            let text = if key == "Enter" && kind == "keyDown" {
                "\r"
            } else {
                ""
            };
            let event = json!({
                "type": kind, "key": key, "code": key, "text": text, "windowsVirtualKeyCode": code,
            });
            self.cdp("Input.dispatchKeyEvent", event).await;
        }
    }

    /// What can be acted on, one line each: what a failing test shows.
    pub async fn inventory(&self) -> String {
        let mut lines = Vec::new();
        for role in [
            "heading",
            "button",
            "link",
            "tab",
            "textbox",
            "searchbox",
            "combobox",
            "dialog",
        ] {
            for element in self.all(role).await.into_iter().take(60) {
                let state = element.state.join(" ");
                lines.push(format!("{role} “{}” {state}", element.name));
            }
        }
        lines.join("\n")
    }
}

/// The browser's words for a role: it has its own where ARIA has none.
fn native(role: &str) -> Vec<&str> {
    match role {
        "summary" => vec!["DisclosureTriangle", "DisclosureTriangleGrouped"],
        "date" => vec!["Date"],
        role => vec![role],
    }
}

fn element(node: &Value) -> Option<Element> {
    if node["ignored"] == true {
        return None;
    }
    let word = |value: &Value| value["value"].as_str().unwrap_or_default().to_owned();
    let properties = node["properties"].as_array().map_or(&[][..], Vec::as_slice);
    let state = properties.iter().filter_map(|property| {
        let name = property["name"].as_str()?;
        let value = &property["value"]["value"];
        let states = ["checked", "pressed", "selected", "expanded", "disabled"];
        (states.contains(&name) && (value == true || value == "true")).then(|| name.to_owned())
    });
    Some(Element {
        node: node["backendDOMNodeId"].as_u64()?,
        role: word(&node["role"]),
        name: word(&node["name"]).trim().to_owned(),
        state: state.collect(),
    })
}
